"""A tree as a table: a band of rows for each level, a column for each leaf; a box spans the columns of its leaves."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from cascade_xl.forms.tree import forest
from cascade_xl.forms.tree.tidy import preorder


class Entry(NamedTuple):
    """One box: ``rows`` are the labels and texts of its band, the first being its name. ``rank`` orders the bands."""

    rows: tuple[tuple[str, str], ...]
    parent: int | None
    rank: int
    box: int = 0
    """Its number in the whole table."""
    level: int = 0
    """Its band in the whole table."""
    repeated: bool = False
    """Whether it stands in full in a table above this one."""
    cut: bool = False
    """Whether it has children in a table below this one."""


class Window(NamedTuple):
    """Columns from ``first`` up to, but not with, ``after``."""

    first: int
    after: int


class _Band(NamedTuple):
    """The boxes of a band from left to right, and where the columns of each begin and end."""

    boxes: Sequence[int]
    firsts: Sequence[int]
    afters: Sequence[int]


@dataclass(frozen=True)
class Icicle:
    """A table, or some of its bands."""

    entries: Sequence[Entry]

    @cached_property
    def children(self) -> list[list[int]]:
        return forest.children([entry.parent for entry in self.entries])

    @cached_property
    def order(self) -> list[int]:
        """All boxes in reading order."""
        return preorder([node for node, entry in enumerate(self.entries) if entry.parent is None], self.children)

    @cached_property
    def bands(self) -> list[int]:
        """The band of each box: its rank's, or a lower one where its parent stands as low or lower."""
        number = {node: place for place, node in enumerate(self.order)}
        parents = [self.entries[node].parent for node in self.order]
        above = [None if parent is None else number[parent] for parent in parents]
        rows = forest.rows(above, [self.entries[node].rank for node in self.order])
        bands = {row: band for band, row in enumerate(sorted(set(rows)))}
        return [bands[rows[number[node]]] for node in range(len(self.entries))]

    @cached_property
    def leaves(self) -> list[int]:
        """The box at the lower end of each column."""
        return [node for node in self.order if not self.children[node]]

    @cached_property
    def columns(self) -> list[Window]:
        """The columns of each box."""
        found = [Window(0, 0)] * len(self.entries)
        for place, node in enumerate(self.leaves):
            found[node] = Window(place, place + 1)
        for node in reversed(self.order):
            if children := self.children[node]:
                found[node] = Window(found[children[0]].first, found[children[-1]].after)
        return found

    @cached_property
    def _in_bands(self) -> Sequence[Sequence[tuple[int, int]]]:
        """The boxes of each band, with their places in reading order."""
        found: list[list[tuple[int, int]]] = [[] for _ in range(max(self.bands, default=-1) + 1)]
        for place, node in enumerate(self.order):
            found[self.bands[node]].append((place, node))
        return found

    @cached_property
    def _beside(self) -> Sequence[_Band]:
        boxes = [[node for _, node in band] for band in self._in_bands]
        return [
            _Band(band, [self.columns[node].first for node in band], [self.columns[node].after for node in band])
            for band in boxes
        ]

    @property
    def whole(self) -> Window:
        return Window(0, len(self.leaves))

    def within(self, window: Window) -> Iterator[tuple[int, dict[int, Window]]]:
        """The bands that reach into a window: the boxes of each from left to right, with the columns they take there.

        Boxes of a band stand beside each other: only the outermost two can reach over an edge of the window.
        """
        for band, (boxes, firsts, afters) in enumerate(self._beside):
            inside = boxes[bisect_right(afters, window.first) : bisect_left(firsts, window.after)]
            if not inside:
                continue
            spans = {node: self.columns[node] for node in inside}
            for node in (inside[0], inside[-1]):
                first, after = spans[node]
                spans[node] = Window(max(first, window.first), min(after, window.after))
            yield band, spans

    def some_bands(self, first: int, last: int) -> Icicle:
        """The bands from ``first`` to ``last``, below the names of the boxes that they hang from."""
        place: dict[int, int] = {}
        entries: list[Entry] = []

        def put(node: int, entry: Entry) -> None:
            place[node] = len(entries)
            entries.append(entry)

        for _, node in sorted(box for band in self._in_bands[first : last + 1] for box in band):
            entry = self.entries[node]
            parent = entry.parent
            if parent is not None and parent not in place:
                above = self.entries[parent]
                put(parent, Entry(above.rows[:1], None, 0, parent, self.bands[parent], repeated=True))
            cut = any(self.bands[child] > last for child in self.children[node])
            hung = None if parent is None else place[parent]
            put(node, Entry(entry.rows, hung, self.bands[node] + 1, node, self.bands[node], cut=cut))
        return Icicle(entries)
