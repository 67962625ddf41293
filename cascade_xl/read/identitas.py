"""The sheet *Identitas*: labelled fields and the table of officials."""

from __future__ import annotations

from collections.abc import Container, Iterator

from cascade_xl import contract
from cascade_xl.model import Observation, Official, Place, Seen, Value
from cascade_xl.read.cells import UNCALCULATED, value
from cascade_xl.read.grid import Cell, Grid
from cascade_xl.text import clean, fold


def read_identitas(file: str, grid: Grid | None) -> tuple[dict[str, Value], list[Official], list[Observation]]:
    """Fields by key (all of them, blank where missing), officials, and what is missing or broken."""
    whole = Place(file, grid.name if grid else "", 0, 0)
    fields = {field.key: Value("", "", whole) for field in contract.FIELDS}
    if grid is None:
        return fields, [], [Observation(Seen.NO_SHEET, whole, contract.Sheet.IDENTITAS.value)]
    seen: list[Observation] = []
    by_label = {fold(name): f.key for f in contract.FIELDS for name in (f.label, *f.aliases)}
    officials_row, officials_columns = _officials_header(grid)
    found: set[str] = set()
    for number in sorted(grid.rows):
        if officials_row and number >= officials_row:
            break
        row = grid.rows[number]
        for column, cell in sorted(row.items()):
            key = by_label.get(_label(cell))
            if key is not None and key not in found:
                found.add(key)
                beside = _last_column(grid, number, column) + 1
                fields[key] = value(row.get(beside), Place(file, grid.name, number, beside))
                break
    seen.extend(_stray(file, grid, by_label, officials_row))
    seen.extend(Observation(Seen.NO_COLUMN, whole, field.label) for field in contract.FIELDS if field.key not in found)
    officials = []
    if officials_row:
        for number in sorted(n for n in grid.rows if n > officials_row):
            row = grid.rows[number]
            values = [value(row.get(c), Place(file, grid.name, number, max(c, 1))) for c in officials_columns]
            if any(not v.blank for v in values):
                officials.append(Official(*values))
    else:
        seen.append(Observation(Seen.NO_COLUMN, whole, "daftar pejabat (Peran, Jabatan, Nama, …)"))
    for v in (*fields.values(), *(v for official in officials for v in official)):
        if v.flaw == UNCALCULATED:
            seen.append(Observation(Seen.UNCALCULATED, v.place, v.formula))
        elif v.flaw.startswith("#"):
            seen.append(Observation(Seen.ERROR_CELL, v.place, v.flaw))
    return fields, officials, seen


def _last_column(grid: Grid, row: int, column: int) -> int:
    """The column itself, or the last one with which its cell is merged."""
    return next((m.right for m in grid.merged if m.top <= row <= m.bottom and m.left == column), column)


def _stray(file: str, grid: Grid, ours: Container[str], end: int) -> Iterator[Observation]:
    """Lines that an office added between the fields: a label that is not ours with something beside it."""
    fields = {n: column for n, row in grid.rows.items() for column, cell in row.items() if _label(cell) in ours}
    for number in sorted(n for n in grid.rows if fields and min(fields) < n < (end or max(fields) + 20)):
        for column in sorted(set(fields.values())) if number not in fields else ():
            label, beside = grid.rows[number].get(column), grid.rows[number].get(column + 1)
            if label is not None and beside is not None and _label(label):
                text = clean(f"{label.stored}: {beside.stored}")
                yield Observation(Seen.UNREAD_CELL, Place(file, grid.name, number, column), text)


def _label(cell: Cell) -> str:
    return fold(clean(cell.stored)) if isinstance(cell.stored, str) else ""


def _officials_header(grid: Grid) -> tuple[int, list[int]]:
    """The heading row of the officials' table and the column of each heading; (0, []) if there is none."""
    names = {fold(column.header): n for n, column in enumerate(contract.OFFICIAL_COLUMNS)}
    for number in sorted(grid.rows):
        texts = ((column, fold(c.stored)) for column, c in grid.rows[number].items() if isinstance(c.stored, str))
        where = {names[text]: column for column, text in texts if text in names}
        if len(where) >= 3:
            return number, [where.get(n, 0) for n in range(len(names))]
    return 0, []
