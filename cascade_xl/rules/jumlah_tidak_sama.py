"""Target induk sama dengan hasil hitung target anak-anaknya.

Bila indikator anak menyatakan cara agregasinya (Jumlah, Rerata, Tertimbang, Maks, atau Min), target induk setiap
tahun harus sama dengan hasil hitung itu. Selisih berarti ada target yang belum diperbarui, atau ada yang salah
jumlah. Anak yang kosong pada suatu tahun tidak ikut dihitung; tahun yang memuat angka rancu tidak diperiksa. Hasil
yang harus dibulatkan boleh berbeda setengah satuan dari angka terakhir target induk. Anak-anak dengan cara agregasi
yang berlain-lainan tidak diperiksa, begitu pula indikator daerah yang anaknya indikator OPD: OPD lain mungkin ikut
menyusunnya (lihat jumlah-daerah-tidak-sama).

Perbaikilah target induk atau anaknya. Bila indikator anak tidak menyusun indikator induk, pilih Agregasi *Tidak*.

Lolos::

    Matriks
    | Jenjang      | Kode | Kode Induk | Uraian | Indikator       | Satuan | Agregasi | Target 2025 | Target 2026 |
    | Kegiatan     | K1   |            | Diklat | Jumlah peserta  | Orang  |          | 90          | 100         |
    | Sub Kegiatan | SK1  | K1         | Teknis | Jumlah teknis   | Orang  | Jumlah   | 40          | 45          |
    | Sub Kegiatan | SK2  | K1         | Pimpin | Jumlah pimpinan | Orang  | Jumlah   | 50          | 55          |

Tidak lolos::

    Matriks
    | Jenjang      | Kode | Kode Induk | Uraian | Indikator       | Satuan | Agregasi | Target 2025 | Target 2026 |
    | Kegiatan     | K1   |            | Diklat | Jumlah peserta  | Orang  |          | 90          | 110         |
    | Sub Kegiatan | SK1  | K1         | Teknis | Jumlah teknis   | Orang  | Jumlah   | 40          | 45          |
    | Sub Kegiatan | SK2  | K1         | Pimpin | Jumlah pimpinan | Orang  | Jumlah   | 50          | 55          |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Severity
from cascade_xl.profile import Agregasi
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem
from cascade_xl.rules.sums import differences

CODE = "T414"
SEVERITY = Severity.ERROR
SOURCE = "Permenpan-RB 89/2021: penjenjangan kinerja; cara agregasi menurut dokumen sendiri"

_WAYS = (Agregasi.SUM, Agregasi.MEAN, Agregasi.WEIGHTED, Agregasi.MAX, Agregasi.MIN)


def check(book: Book) -> Iterator[Problem]:
    """Each year in which declared parts do not give the parent's target."""
    for whole, year, computed, working in differences(book, *_WAYS):
        yield Problem(
            year.target.value,
            f"Target {year.target.year} tertulis {year.target.value.text}, padahal {working}.",
            "Perbaiki target ini atau anaknya; bila anaknya tidak menyusun indikator ini, pilih Agregasi Tidak.",
            indicator=whole,
            year=year.target.year,
            expected=year.like(computed),
        )
