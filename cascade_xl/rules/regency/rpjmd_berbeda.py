"""Visi, misi, tujuan dan sasaran daerah tertulis seperti dalam RPJMD.

Visi sampai sasaran adalah milik pemerintah daerah dan sama di semua berkas. Kalimat yang diubah membuat satu sasaran
menjadi dua di hasil gabungan. Kata yang berbeda diapit tanda «…». Huruf besar, spasi, tanda baca, dan nomor di depan
kalimat tidak dihitung. Perangkat daerah tidak harus memuat semua sasaran: yang tidak dimuat tidak dipersoalkan, tetapi
yang tidak ada dalam RPJMD dipersoalkan.

Tanpa RPJMD, pembandingnya kalimat kebanyakan OPD dengan kode yang sama. Karena perangkat daerah dapat memberi nomor
sendiri, kalimat yang mungkin memang sasaran lain tidak dipersoalkan.

Yang perlu dilakukan: salin kalimatnya dari RPJMD.

Lolos::

    RPJMD induk.xlsx
    | Jenjang | Kode | Kode Induk | Uraian                           |
    | Visi    | V1   |            | Way Contoh unggul dan sejahtera  |
    | Misi    | M1   | V1         | Meningkatkan mutu pendidikan     |
    | Misi    | M2   | V1         | Membangun jalan                  |
    Berkas a.xlsx: Dinas Pendidikan
    | Jenjang | Kode | Kode Induk | Uraian                                |
    | Visi    | V1   |            | WAY CONTOH UNGGUL & SEJAHTERA         |
    | Misi    | M1   | V1         | Misi 1: Meningkatkan mutu pendidikan. |

Lolos::

    Berkas a.xlsx: Dinas Pendidikan
    | Jenjang | Kode | Uraian                           |
    | Sasaran | S1   | Meningkatnya kualitas pendidikan |
    Berkas b.xlsx: Dinas Kesehatan
    | Jenjang | Kode | Uraian                          |
    | Sasaran | S1   | Meningkatnya kualitas kesehatan |

Tidak lolos::

    RPJMD induk.xlsx
    | Jenjang | Kode | Uraian                       |
    | Misi    | M1   | Meningkatkan mutu pendidikan |
    Berkas a.xlsx: Dinas Pendidikan
    | Jenjang | Kode | Uraian                           |
    | Misi    | M1   | Meningkatkan kualitas pendidikan |

Tidak lolos::

    Berkas a.xlsx: Dinas Pendidikan
    | Jenjang | Kode | Uraian                          |
    | Visi    | V1   | Way Contoh unggul dan sejahtera |
    Berkas b.xlsx: Dinas Kesehatan
    | Jenjang | Kode | Uraian            |
    | Visi    | V1   | Way Contoh unggul |
    Berkas c.xlsx: Dinas Sosial
    | Jenjang | Kode | Uraian                          |
    | Visi    | V1   | Way Contoh unggul dan sejahtera |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Severity
from cascade_xl.rules.regency.nodes import Group, Member
from cascade_xl.rules.regency.reference import MASTER, Deviation, Vote, deviations
from cascade_xl.rules.regency.regency import Regency
from cascade_xl.rules.regency.wording import marked, nearest, plain, statement_key
from cascade_xl.rules.rule import Problem

CODE = "D506"
SEVERITY = Severity.WARNING
SOURCE = "Permendagri 86/2017: Renstra perangkat daerah berpedoman pada RPJMD"

_FIX = "Salin kalimatnya dari RPJMD; bila RPJMD berubah, mintalah templat yang baru."
_NEAR = 0.4


def skip(regency: Regency) -> str | None:
    """One file agrees with itself."""
    return regency.alone


def check(regency: Regency) -> Iterator[Problem]:
    """Each statement that is worded differently, or that the master does not have."""
    ruled = {statement.level for statement in regency.master.statements} if regency.master else set()
    for group in regency.nodes:
        if group.master is None and group.level in ruled:
            yield from (_added(regency, member) for member in group.members)
        else:
            yield from _different(regency, group)


def _different(regency: Regency, group: Group) -> Iterator[Problem]:
    said = group.master.said if group.master else None
    master = Vote(-1, statement_key(said.text), said) if said else None
    found = {deviation.vote.said: deviation for deviation in deviations(group.votes, regency.names, master)}
    for member in group.members:
        if deviation := found.get(member.statement.said):
            yield _problem(member, deviation)


def _problem(member: Member, deviation: Deviation[str]) -> Problem:
    statement, there = member.statement, deviation.there
    here = statement.text
    return Problem(
        statement.said.place,
        f'{_called(member)} berbeda dari {deviation.who}. Di sini: "{marked(here, there)}". '
        f'{deviation.who[:1].upper()}{deviation.who[1:]}: "{marked(there, here)}".',
        _FIX,
        kode=statement.kode,
        name=here,
        found=here,
        expected=deviation.expected,
        office=member.office,
    )


def _added(regency: Regency, member: Member) -> Problem:
    statement = member.statement
    known = [s.text for s in regency.master.statements if s.level == statement.level] if regency.master else []
    near = nearest(statement.text, known, _NEAR)
    return Problem(
        statement.said.place,
        f"{_called(member)} tidak ada dalam {MASTER}.{f' Yang paling mirip: “{plain(near)}”.' if near else ''}",
        _FIX,
        kode=statement.kode,
        name=statement.text,
        found=statement.text,
        expected=near or None,
        office=member.office,
    )


def _called(member: Member) -> str:
    return f"{member.statement.label} {member.statement.kode}".strip()
