"""What an officer sees after each button, in a real spreadsheet application."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from cascade_xl import __version__, contract
from cascade_xl.checking import check_file
from cascade_xl.contract import Sheet
from cascade_xl.hosts import buttons, log
from cascade_xl.model import Status
from tests.hosts.books import HEAD, clean_book, column, edited, saved
from tests.hosts.calc import Calc

WRONG = {(7, "satuan"): "Orangg", (8, "target_2026"): "banyak", (9, "induk"): "X9"}
"""Faults that the check names in these cells, by data row and column."""


@pytest.fixture(autouse=True)
def own_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The log of this test only."""
    monkeypatch.setattr(log, "path", lambda: tmp_path / "log" / "cascade_xl.log")
    log.logger.cache_clear()
    yield tmp_path / "log" / "cascade_xl.log"
    for handler in log.logger().handlers[:]:
        handler.close()
        log.logger().removeHandler(handler)
    log.logger.cache_clear()


@pytest.fixture
def wrong(calc: Calc, tmp_path: Path) -> xw.Book:
    """A workbook with three faults."""
    return calc.open_book(edited(clean_book(tmp_path / "salah.xlsx"), WRONG))


def cell(book: xw.Book, row: int, key: str) -> Any:
    return book.sheets[Sheet.MATRIKS].range((HEAD + row, column(key))).value


def marks(book: xw.Book) -> dict[int, str]:
    """The flags of each marked row of *Matriks*, by data row."""
    found = book.sheets[Sheet.MATRIKS].range((HEAD + 1, column("tanda")), (HEAD + 80, column("tanda"))).value
    return {row: flags for row, flags in enumerate(found, start=1) if flags}


def temuan(book: xw.Book) -> list[dict[str, Any]]:
    """The rows of *Temuan* by column key."""
    head, where = contract.HEADER_ROWS[Sheet.TEMUAN], contract.layout(Sheet.TEMUAN)
    block = book.sheets[Sheet.TEMUAN].range((head + 1, 1), (head + 200, len(where))).value
    rows = [{key: row[number - 1] for key, number in where.items()} for row in block]
    return [row for row in rows if any(row.values())]


def status() -> str:
    assert xw.apps.active is not None
    return str(xw.apps.active.status_bar)


def test_validasi_marks_what_the_check_of_the_file_finds(wrong: xw.Book, tmp_path: Path) -> None:
    buttons.press("validasi")
    expected = check_file(tmp_path / "salah.xlsx").report.findings
    assert expected
    listed = temuan(wrong)
    assert [(row["code"], row["message"]) for row in listed] == [(f.code, f.message) for f in expected]
    assert [row["tempat"] for row in listed] == [f"{f.place.sheet}!{f.place.cell}" for f in expected]
    found = marks(wrong)
    assert "|satuan:" in found[7]
    assert "|target_2026:G|" in found[8]
    assert "|induk:G|" in found[9]
    assert all(f.code in cell(wrong, f.place.row - HEAD, "pesan") for f in expected if f.place.sheet == Sheet.MATRIKS)
    assert "galat" in status()


def test_links_lead_to_the_cells(wrong: xw.Book) -> None:
    buttons.press("validasi")
    head, where = contract.HEADER_ROWS[Sheet.TEMUAN], contract.layout(Sheet.TEMUAN)
    row = temuan(wrong)[0]
    formula = wrong.sheets[Sheet.TEMUAN].range((head + 1, where["tempat"])).formula
    sheet, _, address = row["tempat"].partition("!")
    assert formula.replace(";", ",") == f'=HYPERLINK("#\'{sheet}\'!{address}","{sheet}!{address}")'


def test_corrected_and_clicked_again_the_mark_is_gone(calc: Calc, wrong: xw.Book) -> None:
    buttons.press("validasi")
    sheet = wrong.sheets[Sheet.MATRIKS]
    for (row, key), right in {(7, "satuan"): "Orang", (8, "target_2026"): "'12", (9, "induk"): None}.items():
        sheet.range((HEAD + row, column(key))).value = right
    before = marks(wrong)
    buttons.press("validasi")
    after = marks(wrong)
    assert "|target_2026:" in before[8]
    assert "|target_2026:" not in after.get(8, "")
    assert len(after) < len(before) or after != before


