"""One path → what the merge needs of it: a pure function, so that it can run in any process of any computer."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from os import SEEK_END
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, NamedTuple, TypeVar, overload

from cascade_xl.garbage import uncollected
from cascade_xl.merge.gather import read_source
from cascade_xl.merge.source import Head, LeftOut, Source
from cascade_xl.profile import Profile
from cascade_xl.read import UnreadableError
from cascade_xl.rules.book import Nomenclature
from cascade_xl.rules.regency.office import Office
from cascade_xl.rules.rule import Result


class Read(NamedTuple):
    """A file that was read and checked: its head; and packed for travel and rest, the whole of it, and apart from that
    what the rules across OPD need."""

    head: Head
    source: bytes
    office: bytes

    @classmethod
    def of(cls, source: Source) -> Read:
        """The same, packed."""
        return cls(source.head, _packed(replace(source, office=None)), _packed(source.office))


def _packed(thing: object) -> bytes:
    return zlib.compress(pickle.dumps(thing, pickle.HIGHEST_PROTOCOL), 1)


@uncollected
def _unpacked(packed: bytes) -> Any:
    return pickle.loads(zlib.decompress(packed))


def unpacked(packed: bytes, more: Sequence[Result] = ()) -> Source:
    """The source that `Read` packed, with more results of checking behind its own."""
    source: Source = _unpacked(packed)
    return source.judged(source.report.with_more(more)) if more else source


@dataclass(frozen=True)
class Reader:
    """Reads and checks (path, name); what cannot be read is `LeftOut`."""

    using: Profile | None = None
    nomenclature: Nomenclature | None = None

    @uncollected
    def __call__(self, file: tuple[Path, str]) -> Read | LeftOut:
        path, name = file
        try:
            return Read.of(read_source(path, name, self.using, self.nomenclature))
        except UnreadableError as error:
            return LeftOut(path, name, "", str(error))


class Shelf:
    """Where packed things rest until they are wanted: a file without a name, which vanishes with the process."""

    def __init__(self) -> None:
        self._file = TemporaryFile(prefix="cascade-xl-")  # noqa: SIM115 - it lives as long as the shelf
        self._sources: dict[str, tuple[int, int]] = {}
        self._offices: dict[str, tuple[int, int]] = {}

    def put(self, read: Read) -> None:
        """Lay a file down, under its name."""
        self._sources[read.head.name] = self._lay(read.source)
        self._offices[read.head.name] = self._lay(read.office)

    def source(self, name: str) -> bytes:
        """The packed source of a file."""
        return self._take(self._sources[name])

    def office(self, name: str) -> Office:
        """What the rules across OPD need of a file."""
        office: Office = _unpacked(self._take(self._offices[name]))
        return office

    def _lay(self, packed: bytes) -> tuple[int, int]:
        start = self._file.seek(0, SEEK_END)
        self._file.write(packed)
        return start, len(packed)

    def _take(self, place: tuple[int, int]) -> bytes:
        self._file.seek(place[0])
        return self._file.read(place[1])


T = TypeVar("T")


class Resting(Sequence[T]):
    """Things on a shelf, each made anew whenever it is asked for."""

    def __init__(self, take: Callable[[int], T], positions: range) -> None:
        self._take = take
        self._positions = positions

    def __len__(self) -> int:
        return len(self._positions)

    @overload
    def __getitem__(self, position: int) -> T: ...
    @overload
    def __getitem__(self, position: slice) -> Sequence[T]: ...
    def __getitem__(self, position: int | slice) -> T | Sequence[T]:
        if isinstance(position, slice):
            return Resting(self._take, self._positions[position])
        return self._take(self._positions[position])


class Sources(Resting[Source]):
    """The sources of files on a shelf, with what the rules across OPD found in each."""

    def __init__(self, shelf: Shelf, heads: Sequence[Head], found: Sequence[Sequence[Result]]) -> None:
        super().__init__(lambda position: self.loader(position)(), range(len(heads)))
        self._shelf = shelf
        self._heads = heads
        self._found = found

    def loader(self, position: int) -> Callable[[], Source]:
        """What unpacks a source in whatever process it is called."""
        return partial(unpacked, self._shelf.source(self._heads[position].name), self._found[position])
