"""One page of a tree as a drawing: the bands of the levels at the left, lines, boxes, and marks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from cascade_xl.contract import Style
from cascade_xl.forms import letters
from cascade_xl.forms.scene import Box, Scene, Stroke
from cascade_xl.forms.tree.boxes import INSET, LINE, SIZE, Face, shortened
from cascade_xl.forms.tree.grow import Grown
from cascade_xl.forms.tree.marks import back, onward
from cascade_xl.forms.tree.parts import Marks
from cascade_xl.forms.tree.plan import Laid, Part, Spot, lay

GAP = 10.0
"""Between the bands at the left and the tree."""
_CORNER = 15.0


def scene(grown: Grown, part: Part, marks: Marks, number: int | None, room: float = 0.0) -> Scene:
    """A part of a tree, its boxes in the middle of a width of ``room``. Its ``number``, from 0, stands in the corner;
    None for a tree that is not divided."""
    laid = lay(grown.tree, part)
    bands = grown.left + GAP
    left = bands + max((room - bands - laid.width) / 2, 0.0)
    spots = {node: spot._replace(x=spot.x + left) for node, spot in laid.spots.items()}
    items: list[Box | Stroke] = [*_bands(grown, laid, number), *_lines(grown, part, spots)]
    for node, spot in spots.items():
        if node in part.repeated:
            said = back(marks.home[node])
            face = grown.again[node]
            top = spot.y + spot.height - face.height
            items += [_mark(said, spot.x, spot.y, spot.width, top - spot.y), *_moved(face, spot.x, top)]
            continue
        face = grown.full[node]
        items += _moved(face, spot.x, spot.y)
        if node in marks.onward:
            said = onward(marks.onward[node])
            items.append(_mark(said, spot.x, spot.y + face.height, spot.width, spot.height - face.height))
    return Scene(left + laid.width, laid.height, tuple(items))


def _moved(face: Face, x: float, y: float) -> list[Box]:
    return [box._replace(x=box.x + x, y=box.y + y) for box in face.items]


def _mark(text: str, x: float, y: float, width: float, height: float) -> Box:
    lines = letters.wrap(text, width - 2 * INSET, SIZE)
    return Box(x, y, width, height, text, lines, SIZE, italic=True, align="center", ink=Style.TITLE, name=text)


def _bands(grown: Grown, laid: Laid, number: int | None) -> Iterator[Box]:
    """One label for all rows of a band that follow each other, below the number of the part."""
    corner = 0.0
    if number is not None:
        corner = _CORNER
        said = f"Bagian {number + 1}"
        yield Box(0.0, 0.0, grown.left, corner, said, (said,), SIZE, True, align="center", inset=0.0, name=said)
    rows: dict[float, str] = {}
    bottoms: dict[float, float] = {}
    for node, spot in laid.spots.items():
        rows.setdefault(spot.y, grown.bands[node])
        bottoms[spot.y] = max(bottoms.get(spot.y, 0.0), spot.y + spot.height)
    for band, tops in groupby(sorted(rows), key=lambda y: rows[y]):
        first, *more = tops
        bottom = bottoms[more[-1] if more else first]
        top = max(first, corner)
        said = shortened(band, grown.left, max(int((bottom - top - 2 * INSET) / (SIZE * letters.LINE)), 1), bold=True)
        lines = letters.wrap(said, grown.left - 2 * INSET, SIZE, bold=True)
        yield Box(
            0.0, top, grown.left, bottom - top, said, lines, SIZE, True,
            align="center", fill=grown.tints[band], line=LINE, name=band,
        )  # fmt: skip


def _lines(grown: Grown, part: Part, spots: dict[int, Spot]) -> Iterator[Stroke]:
    """From each box down to a bar, and from the bar down to each of its children."""
    half = grown.tree.gaps.rows / 2
    bottoms: dict[float, float] = {}
    for spot in spots.values():
        bottoms[spot.y] = max(bottoms.get(spot.y, 0.0), spot.y + spot.height)
    for node, children in part.children(grown.tree).items():
        if not children:
            continue
        spot = spots[node]
        middle, bottom = spot.x + spot.width / 2, spot.y + spot.height
        ends = [(spots[child].x + spots[child].width / 2, spots[child].y) for child in children]
        if len(ends) == 1:
            yield Stroke(((middle, bottom), ends[0]))
            continue
        bar = bottoms[spot.y] + half
        yield Stroke(((middle, bottom), (middle, bar)))
        yield Stroke(((ends[0][0], bar), (ends[-1][0], bar)))
        for x, y in ends:
            yield Stroke(((x, bar), (x, y)))
