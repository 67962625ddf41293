"""F2 CASCADING KINERJA: pohon kotak dari Bupati sampai sub kegiatan, untuk ditetapkan kepala OPD.

Setiap kotak memuat nama program, kegiatan atau sub kegiatan, sasarannya, indikator, dan target tahun yang dicetak,
seperti tertulis di lembar *Matriks*. Visi sampai sasaran daerah menjadi kotak BUPATI di atas; di kiri tertulis eselon
yang memiliki setiap baris. Pohon yang tidak muat satu halaman dibagi menjadi beberapa bagian: di bawah kotak tertulis
di bagian mana ia dilanjutkan, dan di bagian itu kotaknya diulang.

Sumber: Cascading BKPSDM Kabupaten Tanjung Jabung Barat 2022 dan 2024.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cascade_xl.contract import Style
from cascade_xl.forms.nothing import NothingError
from cascade_xl.forms.order import Order
from cascade_xl.forms.said import in_one_line, indicator_with_unit, promised, target_with_unit, with_label
from cascade_xl.forms.sheet import Sheet
from cascade_xl.forms.tree import forest
from cascade_xl.forms.tree.boxes import Field, Strip
from cascade_xl.forms.tree.frame import Frame
from cascade_xl.forms.tree.grow import Item
from cascade_xl.forms.tree.printed import printed
from cascade_xl.model import Node

CODE = "F2"
TAB = "F2 CASCADING"
_BANDS = {
    "tujuan_pd": "ESELON II",
    "sasaran_pd": "ESELON II",
    "program": "ESELON III",
    "kegiatan": "ESELON III",
    "sub_kegiatan": "ESELON IV",
}
_HEADS = (("provinsi", "GUBERNUR"), ("kota ", "WALI KOTA"), ("", "BUPATI"))
_WIDTHS = (180.0, 160.0, 145.0, 132.0, 122.0, 112.0)
_TARGET = 46.0
_LABEL = 56.0
_BANNER, _BROAD, _LEAST_BANNER = 3.0, 1.5, 220.0


def sheets(order: Order) -> list[Sheet]:
    """One sheet."""
    items = list(_items(order))
    if not items:
        raise NothingError("Isi sasaran, program, kegiatan dan sub kegiatan di lembar Matriks.")
    frame = Frame(order, CODE, TAB, ("CASCADING KINERJA", order.said("opd"), f"TAHUN {order.year}"))
    return [printed(frame, items, _WIDTHS)]


def _items(order: Order) -> Iterator[Item]:
    nodes = order.document.nodes
    above = forest.parents([node.kode.text for node in nodes], [node.induk.text for node in nodes])
    groups = _groups(order, above)
    place = {node: number for number, group in enumerate(groups) for node in group}
    head = next(title for word, title in _HEADS if order.said("pemerintah").casefold().startswith(word))
    for group in groups:
        parent = above[group[0]]
        hung = None if parent is None else place[parent]
        if _shared(order, nodes[group[0]]):
            strips = tuple(strip for node in group for strip in _banner(order, nodes[node]))
            yield Item(_name(order, nodes[group[-1]]), strips, hung, 0, head, _BANNER, _LEAST_BANNER)
        else:
            yield _item(order, nodes[group[0]], hung)


def _groups(order: Order, above: Sequence[int | None]) -> list[list[int]]:
    """Nodes that share a box: a line from visi to sasaran of which each is the only one below the other."""
    nodes, below = order.document.nodes, forest.children(above)

    def joins(place: int) -> bool:
        """Whether the one child of a node stands in its box."""
        return len(below[place]) == 1 and all(_shared(order, nodes[node]) for node in (place, *below[place]))

    groups: list[list[int]] = []
    for place, parent in enumerate(above):
        if parent is not None and joins(parent):
            continue
        group = [place]
        while joins(group[-1]):
            group += below[group[-1]]
        groups.append(group)
    return groups


def _shared(order: Order, node: Node) -> bool:
    level = order.book.level(node)
    return level is not None and level.daerah


def _item(order: Order, node: Node, parent: int | None) -> Item:
    level = order.book.level(node)
    rank = level.order + 1 if level else len(order.profile.levels) + 1
    label = level.label if level else node.jenjang.text
    band = _BANDS.get(level.key, level.label.upper()) if level else label.upper()
    own = rank - sum(level.daerah for level in order.profile.levels.values())
    tint = Style.LEVELS[min(own, len(Style.LEVELS) - 2)]
    strips: list[Strip] = [(Field(_name(order, node), bold=True, align="center", fill=tint),)]
    if not node.uraian.blank and not node.sasaran.blank:
        strips.append((Field(f"Sasaran: {in_one_line(node.sasaran)}"),))
    rows = promised(order, node)
    if rows:
        heading = "Indikator Kinerja Utama" if band == "ESELON II" else "Indikator"
        strips.append((_heading(heading), _heading("Target", _TARGET)))
    for row in rows:
        target = target_with_unit(row, order.year)
        strips.append((Field(in_one_line(row.indikator)), Field(target, _TARGET, align="center")))
    return Item(_name(order, node), tuple(strips), parent, rank, band, _BROAD)


def _heading(text: str, width: float | None = None) -> Field:
    return Field(text, width, bold=True, align="center", fill=Style.LOCKED)


def _banner(order: Order, node: Node) -> Iterator[Strip]:
    label = _label(order, node).upper()
    measure = f"INDIKATOR {label}" if node.statement.blank else "INDIKATOR"
    if not node.uraian.blank:
        yield _shown(label), Field(in_one_line(node.uraian), bold=True, fill=Style.LEVELS[0])
    if not node.sasaran.blank:
        said = label if node.uraian.blank else "SASARAN"
        yield _shown(said), Field(in_one_line(node.sasaran), bold=True, fill=Style.LEVELS[0])
    for row in promised(order, node):
        target = target_with_unit(row, order.year)
        text = f"{in_one_line(row.indikator)} (target {target})" if target else indicator_with_unit(row)
        yield _shown(measure), Field(text, fill=Style.LEVELS[0])


def _shown(label: str) -> Field:
    return Field(label, _LABEL, bold=True, fill=Style.LEVELS[0])


def _label(order: Order, node: Node) -> str:
    level = order.book.level(node)
    return level.label if level else node.jenjang.text


def _name(order: Order, node: Node) -> str:
    statement = node.uraian if not node.uraian.blank else node.sasaran
    return with_label(_label(order, node), in_one_line(statement), ": ") or "(tanpa nama)"
