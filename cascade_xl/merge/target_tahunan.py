"""What *TARGET TAHUNAN* says, line by line: the regency's tree from visi to sasaran, and under each sasaran the OPD
that serve it.

Which rows: those of the strategy, that is the levels without an official code of programmes. The regency's own (visi …
sasaran) stand in every OPD's file, so they are said once; where two files differ in wording of an indicator or in a
target, both stand, each with who says so. An OPD's own (Tujuan PD, Sasaran PD) and its IKU of whatever level stand in a
band of the OPD, under the regency sasaran to which the file's tree leads up, else under the nearest level above it.
Files that hold no regency level are gathered at the end, by OPD; their Sasaran PD group the rows there. Programme,
kegiatan and sub kegiatan that are no IKU are left to *Matriks*: this is the page that a head of region signs.

Targets stand as the office wrote them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from cascade_xl import contract
from cascade_xl.merge.consolidate import Region
from cascade_xl.merge.source import Kinerja, Row, Scope, Source
from cascade_xl.text import clean, fold

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


_Own = tuple[Row, Kinerja]
"""A row of an OPD's own, and its node."""
Key = tuple[str, str]
"""A regency node by level and wording: files need not agree on its kode."""


@dataclass
class _Group:
    """A regency node, as all files together tell it."""

    rank: int
    label: str
    text: str
    kode: tuple[tuple[int, int, str], ...] = ()
    path: tuple[Key, ...] = ()
    said: dict[tuple[str, ...], list[int]] = field(default_factory=dict)  # level, indicator, satuan, targets → sources
    offices: dict[int, list[_Own]] = field(default_factory=dict)  # source → its rows under this node
    children: list[_Group] = field(default_factory=list)


def _stands(node: Kinerja, row: Row) -> bool:
    return node.scope is Scope.AGENCY or (row.iku and node.scope is Scope.WORK)


class Form:
    """What the form says. ``absent`` are the labels of the files that add no row of their own."""

    def __init__(self, region: Region) -> None:
        self.region = region
        self.ranks = {key: rank for rank, (key, _) in enumerate(region.levels)}
        self.groups: dict[Key, _Group] = {}
        self.loose: dict[int, list[_Own]] = {}
        self.absent: list[str] = []
        for position, source in enumerate(region.sources):
            self._take(position, source)
        self.roots = self._grow()

    def _take(self, position: int, source: Source) -> None:
        paths = [self._path(source, number) for number in range(len(source.kinerja))]
        for node, path in zip(source.kinerja, paths, strict=True):
            if node.scope is Scope.REGENCY and fold(node.statement):
                group = self.groups.setdefault(path[-1], _Group(self.ranks[node.level], node.label, node.statement))
                group.path = max(group.path, path[:-1], key=len)
                group.kode = min(filter(None, (group.kode, _natural(node.kode))), default=())
        alone = True
        for row in source.rows:
            node, path = source.kinerja[row.kinerja], paths[row.kinerja]
            if node.scope is Scope.REGENCY and path and row.cells.get("indikator"):
                sources = self.groups[path[-1]].said.setdefault(self._said(node, row), [])
                if position not in sources:
                    sources.append(position)
            elif _stands(node, row):
                offices = self.groups[path[-1]].offices if path else self.loose
                offices.setdefault(position, []).append((row, node))
                alone = False
        if alone:
            self.absent.append(self.region.labels[position])

    def _path(self, source: Source, number: int) -> tuple[Key, ...]:
        """The regency nodes above a node and itself, from the top; each level once, so that no cycle is followed."""
        path: list[Key] = []
        lowest = len(self.ranks)
        seen: set[int] = set()
        while number >= 0 and number not in seen:
            seen.add(number)
            node = source.kinerja[number]
            if node.scope is Scope.REGENCY and self.ranks[node.level] < lowest and fold(node.statement):
                path.append((node.level, fold(node.statement)))
                lowest = self.ranks[node.level]
            number = node.parent
        return tuple(reversed(path))

    def _said(self, node: Kinerja, row: Row) -> tuple[str, ...]:
        keys = ("indikator", "satuan", *self._target_keys())
        return node.label, *(clean(row.cells.get(key, "")) for key in keys)

    def _target_keys(self) -> Iterator[str]:
        return map(contract.target_key, self.region.years)

    def _grow(self) -> list[_Group]:
        """Hang each regency node below the nearest one above it; brothers stand by kode, then by wording."""
        roots: list[_Group] = []
        for group in sorted(self.groups.values(), key=lambda g: (not g.kode, g.kode, fold(g.text))):
            above = self.groups[group.path[-1]].children if group.path else roots
            above.append(group)
        return roots

    @property
    def note(self) -> str:
        """What stands below the form, if anything."""
        return f"Tanpa Tujuan PD, Sasaran PD dan IKU: {'; '.join(self.absent)}." if self.absent else ""

    def lines(self) -> Iterator[Band | Line]:
        """The body of the sheet from top to bottom."""
        for group in self.roots:
            yield from self._group(group)
        if self.loose and self.roots:
            yield Band(0, "", NO_SASARAN)
        yield from self._offices(self.loose)

    def _group(self, group: _Group) -> Iterator[Band | Line]:
        yield Band(group.rank, group.label, clean(group.text))
        for (label, indikator, satuan, *targets), sources in group.said.items():
            who = [self.region.labels[position] for position in sources]
            told = f"menurut {' dan '.join(who) if len(who) <= _NAMED else f'{len(who)} OPD'}"
            yield Line("", label, "", indikator, satuan, tuple(targets), told)
        yield from self._offices(group.offices)
        for child in group.children:
            yield from self._group(child)

    def _offices(self, offices: dict[int, list[_Own]]) -> Iterator[Band | Line]:
        for position, rows in offices.items():
            yield Band(AGENCY_RANK, "OPD", self.region.labels[position])
            yield from self._kinerja(rows)

    def _kinerja(self, rows: Iterable[_Own]) -> Iterator[Line]:
        number, last = 0, -1
        for row, node in rows:
            cells = row.cells
            first = row.kinerja != last
            number, last = number + first, row.kinerja
            yield Line(
                str(number) if first else "",
                node.label if first else "",
                node.statement if first else "",
                cells.get("indikator", ""),
                cells.get("satuan", ""),
                tuple(cells.get(key, "") for key in self._target_keys()),
                "IKU" if row.iku else "",
            )


def _natural(kode: str) -> tuple[tuple[int, int, str], ...]:
    """A kode for sorting: S2 before S10."""
    parts = re.findall(r"\d+|[^\W\d]+", kode.casefold())
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)
