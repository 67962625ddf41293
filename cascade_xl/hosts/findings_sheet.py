"""The sheet *Temuan* of the open workbook: its rows are written in one block, each with a link to its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cascade_xl import contract
from cascade_xl.checking import NOT_REPEATED, Checked
from cascade_xl.contract import Sheet
from cascade_xl.contract.marks import link, said
from cascade_xl.contract.merged import TEMUAN_ORIGIN
from cascade_xl.hosts.live import cell_of, runs
from cascade_xl.hosts.xl import CellValue, OpenSheet, Rows, literal
from cascade_xl.model import Finding
from cascade_xl.read.grid import Grid, Range
from cascade_xl.read.tables import find_headings
from cascade_xl.text import fold

MOST_CHARACTERS = 8000
"""Excel takes texts of 8,203 characters in a block."""
_ORIGIN = {fold(column.header): column.key for column in TEMUAN_ORIGIN}
_SAID = frozenset(column.key for column in (*contract.TEMUAN_COLUMNS, *TEMUAN_ORIGIN))
"""The columns of *Temuan* that we fill."""
_TOP = 20


class Edit(NamedTuple):
    """A block to write, and what stood there."""

    sheet: OpenSheet
    top: int
    left: int
    rows: Rows
    before: Rows


@dataclass(frozen=True, slots=True)
class FindingsSheet:
    """The sheet *Temuan*: where its columns stand, by their keys or headings, and what its rows hold as formulas."""

    sheet: OpenSheet
    head: int
    columns: Mapping[str, int]
    old: Sequence[Sequence[str]]

    @classmethod
    def of(cls, sheet: OpenSheet) -> FindingsSheet | None:
        """The sheet as it is; None where its headings are gone."""
        rows, columns = sheet.extent()
        top = sheet.values(Range(1, 1, min(rows, _TOP), columns))
        grid = Grid(sheet.name, {row: dict(enumerate(map(cell_of, values), 1)) for row, values in enumerate(top, 1)})
        headings = find_headings(Sheet.TEMUAN, grid)
        if headings is None:
            return None
        ours = {key: number for number, key in headings.ours.items()}
        extras = {_ORIGIN.get(fold(heading), heading): number for number, heading in headings.extras.items()}
        old = sheet.formulas(Range(headings.row + 1, 1, rows, columns)) if rows > headings.row else []
        while old and not any(old[-1]):
            old.pop()
        return cls(sheet, headings.row, {**extras, **ours}, old)

    def edits(self, lines: Sequence[Mapping[str, CellValue]]) -> Iterator[Edit]:
        """One block for our columns, with blank rows in place of those that are gone."""
        if not lines and not self.old:
            return
        known = {number: key for key, number in self.columns.items() if key in _SAID}
        before = list(map(self.line, self.old))
        count = max(len(lines), len(before))
        for left, right in runs(known):
            keys = [known[number] for number in range(left, right + 1)]
            blocks = [[[line.get(key) for key in keys] for line in block] for block in (lines, before)]
            new, old = (block + [[None] * len(keys)] * (count - len(block)) for block in blocks)
            yield Edit(self.sheet, self.head + 1, left, new, old)

    def kept(self) -> list[dict[str, CellValue]]:
        """In a regency workbook the findings of other sheets of the OPD's files: no check of this one repeats them."""
        if "sheet" not in self.columns:
            return []
        lines = [self.line(row) for row in self.old]
        matriks, rules = literal(Sheet.MATRIKS), {literal(name) for name in NOT_REPEATED}
        return [line for line in lines if line["rule"] and (line["sheet"] != matriks or line["rule"] in rules)]

    def line(self, row: Sequence[str]) -> dict[str, CellValue]:
        """What to write so that a row holds again what it holds."""
        return {key: _again(key, row[number - 1]) for key, number in self.columns.items()}

    def said(self, row: int) -> tuple[str, str, str, str]:
        """The rule, kode, year and file of a row, empty where there is none."""
        at = row - self.head - 1
        if not 0 <= at < len(self.old):
            return "", "", "", ""
        numbers = (self.columns.get(key, 0) for key in ("rule", "node", "year", "berkas"))
        rule, node, year, file = (self.old[at][number - 1] if number else "" for number in numbers)
        return rule, node, year.removesuffix(".0"), file

    def fit(self, count: int) -> None:
        """Let the table cover the findings, and each row be as high as its texts."""
        last, columns = self.head + max(count, 1), self.columns.values()
        self.sheet.resize_table(contract.TABLE_NAMES[Sheet.TEMUAN], Range(self.head, min(columns), last, max(columns)))
        self.sheet.fit_rows(self.head + 1, last)


def weightiest(checks: Sequence[Checked]) -> list[tuple[Checked, Finding]]:
    """All findings, the weightiest first, then as they stand in the workbook."""
    every = [(checked, finding) for checked in checks for finding in checked.report.findings]
    return sorted(every, key=lambda pair: pair[1].weight)


def said_in_row(checked: Checked, finding: Finding) -> dict[str, CellValue]:
    """A row of *Temuan* by column key, as it is written."""
    place, opd = finding.place, checked.document.identitas["opd"].text
    texts = {**said(finding), "opd": opd, "sheet": place.sheet, "berkas": checked.document.source}
    return {
        **{key: literal(text[:MOST_CHARACTERS]) for key, text in texts.items()},
        "year": finding.year,
        "tempat": link(place.sheet, place.cell) if place.cell else literal(place.sheet),
        "baris": link(place.sheet, place.cell, place.row) if place.cell else None,
    }


def _again(key: str, text: str) -> CellValue:
    if key in ("no", "year") and text.isdecimal():
        return int(text)
    return text if text.startswith("=HYPERLINK(") else literal(text) or None
