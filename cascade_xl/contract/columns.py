"""The sheets, and the columns of their tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

ROWS = 1000
"""Rows of *Matriks* that are ready to fill."""
OTHER_ROWS = 200
"""Ready rows of the smaller tables."""
CHECKED_ROWS = 5000
"""Drop-downs, hints and row formulas reach at least to this row, so that pasted rows keep them."""
MAX_TEXT = 32767
"""Characters that Excel holds in one cell."""


class Sheet(StrEnum):
    """The sheets by their names, in the order in which they stand."""

    PETUNJUK = "Petunjuk"
    IDENTITAS = "Identitas"
    MATRIKS = "Matriks"
    POHON = "Pohon Kinerja"
    KUNCI = "Indikator Kunci"
    PENGECUALIAN = "Pengecualian"
    TEMUAN = "Temuan"
    DAFTAR = "Daftar"  # hidden: vocabularies, satuan
    PROFIL = "Profil"  # very hidden: the profile that the workbook was made from


REQUIRED_SHEETS = (Sheet.IDENTITAS, Sheet.MATRIKS, Sheet.POHON, Sheet.KUNCI, Sheet.PENGECUALIAN)


class Kind(StrEnum):
    """How a column is typed."""

    TEXT = "teks"  # free text, wrapped
    CODE = "kode"  # text format, so that 1.10 stays 1.10
    CHOICE = "pilihan"  # a drop-down of a closed vocabulary
    TARGET = "target"  # text format, read as a number by us
    FORMULA = "rumus"  # ours: never read, never typed in
    MARK = "tanda"  # ours: written by checking, never read
    EXTRA = "tambahan"  # the office's own: kept as it is


class Column(NamedTuple):
    """One column of a table.

    ``group`` is the band above the heading; ``choices`` names a vocabulary of the profile or of the workbook.
    """

    key: str
    header: str
    width: float
    kind: Kind = Kind.TEXT
    group: str = ""
    hint: str = ""
    choices: str = ""
    strict: bool = True  # a value outside the drop-down is refused
    aliases: tuple[str, ...] = ()
    year: int = 0
    hidden: bool = False


NODE, INDICATOR, TARGETS, SUPPORT = "Kinerja", "Indikator", "Target", "Dukungan lintas OPD"
OTHER, ADDED, CHECK = "Lain-lain", "Kolom tambahan OPD", "Keadaan"

_KEADAAN = Column("keadaan", "Keadaan", 19, Kind.FORMULA, CHECK, "Otomatis: keadaan baris ini. Jangan diketik.")

_NODE_COLUMNS = (
    Column("jenjang", "Jenjang", 12, Kind.CHOICE, NODE, "Pilih jenjang kinerja dari daftar.", "jenjang"),
    Column(
        "kode",
        "Kode",
        17,
        Kind.CODE,
        NODE,
        "Kode sesuai nomenklatur, mis. 5.03.02.2.01.0003, atau kode pendek sendiri, mis. P1.K2. "
        "Kosong = lanjutan kinerja di atasnya.",
    ),
    Column(
        "induk",
        "Kode Induk",
        16,
        Kind.CODE,
        NODE,
        "Kode kinerja satu jenjang di atasnya: pilih dari daftar atau ketik. Visi tidak berinduk.",
        "kode",
        strict=False,
    ),
    Column(
        "uraian",
        "Uraian",
        34,
        Kind.TEXT,
        NODE,
        "Nama program, kegiatan atau sub kegiatan; untuk visi sampai sasaran: kalimatnya.",
        aliases=("Nama", "Nomenklatur"),
    ),
    Column(
        "sasaran",
        "Sasaran",
        34,
        Kind.TEXT,
        NODE,
        "Kinerja yang dijanjikan oleh program, kegiatan atau sub kegiatan ini.",
    ),
)

_INDICATOR_COLUMNS = (
    Column(
        "kode_indikator",
        "Kode Indikator",
        13,
        Kind.CODE,
        INDICATOR,
        "Boleh kosong. Perlu bila indikator lain menunjuk indikator ini.",
    ),
    Column(
        "indikator",
        "Indikator",
        36,
        Kind.TEXT,
        INDICATOR,
        "Satu ukuran per baris, mis. Jumlah ASN yang dilatih. Indikator berikutnya: baris baru di bawahnya.",
        aliases=("Indikator Kinerja",),
    ),
    Column(
        "formulasi",
        "Formulasi",
        32,
        Kind.TEXT,
        INDICATOR,
        "Definisi operasional atau rumus perhitungan.",
        aliases=("Definisi Operasional", "Rumus"),
    ),
    Column("jenis", "Jenis", 9, Kind.CHOICE, INDICATOR, "IKU, IKD, IKK atau lainnya.", "jenis", strict=False),
    Column(
        "satuan",
        "Satuan",
        11,
        Kind.CHOICE,
        INDICATOR,
        "Pilih dari daftar. Satuan gabungan ditulis dengan garis miring, mis. Orang/Dokumen.",
        "satuan",
        strict=False,
    ),
    Column(
        "arah",
        "Arah",
        9,
        Kind.CHOICE,
        INDICATOR,
        "Positif: makin tinggi makin baik. Negatif: makin rendah makin baik.",
        "arah",
    ),
    Column(
        "sifat",
        "Sifat",
        12,
        Kind.CHOICE,
        INDICATOR,
        "Progress: keadaan akhir tahun. Pengulangan: sama tiap tahun. Akumulasi: dihitung sejak awal.",
        "sifat",
    ),
    Column(
        "agregasi",
        "Agregasi",
        11,
        Kind.CHOICE,
        INDICATOR,
        "Cara indikator ini dihitung ke indikator induknya, mis. Jumlah. Tidak atau kosong: tidak dihitung.",
        "agregasi",
    ),
    Column(
        "indikator_induk",
        "Indikator Induk",
        13,
        Kind.CODE,
        INDICATOR,
        "Kode atau bunyi indikator induk, bila induknya punya lebih dari satu indikator.",
    ),
    Column("bobot", "Bobot", 7, Kind.TARGET, INDICATOR, "Bobot untuk agregasi Tertimbang atau Komposit."),
)

_AFTER_TARGETS = (
    Column("target_akhir", "Target Akhir", 10, Kind.TARGET, TARGETS, "Target pada akhir periode."),
    Column(
        "pemilik",
        "Pemilik Kinerja",
        22,
        Kind.TEXT,
        OTHER,
        "Jabatan penanggung jawab; tulis Plt/Plh/Pj bila perlu.",
        aliases=("Penanggung Jawab",),
    ),
    Column("sumber_data", "Sumber Data", 18, Kind.TEXT, OTHER, "Dari mana angka capaian diambil."),
    Column("pagu", "Pagu", 15, Kind.TARGET, OTHER, "Pagu anggaran dalam rupiah; boleh kosong."),
    Column("mitra", "OPD Mitra", 18, Kind.TEXT, SUPPORT, "OPD lain yang didukung atau mendukung."),
    Column("dukung", "Kode yang Didukung", 17, Kind.CODE, SUPPORT, "Kode kinerja OPD mitra yang didukung."),
    Column("dukung_ket", "Keterangan Dukungan", 20, Kind.TEXT, SUPPORT, "Bentuk dukungan."),
    Column(
        "dukung_status",
        "Status Dukungan",
        12,
        Kind.CHOICE,
        SUPPORT,
        "Menunggu, Disetujui atau Ditolak.",
        "status_dukungan",
    ),
    Column("catatan", "Catatan", 40, Kind.TEXT, OTHER, "Keterangan bebas."),
)

_CHECKS = (
    Column("cek_induk", "Cek Induk", 9, Kind.FORMULA, CHECK, "Otomatis: apakah kode induk dikenal?"),
    Column("cek_angka", "Cek Angka", 9, Kind.FORMULA, CHECK, "Otomatis: apakah target terbaca sebagai angka?"),
    Column("cek_arah", "Cek Arah", 9, Kind.FORMULA, CHECK, "Otomatis: apakah target menuju arah yang benar?"),
    Column("cek_jumlah", "Cek Jumlah", 9, Kind.FORMULA, CHECK, "Otomatis: apakah target anak berjumlah target ini?"),
)

PESAN = Column("pesan", "Pesan Validasi", 64, Kind.MARK, CHECK, "Diisi oleh pemeriksaan. Jangan diketik.")
TANDA = Column("tanda", "Tanda", 6, Kind.MARK, CHECK, hidden=True)
"""Flags such as ``|satuan:G|target_2025:P|``, on which the conditional formats stand; they travel with their row when
it is sorted."""


class State:
    """The words of *Keadaan*, from the row formulas, and of the four checks behind it."""

    COMPLETE = "Lengkap"
    WAITING = "Menunggu Validasi"
    """Filled, but the formulas cannot judge all of it; the check by program will."""
    ACCEPTED = "Dikecualikan"
    MISSING = "Belum lengkap"
    NO_PARENT = "Induk tidak dikenal"
    WRONG_PARENT = "Induk salah jenjang"
    NO_NUMBER = "Target bukan angka"
    FRACTION = "Target pecahan"
    DIRECTION = "Arah keliru"
    SUM = "Jumlah beda"
    FAULTS = (NO_PARENT, WRONG_PARENT, NO_NUMBER, FRACTION, DIRECTION, SUM)

    OK = "OK"
    SILENT = "–"
    PARENT_UNKNOWN = "Induk?"
    PARENT_LEVEL = "Jenjang?"
    LOOK = "Periksa"
    FALLS = "Turun"
    RISES = "Naik"
    DIFFERS = "Beda"
    ACCUSED = (PARENT_UNKNOWN, PARENT_LEVEL, LOOK, FALLS, RISES, DIFFERS)


def target_columns(years: Sequence[int], group: str = TARGETS) -> tuple[Column, ...]:
    """Kondisi awal, then one column per year."""
    first = Column("kondisi_awal", "Kondisi Awal", 10, Kind.TARGET, group, "Keadaan sebelum periode dimulai.")
    hint = "Ketik apa adanya, mis. 92%, 53,9 atau 70-80. Kosongkan bila tidak ada target."
    return (first, *(Column(target_key(y), f"Target {y}", 9, Kind.TARGET, group, hint, year=y) for y in years))


def helper_columns(years: Sequence[int]) -> tuple[Column, ...]:
    """Hidden columns in which the row formulas keep their working; what each holds is said in ``write/formulas.py``."""
    keys = (
        *(
            "h_mulai",
            "h_kode",
            "h_baris",
            "h_ragu",
            "h_jenjang",
            "h_atas",
            "h_induk",
            "h_daftar",
            "h_jenis",
            "h_bagian",
        ),
        *("h_awal", *(f"h_{year}" for year in years), "h_akhir", "h_lengkap"),
    )
    return tuple(Column(key, key, 9, Kind.FORMULA, CHECK, hidden=True) for key in keys)


def matriks_columns(years: Sequence[int]) -> tuple[Column, ...]:
    """The columns of *Matriks* for a period, in order."""
    return (
        _KEADAAN,
        *_NODE_COLUMNS,
        *_INDICATOR_COLUMNS,
        *target_columns(years),
        *_AFTER_TARGETS,
        *_CHECKS,
        PESAN,
        TANDA,
        *helper_columns(years),
    )


POHON_COLUMNS = (
    Column(
        "tingkat",
        "Tingkat",
        18,
        Kind.CHOICE,
        NODE,
        "Kinerja Urusan, Taktikal, Operasional, atau sebutan daerah.",
        "tingkat",
        strict=False,
    ),
    Column(
        "kode", "Kode", 11, Kind.CODE, NODE, "Kode kotak pohon kinerja, mis. T1. Kosong = lanjutan kotak di atasnya."
    ),
    Column("induk", "Kode Induk", 11, Kind.CODE, NODE, "Kode kotak di atasnya."),
    Column("uraian", "Uraian", 48, Kind.TEXT, NODE, "Kalimat kinerja di dalam kotak."),
    Column("indikator", "Indikator (IK)", 44, Kind.TEXT, INDICATOR, "Satu indikator per baris."),
    Column("unit", "Unit", 26, Kind.TEXT, OTHER, "Unit atau jabatan pengampu."),
    Column(
        "kode_cascading",
        "Kode Cascading",
        17,
        Kind.CODE,
        OTHER,
        "Kode kinerja yang sama di lembar Matriks.",
        "kode",
        strict=False,
    ),
    Column("catatan", "Catatan", 40, Kind.TEXT, OTHER, "Keterangan bebas."),
    PESAN,
    TANDA,
)


def kunci_columns(years: Sequence[int]) -> tuple[Column, ...]:
    """The columns of *Indikator Kunci*."""
    return (
        Column("kelompok", "Kelompok", 14, Kind.TEXT, INDICATOR, "Nama tabelnya, mis. PANJAB atau SPM."),
        Column("kode_indikator", "Kode", 12, Kind.CODE, INDICATOR, "Nomor atau kode indikator."),
        Column("indikator", "Uraian", 48, Kind.TEXT, INDICATOR, "Bunyi indikator.", aliases=("Indikator",)),
        Column("satuan", "Satuan", 12, Kind.CHOICE, INDICATOR, "Pilih dari daftar.", "satuan", strict=False),
        Column("arah", "Arah", 10, Kind.CHOICE, INDICATOR, "Positif atau Negatif.", "arah"),
        Column("sifat", "Sifat", 13, Kind.CHOICE, INDICATOR, "Progress, Pengulangan atau Akumulasi.", "sifat"),
        *target_columns(years),
        Column("target_akhir", "Target Akhir", 10, Kind.TARGET, TARGETS, "Target pada akhir periode."),
        Column("pemilik", "Pemilik Kinerja", 22, Kind.TEXT, OTHER, "Jabatan penanggung jawab."),
        Column("sumber_data", "Sumber Data", 18, Kind.TEXT, OTHER, "Dari mana angka capaian diambil."),
        Column("catatan", "Catatan", 28, Kind.TEXT, OTHER, "Keterangan bebas."),
        PESAN,
        TANDA,
    )


PENGECUALIAN_COLUMNS = (
    Column(
        "aturan",
        "Aturan",
        30,
        Kind.CHOICE,
        hint="Nama aturan, seperti tertulis di lembar Temuan.",
        choices="aturan",
        strict=False,
    ),
    Column("kode", "Kode", 20, Kind.CODE, hint="Kode kinerja atau indikator; kosong untuk temuan yang tidak berkode."),
    Column("tahun", "Tahun", 10, Kind.CODE, hint="Satu tahun, mis. 2026; kosong = semua tahun."),
    Column("alasan", "Alasan", 76, Kind.TEXT, hint="Mengapa temuan ini dapat diterima. Wajib diisi."),
    PESAN,
    TANDA,
)

TEMUAN_COLUMNS = (
    Column("no", "No", 6, Kind.MARK),
    Column("keparahan", "Keparahan", 12, Kind.MARK),
    Column("status", "Status", 10, Kind.MARK),
    Column("code", "Nomor", 8, Kind.MARK),
    Column("rule", "Aturan", 24, Kind.MARK),
    Column("tempat", "Tempat", 20, Kind.MARK),
    Column("node", "Kode", 17, Kind.MARK),
    Column("name", "Uraian", 32, Kind.MARK),
    Column("indicator", "Indikator", 32, Kind.MARK),
    Column("year", "Tahun", 8, Kind.MARK),
    Column("found", "Tertulis", 18, Kind.MARK),
    Column("expected", "Seharusnya", 18, Kind.MARK),
    Column("message", "Pesan", 50, Kind.MARK),
    Column("fix", "Yang perlu dilakukan", 50, Kind.MARK),
    Column("reason", "Alasan diterima", 30, Kind.MARK),
)


def columns(sheet: Sheet, years: Sequence[int] = ()) -> tuple[Column, ...]:
    """The columns of a table sheet."""
    match sheet:
        case Sheet.MATRIKS:
            return matriks_columns(years)
        case Sheet.POHON:
            return POHON_COLUMNS
        case Sheet.KUNCI:
            return kunci_columns(years)
        case Sheet.PENGECUALIAN:
            return PENGECUALIAN_COLUMNS
        case Sheet.TEMUAN:
            return TEMUAN_COLUMNS
    raise KeyError(sheet)


def inputs(sheet: Sheet, years: Sequence[int] = ()) -> tuple[Column, ...]:
    """The columns that officers fill."""
    return tuple(c for c in columns(sheet, years) if c.kind not in (Kind.FORMULA, Kind.MARK))


def arranged(sheet: Sheet, years: Sequence[int] = (), extra: Sequence[str] = ()) -> tuple[Column, ...]:
    """The columns as we write them: the office's own stand behind the last input column.

    An extra column's key is its heading as the office wrote it; its ``header`` differs where Excel would not take that
    heading for a table, since two columns of a table may not share one.
    """
    ours = list(columns(sheet, years))
    taken = {column.header.casefold() for column in ours}
    added = []
    for heading in extra:
        header, number = heading, 1
        while header.casefold() in taken:
            number += 1
            header = f"{heading} ({number})"
        taken.add(header.casefold())
        added.append(Column(heading, header, 18, Kind.EXTRA, ADDED, "Kolom tambahan OPD: disimpan apa adanya."))
    last = max((n for n, c in enumerate(ours, start=1) if c.kind not in (Kind.FORMULA, Kind.MARK)), default=len(ours))
    return (*ours[:last], *added, *ours[last:])


def layout(sheet: Sheet, years: Sequence[int] = (), extra: Sequence[str] = ()) -> dict[str, int]:
    """Where each column stands in the workbooks that we write: column key, or extra heading, → number from 1."""
    placed = list(enumerate(arranged(sheet, years, extra), start=1))
    return {column.key: number for number, column in sorted(placed, key=lambda p: p[1].kind is not Kind.EXTRA)}


HEADER_ROWS = {Sheet.MATRIKS: 5, Sheet.POHON: 4, Sheet.KUNCI: 4, Sheet.PENGECUALIAN: 4, Sheet.TEMUAN: 4}
"""The row of the headings where we write; a reader looks for it, since rows may have been inserted above."""
TABLE_NAMES = {
    Sheet.MATRIKS: "tblMatriks",
    Sheet.POHON: "tblPohon",
    Sheet.KUNCI: "tblKunci",
    Sheet.PENGECUALIAN: "tblPengecualian",
    Sheet.TEMUAN: "tblTemuan",
}

_TARGET_HEADER = re.compile(r"(?:target\s*)?(?:tahun\s*)?((?:19|20|21)\d\d)", re.IGNORECASE)


def target_year(header: str) -> int:
    """The year of a target column's heading (``Target 2025``, ``2025``, ``20 25``); 0 if it is none."""
    match = _TARGET_HEADER.fullmatch(re.sub(r"(\d)\s+(?=\d)", r"\1", header.strip()))
    return int(match[1]) if match else 0


def target_key(year: int) -> str:
    return f"target_{year}"
