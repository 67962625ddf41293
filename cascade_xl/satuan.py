"""The register of satuan: which words name a unit, and what kind of number it takes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from cascade_xl.quantity import Kind
from cascade_xl.text import clean, fold, key

_SPLIT = re.compile(r"\s*(?:/|&|,|;|\+|\bdan\b|\batau\b)\s*", re.IGNORECASE)

_LIKE = 0.75  # how alike two spellings must be for one to be offered for the other; 1 is equal


class Satuan(NamedTuple):
    """One entry: its name, kind, other spellings, for a predikat its scale (the worst first), and whether it measures
    large numbers, so that ``1.250`` is 1250."""

    nama: str
    kind: Kind
    sinonim: tuple[str, ...] = ()
    skala: tuple[str, ...] = ()
    ribuan: bool = False


class Unit(NamedTuple):
    """What a satuan cell means: one registered satuan, or several in a compound such as ``Orang/ Dokumen``."""

    names: tuple[str, ...]
    kind: Kind
    scale: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    thousands: bool = False

    @property
    def compound(self) -> bool:
        return len(self.names) + len(self.unknown) > 1


NO_UNIT = Unit((), Kind.UNKNOWN)


class Register:
    """Finds satuan by any of their spellings, whatever the case, blanks and punctuation."""

    def __init__(self, entries: Iterable[Satuan]) -> None:
        self.entries = tuple(entries)
        self._by_name = {key(word): entry for entry in self.entries for word in entry.sinonim}
        self._by_name |= {key(entry.nama): entry for entry in self.entries}  # a name outweighs another's synonym
        self._resolved: dict[str, Unit] = {}
        self._alike: dict[str, str | None] = {}

    def find(self, word: str) -> Satuan | None:
        """The entry with this name or synonym."""
        return self._by_name.get(key(word))

    def resolve(self, text: str) -> Unit:
        """What a satuan cell means; a word that is not registered is listed in ``unknown``."""
        unit = self._resolved.get(text)
        if unit is None:
            unit = self._resolved[text] = self._resolve(clean(text))
        return unit

    def like(self, word: str) -> str | None:
        """The name of the entry that is spelled most like a word; None where none is."""
        if word not in self._alike:
            self._alike[word] = self._most_like(fold(word))
        return self._alike[word]

    def _most_like(self, spelled: str) -> str | None:
        from difflib import get_close_matches

        near = [known for known in self._spellings if _may_be_like(len(known), len(spelled))]
        alike = get_close_matches(spelled, near, 1, _LIKE)
        return self._spellings[alike[0]] if alike else None

    @cached_property
    def _spellings(self) -> Mapping[str, str]:
        """Every spelling of an entry, folded, and the entry's name."""
        names = ((name, entry.nama) for entry in self.entries for name in (entry.nama, *entry.sinonim))
        return {fold(name): nama for name, nama in names if fold(name)}

    def _resolve(self, text: str) -> Unit:
        if not text:
            return NO_UNIT
        if whole := self.find(text):
            return Unit((whole.nama,), whole.kind, whole.skala, thousands=whole.ribuan)
        parts = [part for part in _SPLIT.split(text) if part] or [text]
        entries = [self.find(part) for part in parts]
        known = [entry for entry in entries if entry]
        unknown = tuple(part for part, entry in zip(parts, entries, strict=True) if not entry)
        names = tuple(dict.fromkeys(entry.nama for entry in known))
        kinds = {entry.kind for entry in known}
        if unknown:
            return Unit(names, Kind.UNKNOWN, (), unknown)
        if len(kinds) > 1:
            return Unit(names, Kind.DECIMAL)
        return Unit(names, known[0].kind, known[0].skala if len(names) == 1 else ())


def _may_be_like(one: int, other: int) -> bool:
    """Whether two spellings of such lengths can be alike enough: most cannot, which spares the comparison."""
    return 2 * min(one, other) >= _LIKE * (one + other)
