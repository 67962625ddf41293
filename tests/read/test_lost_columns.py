"""What an officer deletes or adds by accident is said, not passed over."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cascade_xl import contract
from cascade_xl.checking import check_file
from cascade_xl.contract import Sheet
from cascade_xl.read import read_document
from cascade_xl.write import build
from tests.generate import clean

YEARS = range(2025, 2030)
WHERE = contract.layout(Sheet.MATRIKS, YEARS)
HEAD = contract.HEADER_ROWS[Sheet.MATRIKS]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled")
    (folder / "x.json").write_text(json.dumps(clean(3)), encoding="utf-8")
    document, used = read_document(folder / "x.json")
    (folder / "x.xlsx").write_bytes(build(used, document, rows=60))
    return folder / "x.xlsx"


def found(filled: Path, tmp_path: Path, change: Callable[[Any], object]) -> list[tuple[str, str, str]]:
    """Rule, cell and message of each finding after a change by openpyxl."""
    book = openpyxl.load_workbook(filled)
    change(book)
    book.save(tmp_path / "x.xlsx")
    report = check_file(tmp_path / "x.xlsx").report
    assert not report.crashed
    return [(f.rule, f.place.cell, f.message) for f in report.findings]


def test_untouched_it_is_clean(filled: Path, tmp_path: Path) -> None:
    assert found(filled, tmp_path, lambda book: None) == []


def test_a_deleted_year_is_named(filled: Path, tmp_path: Path) -> None:
    def change(book: Any) -> None:
        book[Sheet.MATRIKS].cell(HEAD, WHERE["target_2027"]).value = "Target"

    assert any(rule == "kolom-hilang" and "Target 2027" in text for rule, _, text in found(filled, tmp_path, change))


def test_a_deleted_column_is_said_once(filled: Path, tmp_path: Path) -> None:
    def change(book: Any) -> None:
        book[Sheet.MATRIKS].cell(HEAD, WHERE["satuan"]).value = None
        for row in range(HEAD + 1, HEAD + 60):
            book[Sheet.MATRIKS].cell(row, WHERE["satuan"]).value = None

    rules = [rule for rule, _, _ in found(filled, tmp_path, change)]
    assert rules.count("kolom-hilang") == 1
    assert "satuan-kosong" not in rules


def test_a_signature_below_the_table_is_pointed_at(filled: Path, tmp_path: Path) -> None:
    row = HEAD + 55

    def change(book: Any) -> None:
        book[Sheet.MATRIKS].cell(row, WHERE["target_akhir"]).value = "Kepala Dinas"

    assert ("indikator-kosong", f"H{row}") in [(rule, cell) for rule, cell, _ in found(filled, tmp_path, change)]


def test_a_line_added_to_identitas_is_reported(filled: Path, tmp_path: Path) -> None:
    row = contract.IDENTITAS_FIRST_ROW + len(contract.FIELDS)

    def change(book: Any) -> None:
        book[Sheet.IDENTITAS].cell(row, contract.LABEL_COLUMN).value = "Telepon"
        book[Sheet.IDENTITAS].cell(row, contract.VALUE_COLUMN).value = "0721"

    assert ("sel-di-luar-kolom", f"B{row}") in [(rule, cell) for rule, cell, _ in found(filled, tmp_path, change)]


def test_a_code_stored_as_number_is_reported_on_every_level(filled: Path, tmp_path: Path) -> None:
    def change(book: Any) -> None:
        book[Sheet.MATRIKS].cell(HEAD + 1, WHERE["kode"]).value = 1.1
        book[Sheet.MATRIKS].cell(HEAD + 2, WHERE["induk"]).value = 1.1

    cells = [cell for rule, cell, _ in found(filled, tmp_path, change) if rule == "kode-tidak-baku"]
    assert cells == [f"C{HEAD + 1}", f"D{HEAD + 2}"]
