"""The rows of a table's body, and the cells that run over several of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cascade_xl.forms.kit.blocks import Band, Bold, Record, Table
from cascade_xl.forms.kit.measure import cut, row_height

CONTINUED = " (lanjutan)"
_SHORT = 15
"""Texts no longer than this are repeated as they are: numbers, codes, units."""
_LONG = 90
"""Of longer texts only the beginning is repeated."""
_HIGHEST_BAND = 150.0


@dataclass(frozen=True)
class Entry:
    """A record with its continued cells still open, or a band. ``joined`` to the row above, from which it was cut; a
    band that ``heads`` stays with the row below."""

    texts: Record
    band: Band | None = None
    joined: bool = False
    bold: bool = False
    heads: bool = False


def entries_of(table: Table, width: float) -> Iterator[Entry]:
    """The body of a table; a band that would be too high for a row becomes several."""
    nothing: Record = ("",) * len(table.columns)
    for row in table.body:
        if isinstance(row, Band):
            text = row.text
            while row_height(text, width, table.size, bold=True) > _HIGHEST_BAND:
                part, text = cut(text, width, table.size, _HIGHEST_BAND, bold=True)
                yield Entry(nothing, row._replace(text=part))
            yield Entry(nothing, row._replace(text=text), heads=True)
            continue
        texts = row.record if isinstance(row, Bold) else row
        if len(texts) != len(nothing):
            raise ValueError(f"{len(texts)} texts for {len(nothing)} columns")
        yield Entry(texts, bold=isinstance(row, Bold))


def cells_of(entries: Sequence[Entry], column: int) -> Iterator[tuple[int, int, str]]:
    """The cells of a column: (first row, how many rows, text), without bands."""
    row = 0
    while row < len(entries):
        if entries[row].band:
            row += 1
            continue
        down = 1
        while row + down < len(entries) and not entries[row + down].band and entries[row + down].texts[column] is None:
            down += 1
        yield row, down, entries[row].texts[column] or ""
        row += down


def again(text: str | None, ruled: bool) -> str:
    """What a cell says where it goes on at the top of a page; labels without lines are not said again."""
    if not text or not ruled:
        return ""
    if len(text) > _LONG:
        text = f"{text[:_LONG].rpartition(' ')[0] or text[:_LONG]} …"
    return text if len(text) <= _SHORT or text.endswith(CONTINUED) else f"{text}{CONTINUED}"
