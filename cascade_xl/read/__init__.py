"""Files → documents. Every value has its place; nothing is lost or shifted silently."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cascade_xl.contract import Sheet
from cascade_xl.contract.forms import is_form
from cascade_xl.model import Document
from cascade_xl.profile import Profile
from cascade_xl.read.assemble import Parts, assemble
from cascade_xl.read.grid import Cell, Grid, UnreadableError, Wanted, Workbook
from cascade_xl.read.identitas import read_identitas
from cascade_xl.read.kinds import is_merged, is_returned, our_sheets
from cascade_xl.read.tables import read_table, unread
from cascade_xl.resources import ProfileError, profile, profile_data
from cascade_xl.text import fold

if TYPE_CHECKING:
    from cascade_xl.rules.regency.regency import Expected

__all__ = [
    "Run",
    "UnreadableError",
    "read_any",
    "read_document",
    "read_documents",
    "read_file",
    "read_grid",
    "read_run",
]

_TABLES = (Sheet.MATRIKS, Sheet.POHON, Sheet.KUNCI, Sheet.PENGECUALIAN)
_READ = frozenset(fold(sheet) for sheet in (Sheet.IDENTITAS, *_TABLES, Sheet.PROFIL))
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

    return read_grid(xlsx.read(path, label, _OURS), using)


def read_any(path: Path, using: Profile | None = None, name: str | None = None) -> list[tuple[Document, Profile]]:
    """All documents that a file holds: one of an OPD's workbook or JSON, several of a regency's workbook.

    Raises `UnreadableError`.
    """
    return read_file(path, using, name).documents


def read_file(path: Path, using: Profile | None = None, name: str | None = None) -> Run:
    """All that a file holds, as `read_any`. Raises `UnreadableError`."""
    if path.suffix.lower() == ".json":
        return Run([read_document(path, using, name)])
    from cascade_xl.read import xlsx

    return read_run(xlsx.read(path, name or path.name, _OURS), using)


def _is_read(sheet: str) -> bool:
    """Whether a sheet may be one that we read; of others we want the name, and whether it is a form."""
    return fold(sheet) in _READ


def _unread(grid: Grid) -> Iterable[int]:
    """The columns of one of our tables that we never look at."""
    sheet = next((sheet for sheet in _TABLES if fold(sheet) == fold(grid.name)), None)
    return unread(sheet, grid) if sheet else ()


_OURS = Wanted(_is_read, _unread)


class Run(NamedTuple):
    """All that a workbook holds: its documents, each with the profile that applies, and in a regency's also what the
    files were compared with."""

    documents: list[tuple[Document, Profile]]
    master: tuple[Document, Profile] | None = None
    expected: Sequence[Expected] | None = None


def read_grid(workbook: Workbook, using: Profile | None = None) -> tuple[Document, Profile]:
    """The document that the cells of one OPD's workbook hold, with its profile. Raises `UnreadableError`."""
    workbook = _without_forms(workbook)
    sheets = our_sheets(workbook)
    if is_merged(workbook, sheets):
        raise UnreadableError(
            f"{workbook.file}: ini hasil gabungan, bukan buku kerja satu OPD. Keluarkan dari berkas yang diolah."
        )
    return _one(workbook, sheets, using)


def read_documents(workbook: Workbook, using: Profile | None = None) -> list[tuple[Document, Profile]]:
    """All documents that a workbook's cells hold, each with the profile that applies: one of an OPD's workbook, one for
    each merged file of a regency's. ``using`` overrides the carried profiles. Raises `UnreadableError`.
    """
    return read_run(workbook, using).documents


def read_run(workbook: Workbook, using: Profile | None = None) -> Run:
    """All that a workbook's cells hold, as `read_documents`. Raises `UnreadableError`."""
    workbook = _without_forms(workbook)
    sheets = our_sheets(workbook)
    if not is_merged(workbook, sheets):
        return Run([_one(workbook, sheets, using)])
    from cascade_xl.read.merged import facts, split

    where = f"{workbook.file}, lembar {Sheet.PROFIL}"
    if Sheet.PROFIL not in sheets and Sheet.MATRIKS not in sheets:
        raise UnreadableError(
            f"{workbook.file}: ini ringkasan gabungan; baris dan temuannya ada di folder Parquet di sampingnya. "
            "Periksa berkas OPD, atau gabungkan lagi tanpa --to parquet."
        )
    text = _carried_text(sheets.get(Sheet.PROFIL))
    try:
        known = facts(json.loads(text), where, lambda data: profile_data(data, where))
    except (ValueError, RecursionError) as error:
        raise UnreadableError(
            f"{workbook.file}: lembar tersembunyi {Sheet.PROFIL} rusak atau hilang, sehingga hasil gabungan ini tidak "
            "dapat diperiksa. Gabungkan lagi dari berkas OPD."
        ) from error
    return Run(split(workbook, sheets, known, using), known.master, known.expected)


def _one(workbook: Workbook, sheets: Mapping[Sheet, Grid], using: Profile | None) -> tuple[Document, Profile]:
    file = workbook.file
    if is_returned(workbook):
        raise UnreadableError(
            f"{file}: ini temuan yang dikirim kembali ke OPD, bukan buku kerjanya. Keluarkan dari berkas yang diolah."
        )
    identitas, officials, seen = read_identitas(file, sheets.get(Sheet.IDENTITAS))
    tables = {sheet: read_table(file, sheet, sheets.get(sheet)) for sheet in _TABLES}
    ours = {grid.name for grid in sheets.values()}
    extra_sheets = tuple(name for name in workbook.sheets if name not in ours)
    chosen = using or _carried(sheets.get(Sheet.PROFIL), file, identitas["profil"].text)
    return assemble(Parts(file, identitas, officials, tables, seen, extra_sheets), chosen), chosen


def _without_forms(workbook: Workbook) -> Workbook:
    """The workbook as it was before forms were printed into it."""
    sheets = {name: grid for name, grid in workbook.sheets.items() if not is_form(grid.row(1).get(1, Cell()).stored)}
    return Workbook(workbook.file, sheets)


def _carried(grid: Grid | None, file: str, named: str) -> Profile:
    """The profile that a workbook carries, else the shipped one that it names, else the default."""
    if grid is not None:
        try:
            return profile_data(json.loads(_carried_text(grid)), f"{file}, lembar {Sheet.PROFIL}")
        except (ValueError, RecursionError) as error:
            detail = str(error).rstrip(".") if isinstance(error, ProfileError) else "isinya bukan JSON"
            raise UnreadableError(
                f"{file}: lembar tersembunyi {Sheet.PROFIL} rusak ({detail}). Pakai --profile untuk memilih profil."
            ) from error
    try:
        return profile(named) if named else profile()
    except ProfileError:
        return profile()


def _carried_text(grid: Grid | None) -> str:
    """The JSON of *Profil*, which is spread over the cells below its marker."""
    chunks = (grid.row(number).get(1) for number in sorted(grid.rows) if number > 1) if grid else ()
    return "".join(str(chunk.stored) for chunk in chunks if chunk is not None)
