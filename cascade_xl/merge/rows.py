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

from cascade_xl.contract import MAX_TEXT, Column, Kind
from cascade_xl.merge.cells import lines, live, printable, shortened
from cascade_xl.merge.table import Number
from cascade_xl.model import column_letter

LINE = 12.75
"""The height of a line of 10 point."""
PRINTED_LINES, OTHER_LINES = 30, 4
"""A row grows to so many lines; columns that are not printed make it no higher than four."""
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_SIGNS = ("&", "<", ">", "_x")
_CLOSE = "</t></is></c>"


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


def rows(
    body: Body, first: int, count: int, columns: Mapping[str, Sequence[CellValue]], depths: Sequence[int] = ()
) -> bytes:
    """So many rows of a sheet from a row on, counted from 1, as XML. ``columns`` has by key a value for each row, an
    empty text where nothing stands; ``depths`` are those of the rows in the outline."""
    cells: list[Sequence[str]] = [("",) * count]
    needed: list[Sequence[int]] = [(1,) * count]
    for place, column in enumerate(body.columns):
        if values := columns.get(column.key):
            made, lines_ = _Column(body, place).made(values)
            cells.append(made)
            if max(lines_) > 1:
                needed.append(lines_)
    begins = _Begins(body.padding)
    return "".join(
        f'<row r="{number}{begins[height, depth]}{"".join(row).replace(_HERE, str(number))}</row>'
        for number, height, depth, row in zip(
            range(first, first + count), map(max, zip(*needed, strict=True)), depths or (0,) * count,
            zip(*cells, strict=True), strict=True,
        )
    ).encode()  # fmt: skip


_HERE = "\0"
"""Stands in a cell's address for its row, so that equal cells of a column are made once; no text can hold it."""


class _Begins(dict[tuple[int, int], str]):
    """How rows begin, behind their numbers, by the lines that they need and their depth."""

    def __init__(self, padding: float) -> None:
        super().__init__()
        self._padding = padding

    def __missing__(self, key: tuple[int, int]) -> str:
        height, depth = LINE * key[0] + self._padding, key[1]
        outline = f' outlineLevel="{depth}"' if depth else ""
        made = self[key] = f'" ht="{height:g}" customHeight="1"{outline}>'
        return made


class _Column:
    """Makes the cells of a column, each with the lines that it takes. Equal ones are made once, and so are numbers that
    are equal, such as 1 and 1.0: they are one to Excel, too."""

    def __init__(self, body: Body, place: int) -> None:
        _, _, self._width, kind, *_ = body.columns[place]
        self._start = f'<c r="{column_letter(place + 1)}{_HERE}" s="'
        self._most = PRINTED_LINES if place < body.printed else OTHER_LINES
        self._ours = body.styles
        self._counted = body.styles[body.counted]
        looks = {look: style for look, style in body.styles.items() if isinstance(look, Look) and look.kind is kind}
        self._styles = {look[1:]: style for look, style in looks.items()}
        self._begin = f"{self._start}{self._styles['', False, '']}{_open()}"

    def made(self, values: Sequence[CellValue]) -> tuple[Sequence[str], Sequence[int]]:
        """The cells, and the lines that each takes."""
        different = dict.fromkeys(values)
        easy = _easy([value for value in different if isinstance(value, str)])
        known = {value: self._made(value, easy) for value in different}
        cells, needed = zip(*[known[value] for value in values], strict=True)
        return cells, needed

    def _made(self, value: CellValue, easy: bool) -> tuple[str, int]:
        if isinstance(value, str):
            if easy and value[:1].isalnum() and value[-1] != " ":
                return f"{self._begin}{value}{_CLOSE}", self._lines(value)
            return self._text(value)
        if isinstance(value, int):
            return f'{self._start}{self._counted}"><v>{value}</v></c>', 1
        if isinstance(value, Tinted):
            return self._text(value.text, value.fill)
        return (self._link(value), 1) if isinstance(value, Link) else self._number(value)

    def _text(self, text: str, fill: str = "") -> tuple[str, int]:
        """A cell; an empty one for no text."""
        plain = shortened(printable(text))
        if not plain:
            return "", 1
        style = self._styles[fill, live(plain), ""]
        return f"{self._start}{style}{_open(plain)}{_escaped(_plain(plain))}{_CLOSE}", self._lines(plain)

    def _lines(self, text: str) -> int:
        return min(lines(text, self._width), self._most) if len(text) > self._width or "\n" in text else 1

    def _number(self, value: Number) -> tuple[str, int]:
        """A number of an OPD, shown as there; one without a format of its own stays text when it is edited."""
        stored, number_format = value
        if not math.isfinite(stored):
            return self._text(str(stored))
        plain = self._styles["", False, "@"]
        style = plain if number_format == "General" else self._styles.get(("", False, number_format), plain)
        return f'{self._start}{style}"><v>{float(stored):.16G}</v></c>', 1

    def _link(self, link: Link) -> str:
        formula = f"<f>{_escaped(link.formula.removeprefix('='))}</f>"
        if isinstance(link.shown, int):
            return f'{self._start}{self._ours[LINKED_NUMBER]}">{formula}<v>{link.shown}</v></c>'
        shown = _escaped(_plain(link.shown))
        return f'{self._start}{self._ours[LINK]}" t="str">{formula}<v>{shown}</v></c>'


def looks_of(columns: Sequence[Column], formats: Iterable[str], fills: Iterable[str] = ()) -> list[Look]:
    """Every look that rows of these columns may need; ``fills`` are those of drop-downs."""
    kinds = list(dict.fromkeys(column.kind for column in columns))
    found = [Look(kind, "", quoted) for kind in kinds for quoted in (False, True)]
    found += [Look(Kind.CHOICE, fill, quoted) for fill in dict.fromkeys(fills) for quoted in (False, True)]
    return found + [Look(kind, number_format=format_) for kind in kinds for format_ in ("@", *formats)]


def text_row(number: int, style: int, text: str) -> bytes:
    """A row of one text that is ours."""
    cell = f'<c r="A{number}" s="{style}{_open(text)}{_escaped(_plain(text))}{_CLOSE}'
    return f'<row r="{number}">{cell}</row>'.encode()


def _open(text: str = "") -> str:
    """What stands before a text in its cell."""
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f'" t="inlineStr"><is><t{space}>'


def _easy(texts: Sequence[str]) -> bool:
    """Whether all these texts, if they begin with a letter or digit and do not end with a blank, can stand in a cell as
    they are. Looked for in all at once, since few columns have any that cannot."""
    joined = "".join(texts)
    plain = joined.isprintable() and not any(sign in joined for sign in _SIGNS)
    return plain and max(map(len, texts), default=0) < MAX_TEXT // 2


def _plain(text: str) -> str:
    """Excel takes ``_x0041_`` for a letter A, unless its first sign is written in that way itself."""
    return _ESCAPE.sub("_x005F_", text) if "_x" in text else text


def _escaped(text: str) -> str:
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text
