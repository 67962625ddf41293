"""A document as rules look at it: the tree, the rows and the profile's words, each worked out once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any, NamedTuple, TypeVar

from cascade_xl.model import Document, Indicator, Node
from cascade_xl.profile import Level, Profile
from cascade_xl.quantity import Kind
from cascade_xl.satuan import Unit

SUM_OVER_OFFICES = "jumlah-daerah-tidak-sama"
"""The rule whose setting ``indikator`` names the regency's indicators that add up over the OPD."""

T = TypeVar("T")


class Nomenclature(NamedTuple):
    """A national list that the user named: official code → official name (the code in the form of
    `cascade_xl.rules.kode.standard`)."""

    source: str
    names: Mapping[str, str]


@dataclass(frozen=True)
class Book:
    """What a rule gets. Lookups are by *kode* as cleaned text; nodes and indicators are compared by identity."""

    document: Document
    profile: Profile
    nomenclature: Nomenclature | None = None
    options: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def facts(self) -> dict[Callable[[Book], Any], Any]:
        """What `once` has worked out."""
        return {}

    # -- the tree ----------------------------------------------------------------------------------

    @cached_property
    def by_kode(self) -> Mapping[str, Sequence[Node]]:
        """Nodes by kode, in document order; several sasaran of one program share a kode. Nodes without a kode are
        left out."""
        found: dict[str, list[Node]] = defaultdict(list)
        for node in self.document.nodes:
            if kode := node.kode.text:
                found[kode].append(node)
        return found

    @cached_property
    def by_induk(self) -> Mapping[str, Sequence[Node]]:
        """Nodes by the kode that they name as their parent, in document order."""
        found: dict[str, list[Node]] = defaultdict(list)
        for node in self.document.nodes:
            if induk := node.induk.text:
                found[induk].append(node)
        return found

    def children(self, node: Node) -> Sequence[Node]:
        """The nodes that name this node's kode as their parent."""
        named = self.by_induk.get(node.kode.text, ())
        return [child for child in named if child is not node] if node.kode.text == node.induk.text else named

    def parents(self, node: Node) -> Sequence[Node]:
        """The nodes that carry this node's *Kode Induk*: one as a rule, none if unknown, several if the kode is
        ambiguous."""
        named = self.by_kode.get(node.induk.text, ())
        return [parent for parent in named if parent is not node] if node.kode.text == node.induk.text else named

    def parent(self, node: Node) -> Node | None:
        """The one parent, or None where there is none or it is ambiguous."""
        return self._parent.get(id(node))

    @cached_property
    def _parent(self) -> Mapping[int, Node]:
        parents = ((node, self.parents(node)) for node in self.document.nodes)
        return {id(node): found[0] for node, found in parents if len(found) == 1}

    def ancestors(self, node: Node) -> Iterator[Node]:
        """The unambiguous line upwards; it stops at a cycle."""
        seen = {id(node)}
        up = self.parent(node)
        while up is not None and id(up) not in seen:
            yield up
            seen.add(id(up))
            up = self.parent(up)

    @cached_property
    def levels(self) -> Mapping[str, Level | None]:
        """What each text of the column *Jenjang* names: a level of the profile, or None if it is unknown."""
        return {text: self.profile.level(text) for text in {node.jenjang.text for node in self.document.nodes}}

    def level(self, node: Node) -> Level | None:
        """The profile's level of a node, None if its *Jenjang* is unknown."""
        return self.levels.get(node.jenjang.text)

    @cached_property
    def placed(self) -> Sequence[tuple[Node, Level]]:
        """The nodes of a known level, each with it, in document order."""
        levels = self.levels
        return [(node, level) for node in self.document.nodes if (level := levels[node.jenjang.text]) is not None]

    @cached_property
    def last_levels(self) -> frozenset[str]:
        """The keys of levels that are nobody's parent: their nodes need no children."""
        parents = {key for level in self.profile.levels.values() for key in level.induk}
        return frozenset(key for key in self.profile.levels if key not in parents)

    def requires(self, node: Node, what: str) -> bool:
        """Whether the profile asks this node's level for something (``indikator``, ``satuan``, ``target`` …).

        A column that the sheet does not have is asked of nobody: `kolom-hilang` says it once.
        """
        return what in self.required.get(node.jenjang.text, ())

    @cached_property
    def required(self) -> Mapping[str, frozenset[str]]:
        """What nodes must fill in, by the text of their *Jenjang*."""
        missing = self.document.missing
        return {text: level.wajib - missing if level else frozenset() for text, level in self.levels.items()}

    # -- indicators --------------------------------------------------------------------------------

    @cached_property
    def _rows(self) -> Mapping[int, Sequence[Indicator]]:
        found: dict[int, list[Indicator]] = defaultdict(list)
        for row in self.document.indicators:
            found[id(row.node)].append(row)
        return found

    def rows(self, node: Node) -> Sequence[Indicator]:
        """All rows of a node, with or without an indicator."""
        return self._rows.get(id(node), ())

    def indicators(self, node: Node) -> Sequence[Indicator]:
        """A node's rows that hold an indicator."""
        return self._indicators.get(id(node), ())

    @cached_property
    def _indicators(self) -> Mapping[int, Sequence[Indicator]]:
        found: dict[int, list[Indicator]] = defaultdict(list)
        for row in self.measured:
            found[id(row.node)].append(row)
        return found

    @cached_property
    def measured(self) -> Sequence[Indicator]:
        """Every indicator of *Matriks* and of *Indikator Kunci*, in document order."""
        return [row for row in (*self.document.indicators, *self.document.kunci) if not row.indikator.blank]

    def asks(self, row: Indicator, what: str) -> bool:
        """Whether this row must fill something in: by its node's level, or by the profile's ``indikator_kunci``
        level-like entry."""
        return self.requires(row.node, what) if row.node is not None else what in self.required_of_kunci

    @cached_property
    def required_of_kunci(self) -> frozenset[str]:
        """What the rows of *Indikator Kunci* must fill in."""
        return frozenset(self.profile.data.get("indikator_kunci", {}).get("wajib", ()))

    @cached_property
    def units(self) -> Mapping[str, Unit]:
        """What each text of the column *Satuan* means."""
        rows = (*self.document.indicators, *self.document.kunci)
        return {text: self.profile.satuan.resolve(text) for text in {row.satuan.text for row in rows}}

    def counted_in(self, *kinds: Kind) -> frozenset[str]:
        """The texts of the column *Satuan* that mean a unit of one of these kinds."""
        return frozenset(text for text, unit in self.units.items() if unit.kind in kinds)

    def unit(self, row: Indicator) -> Unit:
        """What the row's satuan means."""
        return self.units[row.satuan.text]

    # -- settings ----------------------------------------------------------------------------------

    def parameter(self, rule: str, name: str, default: Any) -> Any:
        """A rule's setting in the profile."""
        return self.profile.parameters.get(rule, {}).get(name, default)


def once(fact: Callable[[Book], T]) -> Callable[[Book], T]:
    """A fact about a document that is worked out when the first rule asks for it."""

    @wraps(fact)
    def known(book: Book) -> T:
        if fact not in book.facts:
            book.facts[fact] = fact(book)
        found: T = book.facts[fact]
        return found

    return known
