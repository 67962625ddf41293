"""Files → documents. Every value has its place; nothing is lost or shifted silently."""

from __future__ import annotations

import json
from pathlib import Path

from cascade_xl.contract import Sheet
from cascade_xl.model import Document
from cascade_xl.profile import Profile
from cascade_xl.read.assemble import Parts, assemble
from cascade_xl.read.grid import Grid, UnreadableError, Workbook
from cascade_xl.read.identitas import read_identitas
from cascade_xl.read.tables import read_table
from cascade_xl.resources import ProfileError, profile, profile_data
from cascade_xl.text import fold

__all__ = ["UnreadableError", "read_document", "read_grid"]

_TABLES = (Sheet.MATRIKS, Sheet.POHON, Sheet.KUNCI, Sheet.PENGECUALIAN)
SUFFIXES = (".xlsx", ".xlsm", ".json")
"""The kinds of files that can be read."""


def read_document(path: Path, using: Profile | None = None, name: str | None = None) -> tuple[Document, Profile]:
    """A workbook or canonical JSON file as a document, with the profile that applies to it.

    ``using`` overrides the profile that the file carries; ``name`` is the file's name in findings. Raises
    `UnreadableError`.
    """
    label = name or path.name
    if path.suffix.lower() == ".json":
        from cascade_xl.read.canonical import read_canonical

        return read_canonical(path, using, label)
    from cascade_xl.read import xlsx

    return read_grid(xlsx.read(path, label), using)


def read_grid(workbook: Workbook, using: Profile | None = None) -> tuple[Document, Profile]:
    """The document that a workbook's cells hold, with the profile that applies."""
    file = workbook.file
    sheets = {sheet: grid for sheet in Sheet if (grid := _sheet(workbook, sheet)) is not None}
    identitas, officials, seen = read_identitas(file, sheets.get(Sheet.IDENTITAS))
    tables = {sheet: read_table(file, sheet, sheets.get(sheet)) for sheet in _TABLES}
    ours = {grid.name for grid in sheets.values()}
    extra_sheets = tuple(name for name in workbook.sheets if name not in ours)
    chosen = using or _carried(sheets.get(Sheet.PROFIL), file, identitas["profil"].text)
    return assemble(Parts(file, identitas, officials, tables, seen, extra_sheets), chosen), chosen


def _sheet(workbook: Workbook, sheet: Sheet) -> Grid | None:
    """One of our sheets: by its name, else the first of a name that differs in case and blanks only."""
    alike = (grid for name, grid in workbook.sheets.items() if fold(name) == fold(sheet))
    return workbook.sheets.get(sheet) or next(alike, None)


def _carried(grid: Grid | None, file: str, named: str) -> Profile:
    """The profile that a workbook carries, else the shipped one that it names, else the default."""
    if grid is not None:
        chunks = (grid.row(number).get(1) for number in sorted(grid.rows) if number > 1)
        text = "".join(str(chunk.stored) for chunk in chunks if chunk is not None)
        try:
            return profile_data(json.loads(text), f"{file}, lembar {Sheet.PROFIL}")
        except (ValueError, RecursionError) as error:
            detail = str(error).rstrip(".") if isinstance(error, ProfileError) else "isinya bukan JSON"
            raise UnreadableError(
                f"{file}: lembar tersembunyi {Sheet.PROFIL} rusak ({detail}). Pakai --profile untuk memilih profil."
            ) from error
    try:
        return profile(named) if named else profile()
    except ProfileError:
        return profile()
