"""Blocks of cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from cascade_xl.hosts.xl.calc.addresses import letters
from cascade_xl.hosts.xl.calc.values import block, from_pipe, to_pipe

if TYPE_CHECKING:
    from cascade_xl.hosts.xl.calc.sheets import Sheet


class Range(base_classes.Range):
    """Its place is known here; only what the cells hold is asked for."""

    # xlwings would split large blocks; the pipe takes them whole.
    max_cells_per_read = None
    max_cells_per_write = None
    api = True
    # Plain attributes, where the base class has read-only properties.
    row: int = 1
    column: int = 1
    shape: tuple[int, int] = (1, 1)

    def __init__(self, sheet: Sheet, row: int, column: int, rows: int = 1, columns: int = 1) -> None:
        self.sheet = sheet
        self.row = row
        self.column = column
        self.shape = (rows, columns)

    @property
    def at(self) -> list[int]:
        return [self.row, self.column, *self.shape]

    @property
    def coords(self) -> tuple[Any, ...]:
        return (self.sheet, *self.at)

    def _ask(self, op: str, **arguments: Any) -> Any:
        return self.sheet.ask(op, at=self.at, **arguments)

    def through(self, other: Range) -> Range:
        """The smallest range with both."""
        top, left = min(self.row, other.row), min(self.column, other.column)
        bottom = max(self.row + self.shape[0], other.row + other.shape[0])
        right = max(self.column + self.shape[1], other.column + other.shape[1])
        return Range(self.sheet, top, left, bottom - top, right - left)

    def __len__(self) -> int:
        rows, columns = self.shape
        return rows * columns

    def __call__(self, row: int, column: int | None = None) -> Range:
        """The cell at a row and a column of this range, or the n-th cell row by row; it may lie outside."""
        if column is None:
            row, column = divmod(row - 1, self.shape[1])
            row, column = row + 1, column + 1
        return Range(self.sheet, self.row + row - 1, self.column + column - 1)

    # Values and formulas.

    @property
    def raw_value(self) -> Any:
        if not len(self):
            return None
        return [[from_pipe(value) for value in row] for row in self._ask("read")]

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        if not isinstance(data, (list, tuple)):
            self._ask("fill", value=to_pipe(data))
            return
        rows = block(data)
        Range(self.sheet, self.row, self.column, len(rows), len(rows[0]))._ask("write", rows=rows)

    @property
    def formula(self) -> Any:
        rows = self._ask("read_formulas")
        return rows[0][0] if len(self) == 1 else tuple(tuple(row) for row in rows)

    @formula.setter
    def formula(self, value: Any) -> None:
        self.raw_value = value

    def clear_contents(self) -> None:
        self._ask("clear_contents")

    # Formats and rows.

    @property
    def number_format(self) -> str | None:
        found: str | None = self._ask("number_format")
        return found

    @number_format.setter
    def number_format(self, value: str) -> None:
        self._ask("set_number_format", code=value)

    @property
    def color(self) -> tuple[int, int, int] | None:
        found = self._ask("color")
        return None if found is None else (found >> 16 & 255, found >> 8 & 255, found & 255)

    @color.setter
    def color(self, value: tuple[int, int, int] | int | str | None) -> None:
        """A triple, "#rrggbb", Excel's number (blue first), or None for no colour."""
        self._ask("set_color", value=None if value is None else _rgb(value))

    @property
    def row_hidden(self) -> bool | None:
        found: bool | None = self._ask("row_hidden")
        return found

    @row_hidden.setter
    def row_hidden(self, value: bool) -> None:
        self._ask("set_row_hidden", value=value)

    def autofit(self, axis: str | None = None) -> None:
        self._ask("autofit", axis=axis)

    @property
    def merge_cells(self) -> bool | None:
        found: bool | None = self._ask("merge_cells")
        return found

    @property
    def merge_area(self) -> Range:
        return Range(self.sheet, *self._ask("merge_area"))

    # Place.

    def select(self) -> None:
        self._ask("select")

    @property
    def address(self) -> str:
        return self.get_address(True, True, False)

    def get_address(self, row_absolute: bool, column_absolute: bool, external: bool) -> str:
        def cell(row: int, column: int) -> str:
            return f"{'$' * column_absolute}{letters(column)}{'$' * row_absolute}{row}"

        text = cell(self.row, self.column)
        if len(self) > 1:
            text += ":" + cell(self.row + self.shape[0] - 1, self.column + self.shape[1] - 1)
        if not external:
            return text
        place = f"[{self.sheet.book.name}]{self.sheet.name}"
        if not re.fullmatch(r"[\w.\[\]]+", place):
            place = "'" + place.replace("'", "''") + "'"
        return f"{place}!{text}"


def _rgb(value: tuple[int, int, int] | int | str) -> int:
    """A colour as LibreOffice keeps it: red first. Excel's own numbers have blue first."""
    if isinstance(value, str):
        return int(value.removeprefix("#"), 16)
    if isinstance(value, int):
        value = (value & 255, value >> 8 & 255, value >> 16 & 255)
    return value[0] << 16 | value[1] << 8 | value[2]
