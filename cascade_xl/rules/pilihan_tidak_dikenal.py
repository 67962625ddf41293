"""Arah, Sifat, Agregasi, dan Status Dukungan diisi dengan pilihan dari daftar.

Kolom-kolom ini menentukan cara target dinilai. Kata lain, mis. *Baik* pada kolom Arah, tidak dimengerti, sehingga
aturan yang memerlukannya tidak dapat bekerja. Huruf besar dan spasi tidak dibedakan, dan padanan yang disebut
profil diterima, mis. *Rata-rata* untuk Rerata. Kata asing biasanya masuk karena sel ditempel dari berkas lain.

Pilihlah dari daftar pada sel itu.

Lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator       | Satuan | Arah    | Sifat     | Agregasi | Target 2025 |
    | Program | P1   | Diklat | Jumlah peserta  | Orang  | positif | Akumulasi | Jumlah   | 40          |

Tidak lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator       | Satuan | Arah    | Sifat     | Agregasi | Target 2025 |
    | Program | P1   | Diklat | Jumlah peserta  | Orang  | Baik    | Akumulasi | Jumlah   | 40          |
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from cascade_xl.model import Severity
from cascade_xl.rules.book import Book
from cascade_xl.rules.cells import listed, unfilled
from cascade_xl.rules.rule import Problem

CODE = "I310"
SEVERITY = Severity.ERROR
SOURCE = "Kebiasaan: kosakata tertutup dari profil"

_COLUMNS = (
    ("arah", "Arah", attrgetter("arah")),
    ("sifat", "Sifat", attrgetter("sifat")),
    ("agregasi", "Agregasi", attrgetter("agregasi")),
    ("status_dukungan", "Status Dukungan", attrgetter("dukung_status")),
)


def check(book: Book) -> Iterator[Problem]:
    """Each filled cell of a closed vocabulary with a word outside of it."""
    rows = (*book.document.indicators, *book.document.kunci)
    strange = {column: _strange(book, column, {cell(row).text for row in rows}) for column, _, cell in _COLUMNS}
    for row in rows if any(strange.values()) else ():
        for column, name, cell in _COLUMNS:
            value = cell(row)
            if value.text not in strange[column] or unfilled(value) or value.flaw:
                continue
            yield Problem(
                value,
                f"{value.text} bukan pilihan untuk kolom {name}.",
                f"Pilih {listed([choice.label for choice in book.profile.choices[column]])}.",
                indicator=row,
            )


def _strange(book: Book, column: str, texts: set[str]) -> frozenset[str]:
    """The texts of a column that are not in its vocabulary; none where it has no vocabulary."""
    if not book.profile.choices.get(column):
        return frozenset()
    return frozenset(text for text in texts if text and not book.profile.choice(column, text))
