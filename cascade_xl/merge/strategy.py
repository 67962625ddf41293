"""What a file adds to the sheets that show the whole regency, taken out of its rows while they are at hand.

It stays in memory with the file's head: *TARGET TAHUNAN* and *Peta Sasaran* then ask for no source, and their rows are
known before the first row of *Matriks* is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cascade_xl import contract
from cascade_xl.merge.source import Kinerja, Own, Row, Said, Scope, Served, Strategy
from cascade_xl.text import clean, fold


def strategy(kinerja: Sequence[Kinerja], rows: Sequence[Row], years: Sequence[int]) -> Strategy:
    """The strategy of one file."""
    nearest = [_nearest(kinerja, number) for number in range(len(kinerja))]
    chosen = [number for number in range(len(kinerja)) if nearest[number] == number]
    place = {number: position for position, number in enumerate(chosen)} | {-1: -1}
    above = [place[near] for near in nearest]
    return Strategy(
        nodes=tuple(kinerja[n]._replace(parent=place[_nearest(kinerja, kinerja[n].parent)]) for n in chosen),
        said=tuple(_said(kinerja, rows, years, above)),
        own=tuple(_own(kinerja, rows, years, above)),
        served=_served(kinerja, rows, above),
    )


def _nearest(kinerja: Sequence[Kinerja], number: int) -> int:
    """The regency node at or above a node, -1 where there is none; a cycle has none."""
    seen: set[int] = set()
    while number >= 0 and number not in seen:
        node = kinerja[number]
        if node.scope is Scope.REGENCY and fold(node.statement):
            return number
        seen.add(number)
        number = node.parent
    return -1


def _targets(row: Row, years: Sequence[int]) -> tuple[str, ...]:
    return tuple(row.cells.get(contract.target_key(year), "") for year in years)


def _said(
    kinerja: Sequence[Kinerja], rows: Sequence[Row], years: Sequence[int], above: Sequence[int]
) -> Iterator[Said]:
    for row in rows:
        cells, under = row.cells, above[row.kinerja]
        if kinerja[row.kinerja].scope is Scope.REGENCY and under >= 0 and cells.get("indikator"):
            targets = tuple(map(clean, _targets(row, years)))
            yield Said(under, clean(cells["indikator"]), clean(cells.get("satuan", "")), targets)


def _own(kinerja: Sequence[Kinerja], rows: Sequence[Row], years: Sequence[int], above: Sequence[int]) -> Iterator[Own]:
    for row in rows:
        node, cells = kinerja[row.kinerja], row.cells
        if node.scope is Scope.AGENCY or (row.iku and node.scope is Scope.WORK):
            yield Own(
                above[row.kinerja],
                row.kinerja,
                node.label,
                node.statement,
                cells.get("indikator", ""),
                cells.get("satuan", ""),
                _targets(row, years),
                row.iku,
            )


def _served(kinerja: Sequence[Kinerja], rows: Sequence[Row], above: Sequence[int]) -> dict[int, Served]:
    """Counted are the office's own nodes."""
    found: dict[int, Served] = {}
    met: set[int] = set()
    for position, row in enumerate(rows):
        if kinerja[row.kinerja].scope is not Scope.REGENCY and row.kinerja not in met:
            met.add(row.kinerja)
            known = found.get(above[row.kinerja], Served(0, position))
            found[above[row.kinerja]] = known._replace(kinerja=known.kinerja + 1)
    return found
