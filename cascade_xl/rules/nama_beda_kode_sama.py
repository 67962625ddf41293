"""Kode yang sama memakai nama yang sama.

Satu kode nomenklatur mempunyai satu nama. Bila kode yang sama tertulis dengan dua nama, salah satu kode atau namanya
salah, dan setelah digabung tidak jelas nama mana yang dipakai. Beda huruf besar, spasi dan tanda baca tidak dihitung,
begitu pula kata *Program* di depan nama. Sasaran kedua yang memakai tanda #2 tetap memakai nama yang sama.

Yang perlu dilakukan: samakan namanya, atau perbaiki kode yang salah.

Lolos::

    Matriks
    | Jenjang | Kode      | Uraian                     | Sasaran                   |
    | Program | 5.03.02   | PROGRAM KEPEGAWAIAN DAERAH | Meningkatnya kompetensi   |
    | Program | 5.03.02#2 | Kepegawaian Daerah         | Meningkatnya disiplin ASN |

Tidak lolos::

    Matriks
    | Jenjang | Kode      | Uraian                     | Sasaran                   |
    | Program | 5.03.02   | PROGRAM KEPEGAWAIAN DAERAH | Meningkatnya kompetensi   |
    | Program | 5.03.02#2 | Pengembangan SDM           | Meningkatnya disiplin ASN |
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cascade_xl.model import Node, Severity
from cascade_xl.rules.book import Book
from cascade_xl.rules.kode import base, name_key, same
from cascade_xl.rules.rule import Problem

CODE = "H209"
SEVERITY = Severity.ERROR
SOURCE = "Permendagri 90/2019: satu kode satu nomenklatur"


def check(book: Book) -> Iterator[Problem]:
    """Every node whose wording differs from that of the first node with its code; other levels are ``kode-ganda``'s."""
    first: dict[tuple[str, str], Node] = {}
    codes = [same(node.kode.text) for node in book.document.nodes]
    times = Counter(codes)
    for node, kode in zip(book.document.nodes, codes, strict=True):
        if times[kode] < 2 or not node.kode.text or not (name := name_key(node.uraian.text)):
            continue
        level = book.level(node)
        known = first.setdefault((kode, level.key if level else ""), node)
        if name_key(known.uraian.text) != name:
            yield Problem(
                node.uraian,
                f'Kode {base(node.kode.text)} di sini bernama "{node.uraian.text}", '
                f'di sel {known.uraian.place.cell} bernama "{known.uraian.text}".',
                "Samakan namanya, atau perbaiki kode yang salah.",
                node=node,
                cites=known.uraian,
            )
