"""The sheet *Identitas*: labelled fields, and the table of officials. Protected without a password, inputs open."""

from __future__ import annotations

from collections.abc import Mapping

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from cascade_xl import contract
from cascade_xl.contract import FLAGS, Column, Kind, Sheet, Style
from cascade_xl.model import Document, Value
from cascade_xl.profile import Profile
from cascade_xl.write.cells import put, put_text
from cascade_xl.write.marks import FIELD_KEY, Marks
from cascade_xl.write.package import Extras
from cascade_xl.write.printing import set_up_print
from cascade_xl.write.styles import Looks, dress, height
from cascade_xl.write.tables import about, mark_rule, validation

_GIVEN = ("profil", "templat")
_COLOURS = {
    FLAGS["error"]: Style.GALAT,
    FLAGS["warning"]: Style.PERINGATAN,
    FLAGS["advice"]: Style.SARAN,
    FLAGS["accepted"]: Style.DITERIMA,
}
_LEAST = 20.0
_LAST_COLUMN = contract.MESSAGE_COLUMN


def write_identitas(ws: Worksheet, profile: Profile, document: Document | None, marks: Marks, looks: Looks) -> Extras:
    _banner(ws, looks)
    given = {
        "templat": f"{contract.MARKER} {contract.VERSION}",
        "profil": profile.nama,
        "periode_awal": str(profile.years[0]),
        "periode_akhir": str(profile.years[-1]),
    }
    _fields(ws, document.identitas if document else {}, given, document is None, looks)
    last = _officials(ws, document, looks)
    _messages(ws, marks, last, looks)
    _colours(ws, last)
    for column in contract.OFFICIAL_COLUMNS:
        width = column.width
        ws.column_dimensions[_letter(column)].width = width
    ws.column_dimensions["A"].width = 2
    ws.column_dimensions[get_column_letter(contract.MESSAGE_COLUMN)].width = contract.PESAN.width
    ws.column_dimensions[get_column_letter(contract.MARK_COLUMN)].hidden = True
    ws.freeze_panes = "A3"
    protect(ws)
    ws.sheet_view.showGridLines = False
    set_up_print(ws, "IDENTITAS")
    ws.print_area = f"A1:{get_column_letter(_LAST_COLUMN)}{last}"
    value = get_column_letter(contract.VALUE_COLUMN)
    texts = [
        f"{value}{contract.IDENTITAS_FIRST_ROW}:{value}{contract.OFFICIALS_HEADER_ROW - 1}",
        f"{_letter(contract.OFFICIAL_COLUMNS[0])}{contract.OFFICIALS_HEADER_ROW + 1}:"
        f"{_letter(contract.OFFICIAL_COLUMNS[-1])}{last}",
    ]
    return Extras([(where, "numberStoredAsText twoDigitTextYear") for where in texts])


def protect(ws: Worksheet) -> None:
    """Against slips, not against people: no password, and columns and rows may be made wider and higher.

    Only sheets without an Excel table are protected: on a protected sheet a table does not grow, and rows cannot be
    inserted, sorted or filtered in it.
    """
    ws.protection.sheet = True
    ws.protection.formatColumns = ws.protection.formatRows = ws.protection.formatCells = False


def _letter(column: Column) -> str:
    return get_column_letter(contract.LABEL_COLUMN + contract.OFFICIAL_COLUMNS.index(column))


def _banner(ws: Worksheet, looks: Looks) -> None:
    for row, look in ((1, "title"), (2, "subtitle")):
        for column in range(1, _LAST_COLUMN + 1):
            dress(ws.cell(row, column), looks[look])
    put_text(ws.cell(1, contract.LABEL_COLUMN), "IDENTITAS")
    ws.cell(2, contract.LABEL_COLUMN).value = about()
    for row, points in ((1, 30), (2, 20), (3, 24)):
        ws.row_dimensions[row].height = points
    _section(ws, contract.IDENTITAS_FIRST_ROW - 1, "Perangkat daerah dan dokumen", looks)


def _section(ws: Worksheet, row: int, text: str, looks: Looks) -> None:
    for column in range(contract.LABEL_COLUMN, contract.LABEL_COLUMN + len(contract.OFFICIAL_COLUMNS)):
        dress(ws.cell(row, column), looks["section"])
    put_text(ws.cell(row, contract.LABEL_COLUMN), text)


