"""F3 POHON KINERJA: kotak kinerja urusan, taktikal dan operasional dengan indikatornya (IK), untuk ditetapkan OPD.

Pohon ini menunjukkan kinerja apa yang menghasilkan kinerja di atasnya, dengan susunan dan kata-kata lembar *Pohon
Kinerja*; satu tingkat satu baris. Pohon yang tidak muat satu halaman dibagi menjadi beberapa bagian: di bawah kotak
tertulis di bagian mana ia dilanjutkan, dan di bagian itu kotaknya diulang.

Sumber: Pohon Kinerja BKPSDM Kabupaten Tanjung Jabung Barat 2024; Peraturan Menteri PANRB 89/2021.
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.contract import Style
from cascade_xl.forms.nothing import NothingError
from cascade_xl.forms.order import Order
from cascade_xl.forms.said import in_one_line
from cascade_xl.forms.sheet import Sheet
from cascade_xl.forms.tree import forest
from cascade_xl.forms.tree.boxes import Field, Strip
from cascade_xl.forms.tree.frame import Frame
from cascade_xl.forms.tree.grow import Item
from cascade_xl.forms.tree.printed import printed
from cascade_xl.text import fold

CODE = "F3"
TAB = "F3 POHON KINERJA"
_WIDTHS = (180.0, 160.0, 145.0, 130.0, 115.0, 102.0, 92.0)
_BROAD = 1.4


def sheets(order: Order) -> list[Sheet]:
    """One sheet."""
    items = list(_items(order))
    if not items:
        raise NothingError("Isi kotak pohon kinerja beserta indikatornya di lembar Pohon Kinerja.")
    frame = Frame(order, CODE, TAB, ("POHON KINERJA", order.said("opd"), f"TAHUN {order.period}"))
    return [printed(frame, items, _WIDTHS)]


def _items(order: Order) -> Iterator[Item]:
    nodes = order.document.pohon
    above = forest.parents([node.kode.text for node in nodes], [node.induk.text for node in nodes])
    ranks = _ranks(order)
    for node, parent in zip(nodes, above, strict=True):
        rank = ranks[fold(node.tingkat.text)]
        tint = Style.LEVELS[min(list(ranks.values()).index(rank), len(Style.LEVELS) - 2)]
        name = in_one_line(node.uraian) or node.tingkat.text
        strips: list[Strip] = [(Field(name, bold=True, align="center", fill=tint),)]
        strips += [(Field(f"IK: {in_one_line(indikator)}"),) for indikator in node.indikator]
        if not node.unit.blank:
            strips.append((Field(in_one_line(node.unit), align="center", fill=Style.LOCKED),))
        yield Item(name, tuple(strips), parent, rank, node.tingkat.text.upper().replace("/", "/ "), broad=_BROAD)


def _ranks(order: Order) -> dict[str, int]:
    """The levels that stand on the sheet: those of the profile in its order, others as they come."""
    known = [fold(choice.label) for choice in order.profile.choices.get("tingkat", ())]
    found = list(dict.fromkeys(fold(node.tingkat.text) for node in order.document.pohon))
    return {
        tingkat: rank
        for rank, tingkat in enumerate([*(k for k in known if k in found), *(f for f in found if f not in known)])
    }
