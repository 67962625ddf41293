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

from cascade_xl.model import Indicator, Severity
from cascade_xl.quantity import Form, Kind
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem
from cascade_xl.rules.targets import column, where
from cascade_xl.satuan import Unit
from cascade_xl.text import fold

CODE = "T407"
SEVERITY = Severity.ERROR
SOURCE = "Permenpan-RB 88/2021: predikat AKIP dari D sampai AA; skala lain menurut profil"


def check(book: Book) -> Iterator[Problem]:
    """Each target that is not on its satuan's scale, where there is no doubt that this scale is meant."""
    for row, target in where(book, [Form.TEXT]):
        unit = book.unit(row)
        if unit.kind is Kind.SCALE and unit.scale and target.value.flaw in ("", "tanggal") and _meant(row, unit):
            yield Problem(
                target.value,
                f"{column(row, target)} tertulis {target.value.text}, dan tidak ada pada skala {unit.names[0]}.",
                f"Pilih salah satu, dari yang terendah: {', '.join(unit.scale)}.",
                indicator=row,
                year=target.year or None,
            )


def _meant(row: Indicator, unit: Unit) -> bool:
    """Whether the row names this very scale, or one of its targets stands on it."""
    targets = (row.kondisi_awal, *row.targets, row.target_akhir)
    return fold(row.satuan.text) == fold(unit.names[0]) or any(t.quantity.form is Form.LEVEL for t in targets)
