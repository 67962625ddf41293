"""The open workbook → cells, in blocks: what `cascade_xl.read.xlsx` reads of a file, read of the running application.

Each sheet is read with a number of calls that does not grow with its rows: its extent, its top (where the headings
are), then the columns that officers fill and our marks, but not those of the row formulas. What is asked cell by cell
in a file (number formats, hidden rows, merged cells) is asked of areas: one call where an area is uniform, parts of it
where it is not. Texts, which the template's cells hold, need no format; numbers that were pasted come in patches.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby, islice
from typing import TypeVar

from cascade_xl import contract
from cascade_xl.contract import Kind, Sheet
from cascade_xl.contract.merged import REKAP, SUMBER
from cascade_xl.hosts.xl import CellValue, OpenBook, OpenSheet
from cascade_xl.quantity import is_number
from cascade_xl.read.cells import serial
from cascade_xl.read.grid import Cell, Grid, Range, Workbook
from cascade_xl.read.tables import Headings, find_headings
from cascade_xl.text import fold

TABLES = (Sheet.MATRIKS, Sheet.POHON, Sheet.KUNCI, Sheet.PENGECUALIAN)
_TOP = 60
"""Rows in which the headings are looked for, as `cascade_xl.read.tables` does."""
_MOST_HIDDEN = 24
"""With more runs of hidden rows the officer has filtered the sheet: that is a view of it, not something forgotten."""
_MOST_MERGED = 10
"""Merged cells that are looked for on a sheet: each costs some calls, and they are mended one after the other."""
_ERRORS = frozenset(("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"))
_EXACT = 2**53
"""Below this a whole number is one, as a file has it: applications know only floats."""

T = TypeVar("T")


@dataclass(slots=True)
class LiveTable:
    """A table on a sheet of the open workbook: where its columns and marks stand."""

    sheet: OpenSheet
    headings: Headings
    last: int
    """The last row that holds anything."""
    pesan: list[str] = field(default_factory=list)
    tanda: list[str] = field(default_factory=list)
    """The marks of each row below the headings, as they are now."""

    @property
    def first(self) -> int:
        return self.headings.row + 1

    def column(self, key: str) -> int:
        """Where a column of ours stands; 0 if it is gone, or if another has its heading too."""
        found = [number for number, name in self.headings.ours.items() if name == key]
        return found[0] if len(found) == 1 else 0


@dataclass(slots=True)
class LiveBook:
    """What was read of the open workbook: its cells, and the tables with their marks."""

    workbook: Workbook
    sheets: Mapping[str, OpenSheet]
    tables: Mapping[Sheet, LiveTable]

    @property
    def merged(self) -> bool:
        """Whether it is a regency workbook, made by a merge."""
        identitas = named(self.sheets, Sheet.IDENTITAS) is not None
        return {REKAP, SUMBER} <= self.sheets.keys() and not identitas


def named(sheets: Mapping[str, OpenSheet], sheet: str) -> OpenSheet | None:
    """One of our sheets: by its name, else the first of a name that differs in case and blanks only."""
    alike = (found for name, found in sheets.items() if fold(name) == fold(sheet))
    return sheets.get(sheet) or next(alike, None)


def identitas_in_place(grid: Grid) -> bool:
    """Whether *Identitas* has its columns where the template put them: marks stand there without headings."""
    wanted = {n: fold(column.header) for n, column in enumerate(contract.OFFICIAL_COLUMNS, contract.LABEL_COLUMN)}
    rows = ({n: fold(str(row[n].stored)) for n in wanted if n in row} for row in grid.rows.values())
    return wanted in list(rows)


def read(book: OpenBook) -> LiveBook:
    """All that a check needs of the open workbook. Other sheets are only named, as a file's are."""
    sheets = {sheet.name: sheet for sheet in book.sheets()}
    workbook = Workbook(book.name, {name: Grid(name) for name in sheets})
    tables: dict[Sheet, LiveTable] = {}
    for sheet in (Sheet.IDENTITAS, Sheet.PROFIL, *TABLES):
        found = named(sheets, sheet)
        if found is None:
            continue
        reader = _SheetReader(found)
        workbook.sheets[found.name] = reader.grid
        if sheet in TABLES:
            table = reader.table(sheet)
            if table is not None:
                tables[sheet] = table
        else:
            reader.whole()
    return LiveBook(workbook, sheets, tables)