def _fields(ws: Worksheet, values: Mapping[str, Value], given: Mapping[str, str], empty: bool, looks: Looks) -> None:
    """One line per field. What the template itself says is not taken from the document."""
    width = contract.OFFICIAL_COLUMNS[1].width
    for row, field in enumerate(contract.FIELDS, start=contract.IDENTITAS_FIRST_ROW):
        label = ws.cell(row, contract.LABEL_COLUMN)
        put_text(label, field.label)
        dress(label, looks["label"])
        cell = ws.cell(row, contract.VALUE_COLUMN)
        dress(cell, looks["given" if field.key in _GIVEN else "field"])
        value = values.get(field.key)
        if field.key in given and (empty or field.key in _GIVEN):
            put_text(cell, given[field.key])
        elif value is not None:
            put(cell, value)
        ws.row_dimensions[row].height = max(_LEAST, height([(value.raw if value else "", width)]))
        if field.key not in _GIVEN:
            prompt = DataValidation(sqref=cell.coordinate, showInputMessage=True)
            prompt.promptTitle, prompt.prompt = field.label[:32], field.hint
            ws.add_data_validation(prompt)
        advice = ws.cell(row, contract.HINT_COLUMN)
        put_text(advice, f"{field.hint} Wajib diisi." if field.required else field.hint)
        dress(advice, looks["advice"])


def _officials(ws: Worksheet, document: Document | None, looks: Looks) -> int:
    """The table of officials; the last row that is ready."""
    head = contract.OFFICIALS_HEADER_ROW
    _section(ws, head - 1, "Pejabat yang menandatangani", looks)
    ws.row_dimensions[head - 1].height = 24
    ws.row_dimensions[head].height = 22
    officials = document.officials if document else ()
    last = head + max(contract.OFFICIAL_ROWS, len(officials) + 2)
    for number, column in enumerate(contract.OFFICIAL_COLUMNS, start=contract.LABEL_COLUMN):
        heading = ws.cell(head, number)
        put_text(heading, column.header)
        dress(heading, looks.heading(""))
        for row in range(head + 1, last + 1):
            dress(ws.cell(row, number), looks["field" if column.kind is Kind.CODE else "open"])
            ws.row_dimensions[row].height = _LEAST
        letter = get_column_letter(number)
        ws.add_data_validation(validation(column, f"{letter}{head + 1}:{letter}{last}"))
    for row, official in enumerate(officials, start=head + 1):
        for number, value in enumerate(official, start=contract.LABEL_COLUMN):
            put(ws.cell(row, number), value)
        widths = [column.width for column in contract.OFFICIAL_COLUMNS]
        needed = height(zip((value.raw for value in official), widths, strict=True))
        ws.row_dimensions[row].height = max(_LEAST, needed)
    return last


def _messages(ws: Worksheet, marks: Marks, last: int, looks: Looks) -> None:
    """What rows say of their findings, in cells that stay open on the protected sheet: a later check writes there."""
    for row in range(contract.IDENTITAS_FIRST_ROW, last + 1):
        message, flags = ws.cell(row, contract.MESSAGE_COLUMN), ws.cell(row, contract.MARK_COLUMN)
        dress(message, looks["note"])
        dress(flags, looks["note"])
        marked = marks.rows.get((Sheet.IDENTITAS, row))
        if marked:
            put_text(message, marked.message)
            put_text(flags, marked.flags)
            now = ws.row_dimensions[row].height or 0
            ws.row_dimensions[row].height = max(now, height([(marked.message, contract.PESAN.width + 4)]))


def _colours(ws: Worksheet, last: int) -> None:
    value, flag = (get_column_letter(n) for n in (contract.VALUE_COLUMN, contract.MARK_COLUMN))
    first, head = contract.IDENTITAS_FIRST_ROW, contract.OFFICIALS_HEADER_ROW + 1
    for letter, colour in _COLOURS.items():
        area = f"{value}{first}:{value}{first + len(contract.FIELDS) - 1}"
        mark_rule(ws, area, f"${flag}{first}", FIELD_KEY, letter, colour)
        for column in contract.OFFICIAL_COLUMNS:
            area = f"{_letter(column)}{head}:{_letter(column)}{last}"
            mark_rule(ws, area, f"${flag}{head}", column.key, letter, colour)
