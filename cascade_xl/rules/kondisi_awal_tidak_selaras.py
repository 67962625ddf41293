"""Kondisi awal selaras dengan target pertama.

Kondisi awal adalah titik tolak target. Yang diperiksa:

* Sifat Progress: target pertama tidak lebih buruk daripada kondisi awal, menurut arahnya. Sifat lain tidak, sebab
  akumulasi dapat dihitung mulai awal periode.
* Kondisi awal dan target pertama berbeda seratus kali lipat atau lebih (``kali`` di profil): biasanya satu di
  antaranya ditulis sebagai pecahan dan yang lain sebagai persen.
* Satu ditulis dengan % dan yang lain dengan satuan lain.

Perbaikilah kondisi awal atau targetnya.

Lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator     | Satuan | Arah    | Sifat    | Kondisi Awal | Target 2025 |
    | Program | P1   | Diklat | Nilai SAKIP   | Nilai  | Positif | Progress | 61,5         | 62          |
    |         |      |        | Jumlah peserta | Orang | Positif |          | 50           | 40          |

Tidak lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator     | Satuan | Arah    | Sifat    | Kondisi Awal | Target 2025 |
    | Program | P1   | Diklat | Nilai SAKIP   | Nilai  | Positif | Progress | 65           | 62          |
    |         |      |        | Cakupan ASN   | %      |         |          | 0,003%       | 9,52%       |
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from cascade_xl.model import Indicator, Severity, Target
from cascade_xl.profile import Arah, Sifat
from cascade_xl.quantity import Form
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem
from cascade_xl.rules.series import arah, bounds, dated, measure, sifat
from cascade_xl.rules.targets import ORDERED

CODE = "T413"
SEVERITY = Severity.WARNING
SOURCE = "Permendagri 86/2017: kondisi kinerja awal periode dan target per tahun"

_COMPARED = (Form.NUMBER, Form.LEVEL)


def check(book: Book) -> Iterator[Problem]:
    """Each kondisi awal that does not fit the first yearly target that can be read."""
    times = Decimal(str(book.parameter("kondisi-awal-tidak-selaras", "kali", 100)))
    for row in book.measured:
        form = row.kondisi_awal.quantity.form
        if form not in _COMPARED:
            continue
        first = next((target for target in row.targets if target.quantity.form in ORDERED), None)
        if first is not None and form is first.quantity.form and (fault := _fault(book, row, first, times)):
            yield Problem(row.kondisi_awal.value, fault, "Periksa kondisi awal dan target pertamanya.", indicator=row)


def _fault(book: Book, row: Indicator, first: Target, times: Decimal) -> str:
    """What is wrong between the two; empty if nothing is."""
    start = row.kondisi_awal
    both = f"Kondisi awal {start.value.text} dan target pertama {dated(first)}"
    here, there = measure(book, row, start.quantity), measure(book, row, first.quantity)
    if here != there:
        percent = {entry.nama for entry in (book.profile.satuan.find("%"),) if entry}
        return f"{both} memakai satuan yang berbeda." if here and there and percent in (here, there) else ""
    old, new = bounds(start.quantity)[0], bounds(first.quantity)[0]
    if (
        first.quantity.form is Form.NUMBER
        and old
        and new
        and (old < 0) == (new < 0)
        and max(old / new, new / old) >= times
    ):
        return f"{both} berbeda jauh."
    if sifat(book)[row.sifat.text] is Sifat.PROGRESS:
        match arah(book)[row.arah.text]:
            case Arah.POSITIVE if old > new:
                return f"{both}: targetnya lebih rendah, padahal arahnya {row.arah.text}."
            case Arah.NEGATIVE if old < new:
                return f"{both}: targetnya lebih tinggi, padahal arahnya {row.arah.text}."
    return ""
