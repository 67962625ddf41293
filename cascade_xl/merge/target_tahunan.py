"""What *TARGET TAHUNAN* says, line by line: the regency's tree from visi to sasaran, and under each sasaran the OPD
that serve it. What only the RPJMD has is left to *Peta Sasaran*.

Which rows: those of the strategy, that is the levels without an official code of programmes. The regency's own (visi …
sasaran) stand in every OPD's file, so they are said once; where two files differ in wording of an indicator or in a
target, both stand, each with who says so. An OPD's own (Tujuan PD, Sasaran PD) and its IKU of whatever level stand in a
band of the OPD, under the regency sasaran to which the file's tree leads up, else under the nearest level above it.
Files that hold no regency level are gathered at the end, by OPD; their Sasaran PD group the rows there. Programme,
kegiatan and sub kegiatan that are no IKU are left to *Matriks*: this is the page that a head of region signs.

Targets stand as the office wrote them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cascade_xl.merge.consolidate import Region
from cascade_xl.merge.source import Own
from cascade_xl.merge.tree import Branch, Group, Tree

AGENCY_RANK = -1
NO_SASARAN = "Berkas tanpa visi–sasaran daerah: dikelompokkan menurut OPD dan Sasaran PD"
_NAMED = 2
"""So many OPD are named behind a regency indicator; more are counted."""


class Band(NamedTuple):
    """A row across the sheet: a node of the regency's tree (``rank`` counts from visi, 0) or an OPD."""

    rank: int
    label: str
    text: str


class Line(NamedTuple):
    """One indicator. ``no``, ``jenjang`` and ``sasaran`` stand only on the first line of a kinerja."""

    no: str
    jenjang: str
    sasaran: str
    indikator: str
    satuan: str
    targets: tuple[str, ...]
    keterangan: str = ""


class Form:
    """What the form says. ``absent`` are the labels of the files that add no row of their own."""

    def __init__(self, region: Region, tree: Tree | None = None) -> None:
        self.region = region
        self.tree = tree or Tree(region)
        self.absent = [region.labels[position] for position in self.tree.silent]

    @property
    def note(self) -> str:
        """What stands below the form, if anything."""
        return f"Tanpa Tujuan PD, Sasaran PD dan IKU: {'; '.join(self.absent)}." if self.absent else ""

    def lines(self) -> Iterator[Band | Line]:
        """The body of the sheet from top to bottom."""
        for group in self.tree.walk():
            if group.named:
                yield from self._group(group)
        if self.tree.loose.offices and self.tree.roots:
            yield Band(0, "", NO_SASARAN)
        yield from self._offices(self.tree.loose)

    def _group(self, group: Group) -> Iterator[Band | Line]:
        yield Band(group.rank, group.label, group.text)
        for (label, indikator, satuan, *targets), sources in group.said.items():
            who = [self.region.labels[position] for position in sources]
            told = f"menurut {' dan '.join(who) if len(who) <= _NAMED else f'{len(who)} OPD'}"
            yield Line("", label, "", indikator, satuan, tuple(targets), told)
        yield from self._offices(group)

    def _offices(self, branch: Branch) -> Iterator[Band | Line]:
        for position in branch.offices:
            yield Band(AGENCY_RANK, "OPD", self.region.labels[position])
            yield from self._kinerja(position, self.tree.own(branch, position))

    def _kinerja(self, position: int, rows: Iterable[Own]) -> Iterator[Line]:
        number, last = 0, -1
        for row in rows:
            first = row.kinerja != last
            number, last = number + first, row.kinerja
            yield Line(
                str(number) if first else "",
                row.label if first else "",
                row.statement if first else "",
                row.indikator,
                row.satuan,
                self.tree.aligned(self.region.heads[position], row.targets),
                "IKU" if row.iku else "",
            )
