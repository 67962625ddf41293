"""The columns of a sheet, so that all of its tables, and the sides of its signatures, begin and end on one of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

from cascade_xl.forms.kit.blocks import Block, Column, Sides, Table

_PIXEL = 0.75
_SAME = 3.0
_NEAR = 60.0
_LEFT, _RIGHT = 0.45, 0.55
"""Where the left signature ends and the right one begins, as shares of the width."""


class Grid:
    """The edges of a sheet's columns, in points from the left, on whole pixels."""

    def __init__(self, blocks: Iterable[Block], width: float) -> None:
        blocks = list(blocks)
        edges = {0.0, _pixels(width)}
        for block in blocks:
            if isinstance(block, Table):
                for edge in edges_of(block.columns, width):
                    if all(abs(edge - other) >= _SAME for other in edges):
                        edges.add(edge)
        if any(isinstance(block, Sides) for block in blocks):
            for share in (_LEFT, _RIGHT):
                if all(abs(width * share - other) > _NEAR for other in edges - {0.0, max(edges)}):
                    edges.add(_pixels(width * share))
        self.edges: Sequence[float] = sorted(edges)

    @property
    def widths(self) -> tuple[float, ...]:
        return tuple(right - left for left, right in pairwise(self.edges))

    def at(self, x: float) -> int:
        """The edge that is nearest to a place."""
        after = bisect_left(self.edges, x)
        return min(range(max(after - 1, 0), min(after + 1, len(self.edges))), key=lambda n: abs(self.edges[n] - x))

    def spans(self, columns: Sequence[Column]) -> list[tuple[int, int]]:
        """For each column of a table the first of ours and how many it takes."""
        places = [self.at(edge) for edge in edges_of(columns, self.edges[-1])]
        return [(first, max(last - first, 1)) for first, last in pairwise(places)]

    def room(self, first: int, count: int) -> float:
        """The width of some columns."""
        return self.edges[first + count] - self.edges[first]

    @property
    def sides(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """The columns of a left and of a right text."""
        width, last = self.edges[-1], len(self.edges) - 1
        left = max(self.at(width * _LEFT), 1)
        right = min(max(self.at(width * _RIGHT), left if left < last else 0), last - 1)
        return (0, left), (right, last - right)


def edges_of(columns: Sequence[Column], width: float) -> list[float]:
    """The edges of a table's columns across a width."""
    whole = sum(column.weight for column in columns)
    edges, at = [0.0], 0.0
    for column in columns:
        at += column.weight
        edges.append(_pixels(width * at / whole))
    return edges


def _pixels(points: float) -> float:
    """A width as a spreadsheet keeps it: whole pixels."""
    return round(points / _PIXEL) * _PIXEL
