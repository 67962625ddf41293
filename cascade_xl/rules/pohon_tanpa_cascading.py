"""Setiap kotak pohon kinerja sebaiknya ada dalam cascading.

Pohon kinerja menggambarkan logika kinerja; cascading menetapkan siapa mengerjakan apa dengan target berapa. Kotak
yang tidak ada dalam *Matriks* adalah kinerja yang tidak ditargetkan. Kotak dianggap ada bila *Kode Cascading*
menyebut kode di *Matriks*, atau bila kalimatnya sama dengan *Sasaran* atau *Uraian* di sana. Kotak judul, misalnya
SASARAN SUB KEGIATAN 1 di atas kotak lain yang sudah terhubung, tidak diperiksa.

Yang perlu dilakukan: isi *Kode Cascading* dengan kode kinerja yang sama, atau tambahkan kinerjanya ke *Matriks*.

Lolos::

    Matriks
    | Jenjang    | Kode | Uraian                  |
    | Sasaran PD | SP1  | Meningkatnya merit ASN  |
    | Sasaran PD | SP2  | Meningkatnya disiplin   |
    Pohon Kinerja
    | Tingkat        | Kode | Uraian                       | Kode Cascading |
    | Kinerja Urusan | U1   | Meningkatnya Merit ASN       |                |
    | Kinerja Urusan | U2   | Meningkatnya kedisiplinan    | SP2            |

Tidak lolos::

    Matriks
    | Jenjang    | Kode | Uraian                  |
    | Sasaran PD | SP1  | Meningkatnya merit ASN  |
    Pohon Kinerja
    | Tingkat        | Kode | Uraian                       | Kode Cascading |
    | Kinerja Urusan | U1   | Meningkatnya Merit ASN       | SP1            |
    | Taktikal       | T1   | Meningkatnya kapasitas       |                |

Tidak lolos::

    Matriks
    | Jenjang    | Kode | Uraian                  |
    | Sasaran PD | SP1  | Meningkatnya merit ASN  |
    Pohon Kinerja
    | Tingkat        | Kode | Uraian                       | Kode Cascading |
    | Kinerja Urusan | U1   | Meningkatnya Merit ASN       | SP9            |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Severity
from cascade_xl.rules.book import Book
from cascade_xl.rules.pohon import headings, links
from cascade_xl.rules.rule import Problem
from cascade_xl.text import fold

CODE = "H214"
SEVERITY = Severity.ADVICE
SOURCE = "Permenpan-RB 89/2021: pohon kinerja menjadi dasar penjenjangan kinerja"


def skip(book: Book) -> str | None:
    """Many offices fill no pohon."""
    return None if book.document.pohon else "lembar Pohon Kinerja kosong"


def check(book: Book) -> Iterator[Problem]:
    """Every code of *Kode Cascading* that no node carries, and every box that stands for no node."""
    linked = links(book)
    exempt = headings(book, linked)
    for link in linked:
        box = link.box
        for value, code in link.unknown:
            yield Problem(
                value,
                f"Kode Cascading {code} tidak ada pada kolom Kode di lembar Matriks.",
                "Perbaiki kodenya, atau tambahkan kinerjanya ke lembar Matriks.",
                found=code,
                kode=box.kode.text,
                name=box.uraian.text,
            )
        if not link.nodes and not link.unknown and fold(box.uraian.text) and id(box) not in exempt:
            yield Problem(
                box.uraian,
                f'Kotak pohon kinerja "{box.uraian.text}" belum ada dalam cascading.',
                "Isi Kode Cascading dengan kode kinerja yang sama, atau tambahkan kinerjanya ke lembar Matriks.",
                kode=box.kode.text,
                name=box.uraian.text,
            )
