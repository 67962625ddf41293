"""Properties of cells other than their values."""

from __future__ import annotations

from typing import Any

from cascade_xl_formats import Formats
from cascade_xl_office import At, Office, RefusedError, common, place

CONTENTS = 1 | 2 | 4 | 16  # numbers, dates, texts, formulas
_UNCOLOURED = -1


def number_format(office: Office, book: str, sheet: str, at: list[int]) -> str | None:
    key = common(office.cells(book, sheet, at), "NumberFormat")
    return None if key is None else Formats(office.document(book)).code(key)


def row_hidden(office: Office, book: str, sheet: str, at: list[int]) -> bool | None:
    """Whole rows are asked: a hidden column must not make them look hidden."""
    row, _, count, _ = at
    found = office.sheet(book, sheet)
    last = found.RangeAddress.EndColumn
    visible = found.getCellRangeByPosition(0, row - 1, last, row + count - 2).queryVisibleCells()
    rows = {r for a in visible.RangeAddresses for r in range(a.StartRow, a.EndRow + 1)}
    return True if not rows else False if len(rows) == count else None


def merge_cells(office: Office, book: str, sheet: str, at: list[int]) -> bool | None:
    return _merged(office.sheet(book, sheet), office.cells(book, sheet, at))


def merge_area(office: Office, book: str, sheet: str, at: list[int]) -> At:
    row, column = at[:2]
    return _area(office.sheet(book, sheet), office.cells(book, sheet, [row, column, 1, 1]))


def colour(office: Office, book: str, sheet: str, at: list[int]) -> int | None:
    found: int | None = common(office.cells(book, sheet, at), "CellBackColor")
    return None if found == _UNCOLOURED else found


def select(office: Office, book: str, sheet: str, at: list[int]) -> None:
    controller = office.controller(book)
    cells = office.cells(book, sheet, at)
    controller.setActiveSheet(cells.Spreadsheet)
    controller.select(cells)


def set_number_format(office: Office, book: str, sheet: str, at: list[int], code: str) -> None:
    _changeable(office, book, sheet, at).NumberFormat = Formats(office.document(book)).key(code)


def set_row_hidden(office: Office, book: str, sheet: str, at: list[int], value: bool) -> None:
    _changeable(office, book, sheet, at).Rows.IsVisible = not value


def set_colour(office: Office, book: str, sheet: str, at: list[int], value: int | None) -> None:
    _changeable(office, book, sheet, at).CellBackColor = _UNCOLOURED if value is None else value


def clear_contents(office: Office, book: str, sheet: str, at: list[int]) -> None:
    _changeable(office, book, sheet, at).clearContents(CONTENTS)


def autofit(office: Office, book: str, sheet: str, at: list[int], axis: str | None = None) -> None:
    cells = office.cells(book, sheet, at)
    if axis in (None, "rows", "r"):
        cells.Rows.OptimalHeight = True
    if axis in (None, "columns", "c"):
        cells.Columns.OptimalWidth = True


def resize_table(office: Office, book: str, sheet: str, name: str, at: list[int]) -> None:
    office.document(book).DatabaseRanges.getByName(name).setDataArea(office.cells(book, sheet, at).RangeAddress)


def refuse_protected(cells: Any) -> None:
    """LibreOffice changes nothing in protected cells and mostly says nothing: a write must never be lost so."""
    if not cells.Spreadsheet.isProtected():
        return
    protection = common(cells, "CellProtection")
    if protection is None or protection.IsLocked:
        raise RefusedError(f"the cells are protected: {cells.AbsoluteName}")


def _changeable(office: Office, book: str, sheet: str, at: list[int]) -> Any:
    cells = office.cells(book, sheet, at)
    refuse_protected(cells)
    return cells


def _area(sheet: Any, cell: Any) -> At:
    cursor = sheet.createCursorByRange(cell)
    cursor.collapseToMergedArea()
    return place(cursor)


def _merged(sheet: Any, cells: Any) -> bool | None:
    """All cells (True), none (False) or some of them (None): halves are asked only where the whole does not say."""
    row, column, rows, columns = place(cells)
    cursor = sheet.createCursorByRange(cells)
    cursor.collapseToMergedArea()
    if not cells.getIsMerged() and place(cursor) == (row, column, rows, columns):
        return False
    top, left, height, width = _area(sheet, cells.getCellByPosition(0, 0))
    if height * width > 1 and top + height >= row + rows and left + width >= column + columns:
        return True
    if rows * columns == 1:
        return False
    half = (rows // 2, columns) if rows > 1 else (rows, columns // 2)
    down, right = (half[0], 0) if rows > 1 else (0, half[1])
    first = _merged(sheet, cells.getCellRangeByPosition(0, 0, half[1] - 1, half[0] - 1))
    if first is None:
        return None
    rest = _merged(sheet, cells.getCellRangeByPosition(right, down, columns - 1, rows - 1))
    return first if first == rest else None


READS = {
    "number_format": number_format,
    "row_hidden": row_hidden,
    "merge_cells": merge_cells,
    "merge_area": merge_area,
    "color": colour,
    "select": select,
}
WRITES: dict[str, Any] = {
    "set_number_format": set_number_format,
    "set_row_hidden": set_row_hidden,
    "set_color": set_colour,
    "clear_contents": clear_contents,
    "autofit": autofit,
    "resize_table": resize_table,
}
