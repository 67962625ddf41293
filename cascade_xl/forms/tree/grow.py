"""From what boxes say to a tree of faces: widths are chosen, and a text that no page holds goes on in a further box."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from cascade_xl.contract import Style
from cascade_xl.forms import letters
from cascade_xl.forms.tree import forest
from cascade_xl.forms.tree.boxes import INSET, SIZE, Face, Field, Strip, calm, face, pieces, shortened, text_height
from cascade_xl.forms.tree.marks import longest
from cascade_xl.forms.tree.plan import Size, Tree
from cascade_xl.forms.tree.tidy import preorder

WIDEST_BAND = 90.0
_NARROWEST_BAND = 52.0
_REPEATED_LINES = 3
_FAINT = "F1F5F9"


class Item(NamedTuple):
    """What one box says. ``rank`` orders the levels; ``band`` is what stands beside them at the left."""

    name: str
    strips: tuple[Strip, ...]
    parent: int | None
    rank: int
    band: str
    broad: float = 1.0
    """How much wider than others the box is where it has several children."""
    least: float = 0.0
    """How wide it is at least."""


class Limits(NamedTuple):
    """What a page allows: the widest and the highest box."""

    widest: float
    highest: float


@dataclass(frozen=True)
class Grown:
    """A tree with its faces: ``full`` and, above children on another page, ``again``."""

    tree: Tree
    full: Sequence[Face]
    again: Sequence[Face]
    bands: Sequence[str]

    @cached_property
    def left(self) -> float:
        """How wide the bands at the left are: as the longest word needs."""
        longest = max((letters.width(word, SIZE, True) for band in self.bands for word in band.split()), default=0.0)
        return min(max(longest / letters.SLACK + 2 * INSET + 1, _NARROWEST_BAND), WIDEST_BAND)

    @cached_property
    def tints(self) -> Mapping[str, str]:
        """The colour of each band, the same in every part of the tree."""
        down = sorted(range(len(self.bands)), key=lambda place: self.tree.rows[place])
        bands = dict.fromkeys(self.bands[place] for place in down)
        return {band: Style.LEVELS[min(place, len(Style.LEVELS) - 1)] for place, band in enumerate(bands)}


def grow(items: Sequence[Item], width: float, limits: Limits) -> Grown:
    """The tree of the items, its boxes as wide as asked where their texts allow."""
    above = [item.parent for item in items]
    below = forest.children(above)
    order = preorder([place for place, parent in enumerate(above) if parent is None], below)
    full: list[Face] = []
    again: list[Face] = []
    parents: list[int | None] = []
    ranks: list[int] = []
    bands: list[str] = []
    last: dict[int, int] = {}  # the box of an item below which its children hang
    for place in order:
        item = items[place]
        wished = max(width * (item.broad if len(below[place]) > 1 else 1.0), item.least)
        room = calm(item.strips, min(wished, limits.widest), limits.widest)
        parent = item.parent
        hung = None if parent is None else last[parent]
        short = shortened(item.name, room, _REPEATED_LINES, bold=True)
        title = (Field(f"{short} (lanjutan)", bold=True, align="center", fill=_FAINT),)
        for strips in pieces(item.strips, title, room, limits.highest):
            parents.append(hung)
            hung = last[place] = len(full)
            full.append(face(strips, room, item.name))
            again.append(face([(Field(short, bold=True, align="center", fill=_FAINT),)], room, item.name))
            ranks.append(item.rank)
            bands.append(item.band)
    return Grown(_tree(parents, ranks, full, again), full, again, bands)


def _tree(parents: Sequence[int | None], ranks: Sequence[int], full: Sequence[Face], again: Sequence[Face]) -> Tree:
    onward, _ = longest(len(full))
    marks = [text_height(onward, one.width) for one in full]
    return Tree(
        roots=[place for place, parent in enumerate(parents) if parent is None],
        children=forest.children(parents),
        rows=forest.rows(parents, ranks),
        full=[Size(one.width, one.height) for one in full],
        marked=[Size(one.width, one.height + mark) for one, mark in zip(full, marks, strict=True)],
        repeated=[Size(one.width, one.height + mark) for one, mark in zip(again, marks, strict=True)],
    )
