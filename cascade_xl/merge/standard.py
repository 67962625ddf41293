"""The regency workbook: its sheets, headings, names and colours. It is to the merge what `cascade_xl.contract` is to an
OPD's workbook.

The order of the sheets is the order of the questions that Bappeda asks each time files come in. How far are we?
*Dasbor*, one page that can be shown before any table is read. Which OPD are in, and can they be used? *Rekap OPD*. What
must go back to them? *Temuan*. What does the regency promise? *TARGET TAHUNAN*, the form that is printed. Who carries
which sasaran, and which does nobody carry? *Peta Sasaran*. Where does it come from? *Matriks*, every row, and *Sumber*,
every file. *Pengecualian* and the hidden *Profil* are there so that a check of this workbook finds what the checks of
the files found.

*Matriks* and *Temuan* begin with the columns that are read and printed, so that a printed page stays legible; those
that are only looked up stand behind them. Their order within both parts is that of the OPD's workbook. *Pesan Validasi*
is the first of those behind; its first word is that of the row's weightiest finding, by which rows can be filtered. No
column of its own says that word: it would have to be a formula to stay true after a check, and five thousand formulas
take a third of a merge's time.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from cascade_xl import contract
from cascade_xl.contract import Column, Kind, Style, merged
from cascade_xl.contract.marks import COLOURS

MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384


class Sheet(StrEnum):
    """The sheets by their names, in the order in which they stand."""

    DASBOR = "Dasbor"
    REKAP = merged.REKAP
    TEMUAN = "Temuan"
    TARGET = "TARGET TAHUNAN"
    PETA = "Peta Sasaran"
    MATRIKS = "Matriks"
    SUMBER = merged.SUMBER
    PENGECUALIAN = contract.Sheet.PENGECUALIAN.value
    PROFIL = contract.Sheet.PROFIL.value  # very hidden


TABLES = {
    Sheet.REKAP: "tblRekapOPD",
    Sheet.TEMUAN: "tblTemuan",
    Sheet.MATRIKS: "tblMatriks",
    Sheet.SUMBER: "tblSumber",
    Sheet.PENGECUALIAN: contract.TABLE_NAMES[contract.Sheet.PENGECUALIAN],
}

TABS = {
    Sheet.DASBOR: Style.TITLE,
    Sheet.REKAP: Style.TITLE,
    Sheet.TEMUAN: Style.GALAT_INK,
    Sheet.TARGET: Style.HEAD,
    Sheet.PETA: Style.HEAD,
    Sheet.MATRIKS: Style.BANDS[contract.INDICATOR],
    Sheet.SUMBER: Style.BANDS[contract.OTHER],
    Sheet.PENGECUALIAN: Style.BANDS[contract.OTHER],
}

FILLS = COLOURS
TREE = ((Style.TITLE, "FFFFFF"), (Style.HEAD, "FFFFFF"), ("BCD7EA", Style.INK), ("DCEBF5", Style.INK))
"""Bands of *TARGET TAHUNAN* from visi downwards: background and ink."""
AGENCY = (Style.LOCKED, Style.TITLE)
LINK = "1D4ED8"

STATES = ("Perlu diperbaiki", "Perlu ditinjau", "Siap", "Pemeriksaan gagal", "Belum menyerahkan")
LEVELS, FINDINGS, COMPLETE, VALIDATION = "Kinerja per jenjang", "Temuan", "Kelengkapan", "Validasi"
ORIGIN = merged.ORIGIN
NO_OPD = "(nama OPD kosong)"
UNREAD = "(tidak terbaca)"
OTHER_LEVEL = ("", "Jenjang lain")


MERGED = "Digabung"
MOMENT = '[$-421]d mmm yyyy hh"."mm'
"""A moment in Indonesian on every computer."""


def extra_key(header: str) -> str:
    """The key of an office's own column."""
    return f"lain:{header}"


_WIDTHS = {
    "jenjang": 11,
    "kode": 16,
    "uraian": 30,
    "sasaran": 30,
    "indikator": 34,
    "satuan": 10,
    "pemilik": 18,
    "formulasi": 56,
    "catatan": 48,
}
_MANY_YEARS = 6


def _width(column: Column, years: int) -> float:
    """Narrower than where officers type, since a page of *Matriks* must hold all years; long texts behind it wider."""
    if column.year or column.key in ("kondisi_awal", "target_akhir"):
        return 9 if years <= _MANY_YEARS else 7.6
    return _WIDTHS.get(column.key, column.width)


def matriks_columns(years: Sequence[int], extra: Sequence[str]) -> tuple[tuple[Column, ...], int]:
    """The columns of *Matriks*, the offices' own last, and how many of them are printed."""
    first = ("jenjang", "kode", "uraian", "sasaran", "indikator", "satuan", "kondisi_awal")
    printed = {*first, *map(contract.target_key, years), "target_akhir", "pemilik"}
    inputs = [
        column._replace(width=_width(column, len(years))) for column in contract.inputs(contract.Sheet.MATRIKS, years)
    ]
    front = (
        merged.OPD,
        *(column for column in inputs if column.key in printed),
    )
    back = (
        contract.PESAN._replace(group=VALIDATION),
        contract.TANDA._replace(group=VALIDATION),
        *(column for column in inputs if column.key not in printed),
        merged.BERKAS,
        merged.BARIS,
    )
    own = (Column(extra_key(header), f"{merged.EXTRA}{header}", 20, group=contract.ADDED) for header in extra)
    return (*front, *back, *own), len(front)


