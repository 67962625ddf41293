"""Sel di dalam tabel tidak digabung.

Sel gabungan hanya menyimpan satu isi, yaitu di sel kiri atas; baris lain di dalamnya kosong walaupun di layar tampak
terisi. Tabel dengan sel gabungan juga tidak dapat diurutkan, disaring, dan disisipi baris dengan aman.

Yang perlu dilakukan: batalkan penggabungan (Merge & Center), lalu isi tiap baris. Kolom kinerja (Jenjang sampai
Sasaran) boleh kosong pada baris indikator berikutnya dari kinerja yang sama.

Lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator      | Satuan |
    | Program | P1   | Diklat | Jumlah peserta | Orang  |
    |         |      |        | Jumlah kelas   | Kelas  |

Tidak lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator      | Satuan |
    | Program | P1   | Diklat | Jumlah peserta | Orang  |
    |         |      |        | Jumlah kelas   | Kelas  |
    gabung: C1:C2
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Seen, Severity
from cascade_xl.rules.berkas import seen
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem

CODE = "B108"
SEVERITY = Severity.WARNING
SOURCE = "kebiasaan kerja Excel: tabel data tanpa sel gabungan"


def check(book: Book) -> Iterator[Problem]:
    """Every merged range inside a table."""
    for observation in seen(book, Seen.MERGED):
        yield Problem(
            observation.place,
            f"Sel {observation.detail} digabung; hanya isi sel {observation.place.cell} yang terbaca.",
            "Batalkan penggabungan selnya, lalu isi tiap baris.",
            found=observation.detail,
        )
