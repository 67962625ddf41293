"""What the rules across OPD need of one handed-in document, and no more: a small frozen record of texts and places.

It is made by a pure function of the document (see `cascade_xl.rules.regency.record`), can be sent from one process to
another, and lets the document go.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    text: str
    carried: bool
    """Whether something of the office's own hangs under it."""
    lowest: bool
    """Whether offices continue below it: a sasaran as a rule."""
    file: str
    sheet: str
    row: int
    column: int

    @property
    def said(self) -> Said:
        """Its text and its place, which is made when somebody asks."""
        return Said(self.text, Place(self.file, self.sheet, self.row, self.column))


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


class Asked(NamedTuple):
    """All that is asked of an indicator, wherever it stands: offices that copy it from the RPJMD share one of these.

    ``figures`` are (name, year, text, quantity); ``spots`` are the cells of indikator, satuan and each figure, as
    (sheet, rows below the first of them, column).
    """

    indikator: str
    satuan: str
    unit: tuple[str, ...]
    figures: tuple[tuple[str, int, str, Quantity], ...]
    spots: tuple[tuple[str, int, int], ...]


class Goal(NamedTuple):
    """An indicator of the regency, as an office has it below the statement at a position: in this row of its file."""

    statement: int
    asked: Asked
    file: str
    row: int

    @classmethod
    def of(cls, statement: int, measure: Measure, figures: Sequence[Figure]) -> Goal:
        """From an indicator and its figures."""
        places = [measure.indikator.place, measure.satuan.place, *(figure.said.place for figure in figures)]
        file, _, row, _ = places[0]
        asked = Asked(
            measure.indikator.text,
            measure.satuan.text,
            measure.unit,
            tuple((figure.name, figure.year, figure.said.text, figure.quantity) for figure in figures),
            tuple((place.sheet, place.row - row, place.column) for place in places),
        )
        return cls(statement, asked, file, row)

    @property
    def measure(self) -> Measure:
        """The indicator."""
        asked = self.asked
        return Measure(self._said(asked.indikator, 0), self._said(asked.satuan, 1), asked.unit)

    def figure(self, name: str) -> Figure | None:
        """The number that is asked in a column."""
        for spot, (known, year, text, quantity) in enumerate(self.asked.figures, start=2):
            if known == name:
                return Figure(name, year, self._said(text, spot), quantity)
        return None

    def _said(self, text: str, spot: int) -> Said:
        sheet, below, column = self.asked.spots[spot]
        return Said(text, Place(self.file, sheet, self.row + below, column))


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


@lru_cache(maxsize=4096)
def kode_keys(kode: str) -> tuple[str, ...]:
    """What two kode must share one of to be the same: the official form, and the generic one of ``X.XX.01``."""
    official = standard(kode)
    if official is None:
        return (fold(base(kode)),) if fold(kode) else ()
    return (official, generic(official)) if official.split(".")[2] == _SUPPORTING else (official,)
