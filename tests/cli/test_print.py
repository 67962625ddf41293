"""``cascade-xl print`` as an office meets it."""

from __future__ import annotations

import errno
import json
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pdfplumber
import pytest
from python_calamine import CalamineWorkbook

from cascade_xl.cli import main, printing
from cascade_xl.files import workbooks_in
from cascade_xl.forms import FORMS
from cascade_xl.merge import merge_files
from cascade_xl.resources import TEMPLATES
from tests.cli.test_cli import CLEAN, write
from tests.judges import need

EXAMPLES = TEMPLATES / "examples"
BARAT = EXAMPLES / "tanjab-barat-2024.xlsx"
WAY_KANAN = EXAMPLES / "way-kanan-2021.xlsx"


def tabs(path: Path) -> list[str]:
    return CalamineWorkbook.from_path(str(path)).sheet_names


def said(path: Path, tab: str) -> set[str]:
    """The texts of a sheet."""
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name(tab).to_python()
    return {str(cell) for row in rows for cell in row if cell}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_form_becomes_a_sheet_in_a_copy_and_a_pdf(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    need("libreoffice")
    before = BARAT.read_bytes()
    assert main(["print", str(BARAT), "--form", "F1,F3", "--year", "2023", "-o", str(tmp_path)]) == 0
    stem = BARAT.stem
    assert names(tmp_path) == [
        f"{stem} - F1 TARGET TAHUNAN.pdf",
        f"{stem} - F3 POHON KINERJA.pdf",
        f"{stem} - F3 POHON KINERJA.svg",
        f"{stem} - formulir.xlsx",
    ]
    assert BARAT.read_bytes() == before
    with zipfile.ZipFile(BARAT) as given, zipfile.ZipFile(tmp_path / f"{stem} - formulir.xlsx") as copy:
        for part in given.namelist():
            if part.startswith("xl/worksheets/"):
                assert copy.read(part) == given.read(part)
    added = ["TARGET TAHUNAN", "F3 POHON KINERJA"]
    assert tabs(tmp_path / f"{stem} - formulir.xlsx") == [*tabs(BARAT), *added]
    with pdfplumber.open(tmp_path / f"{stem} - F1 TARGET TAHUNAN.pdf") as book:
        assert "56,3%" in book.pages[0].extract_text()
    assert "1 buku kerja, 2 PDF, 1 SVG. Target tahun 2023." in capsys.readouterr().out


def test_the_copy_has_the_same_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["print", str(WAY_KANAN), "-o", str(tmp_path), "--no-pdf"]) == 0
    capsys.readouterr()
    found = []
    for path in (WAY_KANAN, tmp_path / "way-kanan-2021 - formulir.xlsx"):
        main(["validate", str(path), "--format", "json"])
        text = capsys.readouterr().out.replace(" - formulir.xlsx", ".xlsx")
        found.append(json.loads(text))
    assert found[0] == found[1]


def test_printing_a_copy_again_replaces_its_sheets(tmp_path: Path) -> None:
    first, second = tmp_path / "satu", tmp_path / "dua"
    assert main(["print", str(BARAT), "--form", "F1", "-o", str(first), "--no-pdf"]) == 0
    copy = first / f"{BARAT.stem} - formulir.xlsx"
    assert main(["print", str(copy), "--form", "F1", "--year", "2025", "-o", str(second), "--no-pdf"]) == 0
    assert tabs(second / f"{copy.stem} - formulir.xlsx") == tabs(copy)


def test_a_folder_is_printed_in_one_go_and_a_broken_file_stops_nobody_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = tmp_path / "masuk", tmp_path / "cetak"
    folder.mkdir()
    for path in (BARAT, WAY_KANAN):
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "rusak.xlsx").write_bytes(b"PK bukan buku kerja")
    assert main(["print", str(folder), "--form", "F1", "-o", str(out), "--no-pdf"]) == 2
    assert names(out) == [f"{path.stem} - formulir.xlsx" for path in (BARAT, WAY_KANAN)]
    assert "rusak.xlsx" in capsys.readouterr().err


def test_results_in_the_folder_itself_are_not_printed_again(tmp_path: Path) -> None:
    (tmp_path / BARAT.name).write_bytes(BARAT.read_bytes())
    asked = ["print", str(tmp_path), "--form", "F1", "-o", str(tmp_path), "--no-pdf", "--force"]
    assert main(asked) == 0
    first = names(tmp_path)
    assert main(asked) == 0
    assert names(tmp_path) == first == [f"{BARAT.stem} - formulir.xlsx", BARAT.name]


