"""How cells look. A look is made once for a workbook and shared by all cells that wear it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from copy import copy
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle

from cascade_xl.contract import Kind, Style

_SIZE = 10
_POINTS_PER_LINE = 13.2
_TALLEST = 400.0
_CHARACTERS_PER_WIDTH = 1.12  # body text is a little smaller than the font that column widths count in

LOOK_OF = {
    Kind.TEXT: "text",
    Kind.EXTRA: "text",
    Kind.CHOICE: "text",
    Kind.CODE: "code",
    Kind.TARGET: "target",
    Kind.FORMULA: "formula",
    Kind.MARK: "mark",
}


class Looks:
    """The looks of one workbook by name, as openpyxl's style arrays."""

    def __init__(self, workbook: Workbook) -> None:
        self._scratch = workbook.create_sheet("scratch")
        line = Side("thin", Style.LINE)
        box = Border(line, line, line, line)
        top = Alignment(vertical="top", wrap_text=True)
        middle, titled = Alignment(vertical="center"), Alignment("left", "center", indent=1)
        middle_wrapped = Alignment(vertical="center", wrap_text=True)
        ink, small = Font(Style.FONT, _SIZE, color=Style.INK), Font(Style.FONT, 9, color=Style.SOFT_INK)
        soft, strong = (
            Font(Style.FONT, 9, italic=True, color=Style.SOFT_INK),
            Font(Style.FONT, _SIZE, bold=True, color=Style.INK),
        )
        open_, locked = Protection(locked=False), _fill(Style.LOCKED)
        centre = Alignment("center", "top", wrap_text=True)
        right = Alignment("right", "top", wrap_text=True)
        title, white = _fill(Style.TITLE), Style.HEAD_INK
        self._looks = {
            "plain": self._make(font=ink),
            "text": self._make(font=ink, alignment=top, border=box, protection=open_),
            "code": self._make(font=ink, alignment=top, border=box, protection=open_, number_format="@"),
            "target": self._make(font=ink, alignment=right, border=box, protection=open_, number_format="@"),
            "formula": self._make(font=small, alignment=centre, border=box, fill=locked),
            "mark": self._make(font=small, alignment=top, border=box, fill=locked),
            "note": self._make(font=small, alignment=middle_wrapped, protection=open_),
            "link": self._make(
                font=Font(Style.FONT, _SIZE, color=Style.HEAD, underline="single"), alignment=top, border=box
            ),
            "hidden": self._make(font=small),
            "title": self._make(font=Font(Style.FONT, 16, bold=True, color=white), alignment=titled, fill=title),
            "subtitle": self._make(font=Font(Style.FONT, 11, color=white), alignment=titled, fill=title),
            "hint": self._make(font=soft, alignment=middle, fill=locked),
            "count": self._make(font=Font(Style.FONT, 10, bold=True, color=Style.TITLE), alignment=titled, fill=locked),
            "section": self._make(
                font=Font(Style.FONT, 12, bold=True, color=Style.TITLE),
                alignment=middle,
                border=Border(bottom=Side("medium", Style.HEAD)),
            ),
            "label": self._make(font=strong, alignment=middle_wrapped, border=box, fill=locked),
            "given": self._make(font=small, alignment=middle_wrapped, border=box, fill=locked, number_format="@"),
            "field": self._make(font=ink, alignment=middle_wrapped, border=box, protection=open_, number_format="@"),
            "open": self._make(font=ink, alignment=middle_wrapped, border=box, protection=open_),
            "advice": self._make(font=soft, alignment=titled),
            "body": self._make(font=ink, alignment=top),
            "number": self._make(font=Font(Style.FONT, _SIZE, bold=True, color=Style.HEAD), alignment=centre),
            "cell": self._make(font=ink, alignment=top, border=box),
            "centred": self._make(font=ink, alignment=centre, border=box),
            "explained": self._make(font=ink, alignment=middle_wrapped, border=box),
        }

    def __getitem__(self, name: str) -> Any:
        return self._looks[name]

    def heading(self, group: str) -> Any:
        """The look of a column heading in the colour of its group."""
        return self._coloured("heading", group, Alignment("center", "center", wrap_text=True), 10)

    def band(self, group: str) -> Any:
        """The look of the band above the headings."""
        return self._coloured("band", group, Alignment("left", "center"), 9)

    def swatch(self, colour: str) -> Any:
        """A sample of a colour."""
        key = f"swatch {colour}"
        if key not in self._looks:
            line = Side("thin", Style.LINE)
            self._looks[key] = self._make(
                font=Font(Style.FONT, 10, bold=True, color=Style.INK),
                alignment=Alignment("center", "center", wrap_text=True),
                border=Border(line, line, line, line),
                fill=_fill(colour),
            )
        return self._looks[key]

    def done(self, workbook: Workbook) -> None:
        """Remove the sheet on which the looks were tried on."""
        workbook.remove(self._scratch)

    def _coloured(self, kind: str, group: str, alignment: Alignment, size: int) -> Any:
        colour = Style.BANDS.get(group, Style.HEAD)
        key = f"{kind} {colour}"
        if key not in self._looks:
            edge = Side("thin", Style.HEAD_INK)
            font = Font(Style.FONT, size, bold=True, color=Style.HEAD_INK)
            border = Border(edge, edge, edge, edge) if kind == "heading" else Border()
            self._looks[key] = self._make(font=font, alignment=alignment, fill=_fill(colour), border=border)
        return self._looks[key]

    def _make(self, **parts: Any) -> Any:
        cell = Cell(self._scratch, row=1, column=1)
        for name, part in parts.items():
            setattr(cell, name, part)
        return style_of(cell)


def style_of(cell: Any) -> Any:
    return cell._style


def dress(target: Any, look: Any) -> None:
    """Give a cell or a column a look."""
    target._style = look


def own_style(cell: Any) -> None:
    """Part a cell from the others of its look, so that it can differ."""
    cell._style = copy(cell._style)


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour)


def differential(fill: str = "", ink: str = "", bold: bool = False) -> DifferentialStyle:
    """What a conditional format changes."""
    return DifferentialStyle(
        font=Font(color=ink or None, bold=bold or None) if ink or bold else None,
        fill=PatternFill(bgColor=fill) if fill else None,
    )


def height(texts: Iterable[tuple[str, float]]) -> float:
    """The height of a row that shows these texts, each in a column of a given width."""
    lines = max((_lines(text, width) for text, width in texts if text), default=1)
    return min(_TALLEST, max(16.0, lines * _POINTS_PER_LINE + 4))


def _lines(text: str, width: float) -> int:
    room = max(1.0, (width - 1) * _CHARACTERS_PER_WIDTH)
    return sum(max(1, math.ceil(len(line) / room)) for line in text.split("\n"))
