"""Baris yang bersatuan, berformulasi atau bertarget memerlukan indikator.

Angka tanpa indikator tidak menyatakan apa pun, dan tidak dapat dicetak maupun dijumlahkan dengan benar. Biasanya
indikatornya terhapus, tergabung dengan sel di atasnya, atau baris itu bukan bagian tabel (mis. tanda tangan yang
ditulis di bawah tabel).

Yang perlu dilakukan: tulis indikatornya, atau hapus isi baris itu. Bila satu indikator memakai beberapa rumus, tulis
semua rumusnya dalam satu sel Formulasi.

Lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator             | Satuan | Target 2025 | Pemilik Kinerja |
    | Program | P1   | Diklat | Jumlah ASN terlatih   | Orang  | 40          | Sekretaris      |
    |         |      |        |                       |        |             | Kabid Diklat    |

Tidak lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator             | Satuan | Target 2025 |
    | Program | P1   | Diklat | Jumlah ASN terlatih   | Orang  | 40          |
    |         |      |        |                       | Orang  | 35          |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Indicator, Severity
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem

CODE = "I311"
SEVERITY = Severity.WARNING
SOURCE = "Permenpan-RB 53/2014: target ditetapkan untuk setiap indikator kinerja"


def check(book: Book) -> Iterator[Problem]:
    """Rows that hold a measure's other cells but not the measure."""
    if "indikator" in book.document.missing:
        return
    for row in (*book.document.indicators, *book.document.kunci):
        if row.indikator.blank and (said := _said(row)):
            yield Problem(
                row.indikator,
                f"Indikator belum diisi, padahal baris ini berisi {said}.",
                "Tulis indikatornya; atau hapus isi baris ini bila bukan bagian tabel.",
                indicator=row,
            )


def _said(row: Indicator) -> str:
    """What the row holds of a measure, in words; empty if nothing."""
    targets = (row.kondisi_awal, *row.targets, row.target_akhir)
    filled = (
        ("formulasi", not row.formulasi.blank),
        ("satuan", not row.satuan.blank),
        ("target", any(not target.value.blank for target in targets)),
    )
    return ", ".join(word for word, there in filled if there)
