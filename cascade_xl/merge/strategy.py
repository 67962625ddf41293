"""What a file adds to the sheets that show the whole regency, taken out of its rows while they are at hand.

It rests apart from them: *TARGET TAHUNAN* and *Peta Sasaran* then ask for no source, and their rows are known before
the first row of *Matriks* is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cascade_xl.merge.source import Kinerja, Own, Said, Scope, Served, Source, Strategy
from cascade_xl.merge.table import Table
from cascade_xl.text import clean, fold


def strategy(source: Source) -> Strategy:
    """The strategy of one file."""
    kinerja, table, years = source.kinerja, source.table, source.years
    nearest = _nearest(kinerja)
    chosen = [number for number in range(len(kinerja)) if nearest[number] == number]
    place = {number: position for position, number in enumerate(chosen)} | {-1: -1}
    above = [place[near] for near in nearest]
    up = [kinerja[number].parent for number in chosen]
    return Strategy(
        nodes=tuple(
            kinerja[number]._replace(parent=above[parent] if parent >= 0 else -1)
            for number, parent in zip(chosen, up, strict=True)
        ),
        said=tuple(_said(kinerja, table, years, above)),
        own=tuple(_own(kinerja, table, years, above)),
        served=_served(kinerja, table, above),
    )


def _nearest(kinerja: Sequence[Kinerja]) -> Sequence[int]:
    """For each node the regency node at or above it, -1 where there is none; a cycle has none."""
    found: dict[int, int] = {-1: -1}
    for start in range(len(kinerja)):
        way, number = [], start
        while number not in found:
            node = kinerja[number]
            of_regency = node.scope is Scope.REGENCY and bool(fold(node.statement))
            found[number] = number if of_regency else -1  # until all of the way is known: a cycle meets itself
            way.append(number)
            if of_regency:
                break
            number = node.parent
        found |= dict.fromkeys(way, found[number])
    return [found[number] for number in range(len(kinerja))]


def _said(kinerja: Sequence[Kinerja], table: Table, years: Sequence[int], above: Sequence[int]) -> Iterator[Said]:
    indikator, satuan, targets = table.column("indikator"), table.column("satuan"), table.targets(years)
    for row, of in enumerate(table.kinerja):
        if above[of] >= 0 and indikator[row] and kinerja[of].scope is Scope.REGENCY:
            yield Said(above[of], clean(indikator[row]), clean(satuan[row]), tuple(map(clean, targets[row])))


def _own(kinerja: Sequence[Kinerja], table: Table, years: Sequence[int], above: Sequence[int]) -> Iterator[Own]:
    indikator, satuan, targets = table.column("indikator"), table.column("satuan"), table.targets(years)
    for row, (of, iku) in enumerate(zip(table.kinerja, table.iku, strict=True)):
        node = kinerja[of]
        if node.scope is Scope.AGENCY or (iku and node.scope is Scope.WORK):
            yield Own(above[of], of, node.label, node.statement, indikator[row], satuan[row], targets[row], iku)


def _served(kinerja: Sequence[Kinerja], table: Table, above: Sequence[int]) -> dict[int, Served]:
    """Counted are the office's own nodes."""
    first: dict[int, int] = {}
    for row, of in enumerate(table.kinerja):
        first.setdefault(of, row)
    found: dict[int, Served] = {}
    for of, row in first.items():
        if kinerja[of].scope is not Scope.REGENCY:
            known = found.get(above[of])
            found[above[of]] = Served(known.kinerja + 1, known.row) if known else Served(1, row)
    return found
