"""Rumus harus sudah dihitung sebelum berkas diserahkan.

Berkas yang dibuat atau diubah oleh aplikasi lain dapat memuat rumus yang belum pernah dihitung oleh Excel. Di layar
Excel hasilnya akan tampak, tetapi di dalam berkas hasil itu belum tersimpan; siapa pun yang membaca berkas ini tidak
melihat apa-apa. Sel seperti itu tidak pernah dianggap kosong.

Yang perlu dilakukan: buka berkas di Excel, simpan, lalu periksa kembali; atau ketik langsung hasilnya.

Lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator      | Satuan | Target 2025 |
    | Program | P1   | Diklat | Jumlah peserta | Orang  | 40          |

Tidak lolos::

    Matriks
    | Jenjang | Kode | Uraian | Indikator      | Satuan | Target 2025 |
    | Program | P1   | Diklat | Jumlah peserta | Orang  | =20+20      |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Seen, Severity
from cascade_xl.rules.berkas import broken
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem

CODE = "B107"
SEVERITY = Severity.ERROR
SOURCE = "kebiasaan kerja Excel: berkas disimpan oleh Excel setelah rumus dihitung"


def check(book: Book) -> Iterator[Problem]:
    """Every formula without a stored result."""
    for cell in broken(book, Seen.UNCALCULATED, lambda flaw: flaw == "rumus"):
        formula = cell.detail if cell.detail != "rumus" else ""
        yield Problem(
            cell.place,
            "Rumus di sel ini belum pernah dihitung, sehingga isinya belum ada.",
            "Buka berkas di Excel, simpan, lalu periksa kembali; atau ketik langsung hasilnya.",
            node=cell.node,
            indicator=cell.indicator,
            year=cell.year,
            found=f"={formula.removeprefix('=')}" if formula else "",
            kode=cell.kode,
            name=cell.name,
        )
