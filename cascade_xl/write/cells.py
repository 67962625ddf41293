"""One value → one cell: as it was stored, and a text never as a formula."""

from __future__ import annotations

import re
from typing import Any

from openpyxl.worksheet.formula import ArrayFormula

from cascade_xl import contract
from cascade_xl.files import WriteError
from cascade_xl.model import Value
from cascade_xl.write.styles import own_style

_FORMULA_SIGNS = ("=", "+", "-", "@")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_UNCALCULATED = "rumus"


class TextTooLongError(WriteError):
    """A text that no cell can hold."""


class SharedFormula(ArrayFormula):
    """One formula for a column: the first cell holds it, the others name its number."""

    t = "shared"

    def __init__(self, number: int, ref: str = "", text: str = "=") -> None:
        super().__init__(ref, text)
        self.si = number

    def __iter__(self) -> Any:
        yield "t", self.t
        yield "si", str(self.si)
        if self.ref:
            yield "ref", self.ref


def put(cell: Any, value: Value) -> None:
    """Write what a value stores, with its number format, error or uncalculated formula."""
    if value.flaw == _UNCALCULATED:
        cell.value = value.formula if value.formula.startswith("=") else f"={value.formula}"
        cell.data_type = "f"
    elif value.flaw.startswith("#"):
        cell.value = value.flaw
        cell.data_type = "e"
    elif isinstance(value.stored, bool):
        cell.value = value.stored
    elif isinstance(value.stored, (int, float)):
        _put_number(cell, value.stored)
    else:
        put_text(cell, value.stored or value.raw)
        return
    if value.format != cell.number_format:
        own_style(cell)
        cell.number_format = value.format


def put_text(cell: Any, text: str) -> None:
    """Write a text, whatever it begins with, as a text."""
    if not text:
        return
    if len(text) > contract.MAX_TEXT:
        raise TextTooLongError(
            f"Lembar {cell.parent.title}, sel {cell.coordinate}: teks {len(text)} huruf terlalu panjang untuk satu sel "
            f"Excel (paling banyak {contract.MAX_TEXT})."
        )
    cell.value = escaped(text)
    cell.data_type = "s"
    if text.startswith(_FORMULA_SIGNS):
        own_style(cell)
        cell.quotePrefix = True  # it stays a text when an officer edits it


def escaped(text: str) -> str:
    """A text as Excel's XML holds it: control characters, and what looks like an escape, become ``_xHHHH_``."""
    return _ESCAPE.sub(lambda sign: f"_x{ord(sign[0]):04X}_", text)


def _put_number(cell: Any, number: float) -> None:
    cell.value = repr(number)  # openpyxl would round to 16 digits
    cell.data_type = "n"
