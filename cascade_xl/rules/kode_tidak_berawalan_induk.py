"""Kode kegiatan dan sub kegiatan diawali kode induknya.

Dalam kodefikasi nasional, kode anak adalah kode induk ditambah bagiannya sendiri: kegiatan 5.03.02.2.01 berada di
bawah program 5.03.02, dan sub kegiatan 5.03.02.2.01.0003 di bawah kegiatan itu. Bila awalnya berbeda, salah satu
kodenya salah atau *Kode Induk*-nya tertukar. Program penunjang X.XX.01 berlaku untuk semua urusan, sehingga X.XX
cocok dengan urusan dan bidang mana pun. Kode pendek buatan sendiri tidak diperiksa.

Yang perlu dilakukan: periksa kode ini dan *Kode Induk*-nya pada daftar nomenklatur, lalu perbaiki yang salah.

Lolos::

    Matriks
    | Jenjang      | Kode              | Kode Induk   | Uraian                                 |
    | Program      | 5.03.02           |              | Kepegawaian Daerah                     |
    | Kegiatan     | 5.03.02.2.01      | 5.03.02      | Pengadaan ASN                          |
    | Sub Kegiatan | 5.03.02.2.01.0003 | 5.03.02.2.01 | Koordinasi Pengadaan PNS dan PPPK      |
    | Program      | X.XX.01           |              | Penunjang Urusan Pemerintahan Daerah   |
    | Kegiatan     | 5.03.01.2.01      | X.XX.01      | Perencanaan dan Evaluasi Kinerja       |
    | Program      | 5.03.02#2         |              | Kepegawaian Daerah                     |
    | Kegiatan     | 5.03.02.2.02      | 5.03.02#2    | Mutasi dan Promosi ASN                 |

Tidak lolos::

    Matriks
    | Jenjang      | Kode              | Kode Induk   | Uraian                                 |
    | Program      | 5.03.02           |              | Kepegawaian Daerah                     |
    | Kegiatan     | 5.04.02.2.01      | 5.03.02      | Pengadaan ASN                          |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Severity
from cascade_xl.rules.book import Book
from cascade_xl.rules.kode import standard, starts_with
from cascade_xl.rules.rule import Problem

CODE = "H207"
SEVERITY = Severity.WARNING
SOURCE = "Permendagri 90/2019 dan pemutakhirannya: susunan kode program, kegiatan dan sub kegiatan"


def check(book: Book) -> Iterator[Problem]:
    """Every official code under an official parent code that does not begin with it."""
    for node in book.document.nodes:
        kode, induk = standard(node.kode.text), standard(node.induk.text)
        if kode is None or induk is None or starts_with(kode, induk):
            continue
        levels = [book.level(parent) for parent in book.parents(node)]
        if not any(level is not None and level.segmen for level in levels):
            continue
        yield Problem(
            node.kode,
            f"Kode {node.kode.text} tidak diawali kode induknya, {node.induk.text}.",
            "Periksa kode ini dan Kode Induknya pada daftar nomenklatur, lalu perbaiki yang salah.",
            node=node,
            expected=f"{induk}.…",
        )
