"""A zip whose untouched entries are copied as they were packed: their bytes and dates stay. Entries are written one
after the other; one that is large can come in pieces."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from typing import IO, NamedTuple

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_LOCAL_SIGN, _CENTRAL_SIGN, _END_SIGN = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_VERSION = 20  # of the zip format: folders and deflate
_UTF8 = 0x800
_SIZES_BEHIND = 0x08  # the sizes stand behind the packed bytes, not before them
_DAY_ONE = (1980, 1, 1, 0, 0, 0)
_CODEPAGE = "cp437"


class Entry(NamedTuple):
    """One entry as it is packed: ``length`` bytes in pieces, of ``size`` bytes when they are unpacked."""

    name: bytes
    flags: int
    method: int
    date: tuple[int, int, int, int, int, int]
    check: int
    size: int
    length: int
    packed: Iterable[bytes]


def copied(content: bytes, info: zipfile.ZipInfo) -> Entry:
    """An entry of a zip, not unpacked. Raises `zipfile.BadZipFile`."""
    head = _LOCAL.unpack_from(content, info.header_offset)
    start = info.header_offset + _LOCAL.size + head[-2] + head[-1]
    packed = content[start : start + info.compress_size]
    if head[0] != _LOCAL_SIGN or len(packed) != info.compress_size:
        raise zipfile.BadZipFile(info.filename)
    name = info.orig_filename.encode("utf-8" if info.flag_bits & _UTF8 else _CODEPAGE)
    flags = info.flag_bits & ~_SIZES_BEHIND
    return Entry(name, flags, info.compress_type, info.date_time, info.CRC, info.file_size, len(packed), (packed,))


def made(name: str, content: bytes) -> Entry:
    """An entry with new content; the same content gives the same bytes."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(content) + packer.flush()
    return deflated(name, zlib.crc32(content), len(content), len(packed), (packed,))


def deflated(name: str, check: int, size: int, length: int, packed: Iterable[bytes]) -> Entry:
    """An entry whose content is packed already."""
    flags = 0 if name.isascii() else _UTF8
    return Entry(name.encode(), flags, zipfile.ZIP_DEFLATED, _DAY_ONE, check, size, length, packed)


def write(entries: Iterable[Entry], target: IO[bytes]) -> None:
    """Write the zip that holds these entries in their order."""
    index = bytearray()
    offset = count = 0
    for entry in entries:
        year, month, day, hour, minute, second = entry.date
        common = (
            entry.flags, entry.method, hour << 11 | minute << 5 | second // 2, year - 1980 << 9 | month << 5 | day,
            entry.check, entry.length, entry.size, len(entry.name), 0,
        )  # fmt: skip
        target.write(_LOCAL.pack(_LOCAL_SIGN, _VERSION, *common) + entry.name)
        target.writelines(entry.packed)
        index += _CENTRAL.pack(_CENTRAL_SIGN, _VERSION, _VERSION, *common, 0, 0, 0, 0, offset) + entry.name
        offset += _LOCAL.size + len(entry.name) + entry.length
        count += 1
    target.write(index + _END.pack(_END_SIGN, 0, 0, count, count, len(index), offset, 0))


def zipped(entries: Iterable[Entry]) -> bytes:
    """The zip as bytes."""
    target = io.BytesIO()
    write(entries, target)
    return target.getvalue()
