"""Setiap kinerja harus mempunyai kode.

Kode menghubungkan induk dengan anak, matriks dengan pohon kinerja, dan berkas ini dengan berkas perangkat daerah
lain. Kinerja tanpa kode tidak dapat ditunjuk oleh siapa pun.

Yang perlu dilakukan: program, kegiatan dan sub kegiatan memakai kode nomenklatur, misalnya 5.03.02.2.01. Jenjang
lain, atau dokumen yang tidak memakai nomenklatur, memakai kode pendek sendiri, misalnya SP1 atau P1.K2. Kode
dikosongkan hanya pada baris lanjutan dari kinerja di atasnya.

Lolos::

    Matriks
    | Jenjang  | Kode  | Kode Induk | Uraian                 | Indikator      |
    | Program  | P1    |            | Kepegawaian Daerah     | Indeks Merit   |
    |          |       |            |                        | Nilai Disiplin |
    | Kegiatan | P1.K1 | P1         | Mutasi dan Promosi ASN | Jumlah mutasi  |

Tidak lolos::

    Matriks
    | Jenjang  | Kode | Kode Induk | Uraian                 | Indikator     |
    | Program  | P1   |            | Kepegawaian Daerah     | Indeks Merit  |
    | Kegiatan |      | P1         | Mutasi dan Promosi ASN | Jumlah mutasi |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Severity
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem
from cascade_xl.text import says

CODE = "H201"
SEVERITY = Severity.ERROR
SOURCE = "Permendagri 90/2019: setiap program, kegiatan dan sub kegiatan mempunyai kode"


def check(book: Book) -> Iterator[Problem]:
    """Every node whose code is blank, or a mere dash."""
    for node in book.document.nodes:
        if not says(node.kode.text) and not node.kode.flaw:
            level = book.level(node)
            yield Problem(
                node.kode,
                f"Kode {level.label if level else 'kinerja'} ini kosong.",
                "Isi kode nomenklatur, atau kode pendek sendiri seperti P1.K2; satu kode untuk satu kinerja.",
                node=node,
            )
