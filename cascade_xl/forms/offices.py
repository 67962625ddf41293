"""Who promises what: the officials of an OPD with the kinerja that they own, and who stands above them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from cascade_xl.forms.jabatan import HEAD, Titles
from cascade_xl.forms.kit import Signer, head_of_region, of_official, signer
from cascade_xl.forms.order import Order
from cascade_xl.forms.said import regency_levels, strategic_levels
from cascade_xl.model import Indicator, Node
from cascade_xl.rules.owners import owners
from cascade_xl.text import fold

_LAST = 1 << 16


class Office(NamedTuple):
    """An official: ``key`` tells the office (see `Titles.key`), ``jabatan`` is how the document writes it, ``held`` are
    its nodes, each with the rows that are this official's."""

    key: str
    jabatan: str
    held: Sequence[tuple[Node, Sequence[Indicator]]]


class Offices:
    """The officials of an order's document, from the head of the OPD down."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.titles = Titles(order)

    @cached_property
    def all(self) -> list[Office]:
        """Every owner, in order of level, then as they stand in the document."""
        jabatan: dict[str, str] = {}
        held: dict[str, list[tuple[Node, Sequence[Indicator]]]] = {}
        for node in self.order.document.nodes:
            named = self._named(node)
            for key, title in named.items():
                jabatan.setdefault(key, title)
                held.setdefault(key, []).append((node, self._rows(node, key)))
        found = [Office(key, jabatan[key], nodes) for key, nodes in held.items()]
        return sorted(found, key=lambda office: min(self._depth(node) for node, _ in office.held))

    def asked(self, jabatan: str) -> list[Office]:
        """The officials whom a title means: the one who is called so, else all whose title contains it."""
        key, wanted = self.titles.key(jabatan), fold(jabatan)
        exact = [office for office in self.all if key == office.key]
        return exact or [
            office
            for office in self.all
            if wanted and any(wanted in fold(title) for title in (office.jabatan, self.signer(office).jabatan))
        ]

    def signer(self, office: Office) -> Signer:
        """The official as *Identitas* names him; only the jabatan where it does not."""
        for official in self.order.officials:
            if self.titles.key(official.jabatan.text) == office.key:
                return of_official(official)
        return self._head if office.key == HEAD else Signer(office.jabatan)

    def superior(self, office: Office) -> Signer:
        """Who signs as the superior: the nearest owner above who ranks higher, else the head of the OPD; above him the
        head of the region."""
        if office.key == HEAD:
            return self._head_of_region
        by_key = {other.key: other for other in self.all}
        for node in sorted((node for node, _ in office.held), key=self._depth):
            for above in self.order.book.ancestors(node):
                for key in self._named(above):
                    if key in by_key and self._rank(by_key[key]) < self._rank(office):
                        return self.signer(by_key[key])
        return self._head

    def _named(self, node: Node) -> dict[str, str]:
        """The owners of a node by key. The head of the OPD owns what is strategic and names nobody of the OPD."""
        named: dict[str, str] = {}
        for row in self.order.book.rows(node):
            named |= {key: title for key, title in self._owners(row).items() if key not in named}
        level = self.order.book.level(node)
        if not named and level is not None and level.key == self._strategic:
            return {HEAD: self._head.jabatan}
        return named

    def _rows(self, node: Node, key: str) -> list[Indicator]:
        """The rows of a node that name an official, and those that name nobody."""
        own = [(row, self._owners(row)) for row in self.order.book.rows(node)]
        return [row for row, named in own if key in named or not named]

    def _owners(self, row: Indicator) -> dict[str, str]:
        """The officials of the OPD whom a row names, by key."""
        named: dict[str, str] = {}
        for title in owners(row.pemilik):
            key = self.titles.key(title)
            if key and (key == HEAD or not self._of_region(title)):
                named.setdefault(key, title)
        return named

    def _of_region(self, jabatan: str) -> bool:
        """Whether a title is usual only above the OPD: no head of region promises anything to the head of an OPD."""
        profile = self.order.profile
        usual = profile.owner_levels(jabatan)
        return bool(usual) and all(level.daerah for level in profile.levels.values() if level.key in usual)

    def _depth(self, node: Node) -> int:
        level = self.order.book.level(node)
        return level.order if level is not None else _LAST

    def _rank(self, office: Office) -> int:
        """The level that a title usually owns first; those of unknown titles come from what they own."""
        if office.key == HEAD:
            return -1
        levels = self.order.profile.owner_levels(office.jabatan)
        known = [level.order for level in self.order.profile.levels.values() if level.key in levels]
        return min(known or (self._depth(node) for node, _ in office.held))

    @cached_property
    def _strategic(self) -> str:
        """The lowest level above the programmes."""
        levels = [*regency_levels(self.order), *strategic_levels(self.order)]
        return levels[-1].key if levels else ""

    @cached_property
    def _head(self) -> Signer:
        """The head of the OPD; if only others are named in *Identitas*, his title without a name."""
        found, title = signer(self.order), f"Kepala {self.order.said('opd')}".strip()
        if not found.jabatan:
            return found._replace(jabatan=title)
        return found if self.titles.key(found.jabatan) == HEAD else Signer(title)

    @property
    def _head_of_region(self) -> Signer:
        for official in self.order.officials:
            if fold(official.peran.text).startswith("atasan"):
                return of_official(official)
        return head_of_region(self.order.said("pemerintah"))
