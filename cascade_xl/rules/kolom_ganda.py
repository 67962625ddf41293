"""Satu judul kolom hanya dipakai satu kali dalam satu tabel.

Bila judul yang sama ada dua kali, misalnya karena kolom disalin, hanya kolom yang pertama yang dibaca sebagai kolom
itu. Isi kolom kedua tidak diperiksa, padahal bisa jadi itulah yang benar.

Yang perlu dilakukan: pindahkan isi yang benar ke kolom pertama, lalu hapus kolom kedua atau ganti judulnya.

Lolos::

    Matriks
    | Jenjang | Kode | Uraian | Catatan | Catatan Kami |
    | Program | P1   | Diklat | lama    | baru         |

Tidak lolos::

    Matriks
    | Jenjang | Kode | Uraian | Catatan | Catatan |
    | Program | P1   | Diklat | lama    | baru    |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Seen, Severity
from cascade_xl.rules.berkas import seen
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem

CODE = "B113"
SEVERITY = Severity.ERROR
SOURCE = "Petunjuk templat cascade_xl: judul kolom tidak diubah dan tidak digandakan"


def check(book: Book) -> Iterator[Problem]:
    """Every heading that stands a second time."""
    for observation in seen(book, Seen.DOUBLE_COLUMN):
        heading, place = observation.detail, observation.place
        yield Problem(
            place,
            f"Kolom {heading} ada lebih dari satu di lembar {place.sheet}; yang di sel {place.cell} tidak diperiksa.",
            "Pindahkan isi yang benar ke kolom yang pertama, lalu hapus kolom ini atau ganti judulnya.",
            found=heading,
        )
