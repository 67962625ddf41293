"""What to print: the five documents, and small ones that a test writes."""

from __future__ import annotations

from cascade_xl.forms.order import Order
from cascade_xl.forms.paper import PAPERS, Paper
from cascade_xl.read import read_document
from cascade_xl.resources import TEMPLATES
from tests import samples

YEARS = {"tanjab-barat-2024": 2023, "way-kanan-2021": 2024}
"""The year in which a document has its targets, where it is not its first."""


def order_of(name: str, paper: Paper = PAPERS["F4"]) -> Order:
    """One of the five documents."""
    document, profile = read_document(TEMPLATES / "examples" / f"{name}.xlsx")
    return Order(document, profile, YEARS.get(name, document.years[0]), paper=paper)


def order_from(text: str, paper: Paper = PAPERS["F4"]) -> Order:
    """The document of a sample (see `tests.samples`)."""
    book = samples.book(text)
    years = book.document.years or book.profile.years
    return Order(book.document, book.profile, years[0], paper=paper)
