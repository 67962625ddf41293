"""A printed sheet, fitted to the workbook that it comes into: its texts, looks and widths."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from cascade_xl.write.graft.fonts import CALIBRI_11
from cascade_xl.write.graft.styles import absolute
from cascade_xl.write.graft.xml import Element, name, number

_DEFAULT = 64 / 7
"""The width of a column that says none, under Calibri 11."""
_WIDEST = 255.0
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Fitting(NamedTuple):
    """What a sheet is fitted to: our shared strings and theme, the place of each of our cell formats in the officer's
    styles, and the width of the digits there in points."""

    strings: Sequence[Element]
    palette: Sequence[str]
    formats: Sequence[int]
    digit: float


def fit(sheet: Element, to: Fitting) -> None:
    """Change a sheet that XlsxWriter wrote, so that it looks and prints the same in the officer's workbook."""
    for view in sheet.iter(name("sheetView")):
        view.attrib.pop("tabSelected", "")  # else Excel types into it what is typed into the officer's sheet
    for column in sheet.iter(name("col")):
        _restyle(column, "style", to.formats)
        if "width" in column.attrib:
            column.set("width", _width(float(column.attrib["width"]), to.digit))
    for properties in sheet.iter(name("sheetFormatPr")):
        if to.digit != CALIBRI_11:
            properties.set("defaultColWidth", _width(float(properties.get("defaultColWidth", _DEFAULT)), to.digit))
    for row in sheet.iter(name("row")):
        _restyle(row, "s", to.formats)
    for cell in sheet.iter(name("c")):
        cell.set("s", str(to.formats[number(cell.get("s"))]))
        if cell.get("t") == "s":
            _inline(cell, to)


def _restyle(element: Element, attribute: str, formats: Sequence[int]) -> None:
    if attribute in element.attrib:
        element.set(attribute, str(formats[int(element.attrib[attribute])]))


def _width(width: float, digit: float) -> str:
    """A width under Calibri 11 as the one of as many points under a font with other digits, in Excel's fractions."""
    return f"{min(round(width * CALIBRI_11 / digit * 256) / 256, _WIDEST):.10g}"


def _inline(cell: Element, to: Fitting) -> None:
    """The shared string of a cell, with its runs, as a text in the cell: the officer's shared strings stay."""
    value = cell.find(name("v"))
    assert value is not None
    shared = to.strings[number(value.text)]
    cell.remove(value)
    cell.set("t", "inlineStr")
    text = etree.SubElement(cell, name("is"))
    for part in shared:
        text.append(absolute(deepcopy(part), to.palette))
    for letters in text.iter(name("t")):
        if letters.text != (letters.text or "").strip():
            letters.set(_SPACE, "preserve")
