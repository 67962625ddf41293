"""Every workbook that the software makes, before judges that are not ourselves."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
from openpyxl.utils.datetime import to_excel
from python_calamine import CalamineWorkbook

from cascade_xl import contract
from cascade_xl.checking import check_file
from cascade_xl.cli import main
from cascade_xl.contract import Kind, Sheet
from cascade_xl.model import column_letter
from cascade_xl.read import read_document, xlsx
from cascade_xl.resources import TEMPLATES, example_names, profile, profile_names
from cascade_xl.write import build
from tests.examples import BLANK, small_file
from tests.generate import clean
from tests.judges import need, open_xml_sdk
from tests.judges.libreoffice import convert
from tests.judges.package_lint import lint

READY = 30  # rows, where a full-size workbook would show nothing new


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Templates of every profile, the examples, their checked copies, a generated document, the merged workbook.

    One is as large as it is shipped, the blank one. The examples, too, are shipped with a thousand ready rows; that
    they are what the writer makes of their documents is proved elsewhere (test_examples).
    """
    folder = tmp_path_factory.mktemp("made")
    for name in profile_names():
        (folder / f"templat-{name}.xlsx").write_bytes(build(profile(name), rows=READY))
    (folder / BLANK.name).write_bytes(BLANK.read_bytes())
    examples = [TEMPLATES / "examples" / f"{name}.xlsx" for name in example_names()]
    for example in examples:
        small_file(example.stem, folder)
        checked = check_file(example)
        copy = build(checked.profile, checked.document, checked.report, rows=READY)
        (folder / f"diperiksa-{example.name}").write_bytes(copy)
    (folder / "bersih.json").write_text(json.dumps(clean(1, programs=12)), encoding="utf-8")
    document, used = read_document(folder / "bersih.json")
    (folder / "bersih.xlsx").write_bytes(build(used, document, rows=READY))
    assert main(["merge", *map(str, examples), "--conflict", "first", "-o", str(folder / "gabungan.xlsx")]) == 0
    return sorted(folder.glob("*.xlsx"))


@pytest.fixture(scope="module")
def recalculated(made: Sequence[Path], tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Path]:
    """The same workbooks opened, recalculated and saved by LibreOffice."""
    need("libreoffice")
    out = tmp_path_factory.mktemp("recalculated")
    return dict(zip(made, convert(made, "xlsx", out, locale="id-ID"), strict=True))


def test_nothing_that_excel_would_repair(made: Sequence[Path]) -> None:
    assert {path.name: lint(path) for path in made} == {path.name: [] for path in made}


def test_open_xml_sdk_has_no_complaint(made: Sequence[Path]) -> None:
    need("ooxml-validator")
    found = open_xml_sdk.complaints(made)
    assert {path.name: complaints for path, complaints in found.items()} == {path.name: [] for path in made}


@lru_cache
def values(path: Path) -> dict[tuple[str, str], Any]:
    """All stored values as openpyxl sees them; formulas, which were never calculated, are left out."""
    book = openpyxl.load_workbook(path, data_only=True, read_only=True)
    found = {}
    for sheet in book:
        for row in sheet.iter_rows():
            found.update({(sheet.title, c.coordinate): c.value for c in row if c.value is not None})
    return found


@lru_cache
def seen(path: Path) -> dict[tuple[str, str], Any]:
    """All stored values as we read them, errors included."""
    return {
        (grid.name, f"{column_letter(column)}{number}"): cell.flaw or cell.stored
        for grid in xlsx.read(path).sheets.values()
        for number, row in grid.rows.items()
        for column, cell in row.items()
    }


def same(ours: Any, theirs: Any) -> bool:
    """Equal; numbers to the fifteen digits that a spreadsheet keeps, days as the numbers that they are there."""
    if isinstance(ours, datetime):
        ours = to_excel(ours)  # type: ignore[no-untyped-call]
    if isinstance(ours, float) and isinstance(theirs, (int, float)):
        return math.isclose(ours, theirs, rel_tol=1e-14)
    return bool(ours == theirs)


