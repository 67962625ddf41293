"""Finding a table on a sheet: its heading row, its columns wherever they were moved to, and its filled rows.

Columns are found by their headings, never by their letters, so an inserted column or row shifts nothing. A column with
a heading of the office's own is kept as an extra column; text outside any column is reported, not dropped silently.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from cascade_xl import contract
from cascade_xl.contract import Column, Kind, Sheet
from cascade_xl.model import Extra, Observation, Place, Seen, Value, column_letter
from cascade_xl.read.cells import NEW, UNCALCULATED, shown, value
from cascade_xl.read.grid import HEADING_ROWS, Cell, Grid, Range
from cascade_xl.text import clean, fold

_YEARS = range(1900, 2200)


@dataclass(frozen=True, slots=True)
class Row:
    """One filled row of a table: its input values by column key (blank ones included), and the office's extra cells."""

    number: int
    values: Mapping[str, Value]
    extra: Extra

    def __getitem__(self, key: str) -> Value:
        return self.values[key]


@dataclass(slots=True)
class Table:
    """A table as found on a sheet. ``years`` are those of its target columns, ascending."""

    sheet: Sheet
    years: tuple[int, ...] = ()
    extra: tuple[str, ...] = ()
    rows: list[Row] = field(default_factory=list)
    seen: list[Observation] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)
    """Keys of the columns that were not found; ``target`` where there is no year at all."""
    formulas: int = 0
    """How many input cells hold the result of a formula."""


@dataclass(frozen=True, slots=True)
class Headings:
    """Where the columns of a table stand on a sheet, by column number.

    ``inputs`` are filled by officers, ``extras`` are the office's own, ``ours`` are our formulas and marks by their
    keys (that of a helper column is empty). ``doubled`` are extras whose heading is that of a column that was met.
    """

    row: int
    years: tuple[int, ...]
    inputs: dict[int, Column] = field(default_factory=dict)
    extras: dict[int, str] = field(default_factory=dict)
    ours: dict[int, str] = field(default_factory=dict)
    doubled: dict[int, str] = field(default_factory=dict)


def find_headings(sheet: Sheet, grid: Grid) -> Headings | None:
    """The headings of a table, wherever its columns were moved to; None if no row has two of them."""
    row = _header_row(sheet, grid)
    if not row:
        return None
    headers = {
        number: clean(str(cell.stored))
        for number, cell in sorted(grid.row(row).items())
        if cell.stored is not None and clean(str(cell.stored))
    }
    years: list[int] = []
    if sheet in (Sheet.MATRIKS, Sheet.KUNCI):
        years = sorted({year for header in headers.values() if (year := contract.target_year(header))})
    found = Headings(row, tuple(years))
    known = contract.columns(sheet, found.years)
    by_header = {fold(column.header): column for column in reversed(known)}
    folded = {number: fold(_standard(header, years)) for number, header in headers.items()}
    named = set(folded.values())
    working = _working(named)
    by_alias = {fold(alias): column for column in known for alias in column.aliases if fold(column.header) not in named}
    for number, header in headers.items():
        name = folded[number]
        column = by_header.get(name) or by_alias.get(name)
        if name in working:
            found.ours[number] = ""
        elif column is not None and column.kind in (Kind.FORMULA, Kind.MARK):
            found.ours[number] = column.key
        elif column is not None and column not in found.inputs.values():
            found.inputs[number] = column
        elif column is not None or header.casefold() in map(str.casefold, found.extras.values()):
            found.doubled[number] = column.header if column else header
            found.extras[number] = f"{header} ({column_letter(number)})"
        else:
            found.extras[number] = header
    return found


def _working(names: Iterable[str]) -> set[str]:
    """The names of our helper columns, also of those whose years are gone from the headings."""
    ends = (name[-4:] for name in names)
    years = {int(end) for end in ends if end.isdecimal() and int(end) in _YEARS}
    return {fold(column.header) for column in contract.helper_columns(sorted(years))}


