"""Which of hundreds of thousands of keys came more than once, in the memory of a few."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_BITS = 1 << 22
_OF_EACH = 4


class Repeated:
    """A container of the keys that came at least twice; and of very few that came once. Each key has several bits, and
    shares each of them with others; that it shares all is rare: among 400,000 keys, one in a hundred does."""

    def __init__(self) -> None:
        self._once, self._twice = bytearray(_BITS // 8), bytearray(_BITS // 8)

    def add(self, keys: Iterable[str]) -> None:
        """Keys that came once more."""
        for key in keys:
            places = _places(key)
            if all(self._once[at] & bit for at, bit in places):
                for at, bit in places:
                    self._twice[at] |= bit
            else:
                for at, bit in places:
                    self._once[at] |= bit

    def __contains__(self, key: object) -> bool:
        return all(self._twice[at] & bit for at, bit in _places(key))


def _places(key: object) -> Sequence[tuple[int, int]]:
    numbers = (hash((key, number)) % _BITS for number in range(_OF_EACH))
    return [(number // 8, 1 << number % 8) for number in numbers]
