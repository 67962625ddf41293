"""Small workbooks as text tables, so that a reviewer can read and diff them.

A line that is a sheet's name starts a table; ``| a | b |`` are its rows, the first holding headings. In a cell
``\\n`` is a line break, ``#REF!`` an
Excel error, ``=…`` a formula that was never calculated, ``12#`` the stored number 12, ``0.92#%`` a number shown as a
percentage, ``@date`` a number
shown as a date. Lines outside tables are directives: ``sembunyi: 3`` hides a data row, ``gabung: B1:B2`` merges cells
(data rows count from 1),
``profil: {…}`` patches the profile, ``templat: …`` sets the marker, ``nomenklatur: code=name`` adds to the national
list, ``lembar: hanya`` and
``kolom: hanya`` take away the sheets and columns that the sample does not name, which are otherwise filled up.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from cascade_xl import contract
from cascade_xl.contract import Sheet
from cascade_xl.profile import Profile, merge_patch
from cascade_xl.read import read_grid
from cascade_xl.read.contents import area
from cascade_xl.read.grid import Cell, Grid, Range, Workbook
from cascade_xl.resources import profile
from cascade_xl.rules.book import Book, Nomenclature
from cascade_xl.text import fold

FILE = "contoh.xlsx"
IDENTITAS = {
    "pemerintah": "Kabupaten Contoh",
    "opd": "Badan Contoh",
    "tempat": "Contoh",
    "tanggal": "3 Januari 2025",
    "templat": f"{contract.MARKER} {contract.VERSION}",
    "profil": "kabupaten",
}
_OFFICIAL = ("Kepala OPD", "Kepala Badan", "Siti Aminah", "Pembina", "19730306 200501 1 004", "Definitif")
_DIRECTIVE = re.compile(r"(sembunyi|gabung|profil|templat|nomenklatur|lembar|kolom):\s*(.*)")
_NUMBER = re.compile(r"(-?[\d.]+)#(%?)")
_EMPTY_TABLE = [["Kode"]]


@dataclass
class Sample:
    """A sample's tables, row by row, and its directives."""

    tables: dict[Sheet, list[list[str]]] = field(default_factory=dict)
    hidden: list[tuple[Sheet, int]] = field(default_factory=list)
    merged: list[tuple[Sheet, Range]] = field(default_factory=list)
    patch: dict[str, Any] = field(default_factory=dict)
    nomenclature: dict[str, str] = field(default_factory=dict)
    templat: str | None = None
    only_sheets: bool = False
    only_columns: bool = False


def book(text: str) -> Book:
    """The book of a sample."""
    sample = parse(text)
    years = sorted(
        {
            y
            for t in (Sheet.MATRIKS, Sheet.KUNCI)
            for h in (sample.tables.get(t) or [[]])[0]
            if (y := contract.target_year(h))
        }
    )
    patch = {"periode": {"awal": years[0], "akhir": years[-1]}} if years else {}
    used = Profile.from_data(merge_patch(merge_patch(profile().data, patch), sample.patch))
    document, _ = read_grid(workbook(sample, used), used)
    names = Nomenclature("daftar.xlsx", sample.nomenclature) if sample.nomenclature else None
    return Book(document, used, names)


def parse(text: str) -> Sample:
    """Read a sample's text."""
    sample = Sample()
    sheet = Sheet.MATRIKS
    names = {fold(s): s for s in Sheet}
    for raw in text.splitlines():
        line = raw.strip()
        if not line:
            continue
        if line.startswith("|"):
            cells = [cell.strip().replace("\\n", "\n") for cell in line.strip("|").split("|")]
            sample.tables.setdefault(sheet, []).append(cells)
        elif match := _DIRECTIVE.fullmatch(line):
            _directive(sample, sheet, match[1], match[2])
        elif fold(line) in names:
            sheet = names[fold(line)]
            sample.tables.setdefault(sheet, [])
        else:
            raise ValueError(f"a sample has a line that is no table, sheet or directive: {line!r}")
    return sample


