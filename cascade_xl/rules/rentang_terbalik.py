"""Rentang ditulis dari angka rendah ke angka tinggi.

Target berupa rentang, mis. *70-80*, dinilai dengan batas bawah dan batas atasnya. Bila terbalik, capaian dihitung
salah.

Tukarlah kedua angkanya.

Lolos::

    Matriks
    | Jenjang | Kode | Uraian        | Indikator     | Satuan | Target 2025 |
    | Program | P1   | Akuntabilitas | Nilai SAKIP   | Nilai  | 70-80       |

Tidak lolos::

    Matriks
    | Jenjang | Kode | Uraian        | Indikator     | Satuan | Target 2025 |
    | Program | P1   | Akuntabilitas | Nilai SAKIP   | Nilai  | 80-70       |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Severity
from cascade_xl.quantity import Form, spell
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem
from cascade_xl.rules.series import bounds
from cascade_xl.rules.targets import column, where

CODE = "T408"
SEVERITY = Severity.ERROR
SOURCE = "Kebiasaan: rentang ditulis dari batas bawah ke batas atas"


def check(book: Book) -> Iterator[Problem]:
    """Each range whose first number is above its second."""
    for row, target in where(book, [Form.RANGE]):
        low, high = bounds(target.quantity)
        if low > high:
            yield Problem(
                target.value,
                f"{column(row, target)} tertulis {target.value.text}: angka pertama lebih tinggi daripada angka kedua.",
                "Tukar kedua angkanya.",
                indicator=row,
                year=target.year or None,
                expected=f"{spell(high)}-{spell(low)}",
            )
