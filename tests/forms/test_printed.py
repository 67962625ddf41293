"""The forms of the five documents on paper: printed by LibreOffice, read back letter by letter."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pdfplumber
import pytest

from cascade_xl.forms import FORMS, Order, make
from cascade_xl.forms.sheet import Sheet
from cascade_xl.read import read_document
from cascade_xl.resources import TEMPLATES, example_names
from tests.forms.printed import misprints, printed
from tests.judges import need

YEARS = {"tanjab-barat-2024": 2023, "way-kanan-2021": 2024}
"""The year in which a document has its targets, where it is not its first."""


@cache
def sheets_of(name: str, *codes: str) -> tuple[Sheet, ...]:
    document, profile = read_document(TEMPLATES / "examples" / f"{name}.xlsx")
    year = YEARS.get(name, document.years[0])
    return make(Order(document, profile, year), codes or FORMS).sheets


@pytest.mark.parametrize("name", example_names())
def test_every_text_is_printed_in_its_place(name: str, tmp_path: Path) -> None:
    need("libreoffice")
    sheets = sheets_of(name)
    faults = {
        sheets[number].title: wrong
        for number, pdf in printed(sheets, tmp_path).items()
        if (wrong := misprints(sheets[number], pdf))
    }
    assert faults == {}


def test_target_tahunan_of_tanjung_jabung_barat_is_the_printed_one_number_by_number(tmp_path: Path) -> None:
    need("libreoffice")
    pdf = printed(sheets_of("tanjab-barat-2024", "F1"), tmp_path)[0]
    with pdfplumber.open(pdf) as book:
        table = [[" ".join((cell or "").split()) for cell in row] for row in book.pages[0].extract_tables()[-1]]
    assert table[-7:] == [
        ["NO", "SASARAN", "INDIKATOR", "TARGET TAHUNAN", "", "", "", "", ""],
        ["", "", "", "2021", "2022", "2023", "2024", "2025", "2026"],
        ["1.", "Meningkatnya Kualitas dan Profesionalisme Aparatur", "Indeks Profesionalitas ASN",
         "65", "68", "71", "73", "75", "78"],
        ["2.", "Meningkatnya Penataan Aparatur", "Persentase Penetapan Jabatan sesuai Kompetensi",
         "92%", "92%", "92%", "92%", "93%", "93%"],
        ["", "", "Rasio Pejabar Fungsional Tertentu", "53,9%", "55,9%", "56,3%", "56,7%", "56,9%", "61%"],
        ["3.", "Meningkatnya Kualitas Pelayanan Publik dan Akuntabilitas Kinerja Perangkat Daerah",
         "Indeks Kepuasan Masyarakat", "81", "82", "82", "83", "83", "83"],
        ["", "", "Nilai AKIP", "61", "62", "63", "64", "65", "66"],
    ]  # fmt: skip
