"""One table on one sheet: title, bands, headings, rows, drop-downs, colours, print set-up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl.formatting.rule import Rule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn, TableFormula, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from cascade_xl import contract
from cascade_xl.contract import Column, Kind, Sheet, Style
from cascade_xl.contract.marks import COLOURS, flagged
from cascade_xl.write.cells import SharedFormula, escaped, put, put_text
from cascade_xl.write.formulas import RowFormula
from cascade_xl.write.lines import Line
from cascade_xl.write.marks import NO_MARKS, Marks
from cascade_xl.write.package import Extras
from cascade_xl.write.printing import growing_area, print_table, set_up_print
from cascade_xl.write.styles import LOOK_OF, Looks, differential, dress, height

_SPARE = 100


@dataclass(frozen=True)
class Plan:
    """What to write on one table sheet."""

    sheet: Sheet
    title: str
    hint: str
    count: str
    """A formula: what the sheet holds, in words."""
    columns: tuple[Column, ...]
    lines: Sequence[Line]
    ready: int
    frozen: str
    """Key of the first column that scrolls; empty if none stands still."""
    printed: tuple[str, str]
    """First and last column of the print area."""
    length: str
    """Key of a column that every row fills."""
    named: str
    """Key of the column by which a reader knows the row."""
    repeats: tuple[str, ...] = ()
    """Neighbouring columns of a node, which are grey where they only repeat the row above."""
    formulas: Mapping[str, RowFormula] = field(default_factory=dict)
    marks: Marks = NO_MARKS

    @property
    def head(self) -> int:
        return contract.HEADER_ROWS[self.sheet]

    @property
    def rows(self) -> int:
        """Rows that are ready: the table grows with the document."""
        return self.ready if len(self.lines) <= self.ready else len(self.lines) + _SPARE

    @property
    def reach(self) -> int:
        """The last row of drop-downs, colours and formulas' ranges."""
        return max(contract.CHECKED_ROWS, self.head + self.rows + _SPARE)

    def letter(self, key: str) -> str:
        return get_column_letter(next(n for n, column in enumerate(self.columns, start=1) if column.key == key))

    def area(self, key: str) -> str:
        """A column's rows, ready and to come."""
        return f"{self.letter(key)}{self.head + 1}:{self.letter(key)}{self.reach}"


def write_table(ws: Worksheet, plan: Plan, looks: Looks) -> Extras:
    """Everything on the sheet; what openpyxl cannot write is the answer."""
    _banner(ws, plan, looks)
    _headings(ws, plan, looks)
    _rows(ws, plan, looks)
    _table(ws, plan)
    _validations(ws, plan)
    _colour_marks(ws, plan)
    _grey_repeats(ws, plan)
    _view(ws, plan)
    set_up_print(ws, plan.title)
    printed = plan.letter(plan.printed[0]), plan.letter(plan.printed[1])
    rows = plan.ready if plan.sheet is Sheet.TEMUAN else len(plan.lines)
    print_table(ws, plan.head, printed, rows, plan.letter(plan.named))
    still_filled = plan.marks is NO_MARKS or plan.sheet is Sheet.TEMUAN  # a check in the open workbook fills Temuan
    growing = growing_area(ws, plan.head, printed, plan.letter(plan.length)) if still_filled else ""
    return Extras(_ignored(plan), plan.head + 1, growing)


def _banner(ws: Worksheet, plan: Plan, looks: Looks) -> None:
    width = sum(not column.hidden for column in plan.columns)
    for row, look in ((1, "title"), (2, "subtitle"), (3, "hint")):
        for column in range(1, width + 1):
            dress(ws.cell(row, column), looks[look])
    put_text(ws.cell(1, 1), plan.title)
    ws.cell(2, 1).value = about()
    count = ws.cell(3, 1)
    count.value = f"={plan.count}"
    dress(count, looks["count"])
    put_text(ws.cell(3, _hint_column(plan)), plan.hint)
    for row, points in ((1, 30), (2, 20), (3, 20)):
        ws.row_dimensions[row].height = points


def _hint_column(plan: Plan) -> int:
    """The first column right of some 30 characters, so that the count stays readable."""
    room = 0.0
    for number, column in enumerate(plan.columns, start=1):
        if room >= 30:
            return number
        room += column.width
    return 2


