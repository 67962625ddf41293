"""Target tahunan bergerak menurut arahnya.

Indikator berarah Positif menjanjikan perbaikan bila makin tinggi, Negatif bila makin rendah. Target yang mundur
dari tahun ke tahun berarti merencanakan kinerja yang memburuk, atau arahnya salah pilih. Yang diperiksa:

* Sifat Progress (kondisi akhir): setiap target tidak boleh lebih buruk daripada target sebelumnya.
* Sifat Akumulasi yang Positif: angka yang dihitung sejak awal tidak dapat berkurang.
* Tanpa sifat: hanya satuan yang menyatakan keadaan (persen, Nilai, Poin, Indeks, Skor, Rasio, predikat), dan tidak
  untuk laju, pertumbuhan, kenaikan, atau penurunan. Jumlah orang atau dokumen boleh naik turun.

Predikat dinilai menurut skalanya, rentang menurut kedua batasnya. Tetap sama tidak dilaporkan.

Perbaikilah targetnya, atau pilih arah dan sifat yang benar.

Lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator          | Satuan | Arah    | Sifat    | Target 2025 | Target 2026 |
    | Program | P1   | Diklat | Nilai SAKIP        | Nilai  | Positif | Progress | 70-80       | 75-80       |
    |         |      |        | Angka kemiskinan   | %      | Negatif |          | 9,2%        | 8,7%        |
    |         |      |        | Jumlah peserta     | Orang  | Positif |          | 45          | 40          |

Tidak lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator          | Satuan | Arah    | Sifat    | Target 2025 | Target 2026 |
    | Program | P1   | Diklat | Nilai SAKIP        | Nilai  | Positif | Progress | 70-80       | 65-80       |
    |         |      |        | Angka kemiskinan   | %      | Negatif |          | 8,7%        | 9,2%        |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Indicator, Severity, Target
from cascade_xl.profile import Arah, Sifat
from cascade_xl.quantity import Kind
from cascade_xl.rules.book import Book
from cascade_xl.rules.cells import unfilled
from cascade_xl.rules.rule import Problem
from cascade_xl.rules.series import arah, bounds, change, dated, is_growth, sifat, steps

CODE = "T410"
SEVERITY = Severity.ERROR
SOURCE = "Kebiasaan: target mengikuti arah dan sifat indikator; Permenpan-RB 88/2021: target menantang dan realistis"

_STATES = ("Nilai", "Poin", "Indeks", "Skor", "Rasio")


def check(book: Book) -> Iterator[Problem]:
    """Each step of a series that goes against its arah."""
    for row in book.measured:
        way = arah(book, row)
        if way is None or not _judged(book, row, way):
            continue
        verb, limit = ("turun", "rendah") if way is Arah.POSITIVE else ("naik", "tinggi")
        for earlier, later in steps(book, row):
            if _worse(earlier, later, way):
                yield Problem(
                    later.value,
                    f"Target {verb} dari {dated(earlier)} menjadi {dated(later)}, padahal arahnya {row.arah.text}.",
                    f"Perbaiki target {later.year} atau {earlier.year}, atau pilih arah dan sifat yang benar.",
                    indicator=row,
                    year=later.year,
                    found=change(earlier, later),
                    expected=f"paling {limit} {earlier.value.text}",
                )


def _judged(book: Book, row: Indicator, way: Arah) -> bool:
    """Whether the yearly targets of this indicator must move one way."""
    match sifat(book, row):
        case Sifat.PROGRESS:
            return True
        case Sifat.CUMULATIVE:
            return way is Arah.POSITIVE
        case Sifat.SAME:
            return False
    unit = book.unit(row)
    states = {entry.nama for entry in map(book.profile.satuan.find, _STATES) if entry}
    state = unit.kind in (Kind.PERCENT, Kind.SCALE) or (bool(unit.names) and states.issuperset(unit.names))
    return unfilled(row.sifat) and state and not is_growth(row)


def _worse(earlier: Target, later: Target, way: Arah) -> bool:
    """Numbers and levels by their value; a range is worse if one bound is worse and the other not better."""
    old, new = bounds(earlier.quantity), bounds(later.quantity)
    if way is Arah.NEGATIVE:
        old, new = new, old
    lower, upper = new[0] - old[0], new[1] - old[1]
    return lower <= 0 and upper <= 0 and (lower < 0 or upper < 0)
