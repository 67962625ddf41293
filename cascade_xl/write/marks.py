"""Findings → marks: which cell of the new workbook each is about, and what its row says of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from cascade_xl import contract
from cascade_xl.contract import FLAGS, Sheet
from cascade_xl.model import Document, Finding, Status, Value, column_letter
from cascade_xl.write.lines import Line

FIELD_KEY = "nilai"
STATUS = {Status.OPEN: "Terbuka", Status.ACCEPTED: "Diterima"}
_LETTERS = list(FLAGS.values())


class Spot(NamedTuple):
    """A cell of the workbook that we write. Without a ``key`` it is about the whole row."""

    sheet: Sheet
    row: int
    column: int
    key: str = ""

    @property
    def address(self) -> str:
        return f"{column_letter(self.column)}{self.row}"


class Marked(NamedTuple):
    """What one row says of its findings."""

    flags: str
    message: str


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
    of_row: dict[tuple[Sheet, int], list[tuple[Finding, Spot]]] = defaultdict(list)
    for finding in findings:
        sheet, row, column = finding.place[1:]
        at = cells.get((sheet, row, column)) or rows.get((sheet, row))
        found.append((finding, at))
        if at is not None:
            of_row[at.sheet, at.row].append((finding, at))
    rows_marked = {place: marked((finding, at.key) for finding, at in entries) for place, entries in of_row.items()}
    return Marks(rows_marked, found)


def letter(finding: Finding) -> str:
    """The letter that stands for a finding in *Tanda*."""
    return FLAGS["accepted"] if finding.status is Status.ACCEPTED else FLAGS[finding.severity.value]


def marked(entries: Iterable[tuple[Finding, str]]) -> Marked:
    """The marks of one row from its findings, each with the key of the column that it is about (empty: the row)."""
    heaviest = sorted(entries, key=lambda entry: _LETTERS.index(letter(entry[0])))
    flags = dict.fromkeys((key, letter(finding)) for finding, key in heaviest if key)
    return Marked(contract.flags(flags), "\n".join(_message(finding) for finding, _ in heaviest)[: contract.MAX_TEXT])


def _message(finding: Finding) -> str:
    word = "Diterima" if finding.status is Status.ACCEPTED else finding.severity.label.capitalize()
    return f"{word} {finding.code}: {finding.message} {finding.fix}".strip()


def said(finding: Finding) -> dict[str, str]:
    """What a row of *Temuan* says of a finding, by column key; its number, its year and its place are not texts."""
    return {
        "keparahan": finding.severity.label.capitalize(),
        "status": STATUS[finding.status],
        "code": finding.code,
        "rule": finding.rule,
        "node": finding.node,
        "name": finding.name,
        "indicator": finding.indicator,
        "found": finding.found,
        "expected": finding.expected or "",
        "message": finding.message,
        "fix": finding.fix,
        "reason": finding.reason,
    }


def link(sheet: str, cell: str) -> str:
    """A formula that shows a cell's address and leads there. A formula, and not a link of the cell, so that writing
    the cell anew takes it away."""
    quoted = sheet.replace("'", "''").replace('"', '""')
    name = sheet.replace('"', '""')
    return f'=HYPERLINK("#\'{quoted}\'!{cell}","{name}!{cell}")'
