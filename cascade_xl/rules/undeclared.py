"""Sums that nobody declared: parents whose numbers may be those of their children added up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cascade_xl.model import Indicator
from cascade_xl.quantity import Kind
from cascade_xl.rules.book import Book, once
from cascade_xl.rules.cells import unfilled
from cascade_xl.rules.parts import over_offices
from cascade_xl.rules.sums import Year, comparable


class Undeclared(NamedTuple):
    """A parent's only indicator beside those of its children, none of which says how it adds up."""

    whole: Indicator
    years: tuple[Year, ...]

    @property
    def equal(self) -> list[Year]:
        """The years in which the children's targets give the parent's exactly."""
        return [year for year in self.years if year.total == year.whole]

    @property
    def mostly_equal(self) -> bool:
        """True where the numbers can hardly be anything else than a sum: at least two years, and more than half."""
        equal = len(self.equal)
        return equal >= 2 and 2 * equal > len(self.years)


@once
def undeclared(book: Book) -> Sequence[Undeclared]:
    """Parents that may be a sum although nobody said so: counted units only, and two parts or more in some year."""
    counted = book.counted_in(Kind.WHOLE)
    found = []
    for nodes in (nodes for kode, nodes in book.by_kode.items() if kode in book.by_induk and len(nodes) == 1):
        below = [row for child in book.children(nodes[0]) for row in book.indicators(child)]
        parts = [row for row in below if not unfilled(row.indikator)]
        if not parts or not all(unfilled(row.agregasi) and row.satuan.text in counted for row in parts):
            continue
        own = [row for row in book.indicators(nodes[0]) if not unfilled(row.indikator)]
        if len(own) != 1 or own[0].satuan.text not in counted or over_offices(book, own[0]):
            continue
        years = tuple(comparable(own[0], parts))
        if any(len(year.parts) > 1 for year in years):
            found.append(Undeclared(own[0], years))
    return found
