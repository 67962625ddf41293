"""What the rules across OPD need of one handed-in document, and no more: a small frozen record of texts and places.

It is made by a pure function of the document (see `cascade_xl.rules.regency.record`), can be sent from one process to
another, and lets the document go.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from cascade_xl.model import Exemption, Place, Severity
from cascade_xl.profile import Agregasi
from cascade_xl.quantity import Quantity
from cascade_xl.rules.kode import base, generic, standard
from cascade_xl.text import fold

_SUPPORTING = "01"


class Said(NamedTuple):
    """A text of an office's, and where it stands."""

    text: str
    place: Place


class Statement(NamedTuple):
    """One node of visi … sasaran as an office has it."""

    level: str
    label: str
    kode: str
    said: Said
    carried: bool
    """Whether something of the office's own hangs under it."""
    lowest: bool
    """Whether offices continue below it: a sasaran as a rule."""


class Figure(NamedTuple):
    """A number asked of an indicator: ``name`` is its column, ``year`` 0 for kondisi awal and target akhir."""

    name: str
    year: int
    said: Said
    quantity: Quantity


class Measure(NamedTuple):
    """An indicator and its satuan; ``unit`` is what the satuan means, whatever its spelling."""

    indikator: Said
    satuan: Said
    unit: tuple[str, ...]


class Goal(NamedTuple):
    """An indicator of the regency, as an office has it below the statement at a position."""

    statement: int
    measure: Measure
    figures: tuple[Figure, ...]


class Part(NamedTuple):
    """An office's own indicator that adds up into the regency's at a position in `Office.goals`."""

    goal: int
    way: Agregasi
    unit: tuple[str, ...]
    figures: tuple[Figure, ...]


class Work(NamedTuple):
    """A sub kegiatan: ``key`` is its official code, that of the supporting programme in its generic form."""

    key: str
    kode: Said
    name: Said
    measures: tuple[Measure, ...]


class Support(NamedTuple):
    """A link to another OPD: whom the row names, by OPD, by kode, or both; ``status`` is what the word means."""

    kode: str
    name: str
    indikator: str
    mitra: Said
    dukung: Said
    status: str


@dataclass(frozen=True, slots=True)
class Office:
    """One document among those of a regency. ``file`` is how it is called among them."""

    file: str
    opd: Said
    kode_opd: Said
    pemerintah: str
    template: Said
    period: Said
    statements: tuple[Statement, ...]
    goals: tuple[Goal, ...]
    parts: tuple[Part, ...]
    works: tuple[Work, ...]
    supports: tuple[Support, ...]
    kodes: frozenset[str]
    """Every kode of its *Matriks*, as `kode_keys` spells them."""
    sums: frozenset[str]
    """Indicators of the regency that the profile says add up over the OPD, folded."""
    exemptions: tuple[Exemption, ...]
    severities: Mapping[str, Severity | None]

    @property
    def name(self) -> str:
        """How messages call it."""
        return self.opd.text or self.file


@lru_cache(maxsize=16384)
def kode_keys(kode: str) -> tuple[str, ...]:
    """What two kode must share one of to be the same: the official form, and the generic one of ``X.XX.01``."""
    official = standard(kode)
    if official is None:
        return (fold(base(kode)),) if fold(kode) else ()
    return (official, generic(official)) if official.split(".")[2] == _SUPPORTING else (official,)
