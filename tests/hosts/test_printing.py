"""Printed forms by click: as sheets of the open workbook, and as PDF beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from cascade_xl.checking import check_file
from cascade_xl.contract import Sheet
from cascade_xl.contract.forms import FORM_MARK
from cascade_xl.forms import FORMS, Made, Order, make
from cascade_xl.forms.result import alone
from cascade_xl.forms.sheet import Sheet as Form
from cascade_xl.hosts import buttons
from cascade_xl.hosts.printing import TREES
from cascade_xl.read import read_document
from cascade_xl.resources import TEMPLATES
from tests.examples import small_file
from tests.forms.printed import misprints
from tests.hosts.books import put, status
from tests.hosts.calc import Calc
from tests.judges.pdf import texts

NAME = "tanjab-barat-2024"
TAB = "TARGET TAHUNAN"


@pytest.fixture
def example(calc: Calc, tmp_path: Path) -> xw.Book:
    """The workbook of a real agency."""
    return calc.open_book(small_file(NAME, tmp_path))


def press(button: str, answer: str = "") -> None:
    buttons.press(button, "", answer.encode("utf-16-be").hex())


def prompts(calc: Calc) -> list[str]:
    return [alert.prompt for alert in calc.alerts]


def contents(book: xw.Book) -> Mapping[str, Any]:
    """All formulas and texts of the officer's sheets."""
    return {sheet.name: sheet.used_range.formula for sheet in book.sheets if sheet.name in list(Sheet)}


def pdfs(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.pdf"))


def forms(*codes: str, year: int = 2024) -> Made:
    """What is to be printed. 2024 is the year of the date in Identitas."""
    return make(Order(*read_document(TEMPLATES / "examples" / f"{NAME}.xlsx"), year), codes or FORMS)


def column_texts(sheet: Form) -> list[str]:
    return [cell.text for row in sheet.rows for cell in row.cells.values() if cell.text]


def test_target_tahunan_is_filled_from_the_matrix(calc: Calc, example: xw.Book) -> None:
    before = contents(example)
    press("buat_target_tahunan")
    assert prompts(calc) == []
    sheet = example.sheets[TAB]
    assert example.sheets.active.name == TAB
    assert f"Lembar {TAB} sudah dibuat" in status()
    shown = [text for row in sheet.used_range.options(ndim=2).value for text in row if text]
    assert shown == [f"{FORM_MARK} F1", *column_texts(forms("F1").sheets[0])]
    assert contents(example) == before


def test_again_it_says_what_the_matrix_says_now(calc: Calc, example: xw.Book) -> None:
    press("buat_target_tahunan")
    names = [sheet.name for sheet in example.sheets]
    row = next(n for n in range(1, 40) if example.sheets[Sheet.MATRIKS].range((5 + n, 2)).value == "Sasaran PD")
    put(example, {(row, "sasaran"): "'=Sasaran baru", (row, "uraian"): "'=Sasaran baru"})
    press("buat_target_tahunan")
    assert [sheet.name for sheet in example.sheets] == names
    said = [text for row in example.sheets[TAB].used_range.options(ndim=2).value for text in row]
    assert "=Sasaran baru" in said
    assert prompts(calc) == []


def test_the_saved_workbook_is_read_and_checked_as_before(example: xw.Book, tmp_path: Path) -> None:
    path = tmp_path / f"{NAME}.xlsx"
    example.save()
    before = check_file(path).report
    press("buat_target_tahunan")
    example.save()
    after = check_file(path).report
    assert [f.message for f in after.findings] == [f.message for f in before.findings]
    assert read_document(path)[0].indicators


def test_a_workbook_for_reading_only_gets_no_sheet_but_a_pdf(calc: Calc, tmp_path: Path) -> None:
    path = small_file(NAME, tmp_path)
    book = calc.open_book(path, read_only=True)
    press("buat_target_tahunan")
    assert "hanya untuk dibaca" in prompts(calc)[0]
    assert "Cetak PDF" in prompts(calc)[0]
    assert TAB not in [sheet.name for sheet in book.sheets]
    press("cetak_pdf", "F1")
    assert len(calc.alerts) == 1
    assert pdfs(tmp_path) == [f"{NAME} - F1 {TAB}.pdf"]


def test_a_protected_structure_is_refused(calc: Calc, example: xw.Book) -> None:
    calc.asked_inside("protect")
    before = [sheet.name for sheet in example.sheets]
    for button in ("buat_target_tahunan", "pohon_kinerja"):
        press(button)
    assert all("Struktur tanjab-barat-2024.xlsx dilindungi" in said for said in prompts(calc))
    assert [sheet.name for sheet in example.sheets] == before


def test_a_pdf_of_a_form_is_the_form_letter_by_letter(calc: Calc, example: xw.Book, tmp_path: Path) -> None:
    before = contents(example), [sheet.name for sheet in example.sheets]
    old = tmp_path / f"{NAME} - F1 {TAB}.pdf"
    old.write_bytes(b"%PDF lama")
    press("cetak_pdf", "F1")
    assert prompts(calc) == []
    assert misprints(forms("F1").sheets[0], old) == []
    assert status() == f"1 PDF ditulis di {tmp_path}: {old.name}"
    assert (contents(example), [sheet.name for sheet in example.sheets]) == before
    assert [book.name for book in xw.books] == [example.name]


def test_all_forms_are_printed_with_a_year(calc: Calc, example: xw.Book, tmp_path: Path) -> None:
    made = forms(year=2023)
    press("cetak_pdf", "semua 2023")
    assert prompts(calc) == (["\n".join(made.skipped)] if made.skipped else [])
    wanted = {f"{NAME} - {called}.pdf": sheet for called, sheet in alone(made.sheets).items()}
    assert pdfs(tmp_path) == sorted(wanted)
    assert {name: wrong for name, sheet in wanted.items() if (wrong := misprints(sheet, tmp_path / name))} == {}


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("F1, F77", "Formulir 'F77' tidak dikenal"),
        ("daftar", f"• F1 {TAB}"),
        ("F1 1999", "tahun 1999 di luar periode 2021-2026"),
    ],
)
def test_what_cannot_be_chosen_is_named(calc: Calc, example: xw.Book, tmp_path: Path, answer: str, said: str) -> None:
    press("cetak_pdf", answer)
    assert said in prompts(calc)[0]
    assert pdfs(tmp_path) == []


