"""Sheets of a workbook file in the open workbook, and workbook files as PDF.

A sheet is copied by the application itself, with all that it prints by. The text in the first cell of what is copied
marks it: a sheet of that name with the same text was made by an earlier copy and is replaced at its place; any other
is the officer's own and stays, and ours gets a number behind its name.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from cascade_xl.hosts.problems import HostError
from cascade_xl.hosts.xl import load, plain_errors

Export = Callable[[Path, Path], None]
"""Prints a workbook file to a PDF."""
_NAME_LENGTH = 31
_MARK = "A1"


class NotStartedError(HostError):
    """There is no Excel, or it does not start."""


class _Place(NamedTuple):
    """What a copied sheet is to be called, and the older one that it replaces."""

    name: str
    older: Any | None


def insert(book: Any, path: Path) -> list[Any]:
    """The copies of a file's sheets; where one fails, none stays."""
    copies: list[Any] = []
    places: list[_Place] = []
    with opened(book.app, path) as source:
        try:
            for sheet in source.sheets:
                places.append(_place(book, sheet, {place.name.casefold() for place in places}))
                older = places[-1].older
                copies.append(sheet.copy(before=older) if older else sheet.copy(after=_last(book, copies)))
        except Exception:
            for copy in copies:
                with suppress(Exception):
                    copy.delete()
            raise
        for copy, place in zip(copies, places, strict=True):
            if place.older:
                place.older.delete()
            copy.name = place.name
    book.activate()
    return copies


def export(app: Any, path: Path, target: Path) -> None:
    """Print a workbook file to PDF. Raises `HostError`."""
    try:
        with plain_errors(), opened(app, path) as book:
            book.to_pdf(str(target))
    except HostError:
        raise
    except Exception as error:
        raise HostError(
            f"{path.name}: tidak dapat dicetak ke PDF ({error}). Periksa apakah ada pencetak (printer) yang terpasang, "
            "lalu ulangi."
        ) from error


@contextmanager
def unseen() -> Iterator[Export]:
    """An Excel of our own that nobody sees. Raises `NotStartedError`."""
    xlwings = load()
    try:
        app = xlwings.App(visible=False, add_book=False)
    except Exception as error:
        raise NotStartedError(f"Excel tidak dapat dijalankan ({error}). Buka Excel sekali, lalu ulangi.") from error
    try:
        yield partial(export, app)
    finally:
        _quit(app)


def _quit(app: Any) -> None:
    """xlwings' own way to quit would also end, on Windows, an Excel of the officer's that shows no workbook."""
    try:
        app.api.Quit()
    except AttributeError:  # on a Mac
        app.quit()


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder for files that the application opens. Excel for Mac may open those in its own container unasked."""
    container = Path.home() / "Library" / "Containers" / "com.microsoft.Excel" / "Data"
    folder = container if container.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="cascade-xl-", dir=folder, ignore_cleanup_errors=True) as made:
        yield Path(made)


@contextmanager
def opened(app: Any, path: Path) -> Iterator[Any]:
    """A workbook file that is opened for reading, unseen and without questions, and closed again."""
    with app.properties(screen_updating=False, display_alerts=False):
        book = app.books.open(str(path), update_links=False, read_only=True)
        try:
            yield book
        finally:
            book.close()


def _place(book: Any, sheet: Any, taken: set[str]) -> _Place:
    mark = sheet.range(_MARK).value
    known = {other.name.casefold(): other for other in book.sheets}
    for number in count(1):
        behind = f" ({number})" if number > 1 else ""
        name = f"{sheet.name[: _NAME_LENGTH - len(behind)].rstrip()}{behind}"
        if name.casefold() in taken:
            continue
        other = known.get(name.casefold())
        if other is None or (mark and other.range(_MARK).value == mark):
            return _Place(name, other)
    raise AssertionError


def _last(book: Any, copies: list[Any]) -> Any:
    """The sheet behind which the next one goes: the one before it, else the last that the officer sees. Behind a
    hidden sheet Excel puts it elsewhere."""
    return copies[-1] if copies else [sheet for sheet in book.sheets if sheet.visible][-1]
