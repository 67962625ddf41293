"""Filled or not, and how a cell is quoted: what several rules ask of a value before they look at its meaning."""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Indicator, Value
from cascade_xl.rules.book import Book


def unfilled(value: Value) -> bool:
    """True for a cell that holds nothing, or nothing but a dash."""
    return not value.flaw and not value.text.strip("- ")


def asked(book: Book, what: str) -> Iterator[Indicator]:
    """The rows with an indicator that the profile asks for something (``satuan``, ``target`` …)."""
    return (row for row in book.measured if not unfilled(row.indikator) and book.asks(row, what))


def listed(words: list[str]) -> str:
    """Words in one sentence: ``A``, ``A atau B``, ``A, B atau C``."""
    return " atau ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
