"""The three tables that analysts get of a merge: their columns, what they hold, in what type.

pandas (`cascade_xl.frames`) and Parquet (`cascade_xl.merge.parquet`) both take their columns from here, so they cannot
disagree. A column is added at the end of its group and never renamed: queries stand on the names.

A row of *Matriks* is known by (pemerintah, opd, berkas, baris), and stands so in all three tables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import NamedTuple

from cascade_xl.merge.source import Scope
from cascade_xl.model import Severity
from cascade_xl.profile import Agregasi, Arah, Sifat
from cascade_xl.quantity import Form, Kind

VERSION = "cascade-xl-dataset/1"
"""What a dataset says of itself; another number means that columns were renamed or taken away."""


class Type(Enum):
    """How a column's values are kept: (dtype of pandas, type of Arrow)."""

    TEXT = "string", "string"
    WORD = "category", "dictionary<values=string, indices=int32, ordered=0>"
    YEAR = "Int16", "int16"
    COUNT = "Int32", "int32"
    NUMBER = "Float64", "double"
    TRUTH = "boolean", "bool"
    MAP = "object", "map<string, string>"

    @property
    def pandas(self) -> str:
        return self.value[0]

    @property
    def arrow(self) -> str:
        return self.value[1]


class Column(NamedTuple):
    """One column. ``words`` are all that it may hold, where that is known; ``ordered`` says that they ascend."""

    name: str
    type: Type
    meaning: str
    words: Sequence[str] = ()
    ordered: bool = False


class Macam:
    """Which number of an indicator a row of `target` is."""

    START, YEAR, END = "kondisi awal", "tahunan", "target akhir"
    ALL = (START, YEAR, END)


SEVERITIES = tuple(severity.label for severity in reversed(Severity))
"""From the lightest to the weightiest, so that the greatest of some findings is the worst."""
STATUSES = ("terbuka", "diterima")


def _words(name: str, meaning: str, words: Sequence[str], ordered: bool = False) -> Column:
    return Column(name, Type.WORD, meaning, tuple(words), ordered)


def _texts(meanings: Mapping[str, str]) -> tuple[Column, ...]:
    return tuple(Column(name, Type.TEXT, meaning) for name, meaning in meanings.items())


_ORIGIN = (
    Column("pemerintah", Type.WORD, "the government by its file; never missing, but empty where it names none"),
    Column("opd", Type.WORD, "the OPD's name, as pemerintah; empty in findings about no OPD's file"),
    Column("kode_opd", Type.WORD, "the OPD's code, as pemerintah"),
    Column("berkas", Type.WORD, "the handed-in file, by a name that tells it from the others of the run"),
    Column("lembar", Type.WORD, "the sheet"),
    Column("baris", Type.COUNT, "the row of that sheet, from 1"),
)
_LEVEL = Column("jenjang_kunci", Type.WORD, "the level's key in the profile, such as sub_kegiatan; missing if unknown")
_UNIT = (
    Column("satuan", Type.WORD, "the satuan as written"),
    Column("satuan_baku", Type.WORD, "the registered names of the satuan, joined by ' / '; missing if none is known"),
    _words("satuan_jenis", "what kind of number it takes", [kind.value for kind in Kind]),
)
_ARAH = _words("arah_baku", "which way is better, by the profile's words", [arah.value for arah in Arah])

