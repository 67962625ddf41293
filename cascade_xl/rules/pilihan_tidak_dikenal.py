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

from cascade_xl.model import Severity
from cascade_xl.rules.book import Book
from cascade_xl.rules.cells import listed, unfilled
from cascade_xl.rules.rule import Problem

CODE = "I310"
SEVERITY = Severity.ERROR
SOURCE = "Kebiasaan: kosakata tertutup dari profil"


def check(book: Book) -> Iterator[Problem]:
    """Each filled cell of a closed vocabulary with a word outside of it."""
    for row in (*book.document.indicators, *book.document.kunci):
        for column, name, value in (
            ("arah", "Arah", row.arah),
            ("sifat", "Sifat", row.sifat),
            ("agregasi", "Agregasi", row.agregasi),
            ("status_dukungan", "Status Dukungan", row.dukung_status),
        ):
            choices = book.profile.choices.get(column, ())
            if not choices or unfilled(value) or value.flaw or book.profile.choice(column, value.text):
                continue
            yield Problem(
                value,
                f"{value.text} bukan pilihan untuk kolom {name}.",
                f"Pilih {listed([choice.label for choice in choices])}.",
                indicator=row,
            )
