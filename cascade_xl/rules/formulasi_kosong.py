"""Indikator pada jenjang tertentu memerlukan formulasi.

Formulasi (definisi operasional, rumus) menjelaskan apa yang dihitung dan bagaimana, sehingga dua orang yang
menghitung capaian memperoleh angka yang sama. Jenjang yang wajib berformulasi ditentukan oleh profil, biasanya
Tujuan PD, Sasaran PD, dan Program.

Isilah kolom Formulasi, mis. *Jumlah ASN yang lulus diklat dibagi jumlah peserta diklat dikali 100%*. Bila nilainya
diberikan oleh pihak lain, sebutkan sumbernya, mis. *Hasil penilaian BKN*.

Lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator            | Formulasi                              | Satuan |
    | Program | P1   | Diklat | Persentase kelulusan | Jumlah lulus dibagi peserta dikali 100 | %      |

Tidak lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator            | Formulasi                              | Satuan |
    | Program | P1   | Diklat | Persentase kelulusan |                                        | %      |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Severity
from cascade_xl.rules.book import Book
from cascade_xl.rules.cells import asked, unfilled
from cascade_xl.rules.rule import Problem

CODE = "I306"
SEVERITY = Severity.WARNING
SOURCE = "Permenpan-RB 88/2021: indikator kinerja memenuhi kriteria SMART; kebiasaan lampiran IKU: kolom formulasi"


def check(book: Book) -> Iterator[Problem]:
    """Each row that must have a formulasi and has none."""
    for row in asked(book, "formulasi"):
        if unfilled(row.formulasi):
            yield Problem(
                row.formulasi,
                "Formulasi belum diisi.",
                "Tulis cara menghitungnya, atau siapa yang menilainya.",
                indicator=row,
            )
