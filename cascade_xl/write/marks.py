"""Findings → marks: which cell of the new workbook each is about, and what its row says of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from cascade_xl import contract
from cascade_xl.contract import Sheet
from cascade_xl.contract.marks import Marked, marked
from cascade_xl.model import Document, Finding, Value, column_letter
from cascade_xl.write.lines import Line

FIELD_KEY = "nilai"


class Spot(NamedTuple):
    """A cell of the workbook that we write. Without a ``key`` it is about the whole row."""

    sheet: Sheet
    row: int
    column: int
    key: str = ""

    @property
    def address(self) -> str:
        return f"{column_letter(self.column)}{self.row}"


class Marks(NamedTuple):
    """Findings with their cells, the heaviest of a row first in its marks."""

    rows: Mapping[tuple[Sheet, int], Marked]
    spots: Sequence[tuple[Finding, Spot | None]]


NO_MARKS = Marks({}, ())


def table_spots(sheet: Sheet, lines: Sequence[Line], where: Mapping[str, int]) -> Iterable[tuple[Value, Spot]]:
    """Where each value of a table goes. Repeated node columns are not the place of anything."""
    for row, line in enumerate(lines, start=contract.HEADER_ROWS[sheet] + 1):
        for key, value in line.cells.items():
            if key in where and key not in line.repeated:
                yield value, Spot(sheet, row, where[key], key)
        for heading, value in line.extra.items():
            yield value, Spot(sheet, row, where[heading], heading)


def identitas_spots(document: Document) -> Iterable[tuple[Value, Spot]]:
    """Where each value of *Identitas* goes."""
    for row, field in enumerate(contract.FIELDS, start=contract.IDENTITAS_FIRST_ROW):
        if field.key in document.identitas:
            spot = Spot(Sheet.IDENTITAS, row, contract.VALUE_COLUMN, FIELD_KEY)
            yield document.identitas[field.key], spot
    for row, official in enumerate(document.officials, start=contract.OFFICIALS_HEADER_ROW + 1):
        for column, value in enumerate(official, start=contract.LABEL_COLUMN):
            key = contract.OFFICIAL_COLUMNS[column - contract.LABEL_COLUMN].key
            yield value, Spot(Sheet.IDENTITAS, row, column, key)


def collect(findings: Iterable[Finding], spots: Iterable[tuple[Value, Spot]]) -> Marks:
    """The marks of each row. A finding is found again by the cell of the document that it names, else by its row."""
    cells: dict[tuple[str, int, int], Spot] = {}
    rows: dict[tuple[str, int], Spot] = {}
    for value, spot in spots:
        sheet, row, column = value.place[1:]
        cells.setdefault((sheet, row, column), spot)
        rows.setdefault((sheet, row), Spot(spot.sheet, spot.row, 1))
    found = []
    of_row: dict[tuple[Sheet, int], list[tuple[Finding, str]]] = defaultdict(list)
    for finding in findings:
        sheet, row, column = finding.place[1:]
        at = cells.get((sheet, row, column)) or rows.get((sheet, row))
        found.append((finding, at))
        if at is not None:
            of_row[at.sheet, at.row].append((finding, at.key))
    return Marks({place: marked(entries) for place, entries in of_row.items()}, found)