def _directive(sample: Sample, sheet: Sheet, name: str, value: str) -> None:
    match name:
        case "sembunyi":
            sample.hidden.append((sheet, int(value)))
        case "gabung":
            sample.merged.append((sheet, area(value)))
        case "profil":
            sample.patch = json.loads(value)
        case "templat":
            sample.templat = "" if value == "-" else value
        case "nomenklatur":
            code, _, title = value.partition("=")
            sample.nomenclature[code.strip()] = title.strip()
        case "lembar":
            sample.only_sheets = True
        case "kolom":
            sample.only_columns = True


def workbook(sample: Sample, used: Profile) -> Workbook:
    """The sample's cells, as a reader would find them in a file."""
    found = Workbook(FILE)
    for sheet in contract.REQUIRED_SHEETS:
        if sheet in sample.tables or not sample.only_sheets:
            found.sheets[sheet.value] = (
                _identitas(sample, used) if sheet is Sheet.IDENTITAS else _table(sample, sheet, used)
            )
    return found


def _identitas(sample: Sample, used: Profile) -> Grid:
    grid = Grid(Sheet.IDENTITAS.value)
    given = sample.tables.get(Sheet.IDENTITAS)
    years = {"periode_awal": str(used.years[0]), "periode_akhir": str(used.years[-1])} if used.years else {}
    values = {f.label: {**IDENTITAS, **years}.get(f.key, "") for f in contract.FIELDS}
    if given is not None:
        marks = {f.label: IDENTITAS.get(f.key, "") for f in contract.FIELDS if f.key in ("templat", "profil")}
        values = {f.label: "" for f in contract.FIELDS} | marks | {row[0]: row[1] for row in given if len(row) == 2}
    if sample.templat is not None:
        values["Versi Templat"] = sample.templat
    for number, (label, text) in enumerate(values.items(), start=contract.IDENTITAS_FIRST_ROW):
        grid.rows[number] = {contract.LABEL_COLUMN: Cell(label)}
        if text:
            grid.rows[number][contract.VALUE_COLUMN] = cell(text)
    officials = [row for row in given if len(row) == len(_OFFICIAL)] if given is not None else [list(_OFFICIAL)]
    header = contract.IDENTITAS_FIRST_ROW + len(values) + 2
    grid.rows[header] = {2 + n: Cell(column.header) for n, column in enumerate(contract.OFFICIAL_COLUMNS)}
    for number, row in enumerate(officials, start=header + 1):
        grid.rows[number] = {2 + n: cell(text) for n, text in enumerate(row) if text}
    return grid


def _table(sample: Sample, sheet: Sheet, used: Profile) -> Grid:
    grid = Grid(sheet.value)
    rows = sample.tables.get(sheet) or [[]]
    headers = list(rows[0])
    if not sample.only_columns:
        aliases = {fold(h) for h in headers}
        headers += [
            c.header
            for c in contract.inputs(sheet, used.years)
            if not aliases & {fold(name) for name in (c.header, *c.aliases, str(c.year or c.header))}
        ]
    top = contract.HEADER_ROWS[sheet]
    grid.rows[top] = {n: Cell(h) for n, h in enumerate(headers, start=1)}
    for number, row in enumerate(rows[1:], start=top + 1):
        cells = {n: cell(text) for n, text in enumerate(row, start=1) if text}
        if cells:
            grid.rows[number] = cells
    grid.hidden_rows = {top + row for s, row in sample.hidden if s is sheet}
    grid.merged = [Range(top + m.top, m.left, top + m.bottom, m.right) for s, m in sample.merged if s is sheet]
    return grid


def cell(text: str) -> Cell:
    """One cell of a sample."""
    if match := _NUMBER.fullmatch(text):
        number = float(match[1])
        return Cell(int(number) if number.is_integer() else number, "0%" if match[2] else "General")
    if text == "@date":
        return Cell(45690, "d-mmm")
    if re.fullmatch(r"#[A-Z/0!?]+[!?]|#N/A", text):
        return Cell(None, "General", text)
    if text.startswith("="):
        return Cell(None, "General", "rumus", text)
    return Cell(text)
