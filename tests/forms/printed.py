"""What LibreOffice prints of forms, read back from the PDF, beside what the forms meant to print.

Every cell and every box has its place on paper: margins, widths and heights are the form's own. The letters found in
that place must be the text, none more and none less: a letter that was clipped is missing, one that ran over the edge
is found in the neighbour's place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from cascade_xl.forms.paper import SMALLEST
from cascade_xl.forms.scene import Box
from cascade_xl.forms.sheet import Sheet
from cascade_xl.forms.workbook import build
from tests.forms.pages import pages
from tests.judges import pdf as paper
from tests.judges.libreoffice import convert
from tests.judges.pdf import Letter

_NEAR = 0.8
"""Points by which a letter's middle may be off: what LibreOffice rounds."""


_ROUNDED = 0.02
"""Points that a letter may lack: what LibreOffice rounds."""


class Expected(NamedTuple):
    """A text and its rectangle on a page (from 0), in points from the upper left corner of the paper."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str


def printed(sheets: Sequence[Sheet], folder: Path) -> dict[int, Path]:
    """One PDF for each sheet, by its number: a workbook's pages count from its first sheet."""
    sources = []
    for number, sheet in enumerate(sheets):
        source = folder / f"{number}.xlsx"
        source.write_bytes(build([sheet]))
        sources.append(source)
    return dict(enumerate(convert(sources, "pdf", folder / "pdf")))


def misprints(sheet: Sheet, pdf: Path) -> list[str]:
    """Where the paper differs from the form; empty for a good print."""
    shown, meant = paper.pages(pdf), len(pages(sheet))
    found = [f"{len(shown)} pages, not {meant}"] if len(shown) != meant else []
    width, height = sheet.page.size
    for number, page in enumerate(shown, start=1):
        if abs(page.width - width) > 1 or abs(page.height - height) > 1:
            found.append(f"page {number} is {page.width} × {page.height} points")
        if f"Halaman{number}dari{len(shown)}" not in _letters(page.letters):
            found.append(f"page {number} does not say its number")
        smallest = min(letter.size for letter in page.letters if letter.text.strip())
        if smallest < SMALLEST - _ROUNDED:
            found.append(f"page {number} has letters of {smallest:.2f} points")
    return found or [
        f"page {expected.page + 1}: {said!r} where {expected.text!r} belongs"
        for expected in places(sheet)
        if (said := _letters(_inside(shown[expected.page].letters, expected))) != _plain(expected.text)
    ]


def places(sheet: Sheet) -> Iterator[Expected]:
    """Every text of a sheet with its place on paper."""
    scale = sheet.scale / 100
    left, right, top, _ = sheet.page.margins
    start = left + (sheet.page.size[0] - left - right - sum(sheet.columns) * scale) / 2
    for number, page in enumerate(pages(sheet)):
        repeated = range(0)
        if sheet.repeated and page.start > sheet.repeated[1]:
            repeated = range(sheet.repeated[0], sheet.repeated[1] + 1)
        y = top
        offset = 0.0
        for row in (*repeated, *page):
            if row == page.start:
                offset = y
            for column, cell in sheet.rows[row].cells.items():
                if cell.text:
                    x = start + sum(sheet.columns[:column]) * scale
                    wide = sum(sheet.columns[column : column + cell.across]) * scale
                    high = sum(r.height for r in sheet.rows[row : row + cell.down]) * scale
                    yield Expected(number, x, y, x + wide, y + high, cell.text)
            y += sheet.rows[row].height * scale
        yield from _boxes(sheet, number, page, start, offset)


def _boxes(sheet: Sheet, number: int, page: range, start: float, offset: float) -> Iterator[Expected]:
    """The boxes of drawings that stand on a page."""
    above = sum(row.height for row in sheet.rows[: page.start])
    below = sum(row.height for row in sheet.rows[: page.stop])
    scale = sheet.scale / 100
    for placed in sheet.drawings:
        for item in placed.scene.items:
            if isinstance(item, Box) and item.text and above <= placed.y + item.y < below:
                x = start + (placed.x + item.x) * scale
                y = offset + (placed.y + item.y - above) * scale
                yield Expected(number, x, y, x + item.width * scale, y + item.height * scale, item.text)


def _inside(letters: Sequence[Letter], place: Expected) -> list[Letter]:
    return [
        letter
        for letter in letters
        if place.left - _NEAR <= (letter.left + letter.right) / 2
        and letter.right <= place.right + _NEAR  # an I is so thin that its middle is as near to the neighbour's place
        and place.top - _NEAR <= (letter.top + letter.bottom) / 2 <= place.bottom + _NEAR
    ]


def _letters(letters: Sequence[Letter]) -> str:
    """What letters say, line by line, without blanks."""
    ordered = sorted(letters, key=lambda letter: (round(letter.bottom), letter.left))
    return _plain("".join(letter.text for letter in ordered))


def _plain(text: str) -> str:
    return "".join(text.split())
