"""Setiap kinerja pada jenjang yang diukur memerlukan indikator.

Kinerja tanpa indikator tidak dapat diukur, dan tidak dapat masuk ke perjanjian kinerja, yang memuat sasaran,
indikator, dan target. Jenjang mana yang wajib berindikator ditentukan oleh profil; visi dan misi biasanya tidak.

Isilah kolom Indikator pada baris kinerja itu, satu ukuran per baris. Tanda hubung saja tidak dihitung sebagai
indikator.

Lolos::

    Matriks
    | Jenjang | Kode | Uraian              | Sasaran                | Indikator               |
    | Misi    | M1   | Pemerintahan bersih |                        |                         |
    | Program | P1   | Kepegawaian Daerah  | Meningkatnya mutu ASN  | Persentase ASN terlatih |

Tidak lolos::

    Matriks
    | Jenjang | Kode | Uraian              | Sasaran                | Indikator               |
    | Program | P1   | Kepegawaian Daerah  | Meningkatnya mutu ASN  |                         |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Severity
from cascade_xl.rules.book import Book
from cascade_xl.rules.cells import unfilled
from cascade_xl.rules.rule import Problem

CODE = "I301"
SEVERITY = Severity.ERROR
SOURCE = "Permenpan-RB 53/2014: perjanjian kinerja memuat sasaran, indikator dan target"


def check(book: Book) -> Iterator[Problem]:
    """Each node whose level asks for an indicator and that has none."""
    measured = {id(row.node) for row in book.measured if not unfilled(row.indikator)}
    for node in book.document.nodes:
        if id(node) not in measured and book.requires(node, "indikator"):
            rows = book.rows(node)
            yield Problem(
                rows[0].indikator if rows else node.statement,
                f"{node.jenjang.text} ini belum mempunyai indikator.",
                "Isi kolom Indikator dengan ukuran keberhasilannya, mis. Persentase ... atau Jumlah ...",
                node=node,
            )
