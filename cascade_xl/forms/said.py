"""What forms take out of a document: the texts as the office wrote them, and the nodes level by level."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from cascade_xl.forms.kit.blocks import Band, Block, Column, Gap, Table
from cascade_xl.forms.order import Order
from cascade_xl.model import Indicator, Node, Target, Value
from cascade_xl.profile import Level
from cascade_xl.rules.book import Book
from cascade_xl.text import fold

_NUMBER_ONLY = re.compile(r"[\d.,\s–-]*")
_MOST_YEARS = 10
"""More columns of years beside the texts would leave no room for a number."""
_PROGRAM = 3
"""So many parts has the official code of a program; that of a kegiatan has more."""


def said(value: Value) -> str:
    """A cell as it is shown, without blanks around it."""
    return value.raw.strip() or value.flaw


def in_one_line(value: Value) -> str:
    """A cell as it is shown, its line breaks taken for blanks."""
    return " ".join(said(value).split())


def target_of(row: Indicator, year: int) -> str:
    """The target of a year as it was written; empty where there is none."""
    return next((said(target.value) for target in row.targets if target.year == year), "")


def targets_of(row: Indicator, years: Iterable[int]) -> tuple[str, ...]:
    """The targets of the years, one text for each."""
    written = {target.year: said(target.value) for target in row.targets}
    return tuple(written.get(year, "") for year in years)


def year_columns(years: Sequence[int], group: str, weight: float = 42.0) -> tuple[Column, ...]:
    """One column for each target year under a common heading."""
    return tuple(Column(str(year), weight, "center", group) for year in years)


def by_years(years: Sequence[int], table: Callable[[Sequence[int]], Table]) -> list[Block]:
    """The table of all years, or tables of about as many years each, where one would be too wide to be read."""
    count = -(-len(years) // _MOST_YEARS) or 1
    ends = [len(years) * n // count for n in range(count + 1)]
    most = max(end - start for start, end in pairwise(ends))
    blocks: list[Block] = []
    for start, end in pairwise(ends):
        blocks += [Gap(), _aligned(table(years[start:end]), most - (end - start))]
    return blocks[1:]


def _aligned(table: Table, lacking: int) -> Table:
    """A table with fewer years than the one above it: its years stand below that one's, the column before is wider."""
    columns = list(table.columns)
    first = next(n for n, column in enumerate(columns) if column.group)
    before, wider = first - 1, columns[first - 1].weight + lacking * columns[first].weight
    columns[before] = columns[before]._replace(weight=wider)
    return table._replace(columns=columns)


def rows_saying(book: Book, node: Node, *columns: str) -> list[Indicator]:
    """A node's rows that are not blank in all of these columns: a row without an indicator may hold a further formula
    or target of the indicator above."""
    return [row for row in book.rows(node) if any(_says(row, column) for column in columns)]


def promised(order: Order, node: Node) -> list[Indicator]:
    """A node's rows for a form of one year. A row without an indicator holds a further formula of the one above; it is
    left out unless its satuan or target differs."""
    found: list[Indicator] = []
    above = ("", "")
    for row in order.book.rows(node):
        figures = said(row.satuan), target_of(row, order.year)
        if not row.indikator.blank or figures not in (above, ("", "")):
            found.append(row)
        above = figures
    return found


def indicators_down(rows: Iterable[Indicator]) -> list[str | None]:
    """The indicators of a node's rows for a column; a row without one continues the one above."""
    texts = [said(row.indikator) for row in rows]
    return [text if text or not n else None for n, text in enumerate(texts)]


def indicator_with_unit(row: Indicator) -> str:
    """The indicator, with its satuan in brackets where no target names a unit: a lone 65 must not stay without one."""
    text, satuan = said(row.indikator), row.satuan.text
    if not satuan or fold(satuan) in fold(text) or any(_names_unit(target) for target in row.targets):
        return text
    return f"{text} ({satuan})"


