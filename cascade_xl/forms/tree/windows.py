"""Cutting columns into windows, one for each page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from cascade_xl.forms.tree.icicle import Window

Cost = Callable[[Window], float]
"""How many pages a window takes: infinity where it cannot be."""


def filled(columns: int, widest: int, cost: Cost) -> Iterator[Window]:
    """Windows from the left, each as wide as it can be on one page, or of one column where none can."""
    first = 0
    while first < columns:
        ends = range(min(first + widest, columns), first, -1)
        first, begun = next((end for end in ends if cost(Window(first, end)) == 1), first + 1), first
        yield Window(begun, first)


def divide(columns: int, widest: int, spans: Sequence[Window], cost: Cost) -> list[Window]:
    """Windows of no more than ``widest`` columns: those that take the fewest pages, and of them those that cut the
    fewest of the boxes which take these ``spans``."""
    cuts = _cuts(columns, spans)
    best: list[tuple[float, int]] = [(0.0, 0)]
    begun = [0]
    for after in range(1, columns + 1):
        ways = (
            ((best[first][0] + cost(Window(first, after)), best[first][1] + cuts[first]), first)
            for first in range(max(after - widest, 0), after)
        )
        way, first = min(ways)
        best.append(way)
        begun.append(first)
    windows: list[Window] = []
    after = columns
    while after:
        windows.append(Window(begun[after], after))
        after = begun[after]
    return windows[::-1]


def _cuts(columns: int, spans: Sequence[Window]) -> list[int]:
    """How many boxes a cut before each column goes through."""
    steps = [0] * (columns + 2)
    for first, after in spans:
        steps[first + 1] += 1
        steps[after] -= 1
    found = [0]
    for step in steps[1 : columns + 1]:
        found.append(found[-1] + step)
    return found