def test_a_workbook_without_findings_is_said_to_be_ready(calc: Calc, tmp_path: Path) -> None:
    book = calc.open_book(clean_book(tmp_path / "bersih.xlsx"))
    buttons.press("validasi")
    assert marks(book) == {}
    assert temuan(book) == []
    assert [alert.prompt for alert in calc.alerts] == ["Tidak ada temuan. Buku kerja ini siap diserahkan."]


def test_what_the_officer_made_is_not_touched(wrong: xw.Book) -> None:
    sheet = wrong.sheets[Sheet.MATRIKS]
    own = sheet.range((HEAD + 7, column("satuan")))
    own.color = (10, 200, 30)
    sheet.activate()
    sheet.range((HEAD + 4, column("uraian"))).select()
    area = sheet.range((HEAD + 1, 1), (HEAD + 80, column("catatan")))
    before = area.formula
    buttons.press("validasi")
    assert own.color == (10, 200, 30)
    assert xw.apps.active.selection.address == f"${chr(64 + column('uraian'))}${HEAD + 4}"  # type: ignore[union-attr]
    assert wrong.sheets.active.name == Sheet.MATRIKS
    buttons.press("hapus_tanda")
    assert area.formula == before
    assert own.color == (10, 200, 30)
    assert marks(wrong) == {}
    assert temuan(wrong) == []


def test_marks_cost_the_same_for_many_findings(calc: Calc, tmp_path: Path) -> None:
    counts = []
    for rows in (2, 20):
        faults = {(row, "satuan"): f"Satuan {row}" for row in range(7, 7 + rows)}
        calc.open_book(edited(clean_book(tmp_path / f"{rows}.xlsx", programs=3), faults))
        before = calc.requests
        buttons.press("validasi")
        counts.append(calc.requests - before)
        calc.tidy()
    assert counts[0] == counts[1]


def test_next_and_previous_walk_the_marked_cells(wrong: xw.Book) -> None:
    buttons.press("validasi")
    sheet = wrong.sheets[Sheet.MATRIKS]
    sheet.activate()
    sheet.range("A1").select()
    visited = []
    total = int(_after(lambda: buttons.press("temuan_berikutnya")).partition(" dari ")[2].partition(":")[0])
    for _ in range(total):
        visited.append((wrong.sheets.active.name, _selected()))
        buttons.press("temuan_berikutnya")
    assert len(set(visited)) == total  # all of them, each once
    assert (wrong.sheets.active.name, _selected()) == visited[0]  # and round again
    assert (Sheet.MATRIKS, (HEAD + 8, column("target_2026"))) in visited
    buttons.press("temuan_sebelumnya")
    assert (wrong.sheets.active.name, _selected()) == visited[-1]


def test_marks_travel_with_their_rows(wrong: xw.Book) -> None:
    """What a sort does: the row with its flags stands elsewhere, and the way leads there."""
    buttons.press("validasi")
    sheet = wrong.sheets[Sheet.MATRIKS]
    last = contract.layout(Sheet.MATRIKS, range(2025, 2030))["tanda"]
    texts = sheet.range((HEAD + 8, 2), (HEAD + 8, last)).value
    sheet.range((HEAD + 60, 2), (HEAD + 60, last)).value = texts
    sheet.range((HEAD + 8, 2), (HEAD + 8, last)).clear_contents()
    sheet.activate()
    sheet.range((HEAD + 30, 1)).select()
    buttons.press("temuan_berikutnya")
    assert _selected() == (HEAD + 60, column("target_2026"))


def test_nothing_marked_is_said(calc: Calc, tmp_path: Path) -> None:
    calc.open_book(clean_book(tmp_path / "bersih.xlsx"))
    buttons.press("temuan_berikutnya")
    assert "Klik Validasi" in calc.alerts[0].prompt


