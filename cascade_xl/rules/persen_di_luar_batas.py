"""Persentase biasanya tidak lebih dari 100.

Bagian tidak dapat melebihi keseluruhan, jadi *1.050%* atau *923* pada satuan persen hampir selalu salah ketik.
Indikator yang memang dapat lebih dari 100 dikenali dari kata *pertumbuhan*, *laju*, *rasio*, *perbandingan*,
*peningkatan*, *kenaikan*, *perubahan*, atau *kasar* (angka partisipasi kasar) dan tidak diperiksa. Batasnya dapat
diubah di profil dengan ``batas``.

Perbaikilah angkanya. Bila memang dapat lebih dari 100, catat alasannya di lembar Pengecualian.

Lolos::

    Matriks
    | Jenjang | Kode | Uraian     | Indikator                | Satuan | Target 2025 | Target 2026 |
    | Program | P1   | Pendidikan | Persentase kelulusan     | %      | 92,5%       | 100         |
    |         |      |            | Angka partisipasi kasar  | %      | 104,2%      | 104,5%      |

Tidak lolos::

    Matriks
    | Jenjang | Kode | Uraian     | Indikator                | Satuan | Target 2025 | Target 2026 |
    | Program | P1   | Pendidikan | Persentase kelulusan     | %      | 92,5%       | 925%        |
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from cascade_xl.model import Indicator, Severity
from cascade_xl.quantity import Kind, spell
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem
from cascade_xl.rules.series import bounds
from cascade_xl.rules.targets import NUMBERS, column, where
from cascade_xl.text import words

CODE = "T406"
SEVERITY = Severity.ERROR
SOURCE = "Permenpan-RB 88/2021: target dapat dicapai dan realistis"

_MAY_PASS = {"pertumbuhan", "laju", "rasio", "perbandingan", "peningkatan", "kenaikan", "perubahan", "kasar"}
_MAY_PASS |= {"apk", "uhc", "jkn"}  # gross enrolment, and coverage that counts more than the residents
_AGAINST_TARGET = {"realisasi", "capaian", "ketercapaian", "pencapaian"}


def check(book: Book) -> Iterator[Problem]:
    """Each percentage above the limit, except where the indicator's own words allow it."""
    limit = Decimal(str(book.parameter("persen-di-luar-batas", "batas", 100)))
    percent = book.counted_in(Kind.PERCENT)
    for row, target in where(book, NUMBERS, lambda quantity: max(bounds(quantity)) > limit):
        if (row.satuan.text in percent or target.quantity.unit == "%") and not _may_pass(row):
            yield Problem(
                target.value,
                f"{column(row, target)} tertulis {target.value.text}, lebih dari {spell(limit)}%.",
                "Perbaiki angkanya; bila memang dapat lebih tinggi, catat alasannya di lembar Pengecualian.",
                indicator=row,
                year=target.year or None,
                expected=f"paling tinggi {spell(limit)}%",
            )


def _may_pass(row: Indicator) -> bool:
    said = set(words(row.indikator.text))
    return bool(said & _MAY_PASS or ("target" in said and said & _AGAINST_TARGET))
