"""Indikator yang sama pada dua jenjang bertarget sama.

Bila bunyi indikator di sasaran dan di program sama, ukurannya satu, maka targetnya pada tahun yang sama harus sama
pula. Perbedaan membuat perjanjian kinerja atasan dan bawahan bertentangan. Tidak diperiksa: indikator yang
menyatakan cara agregasi, yang satuannya berbeda, dan yang bunyinya sama pada beberapa anak sekaligus, sebab itu
mungkin jumlah atau rerata.

Samakan targetnya, atau perjelas bunyi indikator di jenjang bawah.

Lolos::

    Matriks
    | Jenjang    | Kode | Kode Induk | Uraian        | Indikator   | Satuan | Target 2025 | Target 2026 |
    | Sasaran PD | SP1  |            | Akuntabilitas | Nilai SAKIP | Nilai  | 70          | 72          |
    | Program    | P1   | SP1        | Penunjang     | Nilai SAKIP | Nilai  | 70          | 72,0        |

Tidak lolos::

    Matriks
    | Jenjang    | Kode | Kode Induk | Uraian        | Indikator   | Satuan | Target 2025 | Target 2026 |
    | Sasaran PD | SP1  |            | Akuntabilitas | Nilai SAKIP | Nilai  | 70          | 72          |
    | Program    | P1   | SP1        | Penunjang     | Nilai SAKIP | Nilai  | 70          | 71          |
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from cascade_xl.model import Indicator, Node, Severity
from cascade_xl.profile import Agregasi
from cascade_xl.rules.book import Book
from cascade_xl.rules.cells import unfilled
from cascade_xl.rules.rule import Problem
from cascade_xl.rules.series import dated, measure
from cascade_xl.text import fold

CODE = "T418"
SEVERITY = Severity.WARNING
SOURCE = "Permenpan-RB 89/2021: penjenjangan kinerja; 88/2021: kinerja setiap jenjang selaras"


def check(book: Book) -> Iterator[Problem]:
    """Each year in which an indicator and its namesake on the line above have other numbers."""
    namesakes: dict[int, list[tuple[Indicator, Indicator]]] = defaultdict(list)
    names = [fold(row.indikator.text) for row in book.document.indicators]
    times = Counter(names)
    for row, name in zip(book.document.indicators, names, strict=True):
        above = _namesake(book, row) if times[name] > 1 else None
        if above is not None:
            namesakes[id(above)].append((above, row))
    for pairs in namesakes.values():
        if len(pairs) == 1 and not _adds_up(book, pairs[0][1]):
            yield from _compare(book, *pairs[0])


def _namesake(book: Book, row: Indicator) -> Indicator | None:
    """The nearest indicator with the same words on the line upwards."""
    wanted = fold(row.indikator.text)
    if not wanted or row.node is None:
        return None
    line = (node for node in book.ancestors(row.node) if _of_regency(book, node) == _of_regency(book, row.node))
    candidates = (up for node in line for up in book.indicators(node))
    return next((up for up in candidates if fold(up.indikator.text) == wanted), None)


def _of_regency(book: Book, node: Node) -> bool:
    """The regency's *Nilai SAKIP* and an office's are two numbers of the same name."""
    level = book.level(node)
    return level is not None and level.daerah


def _adds_up(book: Book, row: Indicator) -> bool:
    return not unfilled(row.agregasi) and book.profile.agregasi(row.agregasi.text) is not Agregasi.NONE


def _compare(book: Book, above: Indicator, row: Indicator) -> Iterator[Problem]:
    over = {target.year: target for target in above.targets}
    for target in row.targets:
        upper = over.get(target.year)
        if upper is None or upper.quantity.value is None or target.quantity.value is None:
            continue
        here, there = measure(book, row, target.quantity), measure(book, above, upper.quantity)
        same = here == there or not here or not there
        if same and upper.quantity.value != target.quantity.value:
            kode = above.node.kode.text if above.node else ""
            yield Problem(
                target.value,
                f"Indikator yang sama pada {kode} bertarget {dated(upper)}, di sini {target.value.text}.",
                "Samakan targetnya, atau perjelas bunyi indikator ini.",
                indicator=row,
                year=target.year,
                expected=upper.value.text,
            )
