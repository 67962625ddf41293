"""The fast way into a sheet gives what the exact one gives, cell by cell, and is taken where a sheet is sound."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any
from unittest import mock

import openpyxl
import pytest
import xlsxwriter

from cascade_xl.contract import Sheet
from cascade_xl.read import UnreadableError, plain, read_document, strings, xlsx
from cascade_xl.read.canonical import document
from cascade_xl.read.contents import Contents
from cascade_xl.read.grid import Grid, Wanted, Workbook
from cascade_xl.read.plain_xml import NotPlainError
from cascade_xl.read.tables import unread
from cascade_xl.resources import profile
from cascade_xl.write import build
from tests.generate import clean
from tests.read.books import MAIN, RELATIONS, package, zipped

MUTATED = 1500  # parts of each base
GENERATED = 60  # workbooks of each writer

Taken = list[str]


@contextmanager
def counted() -> Iterator[Taken]:
    """Which parts were read the fast way: the names of sheets, and ``strings``."""
    taken: Taken = []
    rows, texts = plain.read_rows, strings.read_strings

    def fast_rows(stream: Any, grid: Grid, contents: Contents, left_out: Any) -> tuple[bytes, int]:
        found = rows(stream, grid, contents, left_out)
        taken.append(grid.name)
        return found

    def fast_strings(data: bytes) -> list[str]:
        found = texts(data)
        taken.append("strings")
        return found

    with mock.patch.object(plain, "read_rows", fast_rows), mock.patch.object(strings, "read_strings", fast_strings):
        yield taken


@contextmanager
def exactly() -> Iterator[None]:
    """Without the fast way."""
    refuse = mock.Mock(side_effect=NotPlainError)
    with mock.patch.object(plain, "read_rows", refuse), mock.patch.object(strings, "read_strings", refuse):
        yield


def outcome(path: Path) -> Workbook | str:
    try:
        return xlsx.read(path)
    except UnreadableError as error:
        return str(error)


def alike(path: Path) -> Taken:
    """Assert that both ways see the same, in the same order; which parts were read the fast way."""
    with counted() as taken:
        fast = outcome(path)
    with exactly():
        exact = outcome(path)
    assert _listed(fast) == _listed(exact)
    return taken


def _listed(found: Workbook | str) -> Any:
    """A workbook with its types and its order: 1, 1.0 and True are equal otherwise."""
    if isinstance(found, str):
        return found
    return [
        (
            name,
            grid.merged,
            grid.hidden_rows,
            [(n, [(c, cell, type(cell.stored)) for c, cell in row.items()]) for n, row in grid.rows.items()],
        )
        for name, grid in found.sheets.items()
    ]


# -- sound workbooks --------------------------------------------------------------------------------------------------

OURS = ["Identitas", "Matriks", "Pohon Kinerja", "Indikator Kunci", "Pengecualian", "Profil"]
_EXCEL_ROOT = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac xr" '
    'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" '
    'xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" xr:uid="{00000000-0001-0000-0000-0}">'
    '<dimension ref="A1:F9"/><sheetViews><sheetView workbookViewId="0"/></sheetViews>'
)
AS_EXCEL = (
    f'{_EXCEL_ROOT}<sheetData><row r="1" spans="1:6" ht="30" customHeight="1" x14ac:dyDescent="0.25">'
    '<c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="1" t="s"><v>1</v></c><c r="C1" s="1"/></row>'
    '<row r="2" spans="1:6" hidden="1" x14ac:dyDescent="0.25"><c r="A2" t="str">'
    '<f t="shared" ref="A2:A9" si="0">IF(B2&lt;&gt;"","ya &amp; "&amp;B2,"")</f><v>ya &amp; 5</v></c>'
    '<c r="B2" s="2"><v>5</v></c><c r="C2" s="2"><v>0.92</v></c><c r="D2" t="b"><v>1</v></c>'
    '<c r="E2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    '<c r="F2" s="1" cm="1"><f t="array" ref="F2">B2*2</f><v>10</v></c></row>'
    '<row r="4" x14ac:dyDescent="0.25"><c r="A4" t="str"><f t="shared" si="0"/><v></v></c>'
    '<c r="B4" t="s"><v>2</v></c><c r="C4" t="str"><f>" "&amp;B4</f><v xml:space="preserve"> tepi </v></c>'
    '<c r="D4"><f>B4+1</f></c><c r="E4" t="inlineStr"><is><t>sebaris</t></is></c><c r="F4" s="3"><v>45000</v></c></row>'
    '<row r="5" spans="1:6"/><row r="6"><c r="A6" s="1"/><c r="B6" s="1"/></row>'
    '<row r="9"><c r="F9"><v>1E-3</v></c></row></sheetData>'
    '<mergeCells count="1"><mergeCell ref="A9:B9"/></mergeCells><pageMargins left="0.7" right="0.7"/></worksheet>'
)
STRINGS = (
    '<si><t>Jenjang</t></si><si><t xml:space="preserve"> Kode &amp; _x000D_ </t></si>'
    '<si><r><t xml:space="preserve">Sub </t></r><r><rPr><b/><sz val="11"/><rFont val="Calibri"/></rPr>'
    "<t>kegiatan</t></r></si><si><t/></si>"
)
STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="0.0&quot; Orang&quot;"/></numFmts><cellXfs><xf numFmtId="0"/>'
    '<xf numFmtId="49"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs>'
)


def as_excel() -> bytes:
    """A workbook as Excel writes it."""
    return package("", strings=STRINGS, styles=STYLES, replace={"xl/worksheets/sheet1.xml": AS_EXCEL})


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filled template, straight from our writer: its formulas were never calculated."""
    path = tmp_path_factory.mktemp("templat") / "templat.xlsx"
    path.write_bytes(build(profile(), document(clean(7), profile(), "uji.json"), rows=120))
    return path


