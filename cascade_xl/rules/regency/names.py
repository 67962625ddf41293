"""Names of governments and of OPD: which of them mean the same."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from cascade_xl.text import fold, words

_KINDS = {
    **dict.fromkeys(("kabupaten", "kab", "pemkab"), "kabupaten"),
    **dict.fromkeys(("kota", "pemkot"), "kota"),
    **dict.fromkeys(("provinsi", "propinsi", "prov", "prop", "pemprov"), "provinsi"),
}
_LEAD = ("pemerintah", "daerah")
_COMMON = {*_KINDS, *"dinas badan kantor kecamatan kelurahan desa dan".split()}
"""Words by which no OPD is told from another."""
_NEAR = 0.85  # of two words: one letter is wrong, or two stand in each other's place
_UNIQUE_PARTS = 3  # urusan.bidang is shared by several OPD, a unit's number behind it by none
_LONGEST_SHORT = 14  # "BAPPERIDALITBANG"-like names are as long as words


class Government(NamedTuple):
    """A government's name taken apart; ``kind`` is empty where it only says ``Way Kanan``."""

    kind: str
    place: str


@lru_cache(maxsize=4096)
def government(name: str) -> Government:
    """``Kab. Way Kanan`` and ``Pemerintah Kabupaten Way Kanan`` are one."""
    left = words(name)
    while len(left) > 1 and left[0] in _LEAD:
        left = left[1:]
    kind = _KINDS.get(left[0], "") if left else ""
    return Government(kind, "".join(left[1:] if kind else left))


def governments(names: Sequence[str]) -> list[Government]:
    """Which government each file is of. A name without its kind, or none at all, joins the only one that fits."""
    found = [government(name) for name in names]
    full = sorted({known for known in found if known.kind and known.place})
    return [known if known in full else _only(known, full) for known in found]


def _only(known: Government, full: Sequence[Government]) -> Government:
    fitting = [other for other in full if not known.kind and known.place in ("", other.place)]
    return fitting[0] if len(fitting) == 1 else known


@lru_cache(maxsize=4096)
def opd_key(name: str, of: Government) -> str:
    """What two names of one OPD share: letters and digits, without the government's name or an abbreviation behind."""
    body, _, behind = name.rstrip(" )").rpartition("(")
    if name.rstrip().endswith(")") and body and abbreviates(behind, body):
        name = body
    return fold(own_name(name, of))


def own_name(name: str, of: Government) -> str:
    """An OPD's name without the government's behind it: ``Bappeda Kabupaten Way Kanan``."""
    left = words(name.replace("&", " dan "))
    for start in range(1, len(left)):
        if of.place and _KINDS.get(left[start], " ") == of.kind and "".join(left[start + 1 :]) == of.place:
            return " ".join(left[:start])
    return " ".join(left)


@lru_cache(maxsize=4096)
def abbreviates(short: str, name: str) -> bool:
    """Whether one word may stand for a longer name: ``BKPSDM``, ``Dinkes``, ``Bappeda``; or some words of it are
    abbreviated: ``Satpol PP``."""
    if 0 < len(words(short)) < len(words(name)) and _shortened(words(short), words(name)):
        return True
    letters, whole = fold(short), fold(name)
    single = len(words(short)) == 1 and len(words(name)) > 1 and 1 < len(letters) <= _LONGEST_SHORT
    if not single or len(letters) >= len(whole) or letters[0] != whole[0]:
        return False
    rest = iter(whole)
    return all(letter in rest for letter in letters)


def _shortened(short: Sequence[str], name: Sequence[str]) -> bool:
    """Whether each word is one of the name, or made of the beginnings of several, in their order and none left out."""
    if not short or not name:
        return not short and not name
    ends = range(1, len(name) + 1)
    return any(_made_of(short[0], name[:end]) and _shortened(short[1:], name[end:]) for end in ends)


def _made_of(word: str, name: Sequence[str]) -> bool:
    return word == name[0] if len(name) == 1 else _beginnings(word, name)


def _beginnings(word: str, name: Sequence[str]) -> bool:
    """Whether a word is made of the beginnings of some words; *dan* needs none."""
    if not name:
        return not word
    if name[0] == "dan" and _beginnings(word, name[1:]):
        return True
    ends = range(1, min(len(word), len(name[0])) + 1)
    return any(word[:end] == name[0][:end] and _beginnings(word[end:], name[1:]) for end in ends)


def alike(one: str, other: str) -> bool:
    """Whether one name may be the other misspelt, or an older and shorter one: each word of the shorter that tells
    OPD apart is near to one of the longer."""
    shorter, longer = sorted((_telling(one), _telling(other)), key=len)
    return bool(shorter) and all(any(_near(word, there) for there in longer) for word in shorter)


def same_words(one: str, other: str) -> bool:
    """Whether two names tell an OPD by the same words, in whatever order: ``Kesehatan`` and ``Dinas Kesehatan``."""
    return sorted(_telling(one)) == sorted(_telling(other)) != []


def _telling(name: str) -> list[str]:
    return [word for word in words(name) if word not in _COMMON]


def _near(word: str, other: str) -> bool:
    return SequenceMatcher(None, word, other).ratio() >= _NEAR


def unique_kode(kode: str) -> str:
    """A kode that only one OPD has; empty for one of a bidang alone, such as 7.01 of every kecamatan."""
    parts = [part for part in kode.replace("-", ".").replace(" ", ".").split(".") if part]
    return fold(kode) if len(parts) >= _UNIQUE_PARTS else ""
