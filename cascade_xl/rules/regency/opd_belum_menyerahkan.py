"""Setiap perangkat daerah dalam daftar sudah menyerahkan berkas.

Hasil gabungan baru lengkap bila semua perangkat daerah dalam daftar sudah menyerahkan berkasnya. Sebelum itu, jumlah
sedaerah dan sasaran tanpa pengampu tidak dapat dinilai. Berkas yang namanya hampir sama dengan satu baris daftar
dianggap milik baris itu.

Yang perlu dilakukan: mintalah berkasnya, atau hapus barisnya bila perangkat daerah itu tidak ada lagi.

Lolos::

    Daftar
    | Nama OPD        | Kode    |
    | Dinas Kesehatan | 1.02.01 |
    | Dinas Sosial    | 1.06.01 |
    Berkas a.xlsx: Dinas Kesehatan
    Berkas b.xlsx: DINAS SOSIAL

Tidak lolos::

    Daftar
    | Nama OPD        | Kode    |
    | Dinas Kesehatan | 1.02.01 |
    | Dinas Sosial    | 1.06.01 |
    Berkas a.xlsx: Dinas Kesehatan
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Severity
from cascade_xl.rules.regency.regency import NO_LIST, Regency
from cascade_xl.rules.rule import Problem

CODE = "D502"
SEVERITY = Severity.WARNING
SOURCE = "Permendagri 86/2017: Renstra disusun oleh semua perangkat daerah"


def skip(regency: Regency) -> str | None:
    """Without a list nobody is missed."""
    return NO_LIST if regency.expected is None else None


def check(regency: Regency) -> Iterator[Problem]:
    """Every line of the list without a file."""
    for number in regency.absent:
        line = (regency.expected or ())[number]
        yield Problem(
            line.place,
            f"{line.name} belum menyerahkan berkas.",
            "Mintalah berkasnya, atau hapus dari daftar bila perangkat daerah ini tidak ada lagi.",
            kode=line.kode,
            name=line.name,
            found=line.name,
        )
