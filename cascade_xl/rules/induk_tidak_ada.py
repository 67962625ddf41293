"""Kode Induk harus menunjuk kinerja yang ada.

Cascading adalah penjabaran: setiap kinerja mendukung satu kinerja di atasnya. Bila *Kode Induk* kosong atau menunjuk
kode yang tidak ada, kinerja itu terlepas dari pohon dan tidak ikut terhitung pada induknya. Jenjang teratas tidak
memerlukan induk, begitu pula jenjang yang seluruh jenjang induknya tidak dimuat dalam dokumen ini.

Yang perlu dilakukan: pilih *Kode Induk* dari daftar, atau tambahkan dahulu kinerja induknya.

Lolos::

    Matriks
    | Jenjang    | Kode  | Kode Induk | Uraian                  |
    | Sasaran PD | SP1   |            | Meningkatnya merit ASN  |
    | Program    | P1    | SP1        | Kepegawaian Daerah      |
    | Kegiatan   | P1.K1 | P1         | Mutasi dan Promosi ASN  |

Tidak lolos::

    Matriks
    | Jenjang    | Kode  | Kode Induk | Uraian                  |
    | Program    | P1    |            | Kepegawaian Daerah      |
    | Kegiatan   | P1.K1 | P2         | Mutasi dan Promosi ASN  |

Tidak lolos::

    Matriks
    | Jenjang    | Kode  | Kode Induk | Uraian                  |
    | Sasaran PD | SP1   |            | Meningkatnya merit ASN  |
    | Program    | P1    |            | Kepegawaian Daerah      |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Node, Severity, Value
from cascade_xl.rules.book import Book
from cascade_xl.rules.kode import is_number, standard
from cascade_xl.rules.rule import Problem
from cascade_xl.text import fold, says

CODE = "H203"
SEVERITY = Severity.ERROR
SOURCE = "Permenpan-RB 89/2021: kinerja dijabarkan berjenjang dari kinerja di atasnya"


def check(book: Book) -> Iterator[Problem]:
    """Every *Kode Induk* that names nothing, and every blank one where a parent could be named."""
    present = {level.key for level in book.levels.values() if level}
    alike: dict[str, str] = {}
    for node in book.document.nodes:
        if not says(node.induk.text):  # a dash is blank, too
            yield from _blank(book, node, present)
        elif node.induk.text not in book.by_kode:
            alike = alike or _alike(book)
            probably = next((alike[form] for form in _forms(node.induk.text) if form in alike), None)
            yield _unknown(node, book.by_kode[probably][0].kode if probably else None)


def _alike(book: Book) -> dict[str, str]:
    """The first kode of each spelling that codes have in common."""
    found: dict[str, str] = {}
    for kode in book.by_kode:
        for form in _forms(kode):
            found.setdefault(form, kode)
    return found


def _forms(kode: str) -> list[str]:
    """What a code has in common with other spellings of it."""
    return [form for form in (fold(kode), standard(kode)) if form]


def _unknown(node: Node, alike: Value | None) -> Problem:
    """``alike`` is a *Kode* that another spelling of this *Kode Induk* would name."""
    message = f"Kode Induk {node.induk.text} tidak ada pada kolom Kode"
    if alike is None:
        fix = "Pilih Kode Induk dari daftar, atau tambahkan dahulu kinerja induknya."
        return Problem(node.induk, f"{message}.", fix, node=node)
    if is_number(alike):
        cell = alike.place.cell
        message += f"; di sel {cell} ada {alike.text} yang tersimpan sebagai angka."
        fix = f"Bila itu induknya, ubah format sel {cell} menjadi Teks, lalu ketik ulang kodenya."
        return Problem(node.induk, message, fix, node=node, cites=alike)
    fix = f"Tulis {alike.text} bila memang itu induknya; kode induk harus sama persis."
    return Problem(node.induk, f"{message}; yang mirip adalah {alike.text}.", fix, node=node, expected=alike.text)


def _blank(book: Book, node: Node, present: set[str]) -> Iterator[Problem]:
    level = book.level(node)
    labels = [book.profile.levels[key].label for key in level.induk if key in present] if level else []
    if level and labels and not node.induk.flaw:
        yield Problem(
            node.induk,
            f"Kode Induk {level.label} ini kosong.",
            f"Isi dengan kode {' atau '.join(labels)} yang didukungnya.",
            node=node,
        )
