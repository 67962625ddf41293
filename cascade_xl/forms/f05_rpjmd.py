"""F5 RPJMD: visi, misi, tujuan, dan sasaran daerah dalam satu tabel, dengan indikator dan target tiap tahun.

Isinya diambil dari lembar *Matriks*, jenjang visi sampai sasaran daerah menurut profil, dan disusun menurut *Kode
Induk*. Indikator tujuan berdampingan dengan sasarannya bila tidak punya satuan dan target; bila punya, ia mendapat
baris sendiri. Yang kosong di lembar tetap kosong di sini. Isi yang *Kode Induk*-nya tidak dikenal dicetak paling akhir
di bawah judul yang menyebutkannya. Periode yang lebih panjang dari sepuluh tahun dibagi ke beberapa tabel.

Sumber: tabel RPJMD dalam Cascading BKPSDM Kabupaten Way Kanan 2021-2026.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from cascade_xl.forms import kit
from cascade_xl.forms.nothing import NothingError
from cascade_xl.forms.order import Order
from cascade_xl.forms.paper import Page
from cascade_xl.forms.said import (
    by_years,
    indicators_down,
    nodes_of,
    regency_levels,
    rows_saying,
    said,
    targets_of,
    year_columns,
)
from cascade_xl.forms.sheet import Sheet
from cascade_xl.model import Indicator, Node

CODE = "F5"
TAB = "F5 RPJMD"


def sheets(order: Order) -> list[Sheet]:
    """One sheet."""
    levels = regency_levels(order)
    if not levels:
        raise NothingError("Profil buku kerja ini tidak mengenal visi, misi, tujuan, dan sasaran daerah.")
    if not nodes_of(order, *(level.key for level in levels)):
        raise NothingError(f"Isi jenjang {levels[0].label} sampai {levels[-1].label} di lembar Matriks.")
    blocks: list[kit.Block] = [
        *kit.head(order, "RPJMD", order.said("opd"), f"TAHUN {order.period}"),
        *by_years(order.years, lambda years: _Strip(order, years).table()),
        *kit.signature(order),
    ]
    return [kit.lay(CODE, TAB, Page(order.paper), blocks)]


class _Strip:
    """The table for some years. A record of a level holds the columns from that level on to the right."""

    def __init__(self, order: Order, years: Sequence[int]) -> None:
        self.order = order
        self.years = years
        self.levels = regency_levels(order)
        self.depths = {level.key: depth for depth, level in enumerate(self.levels)}
        self.nodes = sorted(nodes_of(order, *self.depths), key=self._depth)
        self.measured = [
            depth >= len(self.levels) - 2 or any(self._rows(n) for n in self.nodes if self._depth(n) == depth)
            for depth in range(len(self.levels))
        ]
        """Which levels have a column of indicators: tujuan and sasaran, others if they have any."""
        self._seen: set[int] = set()

    def table(self) -> kit.Table:
        columns = []
        for level, measured in zip(self.levels, self.measured, strict=True):
            columns.append(kit.Column(level.label, 85))
            if measured:
                columns.append(kit.Column(f"Indikator {level.label}", 95))
        columns += [kit.Column("Satuan", 50, "center"), *year_columns(self.years, "Target")]
        return kit.Table(columns, list(self._body()))

    def _body(self) -> Iterator[kit.Record | kit.Band]:
        told = False
        top = self._depth(self.nodes[0])
        for node in self.nodes:
            if id(node) in self._seen:
                continue
            depth = self._depth(node)
            if depth > top and not told:
                told = True
                yield kit.Band("BELUM TERHUBUNG (periksa Kode Induk di lembar Matriks)")
            yield from (self._blank(0, depth) + record for record in self._records(node))

    def _records(self, node: Node) -> list[kit.Record]:
        """The records of a node and of all below it."""
        self._seen.add(id(node))
        depth = self._depth(node)
        rows = self._rows(node)
        below = [
            self._blank(depth + 1, self._depth(child)) + record
            for child in self.order.book.children(node)
            if self._depth(child) > depth and id(child) not in self._seen
            for record in self._records(child)
        ]
        figures = [(said(row.satuan), *targets_of(row, self.years)) for row in rows]
        rest = self._blank(depth + 1, len(self.levels))
        nothing = (*rest, "", *("" for _ in self.years))
        records: list[kit.Record]
        if not self.measured[depth]:
            records = below or [nothing]
        elif not below or rows_saying(self.order.book, node, "satuan", "targets"):
            own = zip(indicators_down(rows), figures, strict=True)
            records = [(text, *rest, *texts) for text, texts in own]
            records += [("", *record) for record in below] or ([] if records else [("", *nothing)])
        else:
            names = indicators_down(rows) or [""]
            pairs = zip_longest(names, below)
            records = [(name, *(record or nothing)) for name, record in pairs]
        return [(None if n else said(node.statement), *record) for n, record in enumerate(records)]

    def _rows(self, node: Node) -> list[Indicator]:
        return rows_saying(self.order.book, node, "indikator", "satuan", "targets")

    def _depth(self, node: Node) -> int:
        level = self.order.book.level(node)
        return self.depths[level.key] if level is not None and level.key in self.depths else -1

    def _blank(self, start: int, end: int) -> tuple[str, ...]:
        """Empty cells for the columns of some levels."""
        return ("",) * sum(1 + measured for measured in self.measured[start:end])
