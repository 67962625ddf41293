"""The sheet *Matriks*: every row of every file, with where it came from and what checking found in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook

from cascade_xl import contract
from cascade_xl.checking import NOT_REPEATED
from cascade_xl.contract import PESAN, TANDA, Kind, Style
from cascade_xl.contract.marks import COLOURS, Marked, flagged, link, marked
from cascade_xl.merge import standard
from cascade_xl.merge.consolidate import MATRIKS_FIRST, Region, number, opd
from cascade_xl.merge.frame import Frame, Streamed
from cascade_xl.merge.looks import Looks
from cascade_xl.merge.rows import COUNT, LINKED_NUMBER, Body, CellValue, Link, Look, Tinted, looks_of
from cascade_xl.merge.rows import rows as made
from cascade_xl.merge.source import Source
from cascade_xl.model import Finding, Place
from cascade_xl.rules.rule import ordered
from cascade_xl.text import fold

_DEEPEST = 7
"""Excel outlines seven levels below the highest."""
_MOST_FORMATS = 150
"""Excel takes some 200 formats of numbers in a workbook."""


@dataclass(frozen=True)
class Layout:
    """What it takes to write a file's rows: how they look, and by level the tint of *Jenjang* and the depth."""

    body: Body
    tints: Mapping[str, str]
    depths: Mapping[str, int]

    @classmethod
    def of(cls, region: Region, body: Body) -> Layout:
        most = len(Style.LEVELS) - 1
        tints = {key: Style.LEVELS[min(rank, most)] for rank, (key, _) in enumerate(region.levels)}
        return cls(body, tints, _depths(region))


def _depths(region: Region) -> dict[str, int]:
    """Where more levels occur than an outline has, the highest share a depth: they have the fewest rows."""
    used = {key for head in region.heads for key, count in head.per_level.items() if count}
    order = [key for key, _ in region.levels if key in used]
    above = max(0, len(order) - 1 - _DEEPEST)
    return {key: max(0, rank - above) for rank, key in enumerate(order)}


def write(book: Workbook, looks: Looks, region: Region) -> Streamed:
    """Rows will carry marks as in the OPD's checked workbook: they can be sorted, checked again and cleared."""
    columns, printed = standard.matriks_columns(region.years, region.extra)
    head = (
        "MATRIKS CASCADING KINERJA",
        f"{region.name} · {region.period} · {number(region.rows)} baris dari {number(len(region.heads))} berkas",
        "Isi seperti ditulis OPD; kolom kinerja diulang pada setiap baris. "
        "Sel merah, kuning atau biru memuat temuan: baca Pesan Validasi, atau lihat lembar Temuan. "
        "Angka pada kolom Baris Asal membuka baris itu di berkas OPD.",
    )
    frame = Frame(book, looks, standard.Sheet.MATRIKS, columns, head, printed)
    frame.headings()
    assert frame.row == MATRIKS_FIRST - 1
    frame.table(region.rows, growing=True)
    _colour_marks(frame, region)
    frame.outline(_DEEPEST)
    formats = sorted({name for head in region.heads for name in head.formats})[:_MOST_FORMATS]
    known: tuple[Look | str, ...] = (*looks_of(columns, formats, Style.LEVELS), COUNT, LINKED_NUMBER)
    growing = frame.samples(known, region.rows)
    frozen = 1 + next(n for n, column in enumerate(columns) if column.kind is Kind.CODE)
    frame.page(f"Matriks {region.name} {region.period}", frozen, frame.row + region.rows - 1)
    return Streamed(tuple(frame.columns), printed, known, growing)


def rows(layout: Layout, first: int, source: Source, way: str) -> bytes:
    """A file's rows from a row of the sheet on; ``way`` leads to the file, if anything does."""
    table, count = source.table, len(source.table.numbers)
    levels = [source.kinerja[position].level for position in table.kinerja]
    columns: dict[str, Sequence[CellValue]] = {**table.texts, "opd": (opd(source),) * count}
    columns["berkas"] = (source.name,) * count
    if "jenjang" in columns:
        tints = [layout.tints.get(level, "") for level in levels]
        columns["jenjang"] = [
            text and Tinted(text, tint) for text, tint in zip(table.texts["jenjang"], tints, strict=True)
        ]
    for key, numbers in table.stored.items():
        columns[key] = _replaced(columns.get(key) or ("",) * count, numbers)
    marks = _Marks(layout, first, source).of_row
    for column, field in ((PESAN, "message"), (TANDA, "flags")):
        texts = {row - first: getattr(mark, field) for row, mark in marks.items()}
        columns[column.key] = _replaced(("",) * count, texts)
    columns["baris"] = _origins(table.numbers, way) if way else table.numbers
    columns |= {standard.extra_key(heading): texts for heading, texts in table.extra.items()}
    return made(layout.body, first, count, columns, [layout.depths.get(level, 0) for level in levels])


def _replaced(column: Sequence[CellValue], others: Mapping[int, CellValue]) -> Sequence[CellValue]:
    """A column with other values at some positions."""
    found = list(column)
    for position, value in others.items():
        found[position] = value
    return found


def _origins(numbers: Iterable[int], way: str) -> Sequence[Link]:
    sheet = contract.Sheet.MATRIKS
    return [Link(link(sheet, f"A{number}", number, way), number) for number in numbers]


class _Marks:
    """The marks of a file's rows, by their rows in this sheet: those that a check of this sheet would write.

    A finding is moved here, and with it the address that its message names.
    """

    def __init__(self, layout: Layout, first: int, source: Source) -> None:
        self._columns = source.columns
        self._rows = {number: row for row, number in enumerate(source.table.numbers, start=first)}
        self._own = {column.key: place for place, column in enumerate(layout.body.columns, start=1)}
        keys = {place: key for key, place in self._own.items() if key in source.columns.values()}
        found: dict[int, list[tuple[Finding, str]]] = defaultdict(list)
        here = (f for f in source.report.findings if f.rule not in NOT_REPEATED and on_matriks(f.place))
        for finding in ordered(finding._replace(place=self._moved(finding.place)) for finding in here):
            if finding.cites is not None:
                finding = _renamed(finding, finding.cites, self._moved(finding.cites))
            if finding.place.row:
                found[finding.place.row].append((finding, keys.get(finding.place.column, "")))
        self.of_row: Mapping[int, Marked] = {row: marked(entries) for row, entries in found.items()}

    def _moved(self, place: Place) -> Place:
        key = self._columns.get(place.column, "")
        column = self._own.get(key) or self._own.get(standard.extra_key(key)) or 1
        return place._replace(row=self._rows.get(place.row, 0), column=column)


def on_matriks(place: Place) -> bool:
    """Whether something stands in *Matriks*."""
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
