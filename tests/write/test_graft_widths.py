"""Columns are as wide under the officer's Normal font as they were under ours."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cascade_xl.contract.forms import FORM_MARK
from cascade_xl.write.graft import add_sheets, default_font_width
from cascade_xl.write.graft.sheet import _width
from tests.judges import need
from tests.judges.libreoffice import convert
from tests.write.grafts import MAIN, bases, edited, plain, sheet, written


def lettered(name: str, size: float) -> bytes:
    """A workbook with another Normal font."""
    return written(plain, default_format_properties={"font_name": name, "font_size": size})


def pixels(width: float, digit: int) -> int:
    """How wide Excel shows a column: the formula of ISO/IEC 29500-1, 18.3.1.13."""
    return int((256 * width + 128 // digit) / 256 * digit)


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
    for odd in ("-4", "0", "1e300", ""):
        assert default_font_width(edited(base, styles=('<sz val="10"/>', f'<sz val="{odd}"/>'))) > 0


def test_the_style_normal_need_not_be_the_first() -> None:
    base = edited(
        lettered("Arial", 10),
        styles=('xfId="0" builtinId="0"', 'xfId="1" builtinId="0"'),
    )
    base = edited(base, styles=('<cellStyleXfs count="1">', '<cellStyleXfs count="2"><xf numFmtId="0" fontId="7"/>'))
    assert default_font_width(base) == 7


@given(st.integers(0, 1500), st.integers(6, 40))
def test_a_column_has_as_many_pixels_under_any_font(wanted: int, digit: int) -> None:
    assert pixels(float(_width(wanted * 256 // 7 / 256, digit)), digit) == wanted


@given(st.floats(0, 255), st.integers(1, 40))
def test_no_column_is_wider_than_excel_takes(width: float, digit: int) -> None:
    assert 0 <= float(_width(width, digit)) <= 255


def test_columns_without_a_width_of_their_own_are_fitted_too() -> None:
    ours = written(lambda book: book.add_worksheet("F1").write_string(0, 0, FORM_MARK))
    for name, size, digit in (("Calibri", 11, 7), ("Arial", 12, 9), ("Verdana", 10, 8)):
        found = sheet(add_sheets(lettered(name, size), ours), "F1").find(f"{MAIN}sheetFormatPr")
        assert found is not None
        default = found.get("defaultColWidth")
        assert (default is None and digit == 7) or (default is not None and pixels(float(default), digit) == 64)


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
    """LibreOffice counts in digits as they are, Excel in whole pixels: what we scale by lies within that rounding.

    Only fonts that are here are measured: LibreOffice takes another one for what it has not, for the whole workbook.
    """
    need("libreoffice")
    need("poppler")
    exact = {("Calibri", 11): 7.433, ("Calibri", 10): 6.757, ("Calibri", 12): 8.109, ("DejaVu Sans", 10): 8.483}
    exact |= {("DejaVu Sans", 11): 9.331, ("DejaVu Serif", 12): 10.179, ("Carlito", 14): 9.461}
    alone = tmp_path / "formulir.xlsx"
    alone.write_bytes(_ruler())
    paths = [alone]
    for name, size in exact:
        paths.append(tmp_path / f"{name.replace(' ', '')}-{size}.xlsx")
        paths[-1].write_bytes(add_sheets(lettered(name, size), _ruler()))
    shown = [_starts(pdf) for pdf in convert(paths, "pdf", tmp_path / "pdf", timeout=120)]
    assert shown[1] == shown[0], "under Calibri 11 nothing differs at all"
    for (name, size), found in zip(exact, shown[1:], strict=True):
        rounding = exact[name, size] / default_font_width(lettered(name, size))
        for place, wanted in zip(found, (75, 255, 316, 426), strict=True):  # pixels of the columns before
            assert place == pytest.approx(wanted * 0.75 * rounding, rel=0.012), (name, size)


def _starts(pdf: Path) -> list[float]:
    """How far from column A the others begin, in points."""
    asked = ["pdftotext", "-bbox", str(pdf), "-"]
    said = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=60).stdout
    places = [float(found[1]) for found in re.finditer(r'<word xMin="([\d.]+)"[^>]*>KOL\d<', said)]
    return [place - places[0] for place in places[1:]]
