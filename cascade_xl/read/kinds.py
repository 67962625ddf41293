"""What kind of workbook a file is: one of an OPD's, a regency's, or findings that were sent back."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from cascade_xl.contract import Sheet
from cascade_xl.contract.merged import MERGED_MARK, REKAP, SUMBER
from cascade_xl.read import xlsx
from cascade_xl.read.grid import Grid, UnreadableError, Wanted, Workbook
from cascade_xl.text import fold


class Kind(StrEnum):
    """A kind of workbook of ours; the value is what officers call it."""

    OPD = "buku kerja satu OPD"
    MERGED = "buku kerja hasil gabungan"
    RETURNED = "temuan yang dikirim kembali"


def kind(path: Path) -> Kind | None:
    """What kind a file is, by its sheets; None for another, and for one that cannot be read."""
    try:
        workbook = xlsx.read(path, wanted=Wanted(lambda _: False))
    except UnreadableError:
        return None
    sheets = our_sheets(workbook)
    if is_merged(workbook, sheets):
        return Kind.MERGED
    if is_returned(workbook):
        return Kind.RETURNED
    return Kind.OPD if {Sheet.IDENTITAS, Sheet.MATRIKS} <= sheets.keys() else None


def our_sheets(workbook: Workbook) -> dict[Sheet, Grid]:
    """The sheets of a workbook that are ours."""
    return {sheet: grid for sheet in Sheet if (grid := _sheet(workbook, sheet)) is not None}


def _sheet(workbook: Workbook, sheet: Sheet) -> Grid | None:
    """One of our sheets: by its name, else the first of a name that differs in case and blanks only."""
    alike = (grid for name, grid in workbook.sheets.items() if fold(name) == fold(sheet))
    return workbook.sheets.get(sheet) or next(alike, None)


def is_merged(workbook: Workbook, sheets: Mapping[Sheet, Grid]) -> bool:
    """Whether a workbook is one that ``merge`` made. An OPD's own sheets may have the names of the regency's."""
    marker = sheets[Sheet.PROFIL].row(1).get(1) if Sheet.PROFIL in sheets else None
    if marker is not None and marker.stored == MERGED_MARK:
        return True
    return {REKAP, SUMBER} <= workbook.sheets.keys() and Sheet.IDENTITAS not in sheets


def is_returned(workbook: Workbook) -> bool:
    """Whether a workbook holds nothing but findings, as ``merge --return`` sends them back to an OPD."""
    return workbook.sheets.keys() == {Sheet.TEMUAN}
