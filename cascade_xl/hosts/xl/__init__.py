"""The one adapter to xlwings: the open workbook as blocks of cells.

One call into a running spreadsheet takes some milliseconds, so everything here is a block: a sheet is read in one call,
a column is written in one. Nothing outside this package knows xlwings or uses ``.api``: for what xlwings does not tell
(is the book read-only, a sheet protected) or asks row by row (are rows hidden).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from cascade_xl.hosts.problems import HostError
from cascade_xl.model import Stored
from cascade_xl.read.grid import Range

_NOT_NEEDED = ("numpy", "pandas", "polars", "matplotlib", "plotly", "PIL", "cryptography")
_BUSY = (-2147418111, -2146777998)  # Excel refuses a call: a cell is being edited, or a dialog is open
TITLE = "Cascading"

CellValue = Stored | datetime
Rows = Sequence[Sequence[CellValue]]


def load() -> ModuleType:
    """xlwings, without the libraries that it takes along where they are installed: 0,5 s that no button needs."""
    hidden = [name for name in _NOT_NEEDED if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None makes an import fail, as if not there
    try:
        import xlwings
    finally:
        for name in hidden:
            del sys.modules[name]
    return xlwings


class OpenSheet:
    """One sheet of the open workbook. Rows and columns count from 1; an area includes its bounds."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self.name: str = sheet.name

    @property
    def protected(self) -> bool:
        """Whether locked cells refuse to be written."""
        return _fact(self._sheet.api, "ProtectContents", "protect_contents")

    def extent(self) -> tuple[int, int]:
        """The last row and column that hold anything."""
        last = self._sheet.used_range.last_cell
        return last.row, last.column

    def values(self, area: Range) -> list[list[CellValue]]:
        """What the cells hold, row by row: an error is its name, an empty cell None. One call."""
        read: list[list[CellValue]] = self._range(area).options(ndim=2, err_to_str=True).value
        return read

    def formulas(self, area: Range) -> list[list[str]]:
        """The formulas of the cells, and the texts of those without one. One call."""
        read = self._range(area).formula
        return [list(row) for row in read] if isinstance(read, (tuple, list)) else [[str(read)]]

    def number_format(self, area: Range) -> str | None:
        """The number format of all cells, None if they differ."""
        found: str | None = self._range(area).number_format
        return found

    def merged(self, area: Range) -> bool | None:
        """Whether the cells are merged, None if some are."""
        found: bool | None = self._range(area).merge_cells
        return found

    def merged_with(self, row: int, column: int) -> Range:
        """The merged area that a cell belongs to."""
        area = self._range(Range(row, column, row, column)).merge_area
        return Range(area.row, area.column, area.last_cell.row, area.last_cell.column)

    def hidden(self, first: int, last: int) -> bool | None:
        """Whether rows are hidden, None if some are."""
        rows = self._range(Range(first, 1, last, 1))
        excel = rows.api
        found: bool | None = excel.EntireRow.Hidden if hasattr(excel, "EntireRow") else rows.rows.hidden
        return found

    def write(self, top: int, left: int, rows: Rows) -> None:
        """Write a block in one call; None empties a cell. A text is taken as if it were typed: see `literal`."""
        if rows and rows[0]:
            area = Range(top, left, top + len(rows) - 1, left + len(rows[0]) - 1)
            self._range(area).value = [list(row) for row in rows]

    @property
    def visible(self) -> bool:
        """Whether the officer sees its tab."""
        return bool(self._sheet.visible)

    def table_area(self, name: str) -> Range | None:
        """Where a table stands with its headings; None if the sheet has no such table."""
        if name not in [table.name for table in self._sheet.tables]:
            return None
        area = self._sheet.tables[name].range
        return Range(area.row, area.column, area.last_cell.row, area.last_cell.column)

    def resize_table(self, name: str, area: Range) -> None:
        """Let a table cover an area."""
        self._sheet.tables[name].resize(self._range(area))

    def go_to(self, row: int, column: int) -> None:
        """Show the sheet and stand in one of its cells."""
        self._sheet.activate()
        self._range(Range(row, column, row, column)).select()

    def show(self) -> None:
        self._sheet.activate()

    def _range(self, area: Range) -> Any:
        return self._sheet.range((area.top, area.left), (area.bottom, area.right))


