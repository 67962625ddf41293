"""A government's way of planning, as data: levels, period, satuan, vocabularies, owners, severity of rules.

A profile is a JSON object (schema: ``schemas/profile.schema.json``). A variant names its ``dasar`` and says only what
differs; the two are
merged as RFC 7386 does: objects merge, ``null`` removes, anything else replaces.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple

from cascade_xl.model import Severity
from cascade_xl.quantity import Kind
from cascade_xl.satuan import Register, Satuan
from cascade_xl.text import clean, fold, key


class Arah(StrEnum):
    """Which way is better."""

    POSITIVE = "positif"
    NEGATIVE = "negatif"


class Sifat(StrEnum):
    """How yearly targets of one indicator relate."""

    PROGRESS = "progress"  # the state reached by the end of the year
    SAME = "pengulangan"  # the same target again every year
    CUMULATIVE = "akumulasi"  # all that was done since the start


class Agregasi(StrEnum):
    """How an indicator adds up into its parent's."""

    SUM = "jumlah"
    MEAN = "rerata"
    WEIGHTED = "tertimbang"
    MAX = "maks"
    MIN = "min"
    COMPOSITE = "komposit"
    NONE = "tidak"


class Level(NamedTuple):
    """One level of the cascading.

    ``wajib`` names what its nodes must fill in, ``segmen`` is the length of its official code, and ``daerah`` marks
    what the whole
    government shares: visi … sasaran.
    """

    key: str
    label: str
    induk: tuple[str, ...]
    wajib: frozenset[str]
    pemilik: tuple[str, ...]
    segmen: int
    daerah: bool
    order: int


class Choice(NamedTuple):
    """One word of a closed vocabulary and what it means to the rules."""

    label: str
    makna: str
    sinonim: tuple[str, ...]


@dataclass(frozen=True)
class Profile:
    """A profile, ready for use. ``data`` is the merged JSON that it was made from."""

    nama: str
    keterangan: str
    years: tuple[int, ...]
    levels: Mapping[str, Level]
    satuan: Register
    choices: Mapping[str, tuple[Choice, ...]]
    severities: Mapping[str, Severity | None]
    parameters: Mapping[str, Mapping[str, Any]]
    data: Mapping[str, Any]

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Profile:
        """Make a profile from merged JSON that the schema has approved."""
        period = data["periode"]
        levels = {
            name: Level(
                name,
                level["label"],
                tuple(level.get("induk", ())),
                frozenset(level.get("wajib", ())),
                tuple(level.get("pemilik", ())),
                level.get("segmen", 0),
                level.get("daerah", False),
                order,
            )
            for order, (name, level) in enumerate(data["jenjang"].items())
        }
        satuan = Register(
            Satuan(
                nama,
                Kind(entry["jenis"]),
                tuple(entry.get("sinonim", ())),
                tuple(entry.get("skala", ())),
                entry.get("ribuan", False),
            )
            for nama, entry in data["satuan"].items()
        )
        choices = {
            column: tuple(
                Choice(label, word.get("makna", fold(label)), tuple(word.get("sinonim", ())))
                for label, word in words.items()
            )
            for column, words in data["pilihan"].items()
        }
        rules = data.get("aturan", {})
        return cls(
            nama=data["nama"],
            keterangan=data.get("keterangan", ""),
            years=tuple(range(period["awal"], period["akhir"] + 1)),
            levels=levels,
            satuan=satuan,
            choices=choices,
            severities={name: _SEVERITY[rule["keparahan"]] for name, rule in rules.items() if "keparahan" in rule},
            parameters=rules,
            data=data,
        )

    def level(self, label: str) -> Level | None:
        """The level that a *Jenjang* cell names, by label or key, whatever the case and blanks."""
        wanted = fold(label)
        return next((level for level in self.levels.values() if wanted in (fold(level.label), fold(level.key))), None)

    def choice(self, column: str, text: str) -> Choice | None:
        """The word of a closed vocabulary that a cell names."""
        return self._words.get((column, key(text)))

    @cached_property
    def _words(self) -> Mapping[tuple[str, str], Choice]:
        return {
            (column, key(word)): choice
            for column, choices in self.choices.items()
            for choice in choices
            for word in (*choice.sinonim, choice.label)
        }

    def arah(self, text: str) -> Arah | None:
        choice = self.choice("arah", text)
        return Arah(choice.makna) if choice else None

    def sifat(self, text: str) -> Sifat | None:
        choice = self.choice("sifat", text)
        return Sifat(choice.makna) if choice else None

    def agregasi(self, text: str) -> Agregasi | None:
        choice = self.choice("agregasi", text)
        return Agregasi(choice.makna) if choice else None

    def owner_levels(self, owner: str) -> frozenset[str]:
        """The levels whose owners are usually called so, by the longest known beginning of the title; empty if
        unknown."""
        known = self._owner_levels.get(owner)
        if known is None:
            known = self._owner_levels[owner] = self._levels_of(owner)
        return known

    @cached_property
    def _owner_levels(self) -> dict[str, frozenset[str]]:
        return {}

    def _levels_of(self, owner: str) -> frozenset[str]:
        title = clean(owner).casefold()
        for lead in ("plt. ", "plt ", "plh. ", "plh ", "pj. ", "pj "):
            title = title.removeprefix(lead)
        best = max((known for known in self._owners if _starts(title, known)), key=len, default="")
        return self._owners[best] if best else frozenset()

    @cached_property
    def _owners(self) -> Mapping[str, frozenset[str]]:
        """The beginnings of owners' titles in lower case, with the levels that name them."""
        levels = self.levels.values()
        titles = {known.casefold() for level in levels for known in level.pemilik}
        return {
            title: frozenset(level.key for level in levels if title in map(str.casefold, level.pemilik))
            for title in titles
        }


def _starts(title: str, known: str) -> bool:
    return title.startswith(known) and not title[len(known) : len(known) + 1].isalnum()


_SEVERITY: Mapping[str, Severity | None] = {**{s.label: s for s in Severity}, "mati": None}


def merge_patch(base: Any, patch: Any) -> Any:
    """RFC 7386: objects merge, null removes, anything else replaces. Neither argument is changed."""
    if not isinstance(patch, Mapping):
        return patch
    merged: dict[str, Any] = dict(base) if isinstance(base, Mapping) else {}
    for name, value in patch.items():
        if value is None:
            merged.pop(name, None)
        else:
            merged[name] = merge_patch(merged.get(name), value)
    return merged
