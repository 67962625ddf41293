"""Target predikat ditulis seperti pada skalanya.

Satuan berupa predikat mempunyai skala tetap, mis. predikat SAKIP D, C, CC, B, BB, A, AA, atau Level 1 sampai 5.
Predikat di luar skala tidak dapat dibandingkan dari tahun ke tahun. Skala setiap satuan tercantum di profil. Bila
satuan hanya ditulis dengan sebutan umum seperti *Predikat*, dan tidak satu pun targetnya ada pada skala itu, yang
dimaksud mungkin skala lain; maka tidak dilaporkan.

Tulislah predikat dari skalanya, atau pilih satuan lain.

Lolos::

    Matriks
    | Jenjang | Kode | Uraian       | Indikator       | Satuan         | Target 2025 | Target 2026 |
    | Program | P1   | Akuntabilitas | Predikat SAKIP | Predikat SAKIP | B           | BB          |

Tidak lolos::

    Matriks
    | Jenjang | Kode | Uraian       | Indikator       | Satuan         | Target 2025 | Target 2026 |
    | Program | P1   | Akuntabilitas | Predikat SAKIP | Predikat SAKIP | B           | Baik        |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Severity
from cascade_xl.quantity import Form, Kind
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem
from cascade_xl.rules.series import named
from cascade_xl.text import fold

CODE = "T407"
SEVERITY = Severity.ERROR
SOURCE = "Permenpan-RB 88/2021: predikat AKIP dari D sampai AA; skala lain menurut profil"


def check(book: Book) -> Iterator[Problem]:
    """Each target that is not on its satuan's scale, where there is no doubt that this scale is meant."""
    for row in book.measured:
        unit = book.unit(row)
        if unit.kind is not Kind.SCALE or not unit.scale:
            continue
        targets = named(book, row)
        meant = fold(row.satuan.text) == fold(unit.names[0]) or any(
            target.quantity.form is Form.LEVEL for _, target in targets
        )
        for name, target in targets:
            if meant and target.quantity.form is Form.TEXT and target.value.flaw in ("", "tanggal"):
                yield Problem(
                    target.value,
                    f"{name} tertulis {target.value.text}, dan tidak ada pada skala {unit.names[0]}.",
                    f"Pilih salah satu, dari yang terendah: {', '.join(unit.scale)}.",
                    indicator=row,
                    year=target.year or None,
                )
