"""What *Peta Sasaran* says: which OPD serves which sasaran of the regency, and by how much.

Counted are an OPD's own kinerja, from Tujuan PD to sub kegiatan, that hang below a sasaran by their Kode Induk: whether
an OPD serves it at all, and how broadly, shows in one number. What hangs on a misi or tujuan without a sasaran between
them, or on nothing, is under no sasaran. Where files were compared with an RPJMD, its sasaran are there too: one that
no file names is served by nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from cascade_xl.merge.consolidate import Region, opd
from cascade_xl.merge.source import Served
from cascade_xl.merge.tree import Group, Tree


class Cell(NamedTuple):
    """So many kinerja of an OPD, the first in a row of the merged *Matriks*."""

    kinerja: int
    row: int


class Band(NamedTuple):
    """A node above the sasaran; ``rank`` counts from visi, 0."""

    rank: int
    label: str
    text: str


class Sasaran(NamedTuple):
    """A row, with the OPD that serve it by their columns."""

    text: str
    cells: Mapping[int, Cell]


@dataclass(frozen=True)
class Peta:
    """The map of a region. A column is an OPD, also where it handed in several files."""

    region: Region
    tree: Tree

    @cached_property
    def offices(self) -> tuple[str, ...]:
        """The OPD by their names."""
        return tuple(opd(self.region.heads[files[0]]) for files in self.region.offices)

    @cached_property
    def lines(self) -> tuple[Band | Sasaran, ...]:
        """All rows from top to bottom."""
        return tuple(self._lines())

    @property
    def sasaran(self) -> list[Sasaran]:
        """The rows that are no bands."""
        return [line for line in self.lines if isinstance(line, Sasaran)]

    @property
    def without_office(self) -> int:
        """How many sasaran nobody serves."""
        return sum(not line.cells for line in self.sasaran)

    @cached_property
    def beside(self) -> Mapping[int, Cell]:
        """The kinerja that are under no sasaran, by OPD."""
        above = (group.served for group in self.tree.walk() if group.rank != self._lowest)
        return self._cells([self.tree.loose.served, *above])

    @cached_property
    def without_sasaran(self) -> frozenset[int]:
        """The OPD that serve none."""
        serving = {column for line in self.sasaran for column in line.cells}
        return frozenset(range(len(self.offices))) - serving

    @cached_property
    def _lowest(self) -> int:
        return max((group.rank for group in self.tree.walk()), default=0)

    @cached_property
    def _columns(self) -> Mapping[int, int]:
        return {file: column for column, files in enumerate(self.region.offices) for file in files}

    def _lines(self) -> Iterator[Band | Sasaran]:
        for group in self.tree.walk():
            yield self._sasaran(group) if group.rank == self._lowest else Band(group.rank, group.label, group.text)

    def _sasaran(self, group: Group) -> Sasaran:
        return Sasaran(group.text, self._cells([group.served]))

    def _cells(self, branches: Iterable[Mapping[int, Served]]) -> dict[int, Cell]:
        found: dict[int, Cell] = {}
        for served in branches:
            for file, (count, row) in served.items():
                column, start = self._columns[file], self.region.starts[file]
                here = start + row if start else 0
                known = found.get(column, Cell(0, here))
                found[column] = Cell(known.kinerja + count, min(known.row, here))
        return dict(sorted(found.items()))
