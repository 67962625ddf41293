"""One path → what the merge needs of it: a pure function, so that it can run in any process of any computer."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from os import SEEK_END
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple, TypeVar, overload

from cascade_xl.garbage import uncollected
from cascade_xl.merge.gather import read_source
from cascade_xl.merge.packed_offices import Offices, packed_office
from cascade_xl.merge.packing import (
    packed_source,
    packed_strategy,
    unpacked_source,
    unpacked_strategy,
)
from cascade_xl.merge.repeated import Repeated
from cascade_xl.merge.source import Head, LeftOut, Source, Strategy
from cascade_xl.merge.strategy import strategy
from cascade_xl.profile import Profile
from cascade_xl.read import UnreadableError
from cascade_xl.rules.book import Nomenclature
from cascade_xl.rules.regency.links import cited
from cascade_xl.rules.regency.office import Office
from cascade_xl.rules.rule import Result


class Read(NamedTuple):
    """A file that was read and checked: its head; and packed for travel and rest all that it holds, and apart from that
    what the rules across OPD need, and what the sheets of the whole regency do. ``works`` are the keys of its sub
    kegiatan, ``cited`` those of kode that its links look for in other files."""

    head: Head
    source: bytes
    office: bytes
    strategy: bytes
    works: frozenset[str]
    cited: frozenset[str]

    @classmethod
    def of(cls, source: Source) -> Read:
        """The same, packed."""
        assert source.office is not None  # only an unpacked source has none
        works = frozenset(work.key for work in source.office.works)
        packed = packed_source(source), packed_office(source.office), packed_strategy(strategy(source))
        return cls(source.head, *packed, works, cited(source.office.supports))


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
        self._places: dict[str, array[int]] = {}
        self._works, self._cited = Repeated(), set[str]()
        self._offices = Offices(self._works, self._cited)

    def put(self, read: Read) -> None:
        """Lay a file down, under its name."""
        parts = read.source, read.office, read.strategy
        start = self._file.seek(0, SEEK_END)
        self._places[read.head.name] = array("Q", accumulate(map(len, parts), initial=start))
        self._file.writelines(parts)
        self._works.add(read.works)
        self._cited |= read.cited

    def source(self, name: str) -> bytes:
        """The packed source of a file."""
        return self._take(name, 0)

    def office(self, name: str) -> Office:
        """What the rules across OPD need of a file, when all are laid down. Sub kegiatan that no other file has, and
        kode that none looks for, are left on the shelf: they are most of it, and there is nothing to compare them
        with."""
        return self._offices.unpacked(self._take(name, 1))

    def strategy(self, name: str) -> Strategy:
        """What a file adds to the sheets that show the whole regency."""
        return unpacked_strategy(self._take(name, 2))

    def _take(self, name: str, part: int) -> bytes:
        start, end = self._places[name][part : part + 2]
        self._file.seek(start)
        return self._file.read(end - start)


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
    """The sources of heads, whose files are on a shelf, with what the rules across OPD found in each."""

    def __init__(self, shelf: Shelf, heads: Sequence[Head], found: Sequence[Sequence[Result]]) -> None:
        super().__init__(lambda position: self.loader(position)(), range(len(heads)))
        self._shelf = shelf
        self._heads = heads
        self._found = found

    def loader(self, position: int) -> Callable[[], Source]:
        """What unpacks a source in whatever process it is called."""
        head = self._heads[position]
        return partial(unpacked_source, self._shelf.source(head.name), head, self._found[position])
