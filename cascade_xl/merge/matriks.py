"""The sheet *Matriks*: every row of every file, with where it came from and what checking found in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook

from cascade_xl import contract
from cascade_xl.checking import NOT_REPEATED
from cascade_xl.contract import PESAN, TANDA, Kind, Style
from cascade_xl.contract.marks import COLOURS, Marked, flagged, marked
from cascade_xl.merge import standard
from cascade_xl.merge.consolidate import MATRIKS_FIRST, Region, number, opd
from cascade_xl.merge.frame import Frame, Looks
from cascade_xl.merge.source import Row, Source
from cascade_xl.model import Finding, Place
from cascade_xl.rules.rule import ordered
from cascade_xl.text import fold


def write(book: Workbook, looks: Looks, region: Region) -> None:
    """Rows carry marks as in the OPD's checked workbook: they can be sorted, checked again and cleared."""
    columns, printed = standard.matriks_columns(region.years, region.extra)
    head = (
        "MATRIKS CASCADING KINERJA",
        f"{region.name} · {region.period} · {number(region.rows)} baris dari {number(len(region.heads))} berkas",
        "Isi seperti ditulis OPD; kolom kinerja diulang pada setiap baris. "
        "Sel merah, kuning atau biru memuat temuan: baca Pesan Validasi, atau lihat lembar Temuan.",
    )
    frame = Frame(book, looks, standard.Sheet.MATRIKS, columns, head, printed)
    frame.headings()
    assert frame.row == MATRIKS_FIRST - 1
    frame.table(region.rows)
    _colour_marks(frame, region)
    sheet = _Rows(frame, region)
    line = frame.row
    for position, source in enumerate(region.sources):
        line = sheet.write(line, position, source)
    frozen = 1 + next(n for n, column in enumerate(columns) if column.kind is Kind.CODE)
    frame.page(f"Matriks {region.name} {region.period}", frozen, line - 1)


class _Rows:
    """Writes the rows of one file after the other."""

    def __init__(self, frame: Frame, region: Region) -> None:
        self.frame = frame
        self.region = region
        self.own = {column.key: (n, column.kind) for n, column in enumerate(frame.columns)}
        most = len(Style.LEVELS) - 1
        self.tints = {key: Style.LEVELS[min(rank, most)] for rank, (key, _) in enumerate(region.levels)}

    def write(self, line: int, position: int, source: Source) -> int:
        """The rows of a file from a line on; the line after them."""
        frame, own = self.frame, self.own
        marks = self._marks(position, source)
        for row in source.rows:
            frame.text(line, own["opd"][0], opd(source))
            self._cells(line, row, self.tints.get(source.kinerja[row.kinerja].level, ""))
            if mark := marks.get(line + 1):
                self._mark(line, mark)
            frame.text(line, own["berkas"][0], source.name)
            frame.sheet.write_number(line, own["baris"][0], row.number, frame.looks.count())
            for heading, text in row.extra.items():
                frame.text(line, own[standard.extra_key(heading)][0], text)
            frame.done(line)
            line += 1
        return line

    def _cells(self, line: int, row: Row, tint: str) -> None:
        for key, text in row.cells.items():
            column, kind = self.own[key]
            if key in row.numbers:
                self.frame.number(line, column, row.numbers[key].stored, kind, row.numbers[key].format)
            else:
                self.frame.text(line, column, text, kind, tint if key == "jenjang" else "")

    def _mark(self, line: int, mark: Marked) -> None:
        self.frame.text(line, self.own[PESAN.key][0], mark.message)
        self.frame.text(line, self.own[TANDA.key][0], mark.flags)

    def _marks(self, position: int, source: Source) -> Mapping[int, Marked]:
        """The marks of a file's rows, by their rows in this sheet: those that a check of this sheet would write.

        A finding is moved here, and with it the address that its message names.
        """
        rows = self.region.places(position, source)

        def moved(place: Place) -> Place:
            key = source.columns.get(place.column, "")
            column = self.own.get(key) or self.own.get(standard.extra_key(key)) or (0, Kind.TEXT)
            return place._replace(row=rows.get(place.row, 0), column=column[0] + 1)

        keys = {n + 1: key for key, (n, _) in self.own.items() if key in source.columns.values()}
        of_row: dict[int, list[tuple[Finding, str]]] = defaultdict(list)
        here = (f for f in source.report.findings if f.rule not in NOT_REPEATED and _on_matriks(f.place))
        for finding in ordered(finding._replace(place=moved(finding.place)) for finding in here):
            if finding.cites is not None:
                finding = _renamed(finding, finding.cites, moved(finding.cites))
            if finding.place.row:
                of_row[finding.place.row].append((finding, keys.get(finding.place.column, "")))
        return {row: marked(entries) for row, entries in of_row.items()}


def _on_matriks(place: Place) -> bool:
    return fold(place.sheet) == fold(contract.Sheet.MATRIKS)


def _renamed(finding: Finding, old: Place, new: Place) -> Finding:
    """The finding with the address of the cell, or the row, that it cites as it is here."""
    cited = re.compile(rf"\b(sel {old.cell}|baris {old.row})\b")

    def said(match: re.Match[str]) -> str:
        return f"sel {new.cell}" if match[1].startswith("sel") else f"baris {new.row}"

    return finding._replace(message=cited.sub(said, finding.message), fix=cited.sub(said, finding.fix))


def _colour_marks(frame: Frame, region: Region) -> None:
    """Colours stand on *Tanda* and not in the cells: they go when it is cleared, and travel when rows are sorted."""
    first, last = frame.row, frame.row + max(region.rows, 1) - 1
    tanda = f"${xl_col_to_name(frame.column(TANDA.key))}{first + 1}"
    inputs = {column.key for column in contract.inputs(contract.Sheet.MATRIKS, region.years)}
    for letter, colour in COLOURS.items():
        for at, column in enumerate(frame.columns):
            if column.key in inputs:
                frame.where((first, at, last, at), flagged(column.key, letter, tanda), bg_color=f"#{colour}")
