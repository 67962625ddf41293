"""Setiap kinerja yang wajib berpemilik harus menyebut pemiliknya.

Pemilik kinerja adalah jabatan yang bertanggung jawab dan menandatangani perjanjian kinerja. Jenjang mana yang wajib
berpemilik ditentukan oleh profil daerah. Cukup satu baris dari kinerja itu yang menyebut pemiliknya.

Yang perlu dilakukan: isi kolom *Pemilik Kinerja* dengan nama jabatan, misalnya Kepala Bidang Mutasi. Tulis Plt, Plh
atau Pj bila perlu.

Lolos::

    Matriks
    | Jenjang | Kode | Uraian             | Indikator      | Pemilik Kinerja      |
    | Program | P1   | Kepegawaian Daerah | Indeks Merit   | Kepala Bidang Mutasi |
    |         |      |                    | Nilai Disiplin |                      |
    profil: {"jenjang": {"program": {"wajib": ["pemilik"]}}}

Tidak lolos::

    Matriks
    | Jenjang | Kode | Uraian             | Indikator      | Pemilik Kinerja      |
    | Program | P1   | Kepegawaian Daerah | Indeks Merit   |                      |
    profil: {"jenjang": {"program": {"wajib": ["pemilik"]}}}
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Severity
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem
from cascade_xl.text import says

CODE = "H212"
SEVERITY = Severity.WARNING
SOURCE = "Permenpan-RB 53/2014: perjanjian kinerja ditandatangani oleh pejabat yang bertanggung jawab"


def check(book: Book) -> Iterator[Problem]:
    """Every node that must have an owner and names none in any of its rows."""
    owned = {id(row.node) for row in book.document.indicators if says(row.pemilik.text) or row.pemilik.flaw}
    for node, level in book.placed:
        if "pemilik" in level.wajib and id(node) not in owned:
            rows = book.rows(node)
            yield Problem(
                rows[0].pemilik if rows else node.kode,
                f"Pemilik {level.label} ini belum diisi.",
                "Isi jabatan yang bertanggung jawab pada kolom Pemilik Kinerja.",
                node=node,
                found="",
            )
