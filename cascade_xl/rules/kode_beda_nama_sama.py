"""Kinerja yang sama memakai kode yang sama.

Kinerja yang tertulis dua kali di bawah induk yang sama, dengan nama dan sasaran yang sama tetapi kode berbeda,
biasanya satu kinerja yang masuk dua kali; target dan pagunya akan terhitung dua kali. Nama yang sama dengan sasaran
yang berbeda diperbolehkan, begitu pula nama yang sama di bawah induk yang berbeda, karena nomenklatur memang
memuatnya.

Untuk kode nomenklatur, nama yang sama di bawah induk yang sama sudah cukup untuk dilaporkan, sebab satu nama
mempunyai satu kode.

Yang perlu dilakukan: gabungkan keduanya menjadi satu kinerja, atau perbaiki nama dan sasarannya.

Lolos::

    Matriks
    | Jenjang      | Kode  | Kode Induk | Uraian             | Sasaran                       |
    | Program      | P1    |            | Kepegawaian Daerah | Meningkatnya kompetensi ASN   |
    | Program      | P2    |            | Kepegawaian Daerah | Meningkatnya disiplin ASN     |
    | Kegiatan     | P1.K1 | P1         | Pembangunan Sarana | Tersedianya sarana            |
    | Kegiatan     | P2.K1 | P2         | Pembangunan Sarana | Tersedianya sarana            |

Tidak lolos::

    Matriks
    | Jenjang      | Kode  | Kode Induk | Uraian             | Sasaran                       |
    | Program      | P1    |            | Kepegawaian Daerah | Meningkatnya kompetensi ASN   |
    | Program      | P2    |            | Kepegawaian Daerah | Meningkatnya kompetensi ASN   |
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cascade_xl.model import Node, Severity
from cascade_xl.rules.book import Book
from cascade_xl.rules.kode import name_key, same, standard
from cascade_xl.rules.rule import Problem
from cascade_xl.text import fold

CODE = "H210"
SEVERITY = Severity.WARNING
SOURCE = "Permendagri 90/2019: satu nomenklatur satu kode"


def check(book: Book) -> Iterator[Problem]:
    """Every node with the level, parent and name of an earlier one, and its sasaran unless both codes are official."""
    first: dict[tuple[str, ...], Node] = {}
    nodes = book.document.nodes
    names = [name_key(node.uraian.text) for node in nodes]
    times = Counter(names)
    for node in [node for node, name in zip(nodes, names, strict=True) if times[name] > 1]:
        for key in _keys(book, node):
            known = first.setdefault(key, node)
            if same(known.kode.text) != same(node.kode.text) and not _listed(book, known, node):
                yield Problem(
                    node.kode,
                    f'"{node.uraian.text}" berkode {node.kode.text} di sini, tetapi {known.kode.text} '
                    f"di sel {known.kode.place.cell}.",
                    "Gabungkan keduanya menjadi satu kinerja, atau perbaiki nama dan sasarannya.",
                    node=node,
                    cites=known.kode,
                )
                break


def _keys(book: Book, node: Node) -> Iterator[tuple[str, ...]]:
    level, name = book.level(node), name_key(node.uraian.text)
    if level is None or not name or not node.kode.text:
        return
    place = (level.key, name, same(node.induk.text))
    if standard(node.kode.text):
        yield (*place, "official")
    if sasaran := fold(node.sasaran.text):
        yield (*place, "sasaran", sasaran)


def _listed(book: Book, one: Node, other: Node) -> bool:
    """Whether the national list itself gives both codes."""
    return book.nomenclature is not None and all(same(n.kode.text) in book.nomenclature.names for n in (one, other))
