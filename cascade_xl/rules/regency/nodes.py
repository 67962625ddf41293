"""Visi … sasaran as all files together tell them: which statements of different offices are one node of the regency.

With a master its nodes are the regency's, and a statement that is none of them word for word is taken for the nearest
one. Without a master offices are compared below one kode only, and two wordings are taken for one node where nothing
speaks for two: offices that number their own sasaran call different ones S1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from cascade_xl.rules.regency.office import Office, Statement
from cascade_xl.rules.regency.reference import Vote
from cascade_xl.rules.regency.wording import indicator_key, nearness, other_word, statement_key
from cascade_xl.text import fold

_SINGLE = "visi"
"""A regency has one visi: there any two wordings are wordings of the same."""
_SAME_KODE, _ANY_KODE, _HALF = 0.4, 0.6, 0.5
_SHARED, _FEW = 0.9, 3
"""A kode is one for the whole regency where this share of at least so many offices says the same under it."""


class Member(NamedTuple):
    """A statement of an office, both by position."""

    office: int
    statement: Statement


@dataclass(eq=False)
class Group:
    """One node of the regency. ``master`` is how the master has it."""

    level: str
    master: Statement | None = None
    members: list[Member] = field(default_factory=list)

    @property
    def votes(self) -> Sequence[Vote[str]]:
        """Who says it how."""
        return [Vote(m.office, statement_key(m.statement.text), m.statement.said) for m in self.members]


def groups(offices: Sequence[Office], master: Office | None) -> Sequence[Group]:
    """The nodes of a regency: the master's in its order, then those of the offices."""
    by_level: dict[str, list[Member]] = defaultdict(list)
    for position, office in enumerate(offices):
        for statement in office.statements:
            if statement_key(statement.text):
                by_level[statement.level].append(Member(position, statement))
    anchors: dict[str, list[Group]] = defaultdict(list)
    for statement in master.statements if master else ():
        if statement_key(statement.text):
            anchors[statement.level].append(Group(statement.level, statement))
    found: list[Group] = [group for level in anchors.values() for group in level]
    for level, members in by_level.items():
        if level in anchors:
            found += _attached(anchors[level], members)
        else:
            found += _clusters(offices, level, members)
    return found


def _attached(anchors: Sequence[Group], members: Sequence[Member]) -> Sequence[Group]:
    """Give each statement to the master's node that it means; those that mean none are groups of their own."""
    exact = {statement_key(group.master.text): group for group in reversed(anchors) if group.master}
    left: list[Member] = []
    stated: dict[int, set[int]] = defaultdict(set)
    for member in members:
        group = exact.get(statement_key(member.statement.text))
        if group is None:
            left.append(member)
        else:
            group.members.append(member)
            stated[member.office].add(id(group))
    added: dict[str, Group] = {}
    for member in left:
        free = [group for group in anchors if id(group) not in stated[member.office]]
        group = _meant(free, member.statement)
        if group is None:
            key = statement_key(member.statement.text)
            group = added.setdefault(key, Group(member.statement.level))
        else:
            stated[member.office].add(id(group))
        group.members.append(member)
    return list(added.values())


def _meant(free: Sequence[Group], statement: Statement) -> Group | None:
    """The master's node that is worded most alike; of equally near ones that of the same kode, which may also differ
    more."""
    if fold(statement.level) == _SINGLE and len(free) == 1:
        return free[0]
    rated = [(*_likeness(group.master, statement), -number) for number, group in enumerate(free) if group.master]
    near, same, number = max(rated, default=(0.0, False, 0))
    if near < _ANY_KODE:
        near, same, number = max((one for one in rated if one[1]), default=(0.0, False, 0))
    return free[-number] if near >= (_SAME_KODE if same else _ANY_KODE) else None


def _likeness(known: Statement, statement: Statement) -> tuple[float, bool]:
    """How near two wordings are, and whether their kode is the same."""
    return nearness(statement.text, known.text), bool(known.kode) and fold(known.kode) == fold(statement.kode)


def _clusters(offices: Sequence[Office], level: str, members: Sequence[Member]) -> Sequence[Group]:
    wordings: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        wordings[statement_key(member.statement.text)].append(member)
    found: list[Group] = []
    for _, said in sorted(wordings.items(), key=lambda item: (-len({m.office for m in item[1]}), item[0])):
        group = next((g for g in found if _one_node(offices, g, said)), None)
        if group is None:
            found.append(Group(level, members=list(said)))
        else:
            group.members += said
    return found


def _one_node(offices: Sequence[Office], group: Group, said: Sequence[Member]) -> bool:
    """Whether another wording is taken for this node. An office that has both tells them apart."""
    if {member.office for member in group.members} & {member.office for member in said}:
        return False
    if fold(group.level) == _SINGLE:
        return True
    kodes = {fold(member.statement.kode) for member in said} - {""}
    alike = [member for member in group.members if fold(member.statement.kode) in kodes]
    if not alike or nearness(alike[0].statement.text, said[0].statement.text) < _HALF:
        return False
    if not other_word(alike[0].statement.text, said[0].statement.text):
        return True
    both = len({m.office for m in alike}) + len({m.office for m in said})
    shared = len({m.office for m in alike}) >= max(_FEW, _SHARED * both)
    return shared or bool(_indicators(offices, alike) & _indicators(offices, said))


def _indicators(offices: Sequence[Office], members: Sequence[Member]) -> set[str]:
    return {key for member in members for key in _of(offices[member.office], member.statement) if key}


def _of(office: Office, statement: Statement) -> Iterator[str]:
    for goal in office.goals:
        if office.statements[goal.statement] is statement:
            yield indicator_key(goal.asked.indikator)
