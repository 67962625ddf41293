"""The whole way of a click in Excel but Excel: ribbon, VBA, command line, process, ``Book.caller()``, marks.

The command that the add-in's VBA hands to RunPython is started as Windows and a Mac would start it, and finds the
workbook by its name in a running application: LibreOffice, which stands in for Excel (`stand_in/`).
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
import xlwings as xw
from openpyxl import Workbook

from cascade_xl import contract
from cascade_xl.contract import Sheet
from tests.hosts.books import HEAD, WRONG, column, marks, put
from tests.hosts.calc import Calc, service_command
from tests.hosts.ribbon import REASON, Office, asked
from tests.hosts.shells import run_on_mac, run_on_windows
from tests.judges import need

STAND_IN = Path(__file__).parent / "stand_in"
Run = Callable[..., subprocess.CompletedProcess[str]]


class Commands(NamedTuple):
    """What the add-in's VBA hands to RunPython."""

    check: str
    accept: str


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Commands:
    need("libreoffice")
    need("uno")
    office = Office(tmp_path_factory.mktemp("office"), [])
    book = office.folder / "Dinkes.xlsx"
    Workbook().save(book)
    for callback in ("OnValidasi", "OnTerimaTemuan"):
        office.click(callback, str(book))
    return Commands(*map(asked, office.run()))


class Excel:
    """The application that the process finds, with the officer's workbook and others."""

    def __init__(self, calc: Calc, clean: Path, folder: Path) -> None:
        self._calc, self._clean, self._folder = calc, clean, folder
        self.record = folder / "record.jsonl"

    def open(self, name: str) -> xw.Book:
        return self._calc.open_book(Path(shutil.copy(self._clean, self._folder / name)))

    def start(self, run: Run, command: str, name: str) -> list[list[str]]:
        """Run the command for the workbook with that name; the calls of Book.caller() and the message boxes."""
        done = run(command, name, folder=str(self._folder), extra=STAND_IN)
        assert (done.returncode, done.stderr) == (0, "")
        return (
            [json.loads(line) for line in self.record.read_text("utf-8").splitlines()] if self.record.exists() else []
        )


@pytest.fixture
def excel(calc: Calc, clean: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Excel:
    made = Excel(calc, clean, tmp_path)
    monkeypatch.setenv("STAND_IN_SERVICE", json.dumps(service_command(calc.url)))
    monkeypatch.setenv("STAND_IN_RECORD", str(made.record))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))  # the process' own log
    return made


@pytest.mark.parametrize(
    ("run", "name"),
    [
        (run_on_windows, "Dinkes.xlsx"),
        (run_on_windows, "O'Brien.xlsx"),
        (run_on_windows, "PK=2025.xlsx"),
        (run_on_mac, "O'Brien.xlsx"),
        (run_on_mac, "PK=2025.xlsx"),
    ],
)
def test_the_workbook_that_was_clicked_in_is_marked(excel: Excel, commands: Commands, run: Run, name: str) -> None:
    """Not the one in front. A name with "=" goes past Book.caller(), which would cut it there."""
    clicked, front = excel.open(name), excel.open("Depan.xlsx")
    for book in (clicked, front):
        put(book, WRONG)
    passed = [] if "=" in name else [["caller", name]]
    assert excel.start(run, commands.check, name) == passed
    assert set(marks(clicked)) >= {7, 8, 9}
    assert marks(front) == {}


def test_a_message_is_shown_in_the_application(excel: Excel, commands: Commands) -> None:
    excel.open("Dinkes.xlsx")
    (_, name), (kind, prompt) = excel.start(run_on_windows, commands.check, "Dinkes.xlsx")
    assert (name, kind) == ("Dinkes.xlsx", "alert")
    assert prompt.startswith("Tidak ada temuan.")


def test_the_reason_arrives_in_the_workbook_that_was_clicked_in(excel: Excel, commands: Commands) -> None:
    """Though on a Mac, where Excel does not wait, the officer may look at another one by then."""
    clicked, front = excel.open("O'Brien.xlsx"), excel.open("Depan.xlsx")
    put(clicked, WRONG)
    clicked.activate()
    clicked.sheets[Sheet.MATRIKS].activate()
    clicked.sheets[Sheet.MATRIKS].range((HEAD + 8, column("target_2026"))).select()
    front.activate()
    assert excel.start(run_on_mac, commands.accept, "O'Brien.xlsx") == [["caller", "O'Brien.xlsx"]]
    row = contract.HEADER_ROWS[Sheet.PENGECUALIAN] + 1
    exempted = [book.sheets[Sheet.PENGECUALIAN].range((row, 1), (row, 4)).value for book in (clicked, front)]
    assert exempted[0][0::3] == ["target-bukan-angka", REASON]
    assert exempted[1] == [None] * 4
    assert "|target_2026:T|" in marks(clicked)[8]
