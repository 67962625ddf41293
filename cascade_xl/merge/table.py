"""The rows of a file's *Matriks*, column by column: what the merge carries of them.

Column by column, because all that is done with them is done so: the same key, the same width and the same look hold for
a whole column, and columns of plain texts are packed and unpacked ten times as fast as rows of records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter, itemgetter
from typing import NamedTuple

from cascade_xl import contract
from cascade_xl.model import NODE_KEYS, PLAIN_KEYS, Indicator, Node, Place, Value
from cascade_xl.quantity import is_number
from cascade_xl.rules.book import Book
from cascade_xl.text import fold

_ALONE = ("bobot", "kondisi_awal", "target_akhir", "pagu")
_BLANK = Value("", "", Place("", "", 0, 0))


Number = tuple[float, str]
"""A number in a cell, and the format that says how it is shown."""


class Table(NamedTuple):
    """The rows in the order of the file's sheet, a node's columns filled down.

    ``numbers`` are their numbers there, ``kinerja`` their nodes by position in `Source.kinerja`, ``iku`` says which are
    IKU. ``texts`` and ``extra`` (columns of the office's own, by heading) have a text for each row, empty where nothing
    stands; columns without any are left out. ``stored`` has by key and position what is a number: 0.92 shown as 92% is
    read otherwise than a text ``92%`` with two readings. ``flawed`` are the positions of what is no number although it
    may look like one (an error, a date), by key.
    """

    numbers: Sequence[int] = ()
    kinerja: Sequence[int] = ()
    iku: Sequence[bool] = ()
    texts: Mapping[str, Sequence[str]] = {}
    stored: Mapping[str, Mapping[int, Number]] = {}
    extra: Mapping[str, Sequence[str]] = {}
    flawed: Mapping[str, Sequence[int]] = {}

    def column(self, key: str) -> Sequence[str]:
        """The texts of a column, also of one without any."""
        return self.texts.get(key) or ("",) * len(self.numbers)

    def targets(self, years: Sequence[int]) -> Sequence[tuple[str, ...]]:
        """The targets of these years, row by row."""
        columns = [self.column(contract.target_key(year)) for year in years]
        return list(zip(*columns, strict=True)) if columns else [()] * len(self.numbers)

    @property
    def formats(self) -> tuple[str, ...]:
        """Those of the numbers."""
        return tuple(sorted({number_format for column in self.stored.values() for _, number_format in column.values()}))


def written(value: Value) -> str:
    """What an office sees in a cell: an error by its name, a formula without a result by its text."""
    if value.text:
        return value.raw
    return value.flaw if value.flaw.startswith("#") else value.formula or value.flaw


class _Line(NamedTuple):
    """A row: its number, its node with the position, and what it holds beside the node."""

    number: int
    position: int
    node: Node
    row: Indicator | None


def table(book: Book) -> Table:
    """Every row of *Matriks* in the file's order; a node whose own row holds no indicator has that row, too."""
    lines = sorted(_lines(book), key=itemgetter(0))
    texts: dict[str, Sequence[str]] = {}
    stored: dict[str, Mapping[int, Number]] = {}
    flawed: dict[str, Sequence[int]] = {}
    for key, values in _columns(lines):
        column = [value.raw if value.text else value.flaw and written(value) for value in values]
        if any(column):
            texts[key] = column
        if not _NUMBERS.isdisjoint(map(type, map(_STORED, values))):
            stored[key] = {n: (v.stored, v.format) for n, v in enumerate(values) if is_number(v.stored)}
        if any(map(_FLAW, values)):
            flawed[key] = [n for n, value in enumerate(values) if value.flaw]
    return Table(
        [line.number for line in lines],
        [line.position for line in lines],
        _iku(book, lines),
        texts,
        stored,
        _extra(lines),
        flawed,
    )


def columns(book: Book) -> dict[int, str]:
    """The columns of *Matriks* by number. All missing ones have the place of the first, and are left out."""
    document = book.document
    first = [(key, getattr(node, key)) for node in document.nodes[:1] for key in NODE_KEYS]
    first += [(key, value(row)) for row in document.indicators[:1] for key, value in _values(row)]
    found = {value.place.column: key for key, value in first if key not in document.missing}
    return found | {value.place.column: heading for row in document.indicators for heading, value in row.extra}


_NUMBERS = frozenset((int, float))
"""What numbers are stored as; a truth value is none."""
_STORED, _FLAW = attrgetter("stored"), attrgetter("flaw")


def _lines(book: Book) -> Iterator[_Line]:
    for position, node in enumerate(book.document.nodes):
        rows = book.rows(node)
        numbers = [row.indikator.place.row for row in rows]
        if node.uraian.place.row not in numbers:
            yield _Line(node.uraian.place.row, position, node, None)
        for number, row in zip(numbers, rows, strict=True):
            yield _Line(number, position, node, row)


def _columns(lines: Sequence[_Line]) -> Iterator[tuple[str, Sequence[Value]]]:
    """The cells of each column by key."""
    nodes, rows = [line.node for line in lines], [line.row for line in lines]
    for key in NODE_KEYS:
        yield key, list(map(attrgetter(key), nodes))
    given = [row for row in rows if row]
    whole = len(given) == len(rows)
    for key, value in _values(given[0]) if given else ():
        yield key, list(map(value, given)) if whole else [value(row) if row else _BLANK for row in rows]


def _values(row: Indicator) -> Iterator[tuple[str, Callable[[Indicator], Value]]]:
    """How the cells of a row are come by, without those of its node; all rows of a file have the same years."""
    yield "kode_indikator", attrgetter("kode")
    for key in PLAIN_KEYS:
        yield key, attrgetter(key)
    for key in _ALONE:
        yield key, attrgetter(f"{key}.value")
    for place, target in enumerate(row.targets):
        yield contract.target_key(target.year), _target(place)


def _target(place: int) -> Callable[[Indicator], Value]:
    return lambda row: row.targets[place].value


def _extra(lines: Sequence[_Line]) -> dict[str, Sequence[str]]:
    """The columns of the office's own, as they stand in the sheet."""
    found: dict[str, list[str]] = {}
    places: dict[str, int] = {}
    for position, line in enumerate(lines):
        for heading, value in line.row.extra if line.row else ():
            found.setdefault(heading, [""] * len(lines))[position] = written(value)
            places.setdefault(heading, value.place.column)
    return {heading: found[heading] for heading in sorted(found, key=places.__getitem__)}


def _iku(book: Book, lines: Iterable[_Line]) -> list[bool]:
    known: dict[str, bool] = {}
    found = []
    for line in lines:
        jenis = line.row.jenis.text if line.row else ""
        if jenis not in known:
            choice = book.profile.choice("jenis", jenis) if jenis else None
            known[jenis] = fold(choice.label if choice else jenis) == "iku"
        found.append(known[jenis])
    return found
