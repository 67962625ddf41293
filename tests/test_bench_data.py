"""The benchmark's workbooks: every reader finds in them what was put into them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from cascade_xl.contract import HEADER_ROWS, Sheet
from cascade_xl.model import column_letter
from cascade_xl.read import xlsx
from cascade_xl.read.grid import Grid
from tests.bench.faults import KINDS, RARE, Seeded
from tests.bench.regency import HandedIn, Order, row_number, workbook, write
from tests.bench.saved import letters
from tests.bench.wiring import OWN_SHEETS
from tests.judges.libreoffice import convert, soffice
from tests.judges.package_lint import lint

_LETTERS = letters()
_CLEAN = Order(2, 60, seed=3, faults=False)


@pytest.fixture(scope="module", params=[False, True], ids=["full", "plain"])
def plain(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture(scope="module")
def handed_in(plain: bool, tmp_path_factory: pytest.TempPathFactory) -> list[HandedIn]:
    return write(tmp_path_factory.mktemp("bench"), Order(14, 100, seed=2, plain=plain))


def findings(folder: Path) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "cascade_xl", "validate", "--format", "json", str(folder)]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=300)
    found: list[dict[str, Any]] = json.loads(ran.stdout)["findings"]
    return found


def is_found(seeded: Seeded, file: str, found: list[dict[str, Any]]) -> bool:
    cells = {f"{_LETTERS[column]}{row_number(seeded.position)}" for column in seeded.columns}
    return any(one["rule"] == seeded.rule and one["file"] == file and one["cell"] in cells for one in found)


def test_every_seeded_fault_is_found_at_its_place(handed_in: list[HandedIn]) -> None:
    found = findings(handed_in[0].path.parent)
    seeded = [(file.path.name, fault) for file in handed_in for fault in file.faults]
    assert not [(name, fault) for name, fault in seeded if not is_found(fault, name, found)]
    assert {fault.rule for _, fault in seeded} == {kind.rule for kind in (*KINDS, *RARE)}


def test_without_faults_there_is_nothing_to_find(plain: bool, tmp_path: Path) -> None:
    write(tmp_path, _CLEAN._replace(plain=plain))
    assert findings(tmp_path) == []


def test_forty_hold_766_faults() -> None:
    order = Order(40, 150)
    assert sum(len(workbook(number, order)[1]) for number in range(1, 41)) == 766


def test_the_seed_decides_everything() -> None:
    order = Order(1, 60)
    assert workbook(1, order) == workbook(1, order)
    assert workbook(1, order)[0] != workbook(1, order._replace(seed=2))[0]


def test_a_package_is_one_that_excel_saves(handed_in: list[HandedIn], plain: bool) -> None:
    path = handed_in[0].path
    assert lint(path) == []
    opened = openpyxl.load_workbook(path)
    assert opened.sheetnames == [*Sheet, *OWN_SHEETS]
    assert opened[Sheet.PROFIL].sheet_state == "veryHidden"
    assert bool(opened[Sheet.MATRIKS].tables) is not plain


def test_all_readers_see_the_same_cells(handed_in: list[HandedIn]) -> None:
    for path, _ in handed_in[:2]:
        exact = xlsx.read(path)
        by_openpyxl = openpyxl.load_workbook(path, data_only=True)
        by_calamine = CalamineWorkbook.from_path(path)
        for name, grid in exact.sheets.items():
            cells = values(grid)
            rows = by_openpyxl[name].iter_rows(values_only=True)
            assert cells == {at: text for at, text in placed(rows) if not text.startswith("#")}
            assert cells == dict(placed(by_calamine.get_sheet_by_name(name).to_python(skip_empty_area=False)))


def values(grid: Grid) -> dict[tuple[int, int], str]:
    """The cells that show something, errors left out."""
    shown = ((row, column, cell.stored) for row, cells in grid.rows.items() for column, cell in cells.items())
    return {(row, column): spelt(stored) for row, column, stored in shown if spelt(stored)}


def placed(rows: Any) -> Any:
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            if spelt(value):
                yield (number, column), spelt(value)


def spelt(value: Any) -> str:
    """A cell's value as text; 1 and 1.0 are one."""
    return f"{value:.10g}" if isinstance(value, int | float) else str(value or "")


def test_all_opd_agree_from_visi_to_sasaran(handed_in: list[HandedIn]) -> None:
    tops = set()
    for path, _ in handed_in[:4]:
        grid = xlsx.read(path).sheets[Sheet.MATRIKS]
        rows = [grid.row(number) for number in range(row_number(0), row_number(13))]
        tops.add(tuple(tuple((n, cell.stored) for n, cell in row.items() if 1 < n < 25) for row in rows))
    assert len(tops) == 1
    assert len(next(iter(tops))) == 13


def test_blank_styled_rows_change_nothing(plain: bool, tmp_path: Path) -> None:
    seen = []
    for last in (0, 1500):
        path = tmp_path / f"{last}.xlsx"
        path.write_bytes(workbook(1, Order(1, 40, plain=plain, blank_to=last))[0])
        seen.append(values(xlsx.read(path).sheets[Sheet.MATRIKS]))
    assert seen[0] == seen[1]
    assert openpyxl.load_workbook(path)[Sheet.MATRIKS].max_row == 1500


@pytest.mark.skipif(soffice() is None, reason="LibreOffice is not installed")
def test_the_kept_values_are_those_that_libreoffice_calculates(tmp_path: Path) -> None:
    write(tmp_path, _CLEAN)
    path = tmp_path / "opd-0001.xlsx"
    (calculated,) = convert([path], "xlsx", tmp_path / "calculated", timeout=110)
    kept, anew = (values(xlsx.read(file).sheets[Sheet.MATRIKS]) for file in (path, calculated))
    first = HEADER_ROWS[Sheet.MATRIKS] + 1
    different = {
        f"{column_letter(column)}{row}": (kept.get((row, column)), anew.get((row, column)))
        for row, column in kept.keys() | anew.keys()
        if row >= first and kept.get((row, column)) != anew.get((row, column))
    }
    assert different == {}
