"""The targets of one indicator as a series: which may be compared, and in what order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from operator import attrgetter

from cascade_xl.model import Indicator, Target
from cascade_xl.profile import Arah, Sifat
from cascade_xl.quantity import EMPTY, Form, Quantity
from cascade_xl.rules.book import Book, once
from cascade_xl.rules.targets import ORDERED
from cascade_xl.text import words

_EMPTY = Form.EMPTY
GROWTH = {"pertumbuhan", "laju", "peningkatan", "kenaikan", "penurunan", "perubahan", "inflasi"}


def measure(book: Book, row: Indicator, quantity: Quantity) -> frozenset[str]:
    """What a quantity counts: the satuan written behind it, else the row's; empty where neither is known."""
    return _measures(book)(row.satuan.text, quantity.unit)


Change = tuple[Indicator, Target, Target]
Measures = Callable[[str, str], frozenset[str]]


@once
def _measures(book: Book) -> Measures:
    """What a satuan text and the unit behind a number mean together."""
    units, resolve = book.units, book.profile.satuan.resolve

    @cache
    def measured(satuan: str, unit: str) -> frozenset[str]:
        written = resolve(unit)
        return frozenset(units[satuan].names if written.unknown else written.names or units[satuan].names)

    return measured


def filled(row: Indicator) -> Sequence[Target]:
    """The yearly targets that are not empty, in order of years."""
    return [target for target in row.targets if target.quantity.form is not _EMPTY or target.value.flaw]


@once
def changes(book: Book) -> Sequence[Change]:
    """Each yearly target that is another one than the last before it that it can be compared with: same form, same
    satuan."""
    measures = _measures(book)
    return [change for row in book.measured for change in _changes(row, measures)]


def _changes(row: Indicator, measures: Measures) -> Sequence[Change]:
    satuan, found = row.satuan.text, []
    earlier, old = None, EMPTY
    for later in row.targets:
        new = later.quantity
        if new.form not in ORDERED:
            continue
        if earlier is not None and new is not old:
            if new.form is not old.form:
                return _mixed(row, measures)
            if new.unit != old.unit and measures(satuan, new.unit) != measures(satuan, old.unit):
                return _mixed(row, measures)
            found.append((row, earlier, later))
        earlier, old = later, new
    return found


def _mixed(row: Indicator, measures: Measures) -> Sequence[Change]:
    """The same in a row of several forms or satuan."""
    last: dict[tuple[Form, frozenset[str]], Target] = {}
    found = []
    for later in row.targets:
        quantity = later.quantity
        if quantity.form in ORDERED:
            like = quantity.form, measures(row.satuan.text, quantity.unit)
            if like in last:
                found.append((row, last[like], later))
            last[like] = later
    return found


bounds: Callable[[Quantity], tuple[Decimal, Decimal]] = attrgetter("low", "high")
"""Lowest and highest value of a number, a range or a level (as its rank): these have both."""


@once
def arah(book: Book) -> Mapping[str, Arah | None]:
    """What each text of the column *Arah* means; None where it is not said or not understood."""
    return {text: book.profile.arah(text) if text else None for text in {row.arah.text for row in book.measured}}


@once
def sifat(book: Book) -> Mapping[str, Sifat | None]:
    """What each text of the column *Sifat* means; None where it is not said or not understood."""
    return {text: book.profile.sifat(text) if text else None for text in {row.sifat.text for row in book.measured}}


def is_growth(row: Indicator) -> bool:
    """True for an indicator of a change (laju, pertumbuhan …), which may fall while the thing itself rises."""
    return not GROWTH.isdisjoint(words(row.indikator.text))


def change(earlier: Target, later: Target) -> str:
    """A step as written: ``93% (2024) -> 92% (2025)``."""
    return f"{dated(earlier)} -> {dated(later)}"


def dated(target: Target) -> str:
    """A yearly target as written, with its year: ``93% (2024)``."""
    return f"{target.value.text} ({target.year})"