def test_a_template_is_read_fast(template: Path) -> None:
    assert set(OURS) <= set(alike(template))


def test_a_template_that_openpyxl_saved_is_read_fast(template: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(template)
    book.save(tmp_path / "uji.xlsx")
    assert set(OURS) <= set(alike(tmp_path / "uji.xlsx"))


def test_what_excel_writes_is_read_fast(tmp_path: Path) -> None:
    path = tmp_path / "uji.xlsx"
    path.write_bytes(as_excel())
    assert alike(path) == ["strings", "Matriks"]
    grid = xlsx.read(path).sheets["Matriks"]
    assert grid.hidden_rows == {2}
    assert grid.rows[2][1].formula == '=IF(B2<>"","ya & "&B2,"")'
    assert [cell.stored for cell in grid.rows[4].values()] == ["", "Sub kegiatan", " tepi ", None, "sebaris", 45000]
    assert grid.rows[9][6].stored == 0.001


def test_formulas_that_differ_in_their_row_only(tmp_path: Path) -> None:
    """LibreOffice writes each in full; the number of a row may be that of a style, or stand in a text."""
    word = "panjang " * 30
    formula = '<f aca="false">IF($B{0}=&quot;{1}{0}&quot;,{0}1,&quot;&amp;{0};&quot;)&amp;&quot;–&quot;</f>'
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" s="{n}" t="str">{formula.format(n, word)}<v>{n}</v></c></row>' for n in range(1, 40)
    )
    path = tmp_path / "uji.xlsx"
    path.write_bytes(package(rows, styles=f"<cellXfs>{'<xf numFmtId=%s/>' * 3}</cellXfs>" % ('"0"', '"9"', '"10"')))
    assert alike(path) == ["Matriks"]
    cell = xlsx.read(path).sheets["Matriks"].rows[21][1]
    assert cell.formula == f'=IF($B21="{word}21",211,"&21;")&"–"'


