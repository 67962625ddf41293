"""What the heads of a run say alike, held once: of thousands of files most follow one profile and one period."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace
from sys import intern
from typing import TypeVar

from cascade_xl.merge.source import Head

Said = TypeVar("Said", bound=Hashable)
Count = TypeVar("Count")


class Alike:
    """Gives each head that comes from another process or from disk what is known already."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Hashable] = {}

    def __call__(self, head: Head) -> Head:
        return replace(
            head,
            pemerintah=intern(head.pemerintah),
            template=intern(head.template),
            profile=intern(head.profile),
            period=intern(head.period),
            years=self._same(head.years),
            levels=self._same(head.levels),
            extra=self._same(head.extra),
            formats=self._same(head.formats),
            per_level=_by_level(head.per_level),
            targets=_by_level(head.targets),
        )

    def _same(self, said: Said) -> Said:
        return self._known.setdefault(said, said)  # type: ignore[return-value] # what is equal is of one type here


def _by_level(counts: Mapping[str, Count]) -> Mapping[str, Count]:
    return {intern(key): count for key, count in counts.items()}
