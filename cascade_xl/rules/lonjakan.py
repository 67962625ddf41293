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
from cascade_xl.rules.series import change, dated, is_growth, steps

CODE = "T412"
SEVERITY = Severity.ADVICE
SOURCE = "Permenpan-RB 88/2021: target dapat dicapai dan realistis"


def check(book: Book) -> Iterator[Problem]:
    """Each change by the factor of the profile (``kali``) or more between two neighbouring years."""
    factor = Decimal(str(book.parameter("lonjakan", "kali", 10)))
    for row in book.measured:
        if is_growth(row):  # a rate may be near nothing in one year
            continue
        for earlier, later in steps(book, row):
            old, new = earlier.quantity.value, later.quantity.value
            if not old or not new or (old < 0) != (new < 0) or later.year - earlier.year != 1:
                continue
            times = max(old / new, new / old)
            if times >= factor:
                said = f"{spell(times.quantize(Decimal('0.1')))} kali lipat"
                yield Problem(
                    later.value,
                    f"Target berubah {said}, dari {dated(earlier)} menjadi {dated(later)}.",
                    "Periksa kedua angkanya; bila ukurannya berganti, buat baris indikator baru mulai tahun itu.",
                    indicator=row,
                    year=later.year,
                    found=change(earlier, later),
                )
