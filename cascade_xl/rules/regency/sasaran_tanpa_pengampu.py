"""Setiap sasaran daerah diampu oleh sedikitnya satu perangkat daerah.

Sasaran yang tidak dijabarkan oleh perangkat daerah mana pun tidak akan dikerjakan oleh siapa pun. Ini hanya dapat
dinilai bila semua perangkat daerah dalam daftar sudah menyerahkan berkas, dan setiap berkas menyatakan sasaran daerah
yang didukungnya.

Yang perlu dilakukan: tetapkan perangkat daerah pengampunya, atau perbaiki Kode Induk di berkasnya.

Lolos::

    Daftar
    | Nama OPD        |
    | Dinas Kesehatan |
    Berkas a.xlsx: Dinas Kesehatan
    | Jenjang   | Kode | Kode Induk | Uraian             |
    | Sasaran   | S1   |            | Masyarakat sehat   |
    | Tujuan PD | TP1  | S1         | Layanan yang prima |

Tidak lolos::

    Daftar
    | Nama OPD        |
    | Dinas Kesehatan |
    Berkas a.xlsx: Dinas Kesehatan
    | Jenjang   | Kode | Kode Induk | Uraian             |
    | Sasaran   | S1   |            | Masyarakat sehat   |
    | Sasaran   | S2   |            | Jalan yang mantap  |
    | Tujuan PD | TP1  | S1         | Layanan yang prima |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Severity
from cascade_xl.rules.regency.nodes import Group
from cascade_xl.rules.regency.regency import Regency
from cascade_xl.rules.rule import Problem

CODE = "D507"
SEVERITY = Severity.WARNING
SOURCE = "Permenpan-RB 89/2021: kinerja daerah dijabarkan kepada perangkat daerah"


def skip(regency: Regency) -> str | None:
    """Only where all OPD are there, and say what they support, nobody's is nobody's."""
    silent = sum(not any(s.carried for s in office.statements) for office in regency.offices)
    unlinked = f"{silent} berkas tidak menyatakan sasaran daerah yang didukungnya" if silent else None
    return regency.incomplete or unlinked


def check(regency: Regency) -> Iterator[Problem]:
    """Each lowest node of the regency under which no office has anything; one that only an office knows is not the
    regency's where there is a master."""
    ruled = {statement.level for statement in regency.master.statements} if regency.master else set()
    for group in regency.nodes:
        if (group.master is not None or group.level not in ruled) and _left(group):
            statement = group.master or group.members[0].statement
            yield Problem(
                statement.said.place,
                f"{statement.label} {statement.kode} belum diampu: tidak ada perangkat daerah yang menjabarkannya.",
                "Tetapkan perangkat daerah pengampunya, atau perbaiki Kode Induk di berkasnya.",
                kode=statement.kode,
                name=statement.text,
                found=statement.text,
            )


def _left(group: Group) -> bool:
    every = [*(member.statement for member in group.members), *((group.master,) if group.master else ())]
    carried = any(member.statement.carried for member in group.members)
    return not carried and any(statement.lowest for statement in every)
