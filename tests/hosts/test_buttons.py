"""What an officer sees after each button, in a real spreadsheet application."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from cascade_xl import __version__, contract
from cascade_xl.checking import check_file
from cascade_xl.contract import Sheet
from cascade_xl.hosts import buttons
from cascade_xl.model import Status
from tests.hosts.books import HEAD, WRONG, cell, column, marks, put, status, temuan
from tests.hosts.calc import Calc


def test_validasi_marks_what_the_check_of_the_file_finds(wrong: xw.Book, tmp_path: Path) -> None:
    wrong.save()
    buttons.press("validasi")
    expected = check_file(tmp_path / "bersih.xlsx").report.findings
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
    assert formula == f'=HYPERLINK("#\'{sheet}\'!{address}","{sheet}!{address}")'


def test_corrected_and_clicked_again_the_mark_is_gone(calc: Calc, right: xw.Book) -> None:
    before = {place: cell(right, *place) for place in WRONG}
    put(right, WRONG)
    buttons.press("validasi")
    assert set(marks(right)) >= {7, 8, 9}
    put(right, {place: f"'{text}" for place, text in before.items()})
    buttons.press("validasi")
    assert marks(right) == {}
    assert temuan(right) == []
    assert cell(right, 8, "pesan") is None
    assert calc.alerts[-1].prompt.startswith("Tidak ada temuan.")


def test_a_workbook_without_findings_is_said_to_be_ready(calc: Calc, right: xw.Book) -> None:
    buttons.press("validasi")
    assert marks(right) == {}
    assert temuan(right) == []
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


def test_marks_cost_the_same_for_many_findings(calc: Calc, right: xw.Book) -> None:
    counts = []
    for faults in (1, 30):
        put(right, {(row, "satuan"): f"Satuan {row}" for row in range(7, 7 + faults)})
        before = calc.requests
        buttons.press("validasi")
        counts.append(calc.requests - before)
    assert len(temuan(right)) >= 30
    assert counts[1] <= counts[0] + 1  # the second time the old rows of Temuan are read, to be taken back if need be


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
    sheet.range((HEAD + 38, 2), (HEAD + 38, last)).value = texts
    sheet.range((HEAD + 8, 2), (HEAD + 8, last)).clear_contents()
    sheet.activate()
    sheet.range((HEAD + 30, 1)).select()
    buttons.press("temuan_berikutnya")
    assert _selected()[0] == HEAD + 38


def test_nothing_marked_is_said(calc: Calc, right: xw.Book) -> None:
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
    assert accepted(tmp_path / "bersih.xlsx") == ["induk-tidak-ada"]
    assert openpyxl.load_workbook(tmp_path / "bersih.xlsx").sheetnames[:7] == list(Sheet)[:7]


def _selected() -> tuple[int, int]:
    assert xw.apps.active is not None
    chosen = xw.apps.active.selection
    assert chosen is not None
    return chosen.row, chosen.column


def _after(act: Any) -> str:
    act()
    return status()


def own(book: xw.Book, sheet: str, row: int, at: int, text: str) -> xw.Range:
    """A text of the officer's own."""
    cell = book.sheets[sheet].range((row, at))
    cell.value = f"'{text}"
    return cell


def test_notes_of_the_officer_stay(calc: Calc, wrong: xw.Book) -> None:
    """Below the findings, below the table in the column of messages, and beside the fields of Identitas."""
    head = contract.HEADER_ROWS[Sheet.TEMUAN]
    notes = [
        own(wrong, Sheet.TEMUAN, head + 60, 3, "catatan rapat"),
        own(wrong, Sheet.MATRIKS, HEAD + 70, column("pesan"), "catatan saya"),
        own(wrong, Sheet.IDENTITAS, contract.IDENTITAS_FIRST_ROW + 1, contract.MESSAGE_COLUMN, "tanya Bappeda"),
    ]
    texts = [note.value for note in notes]
    for button in ("validasi", "validasi", "hapus_tanda"):
        buttons.press(button)
        assert [note.value for note in notes] == texts
    assert calc.alerts == []


def test_findings_never_run_over_a_note(calc: Calc, wrong: xw.Book) -> None:
    note = own(wrong, Sheet.TEMUAN, contract.HEADER_ROWS[Sheet.TEMUAN] + 2, 13, "catatan rapat")
    buttons.press("validasi")
    assert "Pindahkan tulisan itu" in calc.alerts[0].prompt
    assert note.value == "catatan rapat"
    assert marks(wrong) == {}


def test_own_columns_of_temuan_stay(calc: Calc, wrong: xw.Book) -> None:
    """Also with headings that only a regency's Temuan has."""
    buttons.press("validasi")
    head = contract.HEADER_ROWS[Sheet.TEMUAN]
    first = len(contract.TEMUAN_COLUMNS) + 1
    cells = [
        own(wrong, Sheet.TEMUAN, head + n, first + c, f"{t}") for c, t in enumerate(("Lembar", "OPD")) for n in (0, 1)
    ]
    count = len(temuan(wrong))
    put(wrong, {(10, "satuan"): "Orangg"})
    buttons.press("validasi")
    assert [cell.value for cell in cells] == ["Lembar", "Lembar", "OPD", "OPD"]
    assert count < len(temuan(wrong)) < 2 * count


def test_a_click_that_finds_the_same_writes_nothing(
    calc: Calc, wrong: xw.Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    buttons.press("validasi")
    written: list[str] = []
    monkeypatch.setattr("cascade_xl.hosts.xl.OpenSheet.write", lambda sheet, *_: written.append(sheet.name))
    buttons.press("validasi")
    assert written == []


def test_the_status_says_the_finding_of_the_very_cell(wrong: xw.Book) -> None:
    put(wrong, {(8, "target_2027"): "sedikit"})
    buttons.press("validasi")
    sheet = wrong.sheets[Sheet.MATRIKS]
    sheet.activate()
    sheet.range((HEAD + 8, column("target_2026"))).select()
    buttons.press("temuan_berikutnya")
    assert _selected() == (HEAD + 8, column("target_2027"))
    assert "sedikit" in status()


def test_a_date_beyond_the_calendar_stays_a_number(calc: Calc, right: xw.Book) -> None:
    cell = right.sheets[Sheet.MATRIKS].range((HEAD + 8, column("pagu")))
    cell.number_format = "dd/mm/yyyy"
    cell.value = 4_500_000
    buttons.press("validasi")
    assert not any("tidak terduga" in alert.prompt for alert in calc.alerts)
