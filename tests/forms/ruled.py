"""The tables of a printed sheet, read back from its cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from cascade_xl.forms import Order, make
from cascade_xl.forms.paper import SMALLEST, Paper
from cascade_xl.forms.sheet import Cell, Sheet
from cascade_xl.read import read_document
from tests.forms.pages import flaws
from tests.samples import book

EXAMPLES = Path(__file__).parents[2] / "workbook_templates" / "examples"
ROLL = Paper("gulungan", 14, 60000.0, 936.0)
"""Paper laid across on which everything stands on one page, so that no cell is interrupted."""
UPRIGHT_ROLL = Paper("gulungan", 14, 612.0, 60000.0)
_HEADINGS = "Jenjang", "Kode", "Kode Induk", "Uraian", "Sasaran", "Indikator", "Formulasi", "Jenis", "Satuan"
_HEADING = "DCE6F1"


def order(name: str, paper: Paper = ROLL, year: int = 0) -> Order:
    """The order to print one of the example documents."""
    document, profile = read_document(EXAMPLES / f"{name}.xlsx")
    return Order(document, profile, year or document.years[0], paper=paper)


def sheet(wanted: Order, code: str) -> Sheet:
    """The one sheet of a form."""
    made = make(wanted, [code])
    assert not made.skipped
    (only,) = made.sheets
    return only


def small_order(rows: Iterable[tuple[str, ...]], years: range = range(2025, 2027), paper: Paper = ROLL) -> Order:
    """The order to print a document with these rows of *Matriks*, each as long as our headings and years, or
    shorter."""
    headings = (*_HEADINGS, *(f"Target {year}" for year in years))
    filled = [(*row, *[""] * (len(headings) - len(row))) for row in rows]
    made = book("Matriks\n" + "\n".join("| " + " | ".join(row) + " |" for row in (headings, *filled)))
    return Order(made.document, made.profile, years[0], paper=paper)


class Printed(NamedTuple):
    """A table: its headings, and its rows with merged cells said again in each row, below the band they stand under."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def texts(self) -> list[tuple[str, ...]]:
        return [texts for _, texts in self.rows]


def tables(printed: Sheet) -> list[Printed]:
    """The ruled tables of a sheet."""
    found: list[Printed] = []
    names: dict[int, str] = {}
    rows: list[tuple[str, tuple[str, ...]]] = []
    band = ""
    covering: dict[int, tuple[int, str]] = {}
    was_heading = False
    for row in printed.rows:
        heading = any(cell.look.fill == _HEADING for cell in row.cells.values())
        if heading:
            if not was_heading and names:
                found.append(_table(names, rows))
                names, rows, band, covering = {}, [], "", {}
            if not all(cell.text.isdigit() and not cell.look.bold for cell in row.cells.values()):
                names |= {at: cell.text for at, cell in row.cells.items()}
        elif (
            names
            and row.cells
            and any(cell.look.border == "ltrb" and _whole(cell, printed) for cell in row.cells.values())
        ):
            band = row.cells[0].text
        elif names and any(cell.look.border for cell in row.cells.values()):
            covering |= {at: (cell.down, cell.text) for at, cell in row.cells.items() if at in names}
            rows.append((band, tuple(covering[at][1] for at in sorted(names))))
            covering = {at: (down - 1, text) for at, (down, text) in covering.items() if down > 1}
        was_heading = heading
    found.append(_table(names, rows))
    return found


def cells(printed: Sheet) -> Counter[str]:
    """How often each text stands in a cell."""
    return Counter(cell.text for row in printed.rows for cell in row.cells.values() if cell.text)


def check_pages(printed: Sheet) -> None:
    """Nothing is wider or higher than its page, cut, or too small to be read."""
    assert flaws(printed) == []
    assert printed.scale == 100
    assert all(cell.look.size >= SMALLEST for row in printed.rows for cell in row.cells.values() if cell.text)


def _whole(cell: Cell, printed: Sheet) -> bool:
    return cell.across == len(printed.columns)


def _table(names: dict[int, str], rows: Iterable[tuple[str, tuple[str, ...]]]) -> Printed:
    return Printed(tuple(names[at] for at in sorted(names)), tuple(rows))
