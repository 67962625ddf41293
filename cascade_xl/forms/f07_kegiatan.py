"""F7 KEGIATAN: kegiatan dan sub kegiatan tiap program, dengan sasaran, indikator, satuan, dan target tiap tahun.

Isinya diambil dari jenjang di bawah program di lembar *Matriks* dan disusun menurut *Kode Induk*; jenjang yang tidak
dikenal profil dilewati. Baris kegiatan dicetak tebal. Sub kegiatan yang punya beberapa sasaran ditulis sekali di
sampingnya. Yang belum punya sasaran atau indikator tetap dicetak, dengan sel kosong; yang tidak terhubung ke program
dicetak paling akhir di bawah judul yang menyebutkannya. Periode yang lebih panjang dari sepuluh tahun dibagi ke
beberapa tabel.

Sumber: tabel KEGIATAN/SUB KEGIATAN dalam Cascading BKPSDM Kabupaten Way Kanan 2021-2026.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cascade_xl.forms import kit
from cascade_xl.forms.nothing import NothingError
from cascade_xl.forms.order import Order
from cascade_xl.forms.paper import Page
from cascade_xl.forms.said import (
    activity_levels,
    by_years,
    indicators_down,
    name_of,
    nodes_of,
    program_band,
    program_levels,
    rows_saying,
    said,
    targets_of,
    under,
    year_columns,
)
from cascade_xl.forms.sheet import Sheet
from cascade_xl.model import Node

CODE = "F7"
TAB = "F7 KEGIATAN"


def sheets(order: Order) -> list[Sheet]:
    """One sheet."""
    levels = activity_levels(order)
    if not levels:
        raise NothingError("Profil buku kerja ini tidak mengenal jenjang di bawah program.")
    groups = list(_groups(order))
    if not groups:
        labels = " dan ".join(level.label for level in levels)
        raise NothingError(f"Isi jenjang {labels} di lembar Matriks.")
    what = "/".join(level.label for level in levels)
    blocks: list[kit.Block] = [
        *kit.head(order, what, order.said("opd"), f"TAHUN {order.period}"),
        *by_years(order.years, lambda years: _table(order, what, groups, years)),
        *kit.signature(order),
    ]
    return [kit.lay(CODE, TAB, Page(order.paper), blocks)]


_Group = tuple[kit.Band, list[Node]]


def _groups(order: Order) -> Iterator[_Group]:
    """Each program with what stands below it, every node once; last what stands below none."""
    levels = [level.key for level in activity_levels(order)]
    programs = nodes_of(order, *(level.key for level in program_levels(order)))
    seen: set[int] = set()

    def new(nodes: Iterable[Node]) -> list[Node]:
        found = [n for n in nodes if id(n) not in seen and (level := order.book.level(n)) and level.key in levels]
        seen.update(map(id, found))
        return found

    for program in programs:
        if found := new(under(order.book, program)):
            alike = [p for p in programs if p is program or (p.kode.text and p.kode.text == program.kode.text)]
            yield program_band(order, alike), found
    lost = [node for level in levels for top in nodes_of(order, level) for node in new([top, *under(order.book, top)])]
    if lost:
        yield kit.Band("BELUM TERHUBUNG KE PROGRAM (periksa Kode Induk di lembar Matriks)"), lost


def _table(order: Order, what: str, groups: Sequence[_Group], years: Sequence[int]) -> kit.Table:
    columns = (
        kit.Column(what, 160),
        kit.Column(f"Sasaran {what}", 160),
        kit.Column(f"Indikator Kinerja {what}", 170),
        kit.Column("Satuan", 62, "center"),
        *year_columns(years, "Target", 40),
    )
    body: list[kit.Record | kit.Bold | kit.Band] = []
    for band, nodes in groups:
        body.append(band)
        body += _records(order, nodes, years)
    return kit.Table(columns, body)


def _records(order: Order, nodes: Sequence[Node], years: Sequence[int]) -> Iterator[kit.Record | kit.Bold]:
    levels = activity_levels(order)
    above: Node | None = None
    for node in nodes:
        name = None if above is not None and _same(node, above) else name_of(node)
        above = node
        stands_out = order.book.level(node) != levels[-1]
        for record in _of_node(order, node, name, years):
            yield kit.Bold(record) if stands_out else record


def _of_node(order: Order, node: Node, name: str | None, years: Sequence[int]) -> Iterator[kit.Record]:
    rows = rows_saying(order.book, node, "indikator", "satuan", "targets")
    for n, (indicator, row) in enumerate(zip(indicators_down(rows), rows, strict=True)):
        first = (None, None) if n else (name, said(node.sasaran))
        yield *first, indicator, said(row.satuan), *targets_of(row, years)
    if not rows:
        yield name, said(node.sasaran), "", "", *("" for _ in years)


def _same(node: Node, above: Node) -> bool:
    """Whether both are one kegiatan with several sasaran."""
    return (node.jenjang.text, node.kode.text, node.uraian.text) == (
        above.jenjang.text,
        above.kode.text,
        above.uraian.text,
    )
