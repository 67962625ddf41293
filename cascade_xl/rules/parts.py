"""Which indicators are declared to add up into which: what the columns *Agregasi* and *Indikator Induk* say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from cascade_xl.model import Indicator, Node, Value
from cascade_xl.profile import Agregasi
from cascade_xl.rules.book import SUM_OVER_OFFICES, Book, once
from cascade_xl.text import fold

Part = tuple[Indicator, Agregasi]
"""An indicator that is declared to add up into its parent's, and how."""


def parts(book: Book, whole: Indicator) -> Sequence[Part]:
    """The children's indicators that are declared to add up into this one."""
    return _parts(book).get(id(whole), ())


@once
def _parts(book: Book) -> Mapping[int, Sequence[Part]]:
    said = {row.agregasi.text for row in book.document.indicators} - {""}
    meant = {text: book.profile.agregasi(text) for text in said}
    ways = {text: way for text, way in meant.items() if way is not None and way is not Agregasi.NONE}
    wholes: dict[tuple[int, str], Indicator | None] = {}
    found: dict[int, list[Part]] = defaultdict(list)
    for row in book.document.indicators:
        way = ways.get(row.agregasi.text)
        parent = book.parent(row.node) if way and row.node is not None and not row.indikator.blank else None
        if way is None or parent is None:
            continue
        named = id(parent), row.indikator_induk.text
        if named not in wholes:
            wholes[named] = _whole(book, parent, row.indikator_induk)
        if (whole := wholes[named]) is not None:
            found[id(whole)].append((row, way))
    return found


def _whole(book: Book, parent: Node, named: Value) -> Indicator | None:
    candidates = book.indicators(parent)
    if named.text:
        wanted = fold(named.text)
        candidates = [c for c in candidates if wanted in (fold(c.kode.text), fold(c.indikator.text))]
    return candidates[0] if len(candidates) == 1 else None


def over_offices(book: Book, row: Indicator) -> bool:
    """Whether the profile says that a regency's indicator adds up over the OPD: one of them cannot judge it."""
    return of_regency(book, row) and fold(row.indikator.text) in sums_over_offices(book)


def of_regency(book: Book, row: Indicator) -> bool:
    """Whether an indicator is the regency's and no OPD's own."""
    level = book.level(row.node) if row.node is not None else None
    return level is not None and level.daerah


@once
def sums_over_offices(book: Book) -> frozenset[str]:
    """The indicators that the profile says so of, by their folded wording."""
    return frozenset(fold(name) for name in book.parameter(SUM_OVER_OFFICES, "indikator", ()))
