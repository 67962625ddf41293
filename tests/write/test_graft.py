"""Sheets come into a copy of anybody's workbook, and nothing of his changes."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from cascade_xl.contract.forms import FORM_MARK
from cascade_xl.parts import RELATIONS
from cascade_xl.write.graft import add_sheets, with_drawings
from cascade_xl.write.graft.names import numbered, renamed
from tests.write import grafts
from tests.write.grafts import MAIN, bases, forms, kept, parts, plain, sheet, sheet_names, tree, written

WORDS = {"[Content_Types].xml", "workbook.xml", "workbook.xml.rels", "utama.xml", "utama.xml.rels", "styles.xml"}


def names(content: bytes) -> dict[tuple[str, str | None], str]:
    """The defined names of a workbook, by their names and sheets."""
    found = tree(content, "workbook").iter(f"{MAIN}definedName")
    return {(e.get("name", ""), e.get("localSheetId")): e.text or "" for e in found}


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content), rich_text=True)


# -- nothing of his changes --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", bases())
def test_untouched_parts_are_the_same_bytes(name: str) -> None:
    base = bases()[name]
    copy = add_sheets(base, forms())
    assert {changed.rpartition("/")[2] for changed in grafts.changes(base, copy)} <= WORDS
    with zipfile.ZipFile(io.BytesIO(base)) as before, zipfile.ZipFile(io.BytesIO(copy)) as after:
        assert after.testzip() is None
        assert after.namelist()[: len(before.namelist())] == before.namelist()
        for info in before.infolist():
            if info.filename not in grafts.changes(base, copy):
                copied = after.getinfo(info.filename)
                assert (copied.date_time, copied.compress_size) == (info.date_time, info.compress_size)


@pytest.mark.parametrize("name", bases())
def test_changed_parts_keep_all_that_was_there(name: str) -> None:
    base = bases()[name]
    copy = add_sheets(base, forms())
    before, after = parts(base), parts(copy)
    for part in grafts.changes(base, copy):
        assert kept(etree.fromstring(before[part]), etree.fromstring(after[part])), part


@pytest.mark.parametrize("name", bases())
def test_same_input_same_bytes_and_a_second_printing_changes_nothing(name: str) -> None:
    once = add_sheets(bases()[name], forms())
    assert add_sheets(bases()[name], forms()) == once
    assert add_sheets(once, forms()) == once


# -- what comes in -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in bases() if name != "tanpa-gaya.xlsx"])
def test_a_form_looks_as_it_did(name: str) -> None:
    alone, copy = opened(forms())["F1 Pohon"], opened(add_sheets(bases()[name], forms()))["F1 Pohon"]
    assert copy.dimensions == alone.dimensions
    for row in alone.iter_rows():
        for cell in row:
            there = copy[cell.coordinate]
            assert str(there.value) == str(cell.value)
            if cell.value is not None:
                for look in ("fill", "border", "alignment", "number_format", "protection"):
                    assert repr(getattr(there, look)) == repr(getattr(cell, look)), (cell.coordinate, look)
                font, own = there.font, cell.font
                assert (font.name, font.sz, font.b, font.i) == (own.name, own.sz, own.b, own.i)
                assert font.scheme is None and (font.color is None or font.color.type == "rgb")
    assert copy.merged_cells.ranges == alone.merged_cells.ranges
    assert copy.row_dimensions[1].hidden and copy.row_dimensions[2].height == alone.row_dimensions[2].height
    assert copy.page_setup.orientation == "landscape" and copy.print_title_rows == "$2:$2"
    assert copy.print_area == alone.print_area
    assert [b.id for b in copy.row_breaks.brk] == [b.id for b in alone.row_breaks.brk]


def test_texts_stand_in_the_cells_with_their_blanks_and_runs() -> None:
    found = sheet(add_sheets(bases()["polos.xlsx"], forms()), "F1 Pohon")
    cells = {cell.get("r"): cell for cell in found.iter(f"{MAIN}c")}
    assert not [cell for cell in cells.values() if cell.get("t") == "s"]
    edges = cells["A3"].find(f"{MAIN}is/{MAIN}t")
    assert edges is not None and edges.text == "  spasi di tepi  "
    assert edges.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
    runs = cells["A4"].findall(f"{MAIN}is/{MAIN}r")
    assert [run.findtext(f"{MAIN}t") for run in runs] == ["biasa ", "tebal", " lagi"]
    assert runs[1].find(f"{MAIN}rPr/{MAIN}b") is not None
    assert runs[1].find(f"{MAIN}rPr/{MAIN}scheme") is None
    assert found.findtext(f"{MAIN}headerFooter/{MAIN}oddFooter") == "&CHalaman &P"


def test_sheets_come_last_in_their_order_and_no_other_tab_is_left() -> None:
    base = bases()["kaya.xlsx"]
    copy = add_sheets(base, forms())
    assert sheet_names(copy) == [*sheet_names(base), "F1 Pohon", "F3"]
    view = tree(copy, "workbook").find(f"{MAIN}bookViews/{MAIN}workbookView")
    assert view is not None and view.get("activeTab") == "4"
    selected = [e.get("tabSelected") for e in sheet(copy, "F1 Pohon").iter(f"{MAIN}sheetView")]
    assert selected == [None], "two selected tabs are a group: what is typed into one is typed into both"


def test_places_of_names_count_charts_and_hidden_sheets() -> None:
    base = bases()["kaya.xlsx"]
    found = names(add_sheets(base, forms()))
    assert found.items() >= names(base).items()
    assert found[("_xlnm.Print_Area", "5")] == "'F1 Pohon'!$A$1:$C$60"
    assert found[("_xlnm.Print_Titles", "6")] == "'F3'!$2:$2"


def test_names_get_their_place_in_a_workbook_that_has_none() -> None:
    copy = tree(add_sheets(bases()["excel.xlsx"], forms()), "workbook")
    order = [etree.QName(child).localname for child in copy]
    assert order.index("sheets") < order.index("definedNames") < order.index("calcPr")


def test_number_formats_do_not_collide() -> None:
    taken = written(lambda book: book.add_worksheet().write(0, 0, 5, book.add_format({"num_format": "0.0000"})))
    before, after = tree(taken, "styles"), tree(add_sheets(taken, forms()), "styles")
    codes = {e.get("numFmtId"): e.get("formatCode") for e in after.iter(f"{MAIN}numFmt")}
    assert codes.items() >= {e.get("numFmtId"): e.get("formatCode") for e in before.iter(f"{MAIN}numFmt")}.items()
    assert sorted(code or "" for code in codes.values()) == ['0.000" kg"', "0.0000", "@"]


def test_number_formats_that_no_list_has_keep_their_meaning() -> None:
    """A conditional format brings its own; a foreign writer may name one and forget it."""
    base = grafts.edited(
        bases()["polos.xlsx"],
        styles=("<dxfs ", '<dxfs count="1"><dxf><numFmt numFmtId="170" formatCode="0.0"/></dxf></dxfs><dxfs '),
    )
    base = grafts.edited(base, styles=('<dxfs count="0"/>', ""))
    base = grafts.edited(
        base, styles=("</cellXfs>", '<xf numFmtId="180" fontId="0" fillId="0" borderId="0"/></cellXfs>')
    )
    added = tree(add_sheets(base, forms()), "styles").findall(f"{MAIN}numFmts/{MAIN}numFmt")
    assert [entry.get("numFmtId") for entry in added] == ["181", "182"]


def test_drawings_and_pictures_come_along() -> None:
    copy = parts(add_sheets(bases()["kaya.xlsx"], forms()))
    new = sorted(copy.keys() - parts(bases()["kaya.xlsx"]).keys())
    assert [name for name in new if "rels" not in name] == [
        "xl/drawings/cascade_1.xml",
        "xl/drawings/cascade_2.xml",
        "xl/media/cascade_1.png",
        "xl/worksheets/cascade_1.xml",
        "xl/worksheets/cascade_2.xml",
    ]
    assert copy["xl/drawings/cascade_1.xml"] == grafts.DRAWING
    assert copy["xl/media/cascade_1.png"] == grafts.png()


# -- names of sheets ---------------------------------------------------------------------------------------------------


def titled(*titles: str, mark: str = "") -> bytes:
    """A workbook with sheets of these names, with a mark in their first cells."""

    def fill(book: xlsxwriter.Workbook) -> None:
        for title in titles:
            book.add_worksheet(title).write_string(0, 0, mark or "milik dinas")

    return written(fill)


def test_the_officers_sheet_keeps_its_name_and_ours_gets_a_number() -> None:
    copy = add_sheets(titled("f1 POHON", "F3 (2)", "F3"), forms())
    assert sheet_names(copy) == ["f1 POHON", "F3 (2)", "F3", "F1 Pohon (2)", "F3 (3)"]
    assert names(copy)[("_xlnm.Print_Area", "3")] == "'F1 Pohon (2)'!$A$1:$C$60"
    assert sheet_names(add_sheets(copy, forms())) == sheet_names(copy), "the second printing replaces F1 Pohon (2)"
    assert add_sheets(copy, forms()) == copy


def test_two_forms_of_one_printing_never_replace_each_other() -> None:
    first = add_sheets(titled("F3"), forms(("F3",)))
    both = add_sheets(first, forms(("F3", "F3 (2)")))
    assert sheet_names(both) == ["F3", "F3 (2)", "F3 (2) (2)"]


def test_an_earlier_printing_is_replaced_at_its_place() -> None:
    base = bases()["kaya.xlsx"]
    first = add_sheets(base, forms())
    later = forms(("F3", "F7"), 90, "kolom")
    copy = add_sheets(first, later)
    assert sheet_names(copy) == [*sheet_names(base), "F1 Pohon", "F3", "F7"]
    assert sheet(copy, "F3").findtext(f".//{MAIN}row[@r='6']/{MAIN}c/{MAIN}is/{MAIN}t") == "kolom 5"
    assert names(copy)[("_xlnm.Print_Area", "6")] == "'F3'!$A$1:$C$90"
    assert grafts.changes(base, copy) == grafts.changes(base, first)
    assert copy.count(b"Kotak") == 0  # packed


def test_nothing_of_an_earlier_printing_is_left() -> None:
    first = add_sheets(bases()["kaya.xlsx"], forms())
    copy = parts(add_sheets(first, forms(("F1 Pohon",), 70)))
    assert grafts.DRAWING not in copy.values()
    types = copy["[Content_Types].xml"].decode()
    assert [name for name in copy if "cascade" in name and name not in types and "rels" not in name] == []
    assert types.count("cascade_") == len([name for name in copy if "cascade_" in name and "rels" not in name])


def test_what_excel_did_to_an_earlier_printing() -> None:
    """Excel renames parts, shares texts, names the sheet for macros and lists its formulas for calculation."""
    found = parts(titled("Data", "F3", mark=f"{FORM_MARK} F3"))
    page = found["xl/worksheets/sheet2.xml"]
    page = page.replace(b"<sheetView ", b'<sheetView tabSelected="1" ')
    page = page.replace(b"<dimension", b'<sheetPr codeName="Lembar9"/><dimension')
    page = page.replace(b"</row>", b'<c r="B1"><f>1+1</f><v>2</v></c></row>')
    found["xl/worksheets/sheet2.xml"] = page
    found["xl/calcChain.xml"] = b'<calcChain xmlns="' + MAIN[1:-1].encode() + b'"><c r="B1" i="2"/></calcChain>'
    found["xl/_rels/workbook.xml.rels"] = found["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>",
        f'<Relationship Id="rId77" Type="{RELATIONS}/calcChain" Target="calcChain.xml"/></Relationships>'.encode(),
    )
    found["[Content_Types].xml"] = found["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        b'spreadsheetml.calcChain+xml"/></Types>',
    )
    copy = add_sheets(grafts.zipped(found), forms(("F3",)))
    properties = sheet(copy, "F3").find(f"{MAIN}sheetPr")
    assert properties is not None and properties.get("codeName") == "Lembar9"
    assert [view.get("tabSelected") for view in sheet(copy, "F3").iter(f"{MAIN}sheetView")] == ["1"]
    assert "xl/calcChain.xml" not in parts(copy) and b"calcChain" not in parts(copy)["[Content_Types].xml"]
    assert b"calcChain" not in parts(copy)["xl/_rels/workbook.xml.rels"]


@given(
    st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="[]:*?/\\'"), min_size=1, max_size=31)
)
def test_a_numbered_name_is_one_that_excel_takes(title: str) -> None:
    new = numbered(title, 12)
    assert new.endswith(" (12)") and len(new.encode("utf-16-le")) <= 62


@given(st.text(st.sampled_from("aB1 '!$:,é()"), min_size=1, max_size=12).filter(lambda t: t.strip("'") == t))
def test_references_follow_a_new_name(title: str) -> None:
    quoted = title.replace("'", "''")
    was = f"'{quoted}'!$A$1:$C$9,'{quoted}'!$2:$3"
    assert renamed(was, {title: "It's 1"}) == "'It''s 1'!$A$1:$C$9,'It''s 1'!$2:$3"
    assert renamed(was, {}) == was
    assert renamed("F3!$A:$A,F3!$1:$1", {"F3": "F3 (2)"}) == "'F3 (2)'!$A:$A,'F3 (2)'!$1:$1"


# -- drawings ----------------------------------------------------------------------------------------------------------


def test_a_drawing_is_put_where_the_schema_wants_it() -> None:
    order = [etree.QName(child).localname for child in sheet(forms(), "F1 Pohon")]
    assert order.index("rowBreaks") < order.index("drawing")
    assert order[-1] == "drawing"


def test_a_drawing_needs_its_sheet_for_itself() -> None:
    with pytest.raises(ValueError, match="no sheets"):
        with_drawings(written(plain), {"Lain": grafts.DRAWING})
    with pytest.raises(ValueError, match="has a drawing"):
        with_drawings(forms(), {"F1 Pohon": grafts.DRAWING})


def test_forms_hold_only_what_is_carried() -> None:
    with pytest.raises(TypeError, match="Rumus: a form has no f"):
        add_sheets(bases()["polos.xlsx"], written(lambda book: book.add_worksheet("Rumus").write_formula(0, 0, "=1+1")))
