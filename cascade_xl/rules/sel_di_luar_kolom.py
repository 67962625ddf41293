"""Tulisan di luar kolom tabel tidak ikut dibaca.

Tulisan di samping tabel, pada kolom yang tidak berjudul, tidak termasuk kolom mana pun. Tulisan itu tidak diperiksa,
tidak digabung, dan tidak tercetak di formulir, sehingga mudah hilang.

Yang perlu dilakukan: pindahkan tulisannya ke kolom yang sesuai (misalnya *Catatan*), atau beri judul pada kolomnya.
Kolom tambahan yang berjudul tetap disimpan.

Lolos::

    Matriks
    | Jenjang | Kode | Uraian | Catatan             |
    | Program | P1   | Diklat | cek lagi bulan depan |

Tidak lolos::

    kolom: hanya
    Matriks
    | Jenjang | Kode | Uraian |
    | Program | P1   | Diklat | cek lagi bulan depan |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Seen, Severity
from cascade_xl.rules.berkas import seen
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem

CODE = "B112"
SEVERITY = Severity.ADVICE
SOURCE = "Petunjuk templat cascade_xl: hanya kolom yang berjudul yang dibaca"

_SHOWN = 40


def check(book: Book) -> Iterator[Problem]:
    """Every text that stands outside the table's columns."""
    for observation in seen(book, Seen.UNREAD_CELL):
        text = observation.detail
        short = text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"
        yield Problem(
            observation.place,
            f'Tulisan "{short}" berada di luar kolom tabel, sehingga tidak ikut dibaca.',
            "Pindahkan ke kolom yang sesuai, beri judul pada kolomnya, atau hapus bila tidak perlu.",
            found=text,
        )
