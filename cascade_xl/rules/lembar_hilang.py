"""Semua lembar templat harus ada.

Setiap lembar mempunyai tugas sendiri: *Identitas* memuat OPD dan pejabatnya, *Matriks* memuat kinerja dan target,
*Pohon Kinerja* memuat pohon kinerja, *Indikator Kunci* memuat indikator di luar matriks, dan *Pengecualian* memuat
temuan yang diterima. Lembar yang dihapus atau diganti namanya tidak dapat dibaca, sehingga isinya tampak kosong.

Yang perlu dilakukan: kembalikan nama lembar, atau salin lembar kosong dari templat. Lembar yang tidak dipakai boleh
kosong, tetapi jangan dihapus.

Lolos::

    Matriks
    | Jenjang | Kode | Uraian             |
    | Program | P1   | Kepegawaian Daerah |

Tidak lolos::

    lembar: hanya
    Matriks
    | Jenjang | Kode | Uraian             |
    | Program | P1   | Kepegawaian Daerah |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Seen, Severity
from cascade_xl.rules.berkas import seen
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem

CODE = "B102"
SEVERITY = Severity.ERROR
SOURCE = "Petunjuk templat cascade_xl: lembar-lembar yang dibaca"


def check(book: Book) -> Iterator[Problem]:
    """Every sheet that the reader missed."""
    for observation in seen(book, Seen.NO_SHEET):
        sheet = observation.detail
        yield Problem(
            observation.place,
            f"Lembar {sheet} tidak ada.",
            f"Kembalikan nama lembarnya menjadi {sheet}, atau salin lembar itu dari templat.",
            found="",
            expected=sheet,
        )
