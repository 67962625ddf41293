"""A printed sheet, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from cascade_xl.forms import letters
from cascade_xl.forms.sheet import Cell, Row, Sheet


class Placed(NamedTuple):
    """A cell with its first row and column."""

    row: int
    column: int
    cell: Cell


def pages(sheet: Sheet) -> list[range]:
    """The rows of each page, without those that repeat."""
    edges = [0, *(row + 1 for row in sheet.breaks), len(sheet.rows)]
    return [range(first, after) for first, after in pairwise(edges)]


def page_height(sheet: Sheet, page: range) -> float:
    """How high a page is, with the headings that Excel repeats on it."""
    height = sum(sheet.rows[row].height for row in page)
    if sheet.repeated and page.start > sheet.repeated[1]:
        height += sum(row.height for row in sheet.rows[sheet.repeated[0] : sheet.repeated[1] + 1])
    return height


def cells(sheet: Sheet) -> Iterator[Placed]:
    """All cells, from the top."""
    for number, row in enumerate(sheet.rows):
        for column, cell in sorted(row.cells.items()):
            yield Placed(number, column, cell)


def texts(sheet: Sheet) -> list[str]:
    """What all cells say."""
    return [placed.cell.text for placed in cells(sheet) if placed.cell.text]


def flaws(sheet: Sheet) -> list[str]:
    """What would print badly: a page too high or too wide, a cell cut by a page's end, text higher than its cell."""
    found = []
    width, height = (side * 100 / sheet.scale for side in sheet.page.room)
    if sum(sheet.columns) > width + 1:
        found.append(f"{sum(sheet.columns):.0f} points wide, room is {width:.0f}")
    for number, page in enumerate(pages(sheet), start=1):
        if page_height(sheet, page) > height + 0.01:
            found.append(f"page {number} is {page_height(sheet, page):.0f} points high, room is {height:.0f}")
    page_of = {row: number for number, page in enumerate(pages(sheet)) for row in page}
    for row, column, cell in cells(sheet):
        if row + cell.down > len(sheet.rows) or page_of[row] != page_of[row + cell.down - 1]:
            found.append(f"row {row}: {cell.text!r} runs over the end of a page")
            continue
        room = sum(sheet.columns[column : column + cell.across])
        needed = letters.height(cell.text, room - 4, cell.look.size, cell.look.bold) if cell.text else 0.0
        if needed > _height(sheet.rows, row, cell) + 0.5:
            found.append(f"row {row}: {cell.text!r} is higher than its cell")
    found += [f"row {n} is {row.height} points high" for n, row in enumerate(sheet.rows) if row.height > 409]
    return found


def _height(rows: tuple[Row, ...], first: int, cell: Cell) -> float:
    return sum(row.height for row in rows[first : first + cell.down])
