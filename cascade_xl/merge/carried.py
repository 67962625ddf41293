"""What a later check of the regency workbook needs besides *Matriks*: exemptions, profiles, and facts of each file."""

from __future__ import annotations

import json
from collections.abc import Iterator

from xlsxwriter.workbook import Workbook

from cascade_xl.contract import Style
from cascade_xl.contract.merged import CHUNK, EXEMPTIONS, MERGED_MARK, Compared
from cascade_xl.merge import standard
from cascade_xl.merge.consolidate import Region, number, opd
from cascade_xl.merge.frame import Frame
from cascade_xl.merge.looks import Looks
from cascade_xl.merge.rows import text_row
from cascade_xl.merge.source import Source
from cascade_xl.merge.stream import Growing


def write_exemptions(book: Workbook, looks: Looks, region: Region) -> None:
    """The sheet *Pengecualian*: which findings each OPD accepts, and why."""
    count = sum(len(head.exemptions) for head in region.heads)
    head = (
        "PENGECUALIAN",
        f"{region.name} · {number(count)} pengecualian",
        "Temuan yang diterima OPD. Pengecualian berlaku untuk berkas pada kolom Berkas.",
    )
    frame = Frame(book, looks, standard.Sheet.PENGECUALIAN, EXEMPTIONS, head, boxed=True, long=True)
    frame.headings()
    frame.table(count)
    line = frame.row
    for source in region.heads:
        for exemption in source.exemptions:
            cells = {"opd": opd(source), "berkas": source.name, **exemption}
            for column, (key, _, _, kind, *_) in enumerate(frame.columns):
                frame.text(line, column, cells.get(key, ""), kind)
            frame.done(line)
            line += 1
    frame.page(f"Pengecualian {region.name}", 2, max(line - 1, frame.row))


FACTS = "facts"
"""The look of the rows of *Profil*."""


def write_facts(book: Workbook) -> Growing:
    """The very hidden sheet *Profil* without its rows."""
    place = len(book.worksheets())
    sheet = book.add_worksheet(standard.Sheet.PROFIL)
    look = book.add_format({"font_name": Style.FONT, "num_format": "@"})
    sheet.write_string(0, 0, MERGED_MARK, look)
    sheet.write_blank(1, 0, None, look)
    sheet.very_hidden()
    return Growing(place, 2)


def facts(source: Source) -> tuple[str, str]:
    """A file's profile, and its facts without the profile's number, as JSON."""
    own = {key: value for key, value in source.facts.items() if key != "profil"}
    return _json(source.profile_data), _json(own)


class Facts:
    """The rows of *Profil* as files come; profiles that are equal stand there once, behind all files, and last what the
    files were compared with."""

    def __init__(self, style: int, against: Compared) -> None:
        self._style = style
        self._against = against
        self._row = 2
        self._profiles: dict[str, int] = {}
        self._left = '{"berkas":['
        self._next = ""

    def add(self, profile: str, own: str) -> bytes:
        """The rows that are full now that another file has come."""
        number = self._profiles.setdefault(profile, len(self._profiles))
        self._left += f'{self._next}{{"profil":{number},{own[1:]}'
        self._next = ","
        return b"".join(self._rows(CHUNK))

    def end(self) -> bytes:
        """The last rows."""
        self._left += f'],"profil":[{",".join(self._profiles)}]'
        self._left += "".join(f",{_json(key)}:{_json(entry)}" for key, entry in self._against.items()) + "}"
        return b"".join(self._rows(1))

    def _rows(self, least: int) -> Iterator[bytes]:
        while len(self._left) >= least:
            yield text_row(self._row, self._style, self._left[:CHUNK])
            self._left = self._left[CHUNK:]
            self._row += 1


def _json(data: object) -> str:
    return json.dumps(data, separators=(",", ":"))
