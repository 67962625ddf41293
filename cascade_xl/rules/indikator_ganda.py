"""Satu indikator cukup ditulis satu kali pada satu kinerja.

Indikator yang sama pada kinerja yang sama, dengan dua baris target, membuat orang ragu baris mana yang berlaku, dan
capaian dihitung dua kali. Huruf besar, spasi, dan tanda baca tidak membedakan indikator. Indikator yang sama pada
kinerja lain tidak diperiksa di sini.

Gabungkan kedua baris, atau perjelas bunyi salah satunya.

Lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator                | Satuan | Target 2025 |
    | Program | P1   | Diklat | Jumlah peserta teknis    | Orang  | 40          |
    |         |      |        | Jumlah peserta manajerial | Orang | 20          |

Tidak lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator       | Satuan | Target 2025 |
    | Program | P1   | Diklat | Jumlah peserta  | Orang  | 40          |
    |         |      |        | Jumlah Peserta  | Orang  | 20          |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Severity, Value
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem
from cascade_xl.text import fold

CODE = "I302"
SEVERITY = Severity.WARNING
SOURCE = "Kebiasaan: satu ukuran ditulis satu kali pada satu kinerja"


def check(book: Book) -> Iterator[Problem]:
    """Each further row of a node with an indicator that the node has already."""
    for node in book.document.nodes:
        rows = book.indicators(node)
        first: dict[str, Value] = {}
        for row in rows if len(rows) > 1 else ():
            name = fold(row.indikator.text)
            if name in first:
                yield Problem(
                    row.indikator,
                    f"Indikator ini sudah ada pada kinerja yang sama, di baris {first[name].place.row}.",
                    "Gabungkan kedua baris, atau perjelas bunyi salah satunya.",
                    indicator=row,
                    cites=first[name],
                )
            elif name:
                first[name] = row.indikator
