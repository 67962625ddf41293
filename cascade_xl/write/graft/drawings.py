"""Drawings that XlsxWriter cannot make, put into the sheets of a workbook that it wrote."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from cascade_xl import parts
from cascade_xl.write.graft.package import Package
from cascade_xl.write.graft.workbook import Book
from cascade_xl.write.graft.xml import name, put

_KIND = f"{parts.RELATIONS}/drawing"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
_ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing",
)  # fmt: skip
"""What stands before a drawing in a worksheet."""


def with_drawings(xlsx: bytes, drawings: Mapping[str, bytes]) -> bytes:
    """The workbook with a drawing (an ``xdr:wsDr`` part) in each of the sheets that are named.

    It is a workbook of ours: a sheet that is not there, or has a drawing already, is a `ValueError`.
    """
    package = Package(xlsx, "formulir")
    book = Book(package)
    tabs = {tab.name: tab for tab in book.tabs()}
    if not drawings.keys() <= tabs.keys():
        raise ValueError(f"no sheets {sorted(drawings.keys() - tabs.keys())}")
    for title, content in drawings.items():
        sheet = package.edit(tabs[title].part)
        if sheet.find(name("drawing")) is not None:
            raise ValueError(f"{title}: has a drawing")
        part = package.free("xl/drawings/drawing.xml")
        package.add(part, content, _CONTENT_TYPE)
        drawing = etree.Element(name("drawing"))
        drawing.set(f"{{{parts.RELATIONS}}}id", package.relate(tabs[title].part, _KIND, part))
        put(sheet, drawing, _ORDER)
    return package.packed()