def about() -> str:
    """A formula: OPD, regency and period, as *Identitas* says."""
    row = {field.key: contract.IDENTITAS_FIRST_ROW + n for n, field in enumerate(contract.FIELDS)}
    value = get_column_letter(contract.VALUE_COLUMN)

    def of(key: str) -> str:
        return f"{Sheet.IDENTITAS}!${value}${row[key]}"

    opd, pemerintah, first, last = (of(key) for key in ("opd", "pemerintah", "periode_awal", "periode_akhir"))
    where = f'IF({pemerintah}="","",", "&{pemerintah})'
    period = f'IF({first}="",""," · Periode "&{first}&IF(OR({last}="",{last}={first}),"","–"&{last}))'
    return f'=IF({opd}="","Isi dahulu lembar Identitas",{opd}&{where}){"&"}{period}'


def _headings(ws: Worksheet, plan: Plan, looks: Looks) -> None:
    banded = plan.sheet is Sheet.MATRIKS
    group = ""
    for number, column in enumerate(plan.columns, start=1):
        heading = ws.cell(plan.head, number)
        heading.value = escaped(column.header)
        heading.data_type = "s"
        dress(heading, looks.heading(column.group))
        if banded and not column.hidden:
            band = ws.cell(plan.head - 1, number)
            dress(band, looks.band(column.group))
            if column.group != group:
                put_text(band, column.group)
                group = column.group
    ws.row_dimensions[plan.head].height = 32
    if banded:
        ws.row_dimensions[plan.head - 1].height = 16


def _rows(ws: Worksheet, plan: Plan, looks: Looks) -> None:
    first, last = plan.head + 1, plan.head + plan.rows
    for number, column in enumerate(plan.columns, start=1):
        look = looks["hidden" if column.hidden else LOOK_OF[column.kind]]
        entry = ws.column_dimensions[get_column_letter(number)]
        entry.width = column.width
        entry.hidden = column.hidden
        if not column.hidden:
            dress(entry, looks[LOOK_OF[column.kind]])
        if column.key in plan.formulas and column.kind is Kind.FORMULA:
            ref = f"{get_column_letter(number)}{first}:{get_column_letter(number)}{last}"
            formula = plan.formulas[column.key].cell
            for row in range(first, last + 1):
                cell = ws.cell(row, number)
                cell.value = SharedFormula(number, ref, formula) if row == first else SharedFormula(number)
                dress(cell, look)
        elif not column.hidden:
            for row in range(first, last + 1):
                dress(ws.cell(row, number), look)
    for row, line in enumerate(plan.lines, start=first):
        _line(ws, plan, row, line)


def _line(ws: Worksheet, plan: Plan, row: int, line: Line) -> None:
    shown: list[tuple[str, float]] = []
    for number, column in enumerate(plan.columns, start=1):
        value = (line.extra if column.kind is Kind.EXTRA else line.cells).get(column.key)
        if value is None or (value.flaw and column.key in line.repeated):
            continue
        put(ws.cell(row, number), value)
        shown.append((value.raw, column.width))
    marked = plan.marks.rows.get((plan.sheet, row))
    if marked:
        put_text(ws[f"{plan.letter(contract.PESAN.key)}{row}"], marked.message)
        put_text(ws[f"{plan.letter(contract.TANDA.key)}{row}"], marked.flags)
        shown.append((marked.message, contract.PESAN.width + 4))
    ws.row_dimensions[row].height = height(shown)


def _table(ws: Worksheet, plan: Plan) -> None:
    """An Excel table. The sheet is not protected: Excel would neither grow the table there nor insert rows into it."""
    last = get_column_letter(len(plan.columns))
    name = contract.TABLE_NAMES[plan.sheet]
    table = Table(displayName=name, name=name, ref=f"A{plan.head}:{last}{plan.head + plan.rows}")
    for number, column in enumerate(plan.columns, start=1):
        entry = TableColumn(id=number, name=escaped(column.header))
        if column.key in plan.formulas and column.kind is Kind.FORMULA:
            entry.calculatedColumnFormula = TableFormula(attr_text=plan.formulas[column.key].column)
        table.tableColumns.append(entry)
    table.autoFilter = AutoFilter(ref=table.ref)
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    ws.add_table(table)


