"""How cells look: the formats of a workbook that XlsxWriter makes, and the workbook itself."""

from __future__ import annotations

from datetime import datetime
from typing import IO, Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from cascade_xl.contract import Kind, Style
from cascade_xl.merge import standard
from cascade_xl.merge.cells import safe

_BASE = {"font_name": Style.FONT, "font_size": 10, "font_color": f"#{Style.INK}", "valign": "top"}
_BOX = {"valign": "vcenter", "border": 1, "border_color": f"#{Style.LINE}"}
NOT_LIVE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_MADE = datetime(2000, 1, 1)
"""The date in the document's properties: a real one would make two merges of the same files differ."""


def new_book(target: IO[bytes], title: str) -> Workbook:
    """A workbook in which no text comes to life, with the same properties whenever it is made."""
    book = Workbook(target, {**NOT_LIVE, "in_memory": True})
    book.set_properties({"title": safe(title), "created": _MADE})
    return book


class Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Workbook, base: dict[str, Any] = _BASE) -> None:
        self._book = book
        self._base = base
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._office: dict[tuple[Kind, str, bool, str], Format] = {}

    def __call__(self, **properties: Any) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({**self._base, **properties})
        return self._made[key]

    def boxed(self) -> Looks:
        """The same with lines around every cell and its text in the middle."""
        return Looks(self._book, {**self._base, **_BOX})

    def rule(self, **properties: Any) -> Format:
        """What a conditional format changes, and nothing besides."""
        return self._book.add_format(properties)

    def office(self, kind: Kind, fill: str = "", quoted: bool = False, number_format: str = "") -> Format:
        """A cell that an OPD wrote. Codes and numbers keep the text format: 1.10 stays 1.10 even where it is edited."""
        asked = kind, fill, quoted, number_format
        made = self._office.get(asked)
        if made is None:
            made = self._office[asked] = self(**_office(*asked))
        return made

    def count(self, fill: str = "", **more: Any) -> Format:
        """A number of ours; nothing is a dash."""
        if fill:
            more["bg_color"] = f"#{fill}"
        return self(num_format='#,##0;-#,##0;"–"', align="center", **more)

    def link(self, **more: Any) -> Format:
        return self(font_color=f"#{standard.LINK}", underline=1, **more)


def _office(kind: Kind, fill: str, quoted: bool, number_format: str) -> dict[str, Any]:
    properties: dict[str, Any] = {"text_wrap": True}
    if number_format:
        properties["num_format"] = number_format
    elif kind in (Kind.CODE, Kind.TARGET):
        properties["num_format"] = "@"
    elif quoted:
        properties["quote_prefix"] = True
    if kind is Kind.TARGET:
        properties["align"] = "center"
    if fill:
        properties["bg_color"] = f"#{fill}"
    return properties
