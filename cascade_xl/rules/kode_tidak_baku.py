"""Kode program, kegiatan dan sub kegiatan ditulis dalam bentuk baku.

Bentuk baku menurut kodefikasi nasional adalah urusan (1 angka), bidang urusan (2), program (2), kewenangan (1),
kegiatan (2) dan sub kegiatan (4), dipisah titik: program 5.03.02, kegiatan 5.03.02.2.01, sub kegiatan
5.03.02.2.01.0003. Tulisan lain, misalnya dua angka untuk sub kegiatan, 02.01 untuk 2.01, atau 1.3 untuk 1.03, membuat
kode yang sama tampak berbeda saat digabung.

Kode juga harus tersimpan sebagai teks: Excel mengubah 1.10 menjadi angka 1,1 atau menjadi tanggal. Kode pendek buatan
sendiri, misalnya P1.K2, tidak diperiksa; tanda #2 di belakang kode diperbolehkan.

Yang perlu dilakukan: tulis kode dalam bentuk baku. Bila tersimpan sebagai angka, ubah format selnya menjadi Teks,
lalu ketik ulang.

Lolos::

    Matriks
    | Jenjang      | Kode              | Kode Induk   | Uraian                               |
    | Program      | 5.03.02           |              | Kepegawaian Daerah                   |
    | Kegiatan     | 5.03.02.2.01      | 5.03.02      | Pengadaan ASN                        |
    | Sub Kegiatan | 5.03.02.2.01.0003 | 5.03.02.2.01 | Koordinasi Pengadaan PNS dan PPPK    |
    | Program      | X.XX.01           |              | Penunjang Urusan Pemerintahan Daerah |
    | Program      | 5.03.02#2         |              | Kepegawaian Daerah                   |
    | Program      | P3                |              | Program Prioritas                    |

Tidak lolos::

    Matriks
    | Jenjang      | Kode               | Uraian                            |
    | Sub Kegiatan | 5.03.02.2.01.03    | Koordinasi Pengadaan PNS dan PPPK |
    | Kegiatan     | 5.3.02.02.01       | Pengadaan ASN                     |
    | Kegiatan     | 5,03,02,2,01       | Pengadaan ASN                     |
    | Program      | 5.03.02.           | Kepegawaian Daerah                |

Tidak lolos::

    Matriks
    | Jenjang  | Kode         | Kode Induk | Uraian             |
    | Program  | 5.1#         |            | Kepegawaian Daerah |
    | Kegiatan | P1.K1        | 5.1#       | Pengadaan ASN      |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Node, Severity, Value
from cascade_xl.profile import Level
from cascade_xl.rules.book import Book
from cascade_xl.rules.kode import NAMES, base, is_number, looks_official, segments, standard
from cascade_xl.rules.rule import Problem

CODE = "H208"
SEVERITY = Severity.WARNING
SOURCE = "Permendagri 90/2019 dan pemutakhirannya: susunan kode; kebiasaan kerja Excel: kode disimpan sebagai teks"

_RETYPE = "Ubah format sel menjadi Teks, lalu ketik ulang kodenya."
_EXAMPLES = {3: "5.03.02", 5: "5.03.02.2.01", 6: "5.03.02.2.01.0003"}


def check(book: Book) -> Iterator[Problem]:
    """Codes on the levels that have official ones, and on any level those that Excel made numbers of."""
    for node, level in book.placed:
        if is_number(node.kode):
            yield _stored(node, node.kode, "Kode")
        elif level.segmen and (problem := _kode(node, level)):
            yield problem
        if is_number(node.induk):
            yield _stored(node, node.induk, "Kode Induk")


def _kode(node: Node, level: Level) -> Problem | None:
    kode = base(node.kode.text)
    form = standard(kode)
    if form is not None and form == kode.upper() and form.count(".") + 1 == level.segmen:
        return None
    if not looks_official(kode):
        return None
    example = _EXAMPLES.get(level.segmen, "")
    if len(segments(kode)) != level.segmen:
        parts = f"terdiri atas {len(segments(kode))} bagian, sedangkan kode {level.label} {level.segmen} bagian"
        fix = f"Periksa kodenya atau jenjangnya; kode {level.label} ditulis seperti {example}."
        return Problem(node.kode, f"Kode {kode} {parts}.", fix, node=node)
    if form is None:
        message = f"Kode {kode} tidak dapat dibaca sebagai kode {level.label}."
        return Problem(node.kode, message, f"Periksa pada daftar nomenklatur; tulis seperti {example}.", node=node)
    message = f"Kode {kode} belum baku: {_difference(kode, form)}."
    return Problem(node.kode, message, f"Tulis {form}.", node=node, expected=form)


def _stored(node: Node, value: Value, column: str) -> Problem:
    became = "berubah menjadi tanggal" if value.flaw == "tanggal" else "tersimpan sebagai angka"
    message = f"{column} {value.raw} {became}, sehingga titik dan nol di dalamnya dapat hilang."
    return Problem(value, message, _RETYPE, node=node)


def _difference(kode: str, form: str) -> str:
    """Which parts of a code differ from the standard form."""
    pairs = zip(NAMES, segments(kode), form.split("."), strict=False)
    wrong = [f"bagian {name} ditulis {part}, seharusnya {good}" for name, part, good in pairs if part.upper() != good]
    return "; ".join(wrong) or "bagian-bagiannya dipisah satu titik, tanpa spasi, koma, atau titik di akhir"
