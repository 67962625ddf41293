"""What stands as right where several say the same thing differently: the master, else what most say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence, Set
from typing import Generic, NamedTuple, TypeVar

from cascade_xl.rules.regency.office import Said

Key = TypeVar("Key", bound=Hashable)

MASTER = "RPJMD"
MOST = "kebanyakan OPD"


class Vote(NamedTuple, Generic[Key]):
    """What one office says: ``key`` is what counts of it."""

    office: int
    key: Key
    said: Said


class Deviation(NamedTuple, Generic[Key]):
    """An office that says something else: than whom, and what is said there.

    ``who`` is the master, most offices, or in a tie, where nobody is held as right, one of the others.
    """

    vote: Vote[Key]
    who: str
    there: str
    tie: bool

    @property
    def expected(self) -> str | None:
        """What should stand here, where that is known."""
        return None if self.tie else self.there


def deviations(
    votes: Sequence[Vote[Key]], names: Sequence[str], master: Vote[Key] | None = None
) -> Iterator[Deviation[Key]]:
    """Who says something else than the master, else than most. ``names`` are those of the offices by position.

    An office that says both what is right and something else is left alone.
    """
    holders: dict[Key, set[int]] = defaultdict(set)
    for vote in votes:
        holders[vote.key].add(vote.office)
    right = master or _leading(votes, holders)
    if right is not None:
        who, agreed = (MASTER if master else MOST), holders.get(right.key, set())
        yield from (Deviation(v, who, right.said.text, False) for v in votes if v.office not in agreed)
    elif _contradict(holders):
        by_weight = sorted(votes, key=lambda vote: -len(holders[vote.key]))
        for vote in votes:
            other = next(other for other in by_weight if other.key != vote.key)
            yield Deviation(vote, names[other.office], other.said.text, True)


def leading(votes: Sequence[Vote[Key]]) -> Vote[Key] | None:
    """What strictly more offices say than anything else, as the first of them says it; None in a tie."""
    holders: dict[Key, set[int]] = defaultdict(set)
    for vote in votes:
        holders[vote.key].add(vote.office)
    return _leading(votes, holders)


def _leading(votes: Sequence[Vote[Key]], holders: Mapping[Key, Set[int]]) -> Vote[Key] | None:
    """Two things that the same offices say go together."""
    best = _best(holders)
    alike = len({frozenset(holders[key]) for key in best}) == 1
    return next((vote for vote in votes if vote.key in best), None) if alike else None


def _contradict(holders: Mapping[Key, Set[int]]) -> bool:
    """Whether nobody says two of the things that most say; else they need not exclude each other."""
    sets = [holders[key] for key in _best(holders)]
    return sum(map(len, sets)) == len(set().union(*sets)) if sets else False


def _best(holders: Mapping[Key, Set[int]]) -> Sequence[Key]:
    most = max(map(len, holders.values()), default=0)
    return [key for key, offices in holders.items() if len(offices) == most]


def named(names: Iterable[str], most: int = 3) -> str:
    """Some names in a sentence, the rest counted: ``A, B, C dan 4 lainnya``."""
    every = list(dict.fromkeys(names))
    if len(every) > most:
        return f"{', '.join(every[:most])} dan {len(every) - most} lainnya"
    return " dan ".join(part for part in (", ".join(every[:-1]), *every[-1:]) if part)
