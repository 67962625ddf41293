"""Target bersifat Pengulangan sama setiap tahun.

Sifat Pengulangan (Tetap) berarti target yang sama diulang setiap tahun, mis. 12 laporan per tahun. Angka yang
berubah berarti sifatnya lain, atau angkanya salah ketik. Tahun yang kosong tidak diperiksa di sini.

Samakan targetnya, atau pilih sifat lain: Progress bila angkanya keadaan akhir tahun, Akumulasi bila dihitung sejak
awal.

Lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator         | Satuan  | Sifat       | Target 2025 | Target 2026 |
    | Program | P1   | Diklat | Jumlah laporan    | Laporan | Pengulangan | 12          | 12 Laporan  |

Tidak lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator         | Satuan  | Sifat       | Target 2025 | Target 2026 |
    | Program | P1   | Diklat | Jumlah laporan    | Laporan | Pengulangan | 12          | 14          |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Severity
from cascade_xl.profile import Sifat
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem
from cascade_xl.rules.series import bounds, change, changes, dated, sifat

CODE = "T411"
SEVERITY = Severity.WARNING
SOURCE = "Kebiasaan: sifat target Pengulangan (Tetap) sama setiap tahun"


def check(book: Book) -> Iterator[Problem]:
    """Each year of a repeated target that differs from the one before it."""
    same = {text for text, meaning in sifat(book).items() if meaning is Sifat.SAME}
    for row, earlier, later in changes(book):
        if row.sifat.text in same and bounds(earlier.quantity) != bounds(later.quantity):
            yield Problem(
                later.value,
                f"Target berubah dari {dated(earlier)} menjadi {dated(later)}, padahal sifatnya {row.sifat.text}.",
                "Samakan targetnya, atau pilih sifat Progress atau Akumulasi.",
                indicator=row,
                year=later.year,
                found=change(earlier, later),
                expected=earlier.value.text,
            )
