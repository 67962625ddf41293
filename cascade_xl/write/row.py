"""What the row formulas of *Matriks* refer to: cells of their own row, whole columns, columns down to their row."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.utils import get_column_letter

from cascade_xl import contract
from cascade_xl.contract import Column, Kind, Sheet
from cascade_xl.profile import Profile


class Row:
    """Addresses of one row's formulas, and the words that they take from the profile."""

    def __init__(self, profile: Profile, columns: Sequence[Column], years: Sequence[int], last: int) -> None:
        self.columns = columns
        self.profile = profile
        self.years = [f"h_{year}" for year in years]
        self.numbers = ["h_awal", *self.years, "h_akhir"]
        self.targets = ["kondisi_awal", *(contract.target_key(year) for year in years), "target_akhir"]
        placed = enumerate(columns, start=1)
        self._letters = {c.key: get_column_letter(n) for n, c in placed if c.kind is not Kind.EXTRA}
        self._head = contract.HEADER_ROWS[Sheet.MATRIKS]
        self._last = last

    def own(self, key: str) -> str:
        """A mark for the cell of a column in the formula's row; it becomes an address at the end."""
        return f"\u27e6{key}\u27e7"

    def between(self, first: str, last: str) -> str:
        """The cells of the formula's row from one column to another."""
        return f"{self.own(first)}:{self.own(last)}"

    def all_of(self, key: str) -> str:
        """A whole column with its heading, so that a position in it is a position in every other."""
        return f"${self._letters[key]}${self._head}:${self._letters[key]}${self._last}"

    def above(self, key: str) -> str:
        """A column from its heading down to the formula's row. No formula names the row above: a row that is inserted
        between them would be skipped."""
        return f"${self._letters[key]}${self._head}:{self.own(key)}"

    @property
    def all_numbers(self) -> str:
        """The targets of this row as numbers: kondisi awal, the years, target akhir."""
        return self.between(self.numbers[0], self.numbers[-1])

    @property
    def all_years(self) -> str:
        return self.between(self.years[0], self.years[-1])

    @property
    def offset(self) -> str:
        """What turns a row's number into its position, also after rows were inserted above the heading."""
        return f"-ROW(${self._letters['kode']}${self._head})+1"

    @property
    def position(self) -> str:
        return f"ROW(){self.offset}"

    def plays(self, rule: str) -> bool:
        """False for a rule that the profile turned off."""
        severities = self.profile.severities
        return rule not in severities or severities[rule] is not None

    def word(self, column: str, meaning: str) -> str:
        """The profile's word for a meaning, the first if there are several; empty if there is none."""
        return next((c.label for c in self.profile.choices.get(column, ()) if c.makna == meaning), "")
