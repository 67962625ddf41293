"""What a cell's XML means: its type, style, value and formula as they are written → the cell."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

from cascade_xl.model import Stored
from cascade_xl.read.cells import UNCALCULATED, is_date, is_day, serial
from cascade_xl.read.grid import Cell, Range

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
MAX_CELLS = 3_000_000
"""Cells at which a sheet is no planner's but an attack: a whole regency has a third of that."""
_DAYS_TO_1904 = 1462
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Contents(NamedTuple):
    """What the cells of a workbook share: its strings, the number format of each style, and the day it counts from."""

    strings: Sequence[str] = ()
    formats: Sequence[str] = ()
    date1904: bool = False

    def format(self, style: int) -> str:
        """The number format of a style."""
        return self.formats[style] if style < len(self.formats) else "General"

    def cell(self, kind: str, style: int, value: str | None, formula: str | None) -> Cell | None:
        """A cell; None where it stores nothing. ``value`` and ``formula`` are None where their elements are missing."""
        number_format = self.format(style)
        formula = "=" + formula if formula is not None else ""
        text = value or ""
        stored: Stored
        match kind:
            case "str" | "inlineStr":
                if value is None:
                    return _without_value(number_format, formula)
                stored = unescape(text)
            case "e":
                return Cell(None, number_format, text or "#GALAT!", formula)
            case _ if not text.strip():
                return _without_value(number_format, formula)
            case "s":
                stored = self.strings[_index(text)]
            case "b":
                stored = text.strip() in ("1", "true")
            case "d":
                stored, number_format = _day(text, number_format)
            case _:
                stored = _number(text)
                if stored is None:
                    return Cell(None, number_format, "#NUM!", formula)
                if self.date1904 and is_day(number_format):
                    stored += _DAYS_TO_1904
        if stored == "" and not formula:
            return None
        return Cell(stored, number_format, "", formula)


def _without_value(number_format: str, formula: str) -> Cell | None:
    return Cell(None, number_format, UNCALCULATED, formula) if formula else None


def _number(text: str) -> int | float | None:
    """A stored number; None for NaN and infinity, which some programs write although Excel has none."""
    value = float(text)
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def _day(text: str, number_format: str) -> tuple[Stored, str]:
    """A day that is stored as ISO 8601, as the number that other files store."""
    try:
        return serial(text.strip()), number_format if is_date(number_format) else "yyyy-mm-dd"
    except ValueError:
        return text, number_format


def _index(text: str) -> int:
    index = int(text)
    if index < 0:
        raise IndexError(text)
    return index


def unescape(text: str) -> str:
    """Text with the signs that XML cannot hold; halves of a pair are joined, and a lost half is replaced."""
    if "_x" not in text:
        return text
    plain = _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text)
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def column_number(letters: str) -> int:
    """A → 1, AA → 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def area(reference: str) -> Range:
    """``A1:B2`` → its rectangle."""
    first, _, last = reference.replace("$", "").partition(":")
    return Range(*_address(first), *_address(last or first))


def _address(reference: str) -> tuple[int, int]:
    letters = reference.rstrip("0123456789")
    return int(reference[len(letters) :]), column_number(letters)
