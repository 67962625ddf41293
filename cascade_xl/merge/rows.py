"""Rows of cells as a worksheet's XML: what a file adds to a large sheet is written here and not by XlsxWriter, which
takes five times as long and must hold the whole sheet.

Texts stand in their cells (``inlineStr``): a table of shared strings would have to be known to all who write at once.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cascade_xl.contract import Column, Kind
from cascade_xl.merge.cells import lines, live, printable, shortened
from cascade_xl.merge.source import Number
from cascade_xl.model import column_letter

LINE = 12.75
"""The height of a line of 10 point."""
PRINTED_LINES, OTHER_LINES = 30, 4
"""A row grows to so many lines; columns that are not printed make it no higher than four."""
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class Look(NamedTuple):
    """How a cell looks that an OPD wrote: what `Looks.office` is asked for."""

    kind: Kind
    fill: str = ""
    quoted: bool = False
    number_format: str = ""


COUNT, CENTRED, LINK, LINKED_NUMBER = "count", "centred", "link", "linked number"
"""The looks of what we write besides."""


class Tinted(NamedTuple):
    """A text on a colour."""

    text: str
    fill: str


class Link(NamedTuple):
    """A formula that leads somewhere, and what it shows."""

    formula: str
    shown: str | int


CellValue = str | int | Number | Tinted | Link


@dataclass(frozen=True)
class Body:
    """What it takes to write rows of a sheet, here or in another process.

    The first columns are ``printed``; ``counted`` is the look of our numbers.
    """

    columns: Sequence[Column]
    printed: int
    styles: Mapping[Look | str, int]
    counted: str = COUNT
    padding: float = 3


class Rows:
    """Rows of one sheet from a row on, counted from 1, as XML."""

    def __init__(self, body: Body, first: int) -> None:
        self.number = first
        self._padding = body.padding
        cells = [_Cells(body, place) for place in range(len(body.columns))]
        self._columns = [(cell.key, cell.start, cell.known, cell.made) for cell in cells]
        self._made: list[str] = []

    def add(self, cells: Mapping[str, CellValue], level: int = 0) -> None:
        """A row of cells by column key; blank ones are left out. ``level`` is its depth in the outline."""
        number, needed = self.number, 1
        row = []
        for key, start, known, made in self._columns:
            value = cells.get(key)
            if value is not None:
                cell, lines_ = known.get(value) or made(value)
                if cell:
                    row.append(f"{start}{number}{cell}")
                    if lines_ > needed:
                        needed = lines_
        height = LINE * needed + self._padding
        outline = f' outlineLevel="{level}"' if level else ""
        self._made.append(f'<row r="{number}" ht="{height:g}" customHeight="1"{outline}>{"".join(row)}</row>')
        self.number = number + 1

    def xml(self) -> bytes:
        """All rows."""
        return "".join(self._made).encode()


class _Cells:
    """The cells of a column, each without its address and with the lines that it takes. The same is made once: numbers
    that are equal, such as 1 and 1.0, are one to Excel, too."""

    def __init__(self, body: Body, place: int) -> None:
        self.key, _, self._width, kind, *_ = body.columns[place]
        self.start = f'<c r="{column_letter(place + 1)}'
        self.known: dict[CellValue, tuple[str, int]] = {}
        self._most = PRINTED_LINES if place < body.printed else OTHER_LINES
        self._ours = body.styles
        self._counted = body.styles[body.counted]
        looks = {look: style for look, style in body.styles.items() if isinstance(look, Look) and look.kind is kind}
        self._styles = {look[1:]: style for look, style in looks.items()}

    def made(self, value: CellValue) -> tuple[str, int]:
        """A cell; an empty one for no text."""
        if isinstance(value, Link):
            return self._link(value), 1  # each leads elsewhere
        found = self._made(value)
        self.known[value] = found
        return found

    def _made(self, value: str | int | Number | Tinted) -> tuple[str, int]:
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, Tinted):
            return self._text(value.text, value.fill)
        if isinstance(value, Number):
            return self._number(value)
        return f'" s="{self._counted}"><v>{value}</v></c>', 1

    def _text(self, text: str, fill: str = "") -> tuple[str, int]:
        plain = shortened(printable(text))
        if not plain:
            return "", 1
        needed = 1
        if len(plain) > self._width or "\n" in plain:
            needed = min(lines(plain, self._width), self._most)
        style = self._styles[fill, live(plain), ""]
        return f'" s="{style}" t="inlineStr"><is>{_t(plain)}</is></c>', needed

    def _number(self, value: Number) -> tuple[str, int]:
        """A number of an OPD, shown as there; one without a format of its own stays text when it is edited."""
        if not math.isfinite(value.stored):
            return self._text(str(value.stored))
        plain = self._styles["", False, "@"]
        style = plain if value.format == "General" else self._styles.get(("", False, value.format), plain)
        return f'" s="{style}"><v>{float(value.stored):.16G}</v></c>', 1

    def _link(self, link: Link) -> str:
        formula = f"<f>{_escaped(link.formula.removeprefix('='))}</f>"
        if isinstance(link.shown, int):
            return f'" s="{self._ours[LINKED_NUMBER]}">{formula}<v>{link.shown}</v></c>'
        return f'" s="{self._ours[LINK]}" t="str">{formula}<v>{_escaped(_plain(link.shown))}</v></c>'


def looks_of(columns: Sequence[Column], formats: Iterable[str], fills: Iterable[str] = ()) -> list[Look]:
    """Every look that rows of these columns may need; ``fills`` are those of drop-downs."""
    kinds = list(dict.fromkeys(column.kind for column in columns))
    found = [Look(kind, "", quoted) for kind in kinds for quoted in (False, True)]
    found += [Look(Kind.CHOICE, fill, quoted) for fill in dict.fromkeys(fills) for quoted in (False, True)]
    return found + [Look(kind, number_format=format_) for kind in kinds for format_ in ("@", *formats)]


def text_row(number: int, style: int, text: str) -> bytes:
    """A row of one text that is ours."""
    return f'<row r="{number}"><c r="A{number}" s="{style}" t="inlineStr"><is>{_t(text)}</is></c></row>'.encode()


def _t(text: str) -> str:
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<t{space}>{_escaped(_plain(text))}</t>"


def _plain(text: str) -> str:
    """Excel takes ``_x0041_`` for a letter A, unless its first sign is written in that way itself."""
    return _ESCAPE.sub("_x005F_", text) if "_x" in text else text


def _escaped(text: str) -> str:
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text
