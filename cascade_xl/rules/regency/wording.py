"""Two wordings of one statement: whether they are the same, how near they are, and where they differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from cascade_xl.text import clean, fold

LEFT, RIGHT = "«", "»"
_LEAD = re.compile(
    r"^(?:(?:visi|misi|tujuan|sasaran)\s*)?(?:\(?(?:\d{1,2}|[ivx]{1,4}|[a-z])\s*[.):]|\d{1,2}\s)\s*", re.IGNORECASE
)
_LABEL = re.compile(r"^(?:visi|misi|tujuan|sasaran)\s*(?:\d{1,2}\s*)?:\s*", re.IGNORECASE)
_BEHIND = re.compile(r"(?<=\S)\s*\([^()]*\)$")
_TYPO = 0.8


@lru_cache(maxsize=4096)
def statement_key(text: str) -> str:
    """What two wordings of one statement share: case, blanks, punctuation and a number before it do not count."""
    return fold(plain(text).replace("&", " dan "))


@lru_cache(maxsize=4096)
def indicator_key(text: str) -> str:
    """The same of an indicator, without what is written behind it in brackets: ``(progress positif)``."""
    return fold(_BEHIND.sub("", clean(text)).replace("&", " dan "))


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A statement without its own number or label: ``Misi 3: Meningkatkan …``."""
    left = _LABEL.sub("", clean(text))
    return _LEAD.sub("", left) or left


class Step(NamedTuple):
    """A run of words of one text and what stands in its place in the other; ``same`` where they are equal."""

    same: bool
    here: Sequence[str]
    there: Sequence[str]


@lru_cache(maxsize=4096)
def steps(here: str, there: str) -> tuple[Step, ...]:
    """How one wording becomes the other, word by word."""
    mine, other = plain(here).split(), plain(there).split()
    matcher = SequenceMatcher(None, [fold(word) for word in mine], [fold(word) for word in other], autojunk=False)
    found = []
    for tag, a, b, c, d in matcher.get_opcodes():
        left, right = mine[a:b], other[c:d]
        found.append(Step(tag == "equal" or _alike(left, right), left, right))
    return tuple(found)


def _alike(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether runs differ in blanks and punctuation only."""
    return fold("".join(left)).replace("&", "dan") == fold("".join(right)).replace("&", "dan")


def marked(here: str, there: str) -> str:
    """The first wording with the words that the other has not between marks."""
    shown = []
    for same, mine, _ in steps(here, there):
        if mine:
            shown.append(" ".join(mine) if same else f"{LEFT}{' '.join(mine)}{RIGHT}")
    return " ".join(shown)


@lru_cache(maxsize=4096)
def nearness(here: str, there: str) -> float:
    """From 0 to 1: the share of words that two wordings have in common."""
    common = sum(len(step.here) + len(step.there) for step in steps(here, there) if step.same)
    return common / max(1, len(plain(here).split()) + len(plain(there).split()))


def other_word(here: str, there: str) -> bool:
    """Whether a word stands in place of quite another one, so that the two may be different statements."""
    return any(_different(step) for step in steps(here, there))


def _different(step: Step) -> bool:
    if step.same or not step.here or not step.there:
        return False
    one, two = fold("".join(step.here)), fold("".join(step.there))
    return SequenceMatcher(None, one, two, autojunk=False).ratio() < _TYPO


def nearest(text: str, others: Sequence[str], least: float) -> str:
    """Of other wordings the one that has most words in common, if it has enough; else nothing."""
    best = max(others, key=lambda other: (nearness(text, other), other), default="")
    return best if best and nearness(text, best) >= least else ""
