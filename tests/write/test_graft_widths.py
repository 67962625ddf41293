"""Columns are as wide under the officer's Normal font as they were under ours."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from cascade_xl.contract.forms import FORM_MARK
from cascade_xl.write.graft import add_sheets, default_font_width
from cascade_xl.write.graft.fonts import CALIBRI_11
from cascade_xl.write.graft.sheet import _width
from tests.judges import need
from tests.judges.libreoffice import convert
from tests.write.grafts import MAIN, bases, edited, plain, sheet, written


def lettered(name: str, size: float) -> bytes:
    """A workbook with another Normal font."""
    return written(plain, default_format_properties={"font_name": name, "font_size": size})


@pytest.mark.parametrize(
    ("name", "size", "digit"),
    [
        # What Excel 2007 was seen to do.
        ("Arial", 8, 6), ("Arial", 9, 7), ("Arial", 10, 7), ("Calibri", 9, 6), ("Calibri", 10, 7), ("Calibri", 11, 7),
        ("Verdana", 8, 7), ("Verdana", 9, 8), ("Verdana", 10, 8), ("Aptos Narrow", 11, 7),
        # What their widths come to.
        ("Arial", 11, 8), ("Arial", 12, 9), ("Times New Roman", 12, 8), ("Bookman Old Style", 12, 10),
        ("Tahoma", 10, 7), ("Cambria", 11, 8), ("TAHOMA ", 10, 7), ("Huruf Dinas", 10, 7), ("Calibri", 12, 8),
    ],
)  # fmt: skip
def test_digits_of_the_normal_font(name: str, size: float, digit: int) -> None:
    assert default_font_width(lettered(name, size)) == digit


def test_digits_where_the_normal_font_is_hard_to_find() -> None:
    base = lettered("Verdana", 10)
    cases = {
        8: base,
        7: bases()["tanpa-gaya.xlsx"],
        9: edited(base, styles=('<name val="Verdana"/>', "")),  # Calibri 13
    }
    cases[9] = edited(cases[9], styles=('<sz val="10"/>', '<sz val="13"/>'))
    for digit, content in cases.items():
        assert default_font_width(content) == digit
    for odd in ("0.1", "1e300", ""):
        assert default_font_width(edited(base, styles=('<sz val="10"/>', f'<sz val="{odd}"/>'))) > 0


def test_the_style_normal_need_not_be_the_first() -> None:
    base = edited(
        lettered("Arial", 10),
        styles=('xfId="0" builtinId="0"', 'xfId="1" builtinId="0"'),
    )
    base = edited(base, styles=('<cellStyleXfs count="1">', '<cellStyleXfs count="2"><xf numFmtId="0" fontId="7"/>'))
    assert default_font_width(base) == 7


@given(st.floats(0.1, 150), st.floats(4, 20))
def test_a_column_has_as_many_points_under_any_font(width: float, digit: float) -> None:
    points = width * CALIBRI_11
    if points < 250 * digit:
        assert float(_width(width, digit)) * digit == pytest.approx(points, abs=digit / 512 + 1e-6)


@given(st.floats(0, 255), st.floats(0.3, 200))
def test_no_column_is_wider_than_excel_takes(width: float, digit: float) -> None:
    assert 0 <= float(_width(width, digit)) <= 255


def test_under_calibri_11_nothing_is_measured_anew() -> None:
    for name in ("Calibri", "Carlito"):
        found = sheet(add_sheets(lettered(name, 11), _ruler()), "F1")
        alone = sheet(_ruler(), "F1")
        for local in ("cols", "sheetFormatPr"):
            ours, theirs = found.find(f"{MAIN}{local}"), alone.find(f"{MAIN}{local}")
            assert ours is not None and theirs is not None
            assert etree.tostring(ours) == etree.tostring(theirs)


def test_columns_without_a_width_of_their_own_are_fitted_too() -> None:
    for name, size, digit in (("Arial", 12, 6.672), ("Verdana", 10, 6.36)):
        found = sheet(add_sheets(lettered(name, size), _ruler()), "F1").find(f"{MAIN}sheetFormatPr")
        assert found is not None
        assert float(found.get("defaultColWidth", "0")) * digit == pytest.approx(64 / 7 * CALIBRI_11, abs=0.02)


def _ruler() -> bytes:
    """A form on which it can be measured where columns begin."""

    def fill(book: object) -> None:
        assert hasattr(book, "add_worksheet")
        page = book.add_worksheet("F1")
        page.write_string(0, 0, FORM_MARK)
        page.set_row(0, 15, None, {"hidden": True})
        for column, width in enumerate((10, 25, 8, 15, 6)):
            page.set_column(column, column, width)
            page.write_string(1, column, f"KOL{column}")

    return written(fill)


def test_libreoffice_shows_the_same_widths(tmp_path: Path) -> None:
    """Only fonts that are here are measured: LibreOffice takes another one for what it has not, in the whole workbook.

    It measures a digit a little coarsely: ours stray from its by one percent and a half at most.
    """
    need("libreoffice")
    need("poppler")
    fonts = [("Calibri", 11), ("Calibri", 10), ("Calibri", 12), ("DejaVu Sans", 8), ("DejaVu Sans", 10)]
    fonts += [("DejaVu Sans", 11), ("DejaVu Serif", 12), ("Carlito", 14), ("Caladea", 12), ("DejaVu Sans Mono", 9)]
    alone = tmp_path / "formulir.xlsx"
    alone.write_bytes(_ruler())
    paths = [alone]
    for name, size in fonts:
        paths.append(tmp_path / f"{name.replace(' ', '')}-{size}.xlsx")
        paths[-1].write_bytes(add_sheets(lettered(name, size), _ruler()))
    wanted, *shown = [_starts(pdf) for pdf in convert(paths, "pdf", tmp_path / "pdf", timeout=120)]
    assert shown[0] == wanted, "under Calibri 11 nothing differs at all"
    for font, found in zip(fonts, shown, strict=True):
        assert found == pytest.approx(wanted, rel=0.015), font


def _starts(pdf: Path) -> list[float]:
    """How far from column A the others begin, in points."""
    asked = ["pdftotext", "-bbox", str(pdf), "-"]
    said = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=60).stdout
    places = [float(found[1]) for found in re.finditer(r'<word xMin="([\d.]+)"[^>]*>KOL\d<', said)]
    return [place - places[0] for place in places[1:]]
