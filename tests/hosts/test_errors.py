"""What goes wrong on officers' computers: each ends in a message that says what to do, with nothing changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from cascade_xl import __version__, contract
from cascade_xl.contract import Sheet
from cascade_xl.hosts import buttons, marking, validation, xl
from cascade_xl.hosts.xl import OpenSheet
from tests.hosts.books import HEAD, column, put, saved
from tests.hosts.calc import Calc


def contents(book: xw.Book) -> dict[str, Any]:
    """Everything that cells hold."""
    return {sheet.name: sheet.used_range.value for sheet in book.sheets}


def refused(calc: Calc, book: xw.Book, *words: str, button: str = "validasi") -> None:
    """The button says so, and leaves every cell as it was."""
    before = contents(book)
    buttons.press(button)
    (alert,) = calc.alerts
    assert all(word in alert.prompt for word in words), alert.prompt
    assert contents(book) == before


def test_no_workbook_open(calc: Calc) -> None:
    buttons.press("validasi")
    assert "Tidak ada buku kerja yang terbuka" in calc.alerts[0].prompt


def test_not_our_template(calc: Calc) -> None:
    book = calc.new_book()
    for button in ("validasi", "hapus_tanda"):
        refused(calc, book, "bukan templat cascading", "Buka buku kerja cascading", button=button)
        calc.alerts.clear()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("cascade_xl 0.9", ("templat lama 0.9", "salin isian")),
        ("cascade_xl 9.0", ("lebih baru", "Perbarui")),
        ("", ("bukan templat",)),
    ],
)
def test_another_template(calc: Calc, clean: Path, tmp_path: Path, said: str, words: tuple[str, ...]) -> None:
    book = openpyxl.load_workbook(clean)
    row = contract.IDENTITAS_FIRST_ROW + [field.key for field in contract.FIELDS].index("templat")
    book[Sheet.IDENTITAS].cell(row, contract.VALUE_COLUMN).value = said
    refused(calc, calc.open_book(saved(book, tmp_path / "lain.xlsx")), "belum dapat divalidasi", *words)


@pytest.mark.parametrize("sheet", [Sheet.POHON, Sheet.IDENTITAS, Sheet.TEMUAN, Sheet.MATRIKS])
def test_a_sheet_was_renamed(calc: Calc, clean: Path, tmp_path: Path, sheet: Sheet) -> None:
    book = openpyxl.load_workbook(clean)
    book[sheet].title = "Lembar saya"
    opened = calc.open_book(saved(book, tmp_path / "nama.xlsx"))
    refused(calc, opened, f"Lembar {sheet} tidak ada", "Kembalikan nama lembarnya")


def test_a_column_was_deleted(calc: Calc, clean: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(clean)
    book[Sheet.MATRIKS].cell(HEAD, column("satuan")).value = None
    opened = calc.open_book(saved(book, tmp_path / "hilang.xlsx"))
    refused(calc, opened, "Kolom tidak ditemukan di lembar Matriks: Satuan", "Ctrl+Z")


@pytest.mark.parametrize("key", ["pesan", "tanda"])
def test_a_column_of_marks_was_deleted(calc: Calc, right: xw.Book, key: str) -> None:
    right.sheets[Sheet.MATRIKS].range((HEAD, column(key))).value = None
    refused(calc, right, "terhapus", "Ctrl+Z")


def test_open_for_reading_only(calc: Calc, clean: Path, tmp_path: Path) -> None:
    book = calc.open_book(Path(shutil.copy(clean, tmp_path)), read_only=True)
    refused(calc, book, "hanya untuk dibaca", "Simpan dengan nama lain")


@pytest.mark.parametrize("sheet", [Sheet.MATRIKS, Sheet.TEMUAN])
def test_protected_with_a_password(calc: Calc, clean: Path, tmp_path: Path, sheet: Sheet) -> None:
    book = openpyxl.load_workbook(clean)
    book[sheet].protection.set_password("rahasia")
    book[sheet].protection.enable()
    opened = calc.open_book(saved(book, tmp_path / "terkunci.xlsx"))
    refused(calc, opened, f"Lembar {sheet} dilindungi", "Hapus Proteksi Lembar")


def test_the_templates_own_protection_is_no_obstacle(calc: Calc, right: xw.Book) -> None:
    """Identitas is protected by the template; its marks stand in open cells."""
    sheet = right.sheets[Sheet.IDENTITAS]
    assert sheet.api.ProtectContents
    row = contract.IDENTITAS_FIRST_ROW + [field.key for field in contract.FIELDS].index("opd")
    sheet.range((row, contract.VALUE_COLUMN)).value = None
    buttons.press("validasi")
    assert calc.alerts == []
    assert "perangkat daerah belum diisi" in str(sheet.range((row, contract.MESSAGE_COLUMN)).value)
    assert sheet.range((row, contract.MARK_COLUMN)).value == "|nilai:P|"
    buttons.press("hapus_tanda")
    assert sheet.range((row, contract.MARK_COLUMN)).value is None


def test_what_fails_half_way_is_taken_back(calc: Calc, wrong: xw.Book, monkeypatch: pytest.MonkeyPatch) -> None:
    write, done = OpenSheet.write, []

    def failing(sheet: OpenSheet, top: int, left: int, rows: Any) -> None:
        done.append(sheet.name)
        if sheet.name == Sheet.TEMUAN and len(done) < 5:
            raise RuntimeError("sel terkunci")
        write(sheet, top, left, rows)

    monkeypatch.setattr(OpenSheet, "write", failing)
    refused(calc, wrong, "Lembar Temuan tidak dapat ditulis", "Tidak ada yang diubah")
    assert Sheet.MATRIKS in done


def test_another_version_of_the_addin(calc: Calc, right: xw.Book) -> None:
    buttons.press("validasi", "0.0.1")
    prompt = calc.alerts[0].prompt
    assert "0.0.1" in prompt
    assert __version__ in prompt
    assert "cascade-xl addin install" in prompt


@pytest.mark.parametrize(
    "name", ["PK=2025.xlsx", "Dinas 'A' [1].xlsx", 'Kec. "B" & C.xlsx', "100%.xlsx", "data#1;2.xlsx"]
)
def test_names_that_are_signs_elsewhere(calc: Calc, clean: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    shutil.copy(clean, path)
    book = calc.open_book(path)
    put(book, {(7, "satuan"): "Orangg"})
    buttons.press("validasi")
    assert calc.alerts == []
    assert "|satuan:" in str(book.sheets[Sheet.MATRIKS].range((HEAD + 7, column("tanda"))).value)


@pytest.mark.parametrize("name", ["PK=2025.xlsx", "biasa.xlsx"])
def test_the_caller_is_found_by_its_name(
    calc: Calc, clean: Path, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As xlwings' VBA names it on the command line, while another workbook is in front."""
    wanted = calc.open_book(Path(shutil.copy(clean, tmp_path / name)))
    calc.open_book(Path(shutil.copy(clean, tmp_path / "depan.xlsx")))
    monkeypatch.setattr("sys.argv", ["-c", f"--wb={name}", "--from_xl=1", "--hwnd=0"])
    assert xl.current().name == wanted.name


