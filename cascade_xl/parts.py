"""What every Excel file is made of: a zip of parts and the relationships between them; how large it may be, and what is
said of one that is none.
"""

from __future__ import annotations

import lzma
import struct
import zlib
from posixpath import dirname, join, normpath, split

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"

MAX_INFLATED = 1 << 28
"""Bytes of XML at which a workbook is no planner's but an attack: a whole regency has a tenth of that."""
DAMAGED = (
    LookupError, ValueError, ArithmeticError, EOFError, OSError, RuntimeError, struct.error, zlib.error, lzma.LZMAError,
)  # fmt: skip
"""What a broken or hostile zip makes Python raise."""

OLE = b"\xd0\xcf\x11\xe0"
"""How a file begins that is an old .xls or encrypted."""
EMPTY = "berkas kosong (0 byte). Minta salinan yang utuh."
OLD_OR_LOCKED = (
    "berkas berformat Excel lama (.xls) atau dikunci dengan kata sandi. "
    "Buka di Excel, hapus kata sandinya, lalu simpan sebagai Excel Workbook (.xlsx)."
)
NO_ZIP = "bukan berkas Excel (.xlsx) atau berkasnya rusak. Minta salinan yang utuh."
NO_WORKBOOK = "bukan berkas Excel (.xlsx). Buka di Excel, lalu simpan sebagai Excel Workbook (.xlsx)."
BINARY = "berkas Excel biner (.xlsb). Buka di Excel, lalu simpan sebagai Excel Workbook (.xlsx)."
NO_SHEET = "tidak memuat satu pun lembar kerja Excel. Periksa berkasnya."
HUGE = "isi berkas luar biasa besar dan tidak dibaca. Hapus baris kosong di bawah, lalu simpan."
DOCTYPE = "berkas memuat DOCTYPE, yang tidak ditulis Excel. Minta salinan dari Excel."


def damaged(error: Exception) -> str:
    """What is said of a file whose inside is broken."""
    return f"isi berkas Excel rusak ({type(error).__name__}). Buka di Excel, pilih Perbaiki, lalu simpan kembali."


def relations_part(part: str) -> str:
    """Where the relationships of a part stand; those of the whole package for an empty name."""
    folder, name = split(part)
    return join(folder, "_rels", f"{name}.rels")


def target_part(owner: str, target: str) -> str:
    """The part that a relationship of ``owner`` leads to."""
    return target.lstrip("/") if target.startswith("/") else normpath(join(dirname(owner), target))
