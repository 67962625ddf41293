"""The lines of a table of columns: sasaran beside sasaran, as high as the longest, with marks above and below."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
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


def strips(icicle: Icicle, window: Window, column: float, highest: float, marking: Marking) -> list[Strip]:
    """The lines of a window from the top, its columns so wide; none is higher than ``highest``."""
    found: list[Strip] = []
    boxes = sorted(icicle.within(window).items(), key=lambda box: icicle.bands[box[0]])
    for band, members in groupby(boxes, key=lambda box: icicle.bands[box[0]]):
        spans = dict(members)
        marks = {node: marking(node, window) for node in spans}
        found += _marks(band, ABOVE, [Line(node, span, marks[node].above) for node, span in spans.items()], column)
        rows = {node: icicle.entries[node].rows for node in spans}
        labels = [label for label, _ in max(rows.values(), key=len)]
        for row, label in enumerate(labels):
            lines = [
                Line(node, span, rows[node][row][1] if row < len(rows[node]) else "") for node, span in spans.items()
            ]
            least = text_height(label, LABELS, bold=True)
            for piece in _cut(lines, row == HEAD, column, highest):
                found.append(Strip(band, row, label, max(least, _height(piece, row == HEAD, column)), tuple(piece)))
        found += _marks(band, BELOW, [Line(node, span, marks[node].below) for node, span in spans.items()], column)
    return found


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


def _marks(band: int, row: int, lines: Sequence[Line], column: float) -> Iterator[Strip]:
    if any(line.text for line in lines):
        yield Strip(band, row, "", _height(lines, False, column), tuple(lines))


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
