"""Setiap indikator yang ditargetkan memerlukan satuan.

Angka 85 tanpa satuan dapat berarti 85 orang, 85 persen, atau nilai 85. Satuan juga menentukan cara angka dibaca:
titik dalam *5.205 Orang* adalah pemisah ribuan. Indikator yang baik dapat diukur (SMART), dan ukuran memerlukan
satuan.

Pilihlah satuan dari daftar. Bila satuan tertulis di dalam sel target, mis. *120 Orang*, isilah juga kolom Satuan.

Lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator       | Satuan | Target 2025 |
    | Program | P1   | Diklat | Jumlah peserta  | Orang  | 40          |

Tidak lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator       | Satuan | Target 2025 |
    | Program | P1   | Diklat | Jumlah peserta  |        | 40 Orang    |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Severity
from cascade_xl.rules.book import Book
from cascade_xl.rules.cells import asked, unfilled
from cascade_xl.rules.rule import Problem

CODE = "I303"
SEVERITY = Severity.ERROR
SOURCE = "Permenpan-RB 88/2021: indikator kinerja memenuhi kriteria SMART (terukur)"


def check(book: Book) -> Iterator[Problem]:
    """Each row that must have a satuan and has none; the unit that its targets carry is named."""
    for row in asked(book, "satuan"):
        if not unfilled(row.satuan):
            continue
        written = {target.quantity.unit for target in row.targets if target.quantity.unit}
        unit = written.pop() if len(written) == 1 else None
        yield Problem(
            row.satuan,
            f"Satuan belum diisi; targetnya ditulis dengan {unit}." if unit else "Satuan belum diisi.",
            f"Isi kolom Satuan dengan {unit}."
            if unit
            else "Pilih satuan dari daftar, mis. Orang, Dokumen, % atau Nilai.",
            indicator=row,
            expected=unit,
        )
