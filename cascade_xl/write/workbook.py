"""The standard workbook of a profile: empty, or filled from a document, with its findings marked."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from cascade_xl import contract
from cascade_xl.contract import Column, Sheet
from cascade_xl.contract.merged import PROFILE_MARK, chunks
from cascade_xl.model import Document, Value
from cascade_xl.profile import Profile
from cascade_xl.write.cells import put_text
from cascade_xl.write.daftar import write_daftar
from cascade_xl.write.identitas import write_identitas
from cascade_xl.write.lines import Line, extra_headings, lines
from cascade_xl.write.marks import NO_MARKS, Marks, Spot, collect, identitas_spots, table_spots
from cascade_xl.write.matriks import matriks_plan, with_formulas, write_matriks
from cascade_xl.write.package import Extras, finish
from cascade_xl.write.petunjuk import write_petunjuk
from cascade_xl.write.printing import printed_for
from cascade_xl.write.styles import Looks
from cascade_xl.write.tables import Plan, write_table
from cascade_xl.write.temuan import write_temuan

if TYPE_CHECKING:
    from cascade_xl.rules.rule import Report

_FILLED = (Sheet.MATRIKS, Sheet.POHON, Sheet.KUNCI, Sheet.PENGECUALIAN)
_TABS = {
    Sheet.PETUNJUK: "94A3B8",
    Sheet.IDENTITAS: "0F3D5E",
    Sheet.MATRIKS: "14507A",
    Sheet.POHON: "1B6478",
    Sheet.KUNCI: "2F6B57",
    Sheet.PENGECUALIAN: "475569",
    Sheet.TEMUAN: "B45309",
}


def build(
    profile: Profile, document: Document | None = None, report: Report | None = None, rows: int = contract.ROWS
) -> bytes:
    """An ``.xlsx`` file. The same input gives the same bytes.

    Without a document it is the empty template with ``rows`` ready rows on *Matriks*. A document's values go back as
    they were stored: texts as texts, whatever they begin with; numbers with their formats; Excel's errors as errors.
    Where the document needs more rows the table grows. A report fills *Temuan* and marks the cells of its findings.
    """
    years = (document.years if document else ()) or profile.years
    columns = {sheet: contract.arranged(sheet, years, _extra(document, sheet)) for sheet in _FILLED}
    filled = {sheet: lines(document, sheet) if document else [] for sheet in _FILLED}
    marks = NO_MARKS
    if document is not None and report is not None:
        marks = collect(report.findings, _spots(document, filled, years))
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    looks = Looks(workbook)
    sheets = {sheet: workbook.create_sheet(sheet.value) for sheet in Sheet}
    matriks = matriks_plan(columns[Sheet.MATRIKS], filled[Sheet.MATRIKS], rows, marks)
    matriks, row = with_formulas(matriks, profile, years)
    extras: dict[str, Extras] = {
        Sheet.PETUNJUK: write_petunjuk(sheets[Sheet.PETUNJUK], profile, looks),
        Sheet.IDENTITAS: write_identitas(sheets[Sheet.IDENTITAS], profile, document, marks, looks),
        Sheet.MATRIKS: write_matriks(sheets[Sheet.MATRIKS], matriks, row, looks),
        **{plan.sheet: write_table(sheets[plan.sheet], plan, looks) for plan in _other_plans(columns, filled, marks)},
        Sheet.TEMUAN: write_temuan(sheets[Sheet.TEMUAN], marks, looks),
    }
    write_daftar(workbook, sheets[Sheet.DAFTAR], looks, row, document, matriks.rows)
    _write_profile(sheets[Sheet.PROFIL], profile)
    looks.done(workbook)
    _settings(workbook, sheets, document, report)
    target = io.BytesIO()
    workbook.save(target)
    return finish(target.getvalue(), {sheet: extras.get(sheet, Extras()) for sheet in Sheet})


def _extra(document: Document | None, sheet: Sheet) -> tuple[str, ...]:
    return extra_headings(document, sheet) if document else ()


def _spots(document: Document, filled: dict[Sheet, list[Line]], years: Sequence[int]) -> Iterator[tuple[Value, Spot]]:
    tables = (
        table_spots(sheet, filled[sheet], contract.layout(sheet, years, _extra(document, sheet))) for sheet in _FILLED
    )
    return chain(identitas_spots(document), *tables)


def _other_plans(
    columns: dict[Sheet, tuple[Column, ...]], filled: dict[Sheet, list[Line]], marks: Marks
) -> Iterator[Plan]:
    for sheet, title, hint, length, unit, frozen, printed in (
        (
            Sheet.POHON,
            "POHON KINERJA",
            "Satu baris = satu IK. IK berikutnya dari kotak yang sama: baris baru, empat kolom pertama dikosongkan.",
            "uraian",
            "baris",
            "induk",
            ("tingkat", "catatan"),
        ),
        (
            Sheet.KUNCI,
            "INDIKATOR KUNCI",
            "Tabel indikator yang tidak bergantung pada kinerja di Matriks, mis. PANJAB atau SPM.",
            "indikator",
            "indikator",
            "indikator",
            ("kelompok", "catatan"),
        ),
        (
            Sheet.PENGECUALIAN,
            "PENGECUALIAN",
            "Temuan yang diterima OPD. Alasan wajib diisi; nama aturan dilihat di lembar Temuan.",
            "aturan",
            "pengecualian",
            "",
            ("aturan", "alasan"),
        ),
    ):
        letter = get_column_letter(next(n for n, c in enumerate(columns[sheet], start=1) if c.key == length))
        first = contract.HEADER_ROWS[sheet] + 1
        last = max(contract.CHECKED_ROWS, first + len(filled[sheet]))
        count = f'SUMPRODUCT(--(TRIM(${letter}${first}:${letter}${last})<>""))&" {unit}"'
        yield Plan(
            sheet,
            title,
            hint,
            count,
            columns[sheet],
            filled[sheet],
            contract.OTHER_ROWS,
            frozen=frozen,
            repeats=("tingkat", "kode", "induk", "uraian") if sheet is Sheet.POHON else (),
            printed=printed,
            length=length,
            named=columns[sheet][1].key,
            marks=marks,
        )


def _write_profile(ws: Worksheet, profile: Profile) -> None:
    """The profile's JSON, so that the workbook is checked by what it was made from."""
    text = json.dumps(profile.data, ensure_ascii=False, separators=(",", ":"))
    put_text(ws.cell(1, 1), PROFILE_MARK)
    for row, chunk in enumerate(chunks(text), start=2):
        cell = ws.cell(row, 1)
        cell.number_format = "@"
        put_text(cell, chunk)


