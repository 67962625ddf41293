"""Workbooks for the reader's tests: parts written by hand, and what other readers see in a file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils.datetime import to_excel
from python_calamine import CalamineWorkbook

from cascade_xl.model import Document, Stored
from cascade_xl.read import read_grid, xlsx
from cascade_xl.read.grid import Grid, Workbook
from cascade_xl.resources import profile
from tests.samples import cell

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

Address = tuple[int, int]
Seen = Stored | str


def package(
    rows: str,
    *,
    strings: str | None = None,
    styles: str | None = None,
    properties: str = "",
    after: str = "",
    main: str = MAIN,
    relations: str = RELATIONS,
    absolute: bool = False,
    replace: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A workbook with one sheet, *Matriks*, whose ``sheetData`` holds these rows."""
    root = "/xl/" if absolute else ""

    def relation(number: int, kind: str, target: str) -> str:
        return f'<Relationship Id="rId{number}" Type="{relations}/{kind}" Target="{target}"/>'

    more = relation(2, "sharedStrings", f"{root}sharedStrings.xml") if strings is not None else ""
    more += relation(3, "styles", f"{root}styles.xml") if styles is not None else ""
    office = relation(1, "officeDocument", "/xl/workbook.xml" if absolute else "xl/workbook.xml")
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{office}</Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}">{properties}'
        '<sheets><sheet name="Matriks" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{relation(1, 'worksheet', f'{root}worksheets/sheet1.xml')}{more}</Relationships>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData>{after}</worksheet>',
    }
    if strings is not None:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{main}">{strings}</sst>'
    if styles is not None:
        parts["xl/styles.xml"] = f'<styleSheet xmlns="{main}">{styles}</styleSheet>'
    return zipped({**parts, **(replace or {})})


def zipped(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def grid_of(content: bytes, folder: Path) -> Grid:
    """The first sheet of a workbook, by our reader."""
    return next(iter(workbook_of(content, folder).sheets.values()))


def workbook_of(content: bytes, folder: Path) -> Workbook:
    path = folder / "uji.xlsx"
    path.write_bytes(content)
    return xlsx.read(path)


def ours(path: Path) -> dict[str, dict[Address, Seen]]:
    """Every cell of every sheet that holds something: its value, or its error."""
    return {
        name: {
            (number, column): found.flaw or found.stored
            for number, row in grid.rows.items()
            for column, found in row.items()
            if found.flaw != "rumus" and found.stored != ""
        }
        for name, grid in xlsx.read(path).sheets.items()
    }


def openpyxls(path: Path) -> dict[str, dict[Address, Seen]]:
    """The same by openpyxl; dates as the numbers that the file stores."""
    book = load_workbook(path, data_only=True)
    return {
        sheet.title: {
            (found.row, found.column): _plain(found.value)
            for found in sheet._cells.values()
            if found.value is not None and found.value != ""
        }
        for sheet in book.worksheets
    }


def calamines(path: Path) -> dict[str, dict[Address, Seen]]:
    """The same by calamine, which sees errors and uncalculated formulas as blanks."""
    book = CalamineWorkbook.from_path(path)
    return {
        name: {
            (number, column): _plain(value)
            for number, row in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False), start=1)
            for column, value in enumerate(row, start=1)
            if value != ""
        }
        for name in book.sheet_names
    }


def _plain(value: object) -> Seen:
    match value:
        case bool() | int() | float() | str():
            return value
        case datetime() | date() | time() | timedelta():
            return round(float(to_excel(value)), 9)  # type: ignore[no-untyped-call]
    raise AssertionError(f"what is a {type(value)}?")


def table(text: str, *, name: str = "Matriks", top: int = 1, left: int = 1) -> Grid:
    """A sheet from ``| a | b |`` lines, the first of which stands at ``top``; cells as in `tests.samples`."""
    grid = Grid(name)
    for number, line in enumerate(filter(None, map(str.strip, text.splitlines())), start=top):
        texts = (word.strip().replace("\\n", "\n") for word in line.strip("|").split("|"))
        cells = {column: cell(word) for column, word in enumerate(texts, start=left) if word}
        if cells:
            grid.rows[number] = cells
    return grid


def document_of(*grids: Grid) -> Document:
    """The document of a workbook with these sheets."""
    return read_grid(Workbook("uji.xlsx", {grid.name: grid for grid in grids}), profile())[0]
