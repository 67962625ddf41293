"""Setiap perangkat daerah menyerahkan satu berkas.

Bila satu perangkat daerah diserahkan dua kali, misalnya berkas lama dan berkas perbaikannya, semua angkanya terhitung
dua kali di hasil gabungan. Dua berkas dianggap milik satu perangkat daerah bila namanya sama, atau bila namanya hampir
sama dan kodenya sama serta memuat nomor unit (mis. 1.02.01). Kode bidang saja, mis. 7.01, dapat dimiliki banyak
kecamatan dan tidak dinilai. Nama pemerintah daerah di belakang nama perangkat daerah tidak dihitung.

Yang perlu dilakukan: tentukan berkas yang berlaku, lalu keluarkan yang lain.

Lolos::

    Berkas a.xlsx: Dinas Kesehatan
    Berkas b.xlsx: Dinas Sosial

Tidak lolos::

    Berkas a.xlsx: Dinas Kesehatan
    Berkas b.xlsx: DINAS KESEHATAN KABUPATEN CONTOH
    Berkas c.xlsx: Dinas Sosial
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Severity
from cascade_xl.rules.regency.reference import named
from cascade_xl.rules.regency.regency import Regency
from cascade_xl.rules.rule import Problem

CODE = "D501"
SEVERITY = Severity.ERROR
SOURCE = "Permendagri 86/2017: satu Renstra untuk setiap perangkat daerah"


def check(regency: Regency) -> Iterator[Problem]:
    """Every office that another file is of, too."""
    for position, others in regency.twins.items():
        office = regency.offices[position]
        files = named(regency.offices[other].file for other in others)
        yield Problem(
            office.opd.place,
            f"{office.name} diserahkan {len(others) + 1} kali: juga dalam berkas {files}.",
            "Tentukan berkas yang berlaku, lalu keluarkan yang lain.",
            found=office.opd.text,
            office=position,
        )
