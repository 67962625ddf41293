"""Every check of the lint finds its fault, put on purpose into a sound workbook; sound workbooks give nothing."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table

from .package_lint import lint

SHEET = "xl/worksheets/sheet1.xml"
LISTS = "xl/worksheets/sheet2.xml"
TABLE = "xl/tables/table1.xml"
SECOND_TABLE = "xl/tables/table2.xml"
BOOK = "xl/workbook.xml"
STYLES = "xl/styles.xml"
TEXTS = "xl/sharedStrings.xml"
TYPES = "[Content_Types].xml"
SHEET_RELS = "xl/worksheets/_rels/sheet1.xml.rels"


def save_openpyxl(path: Path) -> None:
    """A sheet with a table of A3:C5, merged A1:C1, and a sheet of lists with a table of A1:A3."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Matriks Kinerja"
    lists = book.create_sheet("Daftar")
    sheet["A1"] = "Judul"
    sheet["A1"].font = Font(name="Cambria", bold=True, size=14, color="FF1F4E78")
    sheet.merge_cells("A1:C1")
    sheet["A3"], sheet["B3"], sheet["C3"] = "Kode", "Target\n2025", "Jumlah [Rp]"
    sheet["A4"], sheet["B4"], sheet["C4"] = "P1", 10, "=SUM(Matriks[[#This Row],[Target\n2025]])*2"
    sheet["A5"], sheet["B5"], sheet["C5"] = "P2", 20, "=SUM(Matriks[[#Headers],[Jumlah '[Rp']]])"
    sheet["E4"] = '=IF(COUNTIF(Daftar!$A$2:$A$3,A4)>0,INDEX(Satuan[Satuan],1),"a;b")&SUM({1,2;3,4})'
    sheet["E5"] = "=SUM('Matriks Kinerja'!B4:B5)+SUM(Daftar!A:A)+SUM(Daftar!1:2)+_xlfn.RANK.EQ(B4,B4:B5)+Dasar%"
    sheet["E6"] = '=HYPERLINK("#Daftar!A1","ke daftar")&INDIRECT("Satuan[Satuan]")&TEXT(TRUE,"@")'
    sheet.column_dimensions["A"].width = 12
    sheet.row_dimensions[3].height = 30
    lists.append(["Satuan"])
    lists.append(["Orang"])
    lists.append(["Dokumen"])
    table = Table(displayName="Matriks", ref="A3:C5")
    sheet.add_table(table)
    lists.add_table(Table(displayName="Satuan", ref="A1:A3"))
    for name, text in {"Dasar": "'Matriks Kinerja'!$B$4:$B$5", "SatuanDaftar": "Satuan[Satuan]"}.items():
        book.defined_names[name] = DefinedName(name, attr_text=text)
    choice = DataValidation("list", formula1='"Positif,Negatif"', promptTitle="Arah", prompt="Pilih arah.")
    choice.add("D4:D9")
    from_list = DataValidation("list", formula1="Daftar!$A$2:$A$3", errorTitle="Satuan", error="Tidak dikenal.")
    from_list.add("F4:F9")
    sheet.add_data_validation(choice)
    sheet.add_data_validation(from_list)
    red = DifferentialStyle(fill=PatternFill(bgColor="FFFFC7CE", fill_type="solid"))
    rule = Rule(type="expression", dxf=red, formula=["LEN(TRIM($A4))=0"])
    sheet.conditional_formatting.add("A4:C5", rule)
    sheet["G4"] = "Daftar"
    sheet["G4"].hyperlink = Hyperlink(ref="G4", location="'Matriks Kinerja'!A1", tooltip="ke atas")
    sheet["G5"] = "laman"
    sheet["G5"].hyperlink = "https://example.org/panduan"
    sheet.freeze_panes = "B4"
    sheet.print_title_rows = "1:3"
    sheet.print_area = "A1:E6"
    assert sheet.oddFooter is not None
    sheet.oddFooter.center.text = "Halaman &P dari &N"
    book.save(path)


