"""How wide the digits of a workbook's Normal font are, in which its file measures every column.

``<col width>`` counts widths of the widest digit, in whole pixels at 96 dpi, of the font of the style *Normal*: the
same number is a wider column under Verdana than under Calibri. `_DIGITS` holds that digit in thousandths of the letter
size; pixels are that times the size, rounded. The rounding was compared with what Excel 2007 shows, as published for
Arial 8 to 10, Calibri 9 to 11 and Verdana 8 to 10: it is the same in all nine.
"""

from __future__ import annotations

from cascade_xl.write.graft.package import Package
from cascade_xl.write.graft.styles import normal_format
from cascade_xl.write.graft.workbook import Book, guarded
from cascade_xl.write.graft.xml import Element, name, number

CALIBRI_11 = 7
_DIGITS = {
    # Measured in the font itself.
    "carlito": 507, "caladea": 517, "dejavu sans": 636, "dejavu serif": 636, "dejavu sans mono": 602,
    "dejavu sans condensed": 572, "liberation sans": 556, "liberation serif": 500, "liberation mono": 600,
    "urw bookman": 620,
    # Measured in a font that was made to the same widths: Carlito, Liberation, Wine's Tahoma, URW's and Nimbus.
    "calibri": 507, "arial": 556, "helvetica": 556, "times new roman": 500, "times": 500, "courier new": 600,
    "tahoma": 546, "bookman old style": 620, "century gothic": 554, "palatino linotype": 500, "book antiqua": 500,
    "century schoolbook": 556, "arial narrow": 456,
    # As PDF documents state the widths of these fonts; not measured here.
    "cambria": 554, "segoe ui": 539, "verdana": 636, "georgia": 614, "garamond": 469, "trebuchet ms": 524,
    "consolas": 550, "aptos": 561,
    # An estimate that agrees with the 7 pixels which are known at 11 points.
    "aptos narrow": 496,
}  # fmt: skip
_SMALLEST, _LARGEST = 1.0, 409.0  # letters in Excel, in points
_OTHER = 556
"""Arial's: what Windows shows for a font that it has not."""


def default_font_width(base: bytes, label: str = "Buku kerja") -> int:
    """The width of the widest digit of a workbook's Normal font, in pixels. Raises `GraftError`."""
    with guarded(label):
        package = Package(base, label)
        styles = Book(package).part("styles")
        return digit_width(package.tree(styles)) if styles else CALIBRI_11


def digit_width(styles: Element) -> int:
    """The same of a workbook's styles."""
    normal = normal_format(styles)
    fonts = styles.findall(f"{name('fonts')}/{name('font')}")
    place = number(normal[1].get("fontId")) if normal else 0
    if not 0 <= place < len(fonts):
        return CALIBRI_11
    family, size = (_value(fonts[place], local) for local in ("name", "sz"))
    width = _DIGITS.get(family.strip().lower(), _OTHER) if family else _DIGITS["calibri"]
    points = min(max(float(size or 11), _SMALLEST), _LARGEST)
    return max(1, round(width * points * 96 / 72 / 1000))


def _value(font: Element, local: str) -> str:
    found = font.find(name(local))
    return "" if found is None else found.get("val", "")