def test_copies_with_forms_are_not_merged_or_printed_beside_their_workbooks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An office prints into its own folder or below it; a copy whose workbook is not there is an office's file."""
    folder = tmp_path / "masuk"
    folder.mkdir()
    for path in (BARAT, WAY_KANAN):
        (folder / path.name).write_bytes(path.read_bytes())
    asked = ["print", str(folder), "--form", "F1", "--no-pdf", "-o"]
    assert main([*asked, str(folder / "cetak")]) == 0
    capsys.readouterr()
    assert main([*asked, str(tmp_path / "lagi")]) == 0
    assert names(tmp_path / "lagi") == names(folder / "cetak")
    copies = f"{BARAT.stem} - formulir.xlsx; {WAY_KANAN.stem} - formulir.xlsx"
    assert f"Dilewati, karena buku kerja asalnya juga ada: {copies}." in capsys.readouterr().err
    main(["merge", str(folder), "-o", str(tmp_path / "gabung.xlsx")])
    assert "2 berkas" in capsys.readouterr().out
    (folder / BARAT.name).unlink()
    assert [path.name for path in workbooks_in(folder)] == [f"{BARAT.stem} - formulir.xlsx", WAY_KANAN.name]


def test_forms_of_a_regency_s_opd_are_not_overwritten_unless_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    merged, out = tmp_path / "Kabupaten.xlsx", tmp_path / "cetak"
    merge_files([BARAT, EXAMPLES / "banten-2024.xlsx"], merged)
    asked = ["print", str(merged), "--form", "F11", "-o", str(out), "--no-pdf"]
    assert main(asked) == 0
    forms = out / "Badan Kepegawaian Daerah - formulir.xlsx"
    forms.write_bytes(b"disunting kantor")
    assert main(asked) == 2
    assert forms.read_bytes() == b"disunting kantor"
    assert f"{forms.name}: sudah ada" in capsys.readouterr().err
    assert main([*asked, "--force"]) == 0


def test_a_pdf_that_is_there_is_not_overwritten_unless_asked(tmp_path: Path) -> None:
    signed = tmp_path / f"{BARAT.stem} - F1 TARGET TAHUNAN.pdf"
    signed.write_bytes(b"%PDF bertanda tangan")
    assert main(["print", str(BARAT), "--form", "F1", "-o", str(tmp_path)]) == 2
    assert names(tmp_path) == [signed.name]
    assert signed.read_bytes() == b"%PDF bertanda tangan"


def test_a_file_that_cannot_be_written_stops_nobody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if BARAT.stem in path.name:
            raise OSError(errno.ENOSPC, "")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    assert main(["print", str(BARAT), str(WAY_KANAN), "--form", "F1", "-o", str(tmp_path), "--no-pdf"]) == 2
    assert names(tmp_path) == [f"{WAY_KANAN.stem} - formulir.xlsx"]
    assert f"{BARAT.stem} - formulir.xlsx: tidak dapat ditulis (tempat penyimpanan penuh)." in capsys.readouterr().err


def test_a_regency_workbook_is_printed_as_a_whole_and_for_each_opd(tmp_path: Path) -> None:
    merged, out = tmp_path / "Kabupaten.xlsx", tmp_path / "cetak"
    merge_files([BARAT, EXAMPLES / "banten-2024.xlsx"], merged)
    assert main(["print", str(merged), "--form", "F1,F14", "-o", str(out), "--no-pdf"]) == 0
    opd = "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Daerah - formulir.xlsx"
    assert names(out) == ["Badan Kepegawaian Daerah - formulir.xlsx", opd, "Kabupaten - formulir.xlsx"]
    whole = said(out / "Kabupaten - formulir.xlsx", "TARGET TAHUNAN")
    assert {"Indeks Profesionalitas ASN", "53,9%", "321,5"} <= whole
    signed = said(out / opd, "TARGET TAHUNAN")
    assert {"SALDI, SH", "NIP. 19730306 200501 1 004", "Kuala Tungkal, Januari 2024"} <= signed


