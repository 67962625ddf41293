"""Temuan berikutnya and sebelumnya: from marked cell to marked cell, in the order in which one reads.

The marks are read, not the sheet *Temuan*: they travel with their rows, so the way stays right after sorting, filtering
and inserting.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from cascade_xl import contract
from cascade_xl.contract import FLAGS, Sheet
from cascade_xl.hosts import live, marking
from cascade_xl.hosts.findings_sheet import FindingsSheet
from cascade_xl.hosts.live import LiveBook, LiveTable
from cascade_xl.hosts.problems import HostError
from cascade_xl.hosts.xl import OpenBook
from cascade_xl.model import column_letter
from cascade_xl.write.marks import FIELD_KEY

_MOST_CHARACTERS = 240
"""What a status bar shows."""


class Stop(NamedTuple):
    """A marked cell: which sheet (by its number and name), row, column, and what its row says."""

    order: int
    row: int
    column: int
    sheet: str
    message: str


def step(book: OpenBook, way: int) -> None:
    """Stand in the next marked cell (``way`` 1) or the one before (-1), round the workbook. Raises `HostError`."""
    found = live.find_tables(book)
    stops = sorted(_stops(found))
    if not stops:
        raise HostError("Tidak ada sel yang ditandai. Klik Validasi untuk memeriksa buku kerja ini.")
    sheet, row, column = book.active_cell()
    here = ([*found.sheets, sheet].index(sheet), row, column)  # a sheet of charts counts as the last
    places = [stop[:3] for stop in stops]
    number = bisect_right(places, here) if way > 0 else bisect_left(places, here) - 1
    chosen = stops[number % len(stops)]
    found.sheets[chosen.sheet].go_to(chosen.row, chosen.column)
    said = " ".join(_listed(found, chosen).split())
    shown = said if len(said) <= _MOST_CHARACTERS else f"{said[:_MOST_CHARACTERS]}…"
    book.status(f"Temuan {stops.index(chosen) + 1} dari {len(stops)}: {shown}")


def _listed(found: LiveBook, stop: Stop) -> str:
    """What *Temuan* says of this very cell, where its row still says so too; else all that the row says."""
    temuan = live.named(found.sheets, Sheet.TEMUAN)
    if temuan is not None:
        place = f"{stop.sheet}!{column_letter(stop.column)}{stop.row}"
        for word, code, message, fix in FindingsSheet.of(temuan, found.merged).said_of(place):
            line = f"{word} {code}: {message} {fix}".strip()
            if line in stop.message:
                return line
    return stop.message


def _stops(found: LiveBook) -> Iterator[Stop]:
    order = {name: number for number, name in enumerate(found.sheets)}
    for messages, flags in marking.columns(found):
        sheet = messages.sheet.name
        if not messages.sheet.visible:
            continue
        table = next((table for table in found.tables.values() if table.sheet.name == sheet), None)
        where = _of_table(table) if table else _of_identitas()
        for row, (message, text) in enumerate(zip(messages.texts, flags.texts, strict=True), start=messages.top):
            marked = [flag.rpartition(":") for flag in text.strip("|").split("|") if flag]
            cells = {where[key] for key, _, letter in marked if key in where and letter != FLAGS["accepted"]}
            if not marked and _is_open(message):
                cells.add(messages.column)
            for column in cells:
                yield Stop(order[sheet], row, column, sheet, message)


def _is_open(message: str) -> bool:
    return any(line and not line.startswith("Diterima") for line in message.split("\n"))


def _of_table(table: LiveTable) -> dict[str, int]:
    return {column.key: number for number, column in table.headings.inputs.items()}


def _of_identitas() -> dict[str, int]:
    officials = enumerate(contract.OFFICIAL_COLUMNS, start=contract.LABEL_COLUMN)
    return {FIELD_KEY: contract.VALUE_COLUMN, **{column.key: number for number, column in officials}}