def temuan_columns() -> tuple[tuple[Column, ...], int]:
    """The columns of *Temuan*, and how many of them are printed."""
    known = {column.key: column for column in (*contract.TEMUAN_COLUMNS, *merged.TEMUAN_ORIGIN)}
    front = (
        known["no"],
        known["keparahan"]._replace(width=11),
        *(known[key] for key in ("opd", "sheet", "cell", "baris")),
        *(known[key] for key in ("node", "indicator", "year", "found", "message", "fix")),
    )
    back = (
        known["status"],
        *(known[key] for key in ("berkas", "code", "rule", "name", "expected", "reason")),
    )
    return (*front, *back), len(front)


def rekap_columns(levels: Sequence[tuple[str, str]]) -> tuple[Column, ...]:
    """The columns of *Rekap OPD*; levels are those that occur in any file's profile."""
    return (
        Column("no", "No", 5, Kind.MARK, ORIGIN),
        Column("opd", "OPD", 48, group=ORIGIN),
        Column("berkas", "Berkas", 26, group=ORIGIN),
        Column("keadaan", "Keadaan", 15, group=ORIGIN),
        Column("baris", "Baris", 8, Kind.MARK, ORIGIN),
        *(Column(f"jenjang_{key}", label, 9, Kind.MARK, LEVELS) for key, label in levels),
        Column("indikator", "Indikator", 9, Kind.MARK, LEVELS),
        Column("G", "Galat", 8, Kind.MARK, FINDINGS),
        Column("P", "Peringatan", 10.5, Kind.MARK, FINDINGS),
        Column("S", "Saran", 8, Kind.MARK, FINDINGS),
        Column("T", "Diterima", 9, Kind.MARK, FINDINGS),
        Column("wajib", "Isian Wajib", 9, Kind.MARK, COMPLETE),
        Column("terisi", "Terisi", 9, Kind.MARK, COMPLETE),
        Column("lengkap", "Kelengkapan", 12.5, Kind.MARK, COMPLETE),
    )


SUMBER_COLUMNS = (
    Column("no", "No", 5, Kind.MARK),
    Column("opd", "OPD", 32),
    Column("berkas", "Berkas", 26),
    Column("keterangan", "Keterangan", 26),
    Column("disimpan", "Disimpan (UTC)", 16, Kind.MARK),
    Column("sha256", "SHA-256", 30, Kind.CODE),
    Column("templat", "Versi Templat", 14, Kind.CODE),
    Column("profil", "Profil", 14),
    Column("pemerintah", "Pemerintah Daerah", 22),
    Column("periode", "Periode", 11, Kind.CODE),
    Column("baris", "Baris Matriks", 8.5, Kind.MARK),
    Column("pohon", "Kotak Pohon", 8, Kind.MARK),
    Column("kunci", "Indikator Kunci", 9.5, Kind.MARK),
    Column("G", "Galat", 8, Kind.MARK),
    Column("P", "Peringatan", 10.5, Kind.MARK),
    Column("S", "Saran", 8, Kind.MARK),
    Column("T", "Diterima", 9, Kind.MARK),
    Column("gagal", "Aturan Gagal", 14),
)
DASBOR_WIDTH = 16
DASBOR_COLUMNS = tuple(Column(f"angka_{number}", "", DASBOR_WIDTH) for number in range(8))
"""One for each number on top; half of them for each of two charts side by side."""
PETA_COLUMNS = (
    Column("no", "NO", 5, Kind.MARK),
    Column("sasaran", "SASARAN DAERAH", 60),
    Column("opd", "OPD", 6, Kind.MARK),
    Column("kinerja", "KINERJA", 9, Kind.MARK),
)
_OFFICES_WIDTH = 100.0


def office_columns(offices: Sequence[str]) -> tuple[Column, ...]:
    """The columns of *Peta Sasaran* for OPD. Their headings stand upright, so many fit on a page; few are wider."""
    width = min(max(_OFFICES_WIDTH / max(len(offices), 1), 5), 14)
    return tuple(Column(f"opd_{number}", name, width, Kind.MARK) for number, name in enumerate(offices))


def target_columns(years: Sequence[int]) -> tuple[Column, ...]:
    """The columns of *TARGET TAHUNAN*: the form F1, with the level and the satuan said."""
    return (
        Column("no", "NO", 5, Kind.MARK),
        Column("jenjang", "JENJANG", 13),
        Column("sasaran", "SASARAN", 50),
        Column("indikator", "INDIKATOR", 50),
        Column("satuan", "SATUAN", 13),
        *(
            Column(contract.target_key(year), str(year), 10.5, Kind.TARGET, "TARGET TAHUNAN", year=year)
            for year in years
        ),
        Column("keterangan", "KETERANGAN", 34),
    )