def test_a_damaged_profile(calc: Calc, right: xw.Book) -> None:
    right.sheets[Sheet.PROFIL].range("A2").value = "'{rusak"
    refused(calc, right, "lembar tersembunyi Profil rusak")


def test_the_unexpected_is_logged_and_its_place_told(
    calc: Calc, right: xw.Book, own_log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("sesuatu")

    monkeypatch.setattr(validation, "check", broken)
    refused(calc, right, "tidak terduga", str(own_log))
    assert "ZeroDivisionError: sesuatu" in own_log.read_text(encoding="utf-8")


class BusyError(Exception):
    """As Excel refuses a call while a cell is being edited."""

    hresult = -2147418111


@pytest.mark.parametrize("where", [marking.mark, xl.current])
def test_a_cell_in_edit_mode(
    calc: Calc, right: xw.Book, where: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise BusyError

    monkeypatch.setattr(f"{where.__module__}.{where.__name__}", busy)
    refused(calc, right, "Excel sedang sibuk", "tekan Enter")


@pytest.mark.parametrize("heading", ["Tanda", "Pesan Validasi"])
def test_a_second_column_of_marks(calc: Calc, right: xw.Book, heading: str) -> None:
    sheet = right.sheets[Sheet.MATRIKS]
    sheet.range((HEAD, column("h_lengkap") + 1)).value = heading
    sheet.range((HEAD + 1, column("h_lengkap") + 1)).value = "isi kami"
    refused(calc, right, "ada dua", "ganti judul kolom")


def test_identitas_was_moved(calc: Calc, clean: Path, tmp_path: Path) -> None:
    """Its marks have no headings: where a column was inserted they would stand in the officer's cells."""
    book = openpyxl.load_workbook(clean)
    book[Sheet.IDENTITAS].insert_cols(5)
    opened = calc.open_book(saved(book, tmp_path / "geser.xlsx"))
    refused(calc, opened, "Kolom di lembar Identitas bergeser")


def test_the_headings_of_temuan_are_gone(calc: Calc, wrong: xw.Book) -> None:
    head = contract.HEADER_ROWS[Sheet.TEMUAN]
    wrong.sheets[Sheet.TEMUAN].range((head, 1), (head, 15)).value = None
    for button in ("validasi", "hapus_tanda"):
        refused(calc, wrong, "Judul kolom di lembar Temuan terhapus", button=button)
        calc.alerts.clear()


def test_a_hidden_sheet_is_no_stop(calc: Calc, right: xw.Book) -> None:
    row = contract.IDENTITAS_FIRST_ROW + [field.key for field in contract.FIELDS].index("opd")
    right.sheets[Sheet.IDENTITAS].range((row, contract.VALUE_COLUMN)).value = None
    buttons.press("validasi")
    right.sheets[Sheet.IDENTITAS].visible = False
    buttons.press("temuan_berikutnya")
    assert "Tidak ada sel yang ditandai" in calc.alerts[-1].prompt
