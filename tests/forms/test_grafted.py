"""The forms in a copy of a workbook: on paper letter by letter where they were, whatever its Normal font is."""

from __future__ import annotations

from pathlib import Path

import pytest

from cascade_xl.forms.workbook import build
from cascade_xl.write.graft import add_sheets
from tests.forms.printed import misprints
from tests.forms.test_printed import sheets_of
from tests.judges import need
from tests.judges.libreoffice import convert
from tests.write.grafts import written

FONTS = (("Calibri", 11), ("Calibri", 10), ("DejaVu Sans", 10), ("Caladea", 12), ("DejaVu Serif", 9))
"""All are here: LibreOffice takes another one for a font that it has not, and all columns are as wide as that wants."""

CODES = ("F1", "F2", "F3", "F4", "F5", "F6", "F7")
"""Trees, tables and lists, with drawings and without."""


@pytest.mark.parametrize("name", ["tanjab-barat-2024", "pemalang-2025"])
def test_every_text_is_printed_in_its_place(name: str, tmp_path: Path) -> None:
    need("libreoffice")
    sheets = sheets_of(name, *CODES)
    paths = []
    for number, sheet in enumerate(sheets):
        font, size = FONTS[number % len(FONTS)]
        base = written(
            lambda book: book.add_worksheet("Kosong"),  # an empty sheet prints no page
            default_format_properties={"font_name": font, "font_size": size},
        )
        paths.append(tmp_path / f"{number}-{font.replace(' ', '')}.xlsx")
        paths[-1].write_bytes(add_sheets(base, build([sheet])))
    found = {
        path.stem: misprints(sheet, pdf)
        for path, sheet, pdf in zip(paths, sheets, convert(paths, "pdf", tmp_path / "pdf", timeout=120), strict=True)
    }
    assert found == {path.stem: [] for path in paths}
