"""How many of the fields that the profile requires are filled: *Kelengkapan*, and of the targets alone by level.

Counted are the fields of *Identitas*; of each node its uraian, sasaran and owner, and whether it has an indicator; of
each indicator its formulasi, satuan and arah, and one target for every year. A year before the first or after the last
target of an indicator is not asked where another indicator of the same node takes over (an indicator that was replaced
in mid-term).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cascade_xl.model import Indicator, Node
from cascade_xl.rules.book import Book
from cascade_xl.rules.cells import unfilled

_OF_NODES = ("uraian", "sasaran")
_OF_INDICATORS = ("formulasi", "satuan", "arah")


class Completeness(NamedTuple):
    """Required fields, and how many of them are filled; of the targets alone both by level."""

    required: int
    filled: int
    targets: Mapping[str, tuple[int, int]]


def completeness(book: Book) -> Completeness:
    """What is asked of a document, and what is there."""
    fields = [*_identitas(book), *_kunci(book)]
    targets: dict[str, list[bool]] = {}
    for node in book.document.nodes:
        level = book.level(node)
        if level is None:
            continue
        wanted, rows = level.wajib - book.document.missing, book.rows(node)
        indicators = [row for row in rows if not unfilled(row.indikator)]
        fields += _node(node, wanted, rows, indicators)
        if indicators and "target" in wanted:
            targets.setdefault(level.key, []).extend(_targets(indicators))
    every = [fields, *targets.values()]
    return Completeness(
        sum(map(len, every)), sum(map(sum, every)), {key: (len(asked), sum(asked)) for key, asked in targets.items()}
    )


def _identitas(book: Book) -> Iterator[bool]:
    document = book.document
    for key in book.profile.data.get("identitas", {}).get("wajib", ()):
        if key == "pejabat":
            yield any(not unfilled(official.nama) for official in document.officials)
        elif key in document.identitas:
            yield not unfilled(document.identitas[key])


def _kunci(book: Book) -> Iterator[bool]:
    """A key indicator is asked for all its years, whatever stands beside it."""
    for row in book.document.kunci:
        if not unfilled(row.indikator):
            for key in _OF_INDICATORS:
                if book.asks(row, key):
                    yield not unfilled(getattr(row, key))
            if book.asks(row, "target"):
                yield from _targets([row])


def _node(
    node: Node, wanted: Collection[str], rows: Iterable[Indicator], indicators: Sequence[Indicator]
) -> Iterator[bool]:
    for key in _OF_NODES:
        if key in wanted:
            yield not unfilled(getattr(node, key))
    if "indikator" in wanted:
        yield bool(indicators)
    if "pemilik" in wanted:
        yield any(not unfilled(row.pemilik) for row in rows)
    for key in _OF_INDICATORS:
        if key in wanted:
            for row in indicators:
                yield not unfilled(getattr(row, key))


def _targets(indicators: Iterable[Indicator]) -> Iterator[bool]:
    """The targets that are asked of the indicators of one node."""
    filled = [(row, _years(row)) for row in indicators]
    anywhere = {year for _, own in filled for year in own}
    for row, own in filled:
        for target in row.targets:
            there = target.year in own
            inside = not own or min(own) < target.year < max(own)
            if there or inside or target.year not in anywhere:
                yield there


def _years(row: Indicator) -> set[int]:
    return {target.year for target in row.targets if not unfilled(target.value)}
