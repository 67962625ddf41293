"""Findings in the workbook: *Temuan* with links, flags and messages in the rows, colours on the cells."""

from __future__ import annotations

import re
from functools import lru_cache
from io import BytesIO

import openpyxl

from cascade_xl import contract
from cascade_xl.contract import Sheet
from cascade_xl.contract.marks import letter
from cascade_xl.model import Finding, Place, Severity, Status
from cascade_xl.profile import Profile
from cascade_xl.resources import profile
from cascade_xl.rules import RULES
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Outcome, Report, Result, check
from cascade_xl.write import build
from tests.write.books import FILE, READY, cell, column_of, document, indicator, node, opened

GIVEN = {
    "identitas": {"opd": "Dinas X", "pemerintah": "Kabupaten Y"},
    "matriks": [
        node(
            "P1",
            "Program",
            "",
            indicator("Orang", "ada", "5", arah="Positif", sifat="Progress"),
            indicator("%", "90", "80", indikator="Persentase hasil", arah="Positif", sifat="Progress"),
        )
    ],
    "pengecualian": [{"aturan": "arah-dilanggar", "kode": "P1", "tahun": "2026", "alasan": "Kewenangan pindah"}],
}


@lru_cache
def made() -> tuple[Report, openpyxl.Workbook]:
    given = document(GIVEN)
    report = check(Book(given, profile()), RULES)
    return report, opened(build(profile(), given, report, rows=READY))


def finding(place: Place, severity: Severity = Severity.ERROR, message: str = "Salah.") -> Finding:
    return Finding("uji", "X999", severity, Status.OPEN, place, "P1", "", "", None, "", None, message, "Perbaiki.")


def marked(*findings: Finding, using: Profile | None = None) -> openpyxl.Workbook:
    """The workbook of the sample with these findings only."""
    given = document(GIVEN)
    report = Report(FILE, (Result(RULES[0], Outcome.FINDINGS, tuple(findings)),))
    return opened(build(using or profile(), given, report, rows=READY))


def test_every_finding_stands_in_temuan_with_a_link_to_its_cell() -> None:
    report, book = made()
    ws = book[Sheet.TEMUAN]
    head, where = contract.HEADER_ROWS[Sheet.TEMUAN], contract.layout(Sheet.TEMUAN)
    rows = [ws[head + n] for n in range(1, len(report.findings) + 1)]
    written = {(row[where["code"] - 1].value, row[where["message"] - 1].value) for row in rows}
    assert written == {(f.code, f.message) for f in report.findings}
    places = [str(row[where["tempat"] - 1].value) for row in rows]
    assert any(text.startswith("=HYPERLINK(\"#'Matriks'!") for text in places)
    for text in places:
        sheet, _, at = text.removesuffix('")').rpartition('"')[2].partition("!")
        assert text == (f'=HYPERLINK("#\'{sheet}\'!{at}","{sheet}!{at}")' if at else sheet)


def test_a_link_says_its_text_before_anything_was_calculated() -> None:
    given = document(GIVEN)
    report = Report(FILE, (Result(RULES[0], Outcome.FINDINGS, (finding(given.indicators[0].satuan.place),)),))
    content = build(profile(), given, report, rows=READY)
    ws = openpyxl.load_workbook(BytesIO(content), data_only=True)[Sheet.TEMUAN]
    where = contract.layout(Sheet.TEMUAN)
    shown = ws.cell(contract.HEADER_ROWS[Sheet.TEMUAN] + 1, where["tempat"]).value
    assert re.fullmatch(r"Matriks![A-Z]+6", str(shown))


def test_a_row_says_what_was_found_in_it() -> None:
    report, book = made()
    first = [f for f in report.findings if f.place.sheet == Sheet.MATRIKS and f.place.row == 6]
    message = str(cell(book, Sheet.MATRIKS, 1, "pesan").value)
    assert all(f"{f.code}: {f.message}" in message for f in first)
    flags = str(cell(book, Sheet.MATRIKS, 1, "tanda").value)
    assert "|target_2025:G|" in flags


