"""Target tidak melompati tahun.

Bila tahun sebelum dan sesudahnya berisi target, tahun yang kosong di antaranya biasanya terlupa. Kosong di awal
atau di akhir deret wajar: indikator itu baru mulai, atau sudah diganti. Bila pada tahun itu memang tidak ada
target, mis. survei dua tahun sekali, tulislah tanda hubung (-); itu tidak dilaporkan.

Isilah target tahun itu.

Lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator       | Satuan | Target 2025 | Target 2026 | Target 2027 |
    | Program | P1   | Diklat | Jumlah peserta  | Orang  | 40          | 45          |             |
    |         |      |        | Nilai survei    | Nilai  | 80          | -           | 82          |

Tidak lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator       | Satuan | Target 2025 | Target 2026 | Target 2027 |
    | Program | P1   | Diklat | Jumlah peserta  | Orang  | 40          |             | 50          |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Severity
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem
from cascade_xl.rules.series import filled

CODE = "T409"
SEVERITY = Severity.WARNING
SOURCE = "Permendagri 86/2017: target tahunan sepanjang periode"


def check(book: Book) -> Iterator[Problem]:
    """Each blank year between two filled ones of one indicator."""
    rows = {id(row): row for row in book.measured for target in row.targets if not target.value.text}
    for row in rows.values():
        years = [target.year for target in filled(row)]
        for target in row.targets:
            if not target.value.blank:
                continue
            before = [year for year in years if year < target.year]
            after = [year for year in years if year > target.year]
            if before and after:
                yield Problem(
                    target.value,
                    f"Target {target.year} kosong, padahal {before[-1]} dan {after[0]} berisi.",
                    f"Isi target {target.year}, atau tulis tanda hubung (-) bila memang tidak ada target.",
                    indicator=row,
                    year=target.year,
                )
