"""A table of columns on paper: on one page if it can be read there, else cut between bands and between columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import inf
from typing import NamedTuple

from cascade_xl.forms.sheet import Sheet
from cascade_xl.forms.tree import windows
from cascade_xl.forms.tree.columns import LEFT, Part, scene
from cascade_xl.forms.tree.frame import LEAST, Frame, Framed, stacked
from cascade_xl.forms.tree.icicle import Icicle, Window
from cascade_xl.forms.tree.links import marked, placeholder
from cascade_xl.forms.tree.strips import NUMBER, Mark, Strip, Strips, height, numbered, pages

_WIDEST, _NARROWEST, _PICTURE = 330.0, 80.0, 120.0
"""Widths of columns."""
_LARGEST = 100
_MANY = 88


def printed(frame: Frame, icicle: Icicle) -> Sheet:
    """The sheet of a table: as few pages as can be, its columns as wide as can be."""
    scale, parts = _undivided(frame, icicle) or (LEAST, marked(_divided(frame.at(LEAST, _MANY), icicle)))
    framed = frame.at(scale, len(parts))
    paged = framed.paged([height(part.strips) for part in parts])
    assert paged is not None  # no part is higher than a page
    scenes = [scene(part, number if len(parts) > 1 else None) for number, part in enumerate(parts)]
    return framed.sheet(scenes, paged, [scene(_whole(icicle, _PICTURE), None)])


def _undivided(frame: Frame, icicle: Icicle) -> tuple[int, list[Part]] | None:
    """The whole table on one page with the signature, at the largest scale that allows it."""
    for scale in range(_LARGEST, LEAST - 1, -1):
        framed = frame.at(scale, 1)
        column = min((framed.width - LEFT) / len(icicle.leaves), _WIDEST)
        if column >= _NARROWEST:
            part = _whole(icicle, column)
            if height(part.strips) + framed.signature <= framed.first.height:
                return scale, [part]
    return None


def _whole(icicle: Icicle, column: float) -> Part:
    """Everything in one part."""
    return Part(icicle, icicle.whole, column, Strips(icicle, column, lambda *_: Mark()).drawn(icicle.whole))


# -- cutting ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Segment:
    """Some bands of the table, and the room of their pages."""

    table: Icicle
    framed: Framed
    first: bool
    last: bool
    whole: bool
    """Whether its bands must stand on one page; a single band may take several, one below the other."""
    most: int = 0
    """So many columns fill a page."""
    _weighed: dict[Window, list[list[Strip]]] = field(default_factory=dict, init=False, compare=False)

    @property
    def column(self) -> float:
        return (self.framed.width - LEFT) / self.most

    @cached_property
    def strips(self) -> Strips:
        return Strips(self.table, self.column, placeholder(self.table))

    def room(self, window: Window) -> float:
        """The height of a window's pages."""
        begins = self.first and window.first == 0
        return min(self.framed.first.height, self.framed.other.height) if begins else self.framed.other.height

    def highest(self, window: Window) -> float:
        """How high a strip of a window may be."""
        return inf if self.whole else self.room(window) / 2

    def pages(self, window: Window) -> list[list[Strip]]:
        """The pages of a window, each with a line for its number, as they are weighed: without texts."""
        if window not in self._weighed:
            self._weighed[window] = self._paged(window, self.strips.weighed(window, self.highest(window)))
        return self._weighed[window]

    def parts(self, window: Window) -> list[Part]:
        """The same pages as they are drawn."""
        found = self._paged(window, self.strips.drawn(window, self.highest(window)))
        return [Part(self.table, window, self.column, page) for page in found]

    def sheets(self, window: Window) -> float:
        """How many pages a window takes, with that of the signature if it needs its own."""
        found = self.pages(window)
        if self.whole and len(found) > 1:
            return inf
        ends = self.last and window.after == self.table.whole.after
        return len(found) + (ends and height(found[-1]) + self.framed.signature > self.room(window))

    def filled(self) -> tuple[float, int]:
        """About how many pages it takes, and how many drawings: the fewer the better."""
        found: list[float] = []
        for window in windows.filled(self.table.whole.after, self.most, self.sheets):
            weighed = self.pages(window)
            if self.whole and len(weighed) > 1:
                return inf, 0
            found += map(height, weighed)
        stacks = stacked(found, self.room(Window(0, 0)), self.framed.other.height)
        return len(stacks) if stacks else inf, len(found)

    def cut(self) -> list[Part]:
        """All of its pages."""
        table = self.table
        cut = windows.divide(table.whole.after, self.most, table.columns, self.sheets)
        return [part for window in cut for part in self.parts(window)]

    def _paged(self, window: Window, strips: Sequence[Strip]) -> list[list[Strip]]:
        return [numbered(page) for page in pages(strips, self.room(window) - NUMBER)]


class _Cut(NamedTuple):
    """The best way to print the bands down to some band: its pages, its segments, and the last of them."""

    sheets: float
    segments: int
    begins: int = 0
    last: _Segment | None = None


def _divided(framed: Framed, icicle: Icicle) -> list[Part]:
    """The bands in segments, each cut into windows, so that there are as few pages as can be."""
    depth = max(icicle.bands) + 1
    best = [_Cut(0, 0)]
    for after in range(1, depth + 1):
        ways: list[_Cut] = []
        for first in range(after - 1, -1, -1):
            bands = icicle.some_bands(first, after - 1)
            sheets, segment = _filled(_Segment(bands, framed, first == 0, after == depth, after - first > 1))
            if sheets == inf:
                break
            ways.append(_Cut(best[first].sheets + sheets, best[first].segments + 1, first, segment))
        best.append(min(ways, key=lambda way: (way.sheets, way.segments)))
    segments: list[_Segment] = []
    way = best[depth]
    while way.last:
        segments.append(way.last)
        way = best[way.begins]
    return [part for segment in reversed(segments) for part in segment.cut()]


def _filled(segment: _Segment) -> tuple[float, _Segment]:
    """The segment with columns as wide as it is best, and about how many pages it takes."""
    room = segment.framed.width - LEFT
    fewest, most = max(int(room / _WIDEST), 1), max(int(room / _NARROWEST), 1)
    counts = range(fewest, max(fewest, min(most, len(segment.table.leaves))) + 1)
    ways = [replace(segment, most=count) for count in counts]
    cost, place = min((way.filled(), place) for place, way in enumerate(ways))
    return cost[0], ways[place]
