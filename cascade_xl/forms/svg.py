"""A drawing as SVG: one file that needs no other, in points, with its text as text."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from cascade_xl.contract import Style
from cascade_xl.forms.letters import LINE
from cascade_xl.forms.scene import Box, Scene, Stroke
from cascade_xl.merge.cells import printable

_FONTS = f"{Style.FONT}, Carlito, sans-serif"
_ASCENT = 0.95
"""From the top of a line of Calibri to its baseline, in letter sizes."""
_MARGIN = 6.0


def svg(scene: Scene, title: str = "") -> str:
    """The drawing with a small margin."""
    width, height = scene.width + 2 * _MARGIN, scene.height + 2 * _MARGIN
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(width)}pt" height="{_n(height)}pt" '
        f'viewBox="{_n(-_MARGIN)} {_n(-_MARGIN)} {_n(width)} {_n(height)}" font-family="{_FONTS}">'
    )
    lines = [head, *([f"<title>{_text(title)}</title>"] if title else [])]
    lines.append(
        f'<rect x="{_n(-_MARGIN)}" y="{_n(-_MARGIN)}" width="{_n(width)}" height="{_n(height)}" fill="#FFFFFF"/>'
    )
    for item in scene.items:
        lines += _box(item) if isinstance(item, Box) else [_stroke(item)]
    return "\n".join([*lines, "</svg>", ""])


def _box(box: Box) -> Iterator[str]:
    yield "<g>"
    if box.name:
        yield f"<title>{_text(box.name)}</title>"
    fill = f"#{box.fill}" if box.fill else "none"
    edge = f' stroke="#{box.line}" stroke-width="0.75"' if box.line else ""
    if box.fill or box.line:
        yield (
            f'<rect x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.width)}" height="{_n(box.height)}" '
            f'fill="{fill}"{edge}/>'
        )
    if box.lines:
        yield from _lines(box)
    yield "</g>"


def _lines(box: Box) -> Iterator[str]:
    centred = box.align == "center"
    x = box.x + box.width / 2 if centred else box.x + box.inset
    step = box.size * LINE
    room = box.height - 2 * box.inset - step * len(box.lines)
    top = box.y + box.inset + (room / 2 if box.anchor == "middle" else 0.0)
    style = "".join(
        (
            ' font-weight="bold"' if box.bold else "",
            ' font-style="italic"' if box.italic else "",
            ' text-anchor="middle"' if centred else "",
            f' fill="#{box.ink}"' if box.ink != "000000" else "",
        )
    )
    yield f'<text font-size="{_n(box.size)}"{style} xml:space="preserve">'
    for number, line in enumerate(box.lines):
        y = top + number * step + box.size * _ASCENT
        yield f'<tspan x="{_n(x)}" y="{_n(y)}">{_text(line)}</tspan>'
    yield "</text>"


def _stroke(stroke: Stroke) -> str:
    points = " ".join(f"{_n(x)},{_n(y)}" for x, y in stroke.points)
    return f'<polyline points="{points}" fill="none" stroke="#{stroke.ink}" stroke-width="{_n(stroke.width)}"/>'


def _text(text: str) -> str:
    return escape(printable(text))


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".") or "0"
