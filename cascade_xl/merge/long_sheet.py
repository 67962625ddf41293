"""A sheet of XlsxWriter's that has a row or more for each file: its rows rest on disk, in a file without a name.

*Matriks* and *Temuan* are written by `cascade_xl.merge.rows`, in whatever process has a file. The rows of these sheets
are laid out one after the other from what is known of all files, and XlsxWriter writes them; but it would hold each
cell until the workbook is closed, and then the XML of all sheets. What it keeps of a sheet are dictionaries by row, and
those are replaced here where it has them: a later XlsxWriter that names them otherwise needs more memory and writes the
same. Should it come to use them otherwise, a row that is lost is noticed.
"""

from __future__ import annotations

import pickle
import zlib
from array import array
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from io import TextIOWrapper
from itertools import chain
from tempfile import TemporaryFile
from typing import IO, Any

import xlsxwriter.worksheet
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from cascade_xl.write.graft.archive import Entry, deflated

_HELD = 32
"""So many rows are in memory: those that are being written."""
_HERE = "\0"
"""Stands in the sheet's XML for its rows; no text can hold it."""
_BLOCK = 1 << 16
_ROW = b"<row "
_CELLS: tuple[type[tuple[Any, ...]], ...] = tuple(
    kind for kind in vars(xlsxwriter.worksheet).values() if isinstance(kind, type) and issubclass(kind, tuple)
)


class LongSheet(Worksheet):  # type: ignore[misc] # XlsxWriter has no types
    """A worksheet as any other to whoever writes it."""

    fh: IO[str]
    table: dict[int, Any]

    def __init__(self) -> None:
        super().__init__()
        for name, kind in _KEPT.items():
            if isinstance(getattr(self, name, None), dict):
                setattr(self, name, kind())
        self._rows = TemporaryFile()  # noqa: SIM115 - it lives as long as the sheet

    def _write_rows(self) -> None:
        whole, self.fh = self.fh, (rows := TextIOWrapper(self._rows, "utf-8", newline=""))
        super()._write_rows()
        rows.detach()
        self.fh = whole
        self.fh.write(_HERE)

    def entry(self, name: str, content: bytes, stack: ExitStack) -> Entry:
        """The sheet's part: its content as XlsxWriter made it, with the rows at their place. Raises `LookupError` where
        it has fewer than were written."""
        before, _, after = content.partition(_HERE.encode())
        self._rows.seek(0)
        packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        built: IO[bytes] = stack.enter_context(TemporaryFile())  # noqa: SIM115
        check = size = count = 0
        end = b""
        for piece in chain((before,), _blocks(self._rows), (after,)):
            check, size = zlib.crc32(piece, check), size + len(piece)
            count += (end + piece).count(_ROW)
            end = piece[1 - len(_ROW) :]
            built.write(packer.compress(piece))
        built.write(packer.flush())
        if isinstance(self.table, Rows) and count < len(self.table.filled):
            raise LookupError(f"{name}: {count} rows of {len(self.table.filled)}")
        self._rows.close()
        for kept in (self.table, self.hyperlinks):
            if isinstance(kept, Rows):
                kept.close()
        length = built.tell()
        built.seek(0)
        return deflated(name, check, size, length, _blocks(built))


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    return iter(partial(file.read, _BLOCK), b"")


class Rows(dict[int, dict[int, Any]]):
    """Rows by number, of which the last are in memory. One that is asked for again is new: it may be changed."""

    def __init__(self) -> None:
        super().__init__()
        self._file = TemporaryFile()  # noqa: SIM115 - it lives as long as the sheet
        self._file.write(b"\0")  # nothing begins at 0
        self._starts = array("Q")
        self._formats: dict[int, Format] = {}

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def __missing__(self, row: int) -> dict[int, Any]:
        made: dict[int, Any] = self._laid(row) if self._start(row) else {}
        self[row] = made
        if len(self) > _HELD:
            self._lay(*self._oldest())
        return made

    def __contains__(self, row: object) -> bool:
        return super().__contains__(row) or (isinstance(row, int) and bool(self._start(row)))

    def keys(self) -> Any:
        """The numbers of all rows."""
        return {*super().keys(), *self.filled}

    @property
    def filled(self) -> set[int]:
        """The numbers of the rows that hold something."""
        laid = (row for row, start in enumerate(self._starts) if start)
        return {*laid, *(row for row, cells in self.items() if cells)}

    def _start(self, row: int) -> int:
        return self._starts[row] if row < len(self._starts) else 0

    def _oldest(self) -> tuple[int, dict[int, Any]]:
        row = next(iter(self))
        return row, self.pop(row)

    def _lay(self, row: int, cells: dict[int, Any]) -> None:
        if not cells:
            return
        self._starts.extend([0] * (row + 1 - len(self._starts)))
        self._starts[row] = self._file.seek(0, 2)
        _Packer(self._file, self._formats).dump(cells)

    def _laid(self, row: int) -> dict[int, Any]:
        self._file.seek(self._starts[row])
        found: dict[int, Any] = _Unpacker(self._file, self._formats).load()
        return found


class _Packer(pickle.Pickler):
    """Formats stay where they are; a cell is of a kind that does not know its own name."""

    def __init__(self, file: IO[bytes], formats: dict[int, Format]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._formats = formats

    def persistent_id(self, thing: Any) -> int | None:
        if type(thing) is not Format:
            return None
        self._formats[id(thing)] = thing
        return id(thing)

    def reducer_override(self, thing: Any) -> Any:
        kind = type(thing)
        return (_cell, (_CELLS.index(kind), *thing)) if kind in _CELLS else NotImplemented


class _Unpacker(pickle.Unpickler):
    def __init__(self, file: IO[bytes], formats: dict[int, Format]) -> None:
        super().__init__(file)
        self._formats = formats

    def persistent_load(self, name: int) -> Format:
        return self._formats[name]


def _cell(kind: int, *parts: Any) -> Any:
    return _CELLS[kind](*parts)


class _Alike(dict[int, Any]):
    """What is said of rows: the same of most, and then held once."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, Any] = {}

    def __setitem__(self, row: int, said: Any) -> None:
        super().__setitem__(row, self._known.setdefault(repr(said), said))


class _Unnoted(dict[tuple[int, int], str]):
    """Which cells are merged already: nobody merges any twice here."""

    def __setitem__(self, cell: tuple[int, int], area: str) -> None:
        pass


_KEPT = {
    "table": Rows,
    "hyperlinks": Rows,
    "row_info": _Alike,
    "row_sizes": _Alike,
    "merged_cells": _Unnoted,
    "table_cells": _Unnoted,
}
"""What XlsxWriter keeps of a sheet's cells and rows."""