def _standard(header: str, years: Sequence[int]) -> str:
    """A heading as we write it: ``Target 2025`` for ``2025`` and ``Target Tahun 2025``."""
    year = contract.target_year(header) if years else 0
    return f"Target {year}" if year else header


def unread(sheet: Sheet, grid: Grid) -> Iterable[int]:
    """The columns of a sheet whose cells are ours, and never looked at."""
    headings = find_headings(sheet, grid)
    return headings.ours.keys() if headings else ()


def read_table(file: str, sheet: Sheet, grid: Grid | None) -> Table:
    """The table of a sheet. Without the sheet or its headings it is empty, with an observation of what is missing."""
    table = Table(sheet)
    if grid is None:
        table.seen.append(Observation(Seen.NO_SHEET, Place(file, "", 0, 0), sheet.value))
        return table
    headings = find_headings(sheet, grid)
    if headings is None:
        table.seen.append(Observation(Seen.NO_COLUMN, Place(file, grid.name, 0, 0), "semua judul kolom"))
        return table
    _Reader(file, grid, table, headings).read()
    return table


def _header_row(sheet: Sheet, grid: Grid) -> int:
    """The row whose texts are headings of this table, the most of them; 0 if no row has two."""
    known = {fold(name) for column in contract.columns(sheet) for name in (column.header, *column.aliases)}
    best, best_row = 1, 0
    for number in sorted(grid.rows)[:HEADING_ROWS]:
        texts = [cell.stored for cell in grid.rows[number].values() if isinstance(cell.stored, str)]
        score = sum(fold(text) in known for text in texts)
        if score > best:
            best, best_row = score, number
    return best_row


