"""Drawings as a DrawingML part: what a workbook's package holds as ``xl/drawings/drawing1.xml``.

Boxes become shapes whose text can be edited, strokes become lines. All have their place on the sheet in points, so that
rows and columns do not move them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count, pairwise
from xml.sax.saxutils import escape, quoteattr

from cascade_xl.contract import Style
from cascade_xl.forms.scene import Box, Stroke
from cascade_xl.forms.sheet import Placed
from cascade_xl.merge.cells import printable

_EMU = 12700
"""In a point."""
_HAIR = 0.75
_SPREADSHEET = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_NAME = 120


def part(drawings: Iterable[Placed]) -> bytes:
    """All drawings of a sheet."""
    numbers = count(2)
    anchors: list[str] = []
    for placed in drawings:
        for item in placed.scene.items:
            if isinstance(item, Box):
                anchors.append(_box(item, placed, next(numbers)))
            else:
                anchors += (_line(ends, item, placed, next(numbers)) for ends in pairwise(item.points))
    head = f'<xdr:wsDr xmlns:xdr="{_SPREADSHEET}" xmlns:a="{_MAIN}">'
    text = "".join(('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n', head, *anchors, "</xdr:wsDr>"))
    return text.encode("utf-8")


def _box(box: Box, placed: Placed, number: int) -> str:
    x, y, width, height = placed.x + box.x, placed.y + box.y, box.width, box.height
    inset = _emu(box.inset)
    anchor = "ctr" if box.anchor == "middle" else "t"
    shape = (
        f'<xdr:sp macro="" textlink=""><xdr:nvSpPr>{_identity(number, box.name or box.text or "Kotak")}'
        f"<xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr>{_place(x, y, width, height)}"
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{_solid(box.fill)}{_edge(box.line, _HAIR)}</xdr:spPr>'
        f'<xdr:txBody><a:bodyPr vertOverflow="overflow" horzOverflow="overflow" wrap="square" lIns="{inset}" '
        f'tIns="{inset}" rIns="{inset}" bIns="{inset}" rtlCol="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle/>{''.join(_paragraphs(box))}</xdr:txBody></xdr:sp>"
    )
    return _anchored(x, y, width, height, shape)


def _line(ends: tuple[tuple[float, float], tuple[float, float]], stroke: Stroke, placed: Placed, number: int) -> str:
    (x1, y1), (x2, y2) = ends
    x, y = placed.x + min(x1, x2), placed.y + min(y1, y2)
    width, height = abs(x2 - x1), abs(y2 - y1)
    rising = ' flipV="1"' if (x2 - x1) * (y2 - y1) < 0 else ""
    shape = (
        f'<xdr:cxnSp macro=""><xdr:nvCxnSpPr>{_identity(number, "Garis")}<xdr:cNvCxnSpPr/></xdr:nvCxnSpPr>'
        f'<xdr:spPr>{_place(x, y, width, height, rising)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f"{_edge(stroke.ink, stroke.width)}</xdr:spPr></xdr:cxnSp>"
    )
    return _anchored(x, y, width, height, shape)


def _anchored(x: float, y: float, width: float, height: float, shape: str) -> str:
    return (
        f'<xdr:absoluteAnchor><xdr:pos x="{_emu(x)}" y="{_emu(y)}"/>'
        f'<xdr:ext cx="{_emu(width)}" cy="{_emu(height)}"/>{shape}<xdr:clientData/></xdr:absoluteAnchor>'
    )


def _place(x: float, y: float, width: float, height: float, flip: str = "") -> str:
    return f'<a:xfrm{flip}><a:off x="{_emu(x)}" y="{_emu(y)}"/><a:ext cx="{_emu(width)}" cy="{_emu(height)}"/></a:xfrm>'


def _identity(number: int, name: str) -> str:
    said = quoteattr(" ".join(printable(name).split()))
    short = quoteattr(" ".join(printable(name).split())[:_NAME] or "Kotak")
    return f'<xdr:cNvPr id="{number}" name={short} descr={said}/>'


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>' if colour else "<a:noFill/>"


def _edge(colour: str, width: float) -> str:
    return f'<a:ln w="{_emu(width)}">{_solid(colour)}</a:ln>'


def _paragraphs(box: Box) -> Iterator[str]:
    align = ' algn="ctr"' if box.align == "center" else ""
    size = round(box.size * 100)
    style = f'lang="id-ID" sz="{size}" b="{int(box.bold)}" i="{int(box.italic)}"'
    letters = f'{_solid(box.ink)}<a:latin typeface="{Style.FONT}"/><a:cs typeface="{Style.FONT}"/>'
    for line in printable(box.text).split("\n"):
        run = f"<a:r><a:rPr {style}>{letters}</a:rPr><a:t>{escape(line)}</a:t></a:r>" if line else ""
        end = "" if line else f'<a:endParaRPr lang="id-ID" sz="{size}"/>'
        yield f"<a:p><a:pPr{align}/>{run}{end}</a:p>"


def _emu(points: float) -> int:
    return round(points * _EMU)
