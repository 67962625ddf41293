"""The regency's tree from visi to sasaran as all files together tell it, and which OPD hangs where.

Visi … sasaran stand in every OPD's file, so a node is known by its level and wording: files need not agree on its kode.
Where they differ on what stands above it, the longest way up is believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cascade_xl.merge.consolidate import Region
from cascade_xl.merge.plan import planned
from cascade_xl.merge.source import Head, Kinerja, Own, Served, Strategy
from cascade_xl.text import clean, fold

Key = tuple[str, str]
"""A regency node by level and wording."""


@dataclass
class Branch:
    """What hangs on a regency node, or on none, by the positions of the files: ``offices`` says under which nodes of a
    file's strategy its own rows stand, which rest there until they are written."""

    offices: dict[int, tuple[int, ...]] = field(default_factory=dict)
    served: dict[int, Served] = field(default_factory=dict)


@dataclass
class Group(Branch):
    """A regency node; ``rank`` counts levels from visi, 0. ``said`` is who says which indicator of it, with satuan and
    targets; ``named`` is whether any file has it, or only the RPJMD."""

    rank: int = 0
    label: str = ""
    text: str = ""
    named: bool = False
    kode: tuple[tuple[int, int, str], ...] = ()
    path: tuple[Key, ...] = ()
    said: dict[tuple[str, ...], list[int]] = field(default_factory=dict)
    children: list[Group] = field(default_factory=list)

    def walk(self) -> Iterator[Group]:
        """Itself and all below, as they stand on paper."""
        yield self
        for child in self.children:
            yield from child.walk()


class Tree:
    """The tree of a region: its ``roots``, what hangs on no node of it, and the files that add no row of their own."""

    def __init__(self, region: Region) -> None:
        self._ranks = {key: rank for rank, (key, _) in enumerate(region.levels)}
        self._years = region.years
        self._groups: dict[Key, Group] = {}
        self._strategies = region.strategies
        self.loose = Branch()
        self.silent: list[int] = []
        for position, (head, found) in enumerate(zip(region.heads, region.strategies, strict=True)):
            self._take(position, head, found)
        self._plan(planned(region))
        self.roots = self._grow()

    def walk(self) -> Iterator[Group]:
        """All nodes from top to bottom."""
        for root in self.roots:
            yield from root.walk()

    def own(self, branch: Branch, position: int) -> Sequence[Own]:
        """The rows of a file's own that hang on a branch."""
        under = branch.offices[position]
        return [own for own in self._strategies[position].own if own.under in under]

    def _take(self, position: int, head: Head, found: Strategy) -> None:
        paths = [self._path(found.nodes, number) for number in range(len(found.nodes))]
        groups = [self._group(node, path) for node, path in zip(found.nodes, paths, strict=True)]
        for group in groups:
            group.named = True
        for said in found.said:
            words = found.nodes[said.node].label, said.indikator, said.satuan, *self.aligned(head, said.targets)
            sources = groups[said.node].said.setdefault(words, [])
            if position not in sources[-1:]:
                sources.append(position)
        branches: list[Branch] = [*groups, self.loose]  # -1 is the last
        for under in dict.fromkeys(own.under for own in found.own):
            branches[under].offices[position] = (*branches[under].offices.get(position, ()), under)
        if not found.own:
            self.silent.append(position)
        for under, served in found.served.items():
            known = branches[under].served.get(position)
            branches[under].served[position] = _sum(known, served) if known else served

    def _plan(self, nodes: Sequence[Kinerja]) -> None:
        """Add the nodes of the RPJMD, as far as the files have their levels at all."""
        if all(node.level in self._ranks for node in nodes):
            for number, node in enumerate(nodes):
                self._group(node, self._path(nodes, number))

    def aligned(self, head: Head, targets: Sequence[str]) -> tuple[str, ...]:
        """A file's targets under the years of the region."""
        of_year = dict(zip(head.years, targets, strict=True))
        return tuple(of_year.get(year, "") for year in self._years)

    def _group(self, node: Kinerja, path: tuple[Key, ...]) -> Group:
        made = Group(rank=self._ranks[node.level], label=node.label, text=clean(node.statement))
        group = self._groups.setdefault(path[-1], made)
        group.path = max(group.path, path[:-1], key=len)
        group.kode = min(filter(None, (group.kode, _natural(node.kode))), default=())
        return group

    def _path(self, nodes: Sequence[Kinerja], number: int) -> tuple[Key, ...]:
        """The nodes above one and itself, from the top; each level once, so that no cycle is followed."""
        path: list[Key] = []
        lowest = len(self._ranks)
        seen: set[int] = set()
        while number >= 0 and number not in seen:
            seen.add(number)
            node = nodes[number]
            if self._ranks[node.level] < lowest:
                path.append((node.level, fold(node.statement)))
                lowest = self._ranks[node.level]
            number = node.parent
        return tuple(reversed(path))

    def _grow(self) -> list[Group]:
        """Hang each node below the nearest one above it; brothers stand by kode, then by wording."""
        roots: list[Group] = []
        for group in sorted(self._groups.values(), key=lambda g: (not g.kode, g.kode, fold(g.text))):
            above = self._groups[group.path[-1]].children if group.path else roots
            above.append(group)
        return roots


def _sum(one: Served, other: Served) -> Served:
    return Served(one.kinerja + other.kinerja, min(one.row, other.row))


def _natural(kode: str) -> tuple[tuple[int, int, str], ...]:
    """A kode for sorting: S2 before S10."""
    parts = re.findall(r"\d+|[^\W\d]+", kode.casefold())
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)
