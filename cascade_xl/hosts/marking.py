"""Findings → marks in the open workbook, in blocks: a column of messages and one of flags for each sheet, and *Temuan*.

Colours are not painted: the conditional formats of the template stand on the flags. So marks cost the same for one
finding as for thousands, leave the officer's own formats alone, travel with sorted rows and vanish with the flags.
Only what differs is written, all of it or nothing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from cascade_xl import contract
from cascade_xl.checking import Checked
from cascade_xl.contract import Sheet
from cascade_xl.contract.marks import MESSAGE, STATUS, Marked, marked
from cascade_xl.hosts.findings_sheet import MOST_CHARACTERS, Edit, FindingsSheet, said_in_row, weightiest
from cascade_xl.hosts.live import LiveBook, named
from cascade_xl.hosts.problems import HostError
from cascade_xl.hosts.xl import OpenBook, OpenSheet, literal
from cascade_xl.model import Finding, Status
from cascade_xl.read.grid import Cell, Grid
from cascade_xl.write.marks import identitas_spots

NO_MARK = Marked("", "")
_OPEN = literal(STATUS[Status.OPEN])
_FLAGS = re.compile(r"\|.*\|")


class Column(NamedTuple):
    """A column of marks: where it stands, and what it holds now."""

    sheet: OpenSheet
    top: int
    column: int
    texts: Sequence[str]


def mark(book: OpenBook, live: LiveBook, checks: Sequence[Checked]) -> Counter[str]:
    """Write the marks of all findings, in place of those that were there; how many are listed, by status and word.

    Raises `HostError`, with nothing changed.
    """
    found = FindingsSheet.of(named(live.sheets, Sheet.TEMUAN), live.merged)
    lines = [said_in_row(checked, finding) for checked, finding in weightiest(checks)] + found.kept()
    lines = [line | {"no": number} for number, line in enumerate(lines, start=1)]
    edits = [*_marks(live, checks), *found.edits(lines)]
    with book.quiet():
        _apply(edits, lambda: found.fit(len(lines)))
    return Counter(str(line["keparahan" if line["status"] == _OPEN else "status"]).lstrip("'") for line in lines)


def clear(book: OpenBook, live: LiveBook) -> int:
    """Take all marks away, but findings that no check of this workbook repeats; how many of those are left.

    Raises `HostError`, with nothing changed.
    """
    return mark(book, live, ()).total()


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
        yield from _changed(messages, [entry.message[:MOST_CHARACTERS] for entry in found], MESSAGE.match)
        yield from _changed(flags, [entry.flags for entry in found], _FLAGS.fullmatch)


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


def _changed(now: Column, marks: Sequence[str], ours: Callable[[str], object]) -> Iterator[Edit]:
    """One block from the first to the last text that differs. A text that is no mark of ours stays."""
    texts = [old if old and not ours(old) else new for old, new in zip(now.texts, marks, strict=True)]
    differs = [n for n, (old, new) in enumerate(zip(now.texts, texts, strict=True)) if old != new]
    if differs:
        span = slice(differs[0], differs[-1] + 1)
        new, old = ([[text or None] for text in column[span]] for column in (texts, now.texts))
        yield Edit(now.sheet, now.top + differs[0], now.column, new, old)


def _apply(edits: Sequence[Edit], last: Callable[[], None]) -> None:
    """Write all blocks, or none: what the application refuses half way is taken back."""
    done: list[Edit] = []
    try:
        for edit in edits:
            done.append(edit)
            edit.sheet.write(edit.top, edit.left, edit.rows)
        last()
    except Exception as error:
        for edit in reversed(done):
            with suppress(Exception):
                edit.sheet.write(edit.top, edit.left, edit.before)
        sheet = done[-1].sheet.name if done else Sheet.TEMUAN
        raise HostError(
            f"Lembar {sheet} tidak dapat ditulis, mungkin dilindungi. Tidak ada yang diubah. Buka "
            "perlindungannya lewat Tinjau > Hapus Proteksi Lembar, lalu ulangi."
        ) from error
