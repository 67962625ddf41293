"""The pohon kinerja as lists: each heading with the statements right below it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cascade_xl.forms.jabatan import Titles
from cascade_xl.forms.order import Order
from cascade_xl.forms.said import nodes_of, said
from cascade_xl.model import Node, PohonNode
from cascade_xl.rules.owners import owners


class Statement(NamedTuple):
    """One line of a list, with its indicators."""

    text: str
    indicators: Sequence[str]


class Listing(NamedTuple):
    """A heading, which may have several lines, and its list; without a list it stands over the headings below."""

    heading: str
    statements: Sequence[Statement]


class Tree:
    """The boxes of a pohon kinerja, each below one other at most.

    A box whose *Kode Induk* is unknown, or leads back to itself, stands at the top, so that none is lost.
    """

    def __init__(self, boxes: Sequence[PohonNode]) -> None:
        first: dict[str, PohonNode] = {}
        for box in boxes:
            if box.kode.text:
                first.setdefault(box.kode.text, box)
        self.tops: list[PohonNode] = []
        self._above: dict[int, PohonNode] = {}
        self._below: dict[int, list[PohonNode]] = defaultdict(list)
        for box in boxes:
            parent = first.get(box.induk.text) if box.induk.text else None
            if parent is None or self._leads_to(parent, box):
                self.tops.append(box)
            else:
                self._above[id(box)] = parent
                self._below[id(parent)].append(box)

    def below(self, box: PohonNode) -> Sequence[PohonNode]:
        return self._below.get(id(box), ())

    def leaf(self, box: PohonNode) -> bool:
        return not self.below(box)

    def headings(self) -> Iterator[PohonNode]:
        """The boxes with others below them, depth first."""
        waiting = list(reversed(self.tops))
        while waiting:
            box = waiting.pop()
            if not self.leaf(box):
                yield box
            waiting += reversed(self.below(box))

    def _leads_to(self, up: PohonNode | None, box: PohonNode) -> bool:
        while up is not None and up is not box:
            up = self._above.get(id(up))
        return up is box


def of_pohon(boxes: Sequence[PohonNode]) -> Iterator[Listing]:
    """Every box that has others below it, with those that end there; then the boxes that stand alone."""
    tree = Tree(boxes)
    for box in tree.headings():
        lists = list(_by_unit(box, list(filter(tree.leaf, tree.below(box)))))
        yield from lists or [Listing(_heading(box, ""), ())]
    yield from _by_unit(None, list(filter(tree.leaf, tree.tops)))


def of_matriks(order: Order) -> Iterator[Listing]:
    """The nodes of the lowest level by owner; those that name none by the node above them."""
    titles = Titles(order)
    headings: dict[str, str] = {}
    found: dict[str, list[Statement]] = defaultdict(list)
    for node in nodes_of(order, *order.book.last_levels):
        rows = order.book.rows(node)
        named = {titles.key(owner): owner for row in rows for owner in owners(row.pemilik)}
        above = order.book.parent(node)
        for key, heading in (named or {f"\n{id(above)}": _of_node(above)}).items():
            headings.setdefault(key, heading)
            found[key].append(
                Statement(said(node.statement), [said(row.indikator) for row in order.book.indicators(node)])
            )
    for key, heading in headings.items():
        yield Listing(heading, found[key])


def _by_unit(box: PohonNode | None, leaves: Sequence[PohonNode]) -> Iterator[Listing]:
    """A list for each unit that the boxes at the end name."""
    found: dict[str, list[Statement]] = defaultdict(list)
    for leaf in leaves:
        unit = leaf.unit.text or (box.unit.text if box else leaf.tingkat.text)
        found[unit].append(Statement(said(leaf.uraian), [said(indikator) for indikator in leaf.indikator]))
    for unit, statements in found.items():
        yield Listing(_heading(box, unit) if box else unit, statements)


def _heading(box: PohonNode, unit: str) -> str:
    """*Taktikal: Meningkatnya Disiplin ASN*, with unit and indicators below."""
    title = ": ".join(filter(None, (box.tingkat.text, said(box.uraian))))
    return "\n".join(filter(None, (title, unit or box.unit.text, *(f"IK: {said(text)}" for text in box.indikator))))


def _of_node(node: Node | None) -> str:
    return "\n".join(dict.fromkeys(filter(None, (said(node.uraian), said(node.sasaran))))) if node is not None else ""