def test_a_sheet_of_many_chunks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "_CHUNK", 700)
    path = tmp_path / "uji.xlsx"
    path.write_bytes(package("".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 200))))
    assert alike(path) == ["Matriks"]
    assert len(xlsx.read(path).sheets["Matriks"].rows) == 199


def test_sheets_that_are_not_ours_are_not_read(template: Path, tmp_path: Path) -> None:
    """Only their names are wanted, and whether they are forms."""
    with zipfile.ZipFile(template) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    last = parts["xl/worksheets/sheet8.xml"]
    parts["xl/worksheets/sheet8.xml"] = last[: len(last) // 2] + b"<<"  # Daftar
    path = tmp_path / "uji.xlsx"
    path.write_bytes(zipped(parts))
    assert read_document(path)[0].nodes
    with pytest.raises(UnreadableError, match="rusak"):
        xlsx.read(path)


# -- columns that nobody looks at -------------------------------------------------------------------------------------


def documents_alike(path: Path) -> Taken:
    """Assert that both ways lead to the same document; which parts were read the fast way."""
    with counted() as taken:
        fast = _document(path)
    with exactly():
        exact = _document(path)
    assert fast == exact
    return taken


def _document(path: Path) -> str:
    try:
        return repr(asdict(read_document(path)[0]))
    except UnreadableError as error:
        return str(error)


def _rewritten(path: Path, change: Callable[[bytes], bytes], folder: Path) -> Path:
    """A workbook with another sheet *Matriks*."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet3.xml"] = change(parts["xl/worksheets/sheet3.xml"])
    (folder / "uji.xlsx").write_bytes(zipped(parts))
    return folder / "uji.xlsx"


def _calculated(sheet: bytes) -> bytes:
    """The sheet as LibreOffice saves it: every formula in full, with its value."""
    return re.sub(
        rb'(<c r="[A-Z]+)([0-9]+)("[^>]*)><f[^>]*>[^<]*</f><v></v></c>',
        lambda m: (
            b'%b%b%b t="str"><f aca="false">IF($A%b=&quot;' % (m[1], m[2], m[3], m[2])
            + b"panjang " * 30
            + b"&quot;,1,2)</f><v>OK</v></c>"
        ),
        sheet,
    )


def test_columns_of_our_own_are_left_out_below_the_headings(template: Path, tmp_path: Path) -> None:
    path = _rewritten(template, _calculated, tmp_path)
    assert "Matriks" in documents_alike(path)
    grid = xlsx.read(path, None, Wanted(unread=lambda grid: unread(Sheet.MATRIKS, grid))).sheets["Matriks"]
    whole = xlsx.read(path).sheets["Matriks"]
    assert len(whole.rows) > len(grid.rows) >= 60
    own = set(unread(Sheet.MATRIKS, whole))
    for number, row in whole.rows.items():
        kept = {column: cell for column, cell in row.items() if column not in own}
        assert {c: cell for c, cell in grid.row(number).items() if c not in own} == kept
    assert whole.rows[70][1].formula.startswith('=IF($A70="panjang ')


@pytest.mark.parametrize(
    "change",
    [
        lambda sheet: sheet,
        lambda sheet: re.sub(rb'<c r="(AF)(\d+)"', rb'<c r="CZ\2"', sheet),  # a column moved away from its heading
        lambda sheet: sheet.replace(b"Cek Induk", b"Kolom kami"),
        lambda sheet: sheet.replace(b"h_mulai", b"Satuan"),
        lambda sheet: re.sub(rb'(<row r="5".*?</row>)(<row r="6".*?</row>)(.*)(</sheetData>)', rb"\2\3\1\4", sheet),
        lambda sheet: re.sub(rb'(<row r="90".*?</row>)', rb'\1<row r="5"><c r="AF5"><v>1</v></c></row>', sheet),
        lambda sheet: re.sub(
            rb'(<c r="AF9\d"[^>]*><f[^>]*>)', rb'\1</f></c><c r="C99"><v>1</v></c><c r="ZZ1"><f>', sheet
        ),
        lambda sheet: re.sub(rb'(<c r="AF9\d"[^>]*><f[^>]*>)', rb"\1<!-- x -->", sheet),
        # ready rows are alike but for their number; one of them is not
        lambda sheet: re.sub(rb'(<c r="C100"[^>]*>)', rb"\1<v>7</v>", sheet),
        lambda sheet: sheet.replace(b'<c r="C101"', b'<c r="C1101"'),
        lambda sheet: sheet.replace(b'<c r="AF102"', b'<c r="AF"'),
        lambda sheet: re.sub(rb'(<c r="AF102"[^>]*>)<f', rb"\1<v><</v><f", sheet),
        lambda sheet: re.sub(rb'(<c r="D103" s=)"\d+"', rb'\1"103"', sheet),
        lambda sheet: re.sub(rb'(<c r="D104" s=)"\d+"', rb'\1""', sheet),
        lambda sheet: sheet.replace(b'<row r="105"', b'<row r="95"'),
    ],
)
def test_columns_of_our_own_wherever_they_are(change: Callable[[bytes], bytes], template: Path, tmp_path: Path) -> None:
    documents_alike(_rewritten(template, lambda sheet: change(_calculated(sheet)), tmp_path))
    documents_alike(_rewritten(template, change, tmp_path))


# -- generated workbooks ----------------------------------------------------------------------------------------------

_TEXTS = (
    *("a", "", " ", "  tepi\n", "5.205", "é–’", "😀", "<&>\"'", "]]>", "&amp;", "_x000D_", "_x0041_", "a\tb", "=1+1"),
    *("\u200b", "\ufffd", "\x7f", "﷽", "x" * 300, "0", "TRUE", "#REF!"),
)
_NUMBERS = (0, 1, -1, 0.1, 0.92, 1e300, -1e-300, 1e15, 123456789012345, 45000, 45000.5, 2958466)
_FORMATS = ("General", "@", "0%", "0.00", "dd/mm/yyyy", "[h]:mm", '0" %"', "#,##0;[Red]-#,##0", "d mmm yyyy")
_FORMULAS = ("=A1+1", '=IF(A1<>"","a&b","c")', "=1/0", "=Matriks!$A$1", "=SUM(A1:B3)")
_ERRORS = ("#REF!", "#DIV/0!", "#N/A")


def _places(dice: random.Random) -> list[tuple[int, int]]:
    """Sparse cells of a small sheet, here and there far to the right or below."""
    return [(dice.choice((*range(30), 400)), dice.choice((*range(12), 30, 800))) for _ in range(dice.randrange(40))]


def _of_openpyxl(dice: random.Random, path: Path) -> None:
    book = openpyxl.Workbook()
    for name in ("Matriks", "Lain"):
        sheet: Any = book.create_sheet(name)
        for row, column in _places(dice):
            cell = sheet.cell(row + 1, column + 1)
            cell.value = dice.choice(dice.choice((_TEXTS[:-5], _NUMBERS, _FORMULAS, _ERRORS, (None, True, False))))
            cell.number_format = dice.choice(_FORMATS)
        for row in range(dice.randrange(3)):
            sheet.row_dimensions[dice.randrange(1, 30)].hidden = True
            sheet.merge_cells(start_row=row * 3 + 1, end_row=row * 3 + 2, start_column=2, end_column=4)
    book.save(path)


def _of_xlsxwriter(dice: random.Random, path: Path) -> None:
    book = xlsxwriter.Workbook(path, {"in_memory": True, "constant_memory": dice.random() < 0.3})
    looks = [book.add_format({"num_format": number_format}) for number_format in _FORMATS]
    bold = book.add_format({"bold": True, "italic": True})
    for name in ("Matriks", "Lain"):
        sheet = book.add_worksheet(name)
        for row, column in sorted(_places(dice)):
            look = dice.choice(looks)
            match dice.randrange(6):
                case 0:
                    sheet.write_number(row, column, dice.choice(_NUMBERS), look)
                case 1:
                    results: tuple[Any, ...] = (*_NUMBERS, *_TEXTS[:4], *_ERRORS, True)
                    sheet.write_formula(row, column, dice.choice(_FORMULAS), look, dice.choice(results))
                case 2:
                    sheet.write_boolean(row, column, dice.random() < 0.5, look)
                case 3:
                    sheet.write_blank(row, column, None, look)
                case 4:
                    sheet.write_rich_string(row, column, "a", bold, dice.choice(("b ", "<c>", "é")), " d", look)
                case _:
                    sheet.write_string(row, column, dice.choice(_TEXTS), look)
        if dice.random() < 0.5:
            sheet.set_row(dice.randrange(30), None, None, {"hidden": True})
            sheet.merge_range(50, 1, 51, 3, "digabung", bold)
    book.close()


@pytest.mark.parametrize("make", [_of_openpyxl, _of_xlsxwriter])
def test_generated_workbooks(make: Callable[[random.Random, Path], None], tmp_path: Path) -> None:
    dice, path = random.Random(1), tmp_path / "uji.xlsx"
    fast = 0
    for _ in range(GENERATED):
        make(dice, path)
        fast += {"Matriks", "Lain"} <= set(alike(path))
    assert fast > GENERATED * 0.8


# -- mutated parts ----------------------------------------------------------------------------------------------------

_INSIDE: list[bytes] = [
    *(b"", b" ", b"-1", b"7", b"1.5", b" 5 ", b"1e400", b"NaN", b"1_0", b"dua", b"#REF!", b"2024-02-29", b"true"),
    *(b"&#65;", b"&#x41;", b"&#38;lt;", b"&lt;", b"&nbsp;", b"&#0;", b"&#xD800;", b"&#x1F600;", b"&#65535;", b"&"),
    *(b"]]>", b">", b"a\r\nb", b"\r", b"a\nb", b"\t", b"\x01", b"\x7f", b"\xc3\xa9", b"\xff", b"\xef\xbf\xbf"),
    *(b"_x000D_", b"_xD83D__xDE00_", b"\xed\xa0\x80", b"\xd9\xa3", b"<!--x-->", b"<![CDATA[5]]>", b"<?x y?>"),
    b"<v>6</v>",
]
_VALUES: list[bytes] = [
    *(b"", b"s", b"n", b"str", b"b", b"e", b"d", b"inlineStr", b"x", b"1", b"0", b"-1", b"999999", b" 1", b"A", b"'"),
    *(b"a1", b"A1", b"XFD3", b"XFE3", b"ZZZZ1", b"3", b"1048577", b"true", b"preserve", b"&#49;", b"\t", b"\xc3\xa9"),
]
_ADDED: list[bytes] = [
    *(b' hidden="1"', b' r="C3"', b' t="s"', b' s="1"', b' x14ac:y="1"', b' z:y="1"', b' xmlns="urn:x"', b' q="1"'),
    *(b" xml:space='preserve'", b"  ", b"\n", b' xmlns:x14ac="urn:y"', b' phonetic="1" ph="1"'),
]
_BETWEEN: list[bytes] = [
    *(b" ", b"\n", b"<!-- x -->", b"<?pi?>", b"x", b'<c r="B3"><v>4</v></c>', b'<row r="3">', b"</row>", b"<row/>"),
    *(b"<is><t>q</t></is>", b"<is><r><t>q</t></r><rPh><t>z</t></rPh></is>", b"<x/>", b"<v>1</v>", b"<f>2</f>", b"<f/>"),
    *(b"</sheetData><sheetData>", b"<extLst/>", b"<c/>", b"<t>x</t>", b"<v/>", b'<c r="D3" s="1"/>'),
]


def mutated(part: bytes, dice: random.Random) -> bytes:
    """XML with one thing changed, more or less soundly."""

    def replaced(pattern: bytes, choose: Callable[[re.Match[bytes]], bytes]) -> bytes:
        spots = list(re.finditer(pattern, part))
        spot = dice.choice(spots)
        return part[: spot.start()] + choose(spot) + part[spot.end() :]

    match dice.randrange(12):
        case 0 | 1:
            return replaced(rb"(?<=>)[^<>]*(?=</)", lambda _: dice.choice(_INSIDE))
        case 2 | 3:
            return replaced(rb'(?<== ")[^"<>]*(?=")|(?<==")[^"<>]*(?=")', lambda _: dice.choice(_VALUES))
        case 4:
            return replaced(rb' [\w:]+="[^"]*"', lambda _: b"")
        case 5:
            return replaced(rb"(?=/?>)", lambda _: dice.choice(_ADDED))
        case 6:
            return replaced(rb"(?<=>)(?=<)", lambda _: dice.choice(_BETWEEN))
        case 7:
            return replaced(rb"<(\w+)[^<>]*>[^<>]*</\1>|<\w+[^<>]*/>", lambda _: b"")
        case 8:
            return replaced(rb"<(\w+)[^<>]*>[^<>]*</\1>|<\w+[^<>]*/>", lambda m: m[0] * 2)
        case 9:
            return replaced(rb"</?\w+[^<>]*>", lambda _: b"")
        case 10:
            return replaced(rb"(?<=[a-z])></\w+>|(?<=\")></\w+>|/>", lambda m: b"/>" if len(m[0]) > 2 else b"></v>")
    at = dice.randrange(len(part))
    return part[:at] + bytes([dice.randrange(256)]) + part[at + 1 :]


def _small(path: Path) -> dict[str, bytes]:
    """*Matriks* of a workbook alone, of a few rows."""
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet3.xml")
    rows = sheet[sheet.index(b"<sheetData>") + 11 : sheet.index(b"</sheetData>")].split(b"</row>")
    heavy = rb"<(cols|dataValidations|tableParts)\b.*?</\1>|<conditionalFormatting.*</conditionalFormatting>"
    few = re.sub(heavy, b"", sheet, flags=re.DOTALL)
    start, end = few.index(b"<sheetData>") + 11, few.index(b"</sheetData>")
    few = few[:start] + b"".join(row + b"</row>" for row in rows[4:7]) + few[end:]
    with zipfile.ZipFile(io.BytesIO(package("", strings=STRINGS, styles=STYLES))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return {**parts, "xl/worksheets/sheet1.xml": few}


def _alike_when_mutated(parts: dict[str, bytes], part: str, path: Path, times: int) -> tuple[int, int]:
    """How many mutations were read the fast way, and how many could be read at all."""
    dice, name = random.Random(2), "strings" if "sharedStrings" in part else "Matriks"
    fast = read = 0
    for _ in range(times):
        content = mutated(parts[part], dice)
        if dice.random() < 0.2:
            content = mutated(content, dice)
        path.write_bytes(zipped({**parts, part: content}, zipfile.ZIP_STORED))
        fast += name in alike(path)
        read += isinstance(outcome(path), Workbook)
    return fast, read


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_mutated_parts_of_excel(part: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(as_excel())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    fast, read = _alike_when_mutated(parts, part, tmp_path / "uji.xlsx", MUTATED)
    assert MUTATED * 0.15 < fast < MUTATED * 0.9
    assert MUTATED * 0.15 < read < MUTATED * 0.9


def test_mutated_parts_of_a_template(template: Path, tmp_path: Path) -> None:
    fast, read = _alike_when_mutated(_small(template), "xl/worksheets/sheet1.xml", tmp_path / "uji.xlsx", MUTATED // 2)
    assert MUTATED * 0.07 < fast < MUTATED * 0.45
    assert MUTATED * 0.07 < read < MUTATED * 0.45
