"""A cell → a value with its place: what an officer sees in it, and what it stores."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from cascade_xl.model import Stored, Value
from cascade_xl.quantity import is_number, is_percent, without_literals
from cascade_xl.read.grid import Cell
from cascade_xl.text import clean

NEW: Any = tuple.__new__
"""Makes a cell or a value without the detour through its own ``__new__``: a table is made of little else."""
DATE = "tanggal"
UNCALCULATED = "rumus"
_MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
_BRACKETS = re.compile(r"\[(?!(?:h+|m+|s+)\])[^\]]*\]", re.IGNORECASE)  # [Red], [$-421], but not the hours of [h]:mm
_DATE_LETTERS = re.compile(r"[ymdhs]", re.IGNORECASE)
_DAY_LETTERS = re.compile(r"[yd]|^[^hs]*$", re.IGNORECASE)
_EPOCH = datetime(1899, 12, 30)
_LEAP_DAY = 60  # Excel counts a 29 February 1900 that never was


def value(cell: Cell | None, at: tuple[str, str, int, int]) -> Value:
    """The value of a cell; a missing cell is a blank value at its place. An error shows its name, but is no text."""
    if cell is None:
        return Value("", "", at)
    stored, number_format, flaw, formula = cell
    if flaw:
        return Value("", flaw if flaw.startswith("#") else "", at, None, number_format, flaw, formula)
    if isinstance(stored, str):
        return Value(clean(stored), stored, at, stored, number_format, "", formula)
    raw = shown(stored, number_format)
    flaw = DATE if is_number(stored) and is_date(number_format) else ""
    return Value(clean(raw), raw, at, stored, number_format, flaw, formula)


def shown(stored: Stored, number_format: str) -> str:
    """The text that an officer reads in a cell, with the Indonesian decimal comma for numbers."""
    if stored is None:
        return ""
    if isinstance(stored, str):
        return stored
    if isinstance(stored, bool):
        return "TRUE" if stored else "FALSE"
    if is_date(number_format):
        return _date(stored, number_format)
    if is_percent(number_format):
        return _plain(round(stored * 100, 10)) + "%"
    return _plain(stored)


@lru_cache
def is_date(number_format: str) -> bool:
    """Whether a number format shows dates or times."""
    if number_format in ("General", "@", "0"):
        return False
    return bool(_DATE_LETTERS.search(_BRACKETS.sub("", without_literals(number_format))))


@lru_cache
def is_day(number_format: str) -> bool:
    """Whether a number format shows days, and not only a time."""
    return is_date(number_format) and bool(_DAY_LETTERS.search(_BRACKETS.sub("", without_literals(number_format))))


def serial(iso: str) -> float:
    """The number by which Excel knows an ISO 8601 date. Raises `ValueError`."""
    days = (datetime.fromisoformat(iso).replace(tzinfo=None) - _EPOCH) / timedelta(days=1)
    return int(days) if days.is_integer() else days


def _plain(number: float) -> str:
    return f"{number + 0:.15g}".upper().replace(".", ",")  # no minus on a zero


def _date(days: float, number_format: str) -> str:
    """A day as Indonesians write it; a time where the format shows nothing else."""
    try:
        moment = _EPOCH + timedelta(days=days + (days < _LEAP_DAY))
    except OverflowError:
        return _plain(days)
    if is_day(number_format):
        return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
    hours, minutes = divmod(round(days * 24 * 60), 60)
    return f"{hours}:{minutes:02}"
