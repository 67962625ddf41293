"""A planner's click: the extension in LibreOffice, a workbook on the screen, the pointer on the button "Validasi"."""

from pathlib import Path

import openpyxl
import pytest

from cascade_xl import contract
from cascade_xl.contract import Sheet
from tests.hosts.books import HEAD, clean_book, column, edited
from tests.hosts.screen import showing, wait_for
from tests.judges import need

LABELS = (
    "Validasi",
    "Temuan berikutnya",
    "Temuan sebelumnya",
    "Hapus tanda",
    "Terima temuan…",
    "Gabungkan folder…",
    "Bantuan",
    "Tentang",
)
_ROW = 6  # the data row whose satuan is gone


def _marks(path: Path, row: int = _ROW) -> tuple[str, str, int]:
    """Message and flags of a row of Matriks, and the number of findings, in the saved file."""
    book = openpyxl.load_workbook(path)
    matriks, temuan = book[Sheet.MATRIKS], book[Sheet.TEMUAN]
    pesan, tanda = (matriks.cell(HEAD + row, column(key)).value or "" for key in ("pesan", "tanda"))
    first = contract.HEADER_ROWS[Sheet.TEMUAN] + 1
    return str(pesan), str(tanda), sum(temuan.cell(n, 1).value is not None for n in range(first, temuan.max_row + 1))


@pytest.fixture
def need_screen() -> None:
    for judge in ("libreoffice", "uno", "screen"):
        need(judge)


@pytest.mark.usefixtures("need_screen")
def test_validasi(tmp_path: Path) -> None:
    """Marked, taken back by one undo, marked again, corrected without leaving the cell, clean."""
    path = edited(clean_book(tmp_path / "Dinas Contoh.xlsx"), {(_ROW, "satuan"): None})
    with showing(path) as screen:
        wait_for(lambda: set(LABELS) <= set(screen.buttons()))
        matriks = screen.book.sheets[Sheet.MATRIKS]
        tanda = matriks.range((HEAD + _ROW, column("tanda")))
        screen.click("Validasi")
        wait_for(lambda: bool(tanda.value))
        screen.book.save()
        screen.picture("validasi")
        pesan, flags, findings = _marks(path)
        assert "Satuan" in pesan
        assert flags.startswith("|satuan:G|")
        assert findings == 1

        screen.key("ctrl+z")
        wait_for(lambda: not tanda.value)
        screen.click("Validasi")
        wait_for(lambda: bool(tanda.value))

        matriks.range((HEAD + _ROW, column("satuan"))).select()
        screen.key("F2")
        screen.type("Nilai")
        screen.click("Validasi")
        wait_for(lambda: not tanda.value)
        screen.book.save()
        screen.picture("validasi-bersih")
        assert _marks(path) == ("", "", 0)


@pytest.mark.usefixtures("need_screen")
def test_a_child_that_fails_is_told(tmp_path: Path) -> None:
    """An interpreter without cascade_xl: a message box, and LibreOffice goes on."""
    with showing(clean_book(tmp_path / "Dinas Contoh.xlsx"), interpreter="/bin/false") as screen:
        screen.click("Validasi")
        wait_for(lambda: "OK" in screen.buttons())
        screen.picture("validasi-gagal")
        screen.click("OK")
        wait_for(lambda: "Validasi" in screen.buttons())
