"""Sources and strategies as bytes, for travel between processes and for rest on disk.

What there are thousands of is packed as plain tuples: a record of a class of its own takes ten times as long, since
each is made by a call.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Sequence
from typing import Any

from cascade_xl.garbage import uncollected
from cascade_xl.merge.source import Head, Kinerja, Own, Said, Served, Source, Strategy
from cascade_xl.merge.table import Table
from cascade_xl.model import Finding, Place
from cascade_xl.rules.rule import Report, Result

_LEVEL = 1
"""A fifth of the size for a few milliseconds."""


def packed_source(source: Source) -> bytes:
    """What a source holds besides its head; its office is packed apart."""
    nodes, report = [tuple(node) for node in source.kinerja], source.report
    results = [(rule, outcome, list(map(_flat, found)), why) for rule, outcome, found, why in report.results]
    return packed((nodes, tuple(source.table), source.columns, report.file, results, source.profile_data, source.facts))


@uncollected
def unpacked_source(content: bytes, head: Head, more: Sequence[Result] = ()) -> Source:
    """The source of a head, with more results of checking behind its own."""
    nodes, table, columns, file, results, profile_data, facts = unpacked(content)
    found = (Result(rule, outcome, tuple(map(_finding, flat)), why) for rule, outcome, flat, why in results)
    return Source(
        **vars(head),
        kinerja=tuple(map(Kinerja._make, nodes)),
        table=Table._make(table),
        columns=columns,
        report=Report(file, tuple(found)).with_more(more),
        profile_data=profile_data,
        facts=facts,
        office=None,
    )


def packed_strategy(strategy: Strategy) -> bytes:
    """What a file adds to the sheets of the whole regency."""
    nodes, said, own, served = strategy
    rest = list(map(tuple, said)), list(map(tuple, own)), {under: tuple(found) for under, found in served.items()}
    return packed((list(map(tuple, nodes)), *rest))


def unpacked_strategy(content: bytes) -> Strategy:
    """The same again."""
    nodes, said, own, served = unpacked(content)
    return Strategy(
        tuple(map(Kinerja._make, nodes)),
        tuple(map(Said._make, said)),
        tuple(map(Own._make, own)),
        {under: Served._make(found) for under, found in served.items()},
    )


def packed(thing: object) -> bytes:
    """Anything as bytes."""
    return zlib.compress(pickle.dumps(thing, pickle.HIGHEST_PROTOCOL), _LEVEL)


def unpacked(content: bytes) -> Any:
    """The same again."""
    return pickle.loads(zlib.decompress(content))


def _flat(finding: Finding) -> tuple[Any, ...]:
    said: list[Any] = list(finding)
    for at in _PLACES:
        said[at] = said[at] and tuple(said[at])
    return tuple(said)


def _finding(flat: tuple[Any, ...]) -> Finding:
    said = list(flat)
    for at in _PLACES:
        said[at] = said[at] and Place(*said[at])
    return Finding(*said)


_PLACES = [Finding._fields.index(field) for field in ("place", "cites")]
