"""Sources → the region: one order, one set of years, levels and headings, and where each row stands in the merged
*Matriks*."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import accumulate

from cascade_xl.contract.merged import Compared
from cascade_xl.merge import standard
from cascade_xl.merge.source import Head, LeftOut, Source, Strategy
from cascade_xl.merge.strategy import strategy
from cascade_xl.model import Finding, Severity, Status
from cascade_xl.quantity import spell
from cascade_xl.text import fold

MATRIKS_FIRST, TEMUAN_FIRST, REKAP_FIRST = 6, 5, 6
"""The first row of *Matriks*, *Temuan* and *Rekap OPD* below title and headings, counted from 1."""
ABSENT = "opd-belum-menyerahkan"
"""The rule whose findings, about no file, name an OPD that handed in nothing."""


@dataclass(frozen=True)
class Region:
    """All files of a run, in their order, and what they have together.

    ``heads`` are in memory; ``sources`` may rest on disk, so each is asked for once and let go; so may ``strategies``,
    which are small and asked for again. ``findings`` are those about no file; ``compared`` is what the files were
    compared with, ``notes`` what the officer is told besides. ``dataset`` names the folder that holds the rows where
    the workbook only sums them up.
    """

    heads: tuple[Head, ...]
    sources: Sequence[Source]
    strategies: Sequence[Strategy] = ()
    left_out: tuple[LeftOut, ...] = ()
    findings: tuple[Finding, ...] = ()
    compared: Compared = field(default_factory=lambda: Compared())
    notes: tuple[str, ...] = ()
    dataset: str = ""

    @classmethod
    def of(cls, sources: Iterable[Source]) -> Region:
        """The region of sources that are in memory, in whatever order they come."""
        found = sorted(sources, key=lambda source: source.order)
        return cls(tuple(source.head for source in found), found, tuple(map(strategy, found)))

    @cached_property
    def years(self) -> tuple[int, ...]:
        """All target years, ascending."""
        return tuple(sorted({year for head in self.heads for year in head.years}))

    @cached_property
    def governments(self) -> tuple[str, ...]:
        """The governments that the files name."""
        return tuple(dict.fromkeys(head.pemerintah for head in self.heads if head.pemerintah))

    @property
    def name(self) -> str:
        """The regency's name, as long as all files agree on one."""
        if len(self.governments) == 1:
            return self.governments[0]
        return f"{len(self.governments)} pemerintah daerah" if self.governments else "Pemerintah daerah belum diisi"

    @property
    def period(self) -> str:
        years = self.years
        return "" if not years else str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """How each source is called on paper: its OPD, with the file where the OPD handed in more than one."""
        count = Counter(fold(head.opd) for head in self.heads)
        return tuple(
            f"{opd(head)} [{head.name}]" if count[fold(head.opd)] > 1 or not head.opd else head.opd
            for head in self.heads
        )

    @cached_property
    def levels(self) -> tuple[tuple[str, str], ...]:
        """The levels of all profiles (key, label) from the top down; then those of no profile, if there are any."""
        order: list[str] = []
        labels: dict[str, str] = {}
        for levels in sorted({head.levels for head in self.heads}, key=lambda levels: (-len(levels), levels)):
            keys = [key for key, _ in levels]
            labels = dict(levels) | labels
            for at, key in enumerate(keys):
                if key not in order:
                    below = next((order.index(other) for other in keys[at:] if other in order), len(order))
                    order.insert(below, key)
        known = [(key, labels[key]) for key in order]
        stray = any(head.per_level.get("") for head in self.heads)
        return (*known, standard.OTHER_LEVEL) if stray else tuple(known)

    @cached_property
    def extra(self) -> tuple[str, ...]:
        """The headings of the offices' own columns."""
        return tuple(sorted({h for head in self.heads for h in head.extra}, key=lambda h: (h.casefold(), h)))

    @cached_property
    def offices(self) -> tuple[tuple[int, ...], ...]:
        """The positions of each OPD's files, in the order in which OPD stand."""
        found: dict[str, list[int]] = {}
        for position, head in enumerate(self.heads):
            found.setdefault(fold(head.opd) or head.name, []).append(position)
        return tuple(map(tuple, found.values()))

    @property
    def rows(self) -> int:
        return sum(head.lines for head in self.heads)

    @property
    def found(self) -> int:
        """All findings, also accepted ones."""
        return len(self.findings) + sum(head.found for head in self.heads)

    @cached_property
    def absent(self) -> tuple[str, ...]:
        """The OPD that were expected and handed in nothing."""
        return tuple(finding.name for finding in self.findings if finding.rule == ABSENT)

    @property
    def accepted(self) -> int:
        """Findings that an OPD accepts with a reason."""
        return sum(head.accepted for head in self.heads)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The row of the merged *Matriks*, counted from 1, at which each source's rows begin; 0 where it has none."""
        if self.dataset:
            return (0,) * len(self.heads)
        return _starts(MATRIKS_FIRST, [head.lines for head in self.heads])

    @cached_property
    def finding_starts(self) -> tuple[int, ...]:
        """The row of the merged *Temuan*, counted from 1, at which each source's findings begin."""
        return _starts(TEMUAN_FIRST + len(self.findings), [head.found for head in self.heads])

    @property
    def lists_findings(self) -> bool:
        """Whether the workbook has all findings: one that only sums up leaves out what does not fit."""
        return not self.dataset or self.found <= standard.MAX_ROWS - TEMUAN_FIRST

    def places(self, position: int, source: Source) -> dict[int, int]:
        """Row of a source's sheet → row in the merged *Matriks*, both counted from 1."""
        return {number: row for row, number in enumerate(source.table.numbers, start=self.starts[position])}

    def count(self, severity: Severity) -> int:
        """Open findings of all files, and about none."""
        about_none = sum(f.severity is severity and f.status is Status.OPEN for f in self.findings)
        return about_none + sum(head.open[severity] for head in self.heads)

    @property
    def summary(self) -> Sequence[str]:
        """The line under the title of *Rekap OPD*."""
        numbers = [(len(self.offices), "OPD"), (len(self.heads), "berkas"), (self.rows, "baris")]
        numbers += [(self.count(severity), severity.label) for severity in Severity]
        if self.absent:
            numbers.append((len(self.absent), "OPD belum menyerahkan"))
        if self.findings:
            numbers.append((len(self.findings), "temuan tidak mengenai satu berkas"))
        return [f"{number(count)} {what}" for count, what in numbers]


def _starts(first: int, counts: Iterable[int]) -> tuple[int, ...]:
    return tuple(accumulate(counts, initial=first))[:-1]


def opd(head: Head) -> str:
    """The OPD's name, or words that say it has none."""
    return head.opd or standard.NO_OPD


def number(count: int) -> str:
    """A count in Indonesian spelling."""
    return spell(Decimal(count))
