"""All targets of a document as one column, so that a rule looks at each distinct quantity once and at few rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from cascade_xl.model import Indicator, Target
from cascade_xl.quantity import Form, Quantity
from cascade_xl.rules.book import Book, once

NUMBERS = (Form.NUMBER, Form.RANGE)
"""What has a value in the row's satuan."""
ORDERED = (*NUMBERS, Form.LEVEL)
"""What can be compared with another of its form."""

_EMPTY = Form.EMPTY
Stated = tuple[Indicator, Target]


def anything(quantity: Quantity) -> bool:
    """For `where`: any quantity of the forms asked for."""
    return True


def where(
    book: Book, forms: Sequence[Form], doubtful: Callable[[Quantity], bool] = anything, bobot: bool = False
) -> Sequence[Stated]:
    """The targets of some forms whose quantity is doubtful, each with its row, in document order; on request the bobot
    behind a row's targets."""
    found = _distinct(book)
    suspects = {id(quantity) for form in forms for quantity in found.get(form, ()) if doubtful(quantity)}
    if not suspects:
        return ()
    stated = [(row, target) for row, target in _stated(book) if id(target.quantity) in suspects]
    return stated if bobot else [(row, target) for row, target in stated if target is not row.bobot]


@once
def _stated(book: Book) -> Sequence[Stated]:
    return [
        (row, target)
        for row in book.measured
        for target in (row.kondisi_awal, *row.targets, row.target_akhir, row.bobot)
        if target.quantity.form is not _EMPTY
    ]


@once
def _distinct(book: Book) -> Mapping[Form, Sequence[Quantity]]:
    """Quantities by form. Equal texts share one, since a reader remembers what it made of a text."""
    found: dict[Form, list[Quantity]] = defaultdict(list)
    for quantity in {id(target.quantity): target.quantity for _, target in _stated(book)}.values():
        found[quantity.form].append(quantity)
    return found


def column(row: Indicator, target: Target) -> str:
    """The heading under which a row has a target."""
    if target.year:
        return f"Target {target.year}"
    return "Kondisi awal" if target is row.kondisi_awal else "Bobot" if target is row.bobot else "Target akhir"
