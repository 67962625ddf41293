"""Jenjang harus salah satu jenjang dalam profil daerah.

Jenjang menentukan apa yang wajib diisi, siapa pemiliknya, dan di mana letaknya dalam cascading. Kinerja tanpa jenjang
yang dikenal tidak dapat diperiksa.

Yang perlu dilakukan: pilih *Jenjang* dari daftar pada selnya. Bila daerah Anda memakai jenjang lain, mintalah Bappeda
menambahkannya ke profil.

Lolos::

    Matriks
    | Jenjang      | Kode | Uraian                 |
    | Program      | P1   | Kepegawaian Daerah     |
    | sub kegiatan | SK1  | Pengelolaan Mutasi ASN |

Tidak lolos::

    Matriks
    | Jenjang   | Kode | Uraian                 |
    | Program   | P1   | Kepegawaian Daerah     |
    | Aktivitas | A1   | Pengelolaan Mutasi ASN |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Severity
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem

CODE = "H216"
SEVERITY = Severity.ERROR
SOURCE = "Petunjuk templat cascade_xl: jenjang menurut profil daerah"


def check(book: Book) -> Iterator[Problem]:
    """Every node whose level the profile does not have."""
    labels = ", ".join(level.label for level in book.profile.levels.values())
    unknown = {text for text, level in book.levels.items() if level is None}
    for node in book.document.nodes:
        if node.jenjang.text not in unknown or node.jenjang.flaw:
            continue
        if node.jenjang.blank:
            message = "Jenjang kinerja ini kosong."
        else:
            message = f'Jenjang "{node.jenjang.text}" tidak dikenal.'
        yield Problem(node.jenjang, message, f"Pilih salah satu: {labels}.", node=node)
