"""What the files of a merge were compared with, in the form in which the regency workbook carries it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cascade_xl.checking import Master
from cascade_xl.contract.merged import Compared
from cascade_xl.model import Place
from cascade_xl.rules.regency.regency import Expected
from cascade_xl.write.canonical import to_json


def compared(master: Master | None, expected: Sequence[Expected] | None) -> Compared:
    """What the files were compared with, so that a later check compares them with the same."""
    found = Compared()
    if master is not None:
        profile = master.profile
        shared = [n for n in master.document.nodes if (level := profile.level(n.jenjang.text)) and level.daerah]
        chosen = set(map(id, shared))
        rows = tuple(row for row in master.document.indicators if id(row.node) in chosen)
        rest = replace(
            master.document, nodes=tuple(shared), indicators=rows, pohon=(), kunci=(), exemptions=(), extra_columns={}
        )
        canonical = to_json(rest, profile)
        del canonical["profil"]
        found["rpjmd"] = {"berkas": master.document.file, "profil": dict(profile.data), "dokumen": canonical}
    if expected is not None:
        found["daftar"] = [{"opd": line.name, "kode": line.kode, "tempat": _spot(line.place)} for line in expected]
    return found


def _spot(place: Place) -> tuple[str, str, int, int]:
    return place.file, place.sheet, place.row, place.column
