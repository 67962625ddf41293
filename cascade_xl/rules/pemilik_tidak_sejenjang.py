"""Pemilik kinerja sebaiknya setingkat dengan jenjang kinerjanya.

Kinerja strategis dipimpin pejabat yang lebih tinggi, kinerja operasional oleh pejabat di bawahnya: misalnya sasaran
perangkat daerah oleh kepala, program oleh sekretaris atau kepala bidang, sub kegiatan oleh kepala subbagian atau
pejabat fungsional. Jabatan yang lazim pada tiap jenjang tercantum dalam profil daerah. Jabatan yang tidak tercantum
tidak diperiksa, dan kata Plt, Plh dan Pj diabaikan. Bila pemiliknya memang demikian di perangkat daerah Anda, saran
ini boleh diabaikan.

Yang perlu dilakukan: periksa apakah pemiliknya benar. Bila kebiasaan di daerah berbeda, mintalah Bappeda menyesuaikan
profil.

Lolos::

    Matriks
    | Jenjang      | Kode | Uraian                 | Indikator     | Pemilik Kinerja                      |
    | Program      | P1   | Kepegawaian Daerah     | Indeks Merit  | Plt. Kepala Bidang Mutasi            |
    | Sub Kegiatan | SK1  | Pengelolaan Mutasi ASN | Jumlah mutasi | Kasubbid Mutasi; Analis SDM Aparatur |

Tidak lolos::

    Matriks
    | Jenjang      | Kode | Uraian                 | Indikator     | Pemilik Kinerja                      |
    | Sub Kegiatan | SK1  | Pengelolaan Mutasi ASN | Jumlah mutasi | Kasubbid Mutasi; Bupati              |
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, partial

from cascade_xl.model import Severity
from cascade_xl.profile import Profile
from cascade_xl.rules.book import Book
from cascade_xl.rules.owners import titles
from cascade_xl.rules.rule import Problem
from cascade_xl.text import fold

CODE = "H213"
SEVERITY = Severity.ADVICE
SOURCE = "Permenpan-RB 89/2021 dan Permenpan-RB 53/2014: kinerja dibagi menurut jenjang jabatan"


def check(book: Book) -> Iterator[Problem]:
    """Every owner whose title the profile knows from other levels only, once a node."""
    strangers = cache(partial(_strangers, book.profile))
    for node, level in book.placed:
        said: set[str] = set()
        for row in book.rows(node):
            for owner, usual in strangers(row.pemilik.raw, level.key):
                if fold(owner) not in said:
                    said.add(fold(owner))
                    labels = ", ".join(other.label for other in book.profile.levels.values() if other.key in usual)
                    yield Problem(
                        row.pemilik,
                        f"{owner} biasanya memiliki kinerja jenjang {labels}, bukan {level.label}.",
                        "Periksa apakah pemilik atau jenjangnya sudah benar.",
                        node=node,
                        found=owner,
                    )


def _strangers(profile: Profile, raw: str, level: str) -> Sequence[tuple[str, frozenset[str]]]:
    """The owners in a cell whose title is known from other levels only, with these."""
    usual = ((owner, profile.owner_levels(owner)) for owner in titles(raw))
    return [(owner, levels) for owner, levels in usual if levels and level not in levels]
