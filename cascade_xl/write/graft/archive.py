"""A zip whose untouched entries are copied as they were packed: their bytes and dates stay."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from typing import NamedTuple

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
    """One entry as it is packed."""

    name: bytes
    flags: int
    method: int
    date: tuple[int, int, int, int, int, int]
    check: int
    size: int
    packed: bytes


def copied(content: bytes, info: zipfile.ZipInfo) -> Entry:
    """An entry of a zip, not unpacked. Raises `zipfile.BadZipFile`."""
    head = _LOCAL.unpack_from(content, info.header_offset)
    start = info.header_offset + _LOCAL.size + head[-2] + head[-1]
    packed = content[start : start + info.compress_size]
    if head[0] != _LOCAL_SIGN or len(packed) != info.compress_size:
        raise zipfile.BadZipFile(info.filename)
    name = info.orig_filename.encode("utf-8" if info.flag_bits & _UTF8 else _CODEPAGE)
    flags = info.flag_bits & ~_SIZES_BEHIND
    return Entry(name, flags, info.compress_type, info.date_time, info.CRC, info.file_size, packed)


def made(name: str, content: bytes) -> Entry:
    """An entry with new content; the same content gives the same bytes."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(content) + packer.flush()
    flags = 0 if name.isascii() else _UTF8
    return Entry(name.encode(), flags, zipfile.ZIP_DEFLATED, _DAY_ONE, zlib.crc32(content), len(content), packed)


def zipped(entries: Sequence[Entry]) -> bytes:
    """The zip that holds these entries in their order."""
    target, index, count = io.BytesIO(), io.BytesIO(), len(entries)
    for entry in entries:
        year, month, day, hour, minute, second = entry.date
        common = (
            entry.flags, entry.method, hour << 11 | minute << 5 | second // 2, year - 1980 << 9 | month << 5 | day,
            entry.check, len(entry.packed), entry.size, len(entry.name), 0,
        )  # fmt: skip
        offset = target.tell()
        target.write(_LOCAL.pack(_LOCAL_SIGN, _VERSION, *common) + entry.name + entry.packed)
        head = _CENTRAL.pack(_CENTRAL_SIGN, _VERSION, _VERSION, *common, 0, 0, 0, 0, offset)
        index.write(head + entry.name)
    start, directory = target.tell(), index.getvalue()
    end = _END.pack(_END_SIGN, 0, 0, count, count, len(directory), start, 0)
    return target.getvalue() + directory + end
