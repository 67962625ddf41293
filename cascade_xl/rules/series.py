"""The targets of one indicator as a series: which may be compared, and in what order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import lru_cache

from cascade_xl.model import Indicator, Target
from cascade_xl.profile import Arah, Sifat
from cascade_xl.quantity import Form, Quantity
from cascade_xl.rules.book import Book, once
from cascade_xl.text import words

_NOTHING = Decimal(0)
GROWTH = {"pertumbuhan", "laju", "peningkatan", "kenaikan", "penurunan", "perubahan", "inflasi"}


@once
def named(book: Book, row: Indicator) -> Sequence[tuple[str, Target]]:
    """Every target of a row with its column's name: kondisi awal, the years, target akhir."""
    years = [(f"Target {target.year}", target) for target in row.targets]
    return [("Kondisi awal", row.kondisi_awal), *years, ("Target akhir", row.target_akhir)]


def measure(book: Book, row: Indicator, quantity: Quantity) -> frozenset[str]:
    """What a quantity counts: the satuan written behind it, else the row's; empty where neither is known."""
    if quantity.unit:
        written = book.profile.satuan.resolve(quantity.unit)
        if written.names and not written.unknown:
            return _set(written.names)
    return _set(book.unit(row).names)


_set: Callable[[tuple[str, ...]], frozenset[str]] = lru_cache(frozenset)


@once
def steps(book: Book, row: Indicator) -> Sequence[tuple[Target, Target]]:
    """Each yearly target with the last one before it that it can be compared with: same form, same satuan."""
    last: dict[tuple[Form, frozenset[str]], Target] = {}
    found = []
    for target in book.numbers(row):
        key = (target.quantity.form, measure(book, row, target.quantity))
        if key in last:
            found.append((last[key], target))
        last[key] = target
    return found


def bounds(quantity: Quantity) -> tuple[Decimal, Decimal]:
    """Lowest and highest value of a number, a range or a level (as its rank)."""
    return quantity.low or _NOTHING, quantity.high or _NOTHING


def arah(book: Book, row: Indicator) -> Arah | None:
    """Which way is better; None where it is not said or not understood."""
    return None if row.arah.blank else book.profile.arah(row.arah.text)


def sifat(book: Book, row: Indicator) -> Sifat | None:
    """How the yearly targets relate; None where it is not said or not understood."""
    return None if row.sifat.blank else book.profile.sifat(row.sifat.text)


def is_growth(row: Indicator) -> bool:
    """True for an indicator of a change (laju, pertumbuhan …), which may fall while the thing itself rises."""
    return not GROWTH.isdisjoint(words(row.indikator.text))


def change(earlier: Target, later: Target) -> str:
    """A step as written: ``93% (2024) -> 92% (2025)``."""
    return f"{dated(earlier)} -> {dated(later)}"


def dated(target: Target) -> str:
    """A yearly target as written, with its year: ``93% (2024)``."""
    return f"{target.value.text} ({target.year})"
