"""How a sheet of a printed form is known in a workbook."""

from __future__ import annotations

FORM_MARK = "cascade_xl formulir"
"""With this begins cell A1 of every sheet that holds a printed form; its first row is hidden.

Readers skip such a sheet, and printing again replaces it. A cell is what every application keeps and a running
spreadsheet shows, unlike document properties; a name of a sheet may be an officer's own.
"""


def is_form(first_cell: object) -> bool:
    """Whether a sheet with this in A1 holds a printed form."""
    return isinstance(first_cell, str) and first_cell.startswith(FORM_MARK)
