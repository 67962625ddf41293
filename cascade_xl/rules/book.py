"""A document as rules look at it: the tree, the series and the profile's words, each worked out once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar

from cascade_xl.model import Document, Indicator, Node, Target, Value
from cascade_xl.profile import Agregasi, Level, Profile
from cascade_xl.quantity import Form
from cascade_xl.satuan import Unit
from cascade_xl.text import fold

P = ParamSpec("P")
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
    def facts(self) -> dict[Hashable, Any]:
        """What `once` has worked out."""
        return {}

    # -- the tree ----------------------------------------------------------------------------------

    @cached_property
    def by_kode(self) -> Mapping[str, Sequence[Node]]:
        """Nodes by kode, in document order; several sasaran of one program share a kode. Nodes without a kode are
        left out."""
        found: dict[str, list[Node]] = defaultdict(list)
        for node in self.document.nodes:
            if node.kode.text:
                found[node.kode.text].append(node)
        return found

    @cached_property
    def _children(self) -> Mapping[str, Sequence[Node]]:
        found: dict[str, list[Node]] = defaultdict(list)
        for node in self.document.nodes:
            if node.induk.text:
                found[node.induk.text].append(node)
        return found

    def children(self, node: Node) -> Sequence[Node]:
        """The nodes that name this node's kode as their parent."""
        return (
            [child for child in self._children.get(node.kode.text, ()) if child is not node] if node.kode.text else ()
        )

    def parents(self, node: Node) -> Sequence[Node]:
        """The nodes that carry this node's *Kode Induk*: one as a rule, none if unknown, several if the kode is
        ambiguous."""
        return [p for p in self.by_kode.get(node.induk.text, ()) if p is not node] if node.induk.text else ()

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

    def level(self, node: Node) -> Level | None:
        """The profile's level of a node, None if its *Jenjang* is unknown."""
        return self._levels.get(node.jenjang.text)

    @cached_property
    def _levels(self) -> Mapping[str, Level | None]:
        return {text: self.profile.level(text) for text in {node.jenjang.text for node in self.document.nodes}}

    @cached_property
    def last_levels(self) -> frozenset[str]:
        """The keys of levels that are nobody's parent: their nodes need no children."""
        parents = {key for level in self.profile.levels.values() for key in level.induk}
        return frozenset(key for key in self.profile.levels if key not in parents)

    def requires(self, node: Node, what: str) -> bool:
        """Whether the profile asks this node's level for something (``indikator``, ``satuan``, ``target`` …).

        A column that the sheet does not have is asked of nobody: `kolom-hilang` says it once.
        """
        level = self.level(node)
        return level is not None and what in level.wajib and what not in self.document.missing

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
        return {node: [row for row in rows if not row.indikator.blank] for node, rows in self._rows.items()}

    @cached_property
    def measured(self) -> Sequence[Indicator]:
        """Every indicator of *Matriks* and of *Indikator Kunci*, in document order."""
        return [row for row in (*self.document.indicators, *self.document.kunci) if not row.indikator.blank]

    def asks(self, row: Indicator, what: str) -> bool:
        """Whether this row must fill something in: by its node's level, or by the profile's ``indikator_kunci``
        level-like entry."""
        if row.node is not None:
            return self.requires(row.node, what)
        return what in self.profile.data.get("indikator_kunci", {}).get("wajib", ())

    def unit(self, row: Indicator) -> Unit:
        """What the row's satuan means."""
        return self.profile.satuan.resolve(row.satuan.text)

    def filled(self, row: Indicator) -> Sequence[Target]:
        """The yearly targets that are not empty, in order of years."""
        return [t for t in row.targets if t.quantity.form is not Form.EMPTY or t.value.flaw]

    def numbers(self, row: Indicator) -> Sequence[Target]:
        """The yearly targets with an order: numbers, ranges and levels; ambiguous and malformed ones are left out."""
        return [t for t in row.targets if t.quantity.form in (Form.NUMBER, Form.RANGE, Form.LEVEL)]

    def contributors(self, row: Indicator, *ways: Agregasi) -> Sequence[tuple[Indicator, Agregasi]]:
        """The children's indicators that are declared to add up into this one, by one of these ways or by any."""
        declared = self._contributors.get(id(row), ())
        return [(part, how) for part, how in declared if how in ways] if ways else declared

    @cached_property
    def _contributors(self) -> Mapping[int, Sequence[tuple[Indicator, Agregasi]]]:
        found: dict[int, list[tuple[Indicator, Agregasi]]] = defaultdict(list)
        for part in self.document.indicators:
            how = self.profile.agregasi(part.agregasi.text) if part.agregasi.text else None
            if how is None or how is Agregasi.NONE or part.node is None or part.indikator.blank:
                continue
            parent = self.parent(part.node)
            whole = self._whole(parent, part.indikator_induk) if parent else None
            if whole is not None:
                found[id(whole)].append((part, how))
        return found

    def _whole(self, parent: Node, named: Value) -> Indicator | None:
        candidates = self.indicators(parent)
        if named.text:
            wanted = fold(named.text)
            candidates = [c for c in candidates if wanted in (fold(c.kode.text), fold(c.indikator.text))]
        return candidates[0] if len(candidates) == 1 else None

    # -- settings ----------------------------------------------------------------------------------

    def parameter(self, rule: str, name: str, default: Any) -> Any:
        """A rule's setting in the profile."""
        return self.profile.parameters.get(rule, {}).get(name, default)


def once(fact: Callable[Concatenate[Book, P], T]) -> Callable[Concatenate[Book, P], T]:
    """A fact about a document, or about rows of it, that is worked out when the first rule asks for it."""

    @wraps(fact)
    def known(book: Book, /, *of: P.args, **named: P.kwargs) -> T:
        key = (fact, *map(id, of))
        if key not in book.facts:
            book.facts[key] = fact(book, *of, **named)
        found: T = book.facts[key]
        return found

    return known