class _Reader:
    def __init__(self, file: str, grid: Grid, table: Table, headings: Headings) -> None:
        self.file = file
        self.grid = grid
        self.table = table
        self.headings = headings
        self.header_row = headings.row

    def read(self) -> None:
        self._observe_headings()
        inputs, extras, ignored = self.headings.inputs, self.headings.extras, self.headings.ours
        self.table.extra = tuple(extras.values())
        read, known = {*inputs, *extras}, {*inputs, *ignored}
        make = self._maker()
        last = self.header_row
        for number in sorted(n for n in self.grid.rows if n > self.header_row):
            cells = self.grid.rows[number]
            values, odd = make(number, cells)
            extra: Extra = ()
            if cells.keys() <= known and not any(value.flaw for value in odd):  # most rows
                first = next(filter(_said, values.values()), None)
                if first is None or (self._repeats(first) and self._is_heading(_filled(cells, ignored))):
                    continue
                last = number
            else:
                filled = _filled(cells, ignored)
                if not filled or self._is_heading(filled):
                    continue
                last = number
                self._observe(number, filled, read)
                others = ((header, value(cells.get(n), self._place(number, n))) for n, header in extras.items())
                extra = tuple((header, other) for header, other in others if not other.blank)
                if not extra and filled.keys().isdisjoint(inputs):
                    continue
                odd += (other for _, other in extra)
            self.table.formulas += sum(bool(value.formula) and not value.flaw for value in odd)
            self.table.rows.append(Row(number, values, extra))
        self._observe_shape(last, max(read, default=0))

    def _maker(self) -> Callable[[int, Mapping[int, Cell]], tuple[dict[str, Value], list[Value]]]:
        """A function that gives the input values of a row by their keys, from its number and its cells; apart those
        that may be more than a text that somebody typed."""
        file, sheet = self.file, self.grid.name
        where = {column.key: number for number, column in self.headings.inputs.items()}
        wanted = contract.inputs(self.table.sheet, self.table.years)
        columns = [(column.key, where.get(column.key, 0)) for column in wanted]

        def make(number: int, cells: Mapping[int, Cell]) -> tuple[dict[str, Value], list[Value]]:
            get = cells.get
            found: dict[str, Value] = {}
            odd: list[Value] = []
            for key, column in columns:
                cell = get(column)
                at = (file, sheet, number, column or 1)  # a missing column: the start of the row
                if cell is None:
                    found[key] = NEW(Value, ("", "", at, None, "General", "", ""))
                else:
                    stored, number_format, flaw, formula = cell
                    if type(stored) is str and not flaw and not formula:  # as `value` does, which takes longer
                        found[key] = NEW(Value, (clean(stored), stored, at, stored, number_format, "", ""))
                    else:
                        found[key] = value(cell, at)
                        odd.append(found[key])
            return found, odd

        return make

    def _repeats(self, value: Value) -> bool:
        """Whether a value is its column's heading."""
        heading = self.grid.row(self.header_row).get(value.at[3])
        return heading is not None and fold(value.text) == fold(str(heading.stored))

    def _is_heading(self, cells: Mapping[int, Cell]) -> bool:
        """Whether a row only repeats the headings, as where pages were pasted one below the other."""
        headings = self.grid.row(self.header_row)
        return len(cells) > 1 and all(_same(cell, headings.get(column)) for column, cell in cells.items())

    def _place(self, row: int, column: int) -> Place:
        return Place(self.file, self.grid.name, row, max(column, 1))  # a missing column: the start of the row

    def _observe_headings(self) -> None:
        sheet, seen, start = self.table.sheet, self.table.seen, self._place(self.header_row, 1)
        self.table.years = self.headings.years
        if sheet in (Sheet.MATRIKS, Sheet.KUNCI) and not self.table.years:
            seen.append(Observation(Seen.NO_COLUMN, start, "Target (satu kolom per tahun)"))
            self.table.missing.add("target")
        for number, heading in self.headings.doubled.items():
            seen.append(Observation(Seen.DOUBLE_COLUMN, self._place(self.header_row, number), heading))
        for column in contract.inputs(sheet, self.table.years):
            if column not in self.headings.inputs.values():
                seen.append(Observation(Seen.NO_COLUMN, start, column.header))
                self.table.missing.add(column.key)

    def _observe(self, number: int, cells: Mapping[int, Cell], read: Container[int]) -> None:
        for column, cell in cells.items():
            if cell.flaw == UNCALCULATED:
                kind, said = Seen.UNCALCULATED, cell.formula
            elif cell.flaw:
                kind, said = Seen.ERROR_CELL, cell.flaw
            elif column not in read:
                kind, said = Seen.UNREAD_CELL, clean(shown(cell.stored, cell.format))
            else:
                continue
            self.table.seen.append(Observation(kind, self._place(number, column), said))

    def _observe_shape(self, last: int, width: int) -> None:
        first = self.header_row + 1
        filled = {row.number for row in self.table.rows}
        for start, end in self.grid.hidden_runs(first, last):
            if not filled.isdisjoint(range(start, end + 1)):
                text = str(start) if start == end else f"{start}-{end}"
                self.table.seen.append(Observation(Seen.HIDDEN_ROW, self._place(start, 1), text))
        for merged in self.grid.merged:
            if merged.bottom >= first and merged.top <= last and merged.left <= width:
                self.table.seen.append(Observation(Seen.MERGED, self._place(merged.top, merged.left), _name(merged)))


def _same(cell: Cell, heading: Cell | None) -> bool:
    return heading is not None and not cell.flaw and fold(str(cell.stored)) == fold(str(heading.stored))


_said = itemgetter(0)  # a value's text


def _filled(cells: Mapping[int, Cell], ignored: Container[int]) -> dict[int, Cell]:
    """The cells that hold something, without the columns that are ours."""
    return {column: cell for column, cell in cells.items() if column not in ignored and _is_filled(cell)}


def _is_filled(cell: Cell) -> bool:
    stored, _, flaw, _ = cell
    return bool(flaw) or (bool(clean(stored)) if isinstance(stored, str) else stored is not None)


def _name(merged: Range) -> str:
    return f"{column_letter(merged.left)}{merged.top}:{column_letter(merged.right)}{merged.bottom}"
