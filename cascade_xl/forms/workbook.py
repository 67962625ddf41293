"""Sheets of forms → a workbook that prints as it stands."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from math import ceil
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from cascade_xl.contract import Style
from cascade_xl.contract.forms import FORM_MARK
from cascade_xl.forms.drawing import part
from cascade_xl.forms.paper import SMALLEST
from cascade_xl.forms.sheet import Cell, Look, Sheet
from cascade_xl.merge.cells import safe
from cascade_xl.write.graft import with_drawings

_CREATED = datetime(2025, 1, 1)  # always the same: equal forms are equal files
_DIGIT = 5.577
"""Points of a digit in Calibri 11, the unit of column widths: so wide are columns on paper. Excel's screen, which
counts 7 whole pixels for it, shows them 6 % narrower."""
_ADDED = 5 / 7
"""What XlsxWriter adds to a width, as Excel's dialog does."""
_INCH = 72.0
_FOOTER = 8
"""Points of the letters below a page. Like all others they are printed at the sheet's scale."""
_HEAD = 1
"""Rows above the first of a form: the hidden one with its mark."""
_SIDES = {"l": "left", "t": "top", "r": "right", "b": "bottom"}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_TAB_LENGTH = 31


def build(sheets: Sequence[Sheet]) -> bytes:
    """A workbook with only these sheets, print set-up done. The same input gives the same bytes."""
    target = io.BytesIO()
    book = Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "Formulir cascading kinerja", "created": _CREATED})
    looks = _Looks(book)
    names = tabs(sheets)
    for sheet, name in zip(sheets, names, strict=True):
        _write(book.add_worksheet(name), sheet, looks)
    book.close()
    drawn = {name: part(sheet.drawings) for sheet, name in zip(sheets, names, strict=True) if sheet.drawings}
    return with_drawings(target.getvalue(), drawn) if drawn else target.getvalue()


def tabs(sheets: Iterable[Sheet]) -> list[str]:
    """The names of the sheets' tabs: what Excel takes, no two alike."""
    names: list[str] = []
    for sheet in sheets:
        plain = " ".join(_FORBIDDEN.sub(" ", safe(sheet.title)).split()).strip("'")[:_TAB_LENGTH].strip() or sheet.form
        name, number = plain, 1
        while name.casefold() in (other.casefold() for other in names):
            number += 1
            name = f"{plain[: _TAB_LENGTH - 5].rstrip()} ({number})"
        names.append(name)
    return names


class _Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[Look, Format] = {}

    def __call__(self, look: Look) -> Format:
        if look not in self._made:
            self._made[look] = self._book.add_format(_properties(look))
        return self._made[look]


def _properties(look: Look) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "font_name": Style.FONT, "font_size": look.size, "bold": look.bold, "italic": look.italic,
        "underline": int(look.underline), "align": look.align,
        "valign": {"center": "vcenter"}.get(look.valign, look.valign), "text_wrap": True, "num_format": "@",
        "indent": look.indent,
    }  # fmt: skip
    if look.ink != "000000":
        properties["font_color"] = f"#{look.ink}"
    if look.fill:
        properties["bg_color"] = f"#{look.fill}"
    for side in look.border:
        properties |= {"bottom": 5} if side == "B" else {_SIDES[side]: 1}
    return properties


def _write(page: Worksheet, sheet: Sheet, looks: _Looks) -> None:
    page.write_string(0, 0, f"{FORM_MARK} {sheet.form}")
    page.set_row(0, None, None, {"hidden": True})
    for number, width in enumerate(sheet.columns):
        page.set_column(number, number, max(width / _DIGIT - _ADDED, 0.1))
    for number, row in enumerate(sheet.rows, start=_HEAD):
        page.set_row(number, row.height)
        for column, cell in row.cells.items():
            _cell(page, number, column, cell, looks(cell.look))
    _set_up(page, sheet)


def _cell(page: Worksheet, row: int, column: int, cell: Cell, look: Format) -> None:
    if cell.across > 1 or cell.down > 1:
        page.merge_range(row, column, row + cell.down - 1, column + cell.across - 1, "", look)
    text = safe(cell.text)
    if text:
        page.write_string(row, column, text, look)
    else:
        page.write_blank(row, column, None, look)


def _set_up(page: Worksheet, sheet: Sheet) -> None:
    if sheet.page.landscape:
        page.set_landscape()
    page.set_paper(sheet.page.paper.code)
    left, right, top, bottom = (margin / _INCH for margin in sheet.page.margins)
    page.set_margins(left, right, top, bottom)
    page.set_print_scale(sheet.scale)
    page.center_horizontally()
    page.hide_gridlines(2)
    page.print_area(_HEAD, 0, _HEAD + len(sheet.rows) - 1, len(sheet.columns) - 1)
    if sheet.repeated:
        first, last = sheet.repeated
        page.repeat_rows(_HEAD + first, _HEAD + last)
    page.set_h_pagebreaks([_HEAD + row + 1 for row in sheet.breaks])
    page.set_footer(f"&R&{max(_FOOTER, ceil(SMALLEST * 100 / sheet.scale))}Halaman &P dari &N", {"margin": 0.3})
    page.ignore_errors({"number_stored_as_text": f"A1:XFD{_HEAD + len(sheet.rows)}"})
