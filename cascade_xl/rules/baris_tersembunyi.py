"""Baris yang berisi sebaiknya tidak tersembunyi.

Baris yang disembunyikan atau tersaring tetap dibaca, diperiksa, dan ikut digabung ke buku kerja kabupaten. Sering
kali yang tersembunyi adalah sisa susunan lama yang seharusnya sudah dihapus.

Yang perlu dilakukan: tampilkan barisnya (Unhide) atau hapus saringannya, lalu pastikan isinya memang dimaksud.

Lolos::

    Matriks
    | Jenjang | Kode | Uraian     |
    | Program | P1   | Diklat     |
    | Program | P2   | Penempatan |

Tidak lolos::

    Matriks
    | Jenjang | Kode | Uraian     |
    | Program | P1   | Diklat     |
    | Program | P2   | Penempatan |
    sembunyi: 2
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Seen, Severity
from cascade_xl.rules.berkas import seen
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem

CODE = "B109"
SEVERITY = Severity.ADVICE
SOURCE = "kebiasaan kerja Excel: isi yang diserahkan terlihat seluruhnya"


def check(book: Book) -> Iterator[Problem]:
    """Every run of hidden rows that hold something."""
    for observation in seen(book, Seen.HIDDEN_ROW):
        rows = observation.detail.replace("-", " sampai ")
        yield Problem(
            observation.place,
            f"Baris {rows} tersembunyi, tetapi isinya tetap diperiksa dan digabung.",
            "Tampilkan barisnya atau hapus saringannya, lalu pastikan isinya memang dimaksud.",
            found=observation.detail,
        )
