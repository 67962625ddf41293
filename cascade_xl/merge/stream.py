"""A workbook whose large sheets grow as they are written: a skeleton made by XlsxWriter, and rows that come later.

The skeleton holds all that a workbook has besides rows. A sheet that will grow has one row of samples in it, a cell for
each look: what XlsxWriter made of those says which style numbers the rows must name. Then the package is written anew,
and the rows take the samples' place. They come packed, from whatever process made them, and rest on disk until their
sheet is whole: no more than one file's rows are ever in memory.
"""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
import zlib
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import chain
from typing import IO, NamedTuple, TypeVar

from cascade_xl.merge.long_sheet import LongSheet
from cascade_xl.parts import relations_part, target_part
from cascade_xl.write.graft.archive import Entry, copied, deflated, made, write

_LEVEL = 4
"""A sixth smaller would take a quarter longer."""
_END = b"\x03\x00"
"""How a deflate stream ends whose blocks were all said to be followed by others."""
_BLOCK = 1 << 16
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"/>')
_AREA = re.compile(rb'(\bref="A\d+:)[A-Z]+\d+')
_TABLE = re.compile(rb'Target="([^"]*/table\d+\.xml)"')
_STYLE = re.compile(rb'<c r="[A-Z]+\d+" s="(\d+)"')
_LARGEST = 1 << 32
Key = TypeVar("Key", bound=Hashable)


class Packed(NamedTuple):
    """A piece of a part, deflated: it ends at a byte, so that others can follow."""

    content: bytes
    size: int
    check: int


def packed(content: bytes) -> Packed:
    """Deflate a piece of a part."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Packed(packer.compress(content) + packer.flush(zlib.Z_FULL_FLUSH), len(content), zlib.crc32(content))


class Growing(NamedTuple):
    """A sheet of the skeleton that will grow: its place among the sheets, the row of its samples (from 1), and its last
    cell, where that is known before its rows are."""

    place: int
    row: int
    last: str = ""

    @property
    def part(self) -> str:
        return part(self.place)


def part(place: int) -> str:
    """Where a sheet stands in the package, by its place among the sheets."""
    return f"xl/worksheets/sheet{place + 1}.xml"


class TooLargeError(ValueError):
    """A sheet of more bytes than a zip holds that every Excel opens."""


class Pile:
    """A part that grows, packed, on disk."""

    def __init__(self, stack: ExitStack) -> None:
        self._file = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115
        self._length = self._size = self._check = 0

    def add(self, piece: Packed) -> None:
        """The next piece."""
        self._file.write(piece.content)
        self._length += len(piece.content)
        self._check = joined(self._check, piece)
        self._size += piece.size

    def entry(self, name: str) -> Entry:
        """The part when it is whole. Raises `TooLargeError`."""
        if self._size >= _LARGEST:
            raise TooLargeError(name)
        self._file.seek(0)
        blocks = iter(partial(self._file.read, _BLOCK), b"")
        return deflated(name, self._check, self._size, self._length + len(_END), chain(blocks, (_END,)))


class Skeleton:
    """The package that XlsxWriter made, without the rows of its ``long`` sheets, by their parts."""

    def __init__(
        self, content: bytes, sheets: Iterable[Growing], long: Mapping[str, LongSheet], stack: ExitStack
    ) -> None:
        self._content = content
        self._long = long
        self._stack = stack
        self._zip = stack.enter_context(zipfile.ZipFile(io.BytesIO(content)))
        self._split = {sheet: self._parts(sheet) for sheet in sheets}
        self.piles = {sheet: Pile(stack) for sheet in self._split}
        for sheet, (before, _, _) in self._split.items():
            self.piles[sheet].add(packed(before))

    def _parts(self, sheet: Growing) -> tuple[bytes, bytes, bytes]:
        """A sheet before its samples, the samples, and what follows."""
        before, start, rest = self._zip.read(sheet.part).partition(b'<row r="%d"' % sheet.row)
        samples, end, after = rest.partition(b"</row>")
        assert start and end
        dimension = f'<dimension ref="A1:{sheet.last}"/>' if sheet.last else ""
        return _DIMENSION.sub(dimension.encode(), before), samples, after

    def styles(self, sheet: Growing, looks: Sequence[Key]) -> dict[Key, int]:
        """The style numbers of a sheet's samples, which stand in the order of their looks."""
        samples = self._split[sheet][1]
        return dict(zip(looks, map(int, _STYLE.findall(samples)), strict=True))

    def write(self, target: IO[bytes]) -> None:
        """The package with all that was piled up. Raises `TooLargeError`."""
        for sheet, (_, _, after) in self._split.items():
            self.piles[sheet].add(packed(after))
        write(self._entries(), target)

    def _entries(self) -> Iterator[Entry]:
        piles = {sheet.part: pile for sheet, pile in self.piles.items()}
        tables = {table: sheet for sheet in self.piles if (table := self._table(sheet))}
        for info in self._zip.infolist():
            name = info.filename
            if name in piles:
                yield piles[name].entry(name)
            elif name in self._long:
                yield self._long[name].entry(name, self._zip.read(name), self._stack)
            elif name in tables:
                yield made(name, _AREA.sub(rf"\g<1>{tables[name].last}".encode(), self._zip.read(name)))
            else:
                yield copied(self._content, info)

    def _table(self, sheet: Growing) -> str:
        """The table of a sheet, which must cover its rows."""
        relations = relations_part(sheet.part)
        found = _TABLE.search(self._zip.read(relations)) if relations in self._zip.namelist() else None
        return target_part(sheet.part, found[1].decode()) if found else ""


def joined(check: int, following: Packed) -> int:
    """The check sum (CRC 32) of a part and the piece that follows it, from theirs.

    The sum is linear: that of both is that of the first before blanks, and that of the second, freed of blanks' own.
    """
    blanks = bytes(following.size)
    return zlib.crc32(blanks, check) ^ zlib.crc32(blanks) ^ following.check