def test_a_workbook_that_was_never_saved(calc: Calc) -> None:
    calc.new_book()
    press("cetak_pdf", "F1")
    assert "belum disimpan" in prompts(calc)[0]
    press("buat_target_tahunan")
    assert "bukan templat cascading" in prompts(calc)[1]


def test_a_pdf_that_is_open_elsewhere_is_named(calc: Calc, example: xw.Book, tmp_path: Path) -> None:
    (tmp_path / f"{NAME} - F1 {TAB}.pdf").mkdir()  # cannot be replaced, on any system
    press("cetak_pdf", "F1")
    assert "Tutup dahulu di program yang membukanya" in prompts(calc)[0]


def test_a_sheet_of_the_template_is_missing(calc: Calc, example: xw.Book, tmp_path: Path) -> None:
    example.sheets[Sheet.KUNCI].name = "Catatan"
    for button, answer in (("buat_target_tahunan", ""), ("cetak_pdf", "F1")):
        press(button, answer)
        assert "Buku kerja ini belum dapat dicetak. Tidak ada yang diubah." in prompts(calc)[-1]
        assert Sheet.KUNCI in prompts(calc)[-1]
    assert pdfs(tmp_path) == []


def test_the_trees_stand_side_by_side(calc: Calc, example: xw.Book) -> None:
    press("pohon_kinerja")
    made = forms(*TREES).sheets
    names = [sheet.name for sheet in example.sheets]
    assert [name for name in names if name not in list(Sheet)] == [sheet.title for sheet in made]
    assert example.sheets.active.name == made[0].title
    press("pohon_kinerja")
    assert [sheet.name for sheet in example.sheets] == names
    assert prompts(calc) == []


@pytest.mark.parametrize(("button", "code"), [("buat_target_tahunan", "F1"), *(("pohon_kinerja", c) for c in TREES)])
def test_in_the_open_workbook_they_print_letter_by_letter(
    calc: Calc, example: xw.Book, tmp_path: Path, button: str, code: str
) -> None:
    """Also the boxes of the trees, on the pages on which they were laid."""
    press(button)
    press(button)
    [sheet] = forms(code).sheets
    for other in list(example.sheets):
        if other.name != sheet.title:
            other.delete()
    example.to_pdf(tmp_path / "lembar.pdf")
    assert misprints(sheet, tmp_path / "lembar.pdf") == []


@pytest.fixture
def region(calc: Calc, tmp_path: Path) -> xw.Book:
    """Two agencies' workbooks merged by the button."""
    folder = tmp_path / "masuk"
    folder.mkdir()
    for name in (NAME, "way-kanan-2021"):
        small_file(name, folder)
    calc.new_book()
    press("gabungkan_folder", str(folder))
    return xw.books["Gabungan masuk.xlsx"]


def test_a_regency_gets_its_own_target_tahunan(calc: Calc, region: xw.Book, tmp_path: Path) -> None:
    """Beside the list that the merge made, which stays."""
    press("buat_target_tahunan")
    press("buat_target_tahunan")
    assert prompts(calc) == []
    assert [sheet.name for sheet in region.sheets if sheet.name.startswith(TAB)] == [TAB, f"{TAB} (2)"]
    assert region.sheets.active.name == f"{TAB} (2)"
    press("cetak_pdf", "F1, F14")
    assert prompts(calc) == [f"{FORMS['F14'].name} dibuat untuk satu OPD: buka buku kerja OPD itu, lalu ulangi."]
    assert "BADAN KEPEGAWAIAN" in "".join(texts(tmp_path / f"Gabungan masuk - F1 {TAB}.pdf")).upper()
