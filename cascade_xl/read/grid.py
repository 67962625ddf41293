"""A workbook as cells: what any spreadsheet reader gives, before anybody asks what the cells mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from cascade_xl.files import reason
from cascade_xl.model import Stored


class Cell(NamedTuple):
    """One cell: what it stores, its number format, Excel's error or ``"rumus"`` (never calculated), and its formula."""

    stored: Stored = None
    format: str = "General"
    flaw: str = ""
    formula: str = ""


class Range(NamedTuple):
    """A rectangle of cells, all bounds inclusive and counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Grid:
    """One sheet. ``rows`` holds only cells that store something: row number → column number → cell."""

    name: str
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)

    def row(self, number: int) -> Mapping[int, Cell]:
        return self.rows.get(number, {})

    def hidden_runs(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Runs of neighbouring hidden rows within the bounds."""
        start = previous = 0
        for number in sorted(n for n in self.hidden_rows if first <= n <= last):
            if number != previous + 1:
                if start:
                    yield start, previous
                start = number
            previous = number
        if start:
            yield start, previous


@dataclass(slots=True)
class Workbook:
    """A file: its name as shown in findings, and its sheets in order."""

    file: str
    sheets: dict[str, Grid] = field(default_factory=dict)


HEADING_ROWS = 60
"""The headings of a table stand in one of so many first rows that hold something."""


class Wanted(NamedTuple):
    """What is asked for of a workbook; by default all of it."""

    sheet: Callable[[str], bool] = lambda _: True
    """Whether a sheet's cells are, by its name; of another one the first row is read."""
    unread: Callable[[Grid], Iterable[int]] = lambda _: ()
    """The columns of a sheet that are not, judged by its first `HEADING_ROWS`; below them they may be left out."""


class UnreadableError(ValueError):
    """A file that is no workbook we can read; the message is Indonesian and names the file."""


def not_opened(label: str, error: OSError) -> UnreadableError:
    """What to say of a file that the system does not give."""
    match error:
        case FileNotFoundError():
            return UnreadableError(f"{label}: berkas tidak ditemukan. Periksa nama dan foldernya.")
        case IsADirectoryError():
            return UnreadableError(f"{label}: ini folder, bukan berkas. Sebutkan berkas di dalamnya.")
        case PermissionError():
            return UnreadableError(f"{label}: berkas tidak boleh dibaca. Tutup dahulu di Excel, atau periksa izinnya.")
    return UnreadableError(f"{label}: berkas tidak dapat dibuka ({reason(error)}). Coba salin ke folder lain.")
