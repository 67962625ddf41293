"""Grafted workbooks before judges that are not ourselves."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from cascade_xl.contract.forms import FORM_MARK
from cascade_xl.merge import merge_files
from cascade_xl.read import xlsx
from cascade_xl.resources import TEMPLATES, example_names
from cascade_xl.write.graft import add_sheets
from tests.examples import BLANK
from tests.judges import need, open_xml_sdk
from tests.judges.libreoffice import convert
from tests.judges.package_lint import lint
from tests.write.grafts import bases, forms, grafted, plain, sheet_names, written

_LARGE = 100_000  # bytes, above which the lint takes long and says nothing new


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The workbooks of many makers, one of ours, a regency's, and some saved again by LibreOffice.

    The judges read each formula of ours: one of a kind is enough.
    """
    need("libreoffice")
    folder = tmp_path_factory.mktemp("asal")
    merged = folder / "gabungan.xlsx"
    first, *others = (f"{name}.xlsx" for name in example_names())
    merge_files([TEMPLATES / "examples" / first], merged)
    found = {name: base for name, base in bases().items() if name not in (*others, BLANK.name)}
    found[merged.name] = merged.read_bytes()
    sources = []
    for name in ("kaya.xlsx", "openpyxl.xlsx"):
        sources.append(folder / f"lo-{name}")
        sources[-1].write_bytes(found[name])
    saved = convert(sources, "xlsx", folder / "lo", timeout=120)
    return {**found, **{path.name: path.read_bytes() for path in saved}}


@pytest.fixture(scope="module")
def made(given: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return grafted(tmp_path_factory.mktemp("jadi"), given)


def test_nothing_that_excel_would_repair(given: dict[str, bytes], made: dict[str, Path], tmp_path: Path) -> None:
    """No problem that the workbook had not before."""
    for name, path in made.items():
        if problems := set(lint(path)):
            before = tmp_path / name
            before.write_bytes(given[name])
            assert problems <= set(lint(before)), name


def test_open_xml_sdk_has_no_new_complaint(given: dict[str, bytes], made: dict[str, Path], tmp_path: Path) -> None:
    need("ooxml-validator")
    told = open_xml_sdk.complaints(made.values())
    before = {name: tmp_path / name for name, path in made.items() if told[path]}
    for name, path in before.items():
        path.write_bytes(given[name])
    told |= open_xml_sdk.complaints(before.values())
    for name, path in before.items():
        assert set(told[made[name]]) <= set(told[path]), name


def test_other_readers_open_them(given: dict[str, bytes], made: dict[str, Path]) -> None:
    for name, path in made.items():
        if name != "tanpa-gaya.xlsx":
            assert openpyxl.load_workbook(path).sheetnames == [*sheet_names(given[name]), "F1 Pohon", "F3"]
        ours = xlsx.read(path).sheets["F3"]
        assert [ours.row(row)[1].stored for row in (2, 5, 60)] == ["Judul F3", "baris 4", "baris 59"]
        assert ours.hidden_rows == {1}


def test_libreoffice_opens_calculates_and_saves_them(made: dict[str, Path], tmp_path: Path) -> None:
    """It keeps what our reader knows a form by, so that it is replaced there too."""
    saved = convert(list(made.values()), "xlsx", tmp_path, timeout=300)
    for name, path in zip(made, saved, strict=True):
        titles = sheet_names(path.read_bytes())
        assert titles[-2:] == ["F1 Pohon", "F3"], name
        again = add_sheets(path.read_bytes(), forms())
        assert sheet_names(again) == titles, name
        if path.stat().st_size < _LARGE:
            after = tmp_path / f"lagi-{path.name}"
            after.write_bytes(again)
            assert set(lint(after)) <= set(lint(path)), name


def _pages(pdf: Path) -> list[str]:
    said = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True, timeout=60
    )
    return [re.sub(r"\s+", " ", re.sub(r"Halaman \d+", "", page)) for page in said.stdout.split("\f")[:-1]]


def test_the_printed_form_is_the_same_page_by_page(tmp_path: Path) -> None:
    need("libreoffice")
    need("poppler")
    alone = tmp_path / "formulir.xlsx"
    alone.write_bytes(forms())
    one = {name: bases()[name] for name in ("polos.xlsx", "dejavu.xlsx", "arial.xlsx", "berawalan.xlsx", "excel.xlsx")}
    one["lain.xlsx"] = written(plain, default_format_properties={"font_name": "Carlito", "font_size": 16})
    paths = grafted(tmp_path, one)
    printed = [_pages(pdf) for pdf in convert([alone, *paths.values()], "pdf", tmp_path / "pdf", timeout=120)]
    assert len(printed[0]) == 8 and "Kotakgambar" in printed[0][0]
    for name, pages in zip(paths, printed[1:], strict=True):
        assert pages[1:] == printed[0], name


def test_odd_signs_reach_the_cell_in_every_reader(tmp_path: Path) -> None:
    """What XlsxWriter escapes in shared texts means the same in a text of the cell."""
    need("libreoffice")
    texts = ["=1+1", "a & <b>", "_x0041_", "baris\nbaru", "tab\tdi dalam", " ", "\x02"]

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("F1")
        sheet.write_string(0, 0, FORM_MARK)
        for row, text in enumerate(texts, start=1):
            sheet.write_string(row, 0, text)

    alone, copy = tmp_path / "formulir.xlsx", tmp_path / "salinan.xlsx"
    alone.write_bytes(written(fill))
    copy.write_bytes(add_sheets(written(plain), alone.read_bytes()))
    for path in (alone, copy, *convert([alone, copy], "xlsx", tmp_path / "lo", timeout=120)):
        rows = xlsx.read(path).sheets["F1"].rows
        assert [rows[row][1].stored for row in range(2, len(texts) + 2)] == texts, path
        assert not any(rows[row][1].formula for row in rows)
