"""A tree of boxes as the layout knows it, and one page of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from cascade_xl.forms.tree.tidy import GAPS, Gaps, middles, preorder

_FIRST_ROW = 34.0
"""The least height of the first row of a part: its number and the name of the band stand beside it."""


class Size(NamedTuple):
    width: float
    height: float


@dataclass(frozen=True)
class Tree:
    """Boxes, numbered from 0 in reading order. ``rows`` are their levels; a child's is below its parent's.

    A box has three sizes: in full; with a mark below it where children of it stand on another page; and as it is
    repeated, with its mark, above those children.
    """

    roots: Sequence[int]
    children: Sequence[Sequence[int]]
    rows: Sequence[int]
    full: Sequence[Size]
    marked: Sequence[Size]
    repeated: Sequence[Size]
    gaps: Gaps = GAPS

    @cached_property
    def parents(self) -> Mapping[int, int]:
        return {child: node for node, children in enumerate(self.children) for child in children}

    @cached_property
    def area(self) -> Sequence[float]:
        """The area of each box and of all below it: what does not fit by its area need not be laid out."""
        areas = [size.width * size.height for size in self.full]
        for node in reversed(preorder(self.roots, self.children)):
            areas[node] += sum(areas[child] for child in self.children[node])
        return areas


class Spot(NamedTuple):
    """Where a box stands on its page."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Part:
    """One page: boxes in full, and those that are repeated above children of theirs; both in reading order."""

    nodes: tuple[int, ...]
    repeated: tuple[int, ...] = ()

    @cached_property
    def present(self) -> frozenset[int]:
        return frozenset(self.nodes) | frozenset(self.repeated)

    def children(self, tree: Tree) -> dict[int, list[int]]:
        """The children of each box that stand on this page with it."""
        found: dict[int, list[int]] = {node: [] for node in sorted(self.present)}
        for node in self.nodes:
            if (parent := tree.parents.get(node)) in found:
                found[parent].append(node)
        return found

    def cut(self, tree: Tree) -> frozenset[int]:
        """The boxes that stand here in full, but not all of their children do."""
        children = self.children(tree)
        return frozenset(node for node in self.nodes if len(children[node]) < len(tree.children[node]))

    def missing(self, tree: Tree, node: int) -> list[int]:
        """The children of a box that do not stand on this page."""
        return [child for child in tree.children[node] if child not in self.present]


class Laid(NamedTuple):
    """A page laid out: its size, and the place of each box."""

    width: float
    height: float
    spots: dict[int, Spot]


def whole(tree: Tree) -> Part:
    """The tree on one page."""
    return Part(tuple(preorder(tree.roots, tree.children)))


def lay(tree: Tree, part: Part) -> Laid:
    """Lay out one page. Only the rows that have a box on it take room."""
    on_page = part.children(tree)
    nodes = list(on_page)
    number = {node: place for place, node in enumerate(nodes)}
    sizes = _sizes(tree, part)
    steps = {row: step for step, row in enumerate(sorted({tree.rows[node] for node in nodes}))}
    rows = [steps[tree.rows[node]] for node in nodes]
    children = [[number[child] for child in kids] for kids in on_page.values()]
    below = {child for kids in children for child in kids}
    roots = [place for place in range(len(nodes)) if place not in below]
    x = middles(roots, children, [sizes[node].width for node in nodes], rows, tree.gaps)
    least = 0.0 if len(part.nodes) == len(tree.full) else _FIRST_ROW
    tops, height = _tops(rows, [sizes[node].height for node in nodes], tree.gaps.rows, least)
    spots = {
        node: Spot(x[place] - sizes[node].width / 2, tops[rows[place]], *sizes[node])
        for place, node in enumerate(nodes)
    }
    return Laid(max((spot.x + spot.width for spot in spots.values()), default=0.0), height, spots)


def _sizes(tree: Tree, part: Part) -> dict[int, Size]:
    cut = part.cut(tree)
    sizes = {node: tree.marked[node] if node in cut else tree.full[node] for node in part.nodes}
    return sizes | {node: tree.repeated[node] for node in part.repeated}


def _tops(rows: Sequence[int], heights: Sequence[float], gap: float, least: float) -> tuple[list[float], float]:
    """Where each row begins, and the height of all: a row is as high as its highest box."""
    highest = [0.0] * (max(rows, default=-1) + 1)
    highest[:1] = [least]
    for row, height in zip(rows, heights, strict=True):
        highest[row] = max(highest[row], height)
    tops: list[float] = []
    y = 0.0
    for height in highest:
        tops.append(y)
        y += height + gap
    return tops, max(y - gap, 0.0)
