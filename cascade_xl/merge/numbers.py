"""What the numbers of a file's rows mean, read from their cells as the reader read them.

Tables of analysts ask for this and a regency workbook does not, so it is not carried with the rows: an amount is an
object of several `decimal.Decimal`, and a workbook has thousands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from cascade_xl import contract
from cascade_xl.merge.table import Table
from cascade_xl.model import Stored
from cascade_xl.profile import Profile
from cascade_xl.quantity import Kind, Quantity, read_row
from cascade_xl.text import clean

_ALONE = {"bobot": Kind.DECIMAL, "pagu": Kind.WHOLE}
"""Numbers that are no part of a series."""


class Cell(NamedTuple):
    """A cell, as `cascade_xl.quantity` asks for it."""

    text: str
    stored: Stored
    format: str
    flaw: str


def quantities(table: Table, years: Sequence[int], profile: Profile) -> Iterator[Mapping[str, Quantity]]:
    """What stands in the targets, bobot and pagu of each row, by key: dot and comma are decided by satuan and
    neighbours."""
    series = ("kondisi_awal", *map(contract.target_key, years), "target_akhir")
    cells = {key: list(_cells(table, key)) for key in (*series, *_ALONE)}
    for row, satuan in enumerate(_cells(table, "satuan")):
        unit = profile.satuan.resolve("" if satuan.flaw and satuan.stored is None else satuan.text)
        read = read_row([cells[key][row] for key in series], unit.kind, unit.scale, unit.thousands)
        found = dict(zip(series, read, strict=True))
        for key, kind in _ALONE.items():
            [found[key]] = read_row([cells[key][row]], kind)
        yield found


def _cells(table: Table, key: str) -> Iterator[Cell]:
    """A column. What is flawed and no number holds nothing: its text names the error."""
    numbers, flawed = table.stored.get(key, {}), frozenset(table.flawed.get(key, ()))
    for row, text in enumerate(table.column(key)):
        flaw = text if row in flawed else ""
        stored, number_format = numbers.get(row, (None if flaw else text, "General"))
        yield Cell(clean(text), stored, number_format, flaw)
