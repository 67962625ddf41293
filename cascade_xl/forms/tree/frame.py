"""The pages around a drawing: letterhead and title above the first part, a line of title above the others, and the
signature below the last one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil, floor
from typing import NamedTuple

from cascade_xl.forms import kit
from cascade_xl.forms.order import Order
from cascade_xl.forms.paper import SMALLEST, Page
from cascade_xl.forms.scene import Scene
from cascade_xl.forms.sheet import Placed, Row, Sheet
from cascade_xl.forms.tree.boxes import SIZE
from cascade_xl.forms.tree.marks import numbers
from cascade_xl.forms.tree.plan import Size

LEAST = ceil(SMALLEST / SIZE * 100)
"""The smallest percentage at which the letters of boxes can be read."""
_STEP = 15.0
"""Height of the rows below a drawing."""
_GAP = 15.0
"""Between drawings, and above the signature."""
_EDGE = 1.0
"""What keeps the outermost lines inside the print area."""
_COLUMNS = 0.945
"""So much of the width is drawn on: columns on a screen of Excel's are that much narrower than on paper, and what
reaches beyond the last one is not printed."""


class Paged(NamedTuple):
    """Which drawings stand below each other on each page, and whether the signature has a page of its own."""

    pages: Sequence[Sequence[int]]
    alone: bool

    @property
    def sheets(self) -> int:
        """How many pages there are in all."""
        return len(self.pages) + self.alone


@dataclass(frozen=True)
class Frame:
    """What stands around the drawings of a form; ``titles`` are the lines of its title."""

    order: Order
    code: str
    tab: str
    titles: Sequence[str]
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "page", Page(self.order.paper))

    def at(self, scale: int, parts: int) -> Framed:
        """The frame at a scale, for so many parts."""
        return Framed(self, scale, parts)


class Framed:
    """A frame at one scale: how much room it leaves, and the sheet."""

    def __init__(self, frame: Frame, scale: int, parts: int) -> None:
        self.frame, self.scale, self.parts = frame, scale, parts
        width, height = (side * 100 / scale for side in frame.page.room)
        *titles, last = frame.titles
        above = kit.head(frame.order, *titles, f"{last} (bagian 1 dari {parts})" if parts > 1 else last)
        below = kit.signature(frame.order)
        self._stack = kit.Stack([*above, *below], width)
        self._head = self._stack.rows(above)
        self._tail = [Row(_GAP, {}), *self._stack.rows(below)]
        self._height = height

    @cached_property
    def width(self) -> float:
        return sum(self._stack.widths) * _COLUMNS - 2 * _EDGE

    @cached_property
    def first(self) -> Size:
        """The room on the first page."""
        return Size(self.width, self._left(self._head))

    @cached_property
    def other(self) -> Size:
        """The room on every other page."""
        return Size(self.width, self._left(self._title((1, 2))))

    @cached_property
    def signature(self) -> float:
        """The height of the signature block."""
        return _height(self._tail)

    def paged(self, heights: Sequence[float]) -> Paged | None:
        """As many drawings on each page as fit below each other; None where one is higher than its page."""
        pages = stacked(heights, self.first.height, self.other.height)
        if pages is None:
            return None
        *most, last = pages
        room = (self.other if most else self.first).height
        if _stack(heights, last) + self.signature <= room:
            return Paged(pages, alone=False)
        if len(last) > 1 and _stack(heights, last[-1:]) + self.signature <= self.other.height:
            return Paged([*most, last[:-1], last[-1:]], alone=False)
        return Paged(pages, alone=True)

    def sheet(self, scenes: Sequence[Scene], paged: Paged, pictures: Sequence[Scene]) -> Sheet:
        """The drawings on their pages, and the signature below the last one."""
        rows: list[Row] = []
        breaks: list[int] = []
        drawings: list[Placed] = []
        for page in paged.pages:
            if rows:
                breaks.append(len(rows) - 1)
            rows += self._title(page) if rows else self._head
            for number in page:
                if number != page[0]:
                    rows.append(Row(_GAP, {}))
                drawings.append(Placed(_EDGE, _height(rows), scenes[number]))
                rows += [Row(_STEP, {})] * _steps(scenes[number].height)
        if paged.alone:
            breaks.append(len(rows) - 1)
        rows += self._tail
        frame = self.frame
        return Sheet(
            frame.code, frame.tab, frame.page, self._stack.widths, tuple(rows), tuple(breaks),
            scale=self.scale, drawings=tuple(drawings), pictures=tuple(pictures),
        )  # fmt: skip

    def _title(self, page: Sequence[int]) -> list[Row]:
        return self._stack.rows(kit.title(f"{self.frame.titles[0]} (bagian {numbers(page)} dari {self.parts})"))

    def _left(self, rows: Sequence[Row]) -> float:
        return floor((self._height - 1 - _height(rows)) / _STEP) * _STEP


def stacked(heights: Sequence[float], first: float, other: float) -> list[list[int]] | None:
    """Which drawings stand below each other on each page, as many as fit; None where one is higher than its page."""
    pages: list[list[int]] = []
    used = 0.0
    for number, height in enumerate(heights):
        if pages and used + _GAP + _rows(height) <= (other if len(pages) > 1 else first):
            pages[-1].append(number)
            used += _GAP + _rows(height)
            continue
        pages.append([number])
        used = _rows(height)
        if used > (other if len(pages) > 1 else first):
            return None
    return pages


def _height(rows: Sequence[Row]) -> float:
    return sum(row.height for row in rows)


def _stack(heights: Sequence[float], numbers: Sequence[int]) -> float:
    return sum(_rows(heights[number]) for number in numbers) + _GAP * (len(numbers) - 1)


def _rows(height: float) -> float:
    return _steps(height) * _STEP


def _steps(height: float) -> int:
    """How many rows stand below a drawing. Its lowest line has a width: what reaches over the edge of its last row is
    printed at the top of the next page."""
    return ceil((height + _EDGE) / _STEP)
