"""The sheet *Temuan*: every finding, with a link to its cell."""

from __future__ import annotations

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from cascade_xl import contract
from cascade_xl.contract import Sheet, Style
from cascade_xl.contract.marks import STATUS, link, said
from cascade_xl.model import Finding, Status
from cascade_xl.write.cells import put_text
from cascade_xl.write.marks import Marks, Spot
from cascade_xl.write.package import Extras
from cascade_xl.write.styles import Looks, differential, dress, height
from cascade_xl.write.tables import Plan, colour_where, write_table

_COLOURS = {"Galat": Style.GALAT, "Peringatan": Style.PERINGATAN, "Saran": Style.SARAN}
_CENTRED = ("no", "keparahan", "status", "code", "year")


def write_temuan(ws: Worksheet, marks: Marks, looks: Looks) -> Extras:
    columns = contract.columns(Sheet.TEMUAN)
    count = max(1, len(marks.spots))
    head = contract.HEADER_ROWS[Sheet.TEMUAN]
    severity = f"$B${head + 1}:$B${max(contract.CHECKED_ROWS, head + count)}"
    words = "&".join(f'", "&COUNTIF({severity},"{word}")&" {word.lower()}"' for word in _COLOURS)
    plan = Plan(
        Sheet.TEMUAN,
        "TEMUAN VALIDASI",
        "Lembar ini diisi oleh pemeriksaan. Klik kolom Tempat untuk melompat ke selnya.",
        f'COUNTIF({severity},"?*")&" temuan"&{words}',
        columns,
        (),
        count,
        frozen="",
        printed=("no", "fix"),
        length="keparahan",
        named="tempat",
        marks=marks,
    )
    extras = write_table(ws, plan, looks)
    where = contract.layout(Sheet.TEMUAN)
    _dress(ws, plan, where, looks)
    for number, (finding, spot) in enumerate(marks.spots, start=1):
        _row(ws, plan.head + number, number, finding, spot, where, looks)
    _colours(ws, plan)
    return extras


def _dress(ws: Worksheet, plan: Plan, where: dict[str, int], looks: Looks) -> None:
    """The look of its columns, also where a later check in the open workbook will write."""
    for key, column in where.items():
        look = looks["link" if key == "tempat" else "centred" if key in _CENTRED else "cell"]
        dress(ws.column_dimensions[get_column_letter(column)], look)
        for row in range(plan.head + 1, plan.head + 1 + plan.rows):
            dress(ws.cell(row, column), look)


def _row(
    ws: Worksheet, row: int, number: int, finding: Finding, spot: Spot | None, where: dict[str, int], looks: Looks
) -> None:
    ws.cell(row, where["no"]).value = number
    if finding.year is not None:
        ws.cell(row, where["year"]).value = finding.year
    texts = said(finding) | {"tempat": _place(finding, spot)}
    for key, text in texts.items():
        put_text(ws.cell(row, where[key]), text)
    if spot is not None:
        ws.cell(row, where["tempat"]).value = link(spot.sheet, spot.address)
    widths = {column.key: column.width for column in contract.columns(Sheet.TEMUAN)}
    ws.row_dimensions[row].height = height((text, widths[key] + 1) for key, text in texts.items())


def _place(finding: Finding, spot: Spot | None) -> str:
    """Where it is in this workbook; where it was read, if it is not here."""
    if spot is not None:
        return f"{spot.sheet}!{spot.address}"
    return "!".join(part for part in (finding.place.sheet, finding.place.cell) if part)


def _colours(ws: Worksheet, plan: Plan) -> None:
    first = plan.head + 1
    status, severity = (f"${plan.letter(key)}{first}" for key in ("status", "keparahan"))
    accepted = STATUS[Status.ACCEPTED]
    row = f"{plan.letter('no')}{first}:{plan.letter('reason')}{plan.reach}"
    colour_where(ws, row, f'{status}="{accepted}"', differential(Style.DITERIMA, Style.SOFT_INK))
    for word, colour in _COLOURS.items():
        test = f'AND({status}<>"{accepted}",{severity}="{word}")'
        colour_where(ws, plan.area("keparahan"), test, differential(colour, bold=True))
