"""Kinerja dalam cascading sebaiknya ada dalam pohon kinerja.

Cascading diturunkan dari pohon kinerja. Kinerja yang ada dalam *Matriks* tetapi tidak ada kotaknya dalam pohon belum
jelas kedudukannya dalam logika kinerja. Yang diperiksa hanya jenjang yang memang digambarkan, yaitu jenjang yang
sedikitnya satu kinerjanya sudah terhubung dengan sebuah kotak; satu kode cukup terhubung satu kali.

Yang perlu dilakukan: tambahkan kotaknya di lembar *Pohon Kinerja*, atau isi *Kode Cascading* pada kotak yang
menyatakan kinerja itu dengan kalimat lain.

Lolos::

    Matriks
    | Jenjang    | Kode | Kode Induk | Uraian                 |
    | Sasaran PD | SP1  |            | Meningkatnya merit ASN |
    | Program    | P1   | SP1        | Kepegawaian Daerah     |
    Pohon Kinerja
    | Tingkat        | Kode | Uraian                 | Kode Cascading |
    | Kinerja Urusan | U1   | Meningkatnya Merit ASN |                |

Tidak lolos::

    Matriks
    | Jenjang    | Kode | Kode Induk | Uraian                 |
    | Sasaran PD | SP1  |            | Meningkatnya merit ASN |
    | Sasaran PD | SP2  |            | Meningkatnya disiplin  |
    Pohon Kinerja
    | Tingkat        | Kode | Uraian                 | Kode Cascading |
    | Kinerja Urusan | U1   | Meningkatnya Merit ASN | SP1            |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Node, Severity
from cascade_xl.rules.book import Book
from cascade_xl.rules.pohon import links
from cascade_xl.rules.rule import Problem

CODE = "H215"
SEVERITY = Severity.ADVICE
SOURCE = "Permenpan-RB 89/2021: pohon kinerja menjadi dasar penjenjangan kinerja"


def skip(book: Book) -> str | None:
    """Many offices fill no pohon."""
    return None if book.document.pohon else "lembar Pohon Kinerja kosong"


def check(book: Book) -> Iterator[Problem]:
    """Every code without a box, on the levels of which at least one node has a box."""
    matched = [node for link in links(book) for node in link.nodes]
    drawn = {level.key for node in matched if (level := book.level(node))}
    done = {_identity(node) for node in matched}
    for node, level in book.placed:
        if level.key not in drawn or _identity(node) in done:
            continue
        done.add(_identity(node))
        yield Problem(
            node.statement,
            f'{level.label} "{node.statement.text}" belum ada dalam pohon kinerja.',
            "Tambahkan kotaknya di lembar Pohon Kinerja, atau isi Kode Cascading pada kotak yang sama maksudnya.",
            node=node,
        )


def _identity(node: Node) -> str | int:
    return node.kode.text or id(node)
