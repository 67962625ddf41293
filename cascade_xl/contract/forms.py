"""How a printed form is known among the sheets of a workbook."""

from __future__ import annotations

FORM_MARK = "cascade_xl formulir"
"""The first cell of a form's sheet, in a hidden row, begins so; the form's code follows. A sheet without it is the
office's own and is never replaced."""


def is_form(first_cell: object) -> bool:
    """Whether a sheet with this in its first cell is a form of ours."""
    return isinstance(first_cell, str) and first_cell.startswith(FORM_MARK)
