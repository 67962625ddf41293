"""How wide the digits of a workbook's Normal font are, in which its file measures every column.

``<col width>`` counts widths of the widest digit of the font of the style *Normal*: the same number is a wider column
under Verdana than under Calibri. On paper, and in LibreOffice everywhere, that is the digit as it is drawn; Excel's
screen takes it as whole pixels. `_DIGITS` holds the digit in thousandths of the letter size. Its rounding to pixels was
compared with what Excel 2007 shows, as published for Arial 8 to 10, Calibri 9 to 11 and Verdana 8 to 10: it is the same
in all nine.
"""

from __future__ import annotations

from cascade_xl.write.graft.package import Package
from cascade_xl.write.graft.styles import normal_format
from cascade_xl.write.graft.workbook import Book, guarded
from cascade_xl.write.graft.xml import Element, name, number

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
CALIBRI_11 = _DIGITS["calibri"] * 11 / 1000
"""Points of a digit where forms are laid out, and in a workbook that names no font."""
_SMALLEST, _LARGEST = 1.0, 409.0  # letters in Excel, in points
_OTHER = 556
"""Arial's: what Windows shows for a font that it has not."""


def default_font_width(base: bytes, label: str = "Buku kerja") -> int:
    """The width of the widest digit of a workbook's Normal font, in pixels of Excel's screen. Raises `GraftError`."""
    with guarded(label):
        package = Package(base, label)
        styles = Book(package).part("styles")
        return max(1, round((digit(package.tree(styles)) if styles else CALIBRI_11) * 96 / 72))


def digit(styles: Element) -> float:
    """The width of the widest digit of the Normal font, in points as it is drawn."""
    normal = normal_format(styles)
    fonts = styles.findall(f"{name('fonts')}/{name('font')}")
    place = number(normal[1].get("fontId")) if normal else 0
    if not 0 <= place < len(fonts):
        return CALIBRI_11
    family, size = (_value(fonts[place], local) for local in ("name", "sz"))
    thousandths = _DIGITS.get(family.strip().lower(), _OTHER) if family else _DIGITS["calibri"]
    points = float(size or 11)
    if not points > 0:
        raise ValueError(size)
    return thousandths * min(max(points, _SMALLEST), _LARGEST) / 1000


def _value(font: Element, local: str) -> str:
    found = font.find(name(local))
    return "" if found is None else found.get("val", "")