def test_accepted_findings_are_flagged_so() -> None:
    report, book = made()
    accepted = [f for f in report.findings if f.status is Status.ACCEPTED]
    assert [f.rule for f in accepted] == ["arah-dilanggar"]
    assert "|target_2026:T|" in str(cell(book, Sheet.MATRIKS, 2, "tanda").value)
    assert f"Diterima {accepted[0].code}" in str(cell(book, Sheet.MATRIKS, 2, "pesan").value)


def test_the_heaviest_finding_of_a_row_comes_first() -> None:
    place = document(GIVEN).indicators[0].satuan.place
    advice, error = finding(place, Severity.ADVICE, "Ringan."), finding(place, Severity.ERROR, "Berat.")
    book = marked(advice, error)
    assert cell(book, Sheet.MATRIKS, 1, "tanda").value == "|satuan:G|satuan:S|"
    assert str(cell(book, Sheet.MATRIKS, 1, "pesan").value).startswith("Galat X999: Berat.")


def test_a_finding_about_a_row_marks_no_cell_of_it() -> None:
    book = marked(finding(Place(FILE, Sheet.MATRIKS, 6, 400)))
    assert cell(book, Sheet.MATRIKS, 1, "tanda").value is None
    assert "Salah." in str(cell(book, Sheet.MATRIKS, 1, "pesan").value)


def test_a_finding_about_the_file_is_only_listed() -> None:
    book = marked(finding(Place(FILE, "", 0, 0)), finding(Place(FILE, "Lembar Lain", 3, 2)))
    ws, where = book[Sheet.TEMUAN], contract.layout(Sheet.TEMUAN)
    cells = [ws.cell(contract.HEADER_ROWS[Sheet.TEMUAN] + n, where["tempat"]) for n in (1, 2)]
    assert {c.value for c in cells} == {None, "Lembar Lain!B3"}


def test_identitas_is_marked_too() -> None:
    given = document(GIVEN)
    ws = marked(finding(given.identitas["opd"].place))[Sheet.IDENTITAS]
    row = contract.IDENTITAS_FIRST_ROW + [field.key for field in contract.FIELDS].index("opd")
    assert ws.cell(row, contract.MARK_COLUMN).value == "|nilai:G|"
    assert "Salah." in str(ws.cell(row, contract.MESSAGE_COLUMN).value)
    assert ws.column_dimensions[openpyxl.utils.get_column_letter(contract.MARK_COLUMN)].hidden


def test_marks_follow_their_cells_when_columns_or_rows_were_moved() -> None:
    """The document was read from other cells than those that we write: its values know where they stood."""
    given = document(GIVEN)
    moved = given.indicators[1].satuan.place._replace(row=77, column=3)
    object.__setattr__(given.indicators[1], "satuan", given.indicators[1].satuan._replace(at=moved))
    report = Report(FILE, (Result(RULES[0], Outcome.FINDINGS, (finding(moved),)),))
    book = opened(build(profile(), given, report, rows=READY))
    assert cell(book, Sheet.MATRIKS, 2, "tanda").value == "|satuan:G|"


def test_every_input_column_is_coloured_by_its_flags() -> None:
    _, book = made()
    ws = book[Sheet.MATRIKS]
    rules = [
        (str(area.sqref), rule.formula[0]) for area in ws.conditional_formatting for rule in area.rules if rule.formula
    ]
    tanda = openpyxl.utils.get_column_letter(column_of(ws, "Tanda", Sheet.MATRIKS))
    for column in contract.inputs(Sheet.MATRIKS, profile().years):
        at = openpyxl.utils.get_column_letter(column_of(ws, column.header, Sheet.MATRIKS))
        for flag in contract.FLAGS.values():
            area = f"{at}6:{at}{contract.CHECKED_ROWS}"
            assert (area, f'ISNUMBER(SEARCH("|{column.key}:{flag}|",${tanda}6))') in rules


def test_letters_of_findings() -> None:
    place = Place(FILE, Sheet.MATRIKS, 6, 1)
    letters = {severity: letter(finding(place, severity)) for severity in Severity}
    assert letters == {Severity.ERROR: "G", Severity.WARNING: "P", Severity.ADVICE: "S"}
    assert letter(finding(place)._replace(status=Status.ACCEPTED)) == "T"
