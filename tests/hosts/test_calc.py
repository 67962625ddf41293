"""The engine over LibreOffice: what xlwings says of a workbook is what Excel would say."""

import ast
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw
from openpyxl import Workbook
from openpyxl.worksheet.table import Table

from cascade_xl.hosts.xl.calc import CalcError
from tests.hosts.calc import EXTENSION, Calc

EXACT: list[Any] = [
    "teks",
    "a\nb",
    "😀 \U00020000",
    "'petik",
    " spasi ",
    1e-7,
    2.0**53,
    -0.1,
    True,
    None,
]


def read(cells: xw.Range) -> Any:
    return cells.options(ndim=2, err_to_str=True).value


def test_values_come_back_as_written(calc: Calc) -> None:
    cells = calc.new_book().sheets[0].range((1, 1), (1, len(EXACT)))
    cells.value = [f"'{value}" if isinstance(value, str) else value for value in EXACT]
    assert read(cells) == [EXACT]


def test_texts_are_taken_as_if_typed(calc: Calc) -> None:
    sheet = calc.new_book().sheets[0]
    sheet.range("A2:E2").number_format = "@"
    typed = ["1.10", "10/9", "TRUE", "=1+1", "12 Bulan"]
    sheet.range("A1:E2").value = [typed, typed]
    assert read(sheet.range("A1:E2")) == [[1.1, datetime(datetime.now().year, 10, 9), True, 2.0, "12 Bulan"], typed]


def test_formulas_are_excels(calc: Calc) -> None:
    sheet = calc.new_book().sheets[0]
    formulas = ['=HYPERLINK("#\'Sheet1\'!A1","lihat; C3")', "=SUM($B$2:C3,Sheet1!D4)", '=IF(A9="",{1,2;3,4},1/0)']
    sheet.range("A1:C1").value = [formulas]
    assert [list(row) for row in sheet.range("A1:C1").formula] == [formulas]
    sheet.range("E1:E3").value = "=A1&1"
    assert [row[0] for row in sheet.range("E1:E3").formula] == ["=A1&1", "=A2&1", "=A3&1"]
    with pytest.raises(CalcError, match="not a formula"):
        sheet.range("A5").value = "=SUM(1,"


def test_errors_are_named_as_in_excel(calc: Calc) -> None:
    sheet = calc.new_book().sheets[0]
    sheet.range("A1:D1").value = ["=1/0", "=NA()", "=TIDAKADA(1)", '=VALUE("x")']
    assert read(sheet.range("A1:D1")) == [["#DIV/0!", "#N/A", "#NAME?", "#VALUE!"]]
    assert sheet.range("A1").value is None


def test_formats_rows_and_merged_cells(calc: Calc, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["A2"], sheet["B1"] = "judul", 0.5, datetime(2025, 1, 31)
    sheet["A2"].number_format, sheet["B1"].number_format = "0.00%", "yyyy-mm-dd"
    sheet.merge_cells("D4:E5")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["A"].hidden = True
    sheet.add_table(Table(displayName="tblUji", ref="A1:B2"))
    book.save(tmp_path / "b.xlsx")
    opened = calc.open_book(tmp_path / "b.xlsx").sheets[0]
    assert opened.range("B1").value == datetime(2025, 1, 31)
    assert [opened.range(a).number_format for a in ("A1", "A2", "A1:A2")] == ["General", "0.00%", None]
    assert [opened.range(a).rows.hidden for a in ("A1:A2", "A3", "A1:A3")] == [False, True, None]
    assert [opened.range(a).merge_cells for a in ("D4:E5", "E5", "C4:E5", "A1:B2")] == [True, True, None, False]
    assert opened.range("E5").merge_area.address == "$D$4:$E$5"
    opened.tables["tblUji"].resize(opened.range("A1:B6"))
    assert opened.tables["tblUji"].range.address == "$A$1:$B$6"


def test_the_application_and_its_books(calc: Calc, tmp_path: Path) -> None:
    Workbook().save(tmp_path / "PK=2025.xlsx")
    book = calc.open_book(tmp_path / "PK=2025.xlsx")
    app = xw.apps.active
    assert app is not None
    assert (book.name, book.fullname, book.api.ReadOnly) == ("PK=2025.xlsx", str(tmp_path / "PK=2025.xlsx"), False)
    assert app.books["pk=2025.XLSX"] == app.books.active == book
    app.status_bar = "Memeriksa …"
    assert app.status_bar == "Memeriksa …"
    app.status_bar = False
    assert not app.status_bar
    book.sheets[0].range("C7").select()
    assert app.selection is not None
    assert app.selection.address == "$C$7"
    calc.will_answer("no")
    assert app.alert("Lanjut?", buttons="yes_no") == "no"
    assert [alert.prompt for alert in calc.alerts] == ["Lanjut?"]


def test_a_write_is_never_lost_silently(calc: Calc, tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.protection.sheet = True
    book.save(tmp_path / "b.xlsx")
    sheet = calc.open_book(tmp_path / "b.xlsx").sheets[0]
    assert sheet.api.ProtectContents is True
    with pytest.raises(CalcError, match="protected"):
        sheet.range("A1").value = 1
    with pytest.raises(CalcError, match="protected"):
        sheet.range("A1:B2").clear_contents()


@pytest.mark.parametrize("rows", [3, 1000])
def test_a_block_is_one_request(calc: Calc, rows: int) -> None:
    cells = calc.new_book().sheets[0].range((1, 1), (rows, 60))
    values = [[f"teks {row}" if column % 2 else row / 7 for column in range(60)] for row in range(rows)]
    before = calc.requests
    cells.value = values
    assert calc.requests == before + 1
    assert read(cells) == values
    assert calc.requests == before + 2


@pytest.mark.parametrize("path", sorted(EXTENSION.rglob("*.py")), ids=lambda path: path.name)
def test_the_extension_runs_in_old_libreoffices(path: Path) -> None:
    ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 8))
