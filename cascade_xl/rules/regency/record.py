"""A document → its record among the offices of a regency."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cascade_xl.model import Indicator, Node, Target, Value
from cascade_xl.rules.book import Book, once
from cascade_xl.rules.cells import unfilled
from cascade_xl.rules.kode import segments
from cascade_xl.rules.parts import parts, sums_over_offices
from cascade_xl.rules.regency.office import (
    Figure,
    Goal,
    Measure,
    Office,
    Part,
    Said,
    Statement,
    Support,
    Work,
    kode_keys,
)
from cascade_xl.text import fold

_YEAR = re.compile(r"(?:19|20|21)\d\d")
_SUB_KEGIATAN = 6  # parts of its official code
_DIGITS, _OLDER = 4, " (lama)"  # a list of older years numbers sub kegiatan with two digits, and otherwise


Units = Mapping[str, tuple[str, ...]]
"""What each text of the column *Satuan* means, whatever the spelling."""


def office(book: Book) -> Office:
    """The record of one document."""
    document, identitas = book.document, book.document.identitas
    daerah = {text for text, level in book.levels.items() if level is not None and level.daerah}
    shared = [node for node in document.nodes if node.jenjang.text in daerah]
    own = [node for node in document.nodes if node.jenjang.text not in daerah]
    goals = [row for node in shared for row in book.indicators(node)]
    return Office(
        file=document.source or document.file,
        opd=_said(identitas["opd"]),
        kode_opd=_said(identitas["kode_opd"]),
        pemerintah=identitas["pemerintah"].text,
        template=Said(document.template, identitas["templat"].place),
        period=_period(book),
        statements=tuple(_statements(book, shared, own)),
        goals=tuple(_goals(book, shared, goals)),
        parts=tuple(_parts(book, goals)),
        works=tuple(_works(book, own)),
        supports=tuple(_supports(book)),
        kodes=frozenset(key for node in document.nodes for key in kode_keys(node.kode.text)),
        sums=sums_over_offices(book),
        exemptions=document.exemptions,
        severities=book.profile.severities,
    )


def _said(value: Value) -> Said:
    return Said(value.text, value.place)


def _of_regency(book: Book, node: Node) -> bool:
    level = book.level(node)
    return level is not None and level.daerah


def _period(book: Book) -> Said:
    """First and last year as *Identitas* says them; blank where one is missing or no year."""
    first, last = (book.document.identitas[key] for key in ("periode_awal", "periode_akhir"))
    years = [match[0] for value in (first, last) if (match := _YEAR.search(value.text))]
    return Said("–".join(years) if len(years) == 2 else "", first.place)


def _statements(book: Book, shared: list[Node], own: list[Node]) -> Iterator[Statement]:
    carried = _above(book, own)
    inner = {key for level in book.profile.levels.values() if level.daerah for key in level.induk}
    for node in shared:
        if level := book.level(node):
            said, lowest = node.statement, level.key not in inner
            yield Statement(level.key, level.label, node.kode.text, said.text, id(node) in carried, lowest, *said.place)


def _above(book: Book, nodes: list[Node]) -> set[int]:
    """All that stands above some nodes; where a parent's kode is shared, each that carries it."""
    seen: set[int] = set()
    named: set[str] = set()
    queue = list(nodes)
    while queue:
        node = queue.pop()
        if node.induk.text in named:
            continue
        if node.induk.text != node.kode.text:
            named.add(node.induk.text)
        for parent in book.parents(node):
            if id(parent) not in seen:
                seen.add(id(parent))
                queue.append(parent)
    return seen


def _goals(book: Book, shared: list[Node], rows: list[Indicator]) -> Iterator[Goal]:
    units = _units(book)
    position = {id(node): number for number, node in enumerate(shared)}
    for row in rows:
        yield Goal.of(position[id(row.node)], _measure(units, row), tuple(_figures(row)))


def _measure(units: Units, row: Indicator) -> Measure:
    return Measure(_said(row.indikator), _said(row.satuan), _unit(units, row))


def _unit(units: Units, row: Indicator) -> tuple[str, ...]:
    return () if unfilled(row.satuan) else units[row.satuan.text]


@once
def _units(book: Book) -> Units:
    """What each text of the column *Satuan* means, whatever the spelling."""
    return {
        text: tuple(sorted({*map(fold, unit.names), *map(fold, unit.unknown)})) for text, unit in book.units.items()
    }


def _figures(row: Indicator) -> Iterator[Figure]:
    yield _figure("Kondisi awal", row.kondisi_awal)
    for target in row.targets:
        yield _figure(f"Target {target.year}", target)
    yield _figure("Target akhir", row.target_akhir)


def _figure(name: str, target: Target) -> Figure:
    return Figure(name, target.year, _said(target.value), target.quantity)


def _parts(book: Book, goals: list[Indicator]) -> Iterator[Part]:
    units = _units(book)
    for number, goal in enumerate(goals):
        for row, way in parts(book, goal):
            if row.node is not None and not _of_regency(book, row.node):
                yield Part(number, way, _unit(units, row), tuple(_figures(row)))


def _works(book: Book, own: list[Node]) -> Iterator[Work]:
    units = _units(book)
    official = {text for text, level in book.levels.items() if level is not None and level.segmen == _SUB_KEGIATAN}
    for node in own:
        keys = kode_keys(node.kode.text) if node.jenjang.text in official else ()
        if keys and keys[-1].count(".") == _SUB_KEGIATAN - 1:
            measures = tuple([_measure(units, row) for row in book.indicators(node) if not unfilled(row.indikator)])
            older = node.kode.text != keys[0] and len(segments(node.kode.text)[-1]) < _DIGITS
            yield Work(keys[-1] + _OLDER * older, _said(node.kode), _said(node.uraian), measures)


def _supports(book: Book) -> Iterator[Support]:
    for row in book.document.indicators:
        if unfilled(row.mitra) and unfilled(row.dukung):
            continue
        node, choice = row.node, book.profile.choice("status_dukungan", row.dukung_status.text)
        yield Support(
            kode=node.kode.text if node else "",
            name=node.uraian.text if node else "",
            indikator=row.indikator.text,
            mitra=Said(row.mitra.raw if not unfilled(row.mitra) else "", row.mitra.place),
            dukung=Said(row.dukung.raw if not unfilled(row.dukung) else "", row.dukung.place),
            status=choice.makna if choice else fold(row.dukung_status.text),
        )
