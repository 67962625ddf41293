"""Targets as officers write them: text to value and back.

A cell may say ``53,9%``, ``5.205``, ``70-80``, ``LEVEL 2``, ``12 Bulan``, or hold the number 0.92 shown as 92%. The
raw text is kept by the model; here it becomes a `Quantity`. Dot and comma are decided by the kind of satuan and by
the neighbours in the row. Where two readings still stand the quantity is *ambiguous* and carries both; nothing is
guessed. A text that is no number although it surely means one (``≥ 90``, ``1,19% %``) stays a text and says which.

Values are `decimal.Decimal`: 4,98 + 2,5 + 17 is 24,48 exactly. Percentages are in percent (92, not 0.92).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple, Protocol, TypeGuard

from cascade_xl.text import key


class Kind(StrEnum):
    """What a satuan counts; the value is the word used in profiles."""

    WHOLE = "bulat"
    DECIMAL = "desimal"
    PERCENT = "persen"
    SCALE = "predikat"
    RANGE = "rentang"
    TEXT = "teks"
    UNKNOWN = "tidak-dikenal"


class Form(StrEnum):
    """What was read from a cell."""

    EMPTY = "kosong"
    NUMBER = "angka"
    RANGE = "rentang"
    LEVEL = "predikat"
    TEXT = "teks"
    AMBIGUOUS = "rancu"


class Quantity(NamedTuple):
    """A target's value. A number has ``low == high``; a level has its rank on the scale, the worst being 0.

    ``unit`` is what was written behind the number (``%``, ``Orang``). ``readings`` are the values that an ambiguous
    text may have, or the value that a malformed text probably means.
    """

    form: Form
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    readings: tuple[Decimal, ...] = ()

    @property
    def value(self) -> Decimal | None:
        """The number, or None for anything else than a plain number."""
        return self.low if self.form is Form.NUMBER else None


EMPTY = Quantity(Form.EMPTY)


class Written(Protocol):
    """What this module needs to know of a cell; `cascade_xl.model.Value` is one."""

    @property
    def text(self) -> str: ...
    @property
    def stored(self) -> str | int | float | bool | None: ...
    @property
    def format(self) -> str: ...
    @property
    def flaw(self) -> str: ...


_NUMERAL = r"[+-]?[0-9][0-9.,]*"
_DASHED = r"(?:(?<=[.,])-{1,2})?"  # "Rp 1.500.000,-"
_SPELLED = r"(?:\([^()\d]*\)\s*)?"  # "12 (dua belas) Bulan"
_UNIT = r"%|[^\W\d](?:[^\d%()]|(?<=m)[23]|(?<=per )1[.0]*)*"  # the digits of "m2" and "per 1.000 kelahiran"
_BOUND = (
    r"[<>=≤≥±~%]+|min\w*\.?|ma(?:ks|x)\w*\.?|sekitar|kurang lebih|(?:lebih|kurang) dari"
    r"|paling (?:sedikit|banyak|rendah|tinggi)|di ?(?:atas|bawah)"
)
_NUMBER = re.compile(rf"(Rp\.?\s*)?({_NUMERAL}){_DASHED}\s*{_SPELLED}({_UNIT})?\s*{_SPELLED}", re.IGNORECASE)
_RANGE = re.compile(
    rf"({_NUMERAL})\s*({_UNIT})?\s*(?:-|~|s[/.]?d\.?|sampai(?: dengan)?|hingga)\s*({_NUMERAL})\s*({_UNIT})?",
    re.IGNORECASE,
)
_BROKEN = re.compile(rf"([0-9][0-9.,]*(?: [0-9.,]+)+)\s*({_UNIT})?")
_MEANT = re.compile(rf"(?:{_BOUND})\s*({_NUMERAL})\s*({_UNIT})?|({_NUMERAL})\s*(%)(?:\s*%)+", re.IGNORECASE)
_POWERS = {"ribu": 3, "rb": 3, "juta": 6, "jt": 6, "miliar": 9, "milyar": 9, "triliun": 12, "trilyun": 12}
_RUPIAH_POWERS = {**_POWERS, "m": 9, "t": 12}
_GLOSS = re.compile(r"(?<=\S)\s*\([^()]*\)$")  # "WTP (Wajar Tanpa Pengecualian)"
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
_LONGEST_TEXT = 200  # nothing that is longer was meant as a number
_LONGEST_NUMERAL = 28  # to so many digits `decimal` calculates exactly
_PLAUSIBLE = 30  # a reading may differ from its neighbours by this factor; the two readings differ by 1000
_ONE = Decimal(1)


def read_row(
    cells: Sequence[Written], kind: Kind, scale: Sequence[str] = (), thousands: bool = False
) -> list[Quantity]:
    """The quantities of one indicator's cells: they share a satuan and so decide each other's dots and commas.

    ``thousands`` says that the satuan is a measure of large numbers (m2, rupiah): where the neighbours do not tell, the
    larger reading is the one meant, as Indonesian writes it.
    """
    graded = tuple(scale)
    found = [_read(cell, kind, graded) if cell.text or cell.flaw else EMPTY for cell in cells]
    if Form.AMBIGUOUS in [q.form for q in found]:
        known = _sizes(found)
        found = [_decide(q, cell.text, kind, known, thousands) for q, cell in zip(found, cells, strict=True)]
    if kind is Kind.PERCENT:
        found = _doubt_fractions(found, cells)
    return found


def is_number(stored: str | int | float | bool | None) -> TypeGuard[int | float]:
    """Whether a cell stores a number, of which TRUE is none."""
    return isinstance(stored, (int, float)) and not isinstance(stored, bool)


@lru_cache
def is_percent(number_format: str) -> bool:
    """Whether a number format shows 0.92 as 92%; a quoted percent sign (``0"%"``) is decoration."""
    return "%" in without_literals(number_format)


def without_literals(number_format: str) -> str:
    """A number format without the signs that it only shows."""
    return _LITERAL.sub("", number_format)


def _read(cell: Written, kind: Kind, scale: tuple[str, ...]) -> Quantity:
    if cell.flaw:
        return Quantity(Form.TEXT)
    if is_number(cell.stored) and kind not in (Kind.SCALE, Kind.TEXT):
        return _read_number(cell.stored, is_percent(cell.format))
    return _read_text(cell.text, kind, scale) if len(cell.text) <= _LONGEST_TEXT else Quantity(Form.TEXT)


@lru_cache(maxsize=4096)
def _read_number(stored: float, percent: bool) -> Quantity:
    number = Decimal(f"{stored:.15g}")
    return _number(number.scaleb(2), "%") if percent else _number(number)


@lru_cache(maxsize=4096)
def _read_text(text: str, kind: Kind, scale: tuple[str, ...]) -> Quantity:
    if not text.strip("-"):
        return EMPTY
    if kind is Kind.SCALE:
        return _level(text, scale)
    if kind is Kind.TEXT:
        return Quantity(Form.TEXT)
    if match := _NUMBER.fullmatch(text):
        return _single(match[2], (match[3] or "").strip(), kind, _RUPIAH_POWERS if match[1] else _POWERS)
    if match := _RANGE.fullmatch(text):
        unit = (match[4] or match[2] or "").strip()
        low, high = _readings(match[1], kind, unit), _readings(match[3], kind, unit)
        return Quantity(Form.RANGE, low[0], high[0], unit) if len(low) == len(high) == 1 else Quantity(Form.TEXT)
    if match := _BROKEN.fullmatch(text):
        return _broken(match[1], (match[2] or "").strip(), kind)
    if match := _MEANT.fullmatch(text):
        unit = (match[2] or match[4] or "").strip()
        return Quantity(Form.TEXT, unit=unit, readings=_readings(match[1] or match[3], kind, unit))
    return Quantity(Form.TEXT)


def _level(text: str, scale: tuple[str, ...]) -> Quantity:
    """A name on the scale, or the number of the level that ends in it: ``2`` for ``LEVEL 2``."""
    wanted = _grade(_GLOSS.sub("", text))
    for rank, name in enumerate(map(_grade, scale)):
        word = name.removesuffix(wanted)
        if not word or (wanted.isdigit() and word != name and word.isalpha()):
            return Quantity(Form.LEVEL, Decimal(rank), Decimal(rank))
    return Quantity(Form.TEXT)


def _grade(text: str) -> str:
    """What names a level, whatever its case and blanks; ``A+`` is not ``A``."""
    return key(text) + text[len(text.rstrip("+-")) :]


def _single(numeral: str, unit: str, kind: Kind, powers: Mapping[str, int]) -> Quantity:
    """One numeral and its unit. ``1,5 juta`` is 1.500.000, or 1,5 where the satuan counts in millions."""
    readings = _readings(numeral, kind, unit)
    if power := powers.get(unit.casefold().partition(" ")[0].rstrip(".")):
        readings = tuple(dict.fromkeys(r for reading in readings for r in (reading.scaleb(power), reading)))
    if len(readings) == 1:
        return _number(readings[0], unit)
    return Quantity(Form.AMBIGUOUS if readings else Form.TEXT, unit=unit, readings=readings)


def _number(value: Decimal, unit: str = "") -> Quantity:
    return Quantity(Form.NUMBER, value, value, unit)


def _readings(numeral: str, kind: Kind, unit: str = "") -> tuple[Decimal, ...]:
    """The numbers that a numeral may mean, the Indonesian reading first; none where it is no numeral at all."""
    if len(numeral) > _LONGEST_NUMERAL:
        return ()
    numeral = numeral[:-1] if numeral[-1] in ".," else numeral
    sign, digits = (numeral[0], numeral[1:]) if numeral[:1] in ("+", "-") else ("", numeral)
    if not digits.strip(".,"):
        return ()
    dots, commas = digits.count("."), digits.count(",")
    if not dots and not commas:
        return (Decimal(sign + digits),)
    if dots and commas:
        decimal = max(".,", key=digits.rfind)
        thousands = "," if decimal == "." else "."
        whole, _, fraction = digits.rpartition(decimal)
        if decimal in whole or not fraction or not _grouped(whole, thousands):
            return ()
        return (Decimal(f"{sign}{whole.replace(thousands, '')}.{fraction}"),)
    separator = "." if dots else ","
    if dots + commas > 1:
        return (Decimal(sign + digits.replace(separator, "")),) if _grouped(digits, separator) else ()
    whole, _, fraction = digits.partition(separator)
    if not whole or not fraction:
        return ()
    as_decimal = Decimal(f"{sign}{whole}.{fraction}")
    if not _grouped(digits, separator):
        return (as_decimal,)
    as_thousands = Decimal(sign + whole + fraction)
    if kind is Kind.PERCENT or unit == "%":
        return (as_decimal,)  # a percentage has no thousands
    if kind is Kind.WHOLE:
        return (as_thousands,)  # a counted unit has no fractions
    return (as_thousands, as_decimal) if separator == "." else (as_decimal, as_thousands)


def _grouped(digits: str, separator: str) -> bool:
    """True for ``1.234`` and ``12.345.678``: a first group of one to three digits, not 0, then groups of three."""
    first, *rest = digits.split(separator)
    right = 1 <= len(first) <= 3 and not first.startswith("0") and bool(rest) and all(len(g) == 3 for g in rest)
    return right and all(map(str.isdecimal, (first, *rest)))


def _broken(numerals: str, unit: str, kind: Kind) -> Quantity:
    """Digits with blanks between them: ``5 205`` is one number, ``10 9`` may be a 109 that a line wrap split."""
    joined = numerals.replace(" ", "")
    if _grouped(numerals, " ") and len(joined) <= _LONGEST_NUMERAL:
        return _number(Decimal(joined), unit)
    readings = dict.fromkeys(r for part in (joined, *numerals.split(" ")) for r in _readings(part, kind, unit))
    return Quantity(Form.AMBIGUOUS if len(readings) > 1 else Form.TEXT, unit=unit, readings=tuple(readings))


def _sizes(quantities: Iterable[Quantity]) -> list[Decimal]:
    """How large the numbers among some quantities are, without zeros."""
    return [abs(q.low) for q in quantities if q.form is Form.NUMBER and q.low]


def _fits(reading: Decimal, known: Sequence[Decimal]) -> bool:
    """Whether a number is of the size of its neighbours."""
    return bool(known) and min(known) / _PLAUSIBLE < abs(reading) < max(known) * _PLAUSIBLE


def _decide(quantity: Quantity, text: str, kind: Kind, known: list[Decimal], thousands: bool) -> Quantity:
    if quantity.form is not Form.AMBIGUOUS or _BROKEN.fullmatch(text):
        return quantity
    first, second = quantity.readings[:2]
    plausible = [reading for reading in quantity.readings if _fits(reading, known)]
    official = kind is Kind.DECIMAL and abs(first) < abs(second)  # the comma is the decimal sign of Indonesian
    if official and (not known or first in plausible):
        return _number(first, quantity.unit)
    if len(plausible) == 1 and not official:
        return _number(plausible[0], quantity.unit)
    if thousands and abs(first) > abs(second):
        return _number(first, quantity.unit)
    return quantity


def _doubt_fractions(found: list[Quantity], cells: Sequence[Written]) -> list[Quantity]:
    """0.92 stored without a percent format, where no sure percentage of its size stands beside it: 0,92% or 92%?"""
    doubtful = [_bare_fraction(q, cell) for q, cell in zip(found, cells, strict=True)]
    sure = _sizes(q for q, doubt in zip(found, doubtful, strict=True) if doubt is None)
    return [
        q if doubt is None or _fits(doubt, sure) else Quantity(Form.AMBIGUOUS, readings=(doubt.scaleb(2), doubt))
        for q, doubt in zip(found, doubtful, strict=True)
    ]


def _bare_fraction(quantity: Quantity, cell: Written) -> Decimal | None:
    """A number up to 1 that a cell stores without a percent format, and that is not 0."""
    bare = is_number(cell.stored) and not is_percent(cell.format)
    return quantity.value if bare and quantity.value and abs(quantity.value) <= _ONE else None


def spell(value: Decimal) -> str:
    """A number in Indonesian spelling: 5205 → ``5.205``, 24.480 → ``24,48``."""
    plain = f"{value or Decimal(0):,f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return plain.replace(",", "\0").replace(".", ",").replace("\0", ".")


def decimals(value: Decimal) -> int:
    """How many digits stand behind the comma."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
