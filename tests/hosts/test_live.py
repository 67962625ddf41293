"""The open workbook is read as the same file is read: same values, same places, same findings."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cascade_xl.checking import check_workbook
from cascade_xl.hosts import live, xl
from cascade_xl.model import Document, Observation
from cascade_xl.read import read_grid, xlsx
from cascade_xl.resources import TEMPLATES, example_names
from cascade_xl.write.canonical import to_json
from tests.hosts.books import as_json, careless_book, clean_book
from tests.hosts.calc import Calc


def seen(document: Document) -> list[Observation]:
    return sorted(document.seen, key=lambda s: (s.kind, s.place, s.detail))


def assert_same(path: Path, calc: Calc) -> None:
    calc.open_book(path)
    opened = live.read(xl.current()).workbook
    stored = xlsx.read(path)
    ours, profile = read_grid(opened)
    theirs, _ = read_grid(stored)
    # A format means the same in either case, and only LibreOffice tells it in capitals.
    assert as_json(to_json(ours, profile)).casefold() == as_json(to_json(theirs, profile)).casefold()
    assert seen(ours) == seen(theirs)
    (now,), (then,) = check_workbook(opened), check_workbook(stored)
    assert now.report.findings == then.report.findings


@pytest.mark.parametrize("name", example_names())
def test_the_five_documents(name: str, calc: Calc, tmp_path: Path) -> None:
    path = Path(shutil.copy(TEMPLATES / "examples" / f"{name}.xlsx", tmp_path))
    assert_same(path, calc)


def test_what_a_block_of_values_does_not_say(calc: Calc, tmp_path: Path) -> None:
    assert_same(careless_book(tmp_path / "ceroboh.xlsx"), calc)


def test_calls_do_not_grow_with_rows(calc: Calc, tmp_path: Path) -> None:
    counts = []
    for programs in (1, 12):
        calc.open_book(clean_book(tmp_path / f"{programs}.xlsx", programs))
        before = calc.requests
        live.read(xl.current())
        counts.append(calc.requests - before)
        calc.tidy()
    assert counts[0] <= counts[1] <= counts[0] + 4  # beyond the rows where headings are looked for: one more per run
