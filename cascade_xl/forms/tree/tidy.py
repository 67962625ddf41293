"""Where the boxes of a tree stand: every level in a row of its own, every parent over the middle of its children.

The subtrees of a parent are pushed together until their outlines touch, once towards the left and once towards the
right. The mean of both is as narrow as either and prefers no side: a mirrored tree is drawn mirrored, and a subtree is
drawn the same wherever it stands. Outlines are chains that subtrees share, so that the work grows with the number of
boxes; and nothing recurses: a tree may be as deep as it likes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias


class Gaps(NamedTuple):
    """Least distances in points: between brothers, between boxes of different parents, and between rows."""

    brothers: float = 8.0
    cousins: float = 14.0
    rows: float = 18.0


GAPS = Gaps()
Side: TypeAlias = "tuple[float, float, Side] | None"
"""One side of an outline from some row down: where it is, how much the frame of the rows below it is shifted, and
those."""
Framed: TypeAlias = tuple[float, Side]
"""A side in a frame that is shifted so much."""


class Outline(NamedTuple):
    """Both sides of a subtree; 0 is the middle of its topmost box."""

    left: Side
    right: Side


def middles(
    roots: Sequence[int],
    children: Sequence[Sequence[int]],
    widths: Sequence[float],
    rows: Sequence[int],
    gaps: Gaps = GAPS,
) -> list[float]:
    """The middle of every box; the leftmost edge of all is 0. Boxes are numbered from 0.

    ``rows`` may skip: the line down to a box then keeps its way free through the rows between. Roots stand side by
    side, and above a root that is not in the first row there is nothing either.
    """
    order = preorder(roots, children)
    shifts = [0.0] * len(widths)
    outlines: dict[int, Outline] = {}
    for node in reversed(order):
        below = _place(children[node], rows[node], rows, outlines, shifts, gaps)
        outlines[node] = Outline((-widths[node] / 2, 0.0, below.left), (widths[node] / 2, 0.0, below.right))
    _place(roots, min((rows[root] for root in roots), default=0) - 1, rows, outlines, shifts, gaps)
    for node in order:
        for child in children[node]:
            shifts[child] += shifts[node]
    edge = min((shifts[node] - widths[node] / 2 for node in order), default=0.0)
    return [shift - edge for shift in shifts]


def preorder(roots: Sequence[int], children: Sequence[Sequence[int]]) -> list[int]:
    """Every box from the roots down: parents before children, brothers in order."""
    order: list[int] = []
    stack = list(reversed(roots))
    while stack:
        node = stack.pop()
        order.append(node)
        stack.extend(reversed(children[node]))
    return order


def _place(
    nodes: Sequence[int],
    row: int,
    rows: Sequence[int],
    outlines: dict[int, Outline],
    shifts: list[float],
    gaps: Gaps,
) -> Outline:
    """Set the shifts of brothers from the middle of their parent, which stands in ``row``; the outline of them all."""
    if not nodes:
        return Outline(None, None)
    sides = [_hung(outlines.pop(node), rows[node] - row - 1) for node in nodes]
    places = [(left + right) / 2 for left, right in zip(_leftwards(sides, gaps), _rightwards(sides, gaps), strict=True)]
    middle = (places[0] + places[-1]) / 2
    for node, place in zip(nodes, places, strict=True):
        shifts[node] = place - middle
    left: Framed = (0.0, None)
    right: Framed = (0.0, None)
    for node, side in zip(nodes, sides, strict=True):
        left = _over(left, (shifts[node], side.left))
        right = _over((shifts[node], side.right), right)
    return Outline(_unframed(left), _unframed(right))


def _hung(outline: Outline, skipped: int) -> Outline:
    """An outline with the line that leads down to it through so many rows."""
    left, right = outline
    for _ in range(skipped):
        left, right = (0.0, 0.0, left), (0.0, 0.0, right)
    return Outline(left, right)


def _leftwards(sides: Sequence[Outline], gaps: Gaps) -> list[float]:
    """Where brothers stand if each is as far left as those before it allow; the first stands at 0."""
    places = [0.0]
    outer: Framed = (0.0, sides[0].right)
    for side in sides[1:]:
        place = _distance(outer, (0.0, side.left), gaps)
        places.append(place)
        outer = _over((place, side.right), outer)
    return places


def _rightwards(sides: Sequence[Outline], gaps: Gaps) -> list[float]:
    """Where brothers stand if each is as far right as those behind it allow; the first stands at 0."""
    places = [0.0]
    outer: Framed = (0.0, sides[-1].left)
    for side in reversed(sides[:-1]):
        place = -_distance((0.0, side.right), outer, gaps)
        places.append(place)
        outer = _over((place, side.left), outer)
    return [place - places[-1] for place in reversed(places)]


def _distance(right: Framed, left: Framed, gaps: Gaps) -> float:
    """How far what has this left side must move to the right to stand clear of what has this right side."""
    (a, right_side), (b, left_side) = right, left
    gap, distance = gaps.brothers, 0.0
    while right_side and left_side:
        distance = max(distance, a + right_side[0] + gap - b - left_side[0])
        a, b = a + right_side[1], b + left_side[1]
        right_side, left_side = right_side[2], left_side[2]
        gap = gaps.cousins
    return distance


def _over(front: Framed, back: Framed) -> Framed:
    """The side that is seen of two subtrees: the one in front, and below its end the one behind."""
    (a, side), (b, behind) = front, back
    seen: list[float] = []
    while side and behind:
        seen.append(a + side[0])
        a, b = a + side[1], b + behind[1]
        side, behind = side[2], behind[2]
    if not behind:
        return front
    for value in reversed(seen):
        b, behind = 0.0, (value, b, behind)
    return b, behind


def _unframed(framed: Framed) -> Side:
    shift, side = framed
    return side and (side[0] + shift, side[1] + shift, side[2])
