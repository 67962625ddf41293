"""Sheets and their tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from cascade_xl.hosts.xl.calc.addresses import parse
from cascade_xl.hosts.xl.calc.ranges import Range

if TYPE_CHECKING:
    from cascade_xl.hosts.xl.calc.books import Book


class Sheets(base_classes.Sheets):
    api = True

    def __init__(self, book: Book) -> None:
        self._book = book

    @property
    def _names(self) -> list[str]:
        return list(self._book.ask("sheets"))

    @property
    def active(self) -> Sheet:
        return Sheet(self._book, self._book.ask("active_sheet"))

    def __iter__(self) -> Iterator[Sheet]:
        return iter([Sheet(self._book, name) for name in self._names])

    def __len__(self) -> int:
        return len(self._names)

    def __call__(self, name_or_index: str | int) -> Sheet:
        if isinstance(name_or_index, int):
            return Sheet(self._book, self._names[name_or_index - 1])
        for name in self._names:
            if name.casefold() == name_or_index.casefold():
                return Sheet(self._book, name)
        raise KeyError(name_or_index)

    def __contains__(self, name: str) -> bool:
        return any(name.casefold() == known.casefold() for known in self._names)


class SheetApi:
    """What of Excel's own Worksheet is asked for."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    @property
    def ProtectContents(self) -> bool:  # noqa: N802
        return bool(self._sheet.ask("is_protected"))


class Sheet(base_classes.Sheet):
    def __init__(self, book: Book, name: str) -> None:
        self._book = book
        self._name = name

    @property
    def name(self) -> str:
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        self.ask("rename_sheet", name=value)
        self._name = value

    @property
    def book(self) -> Book:
        return self._book

    def ask(self, op: str, **arguments: Any) -> Any:
        return self.book.ask(op, sheet=self.name, **arguments)

    @property
    def api(self) -> SheetApi:
        return SheetApi(self)

    @property
    def index(self) -> int:
        return [sheet.name for sheet in self.book.sheets].index(self.name) + 1

    @property
    def visible(self) -> bool:
        return bool(self.ask("visible"))

    @visible.setter
    def visible(self, value: bool) -> None:
        self.ask("visible", value=bool(value))

    def activate(self) -> None:
        self.ask("activate_sheet")

    select = activate

    def copy(self, before: Sheet | None, after: Sheet | None) -> None:
        """Beside a sheet of another workbook."""
        beside = before or after
        if beside is None or beside.book.id == self.book.id:
            raise NotImplementedError("a copy in a new workbook, or in its own")
        place = {"source_book": self.book.id, "source_sheet": self.name, "after": before is None}
        beside.ask("copy_sheet", **place)

    def delete(self) -> None:
        self.ask("delete_sheet")

    @property
    def used_range(self) -> Range:
        return Range(self, *self.ask("used_range"))

    @property
    def tables(self) -> Tables:
        return Tables(self)

    def range(self, arg1: Any, arg2: Any = None) -> Range:
        """By address, by name, by (row, column), or by (row, column, rows, columns)."""
        first = self._range(arg1)
        if arg2 is None:
            return first
        return first.through(self._range(arg2))

    def _range(self, argument: Any) -> Range:
        if isinstance(argument, Range):
            return argument
        if isinstance(argument, tuple):
            row, column, rows, columns = argument if len(argument) == 4 else (*argument, 1, 1)
            if row < 1 or column < 1:
                raise IndexError("rows and columns count from 1")
            return Range(self, row, column, rows, columns)
        at = parse(argument)
        if at:
            return Range(self, *at)
        found = self.ask("named_cells", name=argument)
        return Range(self.book.sheet(found["sheet"]), *found["at"])

    def autofit(self, axis: str | None = None) -> None:
        self.used_range.autofit(axis)


class Tables(base_classes.Collection):
    api = True

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    @property
    def parent(self) -> Sheet:
        return self._sheet

    def _all(self) -> list[Table]:
        return [Table(self.parent, name, tuple(at)) for name, at in self.parent.ask("tables").items()]

    def __iter__(self) -> Iterator[Table]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __call__(self, key: str | int) -> Table:
        found = self._all()
        if isinstance(key, int):
            return found[key - 1]
        for table in found:
            if table.name.casefold() == key.casefold():
                return table
        raise KeyError(key)

    def __contains__(self, key: str) -> bool:
        return any(table.name.casefold() == key.casefold() for table in self)


class Table:
    """A table; `range` includes the headings."""

    def __init__(self, parent: Sheet, name: str, at: tuple[int, ...]) -> None:
        self.parent = parent
        self.name = self.display_name = name
        self.api = True
        self._at = at

    @property
    def range(self) -> Range:
        return Range(self.parent, *self._at)

    @property
    def header_row_range(self) -> Range:
        row, column, _, columns = self._at
        return Range(self.parent, row, column, 1, columns)

    @property
    def data_body_range(self) -> Range | None:
        row, column, rows, columns = self._at
        return Range(self.parent, row + 1, column, rows - 1, columns) if rows > 1 else None

    def resize(self, range: Any) -> None:  # noqa: A002
        """To another range of the same sheet, as xlwings hands it over."""
        target: Range = range.impl
        self.parent.ask("resize_table", name=self.name, at=target.at)
        self._at = tuple(target.at)
