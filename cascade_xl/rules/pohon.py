"""How the boxes of the pohon kinerja and the nodes of *Matriks* name each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cascade_xl.model import Node, PohonNode, Value
from cascade_xl.rules.book import Book, once
from cascade_xl.text import clean, fold, words


@dataclass(frozen=True, slots=True)
class Links:
    """One box: the nodes that it stands for, and the codes it names that no node carries."""

    box: PohonNode
    nodes: Sequence[Node]
    unknown: Sequence[tuple[Value, str]]


@once
def links(book: Book) -> Sequence[Links]:
    """Every box with its nodes: those whose code it names, else those that state the same in *Sasaran* or *Uraian*."""
    stated: dict[str, list[Node]] = defaultdict(list)
    wanted = {fold(box.uraian.text) for box in book.document.pohon} - {""}
    for node in book.document.nodes:
        for text in wanted & {fold(node.sasaran.text), fold(node.uraian.text)}:
            stated[text].append(node)
    return [_link(book, box, stated) for box in book.document.pohon]


def _link(book: Book, box: PohonNode, stated: Mapping[str, Sequence[Node]]) -> Links:
    codes = [(row.kode_cascading, code) for row in box.rows for code in _codes(row.kode_cascading)]
    named = [node for _, code in codes for node in book.by_kode.get(code, ())]
    unknown = [(value, code) for value, code in codes if code not in book.by_kode]
    return Links(box, named or stated.get(fold(box.uraian.text), ()), unknown)


def _codes(value: Value) -> Iterator[str]:
    for part in re.split(r"[;\n]", value.raw):
        if code := clean(part):
            yield code


def headings(book: Book, linked: Sequence[Links]) -> frozenset[int]:
    """The ids of boxes that are a heading over others, such as SASARAN SUB KEGIATAN 1, and state no kinerja themselves.

    Such a box begins with the name of a level, has no indicator, and a box under it stands for a node.
    """
    labels = [words(level.label) for level in book.profile.levels.values()]
    below: dict[str, list[Links]] = defaultdict(list)
    for link in linked:
        if link.box.induk.text:
            below[link.box.induk.text].append(link)

    def reaches(box: PohonNode) -> bool:
        queue, met = [box.kode.text], {box.kode.text}
        while queue:
            for child in below.get(queue.pop(), ()):
                if child.nodes:
                    return True
                if child.box.kode.text and child.box.kode.text not in met:
                    met.add(child.box.kode.text)
                    queue.append(child.box.kode.text)
        return False

    def titled(box: PohonNode) -> bool:
        said = words(box.uraian.text)
        said = said[1:] if said[:1] == ("lanjutan",) else said
        return not box.indikator and any(said[: len(label)] == label for label in labels)

    boxes = (link.box for link in linked)
    return frozenset(id(box) for box in boxes if box.kode.text and titled(box) and reaches(box))
