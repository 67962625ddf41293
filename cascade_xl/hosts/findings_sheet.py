"""The sheet *Temuan* of the open workbook: its rows are written in one block, each with a link to its cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cascade_xl import contract
from cascade_xl.checking import NOT_REPEATED, Checked
from cascade_xl.contract import Sheet
from cascade_xl.contract.marks import FILE_LINK, LINK, link, said
from cascade_xl.contract.merged import TEMUAN_ORIGIN
from cascade_xl.hosts.live import cell_of, runs
from cascade_xl.hosts.problems import HostError
from cascade_xl.hosts.xl import CellValue, OpenSheet, Rows, literal
from cascade_xl.model import Finding
from cascade_xl.read.grid import Grid, Range
from cascade_xl.read.tables import find_headings
from cascade_xl.text import fold

MOST_CHARACTERS = 8000
"""Excel takes texts of 8,203 characters in a block."""
_CODE = re.compile(r"[A-Z]\d{3}")
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
    merged: bool
    """Whether it belongs to a regency workbook, whose findings also say whose they are."""
    old: Sequence[Sequence[str]]
    """Its rows down to the last finding."""
    below: int
    """The first row under them that holds something of the officer's; 0 if none does."""

    @classmethod
    def of(cls, sheet: OpenSheet | None, merged: bool) -> FindingsSheet:
        """The sheet as it is. Raises `HostError` where it or its headings are gone."""
        found = cls._find(sheet, merged) if sheet is not None else None
        if sheet is None:
            raise HostError(
                f"Lembar {Sheet.TEMUAN} tidak ada. Tidak ada yang diubah. Kembalikan nama lembarnya menjadi "
                f"{Sheet.TEMUAN}, atau salin lembar itu dari templat."
            )
        if found is None:
            raise HostError(
                f"Judul kolom di lembar {sheet.name} terhapus. Tidak ada yang diubah. Batalkan dengan Ctrl+Z, atau "
                "salin lembar itu dari templat."
            )
        return found

    @classmethod
    def _find(cls, sheet: OpenSheet, merged: bool) -> FindingsSheet | None:
        rows, columns = sheet.extent()
        top = sheet.values(Range(1, 1, min(rows, _TOP), columns))
        grid = Grid(sheet.name, {row: dict(enumerate(map(cell_of, values), 1)) for row, values in enumerate(top, 1)})
        headings = find_headings(Sheet.TEMUAN, grid)
        if headings is None:
            return None
        where = {key: number for number, key in headings.ours.items()}
        if merged:
            origin = {fold(column.header): column.key for column in TEMUAN_ORIGIN}
            where |= {origin[fold(name)]: n for n, name in headings.extras.items() if fold(name) in origin}
        if not {"code", "rule", "message"} <= where.keys():
            return None
        rows_below = sheet.formulas(Range(headings.row + 1, 1, rows, columns)) if rows > headings.row else []
        count = max((n for n, row in enumerate(rows_below, 1) if _CODE.fullmatch(row[where["code"] - 1])), default=0)
        below = next((headings.row + n for n, row in enumerate(rows_below, 1) if n > count and any(row)), 0)
        return cls(sheet, headings.row, where, merged, rows_below[:count], below)

    def edits(self, lines: Sequence[Mapping[str, CellValue]]) -> Iterator[Edit]:
        """One block for our columns, with blank rows in place of those that are gone; none where nothing changed."""
        before = list(map(self.line, self.old))
        known = {number: key for key, number in self.columns.items()}
        if [[line.get(key) for key in self.columns] for line in lines] == [list(line.values()) for line in before]:
            return
        if self.below and self.head + len(lines) >= self.below:
            raise HostError(
                f"Di bawah tabel lembar {self.sheet.name}, di baris {self.below}, ada tulisan Anda, sedangkan temuan "
                f"perlu tempat sampai baris {self.head + len(lines)}. Tidak ada yang diubah. Pindahkan tulisan itu, "
                "lalu ulangi."
            )
        count = max(len(lines), len(before))
        for left, right in runs(known):
            keys = [known[number] for number in range(left, right + 1)]
            blocks = [[[line.get(key) for key in keys] for line in block] for block in (lines, before)]
            new, old = (block + [[None] * len(keys)] * (count - len(block)) for block in blocks)
            yield Edit(self.sheet, self.head + 1, left, new, old)

    def kept(self) -> list[dict[str, CellValue]]:
        """In a regency workbook the findings of other sheets of the OPD's files: no check of this one repeats them."""
        if not {"sheet", "rule"} <= self.columns.keys():
            return []
        lines = [self.line(row) for row in self.old]
        matriks, rules = literal(Sheet.MATRIKS), {literal(name) for name in NOT_REPEATED}
        return [line for line in lines if line["sheet"] != matriks or line["rule"] in rules]

    def line(self, row: Sequence[str]) -> dict[str, CellValue]:
        """What to write so that a row holds again what it holds."""
        return {key: _again(key, row[number - 1]) for key, number in self.columns.items()}

    def said_of(self, place: str) -> Iterator[tuple[str, str, str, str]]:
        """Severity, number, message and fix of each open finding at an address such as ``Matriks!K12``."""
        where = self.columns.get("baris" if self.merged else "tempat", 0)
        address = place.replace("!", "'!")
        for row in self.old:
            if f"'{address}\"," in (row[where - 1] if where else ""):
                word, code, message, fix = (
                    row[self.columns[key] - 1] for key in ("keparahan", "code", "message", "fix")
                )
                yield word, code, message, fix

    def said(self, row: int) -> tuple[str, str, str, str]:
        """The rule, kode, year and file of a row, empty where there is none."""
        at = row - self.head - 1
        if not 0 <= at < len(self.old):
            return "", "", "", ""
        numbers = (self.columns.get(key, 0) for key in ("rule", "node", "year", "berkas"))
        rule, node, year, file = (self.old[at][number - 1] if number else "" for number in numbers)
        return rule, node, year.removesuffix(".0"), file

    def fit(self, count: int) -> None:
        """Let the table cover the findings."""
        if count != len(self.old):
            table = contract.TABLE_NAMES[Sheet.TEMUAN]
            now = self.sheet.table_area(table)
            if now is not None:
                self.sheet.resize_table(table, now._replace(bottom=now.top + max(count, 1)))


def weightiest(checks: Sequence[Checked]) -> list[tuple[Checked, Finding]]:
    """All findings, the weightiest first, then as they stand in the workbook."""
    every = [(checked, finding) for checked in checks for finding in checked.report.findings]
    return sorted(every, key=lambda pair: pair[1].weight)


def said_in_row(checked: Checked, finding: Finding) -> dict[str, CellValue]:
    """A row of *Temuan* by column key, as it is written."""
    place, opd = finding.place, checked.document.identitas["opd"].text
    texts = {**said(finding), "opd": opd, "sheet": place.sheet, "berkas": checked.document.source}
    return {
        **{key: literal(text[:MOST_CHARACTERS]) or None for key, text in texts.items()},
        "year": finding.year,
        "tempat": link(place.sheet, place.cell) if place.cell else literal(place.sheet),
        "baris": link(place.sheet, place.cell, place.row) if place.cell else None,
    }


def _again(key: str, text: str) -> CellValue:
    """What to write so that a cell holds again what it holds. Only our own links are formulas: any other text that
    looks like one may have come from a stranger's workbook."""
    if key in ("no", "year") and text.isdecimal():
        return int(text)
    ours = LINK if key in ("tempat", "baris") else FILE_LINK if key == "cell" else None
    if ours and ours.fullmatch(text):
        return text
    return literal(text) or None
