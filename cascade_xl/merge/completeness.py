"""How many of the fields that the profile requires are filled: *Kelengkapan*, and of the targets alone by level.

Counted are the fields of *Identitas*; of each node its uraian, sasaran and owner, and whether it has an indicator; of
each indicator its formulasi, satuan and arah, and one target for every year. A year before the first or after the last
target of an indicator is not asked where another indicator of the same node takes over (an indicator that was replaced
in mid-term).

Rows are counted by what is filled in them and not one by one: among thousands there are some dozens of kinds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress
from typing import NamedTuple, TypeVar

from cascade_xl import contract
from cascade_xl.merge.table import Table
from cascade_xl.rules.book import Book
from cascade_xl.rules.cells import unfilled
from cascade_xl.text import clean

_OF_NODES = ("uraian", "sasaran", "indikator", "pemilik")
_OF_INDICATORS = ("formulasi", "satuan", "arah")
Flags = tuple[bool, ...]
T = TypeVar("T")


class Asked(NamedTuple):
    """So many fields are required, so many of them are filled."""

    required: int
    filled: int


class Completeness(NamedTuple):
    """All fields, and of the targets alone those of each level."""

    fields: Asked
    targets: Mapping[str, Asked]


def completeness(book: Book, table: Table) -> Completeness:
    """What is asked of a document, whose rows are in ``table``, and what is there."""
    rows = _Rows(book, table)
    targets = {level: _sum(found) for level, found in rows.targets().items()}
    beside = [Asked(1, filled) for filled in (*_identitas(book), *_kunci(book))]
    return Completeness(_sum([*beside, *rows.of_nodes(), *rows.of_indicators(), *targets.values()]), targets)


class _Rows:
    """The rows of *Matriks* with what is filled in them. The level of a node is empty where nobody knows it."""

    def __init__(self, book: Book, table: Table) -> None:
        document = book.document
        levels = [level.key if (level := book.level(node)) else "" for node in document.nodes]
        self._wanted = {level.key: level.wajib - document.missing for level in book.profile.levels.values()}
        self._kinerja = table.kinerja
        self._levels = [levels[node] for node in table.kinerja]
        self._there = {key: _filled(table.column(key)) for key in {*_OF_NODES, *_OF_INDICATORS}}
        self._years = _years(book, table)

    def of_nodes(self) -> Iterator[Asked]:
        """What nodes must have; an indicator and an owner may stand in any of their rows."""
        measured, owned = (set(compress(self._kinerja, self._there[key])) for key in ("indikator", "pemilik"))
        uraian, sasaran = self._there["uraian"], self._there["sasaran"]
        nodes = {
            node: (level, (uraian[row], sasaran[row], node in measured, node in owned))
            for row, (node, level) in enumerate(zip(self._kinerja, self._levels, strict=True))
        }
        return self._asked(_OF_NODES, nodes.values())

    def of_indicators(self) -> Iterator[Asked]:
        """What indicators must have besides targets."""
        there = zip(*(self._there[key] for key in _OF_INDICATORS), strict=True)
        return self._asked(_OF_INDICATORS, self._measured(zip(self._levels, there, strict=True)))

    def targets(self) -> Mapping[str, Sequence[Asked]]:
        """The targets of indicators, by level."""
        by_node: dict[int, list[Flags]] = defaultdict(list)
        for node, own in self._measured(zip(self._kinerja, self._years, strict=True)):
            by_node[node].append(own)
        level = dict(zip(self._kinerja, self._levels, strict=True))
        alike = Counter((level[node], tuple(sorted(rows))) for node, rows in by_node.items())
        found: dict[str, list[Asked]] = defaultdict(list)
        for (key, rows), count in alike.items():
            if rows[0] and "target" in self._wanted.get(key, ()):
                asked = _sum(_targets(own, list(map(any, zip(*rows, strict=True)))) for own in rows)
                found[key].append(Asked(count * asked.required, count * asked.filled))
        return found

    def _measured(self, rows: Iterable[T]) -> Iterator[T]:
        """Those with an indicator."""
        return compress(rows, self._there["indikator"])

    def _asked(self, keys: Sequence[str], rows: Iterable[tuple[str, Flags]]) -> Iterator[Asked]:
        for (level, flags), count in Counter(rows).items():
            for key, filled in zip(keys, flags, strict=True):
                if key in self._wanted.get(level, ()):
                    yield Asked(count, count * filled)


def _targets(own: Flags, anywhere: Sequence[bool]) -> Asked:
    """The targets of an indicator, by what it has and what all of its node have."""
    first, last = (own.index(True), len(own) - own[::-1].index(True)) if any(own) else (-1, len(own))
    asked = [there for place, there in enumerate(own) if there or first < place < last or not anywhere[place]]
    return Asked(len(asked), sum(asked))


def _years(book: Book, table: Table) -> Sequence[Flags]:
    """Which targets each row has."""
    years = sorted({target.year for row in book.document.indicators[:1] for target in row.targets})
    columns = [_filled(table.column(contract.target_key(year))) for year in years]
    return list(zip(*columns, strict=True)) if columns else [()] * len(table.numbers)


def _filled(column: Sequence[str]) -> Sequence[bool]:
    """Which cells hold something, and not only a dash."""
    blank = {text for text in set(column) if not clean(text).strip("- ")}
    return [text not in blank for text in column]


def _sum(found: Iterable[Asked]) -> Asked:
    required, filled = 0, 0
    for asked in found:
        required, filled = required + asked.required, filled + asked.filled
    return Asked(required, filled)


def _identitas(book: Book) -> Iterator[bool]:
    document = book.document
    for key in book.profile.data.get("identitas", {}).get("wajib", ()):
        if key == "pejabat":
            yield any(not unfilled(official.nama) for official in document.officials)
        elif key in document.identitas:
            yield not unfilled(document.identitas[key])


def _kunci(book: Book) -> Iterator[bool]:
    """A key indicator is asked for all its years."""
    for row in book.document.kunci:
        if not unfilled(row.indikator):
            for key in _OF_INDICATORS:
                if book.asks(row, key):
                    yield not unfilled(getattr(row, key))
            if book.asks(row, "target"):
                yield from (not unfilled(target.value) for target in row.targets)
