"""The empty template: sheets, tables, drop-downs, protection, print set-up."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from cascade_xl import contract
from cascade_xl.contract import Kind, Sheet
from cascade_xl.contract.merged import PROFILE_MARK
from cascade_xl.profile import Profile, merge_patch
from cascade_xl.resources import profile, profile_data
from cascade_xl.rules import RULES
from cascade_xl.rules.regency import REGENCY_RULES
from cascade_xl.write import build
from tests.write.books import READY, opened, part, sheet_part

TABLES = (Sheet.MATRIKS, Sheet.POHON, Sheet.KUNCI, Sheet.PENGECUALIAN, Sheet.TEMUAN)
INPUTS = contract.inputs(Sheet.MATRIKS, profile().years)
NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@lru_cache
def made() -> tuple[bytes, openpyxl.Workbook]:
    package = build(profile())
    return package, opened(package)


def table(ws: Worksheet) -> Table:
    tables: list[Table] = list(ws.tables.values())
    assert len(tables) == 1
    return tables[0]


def test_sheets_stand_in_order_and_helpers_are_hidden() -> None:
    _, book = made()
    assert book.sheetnames == [sheet.value for sheet in Sheet]
    states = {sheet: book[sheet].sheet_state for sheet in Sheet}
    assert states.pop(Sheet.DAFTAR) == "hidden"
    assert states.pop(Sheet.PROFIL) == "veryHidden"
    assert set(states.values()) == {"visible"}


@pytest.mark.parametrize("sheet", TABLES)
def test_table_has_the_contracts_headings_and_ready_rows(sheet: Sheet) -> None:
    _, book = made()
    found, head = table(book[sheet]), contract.HEADER_ROWS[sheet]
    columns = contract.columns(sheet, profile().years)
    assert found.displayName == contract.TABLE_NAMES[sheet]
    assert [column.name for column in found.tableColumns] == [column.header for column in columns]
    assert [cell.value for cell in book[sheet][head]] == [column.header for column in columns]
    assert found.autoFilter is not None and found.autoFilter.ref == found.ref
    rows = {Sheet.MATRIKS: contract.ROWS, Sheet.TEMUAN: 1}.get(sheet, contract.OTHER_ROWS)
    assert found.ref.endswith(str(head + rows))


def test_every_ready_row_and_every_new_one_has_the_row_formulas() -> None:
    _, book = made()
    ws, head = book[Sheet.MATRIKS], contract.HEADER_ROWS[Sheet.MATRIKS]
    for number, column in enumerate(contract.columns(Sheet.MATRIKS, profile().years), start=1):
        formula = table(ws).tableColumns[number - 1].calculatedColumnFormula
        assert (formula is not None) == (column.kind is Kind.FORMULA), column.key
        if column.kind is Kind.FORMULA:
            assert formula is not None and len(formula.attr_text) < 8192, column.key
            for row in (head + 1, head + 2, head + contract.ROWS):
                value = ws.cell(row, number).value
                assert isinstance(value, str) and value.startswith("="), (column.key, row)


@pytest.mark.parametrize("sheet", [sheet for sheet in TABLES if sheet is not Sheet.TEMUAN])
def test_every_input_column_has_a_hint_and_vocabularies_a_drop_down(sheet: Sheet) -> None:
    _, book = made()
    by_column = {str(entry.sqref): entry for entry in book[sheet].data_validations.dataValidation}
    where = contract.layout(sheet, profile().years)
    for column in contract.inputs(sheet, profile().years):
        at = letter(where[column.key])
        area = f"{at}{contract.HEADER_ROWS[sheet] + 1}:{at}{contract.CHECKED_ROWS}"
        entry = by_column[area]
        assert entry.showInputMessage and entry.prompt == column.hint and len(column.hint) <= 255
        assert len(entry.promptTitle or "") <= 32
        assert (entry.type == "list") == bool(column.choices), column.key
        if column.choices:
            assert entry.formula1 == f"daftar_{column.choices}"
            assert entry.formula1 in book.defined_names
            assert entry.errorStyle == ("stop" if column.strict else "warning")
            assert entry.error and len(entry.error) <= 225


def test_lists_hold_the_profiles_words_and_the_rules() -> None:
    _, book = made()
    ws = book[Sheet.DAFTAR]
    lists = {str(column[0]): [v for v in column[1:] if v is not None] for column in ws.iter_cols(values_only=True)}
    assert lists["jenjang"] == [level.label for level in profile().levels.values()]
    assert lists["arah"] == [choice.label for choice in profile().choices["arah"]]
    assert lists["satuan"] == [entry.nama for entry in profile().satuan.entries]
    assert lists["aturan"] == [*(rule.name for rule in RULES), *(rule.name for rule in REGENCY_RULES)]
    kinds = dict(zip(lists["satuan_kata"], lists["satuan_jenis"], strict=True))
    assert (kinds["Org"], kinds["Persen"], kinds["Indeks"]) == ("bulat", "persen", "desimal")


@pytest.mark.parametrize("sheet", [Sheet.MATRIKS, Sheet.POHON, Sheet.KUNCI, Sheet.PENGECUALIAN])
def test_codes_and_targets_are_text_in_rows_and_columns(sheet: Sheet) -> None:
    """The column's own style too: a row that is pasted below the table stays text."""
    _, book = made()
    ws = book[sheet]
    for number, column in enumerate(contract.columns(sheet, profile().years), start=1):
        if column.kind in (Kind.CODE, Kind.TARGET):
            assert ws.cell(contract.HEADER_ROWS[sheet] + 1, number).number_format == "@"
            assert ws.column_dimensions[letter(number)].number_format == "@", column.key


