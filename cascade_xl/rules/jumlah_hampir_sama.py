"""Target yang hampir selalu sama dengan jumlah anaknya mungkin salah jumlah.

Banyak dokumen tidak menyatakan cara agregasi, tetapi target kegiatan pada hampir setiap tahun sama dengan jumlah
target sub kegiatannya. Tahun yang berbeda sendiri biasanya salah jumlah atau belum diperbarui. Yang diperiksa hanya
satuan yang dihitung satu per satu, bila induknya mempunyai satu indikator, dan sekurangnya dua tahun serta lebih
dari separuh tahun cocok.

Perbaikilah angkanya, lalu isi kolom Agregasi pada indikator anak dengan *Jumlah*, atau *Tidak* bila bukan jumlah.

Lolos::

    Matriks
    | Jenjang      | Kode | Kode Induk | Uraian | Indikator       | Satuan | Target 2025 | Target 2026 | Target 2027 |
    | Kegiatan     | K1   |            | Diklat | Jumlah peserta  | Orang  | 90          | 100         | 110         |
    | Sub Kegiatan | SK1  | K1         | Teknis | Jumlah teknis   | Orang  | 40          | 45          | 50          |
    | Sub Kegiatan | SK2  | K1         | Pimpin | Jumlah pimpinan | Orang  | 50          | 55          | 60          |

Tidak lolos::

    Matriks
    | Jenjang      | Kode | Kode Induk | Uraian | Indikator       | Satuan | Target 2025 | Target 2026 | Target 2027 |
    | Kegiatan     | K1   |            | Diklat | Jumlah peserta  | Orang  | 90          | 100         | 101         |
    | Sub Kegiatan | SK1  | K1         | Teknis | Jumlah teknis   | Orang  | 40          | 45          | 50          |
    | Sub Kegiatan | SK2  | K1         | Pimpin | Jumlah pimpinan | Orang  | 50          | 55          | 60          |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Severity
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem
from cascade_xl.rules.sums import addition
from cascade_xl.rules.undeclared import undeclared

CODE = "T415"
SEVERITY = Severity.WARNING
SOURCE = "Kebiasaan: target kegiatan adalah jumlah target sub kegiatannya; Permenpan-RB 89/2021: penjenjangan kinerja"


def check(book: Book) -> Iterator[Problem]:
    """Each year that differs from the children's sum, where most years do not."""
    for found in undeclared(book):
        if not found.mostly_equal:
            continue
        same = ", ".join(str(year.target.year) for year in found.equal)
        for year in found.years:
            if year.total != year.whole:
                yield Problem(
                    year.target.value,
                    f"Target {year.target.year} tertulis {year.target.value.text}, sedangkan {addition(year)}."
                    f" Pada tahun {same} target ini sama dengan jumlah anaknya.",
                    "Perbaiki angkanya, lalu isi Agregasi anak-anaknya dengan Jumlah, atau Tidak bila bukan jumlah.",
                    indicator=found.whole,
                    year=year.target.year,
                    expected=year.like(year.total),
                )
