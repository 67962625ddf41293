"""Tahun kolom target, periode di Identitas, dan periode daerah harus sama.

Periode tertulis di tiga tempat: kolom *Target* di lembar *Matriks*, isian *Tahun Awal* dan *Tahun Akhir* di lembar
*Identitas*, dan profil daerah yang dipakai semua perangkat daerah. Bila berbeda, target dapat masuk ke tahun yang
salah ketika digabung. Periode Renstra perangkat daerah mengikuti periode RPJMD.

Yang perlu dilakukan: samakan tahunnya. Bila templat dibuat untuk periode lain, mintalah templat yang sesuai.

Lolos::

    Matriks
    | Jenjang | Kode | Uraian | Target 2025 | Target 2026 |
    | Program | P1   | Diklat | 40          | 45          |
    Identitas
    | Tahun Awal  | 2025 |
    | Tahun Akhir | 2026 |

Tidak lolos::

    Matriks
    | Jenjang | Kode | Uraian | Target 2025 | Target 2026 |
    | Program | P1   | Diklat | 40          | 45          |
    Identitas
    | Tahun Awal  | 2025 |
    | Tahun Akhir | 2029 |

Tidak lolos::

    Matriks
    | Jenjang | Kode | Uraian | Target 2025 | Target 2026 |
    | Program | P1   | Diklat | 40          | 45          |
    profil: {"periode": {"awal": 2026, "akhir": 2030}}
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cascade_xl.model import Severity, Value
from cascade_xl.rules.berkas import MATRIKS, whole_sheet
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem

CODE = "B105"
SEVERITY = Severity.ERROR
SOURCE = "Permendagri 86/2017: Renstra perangkat daerah berpedoman pada RPJMD"

_YEAR = re.compile(r"(?:19|20|21)\d\d")
_SAME = "Samakan tahunnya, atau mintalah templat untuk periode yang benar."


def check(book: Book) -> Iterator[Problem]:
    """The years of *Identitas* by themselves, then against the target columns; the columns against the profile."""
    years, profile = book.document.years, book.profile
    first, last = book.document.identitas.get("periode_awal"), book.document.identitas.get("periode_akhir")
    for value in (first, last):
        if value is not None and not value.blank and _year(value) is None:
            yield Problem(value, f'"{value.raw}" bukan angka tahun.', "Tulis empat angka tahunnya saja, misalnya 2025.")
    start, end = _year(first), _year(last)
    if first is not None and start is not None and end is not None and start > end:
        yield Problem(
            first,
            f"Tahun awal {start} lebih besar daripada tahun akhir {end}.",
            "Periksa kembali tahun awal dan tahun akhir.",
        )
    elif years:
        if first is not None and start is not None and start != years[0]:
            message = f"Tahun awal {start}, sedangkan kolom target dimulai dari tahun {years[0]}."
            yield Problem(first, message, _SAME, expected=str(years[0]))
        if last is not None and end is not None and end != years[-1]:
            message = f"Tahun akhir {end}, sedangkan kolom target berakhir pada tahun {years[-1]}."
            yield Problem(last, message, _SAME, expected=str(years[-1]))
    if years and profile.years and years != profile.years:
        yield Problem(
            whole_sheet(book, MATRIKS),
            f"Kolom target memuat tahun {_span(years)}, sedangkan profil {profile.nama} tahun {_span(profile.years)}.",
            _SAME,
            found=_span(years),
            expected=_span(profile.years),
        )


def _year(value: Value | None) -> int | None:
    return int(value.text) if value is not None and not value.flaw and _YEAR.fullmatch(value.text) else None


def _span(years: Sequence[int]) -> str:
    """``2025-2029``, or the years one by one where some are missing between."""
    if len(years) > 1 and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]}-{years[-1]}"
    return ", ".join(str(year) for year in years)