def test_json_is_printed_into_the_workbook_that_it_stands_for(tmp_path: Path) -> None:
    source = write(tmp_path / "Dinas.json", CLEAN)
    assert main(["print", str(source), "--form", "1", "-o", str(tmp_path / "c"), "--no-pdf"]) == 0
    assert {"Matriks", "TARGET TAHUNAN"} <= set(tabs(tmp_path / "c" / "Dinas - formulir.xlsx"))


def test_date_year_paper_and_owner_are_the_offices_choice(tmp_path: Path) -> None:
    source = write(tmp_path / "Dinas.json", CLEAN)
    options = ["--date", "2026-02-01", "--year", "2026", "--paper", "a4", "--owner", "kepala dinas"]
    assert main(["print", str(source), "--form", "F14", *options, "-o", str(tmp_path), "--no-pdf"]) == 0
    copy = tmp_path / "Dinas - formulir.xlsx"
    wanted = {"Contoh, 1 Februari 2026", "82 Indeks", "PERJANJIAN KINERJA TAHUN 2026"}
    assert wanted <= said(copy, tabs(copy)[-1])
    assert openpyxl.load_workbook(copy).worksheets[-1].page_setup.paperSize == 9


def test_the_offices_texts_make_the_decree(tmp_path: Path) -> None:
    source, decree = write(tmp_path / "Dinas.json", CLEAN), tmp_path / "keputusan.txt"
    assert main(["print", "--contoh-keputusan", str(decree)]) == 0
    assert (
        main(["print", str(source), "--form", "F10", "--keputusan", str(decree), "-o", str(tmp_path / "c"), "--no-pdf"])
        == 0
    )
    assert "MEMUTUSKAN :" in said(tmp_path / "c" / "Dinas - formulir.xlsx", "F10 KEPUTUSAN")


def test_without_an_application_the_workbook_is_made_and_the_message_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(printing, "converter", lambda: None)
    assert main(["print", str(BARAT), "--form", "F1", "-o", str(tmp_path)]) == 0
    assert names(tmp_path) == [f"{BARAT.stem} - formulir.xlsx"]
    assert "PDF tidak dibuat: Excel atau LibreOffice tidak ditemukan" in capsys.readouterr().err


def test_nothing_is_overwritten_unless_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["print", str(BARAT), "--form", "F1", "-o", str(tmp_path), "--no-pdf"]
    assert main(asked) == 0
    before = (tmp_path / f"{BARAT.stem} - formulir.xlsx").read_bytes()
    assert main([*asked, "--year", "2026"]) == 2
    assert (tmp_path / f"{BARAT.stem} - formulir.xlsx").read_bytes() == before
    assert "--force" in capsys.readouterr().err
    assert main([*asked, "--force"]) == 0


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["--form", "F15"], "Formulir 'F15' tidak dikenal. Pilih dari: F1, F2"),
        (["--paper", "B5"], "Kertas 'B5' tidak dikenal. Pilih dari: F4, A4, A3."),
        (["--date", "2025-02-30"], "Tanggal '2025-02-30' tidak ada."),
        (["--year", "1999"], "tahun 1999 di luar periode 2021-2026"),
        (["--keputusan", "tidak-ada.txt"], "tidak-ada.txt"),
    ],
)
def test_a_wrong_choice_is_said_and_nothing_is_written(
    asked: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["print", str(BARAT), *asked, "-o", str(tmp_path / "c"), "--no-pdf"]) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "c").exists() or not names(tmp_path / "c")


def test_a_form_that_was_asked_for_and_has_no_content_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["print", str(EXAMPLES / "banten-2024.xlsx"), "--form", "F8", "-o", str(tmp_path), "--no-pdf"]) == 0
    assert "F8 PANJAB tidak dicetak." in capsys.readouterr().err
    assert names(tmp_path) == []


def test_a_year_without_targets_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["print", str(BARAT), "--form", "F2", "--year", "2024", "-o", str(tmp_path), "--no-pdf"])
    assert "17 dari 22 indikator tidak mempunyai target tahun 2024" in capsys.readouterr().err


def test_the_list_names_all_fourteen_forms(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["print", "--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [f"F{number}" for number in range(1, 15)]
    assert all(len(line) > 30 for line in lines)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_form_has_a_public_page(form: Any) -> None:
    assert form.page.startswith(f"{form.code} ")
    assert "Sumber:" in form.page
    assert form.summary
