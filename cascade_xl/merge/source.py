"""One handed-in file as the merge needs it: plain texts and counts.

The document is let go after it was checked: a record of texts can be sent from one process to another, and rest on disk
until it is written. What a run needs of all files at once is their heads.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from cascade_xl.contract.merged import FileFacts
from cascade_xl.merge.table import Table
from cascade_xl.model import Severity, Status
from cascade_xl.rules.regency.office import Office
from cascade_xl.rules.rule import Outcome, Report, Result
from cascade_xl.text import fold


class MergeError(ValueError):
    """A merge that could not be done; the message is for the officer, ``hint`` for one at a command line."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


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


@dataclass(frozen=True, kw_only=True)
class Head:
    """What stays in memory of a file: who handed in what, and the counts.

    ``name`` tells it from all others of the run; ``saved`` is when it was last saved, None where nobody asks.
    ``filled`` of the ``required`` fields are filled. ``levels`` are those of its profile (key, label), ``per_level``
    says how many nodes it has of each, ``targets`` how many targets are asked there and how many are filled; ``open``
    how many findings of each severity, ``accepted`` how many have a reason, ``found`` all. ``formats`` are those of its
    numbers, ``exemptions`` the rows of its *Pengecualian*.
    """

    path: Path
    name: str
    sha256: str
    saved: datetime | None
    opd: str
    kode_opd: str
    pemerintah: str
    template: str
    profile: str
    period: str
    years: tuple[int, ...]
    levels: tuple[tuple[str, str], ...]
    per_level: Mapping[str, int]
    targets: Mapping[str, tuple[int, int]]
    extra: tuple[str, ...]
    lines: int
    indicators: int
    pohon: int
    kunci: int
    required: int
    filled: int
    open: Mapping[Severity, int]
    accepted: int
    found: int
    crashed: tuple[str, ...]
    formats: tuple[str, ...]
    exemptions: tuple[Mapping[str, str], ...]

    @property
    def order(self) -> tuple[str, str, str, str]:
        """Files stand by the OPD's name, then by their own: the order in which they were given means nothing."""
        return fold(self.opd), self.opd, self.name.casefold(), self.name

    def judged_also(self, results: Sequence[Result]) -> Head:
        """The same with more results of checking counted."""
        more = counts(results)
        return replace(
            self,
            open={severity: count + more["open"][severity] for severity, count in self.open.items()},
            accepted=self.accepted + more["accepted"],
            found=self.found + more["found"],
            crashed=(*self.crashed, *more["crashed"]),
        )


@dataclass(frozen=True, kw_only=True)
class Source(Head):
    """A file's head with all that stands in it: as large as the file, and so held for one file at a time.

    ``columns`` are those of its *Matriks*: number → key, or heading of an office's own. ``facts`` go into the regency
    workbook for a later check; ``office`` is what the rules across OPD need.
    """

    kinerja: tuple[Kinerja, ...]
    table: Table
    columns: Mapping[int, str]
    report: Report
    profile_data: Mapping[str, Any]
    facts: FileFacts
    office: Office | None

    @property
    def head(self) -> Head:
        """The same without its content."""
        return Head(**{field.name: getattr(self, field.name) for field in fields(Head)})

    def judged(self, report: Report) -> Source:
        """The same with other results of checking."""
        return replace(self, report=report, **counts(report.results))


class Own(NamedTuple):
    """A row of the office's own strategy: an indicator of its Tujuan PD or Sasaran PD, or an IKU of whatever level.

    ``under`` is the position in `Strategy.nodes` of the regency node above it, -1 where there is none; ``kinerja``
    tells the rows of one node from those of the next.
    """

    under: int
    kinerja: int
    label: str
    statement: str
    indikator: str
    satuan: str
    targets: tuple[str, ...]
    iku: bool


class Said(NamedTuple):
    """What a file says of a regency node: one indicator with its targets, in the order of the file's years."""

    node: int
    indikator: str
    satuan: str
    targets: tuple[str, ...]


class Served(NamedTuple):
    """How much of an office's own hangs under a regency node: so many kinerja, the first at so manieth row."""

    kinerja: int
    row: int


class Strategy(NamedTuple):
    """What a file adds to the sheets that show the whole regency: its part of the tree, and what hangs on it.

    ``nodes`` are the regency's own (visi … sasaran), each with its parent's position among them; ``served`` goes by
    those positions, with -1 for what hangs on none.
    """

    nodes: tuple[Kinerja, ...]
    said: tuple[Said, ...]
    own: tuple[Own, ...]
    served: Mapping[int, Served]


class LeftOut(NamedTuple):
    """A file that is not merged, and why: ``reason`` is a sentence for the officer."""

    path: Path
    name: str
    opd: str
    reason: str
    sha256: str = ""
    saved: datetime | None = None


def counts(results: Sequence[Result]) -> dict[str, Any]:
    """What a head says of results of checking."""
    statuses = [(finding.severity, finding.status) for result in results for finding in result.findings]
    return {
        "open": {severity: statuses.count((severity, Status.OPEN)) for severity in Severity},
        "accepted": sum(status is Status.ACCEPTED for _, status in statuses),
        "found": len(statuses),
        "crashed": tuple(result.rule.name for result in results if result.outcome is Outcome.CRASHED),
    }
