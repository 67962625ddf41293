"""Blocks → the rows of a sheet, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from math import inf

from cascade_xl.forms.kit.blocks import Block, Gap, Line, NewPage, Sides, Table
from cascade_xl.forms.kit.grid import Grid
from cascade_xl.forms.kit.heading import heading
from cascade_xl.forms.kit.measure import HIGHEST, cut, row_height, whole
from cascade_xl.forms.kit.table import Paged
from cascade_xl.forms.paper import Page
from cascade_xl.forms.sheet import Cell, Row, Sheet


def lay(form: str, title: str, page: Page, blocks: Sequence[Block]) -> Sheet:
    """A form's sheet from its blocks.

    The headings of a sheet's only table are its print titles, which Excel repeats; those of several tables are written
    again on each page.
    """
    width, height = page.room
    grid = Grid(blocks, width)
    pages = _Pages(grid, whole(height - 0.75))
    ruled = [block for block in blocks if isinstance(block, Table) and block.ruled]
    for number, block in enumerate(blocks):
        pages.add(block, blocks[number + 1 :], repeats=len(ruled) == 1 and block is ruled[0])
    return Sheet(form, title, page, grid.widths, tuple(pages.rows), tuple(pages.breaks), pages.repeated)


class Stack:
    """Lines and signatures laid below each other on columns of their own, for a form that fills its pages itself."""

    def __init__(self, blocks: Sequence[Block], width: float) -> None:
        self._grid = Grid(blocks, width)

    @property
    def widths(self) -> tuple[float, ...]:
        return self._grid.widths

    def rows(self, blocks: Sequence[Block]) -> list[Row]:
        """The rows of some of the blocks, however high they are together."""
        pages = _Pages(self._grid, inf)
        for number, block in enumerate(blocks):
            pages.add(block, blocks[number + 1 :], repeats=False)
        return pages.rows


class _Pages:
    def __init__(self, grid: Grid, height: float) -> None:
        self.grid = grid
        self.height = height
        self.rows: list[Row] = []
        self.breaks: list[int] = []
        self.repeated: tuple[int, int] | None = None
        self._titles = 0.0  # height of the rows that Excel repeats
        self._used = 0.0
        self._top = 0.0

    @property
    def room(self) -> float:
        return self.height - self._used

    @property
    def fresh(self) -> bool:
        """Whether nothing stands on this page yet, but for repeated headings."""
        return self._used == self._top

    def add(self, block: Block, following: Sequence[Block], repeats: bool) -> None:
        match block:
            case NewPage():
                if not self.fresh:
                    self.turn()
            case Gap():
                if not self.fresh and block.height <= self.room:
                    self.put([Row(whole(block.height), {})])
            case Line():
                if self._group(block, following) > self.room and not self.fresh:
                    self.turn()
                for row in _lines(block, self.grid):
                    if row.height > self.room and not self.fresh:
                        self.turn()
                    self.put([row])
            case Sides():
                rows = _sides(block, self.grid)
                if sum(row.height for row in rows) > self.room and not self.fresh:
                    self.turn()
                self.put(rows)
            case Table():
                self.table(block, following, repeats)

    def put(self, rows: Sequence[Row]) -> None:
        self.rows += rows
        self._used += sum(row.height for row in rows)

    def turn(self) -> None:
        """Begin a page."""
        self.breaks.append(len(self.rows) - 1)
        self._top = self._used = self._titles

    def table(self, table: Table, following: Sequence[Block], repeats: bool) -> None:
        paged = Paged(table, self.grid)
        names = heading(table, self.grid)
        height = sum(row.height for row in names)
        if height + paged.least > self.room and not self.fresh:
            self.turn()
        first = len(self.rows)
        self.put(names)
        if repeats and names:
            self.repeated, self._titles = (first, first + len(names) - 1), height
        tail = self._tail(following)
        begun = len(self.rows)
        while paged.rest:
            taken = paged.take(self.room, tail, fresh=self.fresh or len(self.rows) == begun)
            self.put(paged.rows(taken))
            if paged.rest:
                self.turn()
                if not repeats:
                    self.put(names)
                    begun = len(self.rows)

    def _group(self, line: Line, following: Sequence[Block]) -> float:
        """The height of a line with what must not be parted from it. One of several rows may be parted in itself."""
        need = 0.0
        for block in (line, *following):
            match block:
                case Line():
                    first, *more = _lines(block, self.grid)
                    need += first.height
                    if more or not block.with_next:
                        return need
                case Gap():
                    need += block.height
                case Table():
                    names = heading(block, self.grid)
                    return need + sum(row.height for row in names) + Paged(block, self.grid).least
                case Sides():
                    return need + sum(row.height for row in _sides(block, self.grid))
                case NewPage():
                    return need
        return need

    def _tail(self, following: Sequence[Block]) -> float:
        """The height of the signatures below a table, with the gaps and lines before them."""
        height = 0.0
        for block in following:
            match block:
                case Gap():
                    height += whole(block.height)
                case Line():
                    height += sum(row.height for row in _lines(block, self.grid))
                case Sides():
                    return height + sum(row.height for row in _sides(block, self.grid))
                case _:
                    return 0.0
        return 0.0


def _lines(line: Line, grid: Grid) -> list[Row]:
    """A line as a row; as several, where it is higher than a row may be."""
    width, look = grid.edges[-1], line.look
    if not line.text:
        return [Row(whole(look.size), {0: Cell("", look, len(grid.widths))})]
    rows: list[Row] = []
    text = line.text
    while text:
        part, text = cut(text, width, look.size, HIGHEST, look.bold)
        rows.append(Row(row_height(part, width, look.size, look.bold), {0: Cell(part, look, len(grid.widths))}))
    return rows


def _sides(sides: Sides, grid: Grid) -> list[Row]:
    rows = []
    for pair in zip_longest(sides.left, sides.right):
        cells: dict[int, Cell] = {}
        height = 0.0
        for line, (first, across) in zip(pair, grid.sides, strict=True):
            if line is not None:
                need = row_height(line.text, grid.room(first, across), line.look.size, line.look.bold)
                height = max(height, need if line.text else whole(line.look.size))
                cells[first] = Cell(line.text, line.look, across)
        rows.append(Row(height, cells))
    return rows
