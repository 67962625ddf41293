"""Findings → marks in the open workbook, in blocks: a column of messages and one of flags for each sheet, and *Temuan*.

Colours are not painted: the conditional formats of the template stand on the flags. So marks cost the same for one
finding as for thousands, leave the officer's own formats alone, travel with sorted rows and vanish with the flags.
Only what differs is written, all of it or nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple

from cascade_xl import contract
from cascade_xl.checking import Checked
from cascade_xl.contract import Sheet
from cascade_xl.contract.marks import Marked, link, marked, said
from cascade_xl.hosts.live import LiveBook, cell_of, named, runs
from cascade_xl.hosts.problems import HostError
from cascade_xl.hosts.xl import CellValue, OpenBook, OpenSheet, Rows, literal
from cascade_xl.model import Finding
from cascade_xl.read.grid import Cell, Grid, Range
from cascade_xl.read.tables import find_headings
from cascade_xl.write.marks import identitas_spots

_MOST_CHARACTERS = 8000
"""Excel takes texts of 8,203 characters in a block."""
NO_MARK = Marked("", "")
SAID = frozenset(column.key for column in contract.TEMUAN_COLUMNS)
"""The columns of *Temuan* that we fill."""
_TOP = 20


class Edit(NamedTuple):
    """A block to write, and what stood there."""

    sheet: OpenSheet
    top: int
    left: int
    rows: Rows
    before: Rows


class Column(NamedTuple):
    """A column of marks: where it stands, and what it holds now."""

    sheet: OpenSheet
    top: int
    column: int
    texts: Sequence[str]


def mark(book: OpenBook, live: LiveBook, checks: Sequence[Checked]) -> None:
    """Write the marks of all findings, in place of those that were there. Raises `HostError`, with nothing changed."""
    _write(book, live, checks)


def clear(book: OpenBook, live: LiveBook) -> None:
    """Take all marks away. Raises `HostError`, with nothing changed."""
    _write(book, live, ())


def _write(book: OpenBook, live: LiveBook, checks: Sequence[Checked]) -> None:
    temuan = named(live.sheets, Sheet.TEMUAN)
    found = FindingsSheet.of(temuan) if temuan is not None else None
    lines = [said_in_row(number, checked, finding) for number, (checked, finding) in enumerate(weightiest(checks), 1)]
    edits = [*_marks(live, checks), *(found.edits(lines) if found else ())]
    with book.quiet():
        _apply(edits)
        if found:
            found.fit(len(lines))


def _by_row(live: LiveBook, checks: Sequence[Checked]) -> dict[tuple[str, int], Marked]:
    """The marks of each row that has findings, by the sheet's name and the row's number."""
    keys = {value.place[1:]: spot.key for checked in checks for value, spot in identitas_spots(checked.document)}
    tables = {table.sheet.name: table.headings for table in live.tables.values()}
    found: dict[tuple[str, int], list[tuple[Finding, str]]] = defaultdict(list)
    for _, finding in weightiest(checks):
        sheet, row, column = finding.place[1:]
        if sheet in tables and row > tables[sheet].row:
            known = tables[sheet].inputs.get(column)
            found[sheet, row].append((finding, known.key if known else ""))
        elif (sheet, row, column) in keys:
            found[sheet, row].append((finding, keys[sheet, row, column]))
    return {place: marked(entries) for place, entries in found.items()}


def _marks(live: LiveBook, checks: Sequence[Checked]) -> Iterator[Edit]:
    """What must change in the columns of messages and flags."""
    rows = _by_row(live, checks)
    for messages, flags in columns(live):
        found = [rows.get((messages.sheet.name, messages.top + n), NO_MARK) for n in range(len(messages.texts))]
        yield from _changed(messages, [entry.message[:_MOST_CHARACTERS] for entry in found])
        yield from _changed(flags, [entry.flags for entry in found])


def columns(live: LiveBook) -> Iterator[tuple[Column, Column]]:
    """The columns of messages and of flags, of each sheet that has them."""
    for table in live.tables.values():
        pesan, tanda = (table.column(column.key) for column in (contract.PESAN, contract.TANDA))
        if pesan and tanda:
            sheet = table.sheet
            yield Column(sheet, table.first, pesan, table.pesan), Column(sheet, table.first, tanda, table.tanda)
    identitas = named(live.sheets, Sheet.IDENTITAS)
    if identitas is not None:
        grid = live.workbook.sheets[identitas.name]
        first, last = contract.IDENTITAS_FIRST_ROW, max(grid.rows, default=0)
        yield (
            Column(identitas, first, contract.MESSAGE_COLUMN, _texts(grid, contract.MESSAGE_COLUMN, first, last)),
            Column(identitas, first, contract.MARK_COLUMN, _texts(grid, contract.MARK_COLUMN, first, last)),
        )


def _texts(grid: Grid, column: int, first: int, last: int) -> list[str]:
    return [str(grid.row(row).get(column, Cell()).stored or "") for row in range(first, last + 1)]


def _changed(now: Column, texts: Sequence[str]) -> Iterator[Edit]:
    """One block from the first to the last text that differs."""
    differs = [n for n, (old, new) in enumerate(zip(now.texts, texts, strict=True)) if old != new]
    if differs:
        span = slice(differs[0], differs[-1] + 1)
        new, old = ([[text or None] for text in column[span]] for column in (texts, now.texts))
        yield Edit(now.sheet, now.top + differs[0], now.column, new, old)


@dataclass(frozen=True, slots=True)
class FindingsSheet:
    """The sheet *Temuan*: where its columns stand, by their keys or headings, and what its rows hold."""

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
        where = {**{heading: number for number, heading in headings.extras.items()}, **ours}
        old = sheet.formulas(Range(headings.row + 1, 1, rows, columns)) if rows > headings.row else []
        while old and not any(old[-1]):
            old.pop()
        return cls(sheet, headings.row, where, old)

    def edits(self, lines: Sequence[Mapping[str, CellValue]]) -> Iterator[Edit]:
        """One block for our columns, with blank rows in place of those that are gone."""
        if not lines and not self.old:
            return
        known = {number: key for key, number in self.columns.items() if key in SAID}
        count = max(len(lines), len(self.old))
        for left, right in runs(known):
            keys = [known[number] for number in range(left, right + 1)]
            new = [[line.get(key) for key in keys] for line in lines]
            new += [[None] * len(keys)] * (count - len(lines))
            before = [[_again(text) for text in row[left - 1 : right]] for row in self.old]
            before += [[None] * len(keys)] * (count - len(self.old))
            yield Edit(self.sheet, self.head + 1, left, new, before)

    def said(self, row: int) -> tuple[str, str, str]:
        """The rule, kode and year of a row, empty where there is none."""
        at = row - self.head - 1
        texts = self.old[at] if 0 <= at < len(self.old) else ()
        rule, node, year = (
            str(texts[self.columns[key] - 1] or "") if texts else "" for key in ("rule", "node", "year")
        )
        return rule, node, year.removesuffix(".0")

    def fit(self, count: int) -> None:
        """Let the table cover the findings, and each row be as high as its texts."""
        last, columns = self.head + max(count, 1), self.columns.values()
        self.sheet.resize_table(contract.TABLE_NAMES[Sheet.TEMUAN], Range(self.head, min(columns), last, max(columns)))
        self.sheet.fit_rows(self.head + 1, last)


def weightiest(checks: Sequence[Checked]) -> list[tuple[Checked, Finding]]:
    """All findings, the weightiest first, then as they stand in the workbook."""
    every = [(checked, finding) for checked in checks for finding in checked.report.findings]
    return sorted(every, key=lambda pair: pair[1].weight)


def said_in_row(number: int, checked: Checked, finding: Finding) -> dict[str, CellValue]:
    """A row of *Temuan* by column key, as it is written."""
    place = finding.place
    where = link(place.sheet, place.cell) if place.cell else literal(place.sheet)
    texts = {key: literal(text[:_MOST_CHARACTERS]) for key, text in said(finding).items()}
    return {**texts, "no": number, "year": finding.year, "tempat": where}


def _again(text: str) -> CellValue:
    """What to write so that a cell holds again what its formula says."""
    return text if text.startswith("=HYPERLINK(") else literal(text) or None


def _apply(edits: Sequence[Edit]) -> None:
    """Write all blocks, or none: what the application refuses half way is taken back."""
    done: list[Edit] = []
    try:
        for edit in edits:
            done.append(edit)
            edit.sheet.write(edit.top, edit.left, edit.rows)
    except Exception as error:
        for edit in reversed(done):
            with suppress(Exception):
                edit.sheet.write(edit.top, edit.left, edit.before)
        raise HostError(
            f"Lembar {done[-1].sheet.name} tidak dapat ditulis, mungkin dilindungi. Tidak ada yang diubah. "
            "Buka perlindungannya lewat Tinjau > Hapus Proteksi Lembar, lalu ulangi."
        ) from error
