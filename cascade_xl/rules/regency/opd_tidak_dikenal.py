"""Nama perangkat daerah di berkas ada dalam daftar.

Nama yang tidak ada dalam daftar berarti salah tulis, nama lama, atau berkas yang salah masuk. Hasil gabungan lalu
menyebut perangkat daerah yang tidak ada, dan yang sebenarnya tampak belum menyerahkan. Huruf besar, spasi, tanda baca,
dan nama pemerintah daerah di belakangnya tidak dihitung; singkatan yang cocok dengan satu baris saja diterima.

Yang perlu dilakukan: samakan nama di lembar *Identitas* dengan daftar, atau tambahkan ke daftar.

Lolos::

    Daftar
    | Nama OPD        |
    | Dinas Kesehatan |
    | Dinas Sosial    |
    Berkas a.xlsx: Dinas Kesehatan Kab. Contoh
    Berkas b.xlsx: Dinsos

Tidak lolos::

    Daftar
    | Nama OPD        |
    | Dinas Kesehatan |
    | Dinas Sosial    |
    Berkas a.xlsx: Dinas Kesehtan
    Berkas b.xlsx: Dinas Sosial
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from cascade_xl.model import Severity
from cascade_xl.rules.regency.names import alike
from cascade_xl.rules.regency.office import Office
from cascade_xl.rules.regency.regency import NO_LIST, Regency
from cascade_xl.rules.rule import Problem

CODE = "D503"
SEVERITY = Severity.WARNING
SOURCE = "Peraturan daerah tentang susunan perangkat daerah"


def skip(regency: Regency) -> str | None:
    """Without a list every name may be right."""
    return NO_LIST if regency.expected is None else None


def check(regency: Regency) -> Iterator[Problem]:
    """Every file whose OPD is in no line of the list; a missing name is ``identitas-belum-lengkap``'s."""
    for position, (office, line) in enumerate(zip(regency.offices, regency.matched, strict=True)):
        if line is not None or not regency.key(office.opd.text):
            continue
        near = _nearest(regency, office)
        yield Problem(
            office.opd.place,
            f'"{office.opd.text}" tidak ada dalam daftar OPD.{f" Maksudnya {near}?" if near else ""}',
            "Samakan namanya dengan daftar, atau tambahkan ke daftar.",
            found=office.opd.text,
            expected=near or None,
            office=position,
        )


def _nearest(regency: Regency, office: Office) -> str:
    names = {regency.key(line.name): line.name for line in regency.expected or () if alike(line.name, office.opd.text)}
    near = get_close_matches(regency.key(office.opd.text), list(names), n=1)
    return names[near[0]] if near else ""
