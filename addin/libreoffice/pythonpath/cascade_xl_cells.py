"""Reading a block of cells in one request."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, List

from cascade_xl_formats import DATE, LOGICAL, TIME, Formats, areas
from cascade_xl_formulas import as_in_excel
from cascade_xl_office import Office

# com.sun.star.sheet.CellFlags and FormulaResult.
_NUMBERS = 1 | 2
_RESULT_NUMBER, _RESULT_ERROR, _RESULT_ANY = 1, 4, 7
_ERRORS = {
    503: "#NUM!",
    519: "#VALUE!",
    521: "#NULL!",
    524: "#REF!",
    525: "#NAME?",
    532: "#DIV/0!",
    32767: "#N/A",
}
# LibreOffice has more errors than Excel; a bad argument is "#NUM!" or "#VALUE!" in Excel, mostly the latter.
_OTHER_ERROR = "#VALUE!"
Rows = List[List[Any]]


def read(office: Office, book: str, sheet: str, at: list[int]) -> Rows:
    """Texts and numbers as they are; dates as {"date": …}, errors as {"error": …}, truth values as such."""
    cells = office.cells(book, sheet, at)
    rows: Rows = [list(row) for row in cells.getDataArray()]
    document = office.document(book)
    for row, column in _places(cells, cells.queryFormulaCells(_RESULT_ERROR)):
        code = cells.getCellByPosition(column, row).getError()
        rows[row][column] = {"error": _ERRORS.get(code, _OTHER_ERROR)}
    null = document.NullDate
    day_zero = datetime(null.Year, null.Month, null.Day)
    for row, column, kind in _shown_otherwise(cells, Formats(document)):
        value = rows[row][column]
        if not isinstance(value, float):
            continue
        rows[row][column] = bool(value) if kind & LOGICAL else _date(day_zero, value)
    return rows


def read_formulas(office: Office, book: str, sheet: str, at: list[int]) -> Rows:
    """What Excel calls Formula: formulas with their "=", and everything else as text."""
    cells = office.cells(book, sheet, at)
    rows: Rows = [[_as_typed(value) for value in row] for row in cells.getDataArray()]
    formulas = cells.queryFormulaCells(_RESULT_ANY)
    if formulas.Count:
        texts = cells.getFormulaArray()
        for row, column in _places(cells, formulas):
            rows[row][column] = as_in_excel(texts[row][column])
    return rows


def _places(cells: Any, found: Any) -> Iterator[tuple[int, int]]:
    """Row and column in the block, of every cell of a query's answer."""
    block = cells.RangeAddress
    for a in found.RangeAddresses:
        for row in range(a.StartRow - block.StartRow, a.EndRow - block.StartRow + 1):
            for column in range(a.StartColumn - block.StartColumn, a.EndColumn - block.StartColumn + 1):
                yield row, column


def _shown_otherwise(cells: Any, formats: Formats) -> Iterator[tuple[int, int, int]]:
    """Row, column and kind of the numbers that a cell shows as a date or as a truth value."""
    top, left = cells.RangeAddress.StartRow, cells.RangeAddress.StartColumn
    kinds: dict[int, int] = {}
    for found in (cells.queryContentCells(_NUMBERS), cells.queryFormulaCells(_RESULT_NUMBER)):
        for a in found.RangeAddresses:
            box = (a.StartColumn - left, a.StartRow - top, a.EndColumn - left, a.EndRow - top)
            block = cells.getCellRangeByPosition(*box)
            for area, key in areas(block, a.EndRow - a.StartRow + 1, a.EndColumn - a.StartColumn + 1):
                kind = kinds.setdefault(key, formats.kind(key))
                if kind & (DATE | TIME | LOGICAL):
                    row, column, height, width = area
                    for r in range(row + a.StartRow - top, row + a.StartRow - top + height):
                        for c in range(column + a.StartColumn - left, column + a.StartColumn - left + width):
                            yield r, c, kind


def _date(day_zero: datetime, serial: float) -> Any:
    """A serial number's date; it holds milliseconds at best. A number beyond the calendar stays a number."""
    try:
        return {"date": (day_zero + timedelta(milliseconds=round(serial * 86_400_000))).isoformat()}
    except OverflowError:
        return serial


def _as_typed(value: Any) -> str:
    if isinstance(value, float):
        text = repr(value)
        return text[:-2] if text.endswith(".0") else text
    return value or ""


READS = {"read": read, "read_formulas": read_formulas}
