"""What kind of workbook a file is: one of an OPD's, a regency's, or findings that were sent back."""

from __future__ import annotations

from collections.abc import Mapping

from cascade_xl.contract import Sheet
from cascade_xl.contract.merged import MERGED_MARK, REKAP, SUMBER
from cascade_xl.read.grid import Grid, Workbook


def is_merged(workbook: Workbook, sheets: Mapping[Sheet, Grid]) -> bool:
    """Whether a workbook is one that ``merge`` made. An OPD's own sheets may have the names of the regency's."""
    marker = sheets[Sheet.PROFIL].row(1).get(1) if Sheet.PROFIL in sheets else None
    if marker is not None and marker.stored == MERGED_MARK:
        return True
    return {REKAP, SUMBER} <= workbook.sheets.keys() and Sheet.IDENTITAS not in sheets


def is_returned(workbook: Workbook) -> bool:
    """Whether a workbook holds nothing but findings, as ``merge --return`` sends them back to an OPD."""
    return workbook.sheets.keys() == {Sheet.TEMUAN}
