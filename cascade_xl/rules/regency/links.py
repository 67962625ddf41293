"""Links between OPD: whom a row means by *OPD Mitra* and *Kode yang Didukung*.

Officers write names, abbreviations, several at once, all OPD together, and agencies that are no OPD of the regency. A
name is either known for sure, or may be somebody's, or is surely nobody's; only the last may be accused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from enum import StrEnum
from typing import NamedTuple

from cascade_xl.rules.regency.names import abbreviates
from cascade_xl.rules.regency.office import Support, kode_keys
from cascade_xl.rules.regency.regency import Regency
from cascade_xl.text import clean, words

_PARTS = re.compile(r"[;\n|/]+")
_LIST = re.compile(r",|&|\bdan\b|\bserta\b", re.IGNORECASE)
_KODES = re.compile(r"[;\n|]+|,\s+|\s+(?:dan|&)\s+", re.IGNORECASE)
_NEAR = 0.85
_OURS = ("dinas", "kecamatan", "inspektorat")
"""With these words an OPD of the regency begins; a *badan* or *kantor* may be one of the state's."""
_ELSEWHERE = frozenset(
    "provinsi propinsi prov pusat nasional kementerian ri indonesia kabupaten kab kota desa kelurahan".split()
)


REJECTED, WAITING = "ditolak", "menunggu"


class Sure(StrEnum):
    """How sure it is whom a name means."""

    KNOWN = "dikenal"
    MAYBE = "mungkin"
    NOBODY = "tidak ada"


class Partner(NamedTuple):
    """One name in *OPD Mitra*: the offices it means; ``near`` is the known name that is most alike."""

    written: str
    sure: Sure
    offices: frozenset[int] = frozenset()
    near: str = ""


class Directory:
    """The names of a regency's OPD: those of its files and of the list."""

    def __init__(self, regency: Regency) -> None:
        self.regency = regency
        self.offices: dict[str, frozenset[int]] = {key: frozenset(found) for key, found in regency.by_opd.items()}
        self.names: dict[str, str] = {regency.key(office.opd.text): office.opd.text for office in regency.offices}
        for number, line in enumerate(regency.expected or ()):
            key = regency.key(line.name)
            self.names.setdefault(key, line.name)
            theirs = {n for n, matched in enumerate(regency.matched) if matched == number}
            self.offices[key] = self.offices.get(key, frozenset()) | theirs
        self._found: dict[str, Sequence[Partner]] = {}

    def partners(self, text: str) -> Sequence[Partner]:
        """Whom a cell names."""
        found = self._found.get(text)
        if found is None:
            found = self._found[text] = list(self._partners(text))
        return found

    def _partners(self, text: str) -> Iterator[Partner]:
        if not clean(text):
            return
        whole = self._one(clean(text))
        if whole.sure is Sure.KNOWN:
            yield whole
            return
        for piece in map(clean, _PARTS.split(text)):
            if piece:
                yield from self._piece(piece)

    def _piece(self, piece: str) -> Sequence[Partner]:
        """A name may hold commas and *dan* itself: it is taken apart only where a part of it is known."""
        whole = self._one(piece)
        parts = [self._one(part) for part in map(clean, _LIST.split(piece)) if part]
        if whole.sure is Sure.KNOWN or len(parts) < 2 or all(part.sure is Sure.NOBODY for part in parts):
            return [whole]
        # What is left beside a known name may be a part of a name with commas.
        return [part if part.sure is Sure.KNOWN else part._replace(sure=Sure.MAYBE) for part in parts]

    def _one(self, name: str) -> Partner:
        key = self.regency.key(name)
        if key in self.names:
            return Partner(name, Sure.KNOWN, self.offices.get(key, frozenset()), self.names[key])
        if not key or any(abbreviates(name, known) or abbreviates(known, name) for known in self.names.values()):
            return Partner(name, Sure.MAYBE)
        near = get_close_matches(key, list(self.names), n=1, cutoff=_NEAR)
        if self.regency.expected is None:
            return Partner(name, Sure.MAYBE, near=self.names[near[0]] if near else "")
        if near:
            return Partner(name, Sure.NOBODY, near=self.names[near[0]])
        said = words(name)
        ours = said[0] in _OURS and len(said) > 1 and not _ELSEWHERE & set(said)
        return Partner(name, Sure.NOBODY if ours else Sure.MAYBE)

    def has(self, offices: frozenset[int], kode: str) -> bool:
        """Whether one of these offices has this kode."""
        keys = _keys(kode)
        return any(not keys.isdisjoint(self.regency.offices[office].kodes) for office in offices)

    def may_mean(self, text: str, office: int) -> bool:
        """Whether a cell names an office, or may: a name that is nobody's may be the one that is most alike."""
        return any(
            office in partner.offices or partner.sure is Sure.MAYBE or self._like(partner.near, office)
            for partner in self.partners(text)
        )

    def _like(self, near: str, office: int) -> bool:
        return bool(near) and office in self.offices[self.regency.key(near)]


def cited(supports: Iterable[Support]) -> frozenset[str]:
    """All that links look for among the kode of other offices."""
    return frozenset(key for support in supports for kode in kodes(support) for key in _keys(kode))


def _keys(kode: str) -> frozenset[str]:
    """What a kode may be called; a name may stand behind it."""
    return frozenset((*kode_keys(kode), *kode_keys(kode.split()[0])))


def kodes(support: Support) -> Sequence[str]:
    """What a row says it supports by kode; words are none."""
    parts = (part for part in map(clean, _KODES.split(support.dukung.text)) if part)
    return [part for part in parts if any(map(str.isdigit, part.split()[0]))]
