"""Target yang melonjak sepuluh kali lipat atau lebih perlu diperiksa ulang.

Dari 76 menjadi 2, atau dari 5.205 menjadi 100, dalam satu tahun jarang direncanakan. Sering kali indikatornya
berganti tanpa baris baru, satuannya berubah, atau ada angka yang salah letak. Nol dan tahun yang tidak berurutan
tidak diperiksa. Batas kelipatannya dapat diubah di profil dengan ``kali``.

Periksalah kedua angkanya. Bila ukurannya berganti, buatlah baris indikator baru mulai tahun itu.

Lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator       | Satuan | Target 2025 | Target 2026 |
    | Program | P1   | Diklat | Jumlah peserta  | Orang  | 40          | 390         |

Tidak lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator       | Satuan | Target 2025 | Target 2026 |
    | Program | P1   | Diklat | Jumlah peserta  | Orang  | 40          | 400         |
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from cascade_xl.model import Severity
from cascade_xl.quantity import spell
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem
from cascade_xl.rules.series import change, changes, dated, is_growth

CODE = "T412"
SEVERITY = Severity.ADVICE
SOURCE = "Permenpan-RB 88/2021: target dapat dicapai dan realistis"


def check(book: Book) -> Iterator[Problem]:
    """Each change by the factor of the profile (``kali``) or more between two neighbouring years."""
    factor = Decimal(str(book.parameter("lonjakan", "kali", 10)))
    magnitudes = factor.adjusted()
    for row, earlier, later in changes(book):
        old, new = earlier.quantity.low, later.quantity.low
        if old is None or new is None or abs(old.adjusted() - new.adjusted()) < magnitudes:
            continue  # most numbers have too few digits more than their neighbours
        times = _times(earlier.quantity.value, later.quantity.value) if later.year - earlier.year == 1 else None
        if times is None or times < factor or is_growth(row):  # a rate may be near nothing in one year
            continue
        said = f"{spell(times.quantize(Decimal('0.1')))} kali lipat"
        yield Problem(
            later.value,
            f"Target berubah {said}, dari {dated(earlier)} menjadi {dated(later)}.",
            "Periksa kedua angkanya; bila ukurannya berganti, buat baris indikator baru mulai tahun itu.",
            indicator=row,
            year=later.year,
            found=change(earlier, later),
        )


def _times(old: Decimal | None, new: Decimal | None) -> Decimal | None:
    """By what factor two numbers differ; None where that cannot be said."""
    return max(old / new, new / old) if old and new and (old < 0) == (new < 0) else None
