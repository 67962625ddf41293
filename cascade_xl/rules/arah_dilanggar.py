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
from cascade_xl.rules.series import arah, bounds, change, changes, dated, is_growth, sifat

CODE = "T410"
SEVERITY = Severity.ERROR
SOURCE = "Kebiasaan: target mengikuti arah dan sifat indikator; Permenpan-RB 88/2021: target menantang dan realistis"

_MUST = {(Sifat.PROGRESS, Arah.POSITIVE), (Sifat.PROGRESS, Arah.NEGATIVE), (Sifat.CUMULATIVE, Arah.POSITIVE)}
"""Where the sifat is said: with which arah the yearly targets must move one way."""
_STATES = ("Nilai", "Poin", "Indeks", "Skor", "Rasio")
_NEGATIVE = Arah.NEGATIVE


def check(book: Book) -> Iterator[Problem]:
    """Each step of a series that goes against its arah."""
    ways, natures, states = arah(book), sifat(book), _states(book)
    for row, earlier, later in changes(book):
        way, nature = ways[row.arah.text], natures[row.sifat.text]
        if way is None or not _worse(earlier, later, way):
            continue
        if (nature, way) not in _MUST if nature is not None else not _is_state(row, states):
            continue
        verb, limit = ("turun", "rendah") if way is Arah.POSITIVE else ("naik", "tinggi")
        yield Problem(
            later.value,
            f"Target {verb} dari {dated(earlier)} menjadi {dated(later)}, padahal arahnya {row.arah.text}.",
            f"Perbaiki target {later.year} atau {earlier.year}, atau pilih arah dan sifat yang benar.",
            indicator=row,
            year=later.year,
            found=change(earlier, later),
            expected=f"paling {limit} {earlier.value.text}",
        )


def _states(book: Book) -> frozenset[str]:
    """The satuan texts of a state that is reached, such as a percentage or a Nilai."""
    states = {entry.nama for entry in map(book.profile.satuan.find, _STATES) if entry}
    named = {text for text, unit in book.units.items() if unit.names and states.issuperset(unit.names)}
    return book.counted_in(Kind.PERCENT, Kind.SCALE) | named


def _is_state(row: Indicator, states: frozenset[str]) -> bool:
    """Whether the yearly targets move one way although no sifat says so."""
    return unfilled(row.sifat) and row.satuan.text in states and not is_growth(row)


def _worse(earlier: Target, later: Target, way: Arah) -> bool:
    """Numbers and levels by their value; a range is worse if one bound is worse and the other not better."""
    worse, better = bounds(later.quantity), bounds(earlier.quantity)
    if way is _NEGATIVE:
        worse, better = better, worse
    return worse[0] <= better[0] and worse[1] <= better[1] and worse != better
