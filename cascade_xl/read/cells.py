"""A cell → a value with its place: what an officer sees in it, and what it stores."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from cascade_xl.model import Place, Stored, Value
from cascade_xl.read.grid import Cell
from cascade_xl.text import clean

DATE = "tanggal"
UNCALCULATED = "rumus"
_MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
_LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]hms]*\]')
_DATE_LETTERS = re.compile(r"[ymdhs]", re.IGNORECASE)
_EPOCH = datetime(1899, 12, 30)


def value(cell: Cell | None, place: Place) -> Value:
    """The value of a cell; a missing cell is a blank value at its place."""
    if cell is None:
        return Value("", "", place)
    raw = shown(cell.stored, cell.format)
    flaw = cell.flaw
    if not flaw and _is_number(cell.stored) and is_date(cell.format):
        flaw = DATE
    return Value(clean(raw), raw, place, cell.stored, cell.format, flaw, cell.formula)


def text_value(raw: str, place: Place) -> Value:
    """A text cell's value."""
    return Value(clean(raw), raw, place, raw or None)


def shown(stored: Stored, number_format: str) -> str:
    """The text that an officer reads in a cell, with the Indonesian decimal comma for numbers."""
    if stored is None:
        return ""
    if isinstance(stored, str):
        return stored
    if isinstance(stored, bool):
        return "TRUE" if stored else "FALSE"
    if is_date(number_format):
        return _date(float(stored))
    if "%" in number_format:
        return _comma(f"{round(stored * 100, 10):.15g}") + "%"
    return _comma(f"{stored:.15g}")


def is_date(number_format: str) -> bool:
    """Whether a number format shows dates or times."""
    if number_format in ("General", "@", "0"):
        return False
    return bool(_DATE_LETTERS.search(_LITERALS.sub("", number_format)))


def _is_number(stored: Stored) -> bool:
    return isinstance(stored, (int, float)) and not isinstance(stored, bool)


def _comma(number: str) -> str:
    return number.replace(".", ",")


def _date(serial: float) -> str:
    try:
        day = _EPOCH + timedelta(days=serial)
    except OverflowError:
        return f"{serial:g}"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