def save_xlsxwriter(path: Path) -> None:
    book = xlsxwriter.Workbook(path, {"use_future_functions": True})
    sheet = book.add_worksheet("Matriks Kinerja")
    lists = book.add_worksheet("Daftar")
    bold = book.add_format({"bold": True, "num_format": "#,##0.00", "border": 1})
    red = book.add_format({"bg_color": "#FFC7CE"})
    sheet.merge_range("A1:C1", "Judul", bold)
    columns = [
        {"header": "Kode", "total_string": "Jumlah"},
        {"header": "Target\n2025", "header_format": bold, "total_function": "sum"},
        {"header": "Ganda", "formula": "=[@[Target\n2025]]*2", "format": bold},
    ]
    rows = [["P1", 10], ["P2", 20]]
    sheet.add_table("A3:C6", {"name": "Matriks", "columns": columns, "data": rows, "total_row": True})
    lists.write_column("A1", ["Orang", "Dokumen", "Unit _x0041_"])
    lists.write_formula("C1", "=STDEV.S('Matriks Kinerja'!B4:B5)")
    book.define_name("SatuanDaftar", "=Daftar!$A$1:$A$3")
    sheet.data_validation("D4:D9", {"validate": "list", "source": "=SatuanDaftar", "input_title": "Satuan"})
    sheet.data_validation("E4:E9", {"validate": "list", "source": ["Positif", "Negatif"]})
    sheet.conditional_format("A4:C5", {"type": "formula", "criteria": "=$B4>15", "format": red})
    sheet.conditional_format("B4:B5", {"type": "data_bar", "data_bar_2010": True})
    sheet.write_url("G4", "internal:'Daftar'!A1", string="Daftar")
    sheet.write_url("G5", "https://example.org/panduan")
    sheet.write_rich_string("G6", "satu ", bold, "dua")
    sheet.write_comment("A4", "Catatan")
    sheet.set_column("A:B", 20, bold)
    sheet.repeat_rows(0, 2)
    lists.autofilter("A1:A3")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "='Matriks Kinerja'!$B$4:$B$5"})
    lists.insert_chart("E2", chart)
    book.close()


@pytest.mark.parametrize("save", [save_openpyxl, save_xlsxwriter])
def test_a_sound_workbook_gives_nothing(save: Callable[[Path], None], tmp_path: Path) -> None:
    path = tmp_path / "sound.xlsx"
    save(path)
    assert lint(path) == []


