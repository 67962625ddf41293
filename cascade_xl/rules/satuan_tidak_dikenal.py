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

from collections.abc import Iterator

from cascade_xl.model import Severity
from cascade_xl.rules.book import Book
from cascade_xl.rules.cells import listed, unfilled
from cascade_xl.rules.rule import Problem

CODE = "I304"
SEVERITY = Severity.WARNING
SOURCE = "Kebiasaan: satuan dari daftar yang ditetapkan daerah (profil)"


def check(book: Book) -> Iterator[Problem]:
    """Each row whose satuan holds a word that the profile's register does not know."""
    unregistered = {text: unit.unknown for text, unit in book.units.items() if unit.unknown}
    for row in book.measured if unregistered else ():
        unknown = unregistered.get(row.satuan.text, ())
        if not unknown or unfilled(row.satuan):
            continue
        offer = book.profile.satuan.like(unknown[0]) if len(unknown) == 1 else None
        yield Problem(
            row.satuan,
            f"Satuan {listed(list(unknown))} belum ada dalam daftar satuan.",
            (f"Pilih {offer} bila itu maksudnya. " if offer else "Pilih satuan dari daftar. ")
            + "Bila memang dipakai, minta Bappeda menambahkannya ke profil.",
            indicator=row,
            expected=offer,
        )