def target_with_unit(row: Indicator, year: int) -> str:
    """The target of a year, with its satuan where the text is a bare number."""
    text, satuan = target_of(row, year), row.satuan.text
    if not text or not satuan or not _NUMBER_ONLY.fullmatch(text):
        return text
    return f"{text}%" if satuan in ("%", "Persen", "persen") else f"{text} {satuan}"


def _says(row: Indicator, column: str) -> bool:
    if column == "targets":
        return any(said(target.value) for target in row.targets)
    return bool(said(getattr(row, column)))


def _names_unit(target: Target) -> bool:
    return not _NUMBER_ONLY.fullmatch(said(target.value))


# -- the tree --------------------------------------------------------------------------------------


def nodes_of(order: Order, *levels: str) -> list[Node]:
    """The nodes of some levels, in document order."""
    return [n for n in order.document.nodes if (level := order.book.level(n)) is not None and level.key in levels]


def regency_levels(order: Order) -> list[Level]:
    """The levels that the whole government shares, from the top down."""
    return [level for level in order.profile.levels.values() if level.daerah]


def strategic_levels(order: Order) -> list[Level]:
    """The OPD's own levels above its programmes: Tujuan PD, Sasaran PD, where the profile has them."""
    return [level for level in order.profile.levels.values() if not level.daerah and not level.segmen]


def program_levels(order: Order) -> list[Level]:
    """The levels of programs."""
    return [level for level in order.profile.levels.values() if level.segmen == _PROGRAM]


def activity_levels(order: Order) -> list[Level]:
    """The levels below programs: kegiatan, sub kegiatan, where the profile has them."""
    return [level for level in order.profile.levels.values() if level.segmen > _PROGRAM]


def name_of(node: Node) -> str:
    """What a program or kegiatan is called; where that is not filled in, its kode."""
    return said(node.uraian) or said(node.kode)


def with_label(label: str, name: str, between: str) -> str:
    """A name behind the label of its level, unless it begins with it: *PROGRAM KEPEGAWAIAN DAERAH*."""
    if not name:
        return label
    return name if fold(name).startswith(fold(label)) else f"{label}{between}{name}"


def program_band(order: Order, nodes: Sequence[Node]) -> Band:
    """A program above what belongs to it, with its sasaran: one for each of its nodes that has one."""
    level, name = order.book.level(nodes[0]), name_of(nodes[0])
    if level is not None:
        name = with_label(level.label, name, " ")
    return Band("\n".join((name, *(f"Sasaran: {said(n.sasaran)}" for n in nodes if said(n.sasaran)))))


def lowest_strategic(order: Order) -> Level | None:
    """The level whose sasaran the OPD promises: Sasaran PD, or the lowest of the government's where it has none."""
    levels = [*regency_levels(order), *strategic_levels(order)]
    return levels[-1] if levels else None


def is_iku(row: Indicator) -> bool:
    """Whether the office calls an indicator one of its main ones."""
    return fold(row.jenis.text) == "iku"


def banner_entries(order: Order, levels: Iterable[Level]) -> Iterator[tuple[str, str]]:
    """The nodes of some levels for the banner, each with its indicators and their targets, if they have any."""
    for level in levels:
        for node in nodes_of(order, level.key):
            if text := said(node.statement):
                yield level.label, text
            for row in order.book.indicators(node):
                told = "; ".join(f"{t.year}: {said(t.value)}" for t in row.targets if said(t.value))
                yield "Indikator", f"{indicator_with_unit(row)}, target {told}" if told else indicator_with_unit(row)


def under(book: Book, node: Node) -> Iterator[Node]:
    """The nodes below a node, depth first, each once: a cycle does not turn for ever."""
    seen = {id(node)}
    waiting = list(reversed(book.children(node)))
    while waiting:
        child = waiting.pop()
        if id(child) not in seen:
            seen.add(id(child))
            yield child
            waiting += reversed(book.children(child))