def rewritten(path: Path, edit: Callable[[dict[str, str]], None]) -> Path:
    """The workbook with its parts edited as text; an empty element is spelled alike, whichever XML library wrote it."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode("utf-8").replace(" />", "/>") for name in archive.namelist()}
    edit(parts)
    broken = path.with_name("broken.xlsx")
    with zipfile.ZipFile(broken, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return broken


def replaced(path: Path, part: str, old: str, new: str) -> Path:
    def edit(parts: dict[str, str]) -> None:
        assert old in parts[part], f"{part} does not hold {old}"
        parts[part] = parts[part].replace(old, new, 1)

    return rewritten(path, edit)


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    path = tmp_path / "sound.xlsx"
    save_openpyxl(path)
    return path


LONG = "x" * 300
HEADER = '<c r="A3" t="inlineStr"><is><t>Kode</t></is></c>'
MERGED = '<mergeCell ref="A1:C1"/>'
NAME = '<definedName name="Dasar">'
COUNTED = "COUNTIF(Daftar!$A$2:$A$3,A4)"
IN_TABLE = "SUM(Matriks[[#This Row],[Target\n2025]])*2"
RULE = "LEN(TRIM($A4))=0"
LIST = '"Positif,Negatif"'
FROM_LIST = "Daftar!$A$2:$A$3</formula1>"

# part, old text, new text, what the lint says
FAULTS = {
    # cells merged
    "merges overlap": (SHEET, MERGED, MERGED + '<mergeCell ref="B1:B2"/>', "A1:C1 and B1:B2 overlap"),
    "merge of one cell": (SHEET, MERGED, MERGED + '<mergeCell ref="H1"/>', "'H1' are no range"),
    # tables
    "header is not the column": (TABLE, 'name="Kode"', 'name="Kodes"', "A3 is 'Kode', the column is 'Kodes'"),
    "header's line break is lost": (TABLE, "_x000a_", " ", "B3 is 'Target\\n2025', the column is 'Target 2025'"),
    "header is a number": (SHEET, HEADER, '<c r="A3"><v>2025</v></c>', "header A3 holds no text"),
    "two columns of one name": (TABLE, 'name="Kode"', 'name="JUMLAH [Rp]"', "the column 'jumlah [rp]' twice"),
    "two tables of one name": (SECOND_TABLE, 'displayName="Satuan"', 'displayName="MATRIKS"', "name of another table"),
    "two tables of one id": (SECOND_TABLE, ' id="2"', ' id="1"', "has the id 1, as another table"),
    "table named as a defined name": (TABLE, 'displayName="Matriks"', 'displayName="dasar"', "of a defined name"),
    "table named as a cell": (TABLE, 'displayName="Matriks"', 'displayName="TAB12"', "reads as a cell"),
    "table named with a blank": (TABLE, 'displayName="Matriks"', 'displayName="Tabel 1"', "does not take in a name"),
    "table over merged cells": (SHEET, MERGED, '<mergeCell ref="A5:B5"/>', "lies over the merged cells A5:B5"),
    "table without data": (TABLE, 'ref="A3:C5"', 'ref="A3:C3"', "has no row for data"),
    "table wider than its columns": (TABLE, 'ref="A3:C5"', 'ref="A3:D5"', "is 4 columns wide and names 3"),
    "table's filter elsewhere": (TABLE, '<autoFilter ref="A3:C5"', '<autoFilter ref="A3:C9"', "its filter on A3:C9"),
    "sheet's filter over a table": (
        SHEET,
        "</sheetData>",
        '</sheetData><autoFilter ref="A3:C5"/>',
        "lies over the sheet's own filter",
    ),
    "table not listed": (SHEET, "<tablePart ", "<part ", "lists the tables []"),
    "table's partial format": (TABLE, 'name="Kode"', 'name="Kode" dataDxfId="7"', "names dataDxfId 7"),
    "column's formula names no column": (
        TABLE,
        'name="Jumlah [Rp]"/>',
        'name="Jumlah [Rp]"><calculatedColumnFormula>[Nama]</calculatedColumnFormula></tableColumn>',
        "the column 'Nama', which the table 'Matriks' does not have",
    ),
    # validations
    "literal list too long": (SHEET, LIST, f'"{LONG}"', "list of 300 characters"),
    "validation's formula too long": (SHEET, FROM_LIST, "A1&amp;" * 90 + "A1</formula1>", "formula of 272 characters"),
    "input title too long": (SHEET, 'promptTitle="Arah"', f'promptTitle="{"x" * 33}"', "promptTitle has 33"),
    "input text too long": (SHEET, 'prompt="Pilih arah."', f'prompt="{"x" * 256}"', "prompt has 256"),
    "error title too long": (SHEET, 'errorTitle="Satuan"', f'errorTitle="{"x" * 33}"', "errorTitle has 33"),
    "error text too long": (SHEET, 'error="Tidak dikenal."', f'error="{"x" * 226}"', "error has 226"),
    "list of nothing": (SHEET, f"<formula1>{LIST}</formula1>", "", "list of nothing"),
    "list of a table's column": (SHEET, FROM_LIST, "Satuan[Satuan]</formula1>", "Excel does not take here"),
    "list of a dead sheet": (SHEET, FROM_LIST, "Hilang!$A$2</formula1>", "the sheet 'Hilang', which does not exist"),
    "list with a later function": (SHEET, FROM_LIST, "_xlfn.UNIQUE(A1:A2)</formula1>", "UNIQUE came after"),
    "validation on no cells": (SHEET, 'sqref="D4:D9"', 'sqref="D4-D9"', "stands on 'D4-D9'"),
    # sheets and names
    "sheet name too long": (BOOK, 'name="Daftar"', f'name="{"D" * 32}"', "name of 32 characters"),
    "sheet name with a slash": (BOOK, 'name="Daftar"', 'name="Daftar 1/2"', "character in its name"),
    "sheet name with an apostrophe": (BOOK, 'name="Daftar"', "name=\"Daftar'\"", "apostrophe at an end"),
    "two sheets of one name": (BOOK, 'name="Daftar"', 'name="MATRIKS KINERJA"', "stands twice"),
    "no sheet is visible": (BOOK, 'state="visible"', 'state="hidden"', "which cannot be seen"),
    "two sheets of one id": (BOOK, 'sheetId="2"', 'sheetId="1"', "two sheets have the id 1"),
    "two names alike": (BOOK, NAME, f'<definedName name="DASAR">Daftar!$A$1</definedName>{NAME}', "stands twice"),
    "name that is a cell": (BOOK, NAME, '<definedName name="SK1">1</definedName>' + NAME, "reads as a cell"),
    "name of a dead sheet": (BOOK, f"{NAME}'Matriks Kinerja'", f"{NAME}Hilang", "the sheet 'Hilang'"),
    "name of a dead place": (BOOK, f"{NAME}'Matriks Kinerja'!$B$4:$B$5", f"{NAME}Daftar!#REF!", "(#REF!)"),
    "name of a later function": (BOOK, NAME, f"{NAME}_xlfn.XLOOKUP(1,1,1)+", "XLOOKUP came after Excel 2010"),
    "name on a sheet that is not there": (BOOK, NAME, NAME.replace(">", ' localSheetId="9">'), "sheet number 9"),
    # formulas
    "later function": (SHEET, COUNTED, "_xlfn.IFS(A4&gt;0,1)", "IFS came after Excel 2010"),
    "later function without prefix": (SHEET, COUNTED, 'TEXTJOIN(",",1,A4)', "TEXTJOIN came after Excel 2010"),
    "prefix forgotten": (SHEET, "_xlfn.RANK.EQ", "RANK.EQ", "RANK.EQ must be written _xlfn.RANK.EQ"),
    "prefix too many": (SHEET, "SUM('Matriks", "_xlfn.SUM('Matriks", "SUM takes no prefix"),
    "function of another language": (SHEET, COUNTED, "JUMLAH(A4)", "JUMLAH is no function of Excel"),
    "arguments divided by semicolons": (SHEET, COUNTED, "COUNTIF(Daftar!$A$2;A4)", "divided by ';'"),
    "bracket left open": (SHEET, COUNTED, "COUNTIF(Daftar!$A$2,(A4)", "is never closed"),
    "bracket too many": (SHEET, COUNTED, "A4)", "')' closes nothing"),
    "text left open": (SHEET, COUNTED, '"x', "a quote that opens with"),
    "dead sheet": (SHEET, COUNTED, "COUNTIF(Hilang!A1,1)", "the sheet 'Hilang', which does not exist"),
    "dead sheet in quotes": (SHEET, "'Matriks Kinerja'!B4", "'Matriks Lama'!B4", "the sheet 'Matriks Lama'"),
    "dead sheet in a three-dimensional range": (SHEET, "SUM(Daftar!A:A)", "SUM(Daftar:Hilang!A1)", "sheet 'Hilang'"),
    "dead sheet in HYPERLINK": (SHEET, "#Daftar!A1", "#Hilang!A1", "leads to the sheet 'Hilang'"),
    "dead column in INDIRECT": (SHEET, "Satuan[Satuan]\")", "Satuan[Unit]\")", "column 'Unit'"),
    "another workbook": (SHEET, COUNTED, "SUM([1]Lain!A1)", "another workbook [1] that is not linked"),
    "dead place": (SHEET, COUNTED, "SUM(#REF!)", "a place that is gone"),
    "unknown name": (SHEET, "Dasar%", "Dasarnya%", "'Dasarnya' is no name of this workbook"),
    "unknown table": (SHEET, IN_TABLE, "SUM(Matrix[Kode])", "the table 'Matrix', which does not exist"),
    "unknown column": (SHEET, IN_TABLE, "SUM(Matriks[[Kode]:[Pagu]])", "the column 'Pagu'"),
    "column without a table": (SHEET, COUNTED, "SUM([Kode])", "does not say of which table"),
    "row of a table as it is shown": (SHEET, IN_TABLE, "Matriks[@Kode]", "must be written Matriks[[#This Row]"),
    "spilled range as it is shown": (SHEET, COUNTED, "SUM(A4#)", "how Excel 365 shows a formula"),
    "formula too long": (SHEET, COUNTED, "1+" * 4100 + "1", "characters; Excel takes 8,192"),
    "formula too deep": (SHEET, COUNTED, "ABS(" * 65 + "1" + ")" * 65, "nests more than 64 levels"),
    "shared formula of nobody": (SHEET, f"<f>{IN_TABLE}</f>", '<f t="shared" si="4"/>', "shares the formula 4"),
    "conditional format with a later function": (SHEET, RULE, "_xlfn.XOR(1,0)", "XOR came after Excel 2010"),
    "conditional format on a dead sheet": (SHEET, RULE, "Hilang!A1=0", "the sheet 'Hilang'"),
    "conditional format by a table's column": (SHEET, RULE, "SUM(Matriks[Kode])", "Excel does not take here"),
    # cells
    "text too long": (SHEET, "<t>P1", "<t>" + "k" * 32_768, "A4 has 32,768 characters"),
    "control character": (SHEET, "<t>P1", "<t>_x0007_P1", "A4 has the control character '\\x07'"),
    "control character as it is": (SHEET, "<t>P1", "<t>\x07P1", "not well-formed XML"),
    "style out of range": (SHEET, '<c r="A3"', '<c r="A3" s="99"', "cell A3 names the cell format 99"),
    "row's style out of range": (SHEET, '<row r="5"', '<row r="5" s="99"', "row 5 names the cell format 99"),
    "partial style out of range": (SHEET, 'dxfId="0"', 'dxfId="3"', "names dxfId 3"),
    "font out of range": (STYLES, 'fontId="1"', 'fontId="8"', "names fontId 8"),
    "number format unknown": (STYLES, '<xf numFmtId="0"', '<xf numFmtId="170"', "number format 170"),
    "number that is none": (SHEET, "<v>10</v>", "<v>nan</v>", "holds the number 'nan'"),
    "rows not ascending": (SHEET, '<row r="5"', '<row r="3"', "row 3 stands after row 4"),
    "cells not ascending": (SHEET, '<c r="B4"', '<c r="A4"', "cell A4 stands after A4"),
    "cell in another row": (SHEET, '<c r="B4"', '<c r="B5"', "cell B5 has no place in row 4"),
    "column too wide": (SHEET, 'width="12"', 'width="256"', "are 256 wide"),
    "columns described twice": (SHEET, "</cols>", '<col min="1" max="2" width="9"/></cols>', "1-1 and 1-2"),
    "row too high": (SHEET, 'ht="30"', 'ht="410"', "row 3 is 410 high"),
    # links
    "link to a dead sheet": (SHEET, "location=\"'Matriks Kinerja'!A1\"", 'location="Hilang!A1"', "the sheet 'Hilang'"),
    "link to a sheet without quotes": (SHEET, "\"'Matriks Kinerja'!A1", '"Matriks Kinerja!A1', "must stand in quotes"),
    "link to an unknown name": (SHEET, "\"'Matriks Kinerja'!A1", '"Bagan', "neither a cell nor a name"),
    "address too long": (SHEET_RELS, "example.org/", "example.org/" + "x" * 2_080, "an address of 2,1"),
    "tip too long": (SHEET, 'tooltip="ke atas"', f'tooltip="{"x" * 256}"', "a tip of 256"),
    # order and package
    "order of a sheet's parts": (SHEET, "<sheetData>", "<pageMargins/><sheetData>", "stands after pageMargins"),
    "unknown part of a sheet": (SHEET, "<sheetData>", "<sheetDatum/><sheetData>", "sheetDatum has no place"),
    "part of a sheet twice": (SHEET, "</sheetData>", "</sheetData><sheetData/>", "sheetData stands twice"),
    "footer too long": (SHEET, "Halaman", "H" * 260, "oddFooter has"),
    "relationship to nothing": (SHEET_RELS, "xl/tables/table1.xml", "/xl/tables/table7.xml", "which is missing"),
    "relationship twice": (SHEET_RELS, 'Id="rId2"', 'Id="rId1"', "relationship rId1 stands twice"),
    "relationship unknown": (SHEET, 'r:id="rId2"', 'r:id="rId7"', "tablePart names relationship rId7"),
    "content type of a missing part": (TYPES, "tables/table1.xml", "tables/table7.xml", "names xl/tables/table7.xml"),
    "content type too general": (TYPES, "/xl/tables/table1.xml", "/xl/tables/table7.xml", "of every .xml file"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found(fault: str, sound: Path) -> None:
    part, old, new, message = FAULTS[fault]
    found = lint(replaced(sound, part, old, new))
    assert [problem for problem in found if message in problem], found


# The same for what openpyxl does not write: texts that cells share, partial formats of a table.
XLSXWRITER_FAULTS = {
    "shared text out of range": (
        SHEET,
        '<c r="A3" s="1" t="s"><v>2<',
        '<c r="A3" s="1" t="s"><v>99<',
        "shared text 99",
    ),
    "shared text too long": (TEXTS, "<t>Kode", "<t>" + "k" * 32_768, "has 32,768 characters"),
    "shared text with a control character": (TEXTS, "<t>Kode", "<t>_x001f_Kode", "control character '\\x1f'"),
    "table's own column": (TABLE, "[[#This Row],[Target\n2025]]", "[[#This Row],[Hilang]]", "column 'Hilang'"),
    "chart of a dead sheet": ("xl/charts/chart1.xml", "'Matriks Kinerja'!", "'Matriks Lama'!", "sheet 'Matriks Lama'"),
    "extension's range": (SHEET, "<xm:sqref>B4:B5", "<xm:sqref>B4-B5", "stands on 'B4-B5'"),
}


@pytest.mark.parametrize("fault", XLSXWRITER_FAULTS)
def test_a_fault_of_another_writer_is_found(fault: str, tmp_path: Path) -> None:
    path = tmp_path / "sound.xlsx"
    save_xlsxwriter(path)
    part, old, new, message = XLSXWRITER_FAULTS[fault]
    found = lint(replaced(path, part, old, new))
    assert [problem for problem in found if message in problem], found


def test_tables_that_overlap(tmp_path: Path) -> None:
    path = tmp_path / "sound.xlsx"
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["a", "b"], ["x", "y"], ["c", "d"], ["x", "y"]):
        sheet.append(row)
    sheet.add_table(Table(displayName="Atas", ref="A1:B2"))
    sheet.add_table(Table(displayName="Bawah", ref="A3:B4"))
    book.save(path)
    assert lint(path) == []
    found = lint(rewritten(path, lambda parts: parts.update({TABLE: parts[TABLE].replace("A1:B2", "A1:B3")})))
    assert found == [f"{SHEET}: table 'Atas' lies over table 'Bawah'"]


@pytest.mark.parametrize("name", ["2025", "Q1", "R2C2", "PK 2025"])
def test_a_sheet_that_needs_quotes(name: str, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = name
    sheet["A1"] = f"='{name}'!B1"
    book.save(tmp_path / "sound.xlsx")
    assert lint(tmp_path / "sound.xlsx") == []
    sheet["A1"] = f"={name}!B1"
    book.save(tmp_path / "broken.xlsx")
    assert lint(tmp_path / "broken.xlsx")


def test_a_part_without_content_type(sound: Path) -> None:
    found = lint(rewritten(sound, lambda parts: parts.update({"xl/printerSettings1.bin": "x"})))
    assert found == ["xl/printerSettings1.bin: has no content type"]


def test_a_part_that_stands_twice(sound: Path) -> None:
    found = lint(rewritten(sound, lambda parts: parts.update({"xl/Styles.xml": parts[STYLES]})))
    assert "xl/Styles.xml: stands in the package twice" in found


@pytest.mark.parametrize(("count", "faulty"), [(65_532, False), (65_533, True)])
def test_more_validations_than_a_sheet_takes(count: int, faulty: bool, sound: Path) -> None:
    many = '<dataValidation type="whole" sqref="Z9"><formula1>1</formula1></dataValidation>' * count
    found = lint(replaced(sound, SHEET, "</dataValidations>", many + "</dataValidations>"))
    assert found == ([f"{SHEET}: has 65,535 validations; Excel takes 65,534"] if faulty else [])


@pytest.mark.parametrize(("count", "faulty"), [(65_528, False), (65_529, True)])
def test_more_hyperlinks_than_a_sheet_takes(count: int, faulty: bool, sound: Path) -> None:
    many = '<hyperlink ref="Z9" location="Daftar!A1"/>' * count
    found = lint(replaced(sound, SHEET, "</hyperlinks>", many + "</hyperlinks>"))
    assert found == ([f"{SHEET}: has 65,531 hyperlinks; Excel takes 65,530"] if faulty else [])
