"""Sheets of a file in the open workbook: they print as they did in the file, and nothing of the officer's is lost."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
import xlwings as xw
from openpyxl.worksheet.worksheet import Worksheet

from cascade_xl.contract import Sheet
from cascade_xl.contract.forms import FORM_MARK
from cascade_xl.hosts.problems import HostError
from cascade_xl.hosts.xl import OpenBook
from tests.hosts.books import WRONG, put
from tests.hosts.calc import Calc
from tests.judges.pdf import texts

TEMPLATE = [sheet for sheet in Sheet if sheet not in (Sheet.DAFTAR, Sheet.PROFIL)]
HIDDEN = [Sheet.DAFTAR, Sheet.PROFIL]
ROWS = 90


def form_book(path: Path, *titles: str, said: str = "isi") -> Path:
    """A file with all that a printed form may have."""
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False})
    text = book.add_format({"text_wrap": True, "border": 1, "font_name": "Calibri", "font_size": 9, "num_format": "@"})
    for title in titles:
        sheet = book.add_worksheet(title)
        sheet.write_string(0, 0, f"{FORM_MARK} {title}")
        sheet.set_row(0, None, None, {"hidden": True})
        for row in range(1, ROWS):
            sheet.set_row(row, 17.25)
            for column in range(4):
                sheet.write_string(row, column, f"={said} {row} {column}", text)
        sheet.merge_range(10, 1, 12, 2, "gabung", text)
        sheet.set_column(0, 3, 23.5)
        sheet.set_landscape()
        sheet.set_paper(14)
        sheet.set_margins(0.5, 0.5, 0.4, 0.65)
        sheet.set_print_scale(87)
        sheet.print_area(1, 0, ROWS - 1, 3)
        sheet.repeat_rows(2, 3)
        sheet.set_h_pagebreaks([30, 60])
        sheet.set_footer("&L&8Kaki&R&P dari &N", {"margin": 0.3})
        sheet.center_horizontally()
        sheet.hide_gridlines(2)
        sheet.insert_textbox(20, 1, f"kotak {said}", {"width": 150, "height": 30})
    book.close()
    return path


def set_up(sheet: Worksheet) -> dict[str, object]:
    """What a sheet prints by, and how it looks."""
    page, margins = sheet.page_setup, sheet.page_margins
    return {
        "page": (page.orientation, page.paperSize, page.scale),
        "margins": [round(side, 2) for side in (margins.left, margins.right, margins.top, margins.bottom)],
        "area": str(sheet.print_area).rpartition("!")[2],
        "repeated": sheet.print_title_rows,
        "breaks": [row.id for row in sheet.row_breaks.brk],
        "centred": sheet.print_options.horizontalCentered,
        "footer": str(sheet.oddFooter),
        "grid": sheet.sheet_view.showGridLines,
        "heights": {sheet.row_dimensions[row].height for row in range(2, ROWS + 1)},
        "hidden": [row for row in range(1, ROWS) if sheet.row_dimensions[row].hidden],
        "merged": [str(area) for area in sheet.merged_cells.ranges],
        "texts": [[cell.value for cell in row] for row in sheet.iter_rows(max_row=ROWS, max_col=4)],
        "formulas": any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row),
    }


@pytest.fixture
def forms(tmp_path: Path) -> Callable[..., Path]:
    """Write the file of forms."""
    return lambda *titles, said="isi": form_book(tmp_path / "formulir.xlsx", *titles, said=said)


def names(book: xw.Book) -> list[str]:
    return [sheet.name for sheet in book.sheets]


def inserted(book: xw.Book, path: Path) -> list[str]:
    return [sheet.name for sheet in OpenBook(book).insert(path)]


def test_sheets_stand_behind_the_last_that_is_seen(right: xw.Book, forms: Callable[..., Path]) -> None:
    right.sheets[Sheet.MATRIKS].activate()
    assert inserted(right, forms("Satu", "Dua")) == ["Satu", "Dua"]
    assert names(right) == [*TEMPLATE, "Satu", "Dua", *HIDDEN]
    assert right.sheets.active.name == Sheet.MATRIKS
    assert [book.name for book in xw.books] == [right.name], "the file is closed again"


def test_they_print_as_they_did_in_their_file(right: xw.Book, forms: Callable[..., Path], tmp_path: Path) -> None:
    path = forms("Satu", "Dua")
    OpenBook(right).insert(path)
    right.save(str(tmp_path / "hasil.xlsx"))
    before, after = openpyxl.load_workbook(path), openpyxl.load_workbook(tmp_path / "hasil.xlsx")
    for name in ("Satu", "Dua"):
        assert set_up(after[name]) == set_up(before[name])
    with zipfile.ZipFile(tmp_path / "hasil.xlsx") as parts:
        drawings = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/drawings/drawing")]
    assert sum("kotak isi" in drawing for drawing in drawings) == 2


def test_again_is_replaced_at_its_place(right: xw.Book, forms: Callable[..., Path], tmp_path: Path) -> None:
    OpenBook(right).insert(forms("Satu", "Dua", said="dulu"))
    right.sheets["Satu"].range("B3").value = "'ketikan petugas"
    assert inserted(right, forms("Satu", said="kini")) == ["Satu"]
    assert names(right) == [*TEMPLATE, "Satu", "Dua", *HIDDEN]
    assert right.sheets["Satu"].range("B3").value == "=kini 2 1"
    assert right.sheets["Dua"].range("B3").value == "=dulu 2 1"
    right.save(str(tmp_path / "hasil.xlsx"))
    after = openpyxl.load_workbook(tmp_path / "hasil.xlsx")
    assert set_up(after["Satu"]) == set_up(openpyxl.load_workbook(tmp_path / "formulir.xlsx")["Satu"])
    assert set_up(after["Dua"]) | {"texts": ""} == set_up(after["Satu"]) | {"texts": ""}


def test_an_own_sheet_of_that_name_is_not_touched(right: xw.Book, forms: Callable[..., Path], tmp_path: Path) -> None:
    """It may have been a form before its first cell was emptied."""
    OpenBook(right).insert(form_book(tmp_path / "milik.xlsx", "SATU", said="milik kami"))
    right.sheets["SATU"].range("A1").value = None
    for _ in range(2):
        assert inserted(right, forms("Satu")) == ["Satu (2)"]
        assert names(right) == [*TEMPLATE, "SATU", "Satu (2)", *HIDDEN]
    assert right.sheets["SATU"].range("B3").value == "=milik kami 2 1"
    right.save(str(tmp_path / "hasil.xlsx"))
    after = openpyxl.load_workbook(tmp_path / "hasil.xlsx")
    assert sorted(set(after.sheetnames) - set(Sheet)) == ["SATU", "Satu (2)"]
    assert set_up(after["SATU"])["page"] == set_up(after["Satu (2)"])["page"] == ("landscape", 14, 87)


def test_long_names_are_cut_for_their_number(right: xw.Book, forms: Callable[..., Path]) -> None:
    name = "Perjanjian Kinerja Kepala Dinas"
    assert inserted(right, forms(name)) == [name]
    right.sheets[name].range("A1").value = None
    for _ in range(2):
        assert inserted(right, forms(name)) == ["Perjanjian Kinerja Kepala D (2)"]


def test_where_one_fails_none_stays(
    right: xw.Book, forms: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    OpenBook(right).insert(forms("Satu", said="dulu"))
    before = names(right)
    copy = xw.Sheet.copy

    def failing(sheet: xw.Sheet, **where: Any) -> xw.Sheet:
        if sheet.name == "Dua":
            raise RuntimeError("tidak dapat disalin")
        return copy(sheet, **where)

    monkeypatch.setattr(xw.Sheet, "copy", failing)
    with pytest.raises(RuntimeError, match="tidak dapat disalin"):
        OpenBook(right).insert(forms("Satu", "Dua", said="kini"))
    assert names(right) == before
    assert right.sheets["Satu"].range("B3").value == "=dulu 2 1"
    assert [book.name for book in xw.books] == [right.name]


def test_nothing_is_left_to_undo_into_another_sheet(
    calc: Calc, right: xw.Book, forms: Callable[..., Path], tmp_path: Path
) -> None:
    """The workbook is known to be changed."""
    put(right, WRONG)
    right.save()
    assert calc.asked_inside("history")[1] != []
    OpenBook(right).insert(forms("Satu"))
    assert calc.asked_inside("history") == [True, []]


def test_a_file_becomes_a_pdf_unseen(right: xw.Book, forms: Callable[..., Path], tmp_path: Path) -> None:
    OpenBook(right).pdf(forms("Satu"), tmp_path / "satu.pdf")
    pages = texts(tmp_path / "satu.pdf")
    assert len(pages) == 3
    assert FORM_MARK not in "".join(pages)
    assert all("=isi 2 0" in page and f"{number} dari 3" in page for number, page in enumerate(pages, start=1))
    assert [book.name for book in xw.books] == [right.name]


def test_what_cannot_be_printed_is_said(right: xw.Book, forms: Callable[..., Path], tmp_path: Path) -> None:
    (tmp_path / "satu.pdf").mkdir()
    with pytest.raises(HostError, match=r"formulir\.xlsx: tidak dapat dicetak ke PDF .*pencetak"):
        OpenBook(right).pdf(forms("Satu"), tmp_path / "satu.pdf")
    assert [book.name for book in xw.books] == [right.name]


def test_where_a_workbook_lies(calc: Calc, right: xw.Book, tmp_path: Path) -> None:
    assert OpenBook(right).path == tmp_path / "bersih.xlsx"
    assert OpenBook(calc.new_book()).path is None


def test_a_protected_structure_is_seen(calc: Calc, right: xw.Book) -> None:
    assert not OpenBook(right).structure_protected
    calc.asked_inside("protect")
    assert OpenBook(right).structure_protected
