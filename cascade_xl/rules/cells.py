"""Filled or not, and how a cell is quoted: what several rules ask of a value before they look at its meaning."""

from __future__ import annotations

from collections.abc import Sequence

from cascade_xl.model import Indicator, Value
from cascade_xl.rules.book import Book, once


def unfilled(value: Value) -> bool:
    """True for a cell that holds nothing, or nothing but a dash."""
    return not value.text.strip("- ") and not value.flaw


@once
def worded(book: Book) -> Sequence[Indicator]:
    """The rows whose indicator is more than a dash."""
    return [row for row in book.measured if not unfilled(row.indikator)]


def asked(book: Book, what: str) -> Sequence[Indicator]:
    """The rows with an indicator that the profile asks for something (``satuan``, ``target`` …)."""
    nodes, kunci = set(map(id, book.requiring(what))), book.asks_kunci(what)
    return [row for row in worded(book) if (kunci if row.node is None else id(row.node) in nodes)]


def listed(words: list[str]) -> str:
    """Words in one sentence: ``A``, ``A atau B``, ``A, B atau C``."""
    return " atau ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
