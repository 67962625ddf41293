"""Dukungan lintas OPD disebut oleh kedua pihak.

Bila satu perangkat daerah menulis dukungannya kepada perangkat daerah lain sebagai disetujui, atau tanpa status,
mitranya menyebut perangkat daerah itu pula. Bila tidak, janji itu hanya diketahui satu pihak, dan mitranya tidak
memperhitungkannya. Yang berstatus Menunggu atau Ditolak tidak dipersoalkan, begitu pula mitra yang berkasnya belum ada,
dan mitra yang menulis singkatan, nama yang salah eja, atau "seluruh OPD", sebab mungkin itu yang dimaksud.

Yang perlu dilakukan: mintalah perangkat daerah mitra mencantumkannya, atau ubah Status Dukungan menjadi Menunggu.

Lolos::

    Berkas a.xlsx: Dinas Kesehatan
    | Jenjang | Kode    | Uraian    | OPD Mitra    | Kode yang Didukung | Status Dukungan |
    | Program | 1.02.02 | Kesehatan | Dinas Sosial | 1.06.02            | Disetujui       |
    | Program | 1.02.03 | Obat      | Dinas Jalan  |                    | Menunggu        |
    Berkas b.xlsx: Dinas Sosial
    | Jenjang | Kode    | Uraian  | OPD Mitra       |
    | Program | 1.06.02 | Bantuan | Dinas Kesehatan |
    Berkas c.xlsx: Dinas Jalan

Tidak lolos::

    Berkas a.xlsx: Dinas Kesehatan
    | Jenjang | Kode    | Uraian    | OPD Mitra    | Kode yang Didukung | Status Dukungan |
    | Program | 1.02.02 | Kesehatan | Dinas Sosial | 1.06.02            | Disetujui       |
    Berkas b.xlsx: Dinas Sosial
    | Jenjang | Kode    | Uraian  |
    | Program | 1.06.02 | Bantuan |

Tidak lolos::

    Berkas a.xlsx: Dinas Kesehatan
    | Jenjang | Kode    | Uraian    | OPD Mitra    | Status Dukungan |
    | Program | 1.02.02 | Kesehatan | Dinas Sosial | Disetujui       |
    Berkas b.xlsx: Dinas Sosial
    | Jenjang | Kode    | Uraian  | OPD Mitra       | Status Dukungan |
    | Program | 1.06.02 | Bantuan | Dinas Kesehatan | Ditolak         |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Severity
from cascade_xl.rules.regency.links import REJECTED, WAITING, Directory, kodes
from cascade_xl.rules.regency.office import Support
from cascade_xl.rules.regency.regency import Regency
from cascade_xl.rules.rule import Problem

CODE = "D511"
SEVERITY = Severity.ADVICE
SOURCE = "Permenpan-RB 89/2021: kinerja lintas perangkat daerah (crosscutting)"


def check(regency: Regency) -> Iterator[Problem]:
    """Each partner that does not name an office back, at the first row that names it."""
    directory = Directory(regency)
    for position, office in enumerate(regency.offices):
        told: set[int] = set()
        for support in office.supports:
            if support.status in (REJECTED, WAITING):
                continue
            for other in _partners(directory, position, support):
                if other not in told:
                    told.add(other)
                    yield from _answer(directory, position, support, other)


def _partners(directory: Directory, position: int, support: Support) -> Iterator[int]:
    """The offices that a row names, each with the one file that it has."""
    for partner in directory.partners(support.mitra.text):
        if len(partner.offices) == 1 and position not in partner.offices:
            yield from partner.offices


def _answer(directory: Directory, position: int, support: Support, other: int) -> Iterator[Problem]:
    back = [s for s in directory.regency.offices[other].supports if _names(directory, s, position)]
    if any(answer.status != REJECTED for answer in back):
        return
    name = directory.regency.names[other]
    message = f"{name} menolak dukungan ini." if back else f"{name} tidak menyebut perangkat daerah ini sebagai mitra."
    yield Problem(
        support.mitra.place,
        message,
        "Mintalah perangkat daerah mitra mencantumkannya, atau sesuaikan Status Dukungan.",
        kode=support.kode,
        name=support.name,
        wording=support.indikator,
        found=support.mitra.text,
        office=position,
    )


def _names(directory: Directory, support: Support, office: int) -> bool:
    """Whether a row names an office, or may, or one of its own kode."""
    if directory.may_mean(support.mitra.text, office):
        return True
    return not support.mitra.text and any(directory.has(frozenset((office,)), kode) for kode in kodes(support))