def find_tables(book: OpenBook) -> LiveBook:
    """Where the tables and their marks stand, without what officers filled in."""
    sheets = {sheet.name: sheet for sheet in book.sheets()}
    tables: dict[Sheet, LiveTable] = {}
    for sheet in TABLES:
        found = named(sheets, sheet)
        table = _SheetReader(found).marks(sheet) if found is not None else None
        if table is not None:
            tables[sheet] = table
    workbook = Workbook(book.name, {name: Grid(name) for name in sheets})
    identitas = named(sheets, Sheet.IDENTITAS)
    if identitas is not None:
        reader = _SheetReader(identitas)
        reader.whole()
        workbook.sheets[identitas.name] = reader.grid
    return LiveBook(workbook, sheets, tables)


class _SheetReader:
    """Reads one sheet of the running application into a grid."""

    def __init__(self, sheet: OpenSheet) -> None:
        self.sheet = sheet
        self.grid = Grid(sheet.name)
        self.rows, self.columns = sheet.extent()
        self._numbers: set[tuple[int, int]] = set()

    def whole(self) -> None:
        """Everything on a sheet that is no table."""
        self._fill(Range(1, 1, self.rows, self.columns))
        self._formats()
        self.grid.merged = self._merged(Range(1, 1, self.rows, self.columns))

    def table(self, sheet: Sheet) -> LiveTable | None:
        """The cells of a table without those of its row formulas; None where no headings are found."""
        headings = self._top(sheet)
        if headings is None:
            self._rest(range(1, self.columns + 1))
            return None
        formulas = _formulas(sheet, headings)
        self._rest(n for n in range(1, self.columns + 1) if n not in formulas)
        self._numbers = {(row, n) for row, n in self._numbers if row > headings.row and n not in formulas}
        self._formats()
        self._shape(headings.row + 1)
        return self._marked(headings)

    def marks(self, sheet: Sheet) -> LiveTable | None:
        """Only where a table and its marks stand."""
        headings = self._top(sheet)
        if headings is None:
            return None
        self._rest(n for n, key in headings.ours.items() if key in (contract.PESAN.key, contract.TANDA.key))
        return self._marked(headings)

    def _top(self, sheet: Sheet) -> Headings | None:
        self._fill(Range(1, 1, min(self.rows, _TOP), self.columns))
        return find_headings(sheet, self.grid)

    def _rest(self, columns: Iterable[int]) -> None:
        if self.rows > _TOP:
            for left, right in runs(columns):
                self._fill(Range(_TOP + 1, left, self.rows, right))

    def _marked(self, headings: Headings) -> LiveTable:
        table = LiveTable(self.sheet, headings, self.rows)
        for key, marks in ((contract.PESAN.key, table.pesan), (contract.TANDA.key, table.tanda)):
            column = table.column(key)
            cells = (self.grid.row(row).get(column, Cell()) for row in range(table.first, self.rows + 1))
            marks.extend(str(cell.stored or "") for cell in cells)
        return table

    def _fill(self, area: Range) -> None:
        errors: list[tuple[int, int]] = []
        for row, values in enumerate(self.sheet.values(area), start=area.top):
            cells = {n: cell_of(value) for n, value in enumerate(values, start=area.left) if value not in (None, "")}
            if cells:
                self.grid.rows.setdefault(row, {}).update(cells)
                self._numbers.update((row, n) for n, cell in cells.items() if is_number(cell.stored))
                errors.extend((row, n) for n, cell in cells.items() if cell.flaw)
        if errors:
            formulas = self.sheet.formulas(area)
            for row, column in errors:
                formula = formulas[row - area.top][column - area.left]
                cell = self.grid.rows[row][column]
                self.grid.rows[row][column] = cell._replace(formula=formula[1:] if formula.startswith("=") else "")

    def _formats(self) -> None:
        for cells, code in _alike(self._numbers, self.sheet.number_format):
            for row, column in cells:
                self.grid.rows[row][column] = self.grid.rows[row][column]._replace(format=code)

    def _shape(self, first: int) -> None:
        """Hidden rows and merged cells from a row downwards."""
        if self.rows >= first:
            found = list(islice(_hidden(self.sheet, first, self.rows), _MOST_HIDDEN + 1))
            if len(found) <= _MOST_HIDDEN:
                self.grid.hidden_rows = {row for start, end in found for row in range(start, end + 1)}
            self.grid.merged = self._merged(Range(first, 1, self.rows, self.columns))

    def _merged(self, area: Range) -> list[Range]:
        found: dict[Range, None] = {}
        for merged in _merged(self.sheet, area):
            found[merged] = None
            if len(found) == _MOST_MERGED:
                break
        return sorted(found)


