"""Sources → the region: one order, one set of years, levels and headings, and where each row stands in the merged
*Matriks*."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from cascade_xl.merge import standard
from cascade_xl.merge.source import Source
from cascade_xl.model import Severity
from cascade_xl.quantity import spell
from cascade_xl.text import fold

MATRIKS_FIRST = 6
"""The first row of *Matriks* below its title and headings, counted from 1."""


@dataclass(frozen=True)
class Region:
    """All sources of a run, in their order, and what they have together."""

    sources: tuple[Source, ...]

    @classmethod
    def of(cls, sources: Iterable[Source]) -> Region:
        return cls(tuple(sorted(sources, key=lambda source: source.order)))

    @cached_property
    def years(self) -> tuple[int, ...]:
        """All target years, ascending."""
        return tuple(sorted({year for source in self.sources for year in source.years}))

    @cached_property
    def governments(self) -> tuple[str, ...]:
        """The governments that the files name."""
        return tuple(dict.fromkeys(source.pemerintah for source in self.sources if source.pemerintah))

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
        count = Counter(fold(source.opd) for source in self.sources)
        return tuple(
            f"{opd(source)} [{source.name}]" if count[fold(source.opd)] > 1 or not source.opd else source.opd
            for source in self.sources
        )

    @cached_property
    def levels(self) -> tuple[tuple[str, str], ...]:
        """The levels of all profiles (key, label) from the top down; then those of no profile, if there are any."""
        order: list[str] = []
        labels: dict[str, str] = {}
        for levels in sorted({source.levels for source in self.sources}, key=lambda levels: (-len(levels), levels)):
            keys = [key for key, _ in levels]
            labels = dict(levels) | labels
            for at, key in enumerate(keys):
                if key not in order:
                    below = next((order.index(other) for other in keys[at:] if other in order), len(order))
                    order.insert(below, key)
        known = [(key, labels[key]) for key in order]
        stray = any(not node.level for source in self.sources for node in source.kinerja)
        return (*known, standard.OTHER_LEVEL) if stray else tuple(known)

    @cached_property
    def extra(self) -> tuple[str, ...]:
        """The headings of the offices' own columns."""
        return tuple(sorted({h for source in self.sources for h in source.extra}, key=lambda h: (h.casefold(), h)))

    @property
    def rows(self) -> int:
        return sum(len(source.rows) for source in self.sources)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        starts, row = [], MATRIKS_FIRST
        for source in self.sources:
            starts.append(row)
            row += len(source.rows)
        return tuple(starts)

    def places(self, position: int) -> dict[int, int]:
        """Row of a source's sheet → row in the merged *Matriks*, both counted from 1."""
        return {row.number: self._starts[position] + n for n, row in enumerate(self.sources[position].rows)}

    def count(self, severity: Severity) -> int:
        """Open findings of all files."""
        return sum(source.report.count(severity) for source in self.sources)

    @property
    def summary(self) -> Sequence[str]:
        """The line under the title of *Rekap OPD*."""
        offices = len({fold(source.opd) or source.name for source in self.sources})
        numbers = [(offices, "OPD"), (len(self.sources), "berkas"), (self.rows, "baris")]
        numbers += [(self.count(severity), severity.label) for severity in Severity]
        return [f"{number(count)} {what}" for count, what in numbers]


def opd(source: Source) -> str:
    """The OPD's name, or words that say it has none."""
    return source.opd or standard.NO_OPD


def number(count: int) -> str:
    """A count in Indonesian spelling."""
    return spell(Decimal(count))
