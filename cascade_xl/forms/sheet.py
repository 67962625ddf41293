"""A printed sheet as plain data: what a form makes, what the writer lays into a workbook.

All sizes are points. Heights and page breaks are decided here, not by the spreadsheet application: a page holds what
was laid on it wherever it is printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from cascade_xl.forms.paper import Page
from cascade_xl.forms.scene import Scene


class Look(NamedTuple):
    """How a cell looks. Colours are RRGGBB, empty for none; ``border`` names the sides that have a line (``ltrb``;
    ``B`` is a thick line below)."""

    size: float = 9.0
    bold: bool = False
    italic: bool = False
    underline: bool = False
    align: str = "left"  # left, center, right, justify
    valign: str = "top"  # top, center, bottom
    ink: str = "000000"
    fill: str = ""
    border: str = ""
    indent: int = 0


class Cell(NamedTuple):
    """A text in a cell that may be merged ``across`` columns and ``down`` rows; always text, never a formula."""

    text: str
    look: Look
    across: int = 1
    down: int = 1


class Row(NamedTuple):
    """One row: its height, and its cells by column, from 0."""

    height: float
    cells: Mapping[int, Cell]


class Placed(NamedTuple):
    """A drawing with its upper left corner at ``x``, ``y`` of the sheet, in points at 100 %."""

    x: float
    y: float
    scene: Scene


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook, ready to be printed.

    ``form`` is the form's code (``F1``), ``title`` the tab and what files are called by. ``columns`` are widths.
    ``repeated`` are the first and last row that stand on top of every later page. A page ends after each row in
    ``breaks``. Rows count from 0. ``scale`` is the percentage at which it prints. ``pictures`` are whole drawings, not
    split into pages, for SVG.
    """

    form: str
    title: str
    page: Page
    columns: tuple[float, ...]
    rows: tuple[Row, ...]
    breaks: tuple[int, ...] = ()
    repeated: tuple[int, int] | None = None
    scale: int = 100
    drawings: tuple[Placed, ...] = ()
    pictures: tuple[Scene, ...] = field(default=())
