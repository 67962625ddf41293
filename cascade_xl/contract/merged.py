"""What makes a regency workbook readable again: its marker, and the columns that say where a row comes from.

A running spreadsheet shows no document properties to its reader, so the marker is a cell: the first of the very hidden
sheet *Profil*, which in an OPD's workbook holds the profile. There the regency workbook keeps as JSON what a check
needs and no other sheet says: ``{"profil": [profile, …], "berkas": [file, …]}``, a file with the keys of `FileFacts`;
and what the files were compared with, by the keys of `Compared`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypedDict

from cascade_xl.contract.columns import PENGECUALIAN_COLUMNS, Column, Kind

PROFILE_MARK = "cascade_xl profil"
MERGED_MARK = "cascade_xl gabungan"
"""The first cell of *Profil* in an OPD's workbook, and in a regency's."""
CHUNK = 30_000
"""Characters in one cell: below what Excel holds, even where it escapes some."""

REKAP, SUMBER = "Rekap OPD", "Sumber"
"""Two sheets that only a regency workbook has: known by them even where *Profil* is gone."""

ORIGIN = "Asal"
OPD = Column("opd", "OPD", 26, group=ORIGIN)
BERKAS = Column("berkas", "Berkas", 26, group=ORIGIN)
BARIS = Column("baris", "Baris Asal", 8, Kind.MARK, ORIGIN)
"""The row in the OPD's own file, and so the order of a file's rows: sorting the sheet changes no finding."""
TEMUAN_ORIGIN = (
    Column("opd", "OPD", 30),
    Column("sheet", "Lembar", 13),
    Column("cell", "Sel", 7),
    Column("baris", "Baris Matriks", 8.5),
    Column("berkas", "Berkas", 26),
)
"""The columns of *Temuan* that an OPD's workbook has not: whose finding it is, and where it stands in that file."""
EXTRA = "Kolom tambahan: "
"""Before the heading of an office's own column."""
EXEMPTIONS = (
    OPD._replace(width=36, group=""),
    BERKAS._replace(group=""),
    *(c for c in PENGECUALIAN_COLUMNS if c.kind is not Kind.MARK),
)
"""The columns of *Pengecualian*: those of the OPD's workbook, and whose exemption it is."""


class FileFacts(TypedDict):
    """What a check needs of one file besides its rows of *Matriks* and *Pengecualian*."""

    berkas: str
    profil: int
    tahun: list[int]
    hilang: list[str]
    dokumen: dict[str, Any]
    """Its profile by position; the years and missing columns of its *Matriks*; canonical JSON of its other facts."""


class MasterFacts(TypedDict):
    """The RPJMD that the files were compared with: its name, its profile, and its visi … sasaran as canonical JSON."""

    berkas: str
    profil: dict[str, Any]
    dokumen: dict[str, Any]


class ListedFacts(TypedDict):
    """A line of the list of OPD: file, sheet, row and column say where it stands."""

    opd: str
    kode: str
    tempat: tuple[str, str, int, int]


class Compared(TypedDict, total=False):
    """What a merge compared its files with besides each other."""

    rpjmd: MasterFacts
    daftar: list[ListedFacts]


def chunks(text: str) -> Iterator[str]:
    """A long text as it is spread over cells, one below the other."""
    return (text[start : start + CHUNK] for start in range(0, len(text), CHUNK))
