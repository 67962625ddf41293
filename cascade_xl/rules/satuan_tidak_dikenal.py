"""Satuan sebaiknya dari daftar satuan daerah.

Daftar satuan dalam profil mengatakan apakah suatu satuan dihitung bulat (Orang, Dokumen), boleh pecahan (Nilai,
Km), persen, atau berupa predikat. Satuan di luar daftar tidak dapat dinilai: target berpecahan, titik ribuan, dan
penjumlahannya tidak diperiksa. Ejaan lain seperti *Org* dan *Dok* dikenal; satuan gabungan ditulis dengan garis
miring, mis. *Orang/Dokumen*.

Pilihlah satuan dari daftar. Bila satuan itu memang dipakai di daerah Anda, mintalah Bappeda menambahkannya ke
profil.

Lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator       | Satuan        | Target 2025 |
    | Program | P1   | Diklat | Jumlah peserta  | Org           | 40          |
    |         |      |        | Jumlah hasil    | Orang/Dokumen | 42          |

Tidak lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator       | Satuan | Target 2025 |
    | Program | P1   | Diklat | Jumlah laporan  | Lapran | 4           |
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cascade_xl.model import Severity
from cascade_xl.rules.book import Book
from cascade_xl.rules.cells import listed, unfilled
from cascade_xl.rules.rule import Problem
from cascade_xl.text import fold

CODE = "I304"
SEVERITY = Severity.WARNING
SOURCE = "Kebiasaan: satuan dari daftar yang ditetapkan daerah (profil)"

_LIKE = 0.75  # how alike two spellings must be for one to be offered for the other; 1 is equal


def check(book: Book) -> Iterator[Problem]:
    """Each row whose satuan holds a word that the profile's register does not know."""
    spellings = {
        fold(name): entry.nama
        for entry in book.profile.satuan.entries
        for name in (entry.nama, *entry.sinonim)
        if fold(name)
    }
    offers: dict[str, str | None] = {}
    for row in book.measured:
        unknown = book.unit(row).unknown
        if not unknown or unfilled(row.satuan):
            continue
        for word in unknown:
            if word not in offers:
                offers[word] = _offer(word, spellings)
        offer = offers[unknown[0]] if len(unknown) == 1 else None
        yield Problem(
            row.satuan,
            f"Satuan {listed(list(unknown))} belum ada dalam daftar satuan.",
            (f"Pilih {offer} bila itu maksudnya. " if offer else "Pilih satuan dari daftar. ")
            + "Bila memang dipakai, minta Bappeda menambahkannya ke profil.",
            indicator=row,
            expected=offer,
        )


def _offer(word: str, spellings: Mapping[str, str]) -> str | None:
    """The registered satuan that is spelled most like a word."""
    from difflib import get_close_matches

    alike = get_close_matches(fold(word), spellings, 1, _LIKE)
    return spellings[alike[0]] if alike else None
