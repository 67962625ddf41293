"""Kinerja di atas jenjang terakhir harus dijabarkan.

Sasaran tanpa program, atau program tanpa kegiatan, adalah kinerja yang tidak jelas siapa dan apa yang mewujudkannya.
Bila dokumen ini memang berhenti pada suatu jenjang (tidak ada satu pun kinerja di bawahnya), jenjang itu tidak
diperiksa. Sasaran daerah yang tidak didukung OPD ini juga tidak diperiksa, karena didukung OPD lain.

Yang perlu dilakukan: tambahkan kinerja di bawahnya, atau periksa *Kode Induk* pada kinerja yang seharusnya menjadi
anaknya.

Lolos::

    Matriks
    | Jenjang  | Kode  | Kode Induk | Uraian                 |
    | Program  | P1    |            | Kepegawaian Daerah     |
    | Kegiatan | P1.K1 | P1         | Mutasi dan Promosi ASN |

Lolos::

    Matriks
    | Jenjang    | Kode | Kode Induk | Uraian                 |
    | Sasaran    | S1   |            | Layanan publik prima   |
    | Sasaran    | S2   |            | Kemiskinan berkurang   |
    | Tujuan PD  | TP1  | S1         | Kepuasan meningkat     |

Tidak lolos::

    Matriks
    | Jenjang  | Kode  | Kode Induk | Uraian                 |
    | Program  | P1    |            | Kepegawaian Daerah     |
    | Kegiatan | P1.K1 | P1         | Mutasi dan Promosi ASN |
    | Program  | P2    |            | Penunjang Urusan       |
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cascade_xl.model import Severity
from cascade_xl.profile import Profile
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem
from cascade_xl.text import says

CODE = "H206"
SEVERITY = Severity.WARNING
SOURCE = "Permenpan-RB 89/2021: kinerja dijabarkan sampai tingkat operasional"


def check(book: Book) -> Iterator[Problem]:
    """Every node without children whose level is followed by another one somewhere in the document."""
    present = {level.key for level in book.levels.values() if level}
    followed = {key for key, below in _below(book.profile).items() if present & below}
    expected = followed - _carried_by_others(book)
    for node, level in book.placed:
        if level.key not in expected or not says(node.kode.text) or book.children(node):
            continue
        children = " atau ".join(other.label for other in book.profile.levels.values() if level.key in other.induk)
        yield Problem(
            node.kode,
            f"{level.label} {node.kode.text} belum dijabarkan: tidak ada kinerja yang berinduk padanya.",
            f"Tambahkan {children} di bawahnya, atau periksa Kode Induk yang seharusnya {node.kode.text}.",
            node=node,
        )


def _carried_by_others(book: Book) -> frozenset[str]:
    """The last level that the whole government shares, where this office carries some of its nodes: the rest are
    other offices'."""
    daerah = {level.key for level in book.profile.levels.values() if level.daerah}
    inner = {key for level in book.profile.levels.values() if level.daerah for key in level.induk}
    last = daerah - inner
    return frozenset(level.key for node, level in book.placed if level.key in last and book.children(node))


def _below(profile: Profile) -> Mapping[str, frozenset[str]]:
    """For each level all levels under it, children of children included."""
    direct = {key: {other.key for other in profile.levels.values() if key in other.induk} for key in profile.levels}
    found: dict[str, frozenset[str]] = {}
    for key in profile.levels:
        reached: set[str] = set()
        queue = [key]
        while queue:
            new = direct[queue.pop()] - reached
            reached |= new
            queue += new
        found[key] = frozenset(reached)
    return found