def _validations(ws: Worksheet, plan: Plan) -> None:
    for column in plan.columns:
        if column.kind in (Kind.FORMULA, Kind.MARK):
            continue
        ws.add_data_validation(validation(column, plan.area(column.key)))


def validation(column: Column, area: str) -> DataValidation:
    """A column's drop-down, if it has one, and the hint that shows when a cell of it is chosen."""
    entry = DataValidation(sqref=area, allow_blank=True)
    if column.hint:
        entry.showInputMessage = True
        entry.promptTitle, entry.prompt = column.header[:32], column.hint
    if column.choices:
        entry.type, entry.formula1 = "list", f"daftar_{column.choices}"
        entry.showErrorMessage = True
        if column.strict:
            entry.errorStyle, entry.errorTitle = "stop", "Tidak ada dalam daftar"
            entry.error = (
                f"Pilih {column.header} dari daftar: klik tanda panah di kanan sel, atau tekan Alt + panah bawah."
            )
        else:
            entry.errorStyle, entry.errorTitle = "warning", "Belum ada dalam daftar"
            entry.error = (
                f"{column.header} ini belum ada dalam daftar. Periksa ejaannya; pilih Ya bila memang demikian."
            )
    return entry


def _colour_marks(ws: Worksheet, plan: Plan) -> None:
    """Severities, by the flags in the hidden column *Tanda*: they travel with their row when it is sorted."""
    if contract.TANDA.key not in {column.key for column in plan.columns}:
        return
    flags = f"${plan.letter(contract.TANDA.key)}{plan.head + 1}"
    for letter, colour in COLOURS.items():
        for column in contract.inputs(plan.sheet, [c.year for c in plan.columns if c.year]):
            mark_rule(ws, plan.area(column.key), flags, column.key, letter, colour)


def _grey_repeats(ws: Worksheet, plan: Plan) -> None:
    if not plan.repeats:
        return
    letters = [plan.letter(key) for key in plan.repeats]
    first, kode = plan.head + 1, plan.letter("kode")
    same = ",".join(f"${letter}{first}=${letter}{plan.head}" for letter in letters)
    area = f"{letters[0]}{first}:{letters[-1]}{plan.reach}"
    colour_where(ws, area, f'AND(${kode}{first}<>"",{same})', differential(ink=Style.FAINT))


def mark_rule(ws: Worksheet, area: str, flags: str, key: str, letter: str, colour: str) -> None:
    """Colour an area where the flags name a column with a letter."""
    colour_where(ws, area, flagged(key, letter, flags), differential(colour))


def colour_where(ws: Worksheet, area: str, formula: str, style: DifferentialStyle) -> None:
    """A conditional format; the formula is written for the area's first cell."""
    ws.conditional_formatting.add(area, Rule(type="expression", formula=[formula], dxf=style))


def _view(ws: Worksheet, plan: Plan) -> None:
    ws.sheet_view.showGridLines = False
    ws.sheet_view.zoomScale = 90
    column = plan.letter(plan.frozen) if plan.frozen else "A"
    ws.freeze_panes = f"{column}{plan.head + 1}"


def _ignored(plan: Plan) -> list[tuple[str, str]]:
    """Green triangles that would only frighten: numbers as text, words outside a soft list, formulas of two forms."""
    placed = list(enumerate(plan.columns, start=1))
    listed = plan.sheet is Sheet.TEMUAN  # what was found is quoted there as it was typed
    texts = [number for number, column in placed if listed or column.kind not in (Kind.FORMULA, Kind.MARK)]
    formulas = [number for number, column in placed if column.key in plan.formulas]
    return [
        (f"{get_column_letter(start)}{plan.head + 1}:{get_column_letter(end)}{plan.reach}", kinds)
        for numbers, kinds in (
            (texts, "numberStoredAsText twoDigitTextYear listDataValidation"),
            (formulas, "calculatedColumn formulaRange unlockedFormula"),
        )
        for start, end in _runs(numbers)
    ]


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
