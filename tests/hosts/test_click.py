"""A planner's click: the extension in LibreOffice, a workbook on the screen, the pointer on the button "Validasi"."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from cascade_xl import contract
from cascade_xl.contract import Sheet
from tests.hosts.books import HEAD, clean_book, column, edited
from tests.hosts.screen import WIDTH, Screen, showing, wait_for
from tests.judges import need
from tests.judges.pdf import texts

LABELS = (
    "Validasi",
    "Temuan berikutnya",
    "Temuan sebelumnya",
    "Hapus tanda",
    "Terima temuan…",
    "Buat TARGET TAHUNAN",
    "Pohon Kinerja",
    "Cetak PDF…",
    "Gabungkan folder…",
    "Bantuan",
    "Tentang",
)
_SETTLE = 0.5
"""Seconds in which LibreOffice opens a cell, or takes what was typed: nothing on the screen tells when."""
_ROW = 6  # the data row whose satuan is gone


def _marks(path: Path, row: int = _ROW) -> tuple[str, str, int]:
    """Message and flags of a row of Matriks, and the number of findings, in the saved file."""
    book = openpyxl.load_workbook(path)
    matriks, temuan = book[Sheet.MATRIKS], book[Sheet.TEMUAN]
    pesan, tanda = (matriks.cell(HEAD + row, column(key)).value or "" for key in ("pesan", "tanda"))
    first = contract.HEADER_ROWS[Sheet.TEMUAN] + 1
    return str(pesan), str(tanda), sum(temuan.cell(n, 1).value is not None for n in range(first, temuan.max_row + 1))


@pytest.fixture(scope="module")
def screen() -> Iterator[Screen]:
    """One LibreOffice for all clicks."""
    for judge in ("libreoffice", "uno", "screen"):
        need(judge)
    with showing() as started:
        yield started


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workbook with one fault. Each has its own name: xlwings opens no two of one name."""
    return edited(clean_book(tmp_path / f"Dinas {tmp_path.name}.xlsx"), {(_ROW, "satuan"): None})


def _cell(book: xw.Book, key: str) -> xw.Range:
    return book.sheets[Sheet.MATRIKS].range((HEAD + _ROW, column(key)))


def _exemptions(book: xw.Book) -> list[Any]:
    """Rule and reason of the first row in Pengecualian."""
    row = contract.HEADER_ROWS[Sheet.PENGECUALIAN] + 1
    found: list[Any] = book.sheets[Sheet.PENGECUALIAN].range((row, 1), (row, 4)).value
    return found[::3]


def test_the_toolbar_has_a_row_of_its_own(screen: Screen, path: Path) -> None:
    """All of it is seen on a small screen, and hides no other toolbar."""
    screen.open(path)
    wait_for(lambda: set(LABELS) <= set(screen.buttons()))
    found = screen.buttons()
    (row,) = {found[label][1] for label in LABELS}
    in_row = {label: x for label, (x, y) in found.items() if y == row}
    assert sorted(in_row, key=in_row.__getitem__) == list(LABELS)
    assert max(in_row.values()) < WIDTH - 50
    screen.picture("bilah-alat")


def test_validasi(screen: Screen, path: Path) -> None:
    """Marked, taken back by one undo, marked again, found, corrected without leaving the cell, clean."""
    book = screen.open(path)
    tanda = _cell(book, "tanda")
    screen.click("Validasi")
    wait_for(lambda: bool(tanda.value))
    book.save()
    screen.picture("validasi")
    pesan, flags, findings = _marks(path)
    assert "Satuan" in pesan
    assert flags.startswith("|satuan:G|")
    assert findings == 1

    screen.key("ctrl+z")
    wait_for(lambda: not tanda.value)
    screen.click("Validasi")
    wait_for(lambda: bool(tanda.value))

    screen.click("Temuan berikutnya")
    wait_for(lambda: str(book.selection) == str(_cell(book, "satuan")))
    screen.picture("temuan-berikutnya")

    screen.key("F2")
    time.sleep(_SETTLE)
    screen.type("Nilai")
    time.sleep(_SETTLE)
    screen.click("Validasi")
    wait_for(lambda: not tanda.value)
    wait_for(lambda: "OK" in screen.buttons())
    screen.picture("validasi-bersih")
    screen.click("OK")
    wait_for(lambda: "OK" not in screen.buttons())
    book.save()
    assert _marks(path) == ("", "", 0)


def test_terima_temuan(screen: Screen, path: Path) -> None:
    """The reason is asked for; Esc changes nothing, Enter writes it down."""
    book = screen.open(path)
    _cell(book, "satuan").select()
    for key in ("Escape", "Return"):
        screen.click("Terima temuan…")
        wait_for(lambda: "Batal" in screen.buttons())
        screen.type("Disepakati Bappeda")
        screen.picture("terima-temuan")
        screen.key(key)
        wait_for(lambda: "Batal" not in screen.buttons())
        if key == "Escape":
            assert _exemptions(book) == [None, None]
    wait_for(lambda: "|satuan:T|" in str(_cell(book, "tanda").value))
    assert _exemptions(book) == ["satuan-kosong", "Disepakati Bappeda"]


def test_forms(screen: Screen, path: Path) -> None:
    """A sheet in the workbook, in front; a PDF beside it, after a question whose answer is typed over."""
    book = screen.open(path)
    screen.click("Buat TARGET TAHUNAN")
    wait_for(lambda: str(book.selection).startswith(f"<Range [{book.name}]TARGET TAHUNAN!$A$2"))
    screen.picture("target-tahunan")
    screen.click("Cetak PDF…")
    wait_for(lambda: "Batal" in screen.buttons())
    screen.picture("cetak-pdf")
    screen.type("f1 2026")
    screen.key("Return")
    made = path.with_name(f"{path.stem} - F1 TARGET TAHUNAN.pdf")
    wait_for(made.is_file)
    assert "Sasaran" in "".join(texts(made)).title()


@pytest.mark.parametrize("program", ["/bin/false", "/tidak/ada/python"])
def test_a_program_that_fails_or_is_missing_is_told(screen: Screen, path: Path, program: str) -> None:
    """A message box, and LibreOffice goes on."""
    book = screen.open(path)
    with screen.interpreter(program):
        screen.click("Validasi")
        wait_for(lambda: "OK" in screen.buttons())
        screen.picture(f"gagal-{Path(program).name}")
        screen.click("OK")
        wait_for(lambda: "OK" not in screen.buttons())
    assert _cell(book, "tanda").value is None
