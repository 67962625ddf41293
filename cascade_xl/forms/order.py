"""What is to be printed: a document, and what the office chose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from cascade_xl.forms.paper import PAPERS, Paper
from cascade_xl.model import Document, Indicator, Official
from cascade_xl.profile import Profile
from cascade_xl.rules.book import Book

ALL_OWNERS = "semua"


@dataclass(frozen=True)
class Order:
    """One printing of one document.

    ``year`` is the year whose targets stand where a form shows one. ``date`` is printed behind the place; empty leaves
    the one of *Identitas*. ``owner`` is the jabatan for whom a Perjanjian Kinerja is made, or `ALL_OWNERS`. ``decree``
    holds the office's legal texts (see `cascade_xl.forms.decree`), None where it gave none.
    """

    document: Document
    profile: Profile
    year: int
    date: str = ""
    owner: str = ALL_OWNERS
    paper: Paper = PAPERS["F4"]
    decree: Mapping[str, Sequence[str]] | None = field(default=None)

    @cached_property
    def book(self) -> Book:
        """The document's tree."""
        return Book(self.document, self.profile)

    def said(self, key: str) -> str:
        """A field of *Identitas*, in one line; empty where it is not filled in."""
        value = self.document.identitas.get(key)
        return value.text if value is not None else ""

    @property
    def years(self) -> tuple[int, ...]:
        return self.document.years or self.profile.years

    @property
    def period(self) -> str:
        years = self.years
        return "" if not years else str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"

    @property
    def officials(self) -> Sequence[Official]:
        return self.document.officials

    @cached_property
    def targeted(self) -> Sequence[Indicator]:
        """The indicators of *Matriks* that have a target in any year."""
        return [row for row in self.document.indicators if any(not target.value.blank for target in row.targets)]

    @cached_property
    def untargeted(self) -> Sequence[Indicator]:
        """Those of them that have none in the printed year."""
        return [row for row in self.targeted if all(t.value.blank for t in row.targets if t.year == self.year)]
