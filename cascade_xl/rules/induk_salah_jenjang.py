"""Induk harus berada pada jenjang yang tepat.

Urutan jenjang ditetapkan oleh profil daerah: misalnya sub kegiatan berinduk kegiatan, kegiatan berinduk program,
program berinduk sasaran perangkat daerah. Induk yang melompati jenjang membuat penjabaran terputus dan rekapitulasi
per jenjang keliru.

Yang perlu dilakukan: ganti *Kode Induk* dengan kode kinerja pada jenjang di atasnya. Bila daerah Anda memang tidak
memakai jenjang itu, mintalah Bappeda menyesuaikan profilnya.

Lolos::

    Matriks
    | Jenjang      | Kode      | Kode Induk | Uraian                 |
    | Program      | P1        |            | Kepegawaian Daerah     |
    | Kegiatan     | P1.K1     | P1         | Mutasi dan Promosi ASN |
    | Sub Kegiatan | P1.K1.SK1 | P1.K1      | Pengelolaan Mutasi ASN |

Tidak lolos::

    Matriks
    | Jenjang      | Kode      | Kode Induk | Uraian                 |
    | Program      | P1        |            | Kepegawaian Daerah     |
    | Kegiatan     | P1.K1     | P1         | Mutasi dan Promosi ASN |
    | Sub Kegiatan | P1.K1.SK1 | P1         | Pengelolaan Mutasi ASN |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Node, Severity
from cascade_xl.profile import Level
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem

CODE = "H204"
SEVERITY = Severity.ERROR
SOURCE = "Permendagri 86/2017 dan Permenpan-RB 89/2021: urutan jenjang kinerja"


def check(book: Book) -> Iterator[Problem]:
    """Every node none of whose parents is of a level that may be its parent."""
    for node, level in book.placed:
        parent = book.parent(node)
        if parent is not None and (over := book.level(parent)) is not None and over.key in level.induk:
            continue
        above = [book.level(parent) for parent in book.parents(node)]
        known = [parent for parent in above if parent is not None]
        if known and len(known) == len(above) and not any(parent.key in level.induk for parent in known):
            yield _problem(book, node, level, known[0])


def _problem(book: Book, node: Node, level: Level, parent: Level) -> Problem:
    labels = " atau ".join(book.profile.levels[key].label for key in level.induk if key in book.profile.levels)
    if not labels:
        message = f"{level.label} adalah jenjang teratas, tetapi berinduk {parent.label} {node.induk.text}."
        fix = "Kosongkan Kode Induk, atau perbaiki jenjangnya."
    else:
        message = f"Induk {level.label} ini adalah {parent.label} {node.induk.text}, seharusnya {labels}."
        fix = f"Ganti Kode Induk dengan kode {labels} yang didukungnya, atau perbaiki jenjangnya."
    return Problem(node.induk, message, fix, node=node, expected=labels or None)
