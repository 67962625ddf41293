"""F1 TARGET TAHUNAN: sasaran OPD, indikatornya, dan target tiap tahun periode, untuk ditandatangani kepala OPD.

Di atas tabel tertulis visi sampai sasaran daerah (dan Tujuan PD) dari lembar *Matriks*. Isi tabel ialah Sasaran PD,
atau sasaran daerah bila profil tidak mengenal Sasaran PD, disusul IKU di jenjang program ke bawah. Target dicetak
seperti ditulis OPD; satuan ditambahkan di belakang indikator bila target tidak menyebutkannya.

Sumber: lembar TARGET TAHUNAN BKPSDM Kabupaten Tanjung Jabung Barat 2021-2026.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cascade_xl.forms import kit
from cascade_xl.forms.nothing import NothingError
from cascade_xl.forms.order import Order
from cascade_xl.forms.paper import Page
from cascade_xl.forms.said import (
    banner_entries,
    by_years,
    indicator_with_unit,
    is_iku,
    nodes_of,
    regency_levels,
    said,
    strategic_levels,
    targets_of,
    year_columns,
)
from cascade_xl.forms.sheet import Sheet
from cascade_xl.model import Indicator, Node

CODE = "F1"
TAB = "TARGET TAHUNAN"


def sheets(order: Order) -> list[Sheet]:
    """One sheet."""
    levels = [*regency_levels(order), *strategic_levels(order)]
    if not levels:
        raise NothingError("Profil tidak mengenal jenjang sasaran.")
    promises = list(_promises(order, levels[-1].key))
    if not promises:
        raise NothingError(f"Isi jenjang {levels[-1].label} beserta indikatornya di lembar Matriks.")
    blocks: list[kit.Block] = [
        *kit.head(order, TAB, order.said("opd"), f"TAHUN {order.period}"),
        *kit.banner(list(banner_entries(order, levels[:-1]))),
        *by_years(order.years, lambda years: kit.Table(_columns(years), list(_records(promises, years)))),
        *kit.signature(order),
    ]
    return [kit.lay(CODE, TAB, Page(order.paper), blocks)]


def _columns(years: Sequence[int]) -> tuple[kit.Column, ...]:
    return (
        kit.Column("NO", 26, "center"),
        kit.Column("SASARAN", 220),
        kit.Column("INDIKATOR", 250),
        *year_columns(years, "TARGET TAHUNAN", 48),
    )


def _records(promises: Iterable[tuple[Node, list[Indicator]]], years: Sequence[int]) -> Iterator[kit.Record]:
    for number, (node, rows) in enumerate(promises, start=1):
        own: tuple[str | None, str | None] = f"{number}.", said(node.statement)
        for row in rows:
            yield *own, indicator_with_unit(row), *targets_of(row, years)
            own = None, None
        if not rows:
            yield *own, "", *("" for _ in years)


def _promises(order: Order, lowest: str) -> Iterator[tuple[Node, list[Indicator]]]:
    """The nodes of the lowest strategic level with all they measure, then nodes further down with their IKU."""
    book = order.book
    strategic = nodes_of(order, lowest)
    for node in strategic:
        yield node, list(book.indicators(node))
    above = {level.key for level in (*regency_levels(order), *strategic_levels(order))}
    for node in order.document.nodes:
        level = book.level(node)
        if level is None or level.key not in above:
            rows = [row for row in book.indicators(node) if is_iku(row)]
            if rows:
                yield node, rows
