"""The drawing of one part of a table of columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cascade_xl.contract import Style
from cascade_xl.forms import letters
from cascade_xl.forms.scene import Box, Scene, Stroke
from cascade_xl.forms.tree.boxes import INSET, LINE, SIZE
from cascade_xl.forms.tree.icicle import Icicle, Window
from cascade_xl.forms.tree.strips import ABOVE, BANDS_APART, BELOW, BETWEEN, HEAD, LABELS, Strip, width
from cascade_xl.merge.cells import printable

LEFT = LABELS + 8.0
"""Where the columns begin."""


class Part(NamedTuple):
    """What stands on one page: strips of a window of a table, its columns so wide."""

    table: Icicle
    window: Window
    column: float
    strips: Sequence[Strip]


def scene(part: Part, number: int | None) -> Scene:
    """The part as a drawing, its lines below its boxes. Its ``number``, from 0, stands in the corner."""
    items: list[Box] = []
    if number is not None:
        corner = _box(0.0, 0.0, LABELS, part.strips[0].height, f"Bagian {number + 1}", bold=True)
        items.append(corner._replace(align="center"))
    edges: dict[int, tuple[float, float]] = {}
    y, band = 0.0, part.strips[0].band
    for strip in part.strips:
        if strip.band != band:
            y, band = y + BANDS_APART, strip.band
        items += _boxes(part, strip, y)
        for line in strip.lines:
            if line.text or strip.row not in (ABOVE, BELOW):
                edges[line.node] = edges.get(line.node, (y, y))[0], y + strip.height
        y += strip.height
    across = LEFT + (part.window.after - part.window.first) * part.column - BETWEEN
    return Scene(across, y, (*_strokes(part, edges), *items))


def _boxes(part: Part, strip: Strip, y: float) -> Iterator[Box]:
    marks = strip.row in (ABOVE, BELOW)
    if not marks:
        tint = _tint(part, strip.lines[0].node)
        yield _box(0.0, y, LABELS, strip.height, strip.label, bold=True)._replace(fill=tint, line=LINE)
    for line in strip.lines:
        x = LEFT + (line.span.first - part.window.first) * part.column
        box = _box(x, y, width(line.span, part.column), strip.height, line.text, bold=strip.row == HEAD)
        if strip.row == HEAD:
            yield box._replace(align="center", fill=_tint(part, line.node), line=LINE)
        elif not marks:
            yield box._replace(anchor="top", fill="FFFFFF", line=LINE)
        elif line.text:
            yield box._replace(align="center", italic=True, ink=Style.TITLE)


def _tint(part: Part, node: int) -> str:
    entry = part.table.entries[node]
    return Style.LOCKED if entry.repeated else Style.LEVELS[min(entry.level, len(Style.LEVELS) - 2)]


def _box(x: float, y: float, wide: float, high: float, text: str, bold: bool) -> Box:
    text = printable(text)
    lines = letters.wrap(text, wide - 2 * INSET, SIZE, bold) if text else ()
    return Box(x, y, wide, high, text, lines, SIZE, bold, inset=INSET, name=text)


def _strokes(part: Part, edges: dict[int, tuple[float, float]]) -> Iterator[Stroke]:
    """From each box to those below it, where both stand in this part."""
    spans = {node: span for _, band in part.table.within(part.window) for node, span in band.items()}

    def middle(node: int) -> float:
        span = spans[node]
        return LEFT + (span.first - part.window.first) * part.column + width(span, part.column) / 2

    tops = {part.table.bands[node]: y for node, (y, _) in sorted(edges.items(), key=lambda item: -item[1][0])}
    for node, (_, bottom) in edges.items():
        below = [child for child in part.table.children[node] if child in edges]
        if not below:
            continue
        bar = tops[min(part.table.bands[child] for child in below)] - BANDS_APART / 2
        yield Stroke(((middle(node), bottom), (middle(node), bar)))
        ends = [middle(node), *map(middle, below)]
        if max(ends) - min(ends) > 0.5:
            yield Stroke(((min(ends), bar), (max(ends), bar)))
        for child in below:
            yield Stroke(((middle(child), bar), (middle(child), edges[child][0])))
