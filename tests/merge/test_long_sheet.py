"""A long sheet is written as any other, and keeps few rows in memory."""

from __future__ import annotations

import io
import zipfile
from contextlib import ExitStack
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from cascade_xl.merge.long_sheet import LongSheet
from cascade_xl.merge.looks import new_book
from cascade_xl.write.graft.archive import zipped

CELLS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    st.integers(-9, 9),
    st.floats(allow_nan=False, allow_infinity=False),
    st.none(),
    st.booleans(),
)
WRITTEN = st.lists(st.tuples(st.integers(0, 200), st.integers(0, 5), CELLS, st.integers(0, 2)), max_size=250)
HEIGHTS = st.lists(st.tuples(st.integers(0, 220), st.integers(1, 40)), max_size=100)


def made(kind: type[Worksheet] | None, written: Any, heights: Any) -> tuple[bytes, Worksheet]:
    """A workbook whose second sheet is of a kind; the first shares its texts and looks."""
    target = io.BytesIO()
    book: Workbook = new_book(target, "Uji")
    looks = [None, book.add_format({"bold": True}), book.add_format({"num_format": "0.0"})]
    book.add_worksheet("Satu").write_string(0, 0, "a", looks[2])
    sheet = book.add_worksheet("Dua", kind)
    for row, column, value, look in written:
        if isinstance(value, str) and value:
            sheet.write_string(row, column, value, looks[look])
        elif isinstance(value, float):
            sheet.write_formula(row, column, f"={value}", looks[look], value)
        else:
            sheet.write(row, column, value, looks[look])
    for row, height in heights:
        sheet.set_row(row, height)
    for row in range(0, 201, 7):
        sheet.write_url(row, 7, f"internal:'Satu'!A{row + 1}", looks[1], str(row), "ke sana")
        sheet.merge_range(row, 8, row, 10, "", looks[2])
        sheet.write_string(row, 8, f"gabung {row % 3}", looks[2])
    book.close()
    return target.getvalue(), sheet


@settings(max_examples=40, deadline=None)
@given(written=WRITTEN, heights=HEIGHTS)
def test_it_is_the_sheet_that_xlsxwriter_writes(written: Any, heights: Any) -> None:
    """Rows may be written in any order and again: nothing is lost that was laid on disk meanwhile."""
    expected, _ = made(None, written, heights)
    package, sheet = made(LongSheet, written, heights)
    assert isinstance(sheet, LongSheet)
    part = "xl/worksheets/sheet2.xml"
    with opened(expected) as whole, opened(package) as parts, ExitStack() as stack:
        assert whole.namelist() == parts.namelist()
        assert all(whole.read(name) == parts.read(name) for name in whole.namelist() if name != part)
        entry, info = sheet.entry(part, parts.read(part), stack), whole.getinfo(part)
        assert (entry.check, entry.size, entry.length) == (info.CRC, info.file_size, info.compress_size)
        assert opened(zipped([entry])).read(part) == whole.read(part)


def opened(package: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(package))


@pytest.mark.parametrize("rows", [100, 3000])
def test_few_rows_are_in_memory(rows: int) -> None:
    book = new_book(io.BytesIO(), "Uji")
    sheet = book.add_worksheet("Satu", LongSheet)
    for row in range(rows):
        sheet.write_string(row, 0, f"teks {row}")
        sheet.write_url(row, 1, f"internal:'Satu'!A{row + 1}", None, "x")
        sheet.merge_range(row, 2, row, 4, "", book.add_format())
    assert len(sheet.table) < 50 and len(sheet.hyperlinks) < 50
    assert not sheet.merged_cells
    assert sheet.table[5][0].string != sheet.table[rows - 1][0].string


def test_a_lost_row_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """So it would be with an XlsxWriter that keeps its rows otherwise."""
    monkeypatch.setattr(Worksheet, "_write_rows", lambda _: None)
    package, sheet = made(LongSheet, [(number, 0, "teks", 0) for number in range(100)], [])
    part = "xl/worksheets/sheet2.xml"
    assert isinstance(sheet, LongSheet)
    with opened(package) as parts, ExitStack() as stack, pytest.raises(LookupError, match="0 rows of"):
        sheet.entry(part, parts.read(part), stack)
