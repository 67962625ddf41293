"""LibreOffice as a judge: it calculates anew, reads numbers in the asked language, prints, and complains."""

from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import Workbook, load_workbook

from . import need
from .libreoffice import convert, pictures


def _stale(path: Path) -> Path:
    """A workbook whose formulas hold wrong values, as after a bad writer."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Matriks")
    sheet.write("A1", 1.5)
    sheet.write_formula("A2", "=A1*2", value=99)
    sheet.write_formula("A3", '=A1&""', value="basi")
    book.close()
    return path


def test_formulas_are_calculated_anew_in_the_asked_language(tmp_path: Path) -> None:
    need("libreoffice")
    source = _stale(tmp_path / "basi.xlsx")
    for locale, number in {"en-US": "1.5", "id-ID": "1,5"}.items():
        [result] = convert([source], "xlsx", tmp_path / locale, locale=locale)
        sheet = load_workbook(result, data_only=True)["Matriks"]
        assert (sheet["A2"].value, sheet["A3"].value) == (3, number)


def test_many_workbooks_are_printed_in_one_start(tmp_path: Path) -> None:
    need("libreoffice")
    need("poppler")
    sources = []
    for name in ("satu", "dua"):
        book = Workbook()
        for title in ("Pertama", "Kedua"):
            book.create_sheet(title)["A1"] = title
        book.save(tmp_path / f"{name}.xlsx")
        sources.append(tmp_path / f"{name}.xlsx")
    pages = [pictures(pdf, tmp_path / "halaman") for pdf in convert(sources, "pdf", tmp_path / "pdf")]
    assert [[page.name for page in document] for document in pages] == [
        ["satu-1.png", "satu-2.png"],
        ["dua-1.png", "dua-2.png"],
    ]


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    need("libreoffice")
    with pytest.raises(RuntimeError, match=r"did not make hilang\.pdf"):
        convert([tmp_path / "hilang.xlsx"], "pdf", tmp_path / "pdf")


def test_no_file_is_lost(tmp_path: Path) -> None:
    need("libreoffice")
    with pytest.raises(ValueError, match="under one name"):
        convert([tmp_path / "a.xlsx", tmp_path / "b" / "a.xlsx"], "pdf", tmp_path)
    with pytest.raises(ValueError, match="over itself"):
        convert([tmp_path / "a.xlsx"], "xlsx", tmp_path)
