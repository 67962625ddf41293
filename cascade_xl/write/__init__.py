"""Documents → files: the standard workbook (by openpyxl, imported only when one is built) and canonical JSON."""

from __future__ import annotations

from cascade_xl import contract
from cascade_xl.model import Document
from cascade_xl.profile import Profile
from cascade_xl.rules.rule import Report

__all__ = ["build"]


def build(
    profile: Profile, document: Document | None = None, report: Report | None = None, rows: int = contract.ROWS
) -> bytes:
    """The standard workbook of a profile: empty, or filled from a document and marked by a report."""
    from cascade_xl.write.workbook import build as make

    return make(profile, document, report, rows)
