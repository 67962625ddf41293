"""Which of hundreds of thousands of keys came more than once, in the memory of a few."""

from __future__ import annotations

from collections.abc import Iterable

_BITS = 1 << 22


class Repeated:
    """A container of the keys that came at least twice; and of a few that came once, since two keys may share a bit."""

    def __init__(self) -> None:
        self._once, self._twice = bytearray(_BITS // 8), bytearray(_BITS // 8)

    def add(self, keys: Iterable[str]) -> None:
        """Keys that came once more."""
        for key in keys:
            at, bit = _place(key)
            self._twice[at] |= self._once[at] & bit
            self._once[at] |= bit

    def __contains__(self, key: object) -> bool:
        at, bit = _place(key)
        return bool(self._twice[at] & bit)


def _place(key: object) -> tuple[int, int]:
    at, bit = divmod(hash(key) % _BITS, 8)
    return at, 1 << bit
