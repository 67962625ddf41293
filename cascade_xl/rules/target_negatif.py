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
from cascade_xl.quantity import Form
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem
from cascade_xl.rules.series import GROWTH
from cascade_xl.text import words

CODE = "T405"
SEVERITY = Severity.ERROR
SOURCE = "Permendagri 86/2017: target kinerja terukur dan dapat dicapai"

_MAY_BE_NEGATIVE = GROWTH | {"selisih", "defisit", "deviasi", "surplus", "silpa"}


def check(book: Book) -> Iterator[Problem]:
    """Every number below zero, except where the indicator's own words allow it."""
    for row in book.measured:
        if _MAY_BE_NEGATIVE.intersection(words(row.indikator.text)):
            continue
        for target in (row.kondisi_awal, *row.targets, row.target_akhir):
            low = target.quantity.low
            if target.quantity.form in (Form.NUMBER, Form.RANGE) and low is not None and low < 0:
                yield Problem(
                    target.value,
                    f"Target {target.value.raw} kurang dari nol.",
                    "Hapus tanda minus, atau perbaiki angkanya.",
                    indicator=row,
                    year=target.year or None,
                )
