"""A drawing as plain data: boxes with text and strokes, in points from its upper left corner.

The layout of a tree makes it; `cascade_xl.forms.svg` and `cascade_xl.forms.drawing` show it.
"""

from __future__ import annotations

from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle with text. Colours are RRGGBB, empty for none; ``lines`` is the text as it was wrapped, for ``text``
    of ``size`` points inside ``inset`` points of padding."""

    x: float
    y: float
    width: float
    height: float
    text: str = ""
    lines: tuple[str, ...] = ()
    size: float = 9.0
    bold: bool = False
    italic: bool = False
    align: str = "left"  # left, center
    anchor: str = "middle"  # top, middle
    ink: str = "000000"
    fill: str = ""
    line: str = ""
    inset: float = 3.0
    name: str = ""  # what it is, for screen readers and the selection pane


class Stroke(NamedTuple):
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    ink: str = "64748B"
    width: float = 1.0


class Scene(NamedTuple):
    """What is drawn; later items lie above earlier ones."""

    width: float
    height: float
    items: tuple[Box | Stroke, ...]
