"""Writing a block of cells in one request, as if Excel had been told the same values."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, List

from cascade_xl_formats import DATE, LOGICAL, TIME, Formats, areas
from cascade_xl_formulas import Formulas
from cascade_xl_office import Office
from cascade_xl_ranges import CONTENTS, refuse_protected

_LONGEST_NUMBER = 32
# How a text begins that English reads as a number, a date or a truth value. LibreOffice is asked only about these:
# a question for each text would take longer than the writing.
_NAMES = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat"
_NUMBER_BEGINS = re.compile(rf"\s*[-+($.,\s]*\d|({_NAMES})|(true|false)$", re.IGNORECASE)
Rows = List[List[Any]]


def write(office: Office, book: str, sheet: str, at: list[int], rows: Rows) -> None:
    cells = office.cells(book, sheet, at)
    refuse_protected(cells)
    before = cells.getDataArray()
    _Writing(office, office.document(book), cells).run(rows)
    now = zip(before, cells.getDataArray())
    office.changed(book, sheet, (at[0] - 1 + n for n, (old, new) in enumerate(now) if old != new))


def fill(office: Office, book: str, sheet: str, at: list[int], value: Any) -> None:
    """One value in every cell. A formula's relative addresses move along, as in Excel."""
    cells = office.cells(book, sheet, at)
    refuse_protected(cells)
    writing = _Writing(office, office.document(book), cells)
    if not (isinstance(value, str) and value.startswith("=")):
        writing.run([[value] * at[3] for _ in range(at[2])])
        return
    writing.run([[None] * at[3] for _ in range(at[2])])
    tokens = writing.formulas.write(cells.getCellByPosition(0, 0), value)
    for row in range(at[2]):
        for column in range(at[3]):
            cells.getCellByPosition(column, row).setTokens(tokens)


class _Writing:
    """One block on its way into the cells: values first, all at once; then formulas and formats."""

    def __init__(self, office: Office, document: Any, cells: Any) -> None:
        self.formulas = Formulas(document)
        self._cells = cells
        self._formats = Formats(document)
        self._null = document.NullDate
        self._numbers = office.create("com.sun.star.util.NumberFormatter")
        self._numbers.attachNumberFormatsSupplier(document)
        self._later: list[tuple[int, int, str]] = []
        self._shown: list[tuple[int, int, int]] = []

    def run(self, rows: Rows) -> None:
        keys = self._keys(rows)
        values = tuple(
            tuple(self._value(r, c, value, keys.get((r, c), 0)) for c, value in enumerate(row))
            for r, row in enumerate(rows)
        )
        self._make_undoable(values)
        self._cells.setDataArray(values)
        for row, column, key in self._shown:
            self._cells.getCellByPosition(column, row).NumberFormat = key
        for row, column, formula in self._later:
            self.formulas.write(self._cells.getCellByPosition(column, row), formula)

    def _keys(self, rows: Rows) -> dict[tuple[int, int], int]:
        """The number format of each cell, asked only where some value depends on it."""
        if not any(_depends_on_format(value) for row in rows for value in row):
            return {}
        return {
            (r, c): key
            for (top, left, height, width), key in areas(self._cells, len(rows), len(rows[0]))
            for r in range(top, top + height)
            for c in range(left, left + width)
        }

    def _value(self, row: int, column: int, value: Any, key: int) -> Any:
        """What goes into the cell at once: a number or a text."""
        if value is None:
            return ""
        if isinstance(value, dict):
            self._show(row, column, key, self._formats.standard(DATE | TIME))
            return self._serial(value["date"])
        if isinstance(value, bool):
            self._shown.append((row, column, self._formats.standard(LOGICAL)))
            return float(value)
        if isinstance(value, (int, float)):
            return float(value)
        if value.startswith("'"):
            return value[1:]
        if self._formats.is_text(key) if _depends_on_format(value) else True:
            return value
        if value.startswith("="):
            self._later.append((row, column, value))
            return ""
        return self._parsed(row, column, value, key)

    def _parsed(self, row: int, column: int, text: str, key: int) -> Any:
        """A text that reads as a number or a date in English becomes one, as in Excel."""
        general = self._formats.key("General")
        try:
            number = self._numbers.convertStringToNumber(general, text)
        except Exception:  # LibreOffice's own "not numeric"
            return text
        detected = self._numbers.detectNumberFormat(general, text)
        if not self._formats.is_general(detected):
            self._show(row, column, key, detected)
        return number

    def _show(self, row: int, column: int, key: int, wanted: int) -> None:
        if self._formats.is_general(key):
            self._shown.append((row, column, wanted))

    def _serial(self, date: str) -> float:
        since = datetime.fromisoformat(date) - datetime(self._null.Year, self._null.Month, self._null.Day)
        return since.days + since.seconds / 86400 + since.microseconds / 86_400_000_000

    def _make_undoable(self, values: Any) -> None:
        """LibreOffice's undo of a block brings back what stood in it but never empties what was empty.

        The undo of an array formula does, and keeps the formats: so the empty cells hold one for a moment.
        """
        if all(value == "" for row in values for value in row):
            return
        top, left = self._cells.RangeAddress.StartRow, self._cells.RangeAddress.StartColumn
        for a in self._cells.queryEmptyCells().RangeAddresses:
            empty = self._cells.getCellRangeByPosition(
                a.StartColumn - left, a.StartRow - top, a.EndColumn - left, a.EndRow - top
            )
            empty.setArrayFormula("=0")
            empty.clearContents(CONTENTS)


def _depends_on_format(value: Any) -> bool:
    """Whether the cell's format decides what becomes of the value: not for most texts, so it is not asked."""
    if isinstance(value, dict):
        return True
    if not isinstance(value, str) or not value or value.startswith("'"):
        return False
    if value.startswith("="):
        return True
    return len(value) <= _LONGEST_NUMBER and _NUMBER_BEGINS.match(value) is not None


WRITES = {"write": write, "fill": fill}
