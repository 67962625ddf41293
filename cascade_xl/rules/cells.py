"""Filled or not, and how a cell is quoted: what several rules ask of a value before they look at its meaning."""

from __future__ import annotations

from collections.abc import Sequence

from cascade_xl.model import Indicator, Value
from cascade_xl.rules.book import Book, once


def unfilled(value: Value) -> bool:
    """True for a cell that holds nothing, or nothing but a dash."""
    return not value.text.strip("- ") and not value.flaw


def asked(book: Book, what: str) -> Sequence[Indicator]:
    """The rows with an indicator that the profile asks for something (``satuan``, ``target`` …)."""
    return [row for row, required in _required(book) if what in required]


@once
def _required(book: Book) -> Sequence[tuple[Indicator, frozenset[str]]]:
    """The rows whose indicator is more than a dash, each with what it must fill in."""
    levels, kunci = book.required, book.required_of_kunci
    rows = (row for row in book.measured if not unfilled(row.indikator))
    return [(row, kunci if row.node is None else levels.get(row.node.jenjang.text, frozenset())) for row in rows]


def listed(words: list[str]) -> str:
    """Words in one sentence: ``A``, ``A atau B``, ``A, B atau C``."""
    return " atau ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
