"""A tree on paper: on one page if it can be read there, else cut into parts; the widths of boxes as the pages need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from cascade_xl.forms.scene import Scene
from cascade_xl.forms.sheet import Sheet
from cascade_xl.forms.tree.draw import GAP, scene
from cascade_xl.forms.tree.frame import LEAST, Frame, Framed, Paged
from cascade_xl.forms.tree.grow import WIDEST_BAND, Grown, Item, Limits, grow
from cascade_xl.forms.tree.parts import divide, marks
from cascade_xl.forms.tree.plan import Part, Size, lay, whole

_ABOVE = 150.0
"""What a box leaves free on its page: the repeated box of its parent, the lines between, and marks."""
_LEAST_HEIGHT = 60.0
_LARGEST = 100
_MANY = 88
"""Parts, for a title whose number is not known yet."""


class Way(NamedTuple):
    """One way to print a tree: its parts, and which of them stand below each other on each page."""

    grown: Grown
    parts: Sequence[Part]
    scale: int
    paged: Paged


def printed(frame: Frame, items: Sequence[Item], widths: Sequence[float]) -> Sheet:
    """The sheet of a tree: as few pages as can be, then letters as large as can be. ``widths`` are those that
    boxes may have, the best to read first."""
    ways = list(_undivided(frame, items, widths)) or list(_divided(frame, items, widths))
    way = min(ways, key=lambda way: (way.paged.sheets, -way.scale))
    framed = frame.at(way.scale, len(way.parts))
    said = marks(way.grown.tree, way.parts)
    numbered = len(way.parts) > 1
    scenes = [
        scene(way.grown, part, said, number if numbered else None, framed.width)
        for number, part in enumerate(way.parts)
    ]
    return framed.sheet(scenes, way.paged, [_picture(way.grown)])


def _picture(grown: Grown) -> Scene:
    """The whole tree, however large."""
    part = whole(grown.tree)
    return scene(grown, part, marks(grown.tree, [part]), None)


def _undivided(frame: Frame, items: Sequence[Item], widths: Sequence[float]) -> Iterator[Way]:
    """The whole tree on one page with the signature."""
    scales = [frame.at(scale, 1) for scale in range(_LARGEST, LEAST - 1, -1)]
    for width in widths:
        grown = grow(items, width, _limits(scales[-1]))
        cut = _Cut(grown, [whole(grown.tree)])
        found = ((framed.scale, paged) for framed in scales if (paged := cut.paged(framed)) and paged.sheets == 1)
        for scale, paged in islice(found, 1):
            yield Way(grown, cut.parts, scale, paged)


def _divided(frame: Frame, items: Sequence[Item], widths: Sequence[float]) -> Iterator[Way]:
    """The tree in parts at the smallest scale, which is then made as large as the parts allow."""
    scales = [frame.at(scale, _MANY) for scale in range(LEAST, _LARGEST + 1)]
    for width in widths:
        grown = grow(items, width, _limits(scales[0]))
        cut, paged = _cut(grown, scales[0])
        scale = LEAST
        for framed in scales[1:]:
            larger = cut.paged(framed)
            if larger is None or larger.sheets > paged.sheets:
                break
            scale, paged = framed.scale, larger
        yield Way(grown, cut.parts, scale, paged)


class _Cut:
    """A tree cut into parts, each laid out once."""

    def __init__(self, grown: Grown, parts: Sequence[Part]) -> None:
        laid = [lay(grown.tree, part) for part in parts]
        self.parts = parts
        self._width = max(one.width for one in laid) + grown.left + GAP
        self._heights = [one.height for one in laid]

    def paged(self, framed: Framed) -> Paged | None:
        """The pages of the parts; None where one of them is wider or higher than its page."""
        return framed.paged(self._heights) if self._width <= framed.width else None


def _cut(grown: Grown, framed: Framed) -> tuple[_Cut, Paged]:
    """The tree in parts as high as a page; or, where that leaves the signature alone on the last one and it costs no
    more, in parts that leave room for it."""
    ways: list[tuple[_Cut, Paged]] = []
    for kept in (0.0, framed.signature):
        width = framed.width - grown.left - GAP
        first, other = (Size(width, room.height - kept) for room in (framed.first, framed.other))
        cut = _Cut(grown, divide(grown.tree, first, other))
        if paged := cut.paged(framed):
            ways.append((cut, paged))
            if not paged.alone:
                break
    return min(ways, key=lambda way: (way[1].sheets, way[1].alone))


def _limits(framed: Framed) -> Limits:
    height = min(framed.first.height, framed.other.height) - _ABOVE
    return Limits(framed.width - WIDEST_BAND - GAP, max(height, _LEAST_HEIGHT))
