"""Kode dan nama program, kegiatan dan sub kegiatan sesuai daftar nomenklatur.

Aturan ini hanya berjalan bila daftar nomenklatur nasional diberikan. Kode yang tidak ada dalam daftar, atau namanya
berbeda dari daftar, dapat tidak dikenali oleh sistem perencanaan dan penganggaran. Beda huruf besar, spasi, tanda
baca, dan kata *Program* di depan nama tidak dihitung. Program penunjang dicocokkan dengan kode umum X.XX.01.

Yang perlu dilakukan: cari kodenya dalam daftar, lalu samakan kode atau namanya. Bila daftarnya sudah lama, pakailah
daftar yang terbaru.

Lolos::

    nomenklatur: 5.03.02=PROGRAM KEPEGAWAIAN DAERAH
    nomenklatur: X.XX.01=PROGRAM PENUNJANG URUSAN DAERAH PROVINSI | PROGRAM PENUNJANG URUSAN DAERAH KABUPATEN/KOTA
    Matriks
    | Jenjang | Kode      | Uraian                                                |
    | Program | 5.03.02#2 | Kepegawaian Daerah                                    |
    | Program | 5.03.01   | Program Penunjang Urusan Daerah Kabupaten / Kota      |

Tidak lolos::

    nomenklatur: 5.03.02=PROGRAM KEPEGAWAIAN DAERAH
    Matriks
    | Jenjang | Kode    | Uraian           |
    | Program | 5.03.02 | Pengembangan SDM |

Tidak lolos::

    nomenklatur: 5.03.02=PROGRAM KEPEGAWAIAN DAERAH
    Matriks
    | Jenjang | Kode    | Uraian             |
    | Program | 5.03.09 | Kepegawaian Daerah |
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cascade_xl.model import Severity
from cascade_xl.rules.book import Book, Nomenclature
from cascade_xl.rules.kode import ALTERNATIVES, generic, name_key, standard
from cascade_xl.rules.rule import Problem
from cascade_xl.text import clean

CODE = "H211"
SEVERITY = Severity.WARNING
SOURCE = "Permendagri 90/2019 dan pemutakhirannya: daftar nomenklatur"


def skip(book: Book) -> str | None:
    """There is nothing to compare with unless the user names a list."""
    return None if book.nomenclature else "daftar nomenklatur tidak diberikan"


def check(book: Book) -> Iterator[Problem]:
    """Every official code that the list lacks or names otherwise; one of the wrong length is ``kode-tidak-baku``'s."""
    if book.nomenclature is None:
        return
    for node, level in book.placed:
        kode = standard(node.kode.text)
        if kode is None or kode.count(".") + 1 != level.segmen:
            continue
        names = _names(book.nomenclature, kode)
        if not names:
            yield Problem(
                node.kode,
                f"Kode {kode} tidak ada dalam {book.nomenclature.source}.",
                f"Cari {level.label} ini dalam daftar nomenklatur, lalu perbaiki kodenya.",
                node=node,
            )
        elif node.uraian.text and name_key(node.uraian.text) not in map(name_key, names):
            listed = " atau ".join(f'"{name}"' for name in names)
            yield Problem(
                node.uraian,
                f"Menurut {book.nomenclature.source}, kode {kode} bernama {listed}.",
                "Samakan namanya dengan daftar, atau perbaiki kodenya.",
                node=node,
                expected=names[0] if len(names) == 1 else None,
            )


def _names(nomenclature: Nomenclature, kode: str) -> Sequence[str]:
    """What the list calls a code; the supporting programme stands there under X.XX.01."""
    listed = nomenclature.names.get(kode) or nomenclature.names.get(generic(kode), "")
    return [clean(name) for name in listed.split(ALTERNATIVES) if name.strip()]
