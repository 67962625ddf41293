"""Target yang dapat dibaca dengan dua cara perlu ditulis ulang.

Program tidak menebak. *5.205* pada satuan Nilai dapat berarti lima ribu dua ratus lima atau lima koma dua; *10 9*
dapat berarti 109 yang terpotong, atau dua angka; sel yang menyimpan 0,92 tanpa tanda persen dapat berarti 92% atau
0,92%. Bila satuan dan angka lain pada baris itu sudah memberi kepastian, target tidak dilaporkan.

Tulis ulang targetnya menurut maksud Anda, seperti yang disarankan pada temuan.

Lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator       | Satuan | Target 2025 | Target 2026 |
    | Program | P1   | Diklat | Jumlah peserta  | Orang  | 5.205       | 109         |
    |         |      |        | Nilai kelulusan | Nilai  | 51.1        | 54,1        |

Tidak lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator       | Satuan | Target 2025 | Target 2026 |
    | Program | P1   | Diklat | Jumlah peserta  | Orang  | 40          | 10 9        |
    |         |      |        | Nilai kelulusan | Nilai  | 5.205       |             |
    |         |      |        | Cakupan diklat  | %      | 0.92#       | 0.95#       |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Severity, Target
from cascade_xl.quantity import Form, Kind, spell
from cascade_xl.rules.book import Book
from cascade_xl.rules.cells import listed
from cascade_xl.rules.rule import Problem
from cascade_xl.rules.targets import column, where

CODE = "T403"
SEVERITY = Severity.WARNING
SOURCE = "Ejaan bahasa Indonesia: titik untuk ribuan, koma untuk desimal"


def check(book: Book) -> Iterator[Problem]:
    """Each target, and each bobot, in which two readings stand; the readings are named."""
    percent = book.counted_in(Kind.PERCENT)
    for row, target in where(book, [Form.AMBIGUOUS], bobot=True):
        sign = "%" if row.satuan.text in percent and target is not row.bobot else ""
        readings = list(dict.fromkeys(spell(reading) + sign for reading in target.quantity.readings))
        yield Problem(
            target.value,
            f"{column(row, target)} tertulis {target.value.text}, dan dapat dibaca sebagai {listed(readings)}.",
            _fix(target, readings),
            indicator=row,
            year=target.year or None,
        )


def _fix(target: Target, readings: list[str]) -> str:
    """How to write each reading so that no other one is left."""
    if " " in target.value.text and target.value.text.replace(" ", "").isdigit():
        return f"Tulis angkanya tanpa spasi, mis. {readings[0]}."
    whole = next((spell(r).replace(".", "") for r in target.quantity.readings if r == r.to_integral_value()), "")
    part = next((spell(r) for r in target.quantity.readings if r != r.to_integral_value()), "")
    if whole and part and not readings[0].endswith("%"):
        return f"Tulis {whole} tanpa titik, atau {part}0 dengan satu nol di belakang, menurut maksudnya."
    return f"Tulis {listed(readings)} menurut maksudnya."
