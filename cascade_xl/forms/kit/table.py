"""A table, taken page by page.

A cell may run over several rows. Where a page ends within it, its text is said again on the next page, so that no cell
is cut and no row stands there without its head. A row higher than a page is split between two lines of text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from cascade_xl.forms.kit.blocks import Band, Record, Table
from cascade_xl.forms.kit.grid import Grid
from cascade_xl.forms.kit.measure import HIGHEST, cut, row_height
from cascade_xl.forms.sheet import Cell, Look, Row

CONTINUED = " (lanjutan)"
_SHORT = 15
"""Texts no longer than this are repeated as they are: numbers, codes, units."""
_BANDS = 4
"""So many bands above each other stay with the row below them."""
_SMALLEST_PART = 90.0
"""Less room is not worth splitting a row for."""


@dataclass(frozen=True)
class _Entry:
    """A record with its continued cells still open, or a band. ``joined`` to the row above, from which it was cut."""

    texts: Record
    band: Band | None = None
    joined: bool = False


class Taken:
    """The rows of a table that one page takes."""

    def __init__(self, entries: Sequence[_Entry], heights: Sequence[float]) -> None:
        self.entries = entries
        self.heights = heights

    @property
    def height(self) -> float:
        return sum(self.heights)

    def __len__(self) -> int:
        return len(self.entries)


class Paged:
    """A table whose rows are taken from the top, a page at a time."""

    def __init__(self, table: Table, grid: Grid) -> None:
        self.table = table
        self.spans = grid.spans(table.columns)
        self.rooms = [grid.room(*span) for span in self.spans]
        self.across = len(grid.widths)
        self.whole = grid.edges[-1]
        nothing: Record = ("",) * len(table.columns)
        self.rest = [
            _Entry(nothing, entry) if isinstance(entry, Band) else _Entry(_exact(entry, len(table.columns)))
            for entry in table.body
        ]
        self._above: Record = nothing

    # -- taking ------------------------------------------------------------------------------------

    @property
    def least(self) -> float:
        """The least room in which a page can begin with what is left: a row, with the bands above it."""
        return self._measured(self._start(self._bands() + 1)).height if self.rest else 0.0

    def take(self, room: float, tail: float = 0.0, fresh: bool = False) -> Taken:
        """As many rows as fit; none where nothing does. With the last rows ``tail`` points more must fit, else one row
        stays for the page on which they will stand. On a ``fresh`` page the first row is taken in any case, split if it
        is too high."""
        count = self._fitting(room)
        if count == len(self.rest) and self._measured(self._start(count)).height + tail > room:
            shorter = self._whole_bands(count - 1)
            count = shorter if shorter or not fresh else count
        if not count and self.rest and (fresh or self._worth_splitting(room)):
            self._split(room)
            count = max(self._fitting(room), self._bands() + 1)
        taken = self._measured(self._start(count))
        for entry in taken.entries:
            pairs = zip(entry.texts, self._above, strict=True)
            self._above = tuple(above if own is None else own for own, above in pairs)
        self.rest = self.rest[count:]
        return taken

    def _fitting(self, room: float) -> int:
        count = 0
        while count < len(self.rest):
            measured = self._measured(self._start(count + 1))
            if measured.height > room or max(measured.heights) > HIGHEST:
                break
            count += 1
        return self._whole_bands(count)

    def _whole_bands(self, count: int) -> int:
        """So many rows or fewer, the last of which is no band, unless there are bands without end."""
        bands = sum(1 for _ in takewhile(lambda entry: entry.band, reversed(self.rest[:count])))
        return count - bands if bands <= _BANDS else count

    def _bands(self) -> int:
        return min(next((n for n, entry in enumerate(self.rest) if not entry.band), 0), _BANDS)

    def _worth_splitting(self, room: float) -> bool:
        bands = self._bands()
        above = self._measured(self._start(bands)).height
        return room - above >= _SMALLEST_PART and self._measured(self._start(bands + 1)).heights[-1] > HIGHEST / 2

    def _split(self, room: float) -> None:
        """Cut the next record between two lines so that its first part fits."""
        bands = self._bands()
        start = self._start(bands + 1)
        if len(start) <= bands:
            return
        room = min(room - self._measured(start[:bands]).height, HIGHEST)
        first: list[str | None] = []
        second: list[str | None] = []
        for text, width in zip(start[bands].texts, self.rooms, strict=True):
            fits, over = cut(text or "", width, self.table.size, room)
            first.append(fits)
            second.append(over or None)
        if all(text is None for text in second):
            return
        parts = (_Entry(tuple(first), joined=start[bands].joined), _Entry(tuple(second), joined=True))
        self.rest[bands : bands + 1] = parts

    def _start(self, count: int) -> list[_Entry]:
        """The next entries as a page begins with them: cells that go on from the page before say their text again."""
        entries = self.rest[:count]
        if not entries or entries[0].band:
            return entries
        texts = (
            _again(above, self.table.ruled) if own is None else own
            for own, above in zip(entries[0].texts, self._above, strict=True)
        )
        return [_Entry(tuple(texts), joined=entries[0].joined), *entries[1:]]

    # -- heights -----------------------------------------------------------------------------------

    def _measured(self, entries: Sequence[_Entry]) -> Taken:
        size = self.table.size
        heights = [
            row_height(entry.band.text, self.whole, size, bold=True) if entry.band else row_height("", 100, size)
            for entry in entries
        ]
        spanning = []
        for column, room in enumerate(self.rooms):
            for first, count, text in _cells(entries, column):
                need = row_height(text, room, size)
                if count == 1:
                    heights[first] = max(heights[first], need)
                else:
                    spanning.append((count, first, need))
        for count, first, need in sorted(spanning):
            lacking = need - sum(heights[first : first + count])
            if lacking > 0:
                share = -(-lacking / count // 0.75) * 0.75
                heights[first : first + count] = [height + share for height in heights[first : first + count]]
        return Taken(entries, heights)

    # -- rows --------------------------------------------------------------------------------------

    def rows(self, taken: Taken) -> list[Row]:
        """The taken rows, laid out."""
        cells: list[dict[int, Cell]] = [{} for _ in taken.entries]
        for n, entry in enumerate(taken.entries):
            if entry.band:
                look = Look(self.table.size, bold=True, valign="center", fill=entry.band.fill, border="ltrb")
                cells[n][0] = Cell(entry.band.text, look, self.across)
        for column, (first, across) in enumerate(self.spans):
            align = self.table.columns[column].align
            for row, down, text in _cells(taken.entries, column):
                border = self._border(taken.entries, row, down, column)
                valign = "center" if self.table.ruled else "top"
                look = Look(self.table.size, align=align, valign=valign, border=border)
                cells[row][first] = Cell(text, look, across, down)
        return [Row(height, found) for height, found in zip(taken.heights, cells, strict=True)]

    def _border(self, entries: Sequence[_Entry], row: int, down: int, column: int) -> str:
        if not self.table.ruled:
            return ""
        above = "" if row and entries[row].joined else "t"
        after = row + down
        below = "" if after < len(entries) and entries[after].joined and entries[after].texts[column] else "b"
        return f"l{above}r{below}"


def _exact(record: Record, count: int) -> Record:
    if len(record) != count:
        raise ValueError(f"{len(record)} texts for {count} columns")
    return record


def _cells(entries: Sequence[_Entry], column: int) -> Iterator[tuple[int, int, str]]:
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


def _again(text: str | None, ruled: bool) -> str:
    """What a cell says where it goes on at the top of a page; labels without lines are not said again."""
    if not text or not ruled:
        return ""
    return text if len(text) <= _SHORT or text.endswith(CONTINUED) else f"{text}{CONTINUED}"
