"""F13 DEFINISI OPERASIONAL: arti dan rumus tiap indikator sasaran dan program, dengan penanggung jawabnya.

Isinya diambil dari lembar *Matriks*: sasaran di atas program, disandingkan dengan program yang *Kode Induk*-nya
menunjuk ke sana; jenjang yang lebih atas dicetak bila berindikator. Penanggung jawab sasaran dan program yang sebaris
ditulis dalam satu sel. Formulasi yang berbunyi *Definisi: … Rumus: …* dibagi ke dua kolom; formulasi lain dicetak
sebagai rumus. Sel yang kosong di lembar tetap kosong di sini. Program yang tidak terhubung ke sasaran dicetak paling
akhir di bawah judul yang menyebutkannya.

Sumber: tabel definisi operasional dalam Keputusan Kepala BKD Provinsi Banten 2024.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from cascade_xl.forms import kit
from cascade_xl.forms.nothing import NothingError
from cascade_xl.forms.order import Order
from cascade_xl.forms.paper import Page
from cascade_xl.forms.said import (
    indicators_down,
    lowest_strategic,
    name_of,
    nodes_of,
    program_levels,
    regency_levels,
    rows_saying,
    said,
    strategic_levels,
)
from cascade_xl.forms.sheet import Sheet
from cascade_xl.model import Node
from cascade_xl.text import fold

CODE = "F13"
TAB = "F13 DEFINISI OPERASIONAL"
_DEFINISI = re.compile(r"\s*(?:definisi(?:\s+operasional)?|meta\s+indikator)\s*:\s*", re.IGNORECASE)
_RUMUS = re.compile(r"\s*\brumus(?:\s+perhitungan)?(?:\s+indikator)?\s*:\s*", re.IGNORECASE)
_COLUMNS = (
    kit.Column("SASARAN DAERAH/ SASARAN PERANGKAT DAERAH", 92),
    kit.Column("INDIKATOR KINERJA TUJUAN/ SASARAN", 86),
    kit.Column("META INDIKATOR (DEFINISI OPERASIONAL)", 110),
    kit.Column("RUMUS PERHITUNGAN INDIKATOR", 110),
    kit.Column("PROGRAM PENYELENGGARAAN URUSAN", 96),
    kit.Column("INDIKATOR KINERJA PROGRAM", 92),
    kit.Column("META INDIKATOR (Definisi Operasional)", 100),
    kit.Column("RUMUS PERHITUNGAN INDIKATOR", 132),
    kit.Column("PENANGGUNG JAWAB (Kepala OPD)", 94),
)


def sheets(order: Order) -> list[Sheet]:
    """One sheet."""
    body = list(_body(order))
    if not body:
        level = lowest_strategic(order)
        labels = [*([level.label] if level else ()), *(level.label for level in program_levels(order))]
        raise NothingError(f"Isi jenjang {' dan '.join(labels) or 'sasaran'} di lembar Matriks.")
    blocks: list[kit.Block] = [
        *kit.head(order, "DEFINISI OPERASIONAL", order.said("opd"), f"TAHUN {order.period}"),
        kit.Table(_COLUMNS, body, size=8, numbers=True),
        *kit.signature(order),
    ]
    return [kit.lay(CODE, TAB, Page(order.paper), blocks)]


def meta_and_rumus(formulasi: str) -> tuple[str, str]:
    """The definition and the formula of *Definisi: … Rumus: …*; other texts are the formula."""
    lead = _DEFINISI.match(formulasi)
    if lead is None:
        rumus = _RUMUS.match(formulasi)
        return "", (formulasi[rumus.end() :] if rumus else formulasi).strip()
    meta, rumus = formulasi[lead.end() :], _RUMUS.search(formulasi, lead.end())
    if rumus is None:
        return meta.strip(), ""
    return formulasi[lead.end() : rumus.start()].strip(), formulasi[rumus.end() :].strip()


def _body(order: Order) -> Iterator[kit.Record | kit.Band]:
    """The sasaran that measure something or carry programs, and all of the lowest level, each beside its programs."""
    lowest = lowest_strategic(order)
    levels = [level.key for level in (*regency_levels(order), *strategic_levels(order))]
    programs = nodes_of(order, *(level.key for level in program_levels(order)))
    waiting = {id(program): program for program in programs}
    for node in nodes_of(order, *levels):
        own = [waiting.pop(id(child)) for child in order.book.children(node) if id(child) in waiting]
        rows = _measured(order, [(said(node.statement), node)])
        if own or order.book.level(node) == lowest or rows[0][1:] != _NOTHING:
            yield from _beside(rows, _measured(order, [(name_of(program), program) for program in own]))
    if waiting:
        yield kit.Band("BELUM TERHUBUNG KE SASARAN (periksa Kode Induk di lembar Matriks)")
        yield from _beside([], _measured(order, [(name_of(program), program) for program in waiting.values()]))


_Row = tuple[str | None, str | None, str | None, str | None, str]
"""Name, indicator, definition, formula and owner."""
_NOTHING = ("", "", "", "")


def _measured(order: Order, nodes: Iterable[tuple[str, Node]]) -> list[_Row]:
    """What some nodes measure; a node with the name of the one above continues it."""
    found: list[_Row] = []
    above: str | None = None
    for name, node in nodes:
        rows = rows_saying(order.book, node, "indikator", "formulasi", "pemilik")
        texts = zip(indicators_down(rows), rows, strict=True)
        measured = [(text, *meta_and_rumus(said(row.formulasi)), said(row.pemilik)) for text, row in texts]
        for n, row in enumerate(measured or [_NOTHING]):
            found.append((None if n or fold(name) == above else name, *row))
        above = fold(name)
    return found


def _beside(left: Sequence[_Row], right: Sequence[_Row]) -> Iterator[kit.Record]:
    """Sasaran and programs in one table: the side with fewer rows goes on to the end."""
    for mine, theirs in zip_longest(left, right):
        owners = dict.fromkeys(row[4] for row in (mine, theirs) if row is not None and row[4])
        yield *_four(mine, left), *_four(theirs, right), "\n".join(owners)


def _four(row: _Row | None, side: Sequence[_Row]) -> kit.Record:
    if row is not None:
        return row[:4]
    return (None,) * 4 if side else ("",) * 4
