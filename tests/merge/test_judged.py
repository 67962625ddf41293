"""The five real documents as one regency workbook, looked at by judges that are not ourselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from python_calamine import CalamineWorkbook

from cascade_xl import contract
from cascade_xl.merge import Source, standard
from tests.judges import libreoffice, need, open_xml_sdk
from tests.judges.package_lint import lint

from .documents import EXAMPLES, merged, table

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Source], Path]:
    return merged(tmp_path_factory.mktemp("lima"), EXAMPLES)


def cells(book: Workbook) -> Iterator[tuple[str, str, Any]]:
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    value = round(cell.value, 9) if isinstance(cell.value, float) else cell.value
                    yield sheet.title, cell.coordinate, value


def test_all_sheets_are_there_in_order(result: tuple[list[Source], Path]) -> None:
    assert CalamineWorkbook.from_path(result[1]).sheet_names == [sheet.value for sheet in standard.Sheet]


def test_every_row_and_every_finding_of_the_five_arrives(result: tuple[list[Source], Path]) -> None:
    sources, output = result
    rows = [(row["Berkas"], row["Baris Asal"], row["Indikator"] or "") for row in table(output, "Matriks")]
    assert rows == [
        (s.name, number, text)
        for s in sources
        for number, text in zip(s.table.numbers, s.table.column("indikator"), strict=True)
    ]
    found = [(row["Berkas"], row["Sel"] or "", row["Aturan"], row["Pesan"]) for row in table(output, "Temuan")]
    expected = [(s.name, f.place.cell, f.rule, f.message) for s in sources for f in s.report.findings]
    assert sorted(found) == sorted(expected)
    assert [row["SHA-256"] for row in table(output, "Sumber")] == [source.sha256 for source in sources]


def test_pages_are_f4_landscape_with_headings_on_each(result: tuple[list[Source], Path]) -> None:
    for sheet in load_workbook(result[1]):
        if sheet.sheet_state != "visible":
            continue
        dasbor = sheet.title == standard.Sheet.DASBOR
        assert sheet.page_setup.paperSize == contract.PAPER_F4
        assert sheet.page_setup.orientation == ("portrait" if dasbor else "landscape")
        assert sheet.print_title_rows and sheet.freeze_panes and sheet.print_area
        assert sheet.sheet_properties.pageSetUpPr is not None and sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in (1, None)
        assert sheet.page_setup.fitToHeight in ((1, None) if dasbor else (0,))
        assert sheet.oddFooter is not None and "Halaman &P dari &N" in str(sheet.oddFooter.right.text)


def test_the_parts_are_sound(result: tuple[list[Source], Path]) -> None:
    assert lint(result[1]) == []


def test_the_open_xml_sdk_has_no_complaint(result: tuple[list[Source], Path]) -> None:
    need("ooxml-validator")
    for office in ("Office2010", "Microsoft365"):
        assert open_xml_sdk.complaints([result[1]], office) == {result[1]: []}


@pytest.mark.parametrize("locale", ["en-US", "id-ID"])
def test_libreoffice_sees_what_openpyxl_sees(result: tuple[list[Source], Path], tmp_path: Path, locale: str) -> None:
    need("libreoffice")
    [again] = libreoffice.convert([result[1]], "xlsx", tmp_path, locale=locale)
    assert dict_of(again) == dict_of(result[1])


def dict_of(path: Path) -> dict[tuple[str, str], Any]:
    return {(sheet, address): value for sheet, address, value in cells(load_workbook(path, data_only=True))}