def cell_of(value: CellValue) -> Cell:
    """A cell from what the application says of it, still without its number format."""
    if isinstance(value, datetime):
        return Cell(serial(value.isoformat()))
    if isinstance(value, str):
        return Cell(None, flaw=value) if value in _ERRORS else Cell(value)
    if isinstance(value, (bool, int)) or value is None:
        return Cell(value)
    number = float(value)  # Excel gives cells with a currency format as decimals
    return Cell(int(number) if number.is_integer() and abs(number) < _EXACT else number)


def _formulas(sheet: Sheet, headings: Headings) -> set[int]:
    """The columns of row formulas."""
    ours = {column.key for column in contract.columns(sheet, headings.years) if column.kind is Kind.FORMULA}
    return {number for number, key in headings.ours.items() if not key or key in ours}


def runs(columns: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring columns together: the first and the last of each run."""
    for _, run in groupby(enumerate(sorted(columns)), key=lambda pair: pair[1] - pair[0]):
        numbers = [number for _, number in run]
        yield numbers[0], numbers[-1]


def _alike(cells: Set[tuple[int, int]], ask: Callable[[Range], T | None]) -> Iterator[tuple[Set[tuple[int, int]], T]]:
    """Cells that share an answer: asked of all together, then of each patch of neighbours, then of halves of it."""
    if not cells:
        return
    rows, columns = [row for row, _ in cells], [column for _, column in cells]
    area = Range(min(rows), min(columns), max(rows), max(columns))
    answer = ask(area)
    if answer is not None:
        yield cells, answer
    elif len(cells) > 1:
        patches = list(_patches(cells))
        if len(patches) == 1:
            patches = [
                {
                    (row, column)
                    for row in range(half.top, half.bottom + 1)
                    for column in range(half.left, half.right + 1)
                }
                for half in _halves(area)
            ]
        for patch in patches:
            yield from _alike(patch, ask)


def _patches(cells: Set[tuple[int, int]]) -> Iterator[set[tuple[int, int]]]:
    """Rectangles of cells: neighbouring rows that are filled in the same neighbouring columns."""
    in_row: dict[int, list[int]] = defaultdict(list)
    for row, column in cells:
        in_row[row].append(column)
    in_columns: dict[tuple[int, int], list[int]] = defaultdict(list)
    for row, columns in in_row.items():
        for run in runs(columns):
            in_columns[run].append(row)
    for (left, right), rows in in_columns.items():
        for top, bottom in runs(rows):
            yield _cells(Range(top, left, bottom, right))


def _cells(area: Range) -> set[tuple[int, int]]:
    return {(row, column) for row in range(area.top, area.bottom + 1) for column in range(area.left, area.right + 1)}


def _hidden(sheet: OpenSheet, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Runs of hidden rows, some of which may be neighbours."""
    hidden = sheet.hidden(first, last)
    if hidden:
        yield first, last
    elif hidden is None and first < last:
        middle = (first + last) // 2
        yield from _hidden(sheet, first, middle)
        yield from _hidden(sheet, middle + 1, last)


def _merged(sheet: OpenSheet, area: Range) -> Iterator[Range]:
    """The merged cells in an area, some of which may be met twice."""
    merged = sheet.merged(area)
    if merged is False:
        return
    if merged:
        first = sheet.merged_with(area.top, area.left)
        if first.bottom >= area.bottom and first.right >= area.right:
            yield first
            return
    for half in _halves(area):
        yield from _merged(sheet, half)


def _halves(area: Range) -> tuple[Range, Range]:
    if area.bottom > area.top:
        middle = (area.top + area.bottom) // 2
        return area._replace(bottom=middle), area._replace(top=middle + 1)
    middle = (area.left + area.right) // 2
    return area._replace(right=middle), area._replace(left=middle + 1)
