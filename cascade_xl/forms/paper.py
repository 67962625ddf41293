"""Paper, in points (1/72 inch)."""

from __future__ import annotations

from typing import NamedTuple


class Paper(NamedTuple):
    """A kind of paper: ``code`` is Excel's number for it, ``short`` and ``long`` are its sides in points."""

    name: str
    code: int
    short: float
    long: float


PAPERS = {
    paper.name: paper
    for paper in (
        Paper("F4", 14, 612.0, 936.0),  # Excel's Folio, 8,5 × 13 inch: what offices call F4
        Paper("A4", 9, 595.3, 841.9),
        Paper("A3", 8, 841.9, 1190.6),
    )
}
SMALLEST = 7.0
"""No letter is printed smaller, in points."""
_MARGIN_X, _MARGIN_TOP, _MARGIN_BOTTOM = 36.0, 36.0, 46.8
_SLACK_X, _SLACK_Y = 0.985, 0.98
"""What we fill of the room between the margins: printers differ a little."""


class Page(NamedTuple):
    """A sheet of paper, laid upright or across."""

    paper: Paper
    landscape: bool = True

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the sheet."""
        return (self.paper.long, self.paper.short) if self.landscape else (self.paper.short, self.paper.long)

    @property
    def margins(self) -> tuple[float, float, float, float]:
        """Left, right, top and bottom margin."""
        return _MARGIN_X, _MARGIN_X, _MARGIN_TOP, _MARGIN_BOTTOM

    @property
    def room(self) -> tuple[float, float]:
        """Width and height that may be filled at 100 %."""
        width, height = self.size
        return (width - 2 * _MARGIN_X) * _SLACK_X, (height - _MARGIN_TOP - _MARGIN_BOTTOM) * _SLACK_Y
