"""The template's own formulas and Validasi's marks, side by side in the open workbook, never contradict each other."""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from cascade_xl import contract
from cascade_xl.contract import Sheet
from cascade_xl.hosts import buttons
from cascade_xl.read import read_document
from cascade_xl.resources import example_names, profile
from cascade_xl.write import build
from tests.examples import small_file
from tests.hosts.books import HEAD, saved
from tests.hosts.calc import Calc
from tests.write.disorder import sums, tree
from tests.write.verdicts import VERDICTS, contradictions

CODE = re.compile(r"^\w+ ([A-Z]\d{3}):", re.MULTILINE)
GENERATED = 160


def disordered(path: Path) -> Path:
    """A workbook as a careless officer might fill it."""
    path.write_bytes(build(profile(), rows=GENERATED + 80))
    book = openpyxl.load_workbook(path)
    where, dice = contract.layout(Sheet.MATRIKS, profile().years), random.Random(7)
    entries = [*tree(dice, profile(), GENERATED), *sums(dice, profile().years, 15)]
    for number, entry in enumerate(entries, start=HEAD + 1):
        for key, value in entry.items():
            if value != "":
                cell = book[Sheet.MATRIKS].cell(number, where[key])
                cell.value = value
                cell.data_type = "s" if isinstance(value, str) else "n"
    return saved(book, path)


def shown(book: xw.Book, years: tuple[int, ...], extra: tuple[str, ...]) -> dict[int, dict[str, Any]]:
    """What each row of *Matriks* shows, by column key."""
    where = contract.layout(Sheet.MATRIKS, years, extra)
    block = book.sheets[Sheet.MATRIKS].used_range.options(ndim=2, err_to_str=True).value
    rows = {number: [value or "" for value in row] for number, row in enumerate(block, start=1) if number > HEAD}
    return {number: {key: row[at - 1] for key, at in where.items()} for number, row in rows.items()}


@pytest.mark.parametrize("name", [*example_names(), "acak"])
def test_marks_and_row_formulas_agree(name: str, calc: Calc, tmp_path: Path) -> None:
    if name == "acak":
        path = disordered(tmp_path / "acak.xlsx")
    else:
        path = small_file(name, tmp_path)
    document, _ = read_document(path)
    book = calc.open_book(path)
    buttons.press("validasi")
    assert calc.alerts == []
    rows = shown(book, document.years, document.extra_columns.get(Sheet.MATRIKS, ()))
    found = {number: set(CODE.findall(row["pesan"])) for number, row in rows.items() if row["pesan"]}
    assert list(contradictions(rows, found)) == []
    said = Counter(row[key] for row in rows.values() for key in VERDICTS if row[key])
    assert len(said) >= 3, said  # the formulas did speak
