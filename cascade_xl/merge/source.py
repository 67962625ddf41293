"""One handed-in file as the merge needs it: plain texts and counts.

The document is let go after it was checked: forty of them would be the largest thing in memory, and a small record of
texts can later be sent from one process to another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from cascade_xl.contract.merged import FileFacts
from cascade_xl.model import Severity, Status
from cascade_xl.rules.rule import Outcome, Report
from cascade_xl.text import fold


class MergeError(ValueError):
    """A merge that could not be done; the message is for the officer."""


class Scope(StrEnum):
    """Whose promise a level is."""

    REGENCY = "daerah"  # visi … sasaran: shared by all OPD
    AGENCY = "pd"  # Tujuan PD, Sasaran PD: the OPD's own strategy
    WORK = "kerja"  # program and below, and levels that nobody knows


class Kinerja(NamedTuple):
    """One node of a file's tree. ``parent`` is its parent's position in `Source.kinerja`, -1 where there is none."""

    level: str
    label: str
    scope: Scope
    kode: str
    statement: str
    parent: int


class Number(NamedTuple):
    """A number in a cell, with the format that says how it is shown."""

    stored: float
    format: str


class Row(NamedTuple):
    """One row of a file's *Matriks*, its node's columns filled down. Blank cells are left out."""

    number: int
    kinerja: int
    cells: Mapping[str, str]
    extra: Mapping[str, str]
    iku: bool
    numbers: Mapping[str, Number] = {}
    """The cells that hold a number: 0.92 shown as 92% is read otherwise than a text ``92%`` with two readings."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file that was read and checked.

    ``name`` tells it from all others of the run; ``filled`` of the ``required`` fields are filled. ``columns`` are
    those of its *Matriks*: number → key, or heading of an office's own. ``exemptions`` and ``facts`` go into the
    regency workbook for a later check.
    """

    path: Path
    name: str
    sha256: str
    opd: str
    pemerintah: str
    template: str
    profile: str
    period: str
    years: tuple[int, ...]
    levels: tuple[tuple[str, str], ...]
    kinerja: tuple[Kinerja, ...]
    rows: tuple[Row, ...]
    extra: tuple[str, ...]
    columns: Mapping[int, str]
    indicators: int
    pohon: int
    kunci: int
    required: int
    filled: int
    report: Report
    profile_data: Mapping[str, Any]
    exemptions: tuple[Mapping[str, str], ...]
    facts: FileFacts

    @property
    def order(self) -> tuple[str, str, str, str]:
        """Sources stand by the OPD's name, then by file: the order in which files were given means nothing."""
        return fold(self.opd), self.opd, self.name.casefold(), self.name

    @property
    def accepted(self) -> int:
        """How many findings the office accepts with a reason."""
        return sum(self.report.count(severity, Status.ACCEPTED) for severity in Severity)

    @property
    def crashed(self) -> tuple[str, ...]:
        """The rules that could not be run."""
        return tuple(r.rule.name for r in self.report.results if r.outcome is Outcome.CRASHED)
