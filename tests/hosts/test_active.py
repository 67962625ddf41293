"""The way in from outside: where Excel may start no program, a command does what the button does."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
import xlwings as xw

from cascade_xl.cli import main
from tests.hosts.books import marks, temuan
from tests.hosts.calc import Calc


def test_the_open_workbook_is_checked_and_marked(wrong: xw.Book, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "--active", "--format", "json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert len(said["findings"]) == len(temuan(wrong)) > 2
    assert set(marks(wrong)) >= {7, 8, 9}


def test_a_clean_workbook_ends_with_zero(right: xw.Book, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "--active"]) == 0
    assert "0 galat" in capsys.readouterr().out
    assert marks(right) == {}


def test_what_stands_in_the_way_is_said(calc: Calc, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "--active"]) == 2
    assert "Tidak ada buku kerja yang terbuka" in capsys.readouterr().err
    calc.new_book()
    assert main(["validate", "--active"]) == 2
    assert "bukan templat cascading" in capsys.readouterr().err


def test_without_an_application() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cascade_xl", "validate", "--active"], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith("Excel tidak sedang berjalan")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [["--active", "a.xlsx"], ["--active", "--copy", "b"], []])
def test_files_or_the_open_workbook_but_not_both(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", *arguments]) == 2
    assert "--active" in capsys.readouterr().err
