"""What a page is made of, as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cascade_xl.forms.sheet import Look


class Line(NamedTuple):
    """A text across the page, wrapped. One that stands ``with_next`` is never the last on its page."""

    text: str
    look: Look = Look()
    with_next: bool = True


class Gap(NamedTuple):
    """Empty room; it vanishes at the top of a page."""

    height: float = 9.0


class NewPage(NamedTuple):
    """What follows begins a page."""


class Column(NamedTuple):
    """A column of a table: ``weight`` is its share of the width, ``group`` a heading above several columns."""

    heading: str
    weight: float
    align: str = "left"
    group: str = ""


class Band(NamedTuple):
    """A row of a table with one text across; it never stands apart from the row below."""

    text: str
    fill: str = "F2F2F2"


Record = tuple[str | None, ...]
"""A row of a table: one text for each column; None continues the cell above."""


class Bold(NamedTuple):
    """A record that stands out among those below it."""

    record: Record


class Table(NamedTuple):
    """Rows under headings that repeat on every page.

    ``numbers`` adds the row *1 2 3 …* below the headings. A table that is not ``ruled`` has neither lines nor headings:
    labels and their texts.
    """

    columns: Sequence[Column]
    body: Sequence[Record | Bold | Band]
    size: float = 9.0
    numbers: bool = False
    ruled: bool = True


class Sides(NamedTuple):
    """Texts at the left and the right of a page, each centred: signatures. They stay whole on one page, with at least
    one row of the table above them."""

    left: Sequence[Line]
    right: Sequence[Line]


Block = Line | Gap | NewPage | Table | Sides
