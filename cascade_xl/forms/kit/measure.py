"""How high rows are."""

from __future__ import annotations

from math import ceil

from cascade_xl.forms import letters

_PADDING = 6.0
"""What a cell keeps free at its left and right, together."""
_NARROWEST = 0.945
"""A column on a screen of Excel's, in its width on paper: whole pixels for Calibri's digit of 7,4."""
_AIR = 4.5
"""What a row has above and below its text, together."""
_PIXEL = 0.75
_LONGEST = 300
"""Letters of a heading or a name: about three times what the longest have."""
HIGHEST = 399.75
"""No row is higher: whole pixels below Excel's limit of 409.5."""


def row_height(text: str, room: float, size: float, bold: bool = False) -> float:
    """The height of a row in which a text stands in so many points of width."""
    return whole(letters.height(text, _inside(room), size, bold) + _AIR)


def whole(points: float) -> float:
    """A height as a spreadsheet keeps it: whole pixels, rounded up."""
    return ceil(points / _PIXEL - 1e-9) * _PIXEL


def kept(text: str) -> str:
    """A heading, a title or a name, which no page parts: a text that is none of them shows only its beginning."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()} …"


def _inside(room: float) -> float:
    return room * _NARROWEST - _PADDING


def cut(text: str, room: float, size: float, height: float, bold: bool = False) -> tuple[str, str]:
    """What of a text fits a row of a height, and the rest."""
    lines = letters.wrap(text, _inside(room), size, bold)
    fitting = max(int((height - _AIR) / (size * letters.LINE)), 1)
    place = 0
    for line in lines[:fitting]:
        place = text.index(line, place) + len(line)
    return text[:place].rstrip(), text[place:].lstrip()
