"""Rantai induk tidak boleh berputar.

Bila A berinduk B dan B berinduk A, keduanya tidak pernah sampai ke puncak cascading, dan tidak ada yang menjadi dasar
bagi yang lain. Kinerja juga tidak boleh menjadi induk bagi dirinya sendiri. Kesalahan ini biasanya terjadi karena
kode tertukar saat menyalin baris.

Yang perlu dilakukan: perbaiki *Kode Induk* pada salah satu baris sehingga rantainya berakhir di jenjang teratas.

Lolos::

    Matriks
    | Jenjang  | Kode  | Kode Induk | Uraian                 |
    | Program  | P1    |            | Kepegawaian Daerah     |
    | Kegiatan | P1.K1 | P1         | Mutasi dan Promosi ASN |

Tidak lolos::

    Matriks
    | Jenjang  | Kode  | Kode Induk | Uraian                 |
    | Program  | P1    | P1.K1      | Kepegawaian Daerah     |
    | Kegiatan | P1.K1 | P1         | Mutasi dan Promosi ASN |

Tidak lolos::

    Matriks
    | Jenjang  | Kode  | Kode Induk | Uraian                 |
    | Program  | P1    | P1         | Kepegawaian Daerah     |
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cascade_xl.model import Node, Severity
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem
from cascade_xl.text import says

CODE = "H205"
SEVERITY = Severity.ERROR
SOURCE = "Permenpan-RB 89/2021: penjenjangan kinerja dari atas ke bawah"

_SHOWN = 6


def check(book: Book) -> Iterator[Problem]:
    """Every node that is its own parent, then every ring of nodes once, at the first of them."""
    for node in book.document.nodes:
        if node.induk.text == node.kode.text and says(node.kode.text):
            yield Problem(
                node.induk,
                f"{node.kode.text} menjadi induk bagi dirinya sendiri.",
                "Ganti Kode Induk dengan kode kinerja di atasnya.",
                node=node,
            )
    for ring in _rings(book):
        chain = [node.kode.text for node in (*ring, ring[0])]
        if len(chain) > _SHOWN:
            chain = [*chain[: _SHOWN - 1], "…", chain[-1]]
        yield Problem(
            ring[0].induk,
            f"Rantai induk berputar: {' berinduk '.join(chain)}.",
            "Perbaiki Kode Induk pada salah satunya sehingga rantainya berakhir di jenjang teratas.",
            node=ring[0],
        )


def _rings(book: Book) -> Iterator[Sequence[Node]]:
    """Each ring, beginning with its first node in the document. A node is walked once."""
    met: dict[int, Node] = {}  # node → where the walk that met it began
    for start in book.document.nodes:
        line: list[Node] = []
        node: Node | None = start
        while node is not None and id(node) not in met:
            met[id(node)] = start
            line.append(node)
            node = book.parent(node)
        if node is not None and line and met[id(node)] is start:
            ring = line[line.index(node) :]
            order = {id(node): number for number, node in enumerate(book.document.nodes)}
            first = min(range(len(ring)), key=lambda n: order[id(ring[n])])
            yield [*ring[first:], *ring[:first]]
