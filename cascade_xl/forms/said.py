"""What forms take out of a document: the texts as the office wrote them, and the nodes level by level."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from cascade_xl.forms.kit.blocks import Column
from cascade_xl.forms.order import Order
from cascade_xl.model import Indicator, Node, Target, Value
from cascade_xl.profile import Level
from cascade_xl.rules.book import Book
from cascade_xl.text import fold

_NUMBER_ONLY = re.compile(r"[\d.,\s–-]*")


def said(value: Value) -> str:
    """A cell as it is shown, without blanks around it."""
    return value.raw.strip() or value.flaw


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
