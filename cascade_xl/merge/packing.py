"""Sources, offices and strategies as bytes, for travel between processes and for rest on disk.

What there are thousands of is packed as plain tuples: a record of a class of its own takes ten times as long, since
each is made by a call.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Container, Sequence
from dataclasses import replace
from typing import Any

from cascade_xl.garbage import uncollected
from cascade_xl.merge.source import Head, Kinerja, Own, Served, Source, Strategy
from cascade_xl.merge.source import Said as Told
from cascade_xl.merge.table import Table
from cascade_xl.model import Finding, Place
from cascade_xl.rules.regency.office import Measure, Office, Said, Work
from cascade_xl.rules.rule import Report, Result

_LEVEL = 1
"""A fifth of the size for a few milliseconds."""


def packed_source(source: Source) -> bytes:
    """What a source holds besides its head; its office is packed apart."""
    nodes, report = [tuple(node) for node in source.kinerja], source.report
    results = [(rule, outcome, list(map(_flat, found)), why) for rule, outcome, found, why in report.results]
    return _packed(
        (nodes, tuple(source.table), source.columns, report.file, results, source.profile_data, source.facts)
    )


@uncollected
def unpacked_source(packed: bytes, head: Head, more: Sequence[Result] = ()) -> Source:
    """The source of a head, with more results of checking behind its own."""
    nodes, table, columns, file, results, profile_data, facts = _unpacked(packed)
    found = (Result(rule, outcome, tuple(map(_finding, flat)), why) for rule, outcome, flat, why in results)
    return Source(
        **vars(head),
        kinerja=tuple(map(Kinerja._make, nodes)),
        table=Table._make(table),
        columns=columns,
        report=Report(file, (*found, *more)),
        profile_data=profile_data,
        facts=facts,
        office=None,
    )


def packed_office(office: Office) -> bytes:
    """An office's record, which consists of sub kegiatan for the most part."""
    return _packed((replace(office, works=()), list(map(_flat_work, office.works))))


@uncollected
def unpacked_office(packed: bytes, wanted: Container[str]) -> Office:
    """The record with the sub kegiatan of the ``wanted`` keys."""
    office, works = _unpacked(packed)
    found: Office = replace(office, works=tuple(_work(*flat) for flat in works if flat[0] in wanted))
    return found


def packed_strategy(strategy: Strategy) -> bytes:
    """What a file adds to the sheets of the whole regency."""
    nodes, said, own, served = strategy
    rest = list(map(tuple, said)), list(map(tuple, own)), {under: tuple(found) for under, found in served.items()}
    return _packed((list(map(tuple, nodes)), *rest))


def unpacked_strategy(packed: bytes) -> Strategy:
    """The same again."""
    nodes, said, own, served = _unpacked(packed)
    return Strategy(
        tuple(map(Kinerja._make, nodes)),
        tuple(map(Told._make, said)),
        tuple(map(Own._make, own)),
        {under: Served._make(found) for under, found in served.items()},
    )


def _packed(thing: object) -> bytes:
    return zlib.compress(pickle.dumps(thing, pickle.HIGHEST_PROTOCOL), _LEVEL)


def _unpacked(packed: bytes) -> Any:
    return pickle.loads(zlib.decompress(packed))


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


def _flat_work(work: Work) -> tuple[Any, ...]:
    measures = [(*_flat_said(indikator), *_flat_said(satuan), unit) for indikator, satuan, unit in work.measures]
    return work.key, _flat_said(work.kode), _flat_said(work.name), measures


def _work(key: str, kode: Any, name: Any, measures: Any) -> Work:
    found = (Measure(_said(*one[:5]), _said(*one[5:10]), one[10]) for one in measures)
    return Work(key, _said(*kode), _said(*name), tuple(found))


def _flat_said(said: Said) -> tuple[str, str, str, int, int]:
    return (said.text, *said.place)


def _said(text: str, *place: Any) -> Said:
    return Said(text, Place(*place))
