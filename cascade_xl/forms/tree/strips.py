"""The lines of a table of columns: sasaran beside sasaran, as high as the longest, with marks above and below."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import zip_longest
from math import inf
from typing import NamedTuple

from cascade_xl.forms import letters
from cascade_xl.forms.tree.boxes import AIR, INSET, SIZE, text_height
from cascade_xl.forms.tree.icicle import Icicle, Window
from cascade_xl.merge.cells import printable

LABELS = 74.0
"""The width of the labels at the left."""
BANDS_APART = 14.0
BETWEEN = 4.0
"""Between boxes beside each other."""
NUMBER = 18.0
"""The height of the line with the number of a part."""
HEAD, ABOVE, BELOW = 0, -1, -2
"""Rows of a band: the names, and the marks above and below its boxes."""


class Line(NamedTuple):
    """A text in a strip: the box that it belongs to, and its columns."""

    node: int
    span: Window
    text: str


class Strip(NamedTuple):
    """One line of texts across a window. One that is too high for a page goes on in further strips of its row."""

    band: int
    row: int
    label: str
    height: float
    lines: tuple[Line, ...]


class Mark(NamedTuple):
    """What stands above and below a box that goes on elsewhere; empty where it does not."""

    above: str = ""
    below: str = ""


Marking = Callable[[int, Window], Mark]
"""The marks of a box that takes these columns of a window."""


class _Need(NamedTuple):
    """How high the texts of a box are, each in the columns that it takes; a mark that is not there takes nothing."""

    above: float
    below: float
    labels: Sequence[str]
    rows: Sequence[float]


class Strips:
    """The lines of the windows of a table, its columns so wide.

    Thousands of windows are weighed before some are drawn. So what a box needs is remembered, being the same in every
    window where it takes the same columns; and what is only weighed holds no texts.
    """

    def __init__(self, icicle: Icicle, column: float, marking: Marking) -> None:
        self._icicle, self._column, self._marking = icicle, column, marking
        self._needs: dict[tuple[int, Window], _Need] = {}

    def drawn(self, window: Window, highest: float = inf) -> list[Strip]:
        """The lines of a window from the top; none is higher than ``highest``."""
        return [piece for strip, spans in self._rows(window) for piece in self._pieces(strip, spans, highest)]

    def weighed(self, window: Window, highest: float = inf) -> list[Strip]:
        """The same, as many and as high, without their texts."""
        found: list[Strip] = []
        for strip, spans in self._rows(window):
            if strip.height <= highest:
                found.append(strip)
            else:
                found += (piece._replace(lines=()) for piece in self._pieces(strip, spans, highest))
        return found

    def _rows(self, window: Window) -> Iterator[tuple[Strip, Mapping[int, Window]]]:
        """The strips of a window without their texts and uncut, each with its boxes."""
        for band, spans in self._icicle.within(window):
            needs = [self._need(node, span) for node, span in spans.items()]
            above, below = max(need.above for need in needs), max(need.below for need in needs)
            if above:
                yield Strip(band, ABOVE, "", above, ()), spans
            labels = max((need.labels for need in needs), key=len)
            heights = map(max, zip_longest(*(need.rows for need in needs), fillvalue=0.0))
            for row, (label, high) in enumerate(zip(labels, heights, strict=True)):
                yield Strip(band, row, label, max(text_height(label, LABELS, bold=True), high), ()), spans
            if below:
                yield Strip(band, BELOW, "", below, ()), spans

    def _need(self, node: int, span: Window) -> _Need:
        known = self._needs.get((node, span))
        if known is None:
            room, mark, rows = width(span, self._column), self._marking(node, span), self._icicle.entries[node].rows
            known = self._needs[node, span] = _Need(
                text_height(mark.above, room) if mark.above else 0.0,
                text_height(mark.below, room) if mark.below else 0.0,
                [label for label, _ in rows],
                [text_height(text, room, row == HEAD) for row, (_, text) in enumerate(rows)],
            )
        return known

    def _pieces(self, strip: Strip, spans: Mapping[int, Window], highest: float) -> Iterator[Strip]:
        """A strip with its texts; marks are never cut."""
        lines = [Line(node, span, self._text(node, span, strip.row)) for node, span in spans.items()]
        if strip.height <= highest or strip.row in (ABOVE, BELOW):
            yield strip._replace(lines=tuple(lines))
            return
        least = text_height(strip.label, LABELS, bold=True)
        for piece in _cut(lines, strip.row == HEAD, self._column, highest):
            high = max(least, _height(piece, strip.row == HEAD, self._column))
            yield strip._replace(height=high, lines=tuple(piece))

    def _text(self, node: int, span: Window, row: int) -> str:
        if row in (ABOVE, BELOW):
            mark = self._marking(node, span)
            return mark.above if row == ABOVE else mark.below
        rows = self._icicle.entries[node].rows
        return rows[row][1] if row < len(rows) else ""


def pages(strips: Sequence[Strip], room: float) -> list[list[Strip]]:
    """Strips below each other on as many pages as they need."""
    found: list[list[Strip]] = []
    used = 0.0
    for strip in strips:
        apart = BANDS_APART if found and found[-1][-1].band != strip.band else 0.0
        if found and used + apart + strip.height <= room:
            found[-1].append(strip)
            used += apart + strip.height
        else:
            found.append([strip])
            used = strip.height
    return found


def numbered(strips: Sequence[Strip]) -> list[Strip]:
    """The strips of a page with room for its number beside the first."""
    if strips[0].row == ABOVE:
        return list(strips)
    return [Strip(strips[0].band, ABOVE, "", NUMBER, ()), *strips]


def height(strips: Sequence[Strip]) -> float:
    """How high strips are together."""
    return sum(strip.height for strip in strips) + BANDS_APART * (len({strip.band for strip in strips}) - 1)


def width(span: Window, column: float) -> float:
    """The width of a box that takes these columns."""
    return (span.after - span.first) * column - BETWEEN


def _height(lines: Sequence[Line], bold: bool, column: float) -> float:
    return max(text_height(line.text, width(line.span, column), bold) for line in lines)


def _cut(lines: Sequence[Line], bold: bool, column: float, highest: float) -> Iterator[Sequence[Line]]:
    """A line of texts in pieces of which none is higher than ``highest``."""
    if _height(lines, bold, column) <= highest:
        yield lines
        return
    count = max(int((highest - 2 * INSET - AIR) / (SIZE * letters.LINE)), 1)
    wrapped = [letters.wrap(printable(line.text), width(line.span, column) - 2 * INSET, SIZE, bold) for line in lines]
    for start in range(0, max(map(len, wrapped)), count):
        texts = ("\n".join(one[start : start + count]) for one in wrapped)
        yield [line._replace(text=text) for line, text in zip(lines, texts, strict=True)]
