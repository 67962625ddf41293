"""Berkas harus dibuat dari templat cascade_xl versi yang berlaku.

Pemeriksaan dan penggabungan mengenali lembar dan kolom menurut templat. Berkas yang dibuat sendiri, salinan dari
aplikasi lain, atau templat lama dapat terbaca keliru tanpa terlihat. Tandanya ada pada isian *Versi Templat* di
lembar *Identitas*; isian itu dibuat oleh templat dan tidak perlu diubah.

Yang perlu dilakukan: mintalah templat terbaru kepada Bappeda, lalu salin isian Anda ke dalamnya.

Lolos::

    Matriks
    | Jenjang | Kode | Uraian             |
    | Program | P1   | Kepegawaian Daerah |
    templat: cascade_xl 1.0

Tidak lolos::

    Matriks
    | Jenjang | Kode | Uraian             |
    | Program | P1   | Kepegawaian Daerah |
    templat: cascade_xl 0.9

Tidak lolos::

    Matriks
    | Jenjang | Kode | Uraian             |
    | Program | P1   | Kepegawaian Daerah |
    templat: -
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import TEMPLATE_MARKER, TEMPLATE_VERSION, Severity
from cascade_xl.rules.berkas import IDENTITAS, sheet_missing, whole_file
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem

CODE = "B101"
SEVERITY = Severity.ERROR
SOURCE = "Petunjuk templat cascade_xl: satu templat untuk semua perangkat daerah"

_CURRENT = f"{TEMPLATE_MARKER} {TEMPLATE_VERSION}"


def check(book: Book) -> Iterator[Problem]:
    """The marker of the workbook against the marker of this version."""
    marker = book.document.template
    if marker == _CURRENT:
        return
    name, _, version = marker.partition(" ")
    if name != TEMPLATE_MARKER:
        what = f'Isian Versi Templat berbunyi "{marker}".' if marker else "Isian Versi Templat kosong."
        message = f"Berkas ini bukan templat {TEMPLATE_MARKER}. {what}"
        fix = "Mintalah templat yang berlaku, lalu salin isian Anda ke dalamnya."
    elif _number(version) is None:
        message = f'Versi templat "{version}" tidak dikenal (yang berlaku {TEMPLATE_VERSION}).'
        fix = "Mintalah templat yang berlaku, lalu salin isian Anda ke dalamnya."
    elif (_number(version) or ()) < (_number(TEMPLATE_VERSION) or ()):
        message = f"Berkas ini memakai templat lama {version} (yang berlaku {TEMPLATE_VERSION})."
        fix = f"Mintalah templat {TEMPLATE_VERSION}, lalu salin isian Anda ke dalamnya."
    else:
        message = f"Berkas ini memakai templat {version}, lebih baru daripada aplikasi ini ({TEMPLATE_VERSION})."
        fix = "Perbarui aplikasi cascade-xl, lalu periksa kembali."
    at = None if sheet_missing(book, IDENTITAS) else book.document.identitas.get("templat")
    yield Problem(at or whole_file(book), message, fix, found=marker, expected=_CURRENT)


def _number(version: str) -> tuple[int, ...] | None:
    parts = version.split(".")
    return tuple(int(part) for part in parts) if all(part.isdigit() for part in parts) else None
