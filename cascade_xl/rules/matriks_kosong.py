"""Lembar Matriks harus berisi.

*Matriks* adalah isi pokok berkas: kinerja dari visi sampai sub kegiatan dengan indikator dan targetnya. Berkas dengan
matriks kosong biasanya templat yang salah diserahkan, atau isiannya berada di berkas lain.

Yang perlu dilakukan: isi lembar *Matriks*, atau serahkan berkas yang benar.

Lolos::

    Matriks
    | Jenjang | Kode | Uraian             |
    | Program | P1   | Kepegawaian Daerah |

Tidak lolos::

    Matriks
    | Jenjang | Kode | Uraian |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Seen, Severity
from cascade_xl.rules.berkas import MATRIKS, seen, sheet_missing, whole_sheet
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem
from cascade_xl.text import fold

CODE = "B111"
SEVERITY = Severity.ERROR
SOURCE = "Petunjuk templat cascade_xl: Matriks adalah isi pokok berkas"


def skip(book: Book) -> str | None:
    """A missing sheet is the matter of ``lembar-hilang``, a missing heading row that of ``kolom-hilang``."""
    if sheet_missing(book, MATRIKS):
        return f"lembar {MATRIKS} tidak ada"
    if any(fold(o.place.sheet) == fold(MATRIKS) and not o.place.row for o in seen(book, Seen.NO_COLUMN)):
        return f"judul kolom lembar {MATRIKS} tidak ditemukan"
    return None


def check(book: Book) -> Iterator[Problem]:
    """A document without a single node."""
    if not book.document.nodes:
        yield Problem(
            whole_sheet(book, MATRIKS),
            "Lembar Matriks belum berisi satu kinerja pun.",
            "Isi lembar Matriks, atau pastikan berkas yang diserahkan sudah benar.",
        )
