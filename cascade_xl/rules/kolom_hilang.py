"""Semua kolom templat harus ada dengan judul aslinya.

Kolom dikenali dari judulnya, bukan dari letaknya: kolom boleh digeser, tetapi kolom yang dihapus atau diganti
judulnya tidak terbaca sama sekali. Di lembar *Identitas* yang dikenali adalah nama isiannya.

Yang perlu dilakukan: kembalikan judulnya seperti di templat, atau sisipkan lagi kolomnya. Kolom yang tidak dipakai
boleh kosong, atau disembunyikan.

Lolos::

    Matriks
    | Jenjang | Kode | Uraian             | Kolom Kami Sendiri |
    | Program | P1   | Kepegawaian Daerah | catatan            |

Tidak lolos::

    kolom: hanya
    Matriks
    | Jenjang | Kode | Uraian             | Target 2025 |
    | Program | P1   | Kepegawaian Daerah | 40          |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Seen, Severity
from cascade_xl.rules.berkas import IDENTITAS, seen
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem
from cascade_xl.text import fold

CODE = "B103"
SEVERITY = Severity.ERROR
SOURCE = "Petunjuk templat cascade_xl: judul kolom tidak diubah"


def check(book: Book) -> Iterator[Problem]:
    """Every heading that the reader missed."""
    for observation in seen(book, Seen.NO_COLUMN):
        sheet, heading = observation.place.sheet, observation.detail
        if fold(sheet) == fold(IDENTITAS):
            message = f"Isian tidak ditemukan di lembar {sheet}: {heading}."
            fix = "Kembalikan nama isiannya seperti di templat."
        else:
            message = f"Kolom tidak ditemukan di lembar {sheet}: {heading}."
            fix = "Kembalikan judulnya seperti di templat, atau sisipkan lagi kolomnya; boleh dibiarkan kosong."
        yield Problem(observation.place, message, fix, found="", expected=heading)
