"""What a box says, and how it looks: strips of texts below each other, as high as their longest text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from cascade_xl.forms import letters
from cascade_xl.forms.scene import Box
from cascade_xl.merge.cells import printable

SIZE = 9.0
INSET = 3.0
LINE = "475569"
AIR = 1.0
"""What a strip has above and below its letters beside the inset, together."""
_CALM = 210.0
"""A box that would be higher is made wider."""


class Field(NamedTuple):
    """A text of a strip. ``width`` is None where it takes what the others leave."""

    text: str
    width: float | None = None
    bold: bool = False
    align: str = "left"
    fill: str = "FFFFFF"


Strip = tuple[Field, ...]


class Face(NamedTuple):
    """A box as it is drawn, its upper left corner at 0, 0."""

    width: float
    height: float
    items: tuple[Box, ...]


def face(strips: Iterable[Strip], width: float, name: str = "") -> Face:
    """Strips drawn in a width. The first text carries the name."""
    items: list[Box] = []
    y = 0.0
    for strip in strips:
        height = _height(strip, width)
        x = 0.0
        for field, room in zip(strip, _widths(strip, width), strict=True):
            items.append(_box(field, x, y, room, height, "" if items else name))
            x += room
        y += height
    return Face(width, y, tuple(items))


def calm(strips: Sequence[Strip], width: float, widest: float) -> float:
    """A width that is not much exceeded by the height: the wished one, or more for long texts."""
    while width < widest and sum(_height(strip, width) for strip in strips) > _CALM:
        width *= 1.25
    return min(width, widest)


def pieces(strips: Sequence[Strip], title: Strip, width: float, highest: float) -> list[list[Strip]]:
    """Strips in so many boxes that none is higher than ``highest``; all but the first begin with the title."""
    above = _height(title, width)
    found: list[list[Strip]] = [[]]
    room = highest
    for strip in strips:
        for piece in _cut(strip, width, highest - above):
            if _height(piece, width) > room:
                found.append([title])
                room = highest - above
            found[-1].append(piece)
            room -= _height(piece, width)
    return found


def shortened(text: str, width: float, lines: int, bold: bool = False) -> str:
    """A text that takes no more lines than that; what is left out shows as an ellipsis."""
    room = width - 2 * INSET
    wrapped = letters.wrap(printable(text), room, SIZE, bold)
    if len(wrapped) <= lines:
        return text
    short = "\n".join(wrapped[:lines])
    while len(letters.wrap(f"{short}…", room, SIZE, bold)) > lines:
        short = short[:-1]
    return f"{short}…"


@lru_cache(maxsize=1 << 16)
def text_height(text: str, width: float, bold: bool = False) -> float:
    """How high a text with its insets is."""
    return letters.height(printable(text), width - 2 * INSET, SIZE, bold) + 2 * INSET + AIR


def _height(strip: Strip, width: float) -> float:
    fields = zip(strip, _widths(strip, width), strict=True)
    return max(text_height(field.text, room, field.bold) for field, room in fields)


def _widths(strip: Strip, width: float) -> list[float]:
    free = [field for field in strip if field.width is None]
    rest = width - sum(field.width or 0.0 for field in strip)
    return [field.width if field.width is not None else rest / len(free) for field in strip]


def _box(field: Field, x: float, y: float, width: float, height: float, name: str) -> Box:
    text = printable(field.text)
    lines = letters.wrap(text, width - 2 * INSET, SIZE, field.bold) if text else ()
    return Box(
        x, y, width, height, text, lines, SIZE, field.bold,
        align=field.align, fill=field.fill, line=LINE, inset=INSET, name=name or text,
    )  # fmt: skip


def _cut(strip: Strip, width: float, highest: float) -> Iterator[Strip]:
    """A strip in pieces that are no higher than that."""
    if _height(strip, width) <= highest:
        yield strip
        return
    count = max(int((highest - 2 * INSET - AIR) / (SIZE * letters.LINE)), 1)
    widths = _widths(strip, width)
    wrapped = [
        letters.wrap(printable(field.text), room - 2 * INSET, SIZE, field.bold)
        for field, room in zip(strip, widths, strict=True)
    ]
    for start in range(0, max(map(len, wrapped)), count):
        texts = ["\n".join(lines[start : start + count]) for lines in wrapped]
        yield tuple(field._replace(text=text) for field, text in zip(strip, texts, strict=True))
