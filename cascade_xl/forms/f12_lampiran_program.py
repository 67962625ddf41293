"""F12 LAMPIRAN PROGRAM: lampiran keputusan kepala OPD dengan indikator kinerja program dan targetnya pada satu tahun.

Isinya diambil dari jenjang program di lembar *Matriks*. Program yang ditulis beberapa kali karena beberapa sasaran
mendapat satu nomor. Program tanpa indikator, satuan, atau target dicetak dengan sel kosong; nomor dan tanggal keputusan
yang belum diketahui menjadi titik-titik.

Sumber: Lampiran II Keputusan Kepala BKD Provinsi Banten 2024.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cascade_xl.forms import kit
from cascade_xl.forms.attachment import attachment_head
from cascade_xl.forms.nothing import NothingError
from cascade_xl.forms.order import Order
from cascade_xl.forms.paper import Page
from cascade_xl.forms.said import indicators_down, name_of, nodes_of, program_levels, promised, said, target_of
from cascade_xl.forms.sheet import Sheet
from cascade_xl.model import Node
from cascade_xl.text import fold

CODE = "F12"
TAB = "F12 LAMPIRAN PROGRAM"


def sheets(order: Order) -> list[Sheet]:
    """One sheet."""
    levels = program_levels(order)
    if not levels:
        raise NothingError("Profil buku kerja ini tidak mengenal jenjang program.")
    nodes = nodes_of(order, *(level.key for level in levels))
    if not nodes:
        raise NothingError(f"Isi jenjang {levels[0].label} di lembar Matriks.")
    columns = (
        kit.Column("No", 26, "center"),
        kit.Column("Program", 150),
        kit.Column("Indikator Kinerja Program", 200),
        kit.Column("Satuan", 70, "center"),
        kit.Column(f"Target {order.year}", 70, "center"),
    )
    blocks: list[kit.Block] = [
        *attachment_head(order),
        *kit.title("INDIKATOR KINERJA PROGRAM", order.said("opd"), f"TAHUN {order.year}"),
        kit.Table(columns, list(_body(order, nodes)), size=10),
        *kit.signature(order),
    ]
    return [kit.lay(CODE, TAB, Page(order.paper, landscape=False), blocks)]


def _body(order: Order, nodes: Sequence[Node]) -> Iterator[kit.Record]:
    programs: dict[str, list[Node]] = {}
    for node in nodes:
        programs.setdefault(fold(name_of(node)) or str(id(node)), []).append(node)
    for number, alike in enumerate(programs.values(), start=1):
        rows = [row for node in alike for row in _rows(order, node)] or [("", "", "")]
        for n, row in enumerate(rows):
            first = (None, None) if n else (f"{number}.", name_of(alike[0]))
            yield *first, *row


def _rows(order: Order, node: Node) -> Iterator[kit.Record]:
    """Indicator, satuan and target."""
    rows = promised(order, node)
    for indicator, row in zip(indicators_down(rows), rows, strict=True):
        yield indicator, said(row.satuan), target_of(row, order.year)
