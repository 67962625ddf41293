"""Satuan yang dihitung satu per satu tidak berpecahan.

Orang, Dokumen, dan Laporan dihitung utuh: *2,5 Orang* tidak dapat dicapai dan biasanya salah ketik. Indikator yang
berupa rata-rata, rasio, angka harapan, atau lama waktu (mis. Rata-rata lama sekolah 8,97 Tahun) boleh berpecahan
dan tidak diperiksa.

Bulatkan targetnya, atau ganti satuannya, mis. menjadi Nilai atau %.

Lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator                 | Satuan | Target 2025 | Target 2026 |
    | Program | P1   | Diklat | Jumlah peserta            | Orang  | 40          | 1.045       |
    |         |      |        | Rata-rata peserta diklat  | Orang  | 32,5        | 33          |

Tidak lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator                 | Satuan | Target 2025 | Target 2026 |
    | Program | P1   | Diklat | Jumlah peserta            | Orang  | 40          | 2,5         |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Severity
from cascade_xl.quantity import Kind, Quantity
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem
from cascade_xl.rules.series import bounds
from cascade_xl.rules.targets import NUMBERS, column, where
from cascade_xl.text import words

CODE = "T404"
SEVERITY = Severity.ERROR
SOURCE = "Kebiasaan: yang dihitung satu per satu dinyatakan dengan bilangan bulat"

# fmt: off
_MAY_BE_A_FRACTION = {
    "rata", "rerata", "rasio", "angka", "indeks", "lama", "waktu", "usia", "umur", "harapan", "kepadatan",
    "durasi", "frekuensi", "kecepatan",
}
# fmt: on


def check(book: Book) -> Iterator[Problem]:
    """Each number with a fraction where the satuan is counted; a target that is written in another unit is I305's."""
    counted = book.counted_in(Kind.WHOLE)
    for row, target in where(book, NUMBERS, _has_fraction):
        if row.satuan.text not in counted or not _MAY_BE_A_FRACTION.isdisjoint(words(row.indikator.text)):
            continue
        if book.profile.satuan.resolve(target.quantity.unit).kind in (Kind.WHOLE, Kind.UNKNOWN):
            name, satuan = column(row, target), row.satuan.text
            yield Problem(
                target.value,
                f"{name} tertulis {target.value.text}, padahal {satuan} dihitung dengan bilangan bulat.",
                "Bulatkan targetnya, atau ganti satuannya bila memang boleh berpecahan.",
                indicator=row,
                year=target.year or None,
            )


def _has_fraction(quantity: Quantity) -> bool:
    low, high = bounds(quantity)
    return low != low.to_integral_value() or (high is not low and high != high.to_integral_value())
