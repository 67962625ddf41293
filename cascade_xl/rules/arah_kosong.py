"""Setiap indikator yang ditargetkan memerlukan arah.

Arah mengatakan apakah makin tinggi makin baik (Positif, mis. nilai SAKIP) atau makin rendah makin baik (Negatif,
mis. angka kemiskinan). Rumus capaian keduanya berbeda: positif realisasi dibagi target, negatif dua kali target
dikurangi realisasi lalu dibagi target. Tanpa arah, capaian tidak dapat dihitung dan target yang berjalan mundur
tidak dapat dilihat.

Pilihlah Positif atau Negatif pada kolom Arah.

Lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator              | Satuan | Arah    | Target 2025 |
    | Program | P1   | Diklat | Jumlah pelanggaran     | Kasus  | Negatif | 5           |

Tidak lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator              | Satuan | Arah    | Target 2025 |
    | Program | P1   | Diklat | Jumlah pelanggaran     | Kasus  |         | 5           |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Severity
from cascade_xl.rules.book import Book
from cascade_xl.rules.cells import asked, unfilled
from cascade_xl.rules.rule import Problem

CODE = "I308"
SEVERITY = Severity.WARNING
SOURCE = "Kebiasaan: rumus capaian bergantung pada arah indikator (positif atau negatif)"


def check(book: Book) -> Iterator[Problem]:
    """Each row that must have an arah and has none. A dash is none, unless the profile knows it as a word."""
    for row in asked(book, "arah"):
        if row.arah.blank or (unfilled(row.arah) and book.profile.choice("arah", row.arah.text) is None):
            yield Problem(
                row.arah,
                "Arah belum diisi.",
                "Pilih Positif bila makin tinggi makin baik, Negatif bila makin rendah makin baik.",
                indicator=row,
            )
