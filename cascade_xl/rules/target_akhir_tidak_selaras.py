"""Target akhir sama dengan target tahun terakhir.

Untuk sifat Progress, Pengulangan, dan Akumulasi, keadaan pada akhir periode adalah target tahun terakhir. Angka
yang berbeda berarti salah satunya belum diperbarui. Pada sifat Pengulangan, target akhir boleh juga jumlah semua
tahun. Tanpa sifat, tidak diperiksa.

Samakan kedua angkanya.

Lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator     | Satuan  | Sifat       | Target 2025 | Target 2026 | Target Akhir |
    | Program | P1   | Diklat | Nilai SAKIP   | Nilai   | Progress    | 70          | 72          | 72           |
    |         |      |        | Jumlah laporan | Laporan | Pengulangan | 12         | 12          | 24           |

Tidak lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator     | Satuan  | Sifat       | Target 2025 | Target 2026 | Target Akhir |
    | Program | P1   | Diklat | Nilai SAKIP   | Nilai   | Progress    | 70          | 72          | 75           |
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from cascade_xl.model import Severity
from cascade_xl.profile import Sifat
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem
from cascade_xl.rules.series import bounds, dated, measure, sifat
from cascade_xl.rules.targets import ORDERED

CODE = "T419"
SEVERITY = Severity.WARNING
SOURCE = "Permendagri 86/2017: kondisi kinerja pada akhir periode"


def check(book: Book) -> Iterator[Problem]:
    """Each target akhir that is not the last year's target, where the sifat says that it should be."""
    natures = sifat(book)
    for row in book.measured:
        end = row.target_akhir.quantity
        if end.form not in ORDERED:
            continue
        nature, last = natures[row.sifat.text], row.targets[-1] if row.targets else None
        if nature is None or last is None:
            continue
        if last.quantity.form is not end.form or measure(book, row, last.quantity) != measure(book, row, end):
            continue
        total = sum((target.quantity.value or Decimal(0) for target in row.targets), Decimal(0))
        if bounds(end) == bounds(last.quantity) or (nature is not Sifat.PROGRESS and end.value == total):
            continue
        yield Problem(
            row.target_akhir.value,
            f"Target akhir {row.target_akhir.value.text} berbeda dari target tahun terakhir, {dated(last)}.",
            "Samakan target akhir dengan target tahun terakhir.",
            indicator=row,
            expected=last.value.text,
        )
