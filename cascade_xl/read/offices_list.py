"""A list of OPD, that must hand in a file or get a template: a workbook's first sheet, or lines of text."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from cascade_xl.model import Place
from cascade_xl.read import xlsx
from cascade_xl.read.cells import shown
from cascade_xl.read.grid import UnreadableError, not_opened
from cascade_xl.rules.regency.regency import Expected
from cascade_xl.text import clean, fold

_NAMES = ("Nama OPD", "OPD", "Perangkat Daerah", "Nama Perangkat Daerah", "Perangkat Daerah (OPD)", "SKPD", "Nama SKPD")
_KODES = ("Kode", "Kode OPD", "Kode Perangkat Daerah", "Kode SKPD")
_OPD, _KODE = "opd", "kode_opd"
_SUMS = {"jumlah", "total"}
"""Begin the last line of a list, which is no OPD."""
Headings = Mapping[str, Sequence[str]]
"""Columns by key, each with the headings that it may have."""
_NUMBER = re.compile(r"^\d+[.)]\s+(?=\D)")
_CODE = re.compile(r"(?:\d|X)[\d.X\s-]*", re.IGNORECASE)
_LARGEST = 4_000_000  # bytes; the OPD of a nation are a tenth of that


@dataclass(frozen=True)
class _Lines:
    """The lines of a list by number, and the cells that cannot be read."""

    file: str
    sheet: str = ""
    cells: dict[int, Sequence[str]] = field(default_factory=dict)
    flawed: frozenset[tuple[int, int]] = frozenset()

    def place(self, line: int, column: int) -> Place:
        return Place(self.file, self.sheet, line, column)

    def fault(self, what: str, line: int = 0, column: int = 0) -> UnreadableError:
        """An error that says where."""
        spot = f"sel {self.place(line, column).cell}" if self.sheet else f"baris {line}"
        parts = (self.file, f"lembar {self.sheet}" if self.sheet else "", spot if line else "")
        return UnreadableError(f"{', '.join(filter(None, parts))}: {what}")


class Line(NamedTuple):
    """One OPD: where it stands, and the texts of its columns by key; ``opd`` and ``kode_opd`` are always there."""

    place: Place
    texts: dict[str, str]


def read_offices_list(path: Path) -> list[Expected]:
    """The OPD of a list, each with its place. Raises `UnreadableError`."""
    return [Expected(texts[_OPD], texts[_KODE], place) for place, texts in read_list(path)]


def read_list(path: Path, more: Headings = MappingProxyType({})) -> list[Line]:
    """The OPD of a list with what stands in ``more`` columns. Raises `UnreadableError`.

    Columns are found by their headings. A text without headings has an OPD in each line, and may have its kode.
    """
    lines = _of_text(path) if path.suffix.lower() in (".csv", ".txt") else _of_sheet(path)
    found = list(_offices(lines, {_OPD: _NAMES, _KODE: _KODES, **more}))
    if not found:
        raise lines.fault("daftar OPD kosong. Tulis satu OPD per baris, lalu ulangi.")
    return found


def _offices(lines: _Lines, headings: Headings) -> Iterator[Line]:
    head, columns = _found(lines, headings)
    if not head and lines.sheet:
        raise lines.fault("tidak ada kolom berjudul 'Nama OPD'. Tulis judul kolom di atas daftar, lalu ulangi.")
    for number, cells in lines.cells.items():
        if number <= head:
            continue
        for column in columns.values():
            if (number, column) in lines.flawed:
                raise lines.fault("sel ini galat atau belum dihitung. Tulis isinya sebagai teks.", number, column)
        texts = {key: _at(cells, column) for key, column in columns.items()} if head else _bare(cells)
        place = lines.place(number, columns.get(_OPD, 1))
        if fold(texts[_OPD]) in _SUMS:
            continue
        if texts[_OPD]:
            yield Line(place, texts)
        elif code := texts[_KODE]:
            raise lines.fault(f"nama OPD kosong, padahal kodenya {code}. Isi namanya.", number, place.column)


def _found(lines: _Lines, headings: Headings) -> tuple[int, dict[str, int]]:
    """The line of headings, and the columns by key counted from 1; 0 where there is none."""
    wanted = {key: set(map(fold, names)) for key, names in headings.items()}
    for number, cells in lines.cells.items():
        folded = list(map(fold, cells))
        columns = {key: _first(folded, names) for key, names in wanted.items()}
        if columns[_OPD]:
            return number, columns
    return 0, {}


def _first(texts: Sequence[str], wanted: set[str]) -> int:
    return next((column for column, text in enumerate(texts, start=1) if text in wanted), 0)


def _at(cells: Sequence[str], column: int) -> str:
    return cells[column - 1] if 0 < column <= len(cells) else ""


def _bare(cells: Sequence[str]) -> dict[str, str]:
    """Name and kode of a line without headings. A name may hold commas: only what looks like a kode is one. The number
    before a name, as in ``1. Dinas Kesehatan``, is no part of it."""
    code = next((cell for cell in cells if _CODE.fullmatch(cell)), "")
    return {_OPD: _NUMBER.sub("", ", ".join(cell for cell in cells if cell and cell != code)), _KODE: code}


def _of_sheet(path: Path) -> _Lines:
    grid = next(iter(xlsx.read(path).sheets.values()), None)
    if grid is None:
        return _Lines(path.name)
    lines: dict[int, Sequence[str]] = {}
    for number in sorted(grid.rows):
        found = {column: clean(shown(cell.stored, cell.format)) for column, cell in grid.rows[number].items()}
        lines[number] = [found.get(column, "") for column in range(1, max(found) + 1)]
    flawed = {(number, column) for number, row in grid.rows.items() for column, cell in row.items() if cell.flaw}
    return _Lines(path.name, grid.name, lines, frozenset(flawed))


def _of_text(path: Path) -> _Lines:
    try:
        with path.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except OSError as error:
        raise not_opened(path.name, error) from error
    text = _decoded(data)
    if len(data) > _LARGEST or "\0" in text:
        raise UnreadableError(f"{path.name}: ini bukan daftar OPD. Tulis satu OPD per baris, lalu ulangi.")
    rows = csv.reader(text.splitlines(), delimiter=_separator(text))
    lines: dict[int, Sequence[str]] = {}
    try:
        for row in rows:
            if rows.line_num == 1 and text.startswith("sep="):  # Excel's own line, which names the separator
                continue
            lines[rows.line_num] = list(map(clean, row))
    except csv.Error as error:
        raise _Lines(path.name).fault("baris ini tidak terbaca. Periksa tanda kutipnya.", rows.line_num) from error
    return _Lines(path.name, cells=lines)


def _separator(text: str) -> str:
    """What separates the columns: the first sign that sets the heading of the names apart, since an address may hold
    any of them; else the first that is there, since a name may hold commas."""
    signs = [sign for sign in ";\t," if sign in text] or [","]
    names = set(map(fold, _NAMES))
    parting = (s for s in signs if any(fold(cell) in names for line in text.splitlines() for cell in line.split(s)))
    return next(parting, signs[0])


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
