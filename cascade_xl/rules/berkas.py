"""What the rules of *Berkas* share: places of whole sheets, what the reader saw, and cells without usable content."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from cascade_xl.model import Document, Indicator, Node, Observation, Place, PohonNode, Seen, Value
from cascade_xl.rules.book import Book, once
from cascade_xl.text import fold

IDENTITAS = "Identitas"
MATRIKS = "Matriks"
_flaw = attrgetter("flaw")


def whole_file(book: Book) -> Place:
    """The place of a finding about the file as such."""
    return Place(book.document.file, "", 0, 0)


def whole_sheet(book: Book, sheet: str) -> Place:
    """The place of a finding about a sheet as such."""
    return Place(book.document.file, sheet, 0, 0)


def seen(book: Book, kind: Seen) -> Iterator[Observation]:
    """What the reader observed of one kind, in the order of the sheets."""
    return (observation for observation in book.document.seen if observation.kind is kind)


def sheet_missing(book: Book, sheet: str) -> bool:
    """Whether a sheet is not there; then ``lembar-hilang`` says so, and other rules need not."""
    return any(fold(observation.detail) == fold(sheet) for observation in seen(book, Seen.NO_SHEET))


class Broken(NamedTuple):
    """A cell without usable content, and what it belongs to."""

    place: Place
    detail: str
    node: Node | None = None
    indicator: Indicator | None = None
    year: int | None = None
    kode: str | None = None
    name: str | None = None


def broken(book: Book, kind: Seen, flawed: Callable[[str], bool]) -> list[Broken]:
    """The cells that the reader observed and the values with such a flaw: each cell once, ordered by place."""
    found = {observation.place: Broken(observation.place, observation.detail) for observation in seen(book, kind)}
    for cell, value in _flawed(book):
        if flawed(value.flaw):
            known = found.get(value.place)
            found[value.place] = cell._replace(detail=known.detail if known else value.formula or value.flaw)
    return [found[place] for place in sorted(found)]


@once
def _flawed(book: Book) -> Sequence[tuple[Broken, Value]]:
    return list(_flaws(book.document))


def _flaws(document: Document) -> Iterator[tuple[Broken, Value]]:
    for node in document.nodes:
        for value in (node.jenjang, node.kode, node.induk, node.uraian, node.sasaran):
            if value.flaw:
                yield Broken(value.place, value.flaw, node=node), value
    for row in (*document.indicators, *document.kunci):
        for value in filter(_flaw, _row_values(row)):
            yield Broken(value.place, value.flaw, indicator=row, year=_year(row, value)), value
    for box in document.pohon:
        for value in _box_values(box):
            if value.flaw:
                yield Broken(value.place, value.flaw, kode=box.kode.text, name=box.uraian.text), value
    officials = (value for official in document.officials for value in official)
    exemptions = (value for e in document.exemptions for value in (e.aturan, e.kode, e.tahun, e.alasan))
    for value in (*document.identitas.values(), *officials, *exemptions):
        if value.flaw:
            yield Broken(value.place, value.flaw), value


def _row_values(row: Indicator) -> list[Value]:
    # fmt: off
    found = [
        row.kelompok, row.kode, row.indikator, row.formulasi, row.jenis, row.satuan, row.arah, row.sifat,
        row.agregasi, row.indikator_induk, row.bobot.value, row.kondisi_awal.value, row.target_akhir.value,
        row.pemilik, row.sumber_data, row.pagu.value, row.mitra, row.dukung, row.dukung_ket, row.dukung_status,
        row.catatan,
    ]
    # fmt: on
    if row.extra:
        found += [value for _, value in row.extra]
    found += [target.value for target in row.targets]
    return found


def _year(row: Indicator, value: Value) -> int | None:
    """The year that a row's cell is the target of."""
    return next((target.year for target in row.targets if target.value is value), None)


def _box_values(box: PohonNode) -> Iterable[Value]:
    yield from (box.tingkat, box.kode, box.induk, box.uraian)
    for row in box.rows:
        yield from (row.indikator, row.unit, row.kode_cascading, row.catatan, *(value for _, value in row.extra))
