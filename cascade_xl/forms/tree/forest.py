"""Which box hangs below which, whatever an office wrote: nothing is lost and nothing turns in a circle."""

from __future__ import annotations

from collections.abc import Sequence


def parents(kodes: Sequence[str], induks: Sequence[str]) -> list[int | None]:
    """The place of each one's parent. None where no kode or more than one is the *Kode Induk*, and for the first of
    those that are each other's ancestors: they become roots."""
    places: dict[str, list[int]] = {}
    for place, kode in enumerate(kodes):
        places.setdefault(kode, []).append(place)
    found: list[int | None] = []
    for place, induk in enumerate(induks):
        named = [other for other in places.get(induk, ()) if other != place] if induk else []
        found.append(named[0] if len(named) == 1 else None)
    return _without_circles(found)


def children(above: Sequence[int | None]) -> list[list[int]]:
    """The children of each, in order."""
    found: list[list[int]] = [[] for _ in above]
    for place, parent in enumerate(above):
        if parent is not None:
            found[parent].append(place)
    return found


def rows(above: Sequence[int | None], ranks: Sequence[int]) -> list[int]:
    """The row of each: those of one rank share rows that no other rank has, as many as they stand below each other.

    A child is below its parent in any case, also where its rank says otherwise. Parents come before their children.
    """
    depths = [0] * len(ranks)
    for place, parent in enumerate(above):
        if parent is not None and ranks[parent] == ranks[place]:
            depths[place] = depths[parent] + 1
    first, total = {}, 0
    for rank in sorted(set(ranks)):
        first[rank] = total
        total += 1 + max(depth for depth, own in zip(depths, ranks, strict=True) if own == rank)
    found: list[int] = []
    for place, parent in enumerate(above):
        row = first[ranks[place]] + depths[place]
        found.append(row if parent is None else max(row, found[parent] + 1))
    return found


def _without_circles(above: list[int | None]) -> list[int | None]:
    checked = [False] * len(above)
    for start in range(len(above)):
        line: list[int] = []
        on_line: set[int] = set()
        place: int | None = start
        while place is not None and not checked[place]:
            checked[place] = True
            line.append(place)
            on_line.add(place)
            place = above[place]
        if place in on_line:
            above[min(line[line.index(place) :])] = None
    return above
