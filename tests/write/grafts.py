"""Forms to graft, workbooks of many makers to graft them into, and what must not change in those."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from lxml import etree
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, NamedStyle
from openpyxl.workbook.defined_name import DefinedName

from cascade_xl.contract.forms import FORM_MARK
from cascade_xl.parts import RELATIONS
from cascade_xl.resources import example_names
from cascade_xl.write.graft import add_sheets, with_drawings
from tests.examples import BLANK, small

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_XLAM = Path(__file__).parents[2] / "addin" / "built" / "cascade_xl.xlam"
DRAWING = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    b'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    b'<xdr:absoluteAnchor><xdr:pos x="1270000" y="1270000"/><xdr:ext cx="1905000" cy="635000"/>'
    b'<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="2" name="Kotak 1"/><xdr:cNvSpPr/></xdr:nvSpPr>'
    b'<xdr:spPr><a:xfrm><a:off x="1270000" y="1270000"/><a:ext cx="1905000" cy="635000"/></a:xfrm>'
    b'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr>'
    b'<xdr:txBody><a:bodyPr/><a:p><a:r><a:rPr lang="id-ID" sz="900"/><a:t>Kotakgambar</a:t></a:r></a:p></xdr:txBody>'
    b"</xdr:sp><xdr:clientData/></xdr:absoluteAnchor></xdr:wsDr>"
)


def png() -> bytes:
    """A red picture of 8 × 8 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\xc0\x20\x20" * 8 for _ in range(8))
    head = struct.pack(">2L5B", 8, 8, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def written(fill: Callable[[xlsxwriter.Workbook], None], **options: Any) -> bytes:
    """A workbook by XlsxWriter."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, **options})
    fill(book)
    book.close()
    return target.getvalue()


@cache
def forms(titles: tuple[str, ...] = ("F1 Pohon", "F3"), rows: int = 60, word: str = "baris") -> bytes:
    """A workbook of forms as the writer of forms makes it; the first has a drawing, the last a picture."""

    def fill(book: xlsxwriter.Workbook) -> None:
        head = book.add_format(
            {"bold": True, "font_size": 9, "border": 1, "bg_color": "#DDEBF7", "text_wrap": True, "num_format": "@"}
        )
        number = book.add_format({"num_format": '0.000" kg"', "italic": True, "font_color": "#B91C1C"})
        for title in titles:
            sheet = book.add_worksheet(title)
            sheet.write_string(0, 0, f"{FORM_MARK} {title}")
            sheet.set_row(0, 15, None, {"hidden": True})
            sheet.set_column(0, 0, 24)
            sheet.set_column(1, 2, 12.5, head)
            sheet.set_row(1, 30, head)
            sheet.write_string(1, 0, f"Judul {title}", head)
            sheet.write_number(1, 1, 2.5, number)
            sheet.merge_range(2, 0, 2, 1, "  spasi di tepi  ", head)
            sheet.write_rich_string(3, 0, "biasa ", head, "tebal", " lagi")
            for row in range(4, rows):
                sheet.set_row(row, 18)
                sheet.write_string(row, 0, f"{word} {row}")
            sheet.print_area(0, 0, rows - 1, 2)
            sheet.repeat_rows(1)
            sheet.set_landscape()
            sheet.set_paper(9)
            sheet.set_footer("&CHalaman &P")
            sheet.set_h_pagebreaks([rows // 2])
        sheet.insert_image(5, 2, "merah.png", {"image_data": io.BytesIO(png())})

    made = written(fill)
    return with_drawings(made, {titles[0]: DRAWING}) if len(titles) > 1 else made


def plain(book: xlsxwriter.Workbook) -> None:
    book.add_worksheet("Asal").write_row(0, 0, ["asal", 1, 2])


def _rich(book: xlsxwriter.Workbook) -> None:
    """Charts, pictures, comments, conditional formats, hidden sheets, a chart sheet, names of book and sheets."""
    money = book.add_format({"num_format": '"Rp" #,##0', "bg_color": "#FEF9C3", "locked": False})
    data = book.add_worksheet("Data")
    data.write_row(0, 0, ["Bulan", "Nilai"])
    for row in range(1, 13):
        data.write_row(row, 0, [f"Bulan {row}", row * 10], money)
    data.write_formula(13, 1, "=SUM(B2:B13)", money, 780)
    data.write_comment(0, 0, "catatan pegawai")
    data.conditional_format(1, 1, 12, 1, {"type": "data_bar"})
    data.conditional_format(1, 0, 12, 0, {"type": "cell", "criteria": ">", "value": 5, "format": money})
    data.data_validation(1, 1, 12, 1, {"validate": "whole", "criteria": ">", "value": 0})
    data.add_table(20, 0, 23, 1, {"columns": [{"header": "A"}, {"header": "B"}]})
    data.insert_image(2, 4, "merah.png", {"image_data": io.BytesIO(png())})
    data.write_url(15, 0, "https://example.go.id/")
    data.print_area(0, 0, 13, 1)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Data!$B$2:$B$13"})
    data.insert_chart(2, 6, chart)
    book.add_worksheet("Tersembunyi").hide()
    book.add_worksheet("Sangat").very_hidden()
    page = book.add_chartsheet("Bagan")
    other = book.add_chart({"type": "line"})
    other.add_series({"values": "=Data!$B$2:$B$13"})
    page.set_chart(other)
    last = book.add_worksheet("It's akhir")
    last.write(0, 0, "tab aktif")
    last.repeat_rows(0)
    last.activate()
    book.define_name("Jumlah", "=Data!$B$14")
    book.define_name("Tersembunyi!Setempat", "='It''s akhir'!$A$1")
    book.set_vba_name("ThisWorkbook")


def _by_openpyxl() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Lembar Satu"
    sheet["A1"] = "teks"
    sheet["A1"].font = Font(name="Bookman Old Style", size=12, bold=True)
    sheet["B2"].number_format = "0.0000"
    sheet["B2"] = 3.14159
    sheet["A1"].comment = Comment("periksa", "pegawai")
    book.add_named_style(
        NamedStyle("Judul Dinas", font=Font(name="Tahoma", size=14), alignment=Alignment(wrap_text=True))
    )
    sheet["C3"].style = "Judul Dinas"
    book._fonts[0] = Font(name="DejaVu Sans", size=10)  # type: ignore[attr-defined]
    book.create_sheet("Kosong").sheet_state = "hidden"
    book.defined_names["Sumber"] = DefinedName("Sumber", attr_text="'Lembar Satu'!$A$1:$B$2")
    sheet.print_title_rows = "1:1"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(content: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return target.getvalue()


def edited(content: bytes, **edits: tuple[str, str]) -> bytes:
    """The workbook with one text replaced in parts that are named by their last word (``styles``, ``workbook``)."""
    found = parts(content)
    for word, (old, new) in edits.items():
        name = next(name for name in found if name.endswith(f"/{word}.xml"))
        assert old.encode() in found[name], (name, old)
        found[name] = found[name].replace(old.encode(), new.encode())
    return zipped(found)


def _prefixed() -> bytes:
    """As some programs write it: the spreadsheet's own names with a prefix, everywhere."""
    found = parts(written(plain))
    for name in ("xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"):
        text = re.sub(r"<(/?)(\w)", r"<\1x:\2", found[name].decode().partition("?>")[2])
        found[name] = text.replace("xmlns=", "xmlns:x=").encode()
    return zipped(found)


def _excels() -> bytes:
    """With what Excel adds: ignorable namespaces, extensions, a calculation chain of none of ours, a protected
    structure."""
    revised = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x15 xr" '
    revised += 'xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main" '
    revised += 'xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" '
    styled = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac" '
    styled += 'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" '
    return edited(
        edited(
            written(plain),
            workbook=("<workbook ", f"<workbook {revised}"),
            styles=("<styleSheet ", f"<styleSheet {styled}"),
        ),
        workbook=(
            "<bookViews>",
            '<workbookProtection lockStructure="1"/><xr:revisionPtr revIDLastSave="0" documentId="8_{1}"/><bookViews>',
        ),
        styles=('<fonts count="1">', '<fonts count="1" x14ac:knownFonts="1">'),
    )


def _without_styles() -> bytes:
    found = parts(written(plain))
    del found["xl/styles.xml"]
    for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
        found[name] = re.sub(rb"<\w+ [^>]*styles[^>]*/>", b"", found[name])
    return zipped(found)


def _elsewhere() -> bytes:
    """The workbook in a folder of its own, and relationships that begin at the root of the package."""
    found = parts(written(plain))
    found["buku/utama.xml"] = found.pop("xl/workbook.xml")
    relations = found.pop("xl/_rels/workbook.xml.rels")
    found["buku/_rels/utama.xml.rels"] = relations.replace(b'Target="', b'Target="/xl/')
    for name in ("[Content_Types].xml", "_rels/.rels"):
        found[name] = found[name].replace(b"xl/workbook.xml", b"buku/utama.xml")
    return zipped(found)


def _macros(book: xlsxwriter.Workbook) -> None:
    with zipfile.ZipFile(_XLAM) as archive:
        project = io.BytesIO(archive.read("xl/vbaProject.bin"))
    plain(book)
    book.add_vba_project(project, is_stream=True)


def _letters(name: str, size: float) -> bytes:
    return written(plain, default_format_properties={"font_name": name, "font_size": size})


@cache
def bases() -> dict[str, bytes]:
    """Workbooks of many makers by file name."""
    return {
        BLANK.name: BLANK.read_bytes(),
        **{f"{name}.xlsx": small(name) for name in example_names()},
        "polos.xlsx": written(plain),
        "tanpa-teks.xlsx": written(lambda book: book.add_worksheet().write_number(0, 0, 1)),
        "kaya.xlsx": written(_rich),
        "openpyxl.xlsx": _by_openpyxl(),
        "berawalan.xlsx": _prefixed(),
        "excel.xlsx": _excels(),
        "tanpa-gaya.xlsx": _without_styles(),
        "di-tempat-lain.xlsx": _elsewhere(),
        "makro.xlsm": written(_macros),
        "arial.xlsx": _letters("Arial", 10),
        "dejavu.xlsx": _letters("DejaVu Sans", 10),
    }


def grafted(folder: Path, given: Mapping[str, bytes], which: bytes | None = None) -> dict[str, Path]:
    """The workbooks with forms in them, as files."""
    found = {}
    for name, base in given.items():
        found[name] = folder / name
        found[name].write_bytes(add_sheets(base, which or forms(), name))
    return found


def sheet_names(content: bytes) -> list[str]:
    return openpyxl.load_workbook(io.BytesIO(content), read_only=True).sheetnames


def tree(content: bytes, word: str) -> etree._Element:
    """One part, named by its last word."""
    found = parts(content)
    return etree.fromstring(next(data for name, data in found.items() if name.endswith(f"/{word}.xml")))


def sheet(content: bytes, title: str) -> etree._Element:
    """The part of one sheet."""
    found = parts(content)
    entry = next(e for e in tree(content, "workbook").iter(f"{MAIN}sheet") if e.get("name") == title)
    relations = etree.fromstring(found["xl/_rels/workbook.xml.rels"])
    target = next(e.get("Target", "") for e in relations if e.get("Id") == entry.get(f"{{{RELATIONS}}}id"))
    return etree.fromstring(found[target.lstrip("/") if target.startswith("/") else f"xl/{target}"])


def changes(base: bytes, copy: bytes) -> set[str]:
    """The parts of a workbook that are gone or not the same bytes in its copy."""
    after = parts(copy)
    return {name for name, content in parts(base).items() if after.get(name) != content}


def kept(was: etree._Element, now: etree._Element) -> bool:
    """Whether all of an element still stands in another, in the same order: names, prefixes, attributes, texts."""
    if (was.tag, was.prefix, was.nsmap, was.text) != (now.tag, now.prefix, now.nsmap, now.text):
        return False
    if any(now.get(key) != value for key, value in was.items() if key != "count"):
        return False
    ahead = iter(now)
    return all(any(kept(old, new) for new in ahead) for old in was)
