"""Workbooks for the tests of the hosts: clean ones, and ones in which an officer was careless."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import xlwings as xw
from openpyxl.worksheet.worksheet import Worksheet

from cascade_xl import contract
from cascade_xl.contract import Sheet
from cascade_xl.model import Document
from cascade_xl.read.canonical import document
from cascade_xl.resources import profile
from cascade_xl.write import build
from tests.generate import clean
from tests.judges.libreoffice import convert

HEAD = contract.HEADER_ROWS[Sheet.MATRIKS]
ROWS = 40  # ready rows of Matriks: as many as the tests need, so that opening stays quick


def clean_document(programs: int = 2, seed: int = 1) -> Document:
    """A document without findings, whose targets are texts, as they are typed into the template."""
    return document(clean_document_json(programs, seed), profile(), "bersih.json")


def clean_document_json(programs: int = 2, seed: int = 1) -> Any:
    """The same as canonical JSON."""
    return typed(clean(seed, programs=programs))


def typed(data: Any) -> Any:
    """JSON with numbers as Indonesians write them."""
    match data:
        case dict():
            return {key: value if key == "tahun" else typed(value) for key, value in data.items()}
        case list():
            return [typed(value) for value in data]
        case int() | float():
            return f"{data}".replace(".", ",")
    return data


def clean_book(path: Path, programs: int = 2, seed: int = 1) -> Path:
    """Its workbook."""
    made = clean_document(programs, seed)
    path.write_bytes(build(profile(), made, rows=max(ROWS, len(made.indicators) + 10)))
    return path


def edited(path: Path, cells: Mapping[tuple[int, str], Any]) -> Path:
    """The workbook with other contents in *Matriks*: (data row from 1, column key) → value."""
    book = openpyxl.load_workbook(path)
    for (row, key), value in cells.items():
        book[Sheet.MATRIKS].cell(HEAD + row, column(key)).value = value
    return saved(book, path)


def column(key: str) -> int:
    """Where a column of *Matriks* stands in our workbooks."""
    return contract.layout(Sheet.MATRIKS, profile().years)[key]


def saved(book: openpyxl.Workbook, path: Path) -> Path:
    stream = io.BytesIO()
    book.save(stream)
    path.write_bytes(stream.getvalue())
    return path


def careless_book(path: Path) -> Path:
    """A workbook with what a block of values does not say by itself: formats, dates, errors, hidden and merged cells,
    own columns, texts below the table and beside it; saved by LibreOffice, so that its formulas have results."""
    book = openpyxl.load_workbook(clean_book(path))
    ws = book[Sheet.MATRIKS]
    first = HEAD + 1
    _numbers(ws, first)
    ws.cell(first + 8, column("satuan")).value = "=1/0"
    ws.cell(first + 9, column("uraian")).value = "=1+1"
    ws.cell(first + 9, column("uraian")).data_type = "s"
    ws.row_dimensions[first + 3].hidden = True
    ws.row_dimensions[first + 4].hidden = True
    ws.row_dimensions[first + 9].hidden = True
    below = HEAD + ROWS
    ws.cell(below + 3, column("uraian")).value = "di bawah tabel"
    ws.merge_cells(start_row=below + 3, end_row=below + 4, start_column=column("sasaran"), end_column=column("sasaran"))
    kunci = book[Sheet.KUNCI]
    kunci.cell(contract.HEADER_ROWS[Sheet.KUNCI] + 1, 3).value = "Indikator \U0001f4c8 dengan\nbaris baru"
    book.create_sheet("Catatan Kami")["A1"] = "bukan lembar templat"
    ws.cell(HEAD, ws.max_column + 1).value = "Kolom Kami"
    ws.cell(first, ws.max_column).value = "isi kami"
    ws.cell(first + 1, ws.max_column + 3).value = "di luar kolom"
    saved(book, path)
    return convert([path], "xlsx", path.parent / "dihitung")[0]


def _numbers(ws: Worksheet, first: int) -> None:
    """Numbers as they come in by pasting, with and without formats."""
    years = profile().years
    formats = ("General", "0%", "0.00%", "dd/mm/yyyy", "#,##0", "h:mm", "General")
    stored: tuple[Any, ...] = (12, 0.92, 0.5, datetime(2025, 9, 10), 45000, 0.4375, True)
    for row, (code, value) in enumerate(zip(formats, stored, strict=True), start=first):
        cell = ws.cell(row, column(contract.target_key(years[1])))
        cell.value, cell.number_format = value, code
    for row in range(first + 10, first + 16):
        for year in years:
            cell = ws.cell(row, column(contract.target_key(year)))
            cell.value, cell.number_format = 0.1 * (row - first), "0%"


def as_json(data: Mapping[str, Any]) -> str:
    """Comparable, and readable where a comparison fails."""
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True)


WRONG = {(7, "satuan"): "Orangg", (8, "target_2026"): "banyak", (9, "induk"): "X9"}
"""Faults that the check names in these cells, by data row and column."""


def put(book: xw.Book, cells: Mapping[tuple[int, str], Any]) -> None:
    """Write into cells of *Matriks*, by data row and column."""
    for (row, key), value in cells.items():
        book.sheets[Sheet.MATRIKS].range((HEAD + row, column(key))).value = value


def cell(book: xw.Book, row: int, key: str) -> Any:
    return book.sheets[Sheet.MATRIKS].range((HEAD + row, column(key))).value


def marks(book: xw.Book) -> dict[int, str]:
    """The flags of each marked row of *Matriks*, by data row."""
    found = book.sheets[Sheet.MATRIKS].range((HEAD + 1, column("tanda")), (HEAD + 80, column("tanda"))).value
    return {row: flags for row, flags in enumerate(found, start=1) if flags}


def temuan(book: xw.Book) -> list[dict[str, Any]]:
    """The rows of *Temuan* by column key."""
    head, where = contract.HEADER_ROWS[Sheet.TEMUAN], contract.layout(Sheet.TEMUAN)
    block = book.sheets[Sheet.TEMUAN].range((head + 1, 1), (head + 200, len(where))).value
    rows = [{key: row[number - 1] for key, number in where.items()} for row in block]
    return [row for row in rows if any(row.values())]


def status() -> str:
    assert xw.apps.active is not None
    return str(xw.apps.active.status_bar)
