"""The running LibreOffice: its spreadsheets, and the one undo step that a click becomes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import groupby
from typing import Any, Tuple

import uno

SPREADSHEET = "com.sun.star.sheet.SpreadsheetDocument"
At = Tuple[int, int, int, int]
"""First row, first column (from 1, as Excel counts), number of rows, number of columns."""


class RefusedError(Exception):
    """What was asked cannot be done, and why."""


class Office:
    def __init__(self, context: Any) -> None:
        self.context = context
        self.manager = context.ServiceManager
        self.desktop = self.create("com.sun.star.frame.Desktop")
        self.pid = os.getpid()
        self.status: str | None = None
        self._click: str | None = None
        self._touched: dict[str, tuple[Any, bool]] = {}
        self._rows: dict[tuple[str, str], set[int]] = {}
        self._final: list[Any] = []

    def create(self, service: str, *arguments: Any) -> Any:
        if arguments:
            return self.manager.createInstanceWithArgumentsAndContext(service, arguments, self.context)
        return self.manager.createInstanceWithContext(service, self.context)

    # Spreadsheets.

    def documents(self) -> Iterator[Any]:
        components = self.desktop.Components.createEnumeration()
        while components.hasMoreElements():
            document = components.nextElement()
            if hasattr(document, "supportsService") and document.supportsService(SPREADSHEET):
                yield document

    def active_document(self) -> Any:
        """The spreadsheet of the window in front; else any that is open; else None."""
        current = self.desktop.getCurrentComponent()
        if current is not None and hasattr(current, "supportsService") and current.supportsService(SPREADSHEET):
            return current
        return next(self.documents(), None)

    def document(self, book: str) -> Any:
        for document in self.documents():
            if document.RuntimeUID == book:
                return document
        raise RefusedError("the workbook was closed")

    def sheet(self, book: str, sheet: str) -> Any:
        sheets = self.document(book).Sheets
        if not sheets.hasByName(sheet):
            raise RefusedError(f"the workbook has no sheet {sheet!r}")
        return sheets.getByName(sheet)

    def cells(self, book: str, sheet: str, at: list[int]) -> Any:
        row, column, rows, columns = at
        return self.sheet(book, sheet).getCellRangeByPosition(column - 1, row - 1, column + columns - 2, row + rows - 2)

    def controller(self, book: str) -> Any:
        controller = self.document(book).getCurrentController()
        if controller is None:
            raise RefusedError("the workbook has no window")
        return controller

    # One click: one undo step, one repaint.

    def begin(self, click: str) -> None:
        self._click = click

    def before_writing(self, book: str) -> None:
        """Open the click's undo step in this workbook and stop repainting, once."""
        if self._click is None or book in self._touched:
            return
        document = self.document(book)
        recording = not document.isReadonly()
        if recording:
            document.UndoManager.enterUndoContext(self._click)
        document.lockControllers()
        document.IsAdjustHeightEnabled = False
        self._touched[book] = (document, recording)

    def changed(self, book: str, sheet: str, rows: Iterable[int]) -> None:
        """Remember rows (from 0) whose texts changed: at the end they are made as high as these.

        LibreOffice would measure every row of each block that is written, which takes longer than all else in a click.
        """
        if book in self._touched:
            self._rows.setdefault((book, sheet), set()).update(rows)

    def not_undoable(self, book: str) -> None:
        """Something was done that LibreOffice cannot take back: what was done before must not be taken back either.

        It would be done to the sheet that stands now where another one stood; so the list of what can be undone is
        emptied, as Excel empties it after any macro.
        """
        document = self.document(book)
        document.setModified(True)
        if self._click is None:
            document.UndoManager.clear()
        elif document not in self._final:
            self._final.append(document)

    @contextmanager
    def repainted(self) -> Iterator[None]:
        """Show what is there by now, for instance behind a message box."""
        documents = [document for document, _ in self._touched.values()]
        for document in documents:
            _quietly(document.unlockControllers)
        yield
        for document in documents:
            _quietly(document.lockControllers)

    def end(self) -> None:
        for (book, sheet), changed in self._rows.items():
            with suppress(Exception):
                self._fit(self.sheet(book, sheet), sorted(changed))
        self._rows.clear()
        for document, recording in self._touched.values():
            with suppress(Exception):
                document.IsAdjustHeightEnabled = True
            _quietly(document.unlockControllers)
            if recording:
                _quietly(document.UndoManager.leaveUndoContext)
        for document in self._final:
            _quietly(document.UndoManager.clear)
        self._final.clear()
        self._touched.clear()
        self._click = None

    def _fit(self, sheet: Any, rows: list[int]) -> None:
        """Make rows as high as their texts, but for those that the officer has hidden or given a height."""
        every = ((row, sheet.Rows.getByIndex(row)) for row in rows)
        free = [row for row, shown in every if shown.OptimalHeight and shown.IsVisible]
        for _, run in groupby(enumerate(free), key=lambda pair: pair[1] - pair[0]):
            numbers = [row for _, row in run]
            sheet.getCellRangeByPosition(0, numbers[0], 0, numbers[-1]).Rows.OptimalHeight = True


def _quietly(action: Any) -> None:
    """A workbook that was closed meanwhile needs no tidying."""
    with suppress(Exception):
        action()


def property_value(name: str, value: Any) -> Any:
    return uno.createUnoStruct("com.sun.star.beans.PropertyValue", Name=name, Value=value)


def common(cells: Any, name: str) -> Any:
    """A property that all cells share, or None. Asked for mixed cells, LibreOffice answers with the default."""
    if cells.getPropertyState(name).value == "AMBIGUOUS_VALUE":
        return None
    return getattr(cells, name)


def place(cells: Any) -> At:
    """Where a cell or a range stands."""
    a = cells.RangeAddress if hasattr(cells, "RangeAddress") else cells.getRangeAddress()
    return a.StartRow + 1, a.StartColumn + 1, a.EndRow - a.StartRow + 1, a.EndColumn - a.StartColumn + 1
