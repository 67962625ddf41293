"""Targets as officers write them: text to value and back.

A cell may say ``53,9%``, ``5.205``, ``70-80``, ``LEVEL 2``, ``12 Bulan``, or hold the number 0.92 shown as a percentage. The raw text is kept by
the model; here it becomes a `Quantity`. Dot and comma are decided by the kind of satuan and by the neighbours in the row. Where two
readings still stand the quantity is *ambiguous* and carries both; nothing is guessed.

Values are `decimal.Decimal`: 4,98 + 2,5 + 17 is 24,48 exactly. Percentages are in percent (92, not 0.92).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple, Protocol

from cascade_xl.text import fold


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

    ``unit`` is what was written behind the number (``%``, ``Orang``). ``readings`` are the values that an ambiguous text may have, or the
    value that a malformed text probably means.
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


_NUMERAL = r"[+-]?\d[\d.,]*"
_SPELLED = r"(?:\([^()\d]*\)\s*)?"  # "12 (dua belas) Bulan"
_UNIT = r"%|[^\W\d][^\d%]*"
_NUMBER = re.compile(rf"(?:Rp\.?\s*)?({_NUMERAL})\s*{_SPELLED}({_UNIT})?", re.IGNORECASE)
_RANGE = re.compile(
    rf"({_NUMERAL})\s*({_UNIT})?\s*(?:-|s/d|s\.d\.?|sampai(?: dengan)?)\s*({_NUMERAL})\s*({_UNIT})?", re.IGNORECASE
)
_BROKEN = re.compile(r"\d[\d.,]*(?: \d[\d.,]*)+")
_DOUBLED = re.compile(rf"({_NUMERAL})\s*%(?:\s*%)+")
_NOTHING = frozenset({"", "-", "--"})
_PLAUSIBLE = 30  # a reading may differ from its neighbours by this factor; the two readings differ by 1000
_ONE, _HUNDRED = Decimal(1), Decimal(100)


def read_row(cells: Sequence[Written], kind: Kind, scale: Sequence[str] = ()) -> list[Quantity]:
    """The quantities of one indicator's cells: they share a satuan and so decide each other's dots and commas."""
    found = [_read(cell, kind, tuple(scale)) for cell in cells]
    known = [abs(q.low) for q in found if q.form is Form.NUMBER and q.low]
    if any(q.form is Form.AMBIGUOUS for q in found):
        found = [
            _decide(q, cell.text, kind, known) if q.form is Form.AMBIGUOUS else q
            for q, cell in zip(found, cells, strict=True)
        ]
    if kind is Kind.PERCENT and known and max(known) <= _ONE:
        found = [_doubt_fraction(q, cell) for q, cell in zip(found, cells, strict=True)]
    return found


def _read(cell: Written, kind: Kind, scale: tuple[str, ...]) -> Quantity:
    if cell.flaw:
        return Quantity(Form.TEXT)
    stored = cell.stored
    if isinstance(stored, (int, float)) and not isinstance(stored, bool) and kind is not Kind.SCALE:
        number = Decimal(f"{stored:.15g}")
        if "%" in cell.format:
            return _number(number * _HUNDRED, "%")
        return _number(number)
    return _read_text(cell.text, kind, scale)


@lru_cache(maxsize=16384)
def _read_text(text: str, kind: Kind, scale: tuple[str, ...]) -> Quantity:
    if text in _NOTHING:
        return EMPTY
    if kind is Kind.SCALE:
        return _level(text, scale)
    if kind is Kind.TEXT:
        return Quantity(Form.TEXT)
    if match := _NUMBER.fullmatch(text):
        readings = _readings(match[1], kind)
        unit = (match[2] or "").strip()
        if len(readings) == 1:
            return _number(readings[0], unit)
        return Quantity(Form.AMBIGUOUS if readings else Form.TEXT, unit=unit, readings=readings)
    if match := _RANGE.fullmatch(text):
        low, high = _readings(match[1], kind), _readings(match[3], kind)
        if len(low) == len(high) == 1:
            return Quantity(Form.RANGE, low[0], high[0], (match[4] or match[2] or "").strip())
        return Quantity(Form.TEXT)
    if _BROKEN.fullmatch(text):
        return _broken(text, kind)
    if match := _DOUBLED.fullmatch(text):
        return Quantity(Form.TEXT, unit="%", readings=_readings(match[1], kind))
    return Quantity(Form.TEXT)


def _level(text: str, scale: tuple[str, ...]) -> Quantity:
    wanted = fold(text)
    for rank, name in enumerate(scale):
        known = fold(name)
        if wanted == known or (
            wanted.isdigit() and known.endswith(wanted) and not known[: -len(wanted)].isdigit() and not known.isdigit()
        ):
            return Quantity(Form.LEVEL, Decimal(rank), Decimal(rank))
    return Quantity(Form.TEXT)


def _number(value: Decimal, unit: str = "") -> Quantity:
    return Quantity(Form.NUMBER, value, value, unit)


def _readings(numeral: str, kind: Kind) -> tuple[Decimal, ...]:
    """The numbers that a numeral may mean, the Indonesian reading first; none where it is no numeral at all."""
    numeral = numeral.rstrip(".,") if numeral[-1] in ".," and numeral[:-1].lstrip("+-").isdigit() else numeral
    sign, digits = (numeral[0], numeral[1:]) if numeral[0] in "+-" else ("", numeral)
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
    if kind is Kind.WHOLE:
        return (as_thousands,)  # a counted unit has no fractions
    if kind is Kind.PERCENT:
        return (as_decimal,)  # a percentage has no thousands
    return (as_thousands, as_decimal) if separator == "." else (as_decimal, as_thousands)


def _grouped(digits: str, separator: str) -> bool:
    """True for ``1.234`` and ``12.345.678``: a first group of one to three digits that is not 0, then groups of three."""
    first, *rest = digits.split(separator)
    return 1 <= len(first) <= 3 and not first.startswith("0") and bool(rest) and all(len(g) == 3 for g in rest)


def _broken(text: str, kind: Kind) -> Quantity:
    """Digits with blanks between them: ``5 205`` is grouped by thousands, ``10 9`` may be 109 that a line wrap split."""
    parts = text.split(" ")
    if _grouped(text, " "):
        return _number(Decimal(text.replace(" ", "")))
    joined = _readings("".join(parts), kind)
    each = tuple(r for part in parts for r in _readings(part, kind))
    return Quantity(Form.AMBIGUOUS, readings=(*joined, *each))


def _decide(quantity: Quantity, text: str, kind: Kind, known: list[Decimal]) -> Quantity:
    if " " in text and _BROKEN.fullmatch(text):
        return quantity
    plausible = [r for r in quantity.readings if known and min(known) / _PLAUSIBLE < abs(r) < max(known) * _PLAUSIBLE]
    official = "," in text and kind is Kind.DECIMAL  # the comma is the decimal sign of Indonesian
    if official and (not known or plausible[:1] == [quantity.readings[0]]):
        return _number(quantity.readings[0], quantity.unit)
    if len(plausible) == 1 and not official:
        return _number(plausible[0], quantity.unit)
    return quantity


def _doubt_fraction(quantity: Quantity, cell: Written) -> Quantity:
    """0.92 stored without a percent format in a row of nothing but such numbers: 0,92% or 92%?"""
    bare = isinstance(cell.stored, (int, float)) and not isinstance(cell.stored, bool) and "%" not in cell.format
    if quantity.form is Form.NUMBER and quantity.low and bare:
        return Quantity(Form.AMBIGUOUS, readings=(quantity.low * _HUNDRED, quantity.low))
    return quantity


def spell(value: Decimal) -> str:
    """A number in Indonesian spelling: 5205 → ``5.205``, 24.480 → ``24,48``."""
    plain = f"{value.normalize():,f}"
    return plain.replace(",", "\0").replace(".", ",").replace("\0", ".")


def spell_quantity(quantity: Quantity) -> str:
    """A number or range in Indonesian spelling; empty for anything else."""
    if quantity.low is None or quantity.high is None or quantity.form not in (Form.NUMBER, Form.RANGE):
        return ""
    return spell(quantity.low) if quantity.form is Form.NUMBER else f"{spell(quantity.low)}-{spell(quantity.high)}"


def decimals(value: Decimal) -> int:
    """How many digits stand behind the comma."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
