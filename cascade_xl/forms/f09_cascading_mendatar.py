"""F9 CASCADING MENDATAR: satu pita baris per jenjang, satu kolom per simpul terbawah, untuk dibaca dari atas ke bawah.

Setiap pita memuat nama, sasaran, indikator, formulasi dan pemilik kinerja dari lembar *Matriks*; kotak induk membentang
di atas semua anaknya. Kolom yang tidak muat satu halaman dilanjutkan di bagian berikutnya, dengan label di kiri dan
kotak di atasnya diulang. Dipakai OPD dan Bappeda untuk melihat siapa memiliki kinerja apa.

Sumber: Cascading BKPSDM Kabupaten Pemalang 2025-2029.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from cascade_xl.forms.nothing import NothingError
from cascade_xl.forms.order import Order
from cascade_xl.forms.said import in_one_line, said
from cascade_xl.forms.sheet import Sheet
from cascade_xl.forms.tree import forest
from cascade_xl.forms.tree.bands import printed
from cascade_xl.forms.tree.frame import Frame
from cascade_xl.forms.tree.icicle import Entry, Icicle
from cascade_xl.model import Indicator, Node

CODE = "F9"
TAB = "F9 CASCADING MENDATAR"


def sheets(order: Order) -> list[Sheet]:
    """One sheet."""
    nodes = order.document.nodes
    if not nodes:
        raise NothingError("Isi tujuan, sasaran, program, kegiatan dan sub kegiatan di lembar Matriks.")
    parents = forest.parents([node.kode.text for node in nodes], [node.induk.text for node in nodes])
    ranks = [_rank(order, node) for node in nodes]
    used = {
        (rank, label)
        for rank, node in zip(ranks, nodes, strict=True)
        for label, say in _ROWS.items()
        if say is _name or say(order, node)
    }
    entries = [
        Entry(tuple(_rows(order, node, used, rank)), parent, rank)
        for node, parent, rank in zip(nodes, parents, ranks, strict=True)
    ]
    frame = Frame(order, CODE, TAB, ("CASCADING KINERJA", order.said("opd"), f"TAHUN {order.period}"))
    return [printed(frame, Icicle(entries))]


def _rows(order: Order, node: Node, used: set[tuple[int, str]], rank: int) -> Iterator[tuple[str, str]]:
    """The labels and texts of a node, with those rows that anybody of its level fills."""
    for label, say in _ROWS.items():
        if (rank, label) in used:
            yield (_label(order, node).upper() if say is _name else label), say(order, node)


def _rank(order: Order, node: Node) -> int:
    level = order.book.level(node)
    return level.order if level else len(order.profile.levels)


def _label(order: Order, node: Node) -> str:
    level = order.book.level(node)
    return level.label if level else node.jenjang.text


def _name(order: Order, node: Node) -> str:
    return in_one_line(node.uraian) or in_one_line(node.sasaran)


def _sasaran(order: Order, node: Node) -> str:
    return "" if node.uraian.blank else in_one_line(node.sasaran)


def _indikator(order: Order, node: Node) -> str:
    return _numbered(_measured(order, node), lambda row: in_one_line(row.indikator))


def _formulasi(order: Order, node: Node) -> str:
    return _numbered(_measured(order, node), lambda row: said(row.formulasi))


def _pemilik(order: Order, node: Node) -> str:
    owners = list(dict.fromkeys(in_one_line(row.pemilik) for row in order.book.rows(node) if not row.pemilik.blank))
    return "\n".join(owners)


def _measured(order: Order, node: Node) -> list[Indicator]:
    return [row for row in order.book.rows(node) if not row.indikator.blank or not row.formulasi.blank]


def _numbered(rows: Sequence[Indicator], say: Callable[[Indicator], str]) -> str:
    """The texts of a node's indicators, numbered if there are several, so that each formulasi finds its indikator."""
    if len(rows) == 1:
        return say(rows[0])
    return "\n".join(f"{number}. {text}" for number, row in enumerate(rows, start=1) if (text := say(row)))


_ROWS: dict[str, Callable[[Order, Node], str]] = {
    "Nama": _name,
    "Sasaran": _sasaran,
    "Indikator": _indikator,
    "Formulasi": _formulasi,
    "Pemilik Kinerja": _pemilik,
}
"""The rows of a band; the first is called by its level."""
