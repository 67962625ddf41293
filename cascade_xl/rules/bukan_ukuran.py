"""Indikator adalah ukuran, bukan kalimat sasaran.

*Tercapainya administrasi keuangan* atau *Meningkatnya mutu pelayanan* menyatakan keadaan yang diinginkan: itu
sasaran. Indikator menyatakan apa yang diukur: jumlah, persentase, nilai, indeks, tingkat, waktu. Menurut Perpres
29/2014 tentang SAKIP, indikator kinerja adalah ukuran keberhasilan. Kalimat yang memuat kata ukuran, mis.
*Meningkatnya nilai SAKIP*, tidak dilaporkan.

Pindahkan kalimat itu ke kolom Sasaran, lalu tulis ukurannya, mis. *Jumlah dokumen keuangan yang tersusun tepat
waktu*.

Lolos::

    Matriks
    | Jenjang  | Kode | Uraian   | Sasaran                            | Indikator                |
    | Kegiatan | K1   | Keuangan | Tercapainya administrasi keuangan  | Jumlah dokumen keuangan  |
    | Kegiatan | K2   | Umum     | Meningkatnya mutu pelayanan        | Nilai survei kepuasan    |

Tidak lolos::

    Matriks
    | Jenjang  | Kode | Uraian   | Sasaran                            | Indikator                         |
    | Kegiatan | K1   | Keuangan | Terlaksananya administrasi         | Tercapainya administrasi keuangan |
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cascade_xl.model import Severity
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem
from cascade_xl.text import words

CODE = "I309"
SEVERITY = Severity.WARNING
SOURCE = "Perpres 29/2014 (SAKIP): indikator kinerja adalah ukuran keberhasilan"

_ACHIEVEMENT = re.compile(
    r"(?:ter|me|ber)[a-z]{3,}nya|optimalnya|lancarnya|efektifnya|efisiennya|adanya|kuatnya|stabilnya|membaiknya"
)
# fmt: off
_MEASURES = {
    "jumlah", "banyaknya", "persentase", "presentase", "prosentase", "persen", "nilai", "indeks", "index",
    "skor", "angka", "rasio", "tingkat", "cakupan", "rata", "rerata", "proporsi", "laju", "capaian", "predikat",
    "kategori", "opini", "level", "derajat", "peringkat", "frekuensi", "lama", "waktu", "durasi", "volume",
    "kadar", "luas", "panjang", "besar", "besaran", "kapasitas", "kecepatan", "kepadatan", "produktivitas",
    "pertumbuhan",
}
# fmt: on


def check(book: Book) -> Iterator[Problem]:
    """Each indicator that begins like a sasaran and holds no word of measuring."""
    for row in book.measured:
        said = words(row.indikator.text)
        if said and _ACHIEVEMENT.fullmatch(said[0]) and _MEASURES.isdisjoint(said):
            yield Problem(
                row.indikator,
                f"Indikator ini berupa kalimat sasaran ({said[0].capitalize()} ...), bukan ukuran.",
                "Tulis apa yang diukur, mis. Jumlah ..., Persentase ... atau Nilai ...; kalimat ini untuk Sasaran.",
                indicator=row,
            )
