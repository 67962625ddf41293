"""Workbooks and their names."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

from xlwings import base_classes

from cascade_xl.hosts.xl.calc.ranges import Range
from cascade_xl.hosts.xl.calc.sheets import Sheet, Sheets


class Application(Protocol):
    """What a workbook needs of the application that it is open in."""

    engine: Any
    ask: Callable[..., Any]
    screen_updating: bool


class Books(base_classes.Books):
    api = True

    def __init__(self, app: Application) -> None:
        self._app = app

    @property
    def app(self) -> Application:
        return self._app

    def made(self, found: dict[str, str]) -> "Book":
        return Book(self.app, found)

    @property
    def active(self) -> "Book":
        found = self.app.ask("active_book")
        if found is None:
            raise KeyError("no workbook is open")
        return self.made(found)

    def __iter__(self) -> Iterator["Book"]:
        return iter([self.made(found) for found in self.app.ask("books")])

    def __len__(self) -> int:
        return len(self.app.ask("books"))

    def __call__(self, name_or_index: str | int) -> "Book":
        found = list(self)
        if isinstance(name_or_index, int):
            return found[name_or_index - 1]
        for book in found:
            if book.name.casefold() == name_or_index.casefold():
                return book
        raise KeyError(name_or_index)

    def __contains__(self, name: str) -> bool:
        return any(book.name.casefold() == name.casefold() for book in self)

    def add(self) -> "Book":
        return self.made(self.app.ask("add_book"))

    def open(self, fullname: str, update_links: Any = None, read_only: bool | None = None, *rest: Any) -> "Book":
        """Open a file, without its macros and without following its links; unseen while the screen stands still, as
        in Excel."""
        unseen = not self.app.screen_updating
        return self.made(self.app.ask("open_book", path=os.fspath(fullname), read_only=bool(read_only), hidden=unseen))


class BookApi:
    """What of Excel's own Workbook is asked for."""

    def __init__(self, book: "Book") -> None:
        self._book = book

    @property
    def ReadOnly(self) -> bool:  # noqa: N802
        return bool(self._book.ask("is_read_only"))

    @property
    def ProtectStructure(self) -> bool:  # noqa: N802
        return bool(self._book.ask("is_structure_protected"))


class Book(base_classes.Book):
    def __init__(self, app: Application, found: dict[str, str]) -> None:
        self._app = app
        self._found = found

    @property
    def app(self) -> Application:
        return self._app

    @property
    def id(self) -> str:
        """How LibreOffice knows it, whatever it is called."""
        return self._found["id"]

    def ask(self, op: str, **arguments: Any) -> Any:
        return self.app.ask(op, book=self.id, **arguments)

    @property
    def api(self) -> BookApi:
        return BookApi(self)

    @property
    def name(self) -> str:
        return self._found["name"]

    @property
    def fullname(self) -> str:
        return self._found["fullname"]

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    def sheet(self, name: str) -> Sheet:
        return Sheet(self, name)

    @property
    def names(self) -> "Names":
        return Names(self)

    def activate(self) -> None:
        self.ask("activate_book")

    def save(self, path: str | None = None, password: str | None = None) -> None:
        if password:
            raise NotImplementedError("saving with a password")
        self._found = self.ask("save_book", path=str(Path(path).absolute()) if path else None)

    def close(self) -> None:
        self.ask("close_book")

    def to_pdf(self, path: str, quality: str) -> None:
        self.ask("export_pdf", path=os.fspath(path))


class Names(base_classes.Names):
    """The workbook's names: asked anew whenever they are looked through."""

    api = True

    def __init__(self, book: Book) -> None:
        self._book = book

    def snapshot(self) -> list[tuple[str, "Name"]]:
        return [(name, Name(self._book, name, text)) for name, text in self._book.ask("names").items()]

    def contains(self, name: str) -> bool:
        return any(name.casefold() == known.casefold() for known, _ in self.snapshot())

    def __call__(self, name: str) -> "Name":
        for known, found in self.snapshot():
            if known.casefold() == name.casefold():
                return found
        raise KeyError(name)

    def __len__(self) -> int:
        return len(self.snapshot())


class Name(base_classes.Name):
    def __init__(self, book: Book, name: str, refers_to: str) -> None:
        self._book = book
        self.name = name
        self.refers_to = refers_to
        self.api = True

    @property
    def refers_to_range(self) -> Range:
        found = self._book.ask("name_refers", name=self.name)
        return Range(self._book.sheet(found["sheet"]), *found["at"])
