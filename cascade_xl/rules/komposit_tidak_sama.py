"""Target indeks komposit sama dengan susunan bagian-bagiannya.

Indeks komposit, mis. Indeks Profesionalitas ASN, tersusun dari dimensi-dimensinya. Bila indikator anak ber-Agregasi
Komposit, target induk setiap tahun adalah jumlahnya; bila semua bagian mempunyai bobot, jumlah bobot kali nilainya
(bobot yang seluruhnya berjumlah 100 dibaca sebagai persen). Selisih paling banyak setengah satuan dari angka
terakhir target induk dianggap pembulatan.

Perbaikilah target indeks atau bagiannya.

Lolos::

    Matriks
    | Jenjang    | Kode | Kode Induk | Uraian  | Indikator           | Satuan | Agregasi | Target 2025 |
    | Sasaran PD | SP1  |            | Mutu    | Indeks Profesional  | Indeks |          | 24,48       |
    | Program    | P1   | SP1        | Pegawai | Dimensi disiplin    | Nilai  | Komposit | 4,98        |
    |            |      |            |         | Dimensi kinerja     | Nilai  | Komposit | 2,5         |
    |            |      |            |         | Dimensi kualifikasi | Nilai  | Komposit | 17          |

Tidak lolos::

    Matriks
    | Jenjang    | Kode | Kode Induk | Uraian  | Indikator           | Satuan | Agregasi | Target 2025 |
    | Sasaran PD | SP1  |            | Mutu    | Indeks Profesional  | Indeks |          | 25,48       |
    | Program    | P1   | SP1        | Pegawai | Dimensi disiplin    | Nilai  | Komposit | 4,98        |
    |            |      |            |         | Dimensi kinerja     | Nilai  | Komposit | 2,5         |
    |            |      |            |         | Dimensi kualifikasi | Nilai  | Komposit | 17          |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Severity
from cascade_xl.profile import Agregasi
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem
from cascade_xl.rules.sums import differences

CODE = "T417"
SEVERITY = Severity.ERROR
SOURCE = "Kebiasaan: indeks komposit adalah jumlah (tertimbang) bagian-bagiannya, menurut formulasi dokumen sendiri"


def check(book: Book) -> Iterator[Problem]:
    """Each year in which the declared parts of a composite do not give its target."""
    for whole, year, computed, working in differences(book, Agregasi.COMPOSITE):
        yield Problem(
            year.target.value,
            f"Target {year.target.year} tertulis {year.target.value.text}, padahal {working}.",
            "Perbaiki target indeks ini, target bagiannya, atau bobotnya.",
            indicator=whole,
            year=year.target.year,
            expected=year.like(computed),
        )
