"""Setiap baris Pengecualian harus menerima sedikitnya satu temuan.

Lembar *Pengecualian* memuat temuan yang diterima oleh perangkat daerah beserta alasannya. Baris yang tidak mengenai
temuan apa pun berarti temuannya sudah diperbaiki, atau aturan, kode, maupun tahunnya salah tulis. Bila dibiarkan,
baris itu kelak dapat menutupi kesalahan baru. Pengecualian tanpa alasan tidak diberlakukan.

Yang perlu dilakukan: hapus baris yang tidak diperlukan lagi, atau perbaiki aturan, kode, dan tahunnya seperti
tertulis di lembar *Temuan*. Bila aturannya sedang tidak dijalankan, baris itu tidak dinilai. Baris yang menyebut
aturan lintas perangkat daerah (D501 sampai D512) dinilai saat berkas digabungkan dengan daftar OPD dan semua OPD
dalam daftar itu sudah menyerahkan: sebelum itu temuannya mungkin mengenai berkas yang belum ada.

Lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator      | Satuan | Target 2025 |
    | Program | P1   | Diklat | Jumlah peserta | Orang  | -40         |
    Pengecualian
    | Aturan         | Kode | Tahun | Alasan                                |
    | target-negatif | P1   | 2025  | Pengurangan peserta, sesuai surat OPD |

Tidak lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator      | Satuan | Target 2025 |
    | Program | P1   | Diklat | Jumlah peserta | Orang  | 40          |
    Pengecualian
    | Aturan         | Kode | Tahun | Alasan                                |
    | target-negatif | P1   | 2025  | Pengurangan peserta, sesuai surat OPD |
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from cascade_xl.model import Exemption, Severity
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem
from cascade_xl.text import fold

CODE = "B110"
SEVERITY = Severity.WARNING
SOURCE = "Petunjuk templat cascade_xl: pengecualian disertai alasan dan dihapus bila tidak diperlukan"

_YEAR = re.compile(r"(?:19|20|21)\d\d")


def skip(book: Book) -> str | None:
    """Only the engine knows which exemptions covered something."""
    return None if "known" in book.options else "aturan lain tidak dijalankan"


def check(book: Book) -> Iterator[Problem]:
    """Every row of *Pengecualian* that is unclear or covered nothing, one problem a row."""
    known = {fold(word) for word in book.options["known"]}
    ran = {fold(word) for word in book.options["ran"]}
    for exemption in book.document.exemptions:
        problem = _unclear(exemption, known) or _unused(exemption, ran, book.options["used"])
        if problem is not None:
            yield problem._replace(kode=exemption.kode.text)


def idle(exemptions: Iterable[Exemption], ran: Iterable[str], used: Collection[int]) -> Iterator[Problem]:
    """Those that are clear, name a rule by one of the words that ``ran``, and covered nothing."""
    words = {fold(word) for word in ran}
    for exemption in exemptions:
        problem = None if _unclear(exemption, words) else _unused(exemption, words, used)
        if problem is not None:
            yield problem._replace(kode=exemption.kode.text)


def _unclear(exemption: Exemption, known: Collection[str]) -> Problem | None:
    rule, year = exemption.aturan, exemption.tahun
    if not rule.text:
        return Problem(
            rule, "Pengecualian ini belum menyebut aturannya.", "Isi nama aturan seperti tertulis di lembar Temuan."
        )
    if fold(rule.text) not in known:
        message = f'Tidak ada aturan bernama "{rule.text}".'
        return Problem(rule, message, "Tulis nama atau nomor aturan seperti tertulis di lembar Temuan.")
    if not exemption.alasan.text:
        return Problem(
            exemption.alasan,
            f"Pengecualian {rule.text} belum beralasan, sehingga tidak diberlakukan.",
            "Tulis mengapa temuan ini dapat diterima.",
        )
    if year.text and not _YEAR.fullmatch(year.text):
        fix = "Tulis satu tahun, misalnya 2025, atau kosongkan untuk semua tahun."
        return Problem(year, f'"{year.raw}" bukan angka tahun.', fix)
    return None


def _unused(exemption: Exemption, ran: Collection[str], used: Collection[int]) -> Problem | None:
    if id(exemption) in used or fold(exemption.aturan.text) not in ran:
        return None
    kode = f" pada kode {exemption.kode.text}" if exemption.kode.text else " tanpa kode"
    year = f" tahun {exemption.tahun.text}" if exemption.tahun.text else ""
    return Problem(
        exemption.aturan,
        f"Tidak ada temuan {exemption.aturan.text}{kode}{year} yang diterima oleh pengecualian ini.",
        "Hapus baris ini, atau samakan aturan, kode dan tahunnya dengan lembar Temuan.",
    )
