"""Formulasi sebuah persentase sebaiknya menyebutkan pembaginya.

Persentase adalah bagian dibagi keseluruhan. Formulasi *Jumlah ASN yang dilatih dikali 100* belum mengatakan seratus
persennya itu apa. Aturan ini diam bila ada kata atau tanda pembagian (dibagi, per, /, :, terhadap, dari seluruh
...), bila nilainya hasil penilaian, survei, atau evaluasi, atau bila formulasinya rerata, rasio, atau dari
persentase lain.

Tambahkan pembaginya, mis. *... dibagi jumlah seluruh ASN dikali 100%*.

Lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator              | Formulasi                                   | Satuan |
    | Program | P1   | Diklat | Persentase ASN terlatih | Jumlah ASN terlatih dibagi seluruh ASN x 100 | %     |
    |         |      |        | Persentase kepuasan    | Hasil survei kepuasan                       | %      |

Tidak lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator              | Formulasi                                   | Satuan |
    | Program | P1   | Diklat | Persentase ASN terlatih | Jumlah ASN yang mengikuti diklat dikali 100 | %      |
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cascade_xl.model import Severity
from cascade_xl.quantity import Kind
from cascade_xl.rules.book import Book
from cascade_xl.rules.cells import unfilled
from cascade_xl.rules.rule import Problem

CODE = "I307"
SEVERITY = Severity.ADVICE
SOURCE = "Kebiasaan: persentase adalah bagian dibagi keseluruhan dikali 100"

_LABEL = re.compile(
    r"\b(?:rumus|formula|formulasi|definisi|definisi operasional|keterangan|catatan|sumber(?: data)?)\s*:",
    re.IGNORECASE,
)
_DIVISION = re.compile(
    r"[/÷:]"
    r"|\bdibagi\b|\bpembagi(?:an)?\b|\bhasil bagi\b|\b(?:di|per|se|ber)?banding(?:an|kan)?\b"
    r"|\bper\b|\bterhadap\b|\brasio\b|\bproporsi\b"
    r"|\bdari (?:total|seluruh|semua|jumlah)\b|\brerata\b|\brata-rata\b|\bp(?:er|re|ro)sentase\b"
    r"|\bhasil (?:penilaian|survei|survey|evaluasi)\b|^(?:penilaian|survei|survey|evaluasi)\b",
    re.IGNORECASE,
)


def check(book: Book) -> Iterator[Problem]:
    """Each filled formulasi of a percentage in which nothing speaks of a division or of somebody else's assessment."""
    percent = book.counted_in(Kind.PERCENT)
    for row in book.measured:
        if row.satuan.text not in percent or unfilled(row.formulasi) or row.formulasi.flaw:
            continue
        if not _DIVISION.search(_LABEL.sub(" ", row.formulasi.text)):
            yield Problem(
                row.formulasi,
                "Formulasi persentase ini belum menyebutkan pembaginya.",
                "Tambahkan pembaginya, mis. '... dibagi jumlah seluruhnya dikali 100%'.",
                indicator=row,
            )
