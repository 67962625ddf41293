"""How many of the fields that the profile requires are filled: *Kelengkapan*, and of the targets alone by level.

Counted are the fields of *Identitas*; of each node its uraian, sasaran and owner, and whether it has an indicator; of
each indicator its formulasi, satuan and arah, and one target for every year. A year before the first or after the last
target of an indicator is not asked where another indicator of the same node takes over (an indicator that was replaced
in mid-term).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from cascade_xl.model import Indicator, Node
from cascade_xl.rules.book import Book
from cascade_xl.rules.cells import unfilled

_OF_NODES = ("uraian", "sasaran")
_OF_INDICATORS = ("formulasi", "satuan", "arah")


def completeness(book: Book) -> tuple[int, int]:
    """Required fields, and how many of them are filled."""
    fields = [*_identitas(book), *(f for node in book.document.nodes for f in _node(book, node))]
    for row in book.document.kunci:
        fields += _indicator(book, row, ())
    return len(fields), sum(fields)


def targets(book: Book) -> Mapping[str, tuple[int, int]]:
    """By level: targets that are asked for, and how many of them are filled."""
    required: Counter[str] = Counter()
    filled: Counter[str] = Counter()
    for node in book.document.nodes:
        level = book.level(node)
        indicators = _indicators(book, node)
        fields = [field for row in indicators for field in _targets(book, row, indicators)]
        if fields:
            required[level.key if level else ""] += len(fields)
            filled[level.key if level else ""] += sum(fields)
    return {level: (count, filled[level]) for level, count in required.items()}


def _identitas(book: Book) -> Iterator[bool]:
    document = book.document
    for key in book.profile.data.get("identitas", {}).get("wajib", ()):
        if key == "pejabat":
            yield any(not unfilled(official.nama) for official in document.officials)
        elif key in document.identitas:
            yield not unfilled(document.identitas[key])


def _node(book: Book, node: Node) -> Iterator[bool]:
    for key in _OF_NODES:
        if book.requires(node, key):
            yield not unfilled(getattr(node, key))
    indicators = _indicators(book, node)
    if book.requires(node, "indikator"):
        yield bool(indicators)
    if book.requires(node, "pemilik"):
        yield any(not unfilled(row.pemilik) for row in book.rows(node))
    for row in indicators:
        yield from _indicator(book, row, indicators)


def _indicators(book: Book, node: Node) -> Sequence[Indicator]:
    return [row for row in book.rows(node) if not unfilled(row.indikator)]


def _indicator(book: Book, row: Indicator, siblings: Sequence[Indicator]) -> Iterator[bool]:
    if unfilled(row.indikator):
        return
    for key in _OF_INDICATORS:
        if book.asks(row, key):
            yield not unfilled(getattr(row, key))
    yield from _targets(book, row, siblings)


def _targets(book: Book, row: Indicator, siblings: Sequence[Indicator]) -> Iterator[bool]:
    if book.asks(row, "target"):
        own = _years(row)
        elsewhere = {year for other in siblings if other is not row for year in _years(other)}
        for target in row.targets:
            outside = bool(own) and not min(own) < target.year < max(own)
            if target.year in own or not (outside and target.year in elsewhere):
                yield target.year in own


def _years(row: Indicator) -> set[int]:
    return {target.year for target in row.targets if not unfilled(target.value)}