def _settings(
    workbook: Workbook, sheets: dict[Sheet, Worksheet], document: Document | None, report: Report | None
) -> None:
    for sheet, colour in _TABS.items():
        sheets[sheet].sheet_properties.tabColor = colour
    sheets[Sheet.DAFTAR].sheet_state = "hidden"
    sheets[Sheet.PROFIL].sheet_state = "veryHidden"
    opened = Sheet.TEMUAN if report else Sheet.MATRIKS if document else Sheet.PETUNJUK
    workbook.active = sheets[opened]
    for sheet, ws in sheets.items():
        ws.sheet_view.tabSelected = sheet is opened
        printed_for(ws, document)
    row = contract.IDENTITAS_FIRST_ROW + [field.key for field in contract.FIELDS].index("templat")
    where = f"{Sheet.IDENTITAS}!${get_column_letter(contract.VALUE_COLUMN)}${row}"
    workbook.defined_names["cascade_xl_templat"] = DefinedName("cascade_xl_templat", attr_text=where)
    properties: Any = workbook  # the stubs do not know custom properties yet
    properties.custom_doc_props.append(StringProperty(name=contract.MARKER, value=contract.VERSION))
    workbook.properties.creator = contract.MARKER
    workbook.properties.title = "Cascading kinerja"
    workbook.calculation.fullCalcOnLoad = True
