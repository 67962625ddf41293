"""F8 PANJAB: indikator kunci OPD, kondisi awalnya, dan target tiap tahun.

Isinya diambil dari lembar *Indikator Kunci*. Bila lembar itu memuat satu kelompok, namanya menjadi judul; bila
beberapa, tiap kelompok mendapat judul sendiri dan nomor dari 1. Satuan ditambahkan di belakang uraian bila target tidak
menyebutkannya. Target yang belum diisi tetap kosong. Periode yang lebih panjang dari sepuluh tahun dibagi ke beberapa
tabel.

Sumber: tabel PANJAB dalam Cascading BKPSDM Kabupaten Way Kanan 2021-2026.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cascade_xl.forms import kit
from cascade_xl.forms.nothing import NothingError
from cascade_xl.forms.order import Order
from cascade_xl.forms.paper import Page
from cascade_xl.forms.said import by_years, indicator_with_unit, said, targets_of, year_columns
from cascade_xl.forms.sheet import Sheet
from cascade_xl.model import Indicator
from cascade_xl.text import fold

CODE = "F8"
TAB = "F8 PANJAB"
_UNNAMED = "INDIKATOR KUNCI"


def sheets(order: Order) -> list[Sheet]:
    """One sheet."""
    groups = _groups(order)
    if not groups:
        raise NothingError("Isi lembar Indikator Kunci.")
    title = next(iter(groups)) if len(groups) == 1 else _UNNAMED
    blocks: list[kit.Block] = [
        *kit.head(order, title, order.said("opd"), f"TAHUN {order.period}"),
        *by_years(order.years, lambda years: _table(groups, years)),
        *kit.signature(order),
    ]
    return [kit.lay(CODE, TAB, Page(order.paper), blocks)]


def _groups(order: Order) -> Mapping[str, list[Indicator]]:
    """The rows by the name of their kelompok, in the order in which the names appear."""
    names: dict[str, str] = {}
    groups: dict[str, list[Indicator]] = {}
    for row in order.document.kunci:
        name = names.setdefault(fold(row.kelompok.text), said(row.kelompok) or _UNNAMED)
        groups.setdefault(name, []).append(row)
    return groups


def _table(groups: Mapping[str, Sequence[Indicator]], years: Sequence[int]) -> kit.Table:
    columns = (
        kit.Column("NO", 26, "center"),
        kit.Column("URAIAN", 330),
        kit.Column("KONDISI AWAL", 62, "center"),
        *year_columns(years, "TARGET TAHUN", 54),
    )
    return kit.Table(columns, list(_body(groups, years)))


def _body(groups: Mapping[str, Sequence[Indicator]], years: Sequence[int]) -> Iterator[kit.Record | kit.Band]:
    for name, rows in groups.items():
        if len(groups) > 1:
            yield kit.Band(name)
        for number, row in enumerate(rows, start=1):
            yield str(number), indicator_with_unit(row), said(row.kondisi_awal.value), *targets_of(row, years)
