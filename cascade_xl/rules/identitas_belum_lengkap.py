"""Lembar Identitas harus diisi lengkap.

Identitas menentukan kepala surat, periode, dan blok tanda tangan pada semua formulir cetak, dan menjadi tanda
pengenal berkas ini saat digabung. Yang wajib diisi: pemerintah daerah, perangkat daerah, tahun awal dan akhir, tempat
dan tanggal penandatanganan, serta sedikitnya satu pejabat dengan nama dan jabatannya.

NIP boleh kosong, tetapi bila diisi harus 18 angka (spasi tidak dihitung) dan tersimpan sebagai teks. Excel hanya
menyimpan 15 angka pertama dari sebuah bilangan; NIP yang tersimpan sebagai angka kehilangan tiga angka terakhirnya.

Yang perlu dilakukan: lengkapi isiannya. Untuk NIP, ubah format sel menjadi Teks, lalu ketik ulang NIP-nya.

Lolos::

    Matriks
    | Jenjang | Kode | Uraian             |
    | Program | P1   | Kepegawaian Daerah |

Lolos::

    Identitas
    | Pemerintah Daerah       | Kabupaten Contoh  |
    | Perangkat Daerah (OPD)  | Badan Kepegawaian |
    | Tahun Awal              | 2025              |
    | Tahun Akhir             | 2029              |
    | Tempat Penandatanganan  | Kota Contoh       |
    | Tanggal Penandatanganan | 3 Januari 2025    |
    | Kepala OPD | Kepala Badan | Siti Aminah | Pembina | 19730306 200501 2 004 | Definitif |

Tidak lolos::

    Identitas
    | Pemerintah Daerah      | Kabupaten Contoh |
    | Perangkat Daerah (OPD) | (isi nama OPD)   |
    | Tahun Awal             | 2025             |
    | Tahun Akhir            | 2029             |
    | Tempat Penandatanganan | ……               |
    | Kepala OPD | Kepala Badan | Siti Aminah | Pembina | 197303062005012000# | Definitif |
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cascade_xl.model import Official, Severity, Value
from cascade_xl.rules.berkas import IDENTITAS, sheet_missing, whole_sheet
from cascade_xl.rules.book import Book
from cascade_xl.rules.kode import is_number
from cascade_xl.rules.rule import Problem
from cascade_xl.text import fold

CODE = "B104"
SEVERITY = Severity.WARNING
SOURCE = "Permenpan-RB 53/2014: pihak yang menandatangani perjanjian kinerja; Petunjuk templat cascade_xl"

_WHAT = {
    "pemerintah": "Nama pemerintah daerah",
    "opd": "Nama perangkat daerah",
    "kode_opd": "Kode OPD",
    "alamat": "Alamat",
    "judul": "Judul dokumen",
    "dasar": "Dasar penetapan",
    "periode_awal": "Tahun awal",
    "periode_akhir": "Tahun akhir",
    "tempat": "Tempat penandatanganan",
    "tanggal": "Tanggal penandatanganan",
}
_OFFICIAL = "pejabat"
_REQUIRED = ("pemerintah", "opd", "periode_awal", "periode_akhir", "tempat", "tanggal", _OFFICIAL)
_PLACEHOLDER = re.compile(r"[<\[{].*[>\]}]|\(?(?:isi|tulis|ketik)\b.*|(?:mis|contoh)[.:]\s.*|x{2,}", re.IGNORECASE)
_NIP_DIGITS = 18


def skip(book: Book) -> str | None:
    """A missing sheet is the matter of ``lembar-hilang``."""
    return f"lembar {IDENTITAS} tidak ada" if sheet_missing(book, IDENTITAS) else None


def check(book: Book) -> Iterator[Problem]:
    """The required fields, then the officials."""
    required = book.profile.data.get("identitas", {}).get("wajib", _REQUIRED)
    for key in required:
        if key != _OFFICIAL:
            yield from _field(book, key)
    officials = book.document.officials
    if _OFFICIAL in required and all(_unfilled(official.nama) for official in officials):
        yield Problem(
            officials[0].nama if officials else whole_sheet(book, IDENTITAS),
            "Belum ada pejabat yang namanya diisi.",
            "Isi sedikitnya satu pejabat dengan nama, jabatan dan NIP pada daftar pejabat di lembar Identitas.",
        )
    for official in officials:
        yield from _official(official)


def _field(book: Book, key: str) -> Iterator[Problem]:
    value = book.document.identitas.get(key)
    what = _WHAT.get(key, key)
    if value is None or value.blank:
        yield Problem(
            value or whole_sheet(book, IDENTITAS), f"{what} belum diisi.", f"Isi {what.lower()} di lembar Identitas."
        )
    elif _unfilled(value):
        yield Problem(
            value, f'{what} masih berisi contoh: "{value.text}".', f"Ganti dengan {what.lower()} yang sebenarnya."
        )


def _official(official: Official) -> Iterator[Problem]:
    if not _unfilled(official.nama) and _unfilled(official.jabatan):
        message = f"Jabatan {official.nama.text} belum diisi."
        yield Problem(official.jabatan, message, "Isi jabatan pejabat ini pada daftar pejabat.", found="")
    nip = official.nip
    if is_number(nip):
        yield Problem(
            nip,
            f"NIP {nip.raw} tersimpan sebagai angka; angka di belakangnya dapat sudah berubah.",
            "Ubah format sel menjadi Teks, lalu ketik ulang NIP.",
        )
    elif not _unfilled(nip):
        digits = nip.text.replace(" ", "")
        if not digits.isdigit():
            message = f'Isian NIP "{nip.text}" memuat tanda selain angka dan spasi.'
            yield Problem(nip, message, "Tulis NIP dengan angka dan spasi saja.")
        elif len(digits) != _NIP_DIGITS:
            message = f"NIP {nip.text} terdiri atas {len(digits)} angka, seharusnya {_NIP_DIGITS}."
            yield Problem(nip, message, "Periksa kembali NIP pejabat ini.")


def _unfilled(value: Value) -> bool:
    """Blank, nothing but dots and dashes, or a text that asks to be replaced."""
    return not value.flaw and (not fold(value.text) or _PLACEHOLDER.fullmatch(value.text) is not None)
