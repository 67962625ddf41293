"""Satu kode tidak boleh menunjuk dua kinerja.

Satu program, kegiatan atau sub kegiatan boleh mempunyai beberapa sasaran di bawah kode yang sama. Tetapi begitu ada
kinerja lain yang menyebut kode itu sebagai induknya, tidak jelas lagi sasaran mana yang menjadi induknya. Kode yang
sama juga tidak boleh dipakai pada dua jenjang atau di bawah dua induk yang berbeda.

Yang perlu dilakukan: beri kode tersendiri. Untuk sasaran kedua dari program yang sama, tambahkan tanda #2 di belakang
kodenya, misalnya 5.03.02#2, lalu pakai kode itu pada *Kode Induk* anak-anaknya.

Lolos::

    Matriks
    | Jenjang  | Kode      | Kode Induk | Uraian                  | Sasaran                   |
    | Program  | 5.03.02   |            | Kepegawaian Daerah      | Meningkatnya kompetensi   |
    | Program  | 5.03.02#2 |            | Kepegawaian Daerah      | Meningkatnya disiplin ASN |
    | Kegiatan | K1        | 5.03.02    | Pengembangan Kompetensi | Terlaksananya diklat      |
    | Kegiatan | K1        | 5.03.02    | Pengembangan Kompetensi | Terlaksananya uji         |

Tidak lolos::

    Matriks
    | Jenjang  | Kode    | Kode Induk | Uraian                  | Sasaran                   |
    | Program  | 5.03.02 |            | Kepegawaian Daerah      | Meningkatnya kompetensi   |
    | Program  | 5.03.02 |            | Kepegawaian Daerah      | Meningkatnya disiplin ASN |
    | Kegiatan | K1      | 5.03.02    | Pengembangan Kompetensi | Terlaksananya diklat      |

Tidak lolos::

    Matriks
    | Jenjang  | Kode | Kode Induk | Uraian                  |
    | Program  | P1   |            | Kepegawaian Daerah      |
    | Program  | P2   |            | Penunjang Urusan        |
    | Kegiatan | K1   | P1         | Pengembangan Kompetensi |
    | Kegiatan | K1   | P2         | Administrasi Umum       |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Node, Severity
from cascade_xl.rules.book import Book
from cascade_xl.rules.kode import base, name_key, same
from cascade_xl.rules.rule import Problem
from cascade_xl.text import says

CODE = "H202"
SEVERITY = Severity.ERROR
SOURCE = "Permendagri 90/2019: satu kode untuk satu program, kegiatan atau sub kegiatan"

_LINK = "lalu sesuaikan Kode Induk anak-anaknya"


def check(book: Book) -> Iterator[Problem]:
    """Each node after the first of its code, if it stands elsewhere or if the code is named as a parent."""
    taken = set(book.by_kode)
    for kode, (first, *later) in [(kode, nodes) for kode, nodes in book.by_kode.items() if len(nodes) > 1]:
        if not says(kode):
            continue  # a dash is no code: see ``kode-kosong``
        for node in later:
            if (elsewhere := _elsewhere(book, first, node)) is not None:
                fix = f"Beri kode lain pada salah satunya, {_LINK}."
                yield Problem(node.kode, elsewhere, fix, node=node, cites=first.kode)
            elif kode in book.by_induk:
                yield _ambiguous(kode, first, node, taken)


def _elsewhere(book: Book, first: Node, node: Node) -> str | None:
    """What to say if a node stands on another level or under another parent than the first of its code."""
    one, other = book.level(first), book.level(node)
    where = first.kode.place.cell
    if one is not None and other is not None and one.key != other.key:
        return f"Kode {node.kode.text} dipakai pada dua jenjang: {one.label} (sel {where}) dan {other.label}."
    above, below = first.induk.text, node.induk.text
    if above and below and same(above) != same(below):
        return f"Kode {node.kode.text} dipakai di bawah dua induk: {above} (sel {where}) dan {below}."
    return None


def _ambiguous(kode: str, first: Node, node: Node, taken: set[str]) -> Problem:
    where = first.kode.place.cell
    message = f"Kode {kode} sudah dipakai di sel {where}, sehingga induk yang dimaksud anak-anaknya tidak jelas."
    if name_key(first.uraian.text) != name_key(node.uraian.text):
        return Problem(node.kode, message, f"Beri kode lain pada kinerja ini, {_LINK}.", node=node, cites=first.kode)
    number = next(n for n in range(2, len(taken) + 3) if f"{base(kode)}#{n}" not in taken)
    own = f"{base(kode)}#{number}"
    taken.add(own)
    fix = f"Beri kode tersendiri pada kinerja ini, misalnya {own}, {_LINK}."
    return Problem(node.kode, message, fix, node=node, expected=own, cites=first.kode)
