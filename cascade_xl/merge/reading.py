"""One path → what the merge needs of it: a pure function, so that it can run in any process of any computer."""

from __future__ import annotations

import pickle
import zlib
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple

from cascade_xl.garbage import uncollected
from cascade_xl.merge.gather import read_source
from cascade_xl.merge.source import Head, LeftOut, Source
from cascade_xl.profile import Profile
from cascade_xl.read import UnreadableError
from cascade_xl.rules.book import Nomenclature


class Read(NamedTuple):
    """A file that was read and checked: its head, and the whole of it packed for travel and rest."""

    head: Head
    packed: bytes

    @classmethod
    def of(cls, source: Source) -> Read:
        """The same, packed."""
        return cls(source.head, zlib.compress(pickle.dumps(source, pickle.HIGHEST_PROTOCOL), 1))


@uncollected
def unpacked(packed: bytes) -> Source:
    """The source that `Read` packed."""
    source: Source = pickle.loads(zlib.decompress(packed))
    return source


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
    """Where sources rest until they are written: a file without a name, which vanishes with the process."""

    def __init__(self) -> None:
        self._file = TemporaryFile(prefix="cascade-xl-")  # noqa: SIM115 - it lives as long as the shelf
        self._places: dict[str, tuple[int, int]] = {}
        self._end = 0

    def put(self, read: Read) -> None:
        """Lay a source down, under its name."""
        self._file.seek(self._end)
        self._file.write(read.packed)
        self._places[read.head.name] = self._end, len(read.packed)
        self._end += len(read.packed)

    def get(self, name: str) -> Source:
        """Take a copy of a source."""
        start, length = self._places[name]
        self._file.seek(start)
        return unpacked(self._file.read(length))
