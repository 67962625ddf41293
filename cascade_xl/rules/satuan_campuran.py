"""Yang dijumlahkan bersatuan sama.

Dua dokumen ditambah tiga orang bukan lima apa pun. Bila target kegiatan adalah jumlah target sub kegiatannya
(dinyatakan dengan Agregasi *Jumlah*, atau terbukti dari angkanya), satuan yang dijumlahkan pada satu tahun harus
sama. Satuan kosong tidak dianggap satuan lain; satuan gabungan seperti *Orang/Dokumen* cocok dengan Orang dan
dengan Dokumen. Bila hanya satu tahun yang dapat dibandingkan, jumlahnya baru dianggap terbukti pada sekurangnya
tiga anak dan hasil 10 atau lebih.

Pakailah ukuran induk yang mewakili hasilnya (mis. persentase), atau pisahkan indikator induk menurut satuan.

Lolos::

    Matriks
    | Jenjang      | Kode | Kode Induk | Uraian | Indikator       | Satuan  | Agregasi | Target 2025 |
    | Kegiatan     | K1   |            | Diklat | Jumlah peserta  | Orang   |          | 90          |
    | Sub Kegiatan | SK1  | K1         | Teknis | Jumlah teknis   | Orang   | Jumlah   | 40          |
    | Sub Kegiatan | SK2  | K1         | Pimpin | Jumlah pimpinan | Org     | Jumlah   | 50          |

Tidak lolos::

    Matriks
    | Jenjang      | Kode | Kode Induk | Uraian | Indikator       | Satuan  | Agregasi | Target 2025 |
    | Kegiatan     | K1   |            | Diklat | Jumlah hasil    | Dokumen |          | 42          |
    | Sub Kegiatan | SK1  | K1         | Teknis | Jumlah teknis   | Orang   | Jumlah   | 40          |
    | Sub Kegiatan | SK2  | K1         | Susun  | Jumlah dokumen  | Dokumen | Jumlah   | 2           |
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from cascade_xl.model import Indicator, Severity, Target
from cascade_xl.profile import Agregasi
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem
from cascade_xl.rules.sums import Year, declared
from cascade_xl.rules.undeclared import Undeclared, undeclared
from cascade_xl.satuan import Unit
from cascade_xl.text import fold

CODE = "T416"
SEVERITY = Severity.WARNING
SOURCE = "Kebiasaan: hanya yang bersatuan sama dapat dijumlahkan"

_PARTS, _TOTAL = 3, 10  # what makes a sum of one single year more than a coincidence


def check(book: Book) -> Iterator[Problem]:
    """Each parent whose target adds up children of different satuan, with the years."""
    for whole in declared(book):
        if whole.way is Agregasi.SUM and not _alike(row for row, _ in whole.parts):
            yield from _mixed(book, whole.whole, whole.years)
    for found in undeclared(book):
        if found.mostly_equal or _one_year(found):
            yield from _mixed(book, found.whole, found.equal)


def _one_year(found: Undeclared) -> bool:
    if len(found.years) != 1 or not found.equal:
        return False
    return len(found.years[0].parts) >= _PARTS and found.years[0].total >= _TOTAL


def _alike(parts: Iterable[Indicator]) -> bool:
    """Whether all parts say the same satuan."""
    said = {part.satuan.text for part in parts}
    return len(said) == 1 and "" not in said


def _mixed(book: Book, row: Indicator, years: Sequence[Year]) -> Iterator[Problem]:
    """One finding for all the years in which two parts have no satuan in common."""
    mixtures: dict[tuple[str, ...], list[int]] = {}
    for year in years:
        units = [unit for part, target in year.parts if (unit := _units(book, part, target))]
        if any(one.isdisjoint(other) for one, other in combinations(set(units), 2)):
            mixtures.setdefault(tuple(sorted({name for unit in units for name in unit})), []).append(year.target.year)
    if mixtures:
        said = "; ".join(f"{_span(when)} {' + '.join(names)}" for names, when in mixtures.items())
        when = [year for years in mixtures.values() for year in years]
        yield Problem(
            row.satuan,
            f"Target ini menjumlahkan satuan yang berbeda: {said}.",
            "Pakai ukuran yang mewakili hasilnya, atau pisahkan indikator ini menurut satuan.",
            indicator=row,
            year=when[0] if len(when) == 1 else None,
        )


def _units(book: Book, part: Indicator, target: Target) -> frozenset[str]:
    """The satuan of a part, else what is written behind its number; empty if nothing says it."""
    text = part.satuan.text or target.quantity.unit
    return _words(book.profile.satuan.resolve(text))


@lru_cache
def _words(unit: Unit) -> frozenset[str]:
    return frozenset((*unit.names, *(word for word in unit.unknown if fold(word))))


def _span(years: Sequence[int]) -> str:
    """``2023-2026`` for years without a gap, else all of them."""
    if len(years) > 2 and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]}-{years[-1]}"
    return ", ".join(map(str, years))