MATRIKS = (
    *_ORIGIN,
    Column("kinerja", Type.COUNT, "the number of the row's node within its file, from 0"),
    Column("kinerja_induk", Type.COUNT, "that of its parent; missing where there is none"),
    _LEVEL,
    _words("lingkup", "whose the level is: the regency's, the OPD's strategy, its work", [s.value for s in Scope]),
    Column("jenjang", Type.WORD, "the level as written"),
    *_texts(
        {
            "kode": "the node's code as written; a text, so that 1.10 stays 1.10",
            "induk": "the parent's code as written",
            "uraian": "the node's wording or name",
            "sasaran": "its sasaran",
            "kinerja_bunyi": "the kinerja that it promises, in one line: its sasaran, else its uraian",
            "kode_indikator": "the indicator's code",
            "indikator": "the indicator; missing in a row that has none",
            "formulasi": "its formula or definition",
        }
    ),
    Column("jenis", Type.WORD, "IKU, IKD, IKK … as written"),
    Column("iku", Type.TRUTH, "whether the profile takes jenis for IKU; never missing"),
    *_UNIT,
    Column("arah", Type.WORD, "the direction as written"),
    _ARAH,
    Column("sifat", Type.WORD, "how the years relate, as written"),
    _words("sifat_baku", "the same by the profile's words", [sifat.value for sifat in Sifat]),
    Column("agregasi", Type.WORD, "how it adds up into its parent's, as written"),
    _words("agregasi_baku", "the same by the profile's words", [agregasi.value for agregasi in Agregasi]),
    Column("indikator_induk", Type.TEXT, "code or wording of the parent's indicator"),
    Column("bobot", Type.TEXT, "the weight as written"),
    Column("bobot_nilai", Type.NUMBER, "the weight, where it is a plain number; in percent where written so"),
    Column("pemilik", Type.TEXT, "the owner: a jabatan"),
    Column("sumber_data", Type.TEXT, "where the achievement is read"),
    Column("pagu", Type.TEXT, "the budget as written"),
    Column("pagu_nilai", Type.NUMBER, "the budget in rupiah, where it is a plain number"),
    *_texts(
        {
            "mitra": "the supported OPD",
            "dukung": "the code of the supported node",
            "dukung_ket": "how it is supported",
            "dukung_status": "Menunggu, Disetujui or Ditolak, as written",
            "catatan": "remarks",
        }
    ),
    Column("lain", Type.MAP, "the office's own columns, heading to text; empty, never missing"),
)

TARGET = (
    *_ORIGIN,
    _LEVEL,
    Column("kode", Type.TEXT, "the node's code"),
    Column("kode_indikator", Type.TEXT, "the indicator's code"),
    Column("indikator", Type.TEXT, "the indicator"),
    Column("iku", Type.TRUTH, "whether it is an IKU"),
    *_UNIT,
    _ARAH,
    _words("macam", "which target of the indicator", Macam.ALL),
    Column("tahun", Type.YEAR, "the year; missing for kondisi awal and target akhir"),
    Column("tertulis", Type.TEXT, "the target as the office sees it in the cell"),
    _words(
        "bentuk", "what was read: angka is one sure number, rancu has several readings", [form.value for form in Form]
    ),
    Column("nilai", Type.NUMBER, "the number of an angka, in its satuan; percentages in percent (92, not 0.92)"),
    Column("nilai_tepat", Type.TEXT, "the same without rounding, in plain digits with a decimal point"),
    Column("bawah", Type.NUMBER, "the first number of a rentang, the rank of a predikat (the worst is 0), else nilai"),
    Column("atas", Type.NUMBER, "the second number of a rentang, else bawah"),
    Column("predikat", Type.WORD, "the level's name on the scale of its satuan"),
    Column("bacaan", Type.TEXT, "the readings of a rancu, or what a malformed text probably means, joined by ' | '"),
)

TEMUAN = (
    *(
        column._replace(meaning="the row, from 1; missing where the whole sheet or file is meant")
        if column.name == "baris"
        else column
        for column in _ORIGIN
    ),
    Column("sel", Type.TEXT, "the cell, such as F12; missing as baris"),
    Column("kolom", Type.WORD, "the column of Matriks: its name in `matriks`, target_2026 …, or an own heading"),
    _words("keparahan", "how much it weighs, ascending", SEVERITIES, ordered=True),
    _words("status", "diterima is what the office accepts with a reason", STATUSES),
    Column("nomor", Type.WORD, "the rule's number, such as T402"),
    Column("aturan", Type.WORD, "the rule's name"),
    Column("tahun", Type.YEAR, "the target's year; missing where none is meant"),
    *_texts(
        {
            "kode": "the node's code, or that of a key indicator",
            "uraian": "the node's wording",
            "indikator": "the indicator",
            "tertulis": "what stands in the cell",
            "seharusnya": "what was expected",
            "pesan": "what is wrong",
            "perbaikan": "what to do",
            "alasan": "why the office accepts it",
        }
    ),
)

TABLES: Mapping[str, Sequence[Column]] = {"matriks": MATRIKS, "target": TARGET, "temuan": TEMUAN}


def described(table: str) -> str:
    """The columns of a table as a table of Markdown."""
    lines = ["| column | pandas | Arrow | what it holds |", "|---|---|---|---|"]
    for name, kind, meaning, words, ordered in TABLES[table]:
        known = f": {(' < ' if ordered else ', ').join(words)}" if words else ""
        arrow = "dictionary<string>" if kind is Type.WORD else kind.arrow
        lines.append(f"| `{name}` | {kind.pandas} | {arrow} | {meaning}{known} |")
    return "\n".join(lines)
