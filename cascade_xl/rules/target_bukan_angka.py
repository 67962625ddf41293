"""Target ditulis sebagai angka yang dapat dibaca.

Target seperti *1,19% %* atau *51 Orang 2 Dokumen* tidak dapat dibandingkan dengan realisasi. Yang dapat dibaca: 40,
5.205, 53,9%, 70-80, dan angka dengan satu satuan di belakangnya, mis. *12 Bulan*. Titik adalah pemisah ribuan dan
koma adalah tanda desimal. Ada kalanya Excel mengubah ketikan seperti *1-2* menjadi tanggal; itu pun dilaporkan.
Satuan yang berupa predikat atau teks tidak diperiksa di sini, begitu pula tulisan tanpa satuan yang memang bukan
angka.

Tulislah satu angka per sel. Bila ada dua ukuran, buatlah dua baris indikator.

Lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator         | Satuan | Target 2025 | Target 2026 |
    | Program | P1   | Diklat | Jumlah peserta    | Orang  | 5.205       | 12 Orang    |
    |         |      |        | Cakupan diklat    | %      | 53,9%       | 70-80       |
    |         |      |        | Predikat layanan  |        | Baik        | Baik        |

Tidak lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator         | Satuan | Target 2025       | Target 2026 |
    | Program | P1   | Diklat | Jumlah peserta    | Orang  | 51 Orang 2 Dokumen | @date      |
    |         |      |        | Cakupan diklat    | %      | 1,19% %           | 9,52%       |
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cascade_xl.model import Indicator, Severity, Target
from cascade_xl.quantity import Form, Kind, spell
from cascade_xl.rules.book import Book
from cascade_xl.rules.cells import listed
from cascade_xl.rules.rule import Problem
from cascade_xl.rules.targets import column, where
from cascade_xl.text import words

CODE = "T402"
SEVERITY = Severity.ERROR
SOURCE = "Permenpan-RB 88/2021: indikator kinerja memenuhi kriteria SMART (terukur)"

_DATE = "tanggal"
_RATIO = re.compile(r"\d+\s*[:/]\s*\d[\d.,]*")  # 1:16, one teacher for sixteen pupils


def check(book: Book) -> Iterator[Problem]:
    """Each target, and each bobot, that should be a number and cannot be read as one."""
    for row, target in where(book, [Form.TEXT], bobot=True):
        kind = Kind.DECIMAL if target is row.bobot else book.unit(row).kind
        if not _unreadable(target, kind) or (_RATIO.fullmatch(target.value.text) and _is_ratio(book, row)):
            continue
        name = column(row, target)
        meant = [spell(reading) + ("%" if target.quantity.unit == "%" else "") for reading in target.quantity.readings]
        if target.value.flaw:
            message = f"{name} berisi tanggal ({target.value.text}): Excel mengubah apa yang diketik."
            fix = "Ubah format sel menjadi Teks, lalu ketik ulang angkanya."
        else:
            message = f"{name} tertulis {target.value.text}, dan tidak dapat dibaca sebagai angka."
            fix = (
                f"Bila maksudnya {listed(meant)}, tulis begitu."
                if meant
                else "Tulis satu angka saja, mis. 40, 53,9% atau 70-80."
            )
        yield Problem(
            target.value,
            message,
            fix,
            indicator=row,
            year=target.year or None,
            expected=meant[0] if len(meant) == 1 else None,
        )


def _is_ratio(book: Book, row: Indicator) -> bool:
    return "rasio" in words(f"{row.satuan.text} {row.indikator.text}") and book.unit(row).kind is Kind.DECIMAL


def _unreadable(target: Target, kind: Kind) -> bool:
    """Without a known satuan, only what begins with a digit was meant as a number. Error cells have their own rules."""
    if kind in (Kind.TEXT, Kind.SCALE):
        return False
    if target.value.flaw:
        return target.value.flaw == _DATE
    return kind is not Kind.UNKNOWN or target.value.text[:1].isdigit()
