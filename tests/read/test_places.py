"""Every value of a document stands exactly in the cell where openpyxl reads it, however the sheets were rearranged."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.worksheet import Worksheet

from cascade_xl import contract
from cascade_xl.contract import Column, Kind, Sheet
from cascade_xl.model import Document, Indicator, Seen, Value
from cascade_xl.read import read_document, xlsx
from cascade_xl.read.cells import shown
from cascade_xl.read.tables import read_table
from cascade_xl.text import clean

TABLES = (Sheet.MATRIKS, Sheet.POHON, Sheet.KUNCI, Sheet.PENGECUALIAN)
NODE = ("jenjang", "kode", "induk", "uraian", "sasaran")
BOX = ("tingkat", "kode", "induk", "uraian")
_INDICATOR = {"kode_indikator": "kode"}
_TARGETS = ("bobot", "kondisi_awal", "target_akhir", "pagu")
_SCARCE: dict[str, Sequence[Any]] = {
    "jenjang": ("Program", "Kegiatan", None),
    "tingkat": ("Taktikal", "Operasional", None),
    "kode": ("P1", " P1\n", "P2", "1.10", 1.1, None, None),
    "induk": ("S1", None),
    "uraian": ("Diklat", "DIKLAT", "Gaji", None),
    "sasaran": ("Naik", "Turun", None, None),
}
_VALUES: Sequence[Any] = (
    *(
        None,
        None,
        None,
        "",
        " ",
        "\u00a0",
        "teks",
        " tepi ",
        "dua\nbaris",
        "=teks",
        "53,9%",
        "5.205",
        "10 9",
        "-",
        "n/a",
    ),
    *(0, 12, -3, 5.205, 0.1 + 0.2, 1e15, True, False, "#REF!", "#DIV/0!", ("=1+1",), (0.92, "0%"), (45691, "d-mmm")),
    *((92, '0"%"'), (0.5, "h:mm"), ("007", "@"), (7, "@")),
)


@dataclass
class Laid:
    """A sheet as it was laid out: which columns are there, and where."""

    name: str
    head: int = 0
    columns: dict[str, int] = field(default_factory=dict)
    ours: set[int] = field(default_factory=set)


class Found(NamedTuple):
    """A value of a document, by sheet and column key (or extra heading, or label)."""

    sheet: Sheet
    key: str
    value: Value


# -- a workbook that an office has worked on --------------------------------------------------------------------------


def _lay_table(ws: Worksheet, sheet: Sheet, years: Sequence[int], dice: random.Random) -> Laid:
    laid = Laid(ws.title, head=dice.randint(1, 12))
    columns: list[Column | str] = [c for c in contract.columns(sheet, years) if dice.random() > 0.1]
    columns += [c for c in contract.columns(sheet, years)[:5] if c not in columns]
    columns += [f"Kolom kami {n}" for n in range(dice.randint(0, 3))]
    if dice.random() < 0.7:
        dice.shuffle(columns)
    number = dice.randint(1, 4)
    for column in columns:  # a gap between columns now and then
        header = column if isinstance(column, str) else _spelled(column, dice)
        ws.cell(laid.head, number, header)
        if isinstance(column, str) or column.kind not in (Kind.FORMULA, Kind.MARK):
            laid.columns[column if isinstance(column, str) else column.key] = number
        else:
            laid.ours.add(number)
        number += 1 if dice.random() > 0.15 else 2
    for row in range(1, laid.head):
        if dice.random() < 0.4:
            ws.cell(row, dice.randint(1, 9), dice.choice(("MATRIKS CASCADING", "Kode", "Target")))
    row = laid.head
    for _ in range(dice.randint(0, 14)):
        row += 1 if dice.random() > 0.2 else dice.randint(2, 5)
        for key, place in laid.columns.items():
            _put(ws, row, place, dice.choice(_SCARCE.get(key, _VALUES)))
        for place in (*laid.ours, number + 2):
            if dice.random() < 0.3:
                ws.cell(row, place, "tulisan lain")
        ws.row_dimensions[row].hidden = dice.random() < 0.2
    return laid


def _spelled(column: Column, dice: random.Random) -> str:
    if column.year:
        return dice.choice((column.header, str(column.year), f"TARGET\n{column.year}", f"Target Tahun {column.year}"))
    words = [
        column.header,
        column.header.upper(),
        f" {column.header} ",
        column.header.replace(" ", "\n"),
        *column.aliases,
    ]
    return dice.choice(words)


def _lay_identitas(ws: Worksheet, dice: random.Random) -> Laid:
    laid = Laid(ws.title)
    row, left = dice.randint(1, 6), dice.randint(1, 3)
    for item in dice.sample(contract.FIELDS, len(contract.FIELDS)):
        if dice.random() < 0.15:
            continue
        row += dice.randint(1, 3)
        ws.cell(row, left, dice.choice((item.label, item.label.upper(), f"{item.label} :", *item.aliases)))
        wide = 1 if dice.random() > 0.2 else 2
        if wide > 1:
            ws.merge_cells(start_row=row, start_column=left, end_row=row, end_column=left + 1)
        laid.columns[item.key] = left + wide
        if item.key not in ("profil", "templat"):
            _put(ws, row, left + wide, dice.choice(_VALUES))
        ws.cell(row, left + wide + 1, "Keterangan pengisian.")
    laid.head = row + dice.randint(2, 4)
    for number, column in enumerate(dice.sample(contract.OFFICIAL_COLUMNS, 5), start=left):
        ws.cell(laid.head, number, column.header)
        laid.columns[column.key] = number
        for below in range(1, 4):
            _put(ws, laid.head + below, number, dice.choice(_VALUES))
    return laid


def _put(ws: Worksheet, row: int, column: int, what: Any) -> None:
    stored, number_format = what if isinstance(what, tuple) and len(what) == 2 else (what, "General")
    cell = ws.cell(row, column)
    formula = isinstance(stored, tuple)
    cell.value = stored[0] if formula else stored
    if isinstance(stored, str):
        cell.data_type = "e" if stored.startswith("#") else "s"
    cell.number_format = number_format


def laid_out(path: Path, seed: int) -> dict[Sheet, Laid]:
    """Write a workbook whose sheets were moved about, and say how."""
    dice = random.Random(seed)
    years = range(2021, 2021 + dice.randint(1, 6))
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    laid = {}
    for sheet in dice.sample((*TABLES, Sheet.IDENTITAS), 5):
        ws = book.create_sheet(dice.choice((sheet.value, sheet.value.upper(), f"{sheet.value} ")))
        laid[sheet] = _lay_identitas(ws, dice) if sheet is Sheet.IDENTITAS else _lay_table(ws, sheet, years, dice)
    book.create_sheet("Kertas Kerja")["A1"] = "catatan"
    book.save(path)
    return laid


# -- what a document says ---------------------------------------------------------------------------------------------


def values(document: Document) -> Iterator[Found]:
    """Every value of a document."""
    for node in document.nodes:
        yield from (Found(Sheet.MATRIKS, key, getattr(node, key)) for key in NODE)
    for row in document.indicators:
        yield from _of_row(Sheet.MATRIKS, row)
    for row in document.kunci:
        yield Found(Sheet.KUNCI, "kelompok", row.kelompok)
        yield from _of_row(Sheet.KUNCI, row)
    for box in document.pohon:
        yield from (Found(Sheet.POHON, key, getattr(box, key)) for key in BOX)
        for line in box.rows:
            yield from (
                Found(Sheet.POHON, key, getattr(line, key))
                for key in ("indikator", "unit", "kode_cascading", "catatan")
            )
            yield from (Found(Sheet.POHON, heading, v) for heading, v in line.extra)
    for exemption in document.exemptions:
        yield from (
            Found(Sheet.PENGECUALIAN, key, getattr(exemption, key)) for key in ("aturan", "kode", "tahun", "alasan")
        )
        yield from (Found(Sheet.PENGECUALIAN, heading, v) for heading, v in exemption.extra)
    yield from (Found(Sheet.IDENTITAS, key, v) for key, v in document.identitas.items())
    for official in document.officials:
        yield from (
            Found(Sheet.IDENTITAS, column.key, v) for column, v in zip(contract.OFFICIAL_COLUMNS, official, strict=True)
        )


def _of_row(sheet: Sheet, row: Indicator) -> Iterator[Found]:
    for column in contract.inputs(sheet):
        if column.key in _TARGETS:
            yield Found(sheet, column.key, getattr(row, column.key).value)
        elif column.key not in (*NODE, "kelompok") or column.key == "uraian":
            if sheet is Sheet.MATRIKS and column.key == "uraian":
                continue
            yield Found(sheet, column.key, getattr(row, _INDICATOR.get(column.key, column.key)))
    yield from (Found(sheet, contract.target_key(target.year), target.value) for target in row.targets)
    yield from (Found(sheet, heading, v) for heading, v in row.extra)


# -- the two held against each other ----------------------------------------------------------------------------------


def _written(cell: Any) -> Any:
    if cell.value is None or cell.data_type in ("s", "inlineStr"):
        return cell.value or None
    return to_excel(cell.value) if cell.is_date else cell.value  # type: ignore[no-untyped-call]


def _is_blank(cell: Any) -> bool:
    return cell.value is None or (isinstance(cell.value, str) and not clean(cell.value))


def _assert_is(value: Value, cell: Any) -> None:
    """A value says exactly what its cell holds."""
    if value.flaw == "rumus":
        assert (cell.data_type, cell.value) == ("f", value.formula)
    elif value.flaw.startswith("#"):
        assert (cell.data_type, cell.value, value.raw) == ("e", value.flaw, value.flaw)
    else:
        written = _written(cell)
        assert value.stored == pytest.approx(written) if isinstance(written, float) else value.stored == written
        assert isinstance(value.stored, bool) == isinstance(written, bool)
        assert value.raw == shown(value.stored, value.format)
        assert (value.flaw == "tanggal") == bool(cell.is_date)
    assert value.format == cell.number_format
    assert value.text == ("" if value.flaw and value.flaw != "tanggal" else clean(value.raw))


@pytest.mark.parametrize("seed", range(60))
def test_every_value_points_at_its_cell(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "rapi.xlsx"
    laid = laid_out(path, seed)
    document, _ = read_document(path)
    book = openpyxl.load_workbook(path)
    carried: dict[str, list[Value]] = {key: [] for key in NODE}
    for sheet, key, value in values(document):
        where = laid[sheet]
        assert value.place[:2] == (path.name, where.name)
        if key not in where.columns:
            assert value.blank, f"there is no column {key}"
            continue
        cell = book[where.name].cell(value.place.row, value.place.column)
        assert value.place.column == where.columns[key], key
        if _is_blank(cell) and not value.blank:  # a further sasaran continues the node above
            assert sheet is Sheet.MATRIKS
            assert value._replace(at=("", "", 0, 0)) in carried[key]
        else:
            _assert_is(value, cell)
        if sheet is Sheet.MATRIKS and key in carried:
            carried[key].append(value._replace(at=("", "", 0, 0)))


@pytest.mark.parametrize("seed", range(60, 90))
def test_no_cell_of_a_table_is_lost_or_read_twice(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "rapi.xlsx"
    laid = laid_out(path, seed)
    grids = xlsx.read(path).sheets
    book = openpyxl.load_workbook(path)
    for sheet in TABLES:
        where = laid[sheet]
        table = read_table(path.name, sheet, grids[where.name])
        cells = [v for row in table.rows for v in (*row.values.values(), *(v for _, v in row.extra)) if not v.blank]
        places = [(v.place.row, v.place.column) for v in cells]
        outside = {(s.place.row, s.place.column) for s in table.seen if s.kind is Seen.UNREAD_CELL}
        expected = {
            (cell.row, cell.column)
            for line in book[where.name].iter_rows(min_row=where.head + 1)
            for cell in line
            if not _is_blank(cell) and cell.column not in where.ours
        }
        assert len(places) == len(set(places))
        assert set(places) | outside == expected
        assert not outside & set(places)
        hidden = {row for row in range(1, 200) if book[where.name].row_dimensions[row].hidden}
        said = {s.place.row for s in table.seen if s.kind is Seen.HIDDEN_ROW}
        assert bool(said) == bool(hidden & {row.number for row in table.rows})
