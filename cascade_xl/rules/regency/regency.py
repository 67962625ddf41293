"""A regency as the rules across OPD look at it: its offices, what they are compared with, and each index once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher, get_close_matches
from functools import cached_property
from itertools import permutations
from typing import NamedTuple

from cascade_xl.model import Place
from cascade_xl.quantity import Form
from cascade_xl.rules.regency.names import (
    Government,
    abbreviates,
    alike,
    government,
    opd_key,
    own_name,
    same_words,
    unique_kode,
)
from cascade_xl.rules.regency.nodes import Group, groups
from cascade_xl.rules.regency.office import Figure, Goal, Office, Statement, Work
from cascade_xl.rules.regency.wording import indicator_key
from cascade_xl.text import fold

_NEAR = 0.85
NO_LIST = "daftar OPD tidak diberikan"
NO_OTHER = "hanya satu berkas, dan tidak ada RPJMD untuk dibandingkan"


class Expected(NamedTuple):
    """One line of the list of OPD that must hand in a file."""

    name: str
    kode: str
    place: Place


Amount = tuple[Form, Decimal | None, Decimal | None]
"""A number, range or level, whatever its spelling."""


def amount(figure: Figure) -> Amount | None:
    """What a figure says, where it can be compared; a blank one and one with two readings cannot."""
    form, low, high, *_ = figure.quantity
    return (form, low, high) if form in (Form.NUMBER, Form.RANGE, Form.LEVEL) else None


class Held(NamedTuple):
    """An indicator of the regency as one office has it: the office by position (-1: the master)."""

    office: int
    goal: Goal
    statement: Statement

    def figure(self, name: str) -> Figure | None:
        return self.goal.figure(name)


@dataclass(frozen=True)
class Regency:
    """The offices of one government. Order means nothing to the rules, but positions do to their problems."""

    offices: tuple[Office, ...]
    master: Office | None = None
    expected: tuple[Expected, ...] | None = None

    @cached_property
    def government(self) -> Government:
        """Whose the offices are."""
        known = [government(o.pemerintah) for o in (*self.offices, *((self.master,) if self.master else ()))]
        return next((of for of in known if of.kind and of.place), Government("", ""))

    @cached_property
    def names(self) -> Sequence[str]:
        """How messages call the offices, by position."""
        return [office.name for office in self.offices]

    @property
    def alone(self) -> str | None:
        """Why nothing can be compared, where there is only one to look at."""
        return None if len(self.offices) > 1 or self.master else NO_OTHER

    # -- who is there --------------------------------------------------------------------------------

    def key(self, name: str) -> str:
        """What two names of one OPD of this regency share."""
        return opd_key(name, self.government)

    @cached_property
    def by_opd(self) -> Mapping[str, Sequence[int]]:
        """Offices by the OPD's name."""
        found: dict[str, list[int]] = defaultdict(list)
        for position, office in enumerate(self.offices):
            if key := self.key(office.opd.text):
                found[key].append(position)
        return found

    @cached_property
    def twins(self) -> Mapping[int, Sequence[int]]:
        """Offices that are the same OPD, each with the others: by name, or by kode where the names are much alike. A
        hospital may carry the kode of the health office above it."""
        by_kode: dict[str, list[int]] = defaultdict(list)
        for position, office in enumerate(self.offices):
            if kode := unique_kode(office.kode_opd.text):
                by_kode[kode].append(position)
        pairs = [pair for found in self.by_opd.values() for pair in permutations(found, 2)]
        pairs += [pair for found in by_kode.values() for pair in permutations(found, 2) if self._alike(*pair)]
        twins: dict[int, set[int]] = defaultdict(set)
        for position, other in pairs:
            twins[position].add(other)
        return {position: sorted(others) for position, others in twins.items()}

    def _alike(self, one: int, two: int) -> bool:
        names = [self.offices[position].opd.text for position in sorted((one, two))]
        keys = [self.key(name) for name in names]
        near = SequenceMatcher(None, keys[0], keys[1], autojunk=False).ratio() >= _NEAR
        return near or not all(keys) or self._short(*names) or same_words(*names)

    @cached_property
    def matched(self) -> Sequence[int | None]:
        """For each office its line in the list of OPD: by name, else by kode, else by an abbreviation that fits one."""
        return [self._line(office) for office in self.offices]

    def _line(self, office: Office) -> int | None:
        lines = self.expected or ()
        key, kode = self.key(office.opd.text), fold(office.kode_opd.text)
        by_name = [n for n, line in enumerate(lines) if key and self.key(line.name) == key]
        if by_name:
            return by_name[0]
        if not key or unique_kode(office.kode_opd.text):
            by_kode = [n for n, line in enumerate(lines) if kode and fold(line.kode) == kode]
            if len(by_kode) == 1:
                return by_kode[0]
        short = [n for n, line in enumerate(lines) if self._short(office.opd.text, line.name)]
        return short[0] if len(short) == 1 else None

    def _short(self, name: str, whole: str) -> bool:
        one, two = own_name(name, self.government), own_name(whole, self.government)
        return abbreviates(one, two) or abbreviates(two, one)

    def suggestion(self, office: Office) -> int | None:
        """The line that an office of an unknown name is taken for: much alike, and nobody else's. Kecamatan Tungkal Ulu
        and Kecamatan Tungkal Ilir share most letters, and are two."""
        lines = [(n, line) for n, line in enumerate(self.expected or ()) if n not in self.matched]
        free = {self.key(line.name): n for n, line in lines if alike(line.name, office.opd.text)}
        near = get_close_matches(self.key(office.opd.text), list(free), n=1, cutoff=_NEAR)
        return free[near[0]] if near else None

    @cached_property
    def absent(self) -> Sequence[int]:
        """The lines of the list for which no file is there, nor one of nearly that name."""
        unknown = [o for o, line in zip(self.offices, self.matched, strict=True) if line is None]
        lines = self.expected or ()
        there = {self.key(lines[n].name) for n in (*self.matched, *map(self.suggestion, unknown)) if n is not None}
        return [n for n, line in enumerate(lines) if self.key(line.name) not in there]

    @cached_property
    def incomplete(self) -> str | None:
        """Why one cannot say what no OPD does: not all are known to be there."""
        if self.expected is None:
            return f"{NO_LIST}, sehingga tidak diketahui apakah semua OPD sudah menyerahkan"
        if self.absent:
            return f"{len(self.absent)} OPD belum menyerahkan berkas"
        return None

    # -- what they say ---------------------------------------------------------------------------------

    @cached_property
    def nodes(self) -> Sequence[Group]:
        """Visi … sasaran of the regency, with every wording of each."""
        return groups(self.offices, self.master)

    @cached_property
    def _numbers(self) -> Mapping[int, int]:
        """Which of the regency's nodes a statement is."""
        found: dict[int, int] = {}
        for number, group in enumerate(self.nodes):
            found |= {id(member.statement): number for member in group.members}
            if group.master is not None:
                found[id(group.master)] = number
        return found

    def goal_key(self, office: Office, goal: Goal) -> tuple[int, str]:
        """What indicators of the regency share that are one: the node, and the wording. Two offices may call quite
        different numbers *Indeks Kepuasan Masyarakat*."""
        number = self._numbers.get(id(office.statements[goal.statement]), -1)
        return number, indicator_key(goal.asked.indikator)

    @cached_property
    def goals(self) -> Mapping[tuple[int, str], Sequence[Held]]:
        """Indicators of the regency by `goal_key`; the master's stands first. What an office has twice is left out, and
        what the master has twice of all: nobody can tell which of the two is meant."""
        found: dict[tuple[int, str], list[Held]] = defaultdict(list)
        every = [*([(-1, self.master)] if self.master else []), *enumerate(self.offices)]
        for position, office in every:
            for goal in office.goals:
                key = self.goal_key(office, goal)
                if key[0] >= 0 and key[1]:
                    found[key].append(Held(position, goal, office.statements[goal.statement]))
        return {key: list(_once(held)) for key, held in found.items()}

    @cached_property
    def works(self) -> Mapping[str, Sequence[tuple[int, Work]]]:
        """Sub kegiatan that several offices have, by official code."""
        found: dict[str, list[tuple[int, Work]]] = defaultdict(list)
        for position, office in enumerate(self.offices):
            for work in office.works:
                found[work.key].append((position, work))
        return {key: works for key, works in found.items() if len({office for office, _ in works}) > 1}


def _once(held: Sequence[Held]) -> Iterator[Held]:
    times = Counter(one.office for one in held)
    if times[-1] <= 1:
        yield from (one for one in held if times[one.office] == 1)
