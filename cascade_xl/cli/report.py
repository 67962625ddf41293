"""What checking found, told to people (`cascade_xl.cli.report_text`) or to programs (`cascade_xl.cli.report_json`).

Each file's part is a pure function of what was found in it, made in whatever process checked the file. The whole puts
the parts in a row as they come and lets them go, so that thousands of files are told of in the memory of a few.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import IO, NamedTuple

from cascade_xl.checking import Checked
from cascade_xl.model import Finding, Severity, Status
from cascade_xl.rules.rule import Outcome, Report


class Unreadable(NamedTuple):
    """A file that could not be read, and why."""

    file: str
    error: str


class Listed(NamedTuple):
    """What a report says of a checked file: without its document."""

    file: str
    source: str
    label: str
    opd: str
    template: str
    profile: str
    years: tuple[int, ...]
    nodes: int
    rows: int
    report: Report

    @classmethod
    def of(cls, checked: Checked) -> Listed:
        """The document may then go."""
        document = checked.document
        return cls(
            document.file,
            document.source,
            checked.label,
            document.identitas["opd"].text,
            document.template,
            checked.profile.nama,
            document.years,
            len(document.nodes),
            len(document.indicators),
            checked.report,
        )


Entry = Listed | Unreadable
ACCEPTED = "diterima"


class Ended(NamedTuple):
    """How a rule ended on a file."""

    name: str
    code: str
    severity: Severity
    outcome: Outcome
    reason: str
    total: int
    open: int


class Part(NamedTuple):
    """What a report says of one entry: a text about it, for programs apart from that its ``findings``, and how each
    rule ended. ``error`` is why it could not be read, ``counts`` its findings by the officers' words."""

    label: str
    about: str
    counts: Mapping[str, int]
    error: str = ""
    crashed: bool = False
    findings: Sequence[str] = ()
    ended: Sequence[Ended] = ()


Maker = Callable[[Entry, int], Part]
"""Makes the part of an entry, with so many findings of each rule; all of them for 0."""


class Whole(ABC):
    """A report that grows part by part."""

    def __init__(self) -> None:
        self.files = 0
        self.counts: Counter[str] = Counter()
        self.errors: list[str] = []
        self._crashed = False

    def add(self, part: Part) -> None:
        """The part of the next entry."""
        self.files += 1
        self.counts.update(part.counts)
        self._crashed |= part.crashed
        if part.error:
            self.errors.append(part.error)
        self._put(part)

    @abstractmethod
    def _put(self, part: Part) -> None: ...

    @abstractmethod
    def write(self, target: IO[str]) -> None:
        """Write out the report, which is whole now."""

    @property
    def code(self) -> int:
        """2 where a file could not be read or a rule crashed, 1 where a galat is open, else 0."""
        if self.errors or self._crashed:
            return 2
        return 1 if self.counts[Severity.ERROR.label] else 0


def counted(findings: Iterable[Finding]) -> Mapping[str, int]:
    """Findings by the officers' words."""
    return Counter(ACCEPTED if f.status is Status.ACCEPTED else f.severity.label for f in findings)


def shown(findings: Iterable[Finding], limit: int) -> Sequence[Finding]:
    """The first ``limit`` findings of each rule; all where the limit is 0."""
    seen: Counter[str] = Counter()
    found = []
    for finding in findings:
        seen[finding.rule] += 1
        if not limit or seen[finding.rule] <= limit:
            found.append(finding)
    return found
