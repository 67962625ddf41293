"""Tidak boleh ada sel yang berisi galat Excel.

Sel seperti #REF! atau #DIV/0! terjadi bila rumus menunjuk sel yang sudah dihapus atau membagi dengan nol. Isi yang
dimaksud tidak ada lagi, dan rumus lain yang memakai sel itu ikut galat. Karena itu sel galat tidak pernah dianggap
kosong.

Yang perlu dilakukan: perbaiki rumusnya, atau ketik langsung isi yang benar.

Lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator      | Satuan | Target 2025 |
    | Program | P1   | Diklat | Jumlah peserta | Orang  | 40          |

Tidak lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator      | Satuan | Target 2025 |
    | Program | P1   | Diklat | Jumlah peserta | Orang  | #REF!       |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Seen, Severity
from cascade_xl.rules.berkas import broken
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem

CODE = "B106"
SEVERITY = Severity.ERROR
SOURCE = "kebiasaan kerja Excel: galat rumus diselesaikan sebelum berkas diserahkan"

_MEANING = {
    "#REF!": "rumusnya menunjuk sel yang sudah dihapus",
    "#DIV/0!": "rumusnya membagi dengan nol atau dengan sel kosong",
    "#VALUE!": "rumusnya menghitung isi yang bukan angka",
    "#NAME?": "rumusnya memakai nama yang tidak dikenal",
    "#N/A": "data yang dicari oleh rumusnya tidak ditemukan",
    "#NUM!": "hasil rumusnya bukan angka yang sah",
    "#NULL!": "rumusnya menunjuk rentang yang tidak berpotongan",
}


def check(book: Book) -> Iterator[Problem]:
    """Every cell that holds an error of Excel."""
    for cell in broken(book, Seen.ERROR_CELL, lambda flaw: flaw.startswith("#")):
        error = cell.detail
        meaning = f": {_MEANING[error]}" if error in _MEANING else ""
        yield Problem(
            cell.place,
            f"Sel ini berisi galat Excel {error}{meaning}.",
            "Perbaiki rumusnya, atau ketik langsung isi yang benar.",
            node=cell.node,
            indicator=cell.indicator,
            year=cell.year,
            found=error,
            kode=cell.kode,
            name=cell.name,
        )
