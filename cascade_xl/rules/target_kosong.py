"""Setiap indikator memerlukan target.

Indikator tanpa target pada satu tahun pun tidak menjanjikan apa-apa dan tidak dapat masuk ke perjanjian kinerja.
Kosong tidak sama dengan nol: 0 adalah target. Indikator yang baru berlaku, atau sudah diganti, di tengah periode
cukup diisi pada tahun yang berlaku.

Isilah target tahunannya, atau hapus indikator yang tidak dipakai.

Lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator         | Satuan | Target 2025 | Target 2026 |
    | Program | P1   | Diklat | Jumlah peserta    | Orang  |             | 45          |
    |         |      |        | Jumlah pengaduan  | Kasus  | 0           | 0           |

Tidak lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator         | Satuan | Target 2025 | Target 2026 |
    | Program | P1   | Diklat | Jumlah peserta    | Orang  |             |             |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Severity
from cascade_xl.quantity import Form
from cascade_xl.rules.book import Book
from cascade_xl.rules.cells import asked
from cascade_xl.rules.rule import Problem
from cascade_xl.rules.series import filled

CODE = "T401"
SEVERITY = Severity.ERROR
SOURCE = "Permenpan-RB 53/2014: perjanjian kinerja memuat sasaran, indikator dan target"

_EMPTY = Form.EMPTY


def check(book: Book) -> Iterator[Problem]:
    """Each row that must have targets and has none in any year. Missing columns are another rule's finding."""
    for row in asked(book, "target"):
        if row.targets and row.targets[0].quantity.form is _EMPTY and not filled(row):
            first, last = row.targets[0].year, row.targets[-1].year
            span = f"tahun {first}" if first == last else f"tahun {first} sampai {last}"
            yield Problem(
                row.targets[0].value,
                f"Indikator ini belum mempunyai target: {span} kosong.",
                "Isi target tahunannya, atau hapus indikatornya bila tidak dipakai.",
                indicator=row,
            )
