"""Cutting a tree into pages.

Families stay together. Where every child of a box fits a page with all that is below it, the children are dealt out
over pages, their parent standing above each. Otherwise one page shows as many levels as fit, and what is below its
lowest boxes follows on later pages, by the same rule. Pages count level by level, so that those of one family follow
each other. Every box stands in full exactly once; above children on another page it is repeated.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from cascade_xl.forms.tree.plan import Part, Size, Tree, lay
from cascade_xl.forms.tree.tidy import preorder


class Marks(NamedTuple):
    """What the marks of a divided tree say: the page (from 0) where each box stands in full, and the other pages where
    children of a box stand."""

    home: dict[int, int]
    onward: dict[int, list[int]]


def marks(tree: Tree, parts: Sequence[Part]) -> Marks:
    """The marks of a divided tree."""
    home = {node: page for page, part in enumerate(parts) for node in part.nodes}
    elsewhere = {node: sorted({home[child] for child in tree.children[node]} - {page}) for node, page in home.items()}
    return Marks(home, {node: pages for node, pages in elsewhere.items() if pages})


def divide(tree: Tree, first: Size, other: Size) -> list[Part]:
    """Cut a tree into pages that have so much room: the first one, and every other. Boxes count in reading order.

    A box must fit a page together with the repeated box of its parent; where it does not, it stands there all the same.
    """
    return min((_Division(tree, first, other, even).parts() for even in (True, False)), key=len)


class _Family(NamedTuple):
    """Children to be shown below their parent. A ``fresh`` parent stands in full with the first of them."""

    parent: int | None
    fresh: bool
    children: Sequence[int]


class _Shown(NamedTuple):
    """Pages, and the families that they leave for later pages."""

    parts: list[Part]
    left: list[_Family]


class _Division:
    """One way of dividing: with brothers dealt out evenly, or each page as full as it can be."""

    def __init__(self, tree: Tree, first: Size, other: Size, even: bool) -> None:
        self.tree, self.first, self.other, self.even = tree, first, other, even

    def parts(self) -> list[Part]:
        """All pages."""
        tree, found = self.tree, list[Part]()
        alone = len(tree.roots) == 1
        whole = (
            _Family(tree.roots[0], True, tree.children[tree.roots[0]]) if alone else _Family(None, False, tree.roots)
        )
        work = deque([whole])
        while work:
            family, page = work.popleft(), len(found)
            shown = (
                self._at_once(family, page)
                or self._whole_children(family, page)
                or self._levels(family, page)
                or self._cut_children(family, page)
            )
            found += shown.parts
            work += shown.left
        return self._packed(found)

    # -- four ways to show a family, the best first -----------------------------------------------------

    def _at_once(self, family: _Family, page: int) -> _Shown | None:
        """Everything on one page."""
        if not self._may_fit(family.children, page):
            return None
        part = self._part(family, preorder(family.children, self.tree.children))
        return _Shown([part], []) if self._fits(part, page) else None

    def _whole_children(self, family: _Family, page: int) -> _Shown | None:
        """Children dealt out over pages, if each fits one with all that is below it."""
        if len(family.children) < 2 or len(self._whole(family, page)) < len(family.children):
            return None
        return _Shown(self._dealt(family, {child: self._below(child) for child in family.children}, page), [])

    def _levels(self, family: _Family, page: int) -> _Shown | None:
        """As many levels as fit on one page, and below them what little still fits."""
        part = self._part(family, family.children)
        if not self._fits(part, page):
            return None
        while self._fits(deeper := self._part(family, self._with_next_level(part)), page):
            part = deeper
        for node in sorted(part.cut(self.tree), key=lambda node: self.tree.area[node]):
            if self._may_fit([node], page):
                fuller = self._part(family, sorted({*part.nodes, *self._below(node)}))
                part = fuller if self._fits(fuller, page) else part
        return _Shown(
            [part], [_Family(node, False, part.missing(self.tree, node)) for node in sorted(part.cut(self.tree))]
        )

    def _cut_children(self, family: _Family, page: int) -> _Shown:
        """Children dealt out over pages; of those that do not fit with what is below them only their own box."""
        whole = self._whole(family, page)
        shown = {child: self._below(child) if child in whole else [child] for child in family.children}
        left = [_Family(child, False, self.tree.children[child]) for child in family.children if child not in whole]
        return _Shown(self._dealt(family, shown, page), [family for family in left if family.children])

    # -- dealing out ------------------------------------------------------------------------------------

    def _dealt(self, family: _Family, shown: Mapping[int, Sequence[int]], page: int) -> list[Part]:
        """One page after another, each with as many children as fit; ``shown`` are the boxes that come with each."""
        first, *_ = shown
        if family.fresh and not self._fits(self._part(family, shown[first]), page):
            return [self._part(family, ()), *self._dealt(family._replace(fresh=False), shown, page + 1)]

        def part(group: Sequence[int], place: int) -> Part:
            nodes = sorted(node for child in group for node in shown[child])
            return self._part(family._replace(fresh=family.fresh and place == 0), nodes)

        def fit(groups: Sequence[Sequence[int]], start: int) -> bool:
            return all(self._fits(part(group, place), page + place) for place, group in enumerate(groups, start))

        groups: list[list[int]] = []
        for child in shown:
            if groups and fit([[*groups[-1], child]], len(groups) - 1):
                groups[-1].append(child)
            else:
                groups.append([child])
        if self.even:
            for last in (len(groups), min(2, len(groups))):
                kept = groups[:-last]
                evened = _evened([child for group in groups[-last:] for child in group], last)
                if fit(evened, len(kept)):
                    groups = [*kept, *evened]
                    break
        return [part(group, place) for place, group in enumerate(groups)]

    def _packed(self, parts: Iterable[Part]) -> list[Part]:
        """Pages that follow each other on one page where they fit side by side and share no box."""
        packed: list[Part] = []
        for part in parts:
            if packed and packed[-1].present.isdisjoint(part.present):
                together = Part(packed[-1].nodes + part.nodes, packed[-1].repeated + part.repeated)
                if self._fits(together, len(packed) - 1):
                    packed[-1] = together
                    continue
            packed.append(part)
        return packed

    # -- what is asked all the time ---------------------------------------------------------------------

    def _part(self, family: _Family, nodes: Iterable[int]) -> Part:
        """A page of a family: its parent, in full or repeated, and boxes below it."""
        if family.parent is None:
            return Part(tuple(nodes))
        if family.fresh:
            return Part(tuple(sorted({family.parent, *nodes})))
        return Part(tuple(nodes), (family.parent,))

    def _below(self, node: int) -> list[int]:
        return preorder([node], self.tree.children)

    def _with_next_level(self, part: Part) -> list[int]:
        """A page's boxes below the parent, with the next row of what is hidden below them."""
        tree = self.tree
        hidden = [child for node in part.cut(tree) for child in part.missing(tree, node)]
        row = min((tree.rows[child] for child in hidden), default=0)
        return sorted({*part.nodes, *(child for child in hidden if tree.rows[child] == row)})

    def _whole(self, family: _Family, page: int) -> set[int]:
        """The children that fit a page with all that is below them; the first one on number ``page``."""
        family = family._replace(fresh=False)
        return {
            child
            for place, child in enumerate(family.children)
            if self._may_fit([child], page + place) and self._fits(self._part(family, self._below(child)), page + place)
        }

    def _may_fit(self, nodes: Iterable[int], page: int) -> bool:
        """Whether the boxes and all below them have less area than the page."""
        room = self._room(page)
        return sum(self.tree.area[node] for node in nodes) <= room.width * room.height

    def _fits(self, part: Part, page: int) -> bool:
        room, sizes = self._room(page), self.tree.full
        if sum(sizes[node].width * sizes[node].height for node in part.nodes) > room.width * room.height:
            return False
        laid = lay(self.tree, part)
        return laid.width <= room.width and laid.height <= room.height

    def _room(self, page: int) -> Size:
        return self.other if page else self.first


def _evened(children: Sequence[int], groups: int) -> list[list[int]]:
    """So many groups of consecutive children that differ by one at most."""
    size, more = divmod(len(children), groups)
    ends = [place * size + min(place, more) for place in range(groups + 1)]
    return [list(children[start:end]) for start, end in pairwise(ends)]
