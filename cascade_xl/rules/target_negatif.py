"""Target tidak boleh kurang dari nol.

Target kinerja menyatakan hasil yang akan dicapai: jumlah, nilai, atau persentase. Angka di bawah nol hampir selalu
salah ketik, misalnya tanda hubung yang menempel pada angka. Indikator yang memang dapat bernilai negatif dikenali dari
katanya (pertumbuhan, laju, kenaikan, penurunan, perubahan, inflasi, selisih, defisit, deviasi, SiLPA) dan tidak
diperiksa.

Lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator       | Satuan | Target 2025 | Target 2026 |
    | Program | P1   | Diklat | Jumlah peserta  | Orang  | 40          | 45          |
    |         |      |        | Laju pertumbuhan | %     | -1,2        | 0,5         |

Tidak lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator      | Satuan | Target 2025 | Target 2026 |
    | Program | P1   | Diklat | Jumlah peserta | Orang  | -40         | 45          |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Severity
from cascade_xl.quantity import Quantity
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem
from cascade_xl.rules.series import GROWTH
from cascade_xl.rules.targets import NUMBERS, where
from cascade_xl.text import words

CODE = "T405"
SEVERITY = Severity.ERROR
SOURCE = "Permendagri 86/2017: target kinerja terukur dan dapat dicapai"

_MAY_BE_NEGATIVE = GROWTH | {"selisih", "defisit", "deviasi", "surplus", "silpa"}


def check(book: Book) -> Iterator[Problem]:
    """Every number below zero, except where the indicator's own words allow it."""
    for row, target in where(book, NUMBERS, _negative):
        if _MAY_BE_NEGATIVE.isdisjoint(words(row.indikator.text)):
            yield Problem(
                target.value,
                f"Target {target.value.raw} kurang dari nol.",
                "Hapus tanda minus, atau perbaiki angkanya.",
                indicator=row,
                year=target.year or None,
            )


def _negative(quantity: Quantity) -> bool:
    return quantity.low is not None and quantity.low.is_signed() and quantity.low < 0
