"""The Open XML SDK as a judge: sound workbooks pass, a real fault is told."""

from pathlib import Path

from . import need
from .open_xml_sdk import complaints
from .test_package_lint import SHEET, STYLES, replaced, save_openpyxl, save_xlsxwriter


def test_sound_workbooks_have_no_complaint(tmp_path: Path) -> None:
    need("ooxml-validator")
    first, second = tmp_path / "openpyxl.xlsx", tmp_path / "xlsxwriter.xlsx"
    save_openpyxl(first)
    save_xlsxwriter(second)
    assert complaints([first, second]) == {first: [], second: []}


def test_a_fault_is_told(tmp_path: Path) -> None:
    need("ooxml-validator")
    sound = tmp_path / "sound.xlsx"
    save_openpyxl(sound)
    for part, old, new, expected in [
        (SHEET, "<sheetData>", "<pageMargins/><sheetData>", "unexpected child element"),
        (STYLES, '<name val="Cambria"/>', "<nama/>", "font[2]"),
    ]:
        broken = replaced(sound, part, old, new)
        [found] = complaints([broken]).values()
        assert any(expected in complaint for complaint in found), found


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    need("ooxml-validator")
    path = tmp_path / "rusak.xlsx"
    path.write_text("bukan buku kerja", encoding="utf-8")
    assert complaints([path])[path]