class OpenBook:
    """The open workbook that a button works on."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._app = book.app
        self.name: str = book.name

    @property
    def read_only(self) -> bool:
        """Whether what is marked could not be saved: opened for reading only, or open on another computer."""
        return _fact(self._book.api, "ReadOnly", "read_only")

    @property
    def structure_protected(self) -> bool:
        """Whether sheets can be neither added nor removed."""
        return _fact(self._book.api, "ProtectStructure", "protect_structure")

    @property
    def path(self) -> Path | None:
        """Where it lies on this computer; None where it was never saved, or lies on a server only."""
        with suppress(load().XlwingsError):
            path = Path(self._book.fullname)
            return path if path.is_absolute() and path.is_file() else None
        return None

    def sheets(self) -> list[OpenSheet]:
        """All sheets, in their order."""
        return [OpenSheet(sheet) for sheet in self._book.sheets]

    def insert(self, source: Path) -> list[OpenSheet]:
        """Copy the sheets of a workbook file into this one, all or none: see `cascade_xl.hosts.xl.copying`."""
        from cascade_xl.hosts.xl import copying

        return [OpenSheet(sheet) for sheet in copying.insert(self._book, source)]

    def pdf(self, source: Path, target: Path) -> None:
        """Print a workbook file as PDF, unseen by the officer."""
        from cascade_xl.hosts.xl import copying

        copying.export(self._app, source, target)

    def active_cell(self) -> tuple[str, int, int]:
        """The sheet in front, and row and column of the cell in which the officer stands.

        The application knows only the selection of the workbook in front. On a Mac, where Excel does not wait for
        Python, that may be another one by now.
        """
        if self._app.books.active.name != self.name:
            self._book.activate()
        selection = self._app.selection
        sheet = self._book.sheets.active.name
        return (sheet, selection.row, selection.column) if selection is not None else (sheet, 1, 1)

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Write without redrawing or recalculating after each block."""
        app = self._app
        before = app.screen_updating, app.calculation
        app.screen_updating, app.calculation = False, "manual"
        try:
            yield
        finally:
            app.calculation, app.screen_updating = before[1], before[0]

    def say(self, text: str) -> None:
        """A message that waits for OK."""
        self._app.alert(text, TITLE, "ok", "info")

    def status(self, text: str) -> None:
        """One line at the bottom of the window; an empty one gives it back to the application."""
        self._app.status_bar = text or False

    def open(self, path: Path) -> None:
        """Open another workbook in the same application."""
        self._app.books.open(str(path))

    @property
    def application(self) -> str:
        """Which application this is, with its version."""
        return f"{'LibreOffice' if self._app.engine.name == 'calc' else 'Excel'} {self._app.version}"


def current() -> OpenBook:
    """The workbook that the click came from, else the active one. Raises `HostError` if there is none."""
    xlwings = load()
    with plain_errors():
        clicked = _argument("--wb=")
        if clicked is not None and "=" not in clicked:
            return OpenBook(xlwings.Book.caller())
        app = _app(xlwings, _argument("--hwnd="))
        if app is None:
            raise HostError(
                "Excel tidak sedang berjalan. Buka buku kerja cascading di Excel, lalu ulangi. "
                "Di LibreOffice pakailah tombol Validasi; pasang dengan: cascade-xl addin install"
            )
        if clicked is not None:  # Book.caller() would cut the name at its "="
            return OpenBook(app.books[clicked])
        if not len(app.books):
            raise HostError("Tidak ada buku kerja yang terbuka. Buka buku kerja cascading, lalu ulangi.")
        return OpenBook(app.books.active)


def _app(xlwings: ModuleType, window: str | None) -> Any:
    """The application with that window, or the one in front; None where xlwings knows no application here."""
    if not len(xlwings.engines):
        return None
    if window is not None:
        for app in xlwings.apps:
            if str(app.hwnd) == window:
                return app
    return xlwings.apps.active


def say(text: str) -> bool:
    """Show a message where no workbook could be taken; whether there was a window to show it in."""
    with suppress(Exception):
        app = load().apps.active
        if app is not None:
            app.alert(text, TITLE, "ok", "critical")
            return True
    return False


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn what the application refuses into a `HostError`, where it is known what the officer can do."""
    try:
        yield
    except HostError:
        raise
    except Exception as error:
        if getattr(error, "hresult", None) in _BUSY:
            raise HostError(
                "Excel sedang sibuk: selesaikan dahulu ketikan di sel (tekan Enter) atau tutup jendela yang terbuka, "
                "lalu ulangi."
            ) from error
        raise


def literal(text: str) -> str:
    """A text as it must be written to stay that text, whatever it begins with or looks like."""
    return f"'{text}" if text else ""


def version() -> str:
    """The version of xlwings."""
    return str(load().__version__)


def _argument(name: str) -> str | None:
    """What xlwings' VBA said on the command line."""
    return next((argument[len(name) :].strip() for argument in sys.argv if argument.startswith(name)), None)


def _fact(api: Any, windows: str, mac: str) -> bool:
    """A truth value that xlwings does not pass on: an attribute of Excel's own, or a property of AppleScript."""
    try:
        return bool(getattr(api, windows))
    except AttributeError:
        return bool(getattr(api, mac).get())