def test_green_triangles_are_switched_off_where_numbers_are_text() -> None:
    package, _ = made()
    root = sheet_part(package, Sheet.MATRIKS)
    names = [child.tag.removeprefix(NAMESPACE) for child in root]
    assert names.index("ignoredErrors") == names.index("tableParts") - 1
    entries = root.findall(f"{NAMESPACE}ignoredErrors/{NAMESPACE}ignoredError")
    text = [entry for entry in entries if entry.get("numberStoredAsText") == "1"]
    columns = [letter(n) for n, c in enumerate(contract.columns(Sheet.MATRIKS, profile().years), 1) if c in INPUTS]
    assert [entry.get("sqref") for entry in text] == [f"{columns[0]}6:{columns[-1]}{contract.CHECKED_ROWS}"]


def test_only_sheets_without_a_table_are_protected_and_none_with_a_password() -> None:
    _, book = made()
    protected = {sheet for sheet in Sheet if book[sheet].protection.sheet}
    assert protected == {Sheet.PETUNJUK, Sheet.IDENTITAS}
    for sheet in protected:
        protection = book[sheet].protection
        assert protection.password is None
        assert not protection.formatColumns and not protection.formatRows
        assert not protection.selectLockedCells and not protection.selectUnlockedCells
    ws = book[Sheet.IDENTITAS]
    for row, entry in enumerate(contract.FIELDS, start=contract.IDENTITAS_FIRST_ROW):
        locked = ws.cell(row, contract.VALUE_COLUMN).protection.locked
        assert locked == (entry.key in ("profil", "templat")), entry.key


@pytest.mark.parametrize("sheet", [sheet for sheet in Sheet if sheet not in (Sheet.DAFTAR, Sheet.PROFIL)])
def test_prints_on_f4_landscape_with_page_numbers(sheet: Sheet) -> None:
    _, book = made()
    ws = book[sheet]
    assert (ws.page_setup.paperSize, ws.page_setup.orientation) == (contract.PAPER_F4, "landscape")
    fit, footer = ws.sheet_properties.pageSetUpPr, ws.oddFooter
    assert fit is not None and fit.fitToPage and ws.page_setup.fitToHeight == 0
    assert footer is not None and "Halaman &P dari &N" in str(footer.right.text)
    if sheet in TABLES:
        head = contract.HEADER_ROWS[sheet]
        assert ws.print_title_rows == f"${head}:${head}"


def test_headings_stay_in_sight() -> None:
    _, book = made()
    assert book[Sheet.MATRIKS].freeze_panes == "D6"
    assert all(book[sheet].freeze_panes for sheet in TABLES)


def test_the_workbook_says_what_it_is() -> None:
    _, book = made()
    marker = f"{contract.MARKER} {contract.VERSION}"
    ((sheet, coordinate),) = book.defined_names["cascade_xl_templat"].destinations
    assert (sheet, book[sheet][coordinate].value) == (Sheet.IDENTITAS, marker)
    properties: Any = book  # the stubs do not know custom properties yet
    assert [(p.name, p.value) for p in properties.custom_doc_props.props] == [(contract.MARKER, contract.VERSION)]


def test_the_workbook_carries_its_profile() -> None:
    words = {f"Satuan {n}": {"jenis": "bulat", "sinonim": [f"Sebutan {n}, _x0041_"]} for n in range(3000)}
    data = merge_patch(profile().data, {"nama": "panjang", "satuan": words})
    long = Profile.from_data(data)
    ws = opened(build(long, rows=READY))[Sheet.PROFIL]
    first, *rest = [str(row[0].value) for row in ws.iter_rows(max_col=1)]
    assert first == PROFILE_MARK
    assert len(rest) > 1 and all(len(chunk) <= contract.MAX_TEXT for chunk in rest)
    text = "".join(rest).replace("_x005F_", "_")  # openpyxl does not undo the escape of an escape
    assert profile_data(json.loads(text), "uji").data == data


def test_identitas_starts_with_the_profiles_period() -> None:
    _, book = made()
    shown = {
        entry.key: book[Sheet.IDENTITAS].cell(row, contract.VALUE_COLUMN).value
        for row, entry in enumerate(contract.FIELDS, start=contract.IDENTITAS_FIRST_ROW)
    }
    assert shown["profil"] == profile().nama
    assert (shown["periode_awal"], shown["periode_akhir"]) == ("2025", "2029")
    assert shown["opd"] is None


def test_a_longer_period_has_its_columns() -> None:
    data = merge_patch(profile().data, {"periode": {"awal": 2025, "akhir": 2044}})
    ws = opened(build(Profile.from_data(data), rows=READY))[Sheet.MATRIKS]
    assert "Target 2044" in [cell.value for cell in ws[contract.HEADER_ROWS[Sheet.MATRIKS]]]
    for column in table(ws).tableColumns:
        if column.calculatedColumnFormula is not None:
            assert len(column.calculatedColumnFormula.attr_text) < 8192, column.name


def test_petunjuk_explains_every_word_and_every_level() -> None:
    _, book = made()
    texts = " ".join(str(c.value) for row in book[Sheet.PETUNJUK].iter_rows() for c in row if c.value)
    state = contract.State
    for word in (*state.FAULTS, state.COMPLETE, state.MISSING, state.WAITING, state.ACCEPTED):
        assert word in texts
    for level in profile().levels.values():
        assert level.label in texts
    for sheet in (Sheet.IDENTITAS, Sheet.MATRIKS, Sheet.POHON, Sheet.KUNCI, Sheet.PENGECUALIAN, Sheet.TEMUAN):
        assert sheet.value in texts


def test_workbook_names_no_person_and_no_moment() -> None:
    core = part(made()[0], "docProps/core.xml")
    assert "2025-01-01T00:00:00Z" in core
    assert "cascade_xl</dc:creator>" in core
