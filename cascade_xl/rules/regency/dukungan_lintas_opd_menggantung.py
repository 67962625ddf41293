"""Dukungan lintas OPD menunjuk perangkat daerah dan kinerja yang ada.

*OPD Mitra* menyebut perangkat daerah lain, *Kode yang Didukung* kinerja di berkasnya. Bila salah satunya tidak ada,
dukungan itu tidak sampai ke mana pun. Nama yang tidak dikenal hanya dipersoalkan bila daftar OPD diberikan dan nama itu
hampir sama dengan satu nama dalam daftar, atau berbentuk perangkat daerah sendiri (Dinas …, Kecamatan …); singkatan,
instansi vertikal dan "seluruh OPD" tidak dipersoalkan. Kode dicari di berkas mitranya; tanpa mitra yang jelas, di semua
berkas bila semua OPD sudah menyerahkan.

Yang perlu dilakukan: perbaiki nama atau kodenya, atau tanyakan kepada perangkat daerah mitra.

Lolos::

    Daftar
    | Nama OPD        |
    | Dinas Kesehatan |
    | Dinas Sosial    |
    Berkas a.xlsx: Dinas Kesehatan
    | Jenjang | Kode    | Uraian    | OPD Mitra             | Kode yang Didukung |
    | Program | 1.02.02 | Kesehatan | Dinas Sosial          | 1.06.02            |
    | Program | 1.02.03 | Obat      | BPJS; seluruh OPD     |                    |
    | Program | 1.02.04 | Gizi      | Dinsos                |                    |
    Berkas b.xlsx: Dinas Sosial
    | Jenjang | Kode    | Uraian  | OPD Mitra       | Kode yang Didukung |
    | Program | 1.06.02 | Bantuan | Dinas Kesehatan |                    |

Tidak lolos::

    Berkas a.xlsx: Dinas Kesehatan
    | Jenjang | Kode    | Uraian    | OPD Mitra    | Kode yang Didukung |
    | Program | 1.02.02 | Kesehatan | Dinas Sosial | 1.06.09            |
    Berkas b.xlsx: Dinas Sosial
    | Jenjang | Kode    | Uraian  | OPD Mitra       |
    | Program | 1.06.02 | Bantuan | Dinas Kesehatan |

Tidak lolos::

    Daftar
    | Nama OPD        |
    | Dinas Kesehatan |
    | Dinas Sosial    |
    Berkas a.xlsx: Dinas Kesehatan
    | Jenjang | Kode    | Uraian    | OPD Mitra     |
    | Program | 1.02.02 | Kesehatan | Dinas Sossial |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Severity
from cascade_xl.rules.regency.links import REJECTED, Directory, Sure, kodes
from cascade_xl.rules.regency.office import Said, Support
from cascade_xl.rules.regency.reference import named
from cascade_xl.rules.regency.regency import Regency
from cascade_xl.rules.rule import Problem

CODE = "D510"
SEVERITY = Severity.WARNING
SOURCE = "Permenpan-RB 89/2021: kinerja lintas perangkat daerah (crosscutting)"


def check(regency: Regency) -> Iterator[Problem]:
    """Each link whose OPD or kode is nowhere; what was rejected may hang."""
    directory = Directory(regency)
    for position, office in enumerate(regency.offices):
        for support in office.supports:
            if support.status != REJECTED:
                yield from _names(directory, position, support)
                yield from _kodes(directory, position, support)


def _names(directory: Directory, position: int, support: Support) -> Iterator[Problem]:
    for partner in directory.partners(support.mitra.text):
        if partner.sure is Sure.NOBODY:
            meant = f" Maksudnya {partner.near}?" if partner.near else ""
            yield _problem(
                position,
                support,
                support.mitra,
                f'OPD Mitra "{partner.written}" tidak ada dalam daftar OPD maupun di antara berkas.{meant}',
                "Samakan namanya dengan daftar OPD.",
                partner.near or None,
            )


def _kodes(directory: Directory, position: int, support: Support) -> Iterator[Problem]:
    partners = directory.partners(support.mitra.text)
    sure = bool(partners) and all(partner.sure is Sure.KNOWN and partner.offices for partner in partners)
    if any(partner.sure is Sure.NOBODY for partner in partners) or not (sure or _all_there(directory)):
        return  # the name is said, or the kode may be in a file that is not there yet
    named_offices = frozenset(office for partner in partners for office in partner.offices)
    others = frozenset(range(len(directory.regency.offices))) - {position}
    for kode in kodes(support):
        if not directory.has(named_offices if sure else others, kode):
            where = named(directory.regency.names[office] for office in sorted(named_offices)) if sure else "OPD lain"
            yield _problem(
                position,
                support,
                support.dukung,
                f"Kode {kode} yang didukung tidak ada di berkas {where}.",
                "Tulis kode kinerja yang ada di berkas perangkat daerah mitra.",
                None,
            )


def _all_there(directory: Directory) -> bool:
    return directory.regency.incomplete is None


def _problem(position: int, support: Support, at: Said, message: str, fix: str, expected: str | None) -> Problem:
    return Problem(
        at.place,
        message,
        fix,
        kode=support.kode,
        name=support.name,
        wording=support.indikator,
        found=at.text,
        expected=expected,
        office=position,
    )
