"""What a later check of the regency workbook needs besides *Matriks*: exemptions, profiles, and facts of each file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from xlsxwriter.workbook import Workbook

from cascade_xl.checking import Master
from cascade_xl.contract import Style
from cascade_xl.contract.merged import EXEMPTIONS, MERGED_MARK, Compared, chunks
from cascade_xl.merge import standard
from cascade_xl.merge.consolidate import Region, number, opd
from cascade_xl.merge.frame import Frame, Looks
from cascade_xl.model import Place
from cascade_xl.rules.regency.regency import Expected
from cascade_xl.write.canonical import to_json


def write_exemptions(book: Workbook, looks: Looks, region: Region) -> None:
    """The sheet *Pengecualian*: which findings each OPD accepts, and why."""
    count = sum(len(source.exemptions) for source in region.sources)
    head = (
        "PENGECUALIAN",
        f"{region.name} · {number(count)} pengecualian",
        "Temuan yang diterima OPD. Pengecualian berlaku untuk berkas pada kolom Berkas.",
    )
    frame = Frame(book, looks, standard.Sheet.PENGECUALIAN, EXEMPTIONS, head, boxed=True)
    frame.headings()
    frame.table(count)
    line = frame.row
    for source in region.sources:
        for exemption in source.exemptions:
            cells = {"opd": opd(source), "berkas": source.name, **exemption}
            for column, (key, _, _, kind, *_) in enumerate(frame.columns):
                frame.text(line, column, cells.get(key, ""), kind)
            frame.done(line)
            line += 1
    frame.page(f"Pengecualian {region.name}", 2, max(line - 1, frame.row))


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


def write_facts(book: Workbook, region: Region, against: Compared | None = None) -> None:
    """The very hidden sheet *Profil*; profiles that are equal stand there once. ``against`` is what `compared` says."""
    profiles: dict[str, int] = {}
    files = []
    for source in region.sources:
        text = json.dumps(source.profile_data)
        files.append({**source.facts, "profil": profiles.setdefault(text, len(profiles))})
    data = {"profil": [json.loads(text) for text in profiles], "berkas": files, **(against or {})}
    sheet = book.add_worksheet(standard.Sheet.PROFIL)
    look = book.add_format({"font_name": Style.FONT, "num_format": "@"})
    sheet.write_string(0, 0, MERGED_MARK, look)
    for row, chunk in enumerate(chunks(json.dumps(data, separators=(",", ":"))), start=1):
        sheet.write_string(row, 0, chunk, look)
    sheet.very_hidden()