def test_libreoffice_sees_what_openpyxl_sees(recalculated: dict[Path, Path]) -> None:
    for made_by_us, saved in recalculated.items():
        ours, theirs = values(made_by_us), seen(saved)
        lost = {
            place: (value, theirs.get(place)) for place, value in ours.items() if not same(value, theirs.get(place))
        }
        assert not lost, (made_by_us.name, dict(list(lost.items())[:5]))


def test_no_formula_ends_in_an_error(recalculated: dict[Path, Path]) -> None:
    for saved in recalculated.values():
        errors = {place: value for place, value in seen(saved).items() if str(value).startswith("#")}
        assert not errors, (saved.name, dict(list(errors.items())[:5]))


def test_calamine_reads_the_same_texts(made: Sequence[Path]) -> None:
    for path in made:
        book = CalamineWorkbook.from_path(path)
        ours = values(path)
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for (sheet, coordinate), value in ours.items():
                if sheet == name and isinstance(value, str):
                    column, row = coordinate_from_string(coordinate)
                    number = column_index_from_string(column)
                    assert rows[row - 1][number - 1] == value, (path.name, name, coordinate)


def test_row_formulas_never_contradict_the_check(recalculated: dict[Path, Path]) -> None:
    """A row that the formulas call wrong has a finding; a check that says OK has none of its matter."""
    about = {
        "cek_induk": ({"induk-tidak-ada", "induk-salah-jenjang"}, {"induk-tidak-ada", "induk-salah-jenjang"}),
        "cek_angka": ({"target-bukan-angka", "target-pecahan"}, {"target-bukan-angka", "target-pecahan"}),
        "cek_arah": ({"arah-dilanggar"}, {"arah-dilanggar"}),
        "cek_jumlah": ({"jumlah-tidak-sama"}, {"jumlah-tidak-sama"}),
    }
    judged = 0
    for made_by_us, saved in recalculated.items():
        if made_by_us.stem == "gabungan" or made_by_us.stem.startswith("templat"):
            continue
        checked = check_file(made_by_us)
        document = checked.document
        where = contract.layout(Sheet.MATRIKS, document.years, document.extra_columns.get(Sheet.MATRIKS.value, ()))
        shown = seen(saved)
        found: dict[int, set[str]] = {}
        for finding in checked.report.findings:
            if finding.place.sheet == Sheet.MATRIKS.value:
                found.setdefault(finding.place.row, set()).add(finding.rule)
        rows = {value.place.row for row in document.indicators for value in (row.indikator,)}
        for number in rows:
            for key, (wrong, right) in about.items():
                verdict = shown.get((Sheet.MATRIKS.value, f"{column_letter(where[key])}{number}"))
                rules = found.get(number, set())
                if verdict == "OK":
                    assert not rules & right, (made_by_us.name, number, key, rules)
                    judged += 1
                elif verdict not in (None, "", "–", "-"):
                    assert rules & wrong, (made_by_us.name, number, key, verdict)
                    judged += 1
    assert judged > 500


def test_formula_columns_are_calculated(recalculated: dict[Path, Path]) -> None:
    """Each of the ready rows has its formulas, and the filled ones say something."""
    saved = next(saved for made_by_us, saved in recalculated.items() if made_by_us.name == "bersih.xlsx")
    document, _ = read_document(saved)
    where = contract.layout(Sheet.MATRIKS, document.years)
    formulas = [c.key for c in contract.columns(Sheet.MATRIKS, document.years) if c.kind is Kind.FORMULA]
    cells = xlsx.read(saved).sheets[Sheet.MATRIKS.value].rows
    first = contract.HEADER_ROWS[Sheet.MATRIKS] + 1
    last = first + max(READY, len(document.indicators)) - 1
    for number in (first, last):
        for key in formulas:
            assert cells[number][where[key]].formula.startswith("="), (number, key)
    states = {cells[row.indikator.place.row][where["keadaan"]].stored for row in document.indicators}
    assert states == {"Lengkap", "Menunggu Validasi"}  # the second where a unit stands behind the number