def test_an_accepted_finding_is_written_down_and_marked_so(calc: Calc, wrong: xw.Book) -> None:
    sheet = wrong.sheets[Sheet.MATRIKS]
    sheet.activate()
    sheet.range((HEAD + 8, column("target_2026"))).select()
    buttons.press("terima_temuan", __version__, "Memang tertulis begitu di RPJMD; = sah".encode("utf-16-be").hex())
    assert calc.alerts == []
    where, head = contract.layout(Sheet.PENGECUALIAN), contract.HEADER_ROWS[Sheet.PENGECUALIAN]
    row = wrong.sheets[Sheet.PENGECUALIAN].range((head + 1, 1), (head + 1, 4)).value
    kode = cell(wrong, 8, "kode")
    assert row == ["target-bukan-angka", kode, "2026", "Memang tertulis begitu di RPJMD; = sah"]
    assert list(where)[:4] == ["aturan", "kode", "tahun", "alasan"]
    assert "|target_2026:T|" in marks(wrong)[8]
    assert {r["status"] for r in temuan(wrong) if r["rule"] == "target-bukan-angka"} == {"Diterima"}
    assert "diterima" in status()


def test_a_finding_is_accepted_from_its_row_in_temuan(calc: Calc, wrong: xw.Book) -> None:
    buttons.press("validasi")
    listed = temuan(wrong)
    number = next(n for n, row in enumerate(listed) if row["rule"] == "induk-tidak-ada")
    sheet = wrong.sheets[Sheet.TEMUAN]
    sheet.activate()
    sheet.range((contract.HEADER_ROWS[Sheet.TEMUAN] + 1 + number, 3)).select()
    buttons.press("terima_temuan", "", "Induknya di OPD lain".encode("utf-16-be").hex())
    assert calc.alerts == []
    assert "|induk:T|" in marks(wrong)[9]


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_reason_is_needed(calc: Calc, wrong: xw.Book, reason: str) -> None:
    buttons.press("terima_temuan", "", reason.encode("utf-16-be").hex())
    assert "Alasan wajib diisi" in calc.alerts[0].prompt


def test_a_cell_without_finding_accepts_nothing(calc: Calc, wrong: xw.Book) -> None:
    sheet = wrong.sheets[Sheet.MATRIKS]
    sheet.activate()
    sheet.range((HEAD + 1, column("uraian"))).select()
    buttons.press("terima_temuan", "", "alasan".encode("utf-16-be").hex())
    assert "Tidak ada temuan terbuka di sel ini" in calc.alerts[0].prompt


def test_about_says_versions_and_the_log(calc: Calc, wrong: xw.Book, own_log: Path) -> None:
    buttons.press("tentang")
    said = calc.alerts[0].prompt
    assert __version__ in said
    assert xw.__version__ in said
    assert str(own_log) in said


def test_help_opens_with_the_rules_of_the_row(
    calc: Calc, wrong: xw.Book, own_log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    buttons.press("validasi")
    wrong.sheets[Sheet.MATRIKS].activate()
    wrong.sheets[Sheet.MATRIKS].range((HEAD + 9, 3)).select()
    buttons.press("bantuan")
    page = own_log.with_name("bantuan.html")
    assert opened == [page.as_uri()]
    first = page.read_text(encoding="utf-8").partition("<h2>Tombol")[0]
    assert "induk-tidak-ada" in first
    assert "arah-dilanggar" not in first


def accepted(path: Path) -> list[str]:
    return [f.rule for f in check_file(path).report.findings if f.status is Status.ACCEPTED]


def test_a_saved_workbook_keeps_its_acceptance(calc: Calc, wrong: xw.Book, tmp_path: Path) -> None:
    wrong.sheets[Sheet.MATRIKS].activate()
    wrong.sheets[Sheet.MATRIKS].range((HEAD + 9, column("induk"))).select()
    buttons.press("terima_temuan", "", "Induknya di OPD lain".encode("utf-16-be").hex())
    wrong.save()
    assert accepted(tmp_path / "salah.xlsx") == ["induk-tidak-ada"]
    assert openpyxl.load_workbook(tmp_path / "salah.xlsx").sheetnames[:7] == list(Sheet)[:7]


def _selected() -> tuple[int, int]:
    assert xw.apps.active is not None
    chosen = xw.apps.active.selection
    assert chosen is not None
    return chosen.row, chosen.column


def _after(act: Any) -> str:
    act()
    return status()


def missing_sheet(path: Path) -> Path:
    book = openpyxl.load_workbook(path)
    book[Sheet.POHON].title = "Pohon saya"
    return saved(book, path)
