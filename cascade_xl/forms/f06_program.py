"""F6 PROGRAM: indikator kinerja tiap program, formulasi pengukurannya, satuan, dan target tiap tahun.

Isinya diambil dari jenjang program di lembar *Matriks*; tiap program mendapat judul sendiri, dengan sasarannya bila
dokumen menyebutkannya. Baris tanpa indikator yang memuat formulasi lain tetap berada di bawah indikator di atasnya.
Program tanpa indikator dicetak dengan baris kosong. Periode yang lebih panjang dari sepuluh tahun dibagi ke beberapa
tabel.

Sumber: tabel PROGRAM dalam Cascading BKPSDM Kabupaten Way Kanan 2021-2026.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cascade_xl.forms import kit
from cascade_xl.forms.nothing import NothingError
from cascade_xl.forms.order import Order
from cascade_xl.forms.paper import Page
from cascade_xl.forms.said import (
    by_years,
    indicators_down,
    nodes_of,
    program_band,
    program_levels,
    rows_saying,
    said,
    targets_of,
    year_columns,
)
from cascade_xl.forms.sheet import Sheet

CODE = "F6"
TAB = "F6 PROGRAM"


def sheets(order: Order) -> list[Sheet]:
    """One sheet."""
    levels = program_levels(order)
    if not levels:
        raise NothingError("Profil buku kerja ini tidak mengenal jenjang program.")
    if not nodes_of(order, *(level.key for level in levels)):
        raise NothingError(f"Isi jenjang {levels[0].label} di lembar Matriks.")
    blocks: list[kit.Block] = [
        *kit.head(order, "PROGRAM", order.said("opd"), f"TAHUN {order.period}"),
        *by_years(order.years, lambda years: _table(order, years)),
        *kit.signature(order),
    ]
    return [kit.lay(CODE, TAB, Page(order.paper), blocks)]


def _table(order: Order, years: Sequence[int]) -> kit.Table:
    columns = (
        kit.Column("Indikator Kinerja Program", 190),
        kit.Column("Formulasi Pengukuran Berdasarkan IKU", 270),
        kit.Column("Satuan", 56, "center"),
        *year_columns(years, "Target", 44),
    )
    return kit.Table(columns, list(_body(order, years)))


def _body(order: Order, years: Sequence[int]) -> Iterator[kit.Record | kit.Band]:
    for node in nodes_of(order, *(level.key for level in program_levels(order))):
        yield program_band(order, [node])
        rows = rows_saying(order.book, node, "indikator", "formulasi", "satuan", "targets")
        for indicator, row in zip(indicators_down(rows), rows, strict=True):
            yield indicator, said(row.formulasi), said(row.satuan), *targets_of(row, years)
        if not rows:
            yield "", "", "", *("" for _ in years)
