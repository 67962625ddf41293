"""What the tests of the writer need: documents from a few words, and workbooks opened by readers that are not ours."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from cascade_xl import contract
from cascade_xl.contract import Sheet
from cascade_xl.model import Document
from cascade_xl.profile import Profile
from cascade_xl.read.canonical import document as from_json
from cascade_xl.resources import profile

FILE = "uji.json"
READY = 40  # rows, where a full-size workbook would show nothing new


def document(data: Mapping[str, Any], using: Profile | None = None) -> Document:
    """The document of canonical JSON, with the columns of the profile's years."""
    using = using or profile()
    return from_json({"format": "cascade-xl/1", "tahun": list(using.years), **data}, using, FILE)


def node(kode: str, jenjang: str, induk: str = "", *rows: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """A node of canonical JSON with its indicator rows."""
    return {"jenjang": jenjang, "kode": kode, "induk": induk, "uraian": f"Kinerja {kode}", "indikator": [*rows], **more}


def indicator(satuan: str, *targets: Any, first: int = 2025, **more: Any) -> dict[str, Any]:
    """An indicator row of canonical JSON with its yearly targets."""
    years = {str(year): target for year, target in enumerate(targets, start=first)}
    return {"indikator": "Jumlah hasil", "satuan": satuan, "target": years, **more}


def opened(package: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(package))


def part(package: bytes, name: str) -> str:
    """One part of the package as text."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read(name).decode("utf-8")


def sheet_part(package: bytes, sheet: Sheet) -> ElementTree.Element:
    """The XML of one sheet."""
    return ElementTree.fromstring(part(package, f"xl/worksheets/sheet{list(Sheet).index(sheet) + 1}.xml"))


def cell(book: openpyxl.Workbook, sheet: Sheet, row: int, key: str, years: Iterable[int] = range(2025, 2030)) -> Cell:
    """The cell of a column in a row counted from 1 under the heading."""
    column = contract.layout(sheet, tuple(years))[key]
    found = book[sheet].cell(contract.HEADER_ROWS[sheet] + row, column)
    assert isinstance(found, Cell)
    return found


def column_of(ws: Worksheet, header: str, sheet: Sheet) -> int:
    """Where a heading stands."""
    row = ws[contract.HEADER_ROWS[sheet]]
    return next(c.column for c in row if c.value == header and isinstance(c, Cell))


def save(package: bytes, path: Path) -> Path:
    path.write_bytes(package)
    return path
