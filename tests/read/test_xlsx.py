"""Our reader against openpyxl and calamine, and against what the standard says where they are silent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.formula import ArrayFormula

from cascade_xl.model import Place
from cascade_xl.read import xlsx
from cascade_xl.read.cells import is_date, is_day, shown, value
from cascade_xl.read.grid import Cell, Grid, Range
from tests.judges import need
from tests.judges.libreoffice import convert
from tests.read.books import (
    STRICT_MAIN,
    STRICT_RELATIONS,
    calamines,
    grid_of,
    openpyxls,
    ours,
    package,
    workbook_of,
)

SOME = settings(
    max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
ERRORS = ("#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#N/A", "#NUM!", "#NULL!")
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="_\ufffe\uffff"), max_size=12)
WORDS = st.sampled_from(
    ["=A1", "+62", "-", "@a", "5.205", "53,9%", " tepi ", "dua\nbaris", "TRUE", "#REF!x", "1e5", "007"]
)
NUMBERS = st.one_of(
    st.integers(-(10**14), 10**14),
    st.floats(-1e12, 1e12).filter(lambda n: n == 0 or abs(n) > 1e-9),
    st.sampled_from([0.1 + 0.2, 1e300, 0.92, 5.205]),
)
FORMATS = st.sampled_from(["General", "0%", "0.00%", "#,##0.00", "@", '0" Orang"', "[Red]0"])
STORED = st.one_of(
    TEXTS.map(lambda text: (text, "General")),
    WORDS.map(lambda text: (text, "@")),
    st.tuples(NUMBERS, FORMATS),
    st.tuples(st.integers(61, 60_000), st.sampled_from(["dd/mm/yyyy", "d-mmm"])),
    st.tuples(st.booleans(), st.just("General")),
    st.sampled_from(ERRORS).map(lambda error: (error, "General")),
)
CELLS = st.dictionaries(st.tuples(st.integers(1, 40), st.integers(1, 30)), STORED, max_size=25)


def _same(one: object, other: object) -> bool:
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return isinstance(one, bool) == isinstance(other, bool) and abs(one - other) <= 1e-9 * max(1, abs(one))
    return one == other


def _assert_same(one: dict[str, dict[Any, Any]], other: dict[str, dict[Any, Any]]) -> None:
    assert list(one) == list(other)
    for name in one:
        assert one[name].keys() == other[name].keys(), name
        assert not [(at, v, other[name][at]) for at, v in one[name].items() if not _same(v, other[name][at])], name


def _without_errors(sheets: dict[str, dict[Any, Any]]) -> dict[str, dict[Any, Any]]:
    return {name: {at: v for at, v in cells.items() if v not in ERRORS} for name, cells in sheets.items()}


@SOME
@given(CELLS)
def test_openpyxl_writes_what_three_readers_agree_on(tmp_path: Path, cells: dict[Any, tuple[Any, str]]) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for (row, column), (stored, number_format) in cells.items():
        cell = sheet.cell(row, column)
        cell.value = stored
        if isinstance(stored, str):
            cell.data_type = "e" if stored in ERRORS else "s"
        cell.number_format = number_format
    path = tmp_path / "openpyxl.xlsx"
    book.save(path)
    _assert_same(ours(path), openpyxls(path))
    _assert_same(_without_errors(ours(path)), calamines(path))
    grid = next(iter(xlsx.read(path).sheets.values()))
    for (row, column), (stored, number_format) in cells.items():
        if stored != "":
            assert grid.rows[row][column].format == number_format


@SOME
@given(CELLS)
def test_xlsxwriter_writes_what_three_readers_agree_on(tmp_path: Path, cells: dict[Any, tuple[Any, str]]) -> None:
    path = tmp_path / "xlsxwriter.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Matriks")
        for (row, column), (stored, number_format) in cells.items():
            look = book.add_format({"num_format": number_format})
            if isinstance(stored, bool):
                sheet.write_boolean(row - 1, column - 1, stored, look)
            elif isinstance(stored, str) and stored in ERRORS:
                sheet.write_formula(row - 1, column - 1, "=A1", look, stored)
            elif isinstance(stored, str):
                sheet.write_string(row - 1, column - 1, stored, look)
            else:
                sheet.write_number(row - 1, column - 1, stored, look)
    _assert_same(ours(path), openpyxls(path))
    _assert_same(_without_errors(ours(path)), calamines(path))


@pytest.fixture
def everything(tmp_path: Path) -> Path:
    """A workbook with what Excel has to offer: see the tests below."""
    path = tmp_path / "segalanya.xlsx"
    with xlsxwriter.Workbook(path) as book:
        bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
        percent, day = book.add_format({"num_format": "0.0%"}), book.add_format({"num_format": "d mmmm yyyy"})
        sheet = book.add_worksheet("Matriks")
        sheet.write_rich_string("C4", "Meningkatnya ", bold, "kualitas", " ASN", wrap)
        sheet.write_string("D4", "tanda _x000D_")
        sheet.write_number("E4", 0.539, percent)
        sheet.write_number("F4", 45690, day)
        sheet.write_formula("G4", "=1+1", None, 2)
        sheet.write_formula("H4", '="a"&"b"', None, "ab")
        sheet.write_formula("I4", "=1=1", None, True)
        sheet.write_formula("J4", "=1/0", None, "#DIV/0!")
        sheet.write_array_formula("L4:L5", "{=C4:C5&1}", None, "x1")
        sheet.write_boolean("M4", False)
        sheet.write_blank("N4", None, bold)
        sheet.merge_range("C6:D8", "gabung")
        sheet.set_row(9, None, None, {"hidden": True})
        sheet.write_string("C10", "tersembunyi")
        sheet.write_string("C12", "Kode")
        sheet.write_string("C13", "P1")
        sheet.write_string("C14", "P2")
        sheet.autofilter("C12:C14")
        sheet.filter_column("C", "x == P1")
        sheet.set_row(13, None, None, {"hidden": True})
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=Matriks!$E$4:$F$4"})
        book.add_chartsheet("Grafik").set_chart(chart)
        other = book.add_worksheet("Rahasia")
        other.write_string("ZZ9999", "ujung")
        other.very_hidden()
        book.add_worksheet("Kosong")
    return path


def test_readers_agree_on_everything(everything: Path) -> None:
    _assert_same(ours(everything), openpyxls(everything))
    seen = ours(everything)
    assert seen["Matriks"][4, 3] == "Meningkatnya kualitas ASN"
    assert seen["Matriks"][4, 4] == "tanda _x000D_"
    assert seen["Rahasia"] == {(9999, 702): "ujung"}
    assert list(seen) == ["Matriks", "Rahasia", "Kosong"]


def test_shapes_and_formulas(everything: Path) -> None:
    grid = xlsx.read(everything).sheets["Matriks"]
    assert grid.merged == [Range(6, 3, 8, 4)]
    assert grid.hidden_rows == {10, 14}
    row = grid.rows[4]
    assert row[7] == Cell(2, "General", "", "=1+1")
    assert row[10] == Cell(None, "General", "#DIV/0!", "=1/0")
    assert row[9].stored is True
    assert row[13].stored is False
    assert 14 not in row, "a formatted blank is a blank"


def test_formulas_never_calculated(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["B2"] = "=SUM(A1:A9)"
    sheet["B3"] = ArrayFormula("B3:B4", "=A1:A2*2")
    sheet["B5"] = 5
    book.save(tmp_path / "rumus.xlsx")
    grid = xlsx.read(tmp_path / "rumus.xlsx").sheets["Sheet"]
    assert grid.rows == {
        2: {2: Cell(None, "General", "rumus", "=SUM(A1:A9)")},
        3: {2: Cell(None, "General", "rumus", "=A1:A2*2")},
        5: {2: Cell(5)},
    }


# -- parts as other programs write them -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ('<c r="B2" t="inlineStr"><is><t>satu</t></is></c>', Cell("satu")),
        ('<c r="B2" t="inlineStr"><is><r><t>sa</t></r><r><t xml:space="preserve">tu </t></r></is></c>', Cell("satu ")),
        ('<c r="B2" t="inlineStr"><is><t>課</t><rPh sb="0" eb="1"><t>カ</t></rPh></is></c>', Cell("課")),
        ('<c r="B2" t="s"><v>0</v></c>', Cell("satu")),
        ('<c r="B2" t="s"><v>1</v></c>', Cell("dua tiga")),
        ('<c r="B2" t="s"><v>2</v></c>', Cell("課きく")),
        ('<c r="B2" t="s"><v>3</v></c>', Cell("a\r\nb_x0041_\U0001f600")),
        ('<c r="B2" t="s"><v>4</v></c>', Cell("rusak \ufffd")),
        ('<c r="B2" t="s"><v>5</v></c>', None),
        ('<c r="B2" t="s"><v/></c>', None),
        ('<c r="B2" t="str"><v>hasil</v></c>', Cell("hasil")),
        ('<c r="B2" t="str"><f>A1</f><v></v></c>', Cell("", "General", "", "=A1")),
        ('<c r="B2" t="str"><f>A1</f></c>', Cell(None, "General", "rumus", "=A1")),
        ('<c r="B2"><f>A1</f><v/></c>', Cell(None, "General", "rumus", "=A1")),
        ('<c r="B2"><f t="shared" si="0" ref="B2:B3">A2*2</f><v>8</v></c>', Cell(8, "General", "", "=A2*2")),
        ('<c r="B2"><f t="shared" si="0"/><v>8</v></c>', Cell(8, "General", "", "=")),
        ('<c r="B2" t="b"><v>1</v></c>', Cell(True)),
        ('<c r="B2" t="b"><v>true</v></c>', Cell(True)),
        ('<c r="B2" t="b"><v>0</v></c>', Cell(False)),
        ('<c r="B2" t="e"><v>#N/A</v></c>', Cell(None, "General", "#N/A")),
        ('<c r="B2" t="e"/>', Cell(None, "General", "#GALAT!")),
        ('<c r="B2"><v>NaN</v></c>', Cell(None, "General", "#NUM!")),
        ('<c r="B2"><v>-INF</v></c>', Cell(None, "General", "#NUM!")),
        ('<c r="B2"><v>1e999</v></c>', Cell(None, "General", "#NUM!")),
        ('<c r="B2"><v> 12.0 </v></c>', Cell(12)),
        ('<c r="B2" t="n"><v>1.10</v></c>', Cell(1.1)),
        ('<c r="B2" t="d" s="1"><v>2025-02-03T00:00:00</v></c>', Cell(45691, "mm-dd-yy")),
        ('<c r="B2" t="d"><v>2025-02-03T12:00:00Z</v></c>', Cell(45691.5, "yyyy-mm-dd")),
        ('<c r="B2" t="d"><v>kemarin</v></c>', Cell("kemarin")),
        ('<c r="B2" s="2"><v>0.5</v></c>', Cell(0.5, '0.0"%"')),
        ('<c r="B2" s="99"><v>0.5</v></c>', Cell(0.5)),
        ('<c r="b2"><v>1</v></c>', Cell(1)),
        ('<c r="B2" s="1"/>', None),
        ("<c/><c><v>7</v></c>", Cell(7)),
        ('<c r="A2"/><c><v>7</v></c>', Cell(7)),
    ],
)
def test_one_cell(tmp_path: Path, cells: str, expected: Cell | None) -> None:
    strings = (
        "<si><t>satu</t></si><si><r><t>dua</t></r><r><rPr><b/></rPr><t xml:space='preserve'> tiga</t></r></si>"
        "<si><t>課きく</t><rPh sb='0' eb='1'><t>カ</t></rPh><phoneticPr fontId='1'/></si>"
        "<si><t>a_x000D_\nb_x005F_x0041__xD83D__xDE00_</t></si><si><t>rusak _xD83D_</t></si><si/>"
    )
    styles = (
        '<numFmts><numFmt numFmtId="170" formatCode="0.0&quot;%&quot;"/></numFmts>'
        '<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs>'
        '<dxfs><dxf><numFmt numFmtId="170" formatCode="0%"/></dxf></dxfs>'
    )
    grid = grid_of(package(f'<row r="2">{cells}</row>', strings=strings, styles=styles), tmp_path)
    assert grid.rows.get(2, {}) == ({2: expected} if expected else {})


def test_rows_without_numbers_and_rows_in_two_pieces(tmp_path: Path) -> None:
    cell = "<c><v>{}</v></c>"
    rows = f'<row>{cell}</row><row/><row>{cell}</row><row r="9">{cell}</row><row hidden="true">{cell}</row>'
    rows += '<row r="1"><c r="C1"><v>3</v></c></row>'
    grid = grid_of(package(rows.replace("{}", "1")), tmp_path)
    assert grid.rows == {1: {1: Cell(1), 3: Cell(3)}, 3: {1: Cell(1)}, 9: {1: Cell(1)}, 10: {1: Cell(1)}}
    assert grid.hidden_rows == {10}


def test_strict_namespaces_absolute_parts_and_foreign_names(tmp_path: Path) -> None:
    row = '<row r="3"><c r="B3" t="s"><v>0</v></c></row>'
    strings = "<si><t>satu</t></si>"
    for content in (
        package(row, strings=strings),
        package(row, strings=strings, main=STRICT_MAIN, relations=STRICT_RELATIONS),
        package(row, strings=strings, absolute=True),
        package(row, strings=strings).replace(b"xl/sharedStrings.xml", b"XL/SharedStrings.xml"),
        package(row, strings=strings).replace(b"xl/worksheets/sheet1.xml", rb"xl\worksheets\sheet1.xml"),
        package(row, strings=strings, after='<x:f xmlns:x="urn:x"/><x:row xmlns:x="urn:x" r="9"/>'),
    ):
        assert grid_of(content, tmp_path) == Grid("Matriks", {3: {2: Cell("satu")}})


def test_a_part_in_utf16(tmp_path: Path) -> None:
    sheet = '<?xml version="1.0" encoding="UTF-16"?><worksheet xmlns="http://schemas.openxmlformats.org/'
    sheet += 'spreadsheetml/2006/main"><sheetData><row><c t="str"><v>Göñ</v></c></row></sheetData></worksheet>'
    content = package("", replace={"xl/worksheets/sheet1.xml": sheet.encode("utf-16")})
    assert grid_of(content, tmp_path).rows == {1: {1: Cell("Göñ")}}


# -- dates ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("attribute", ['date1904="1"', 'date1904="true"'])
def test_days_since_1904(tmp_path: Path, attribute: str) -> None:
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/></cellXfs>'
    cells = '<c r="A1" s="1"><v>44229</v></c><c r="B1"><v>44229</v></c><c r="C1" s="2"><v>0.5</v></c>'
    content = package(f"<row>{cells}</row>", styles=styles, properties=f"<workbookPr {attribute}/>")
    row = grid_of(content, tmp_path).rows[1]
    assert [shown(cell.stored, cell.format) for cell in row.values()] == ["3 Februari 2025", "44229", "12:00"]


def test_the_1904_option_of_xlsxwriter(tmp_path: Path) -> None:
    path = tmp_path / "mac.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_number(0, 0, 44229, book.add_format({"num_format": "d mmm yyyy"}))
    _assert_same(ours(path), openpyxls(path))


@pytest.mark.parametrize(
    ("stored", "number_format", "expected"),
    [
        (45691, "d-mmm", "3 Februari 2025"),
        (45691.75, "m/d/yy h:mm", "3 Februari 2025"),
        (1, "dd/mm/yyyy", "1 Januari 1900"),
        (61, "dd/mm/yyyy", "1 Maret 1900"),
        (0.0625, "h:mm", "1:30"),
        (1.5, "[h]:mm", "36:00"),
        (1e300, "d-mmm", "1E+300"),
        (1.1, "General", "1,1"),
        (-0.0, "General", "0"),
        (0.1 + 0.2, "General", "0,3"),
        (0.539, "0%", "53,9%"),
        (92, '0"%"', "92"),
        (1.97303062005011e17, "General", "1,97303062005011E+17"),
        (True, "General", "TRUE"),
        ("1.10", "@", "1.10"),
    ],
)
def test_what_an_officer_sees(stored: Any, number_format: str, expected: str) -> None:
    assert shown(stored, number_format) == expected


@pytest.mark.parametrize(
    ("number_format", "date", "day"),
    [
        ("dd/mm/yyyy", True, True),
        ("[$-421]dd mmmm yyyy;@", True, True),
        ("mmm-yy", True, True),
        ("mmm", True, True),
        ("h:mm AM/PM", True, False),
        ("[h]:mm", True, False),
        ("mm:ss", True, False),
        ("General", False, False),
        ("0.00E+00", False, False),
        ("[White]0;[Red]-0", False, False),
        ("[$USh-421] #,##0", False, False),
        ('0" hari"', False, False),
        (r"0\d", False, False),
        ('_("Rp"* #,##0_)', False, False),
    ],
)
def test_date_formats(number_format: str, date: bool, day: bool) -> None:
    assert (is_date(number_format), is_day(number_format)) == (date, day)


def test_an_error_shows_its_name_but_is_no_text() -> None:
    place = Place("uji.xlsx", "Matriks", 6, 3)
    error = value(Cell(None, "General", "#REF!", "=#REF!"), place)
    assert (error.raw, error.text, error.flaw, error.blank) == ("#REF!", "", "#REF!", False)
    day = value(Cell(45691, "d-mmm"), place)
    assert (day.raw, day.flaw) == ("3 Februari 2025", "tanggal")
    assert value(Cell(0.5, "0%"), place).flaw == ""
    assert value(Cell(" \u00a0"), place).blank
    assert value(None, place) == ("", "", place, None, "General", "", "")


# -- another program --------------------------------------------------------------------------------------------------


def test_a_workbook_that_libreoffice_saved(tmp_path: Path, everything: Path) -> None:
    need("libreoffice")
    [saved] = convert([everything], "xlsx", tmp_path / "lo", locale="id-ID")
    _assert_same(ours(saved), openpyxls(saved))
    before, after = xlsx.read(everything).sheets["Matriks"], xlsx.read(saved).sheets["Matriks"]
    assert after.merged == before.merged
    assert after.hidden_rows >= before.hidden_rows
    assert after.rows[4][5] == before.rows[4][5]
    assert is_date(after.rows[4][6].format)
    assert after.rows[4][10].flaw == "#DIV/0!"


def test_every_sheet_keeps_its_order(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    names = [book.worksheets[0].title, *(book.create_sheet(name).title for name in ("Zeta", "Alfa", "Identitas"))]
    path = tmp_path / "urut.xlsx"
    book.save(path)
    assert list(workbook_of(path.read_bytes(), tmp_path).sheets) == names
