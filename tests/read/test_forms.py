"""Sheets of printed forms in a workbook change nothing of what is read, found or merged."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cascade_xl.checking import Checked, check_any
from cascade_xl.contract.forms import FORM_MARK, is_form
from cascade_xl.merge import gather, write
from cascade_xl.read import read_grid, xlsx
from cascade_xl.read.grid import Cell, Grid, Workbook
from cascade_xl.resources import TEMPLATES, example_names
from cascade_xl.write.canonical import to_json
from cascade_xl.write.graft import add_sheets
from tests.examples import small
from tests.judges import need
from tests.judges.libreoffice import convert
from tests.write.grafts import forms

EXAMPLES = [TEMPLATES / "examples" / f"{name}.xlsx" for name in example_names()]
TITLES = ("F1 Pohon", "matriks ", "Rekap OPD", "Sumber")
"""Among them names by which sheets of a workbook of ours are known."""


def found(path: Path, label: str = "uji.xlsx") -> list[tuple[Any, Any]]:
    """What a workbook says and what is found in it."""
    return [_plain(checked) for checked in check_any(path, label=label)]


def _plain(checked: Checked) -> tuple[Any, Any]:
    document = checked.document
    return (repr(document), to_json(document, checked.profile)), checked.report.findings


def _cells(path: Path) -> dict[str, list[Any]]:
    """All cells of a workbook but the checksums of the files that were merged."""
    sheets = {name: [*grid.rows.items(), grid.merged] for name, grid in xlsx.read(path).sheets.items()}
    return {name: [re.sub(r"'[0-9a-f]{64}'", "", str(row)) for row in rows] for name, rows in sheets.items()}


def printed(path: Path, folder: Path) -> Path:
    copy = folder / path.name
    copy.write_bytes(add_sheets(path.read_bytes(), forms(TITLES)))
    return copy


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Path]:
    folder = tmp_path_factory.mktemp("dicetak")
    return {path: printed(path, folder) for path in EXAMPLES}


def test_examples_say_the_same_with_forms(copies: dict[Path, Path]) -> None:
    for path, copy in copies.items():
        assert found(copy) == found(path), path.name


def test_so_they_do_after_libreoffice_saved_both(tmp_path: Path) -> None:
    need("libreoffice")
    content = small(example_names()[1])
    (tmp_path / "asal.xlsx").write_bytes(content)
    (tmp_path / "cetak.xlsx").write_bytes(add_sheets(content, forms(TITLES)))
    before, after = convert([tmp_path / "asal.xlsx", tmp_path / "cetak.xlsx"], "xlsx", tmp_path / "lo", timeout=120)
    assert found(after) == found(before)


def test_a_merge_and_its_check_are_the_same(copies: dict[Path, Path], tmp_path: Path) -> None:
    originals = [Path(shutil.copy(path, tmp_path)) for path in EXAMPLES]
    given = list(copies.values())
    plain, with_forms = originals[0].with_name("gabungan.xlsx"), given[0].with_name("gabungan.xlsx")
    write(gather(originals), plain)
    write(gather(given), with_forms)
    assert _cells(with_forms) == _cells(plain)
    regency = tmp_path / "cetak"
    regency.mkdir()
    assert found(printed(plain, regency)) == found(plain)


def test_a_sheet_is_a_form_by_its_first_cell_only() -> None:
    assert is_form(f"{FORM_MARK} F1") and is_form(FORM_MARK)
    assert not any(map(is_form, (None, "", 7, "Formulir", f" {FORM_MARK}", f"F1 {FORM_MARK}")))
    grids = {
        "F1": Grid("F1", {1: {1: Cell(f"{FORM_MARK} F1")}}),
        "Catatan": Grid("Catatan", {1: {2: Cell(FORM_MARK)}, 2: {1: Cell(FORM_MARK)}}),
    }
    document, _ = read_grid(Workbook("uji.xlsx", grids))
    assert document.extra_sheets == ("Catatan",)
    assert repr(replace(document, extra_sheets=())) == repr(read_grid(Workbook("uji.xlsx", {}))[0])
