"""Target daerah sama dengan hasil hitung target semua perangkat daerah.

Sebagian indikator daerah disusun oleh beberapa perangkat daerah, misalnya jumlah wisatawan atau pendapatan asli daerah.
Profil menyebut indikator daerah itu (``"jumlah-daerah-tidak-sama": {"indikator": ["Pendapatan asli daerah"]}``), dan
perangkat daerah menyatakan cara agregasinya (Jumlah, Rerata, Maks atau Min) pada indikator yang menginduk kepadanya,
seperti di dalam satu berkas. Hasil hitung semua berkas lalu harus sama dengan target daerah setiap tahun.

Ini hanya dapat dinilai bila semua perangkat daerah dalam daftar sudah menyerahkan tepat satu berkas. Yang kosong pada
suatu tahun tidak ikut dihitung; tahun yang memuat angka rancu, dan satuan atau cara agregasi yang berlain-lainan, tidak
diperiksa. Angka daerahnya angka RPJMD; tanpa RPJMD, angka kebanyakan OPD.

Yang perlu dilakukan: perbaiki target daerah atau target perangkat daerah penyusunnya.

Lolos::

    Daftar
    | Nama OPD     |
    | Dinas Wisata |
    | Dinas Pasar  |
    Berkas a.xlsx: Dinas Wisata
    | Jenjang   | Kode | Kode Induk | Uraian    | Indikator    | Satuan | Agregasi | Target 2025 |
    | Sasaran   | S1   |            | PAD naik  | Jumlah PAD   | Juta   |          | 90          |
    | Tujuan PD | TP1  | S1         | Retribusi | PAD wisata   | Juta   | Jumlah   | 40          |
    profil: {"aturan": {"jumlah-daerah-tidak-sama": {"indikator": ["Jumlah PAD"]}}}
    Berkas b.xlsx: Dinas Pasar
    | Jenjang   | Kode | Kode Induk | Uraian    | Indikator    | Satuan | Agregasi | Target 2025 |
    | Sasaran   | S1   |            | PAD naik  | Jumlah PAD   | Juta   |          | 90          |
    | Tujuan PD | TP1  | S1         | Retribusi | PAD pasar    | Juta   | Jumlah   | 50          |
    profil: {"aturan": {"jumlah-daerah-tidak-sama": {"indikator": ["Jumlah PAD"]}}}

Tidak lolos::

    Daftar
    | Nama OPD     |
    | Dinas Wisata |
    | Dinas Pasar  |
    Berkas a.xlsx: Dinas Wisata
    | Jenjang   | Kode | Kode Induk | Uraian    | Indikator    | Satuan | Agregasi | Target 2025 |
    | Sasaran   | S1   |            | PAD naik  | Jumlah PAD   | Juta   |          | 90          |
    | Tujuan PD | TP1  | S1         | Retribusi | PAD wisata   | Juta   | Jumlah   | 40          |
    profil: {"aturan": {"jumlah-daerah-tidak-sama": {"indikator": ["Jumlah PAD"]}}}
    Berkas b.xlsx: Dinas Pasar
    | Jenjang   | Kode | Kode Induk | Uraian    | Indikator    | Satuan | Agregasi | Target 2025 |
    | Sasaran   | S1   |            | PAD naik  | Jumlah PAD   | Juta   |          | 90          |
    | Tujuan PD | TP1  | S1         | Retribusi | PAD pasar    | Juta   | Jumlah   | 45          |
    profil: {"aturan": {"jumlah-daerah-tidak-sama": {"indikator": ["Jumlah PAD"]}}}
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from cascade_xl.model import Severity
from cascade_xl.profile import Agregasi
from cascade_xl.quantity import Form, spell
from cascade_xl.rules.regency.office import Figure, Part
from cascade_xl.rules.regency.reference import Vote, leading
from cascade_xl.rules.regency.regency import Held, Regency, amount
from cascade_xl.rules.rule import Problem
from cascade_xl.rules.sums import PLAIN, shown_as, tolerance
from cascade_xl.text import fold

CODE = "D512"
SEVERITY = Severity.ERROR
SOURCE = "Permenpan-RB 89/2021: penjenjangan kinerja; cara agregasi menurut dokumen sendiri"

_WORDS = {
    Agregasi.SUM: "jumlah",
    Agregasi.MEAN: "rerata",
    Agregasi.MAX: "yang tertinggi",
    Agregasi.MIN: "yang terendah",
}
_SHOWN = 6  # an addition of more parts is not written out


class Whole(NamedTuple):
    """An indicator of the regency and all that adds up into it: the office by position, its part."""

    held: Sequence[Held]
    parts: Sequence[tuple[int, Part]]


def skip(regency: Regency) -> str | None:
    """A sum of some is no sum."""
    if not _declared(regency):
        return "profil tidak menyebut indikator daerah yang dihitung dari beberapa OPD"
    twins = f"{len(regency.twins)} berkas milik OPD yang sama" if regency.twins else None
    return regency.incomplete or twins


def check(regency: Regency) -> Iterator[Problem]:
    """Each year in which the offices' parts do not give the regency's number."""
    declared, parts = _declared(regency), _parts(regency)
    for key, held in regency.goals.items():
        if parts.get(key) and held and fold(held[0].goal.asked.indikator) in declared:
            whole = Whole(held, parts[key])
            ways = {part.way for _, part in whole.parts}
            units = {unit for unit in (*(h.goal.asked.unit for h in held), *(p.unit for _, p in whole.parts)) if unit}
            if len(ways) == 1 and ways <= set(PLAIN) and len(units) < 2:
                yield from _years(regency, whole, ways.pop())


def _declared(regency: Regency) -> frozenset[str]:
    return frozenset().union(*(office.sums for office in (*regency.offices, regency.master) if office))


def _parts(regency: Regency) -> Mapping[tuple[int, str], Sequence[tuple[int, Part]]]:
    found: dict[tuple[int, str], list[tuple[int, Part]]] = defaultdict(list)
    for position, office in enumerate(regency.offices):
        for part in office.parts:
            found[regency.goal_key(office, office.goals[part.goal])].append((position, part))
    return found


def _years(regency: Regency, whole: Whole, way: Agregasi) -> Iterator[Problem]:
    for name in dict.fromkeys(name for held in whole.held for name, year, *_ in held.goal.asked.figures if year):
        found = _number(whole.held, name)
        parts = [(o, f) for o, part in whole.parts if (f := _figure(part, name)) and f.quantity.form is not Form.EMPTY]
        values = [f.quantity.value for _, f in parts if f.quantity.value is not None]
        if found is None or not values or len(values) < len(parts):
            continue
        held, number, figure = found
        computed = PLAIN[way](values)
        if abs(computed - number) > tolerance(way, values, number):
            yield _problem(regency, held, figure, way, parts, shown_as(way, computed, number))


def _number(every: Sequence[Held], name: str) -> tuple[Held, Decimal, Figure] | None:
    """The regency's number: the master's, else that of most offices; None where there is none, or it is no number."""
    figures = [(held, figure) for held in every if (figure := held.figure(name))]
    if every[0].office < 0:
        held, figure = figures[0]
    else:
        right = leading([Vote(held.office, said, figure.said) for held, figure in figures if (said := amount(figure))])
        if right is None:
            return None
        held, figure = next((held, figure) for held, figure in figures if held.office == right.office)
    return (held, figure.quantity.value, figure) if figure.quantity.value is not None else None


def _figure(part: Part, name: str) -> Figure | None:
    return next((figure for figure in part.figures if figure.name == name), None)


def _problem(
    regency: Regency, held: Held, figure: Figure, way: Agregasi, parts: Sequence[tuple[int, Figure]], computed: Decimal
) -> Problem:
    indikator = held.goal.asked.indikator
    detail = f" ({'; '.join(f'{regency.names[o]} {f.said.text}' for o, f in parts)})" if len(parts) <= _SHOWN else ""
    return Problem(
        figure.said.place,
        f'{figure.name} "{indikator}" daerah tertulis {figure.said.text}, padahal {_WORDS[way]} dari '
        f"{len({office for office, _ in parts})} OPD adalah {spell(computed)}{detail}.",
        "Perbaiki target daerah atau target perangkat daerah penyusunnya.",
        kode=held.statement.kode,
        name=held.statement.text,
        wording=indikator,
        year=figure.year,
        found=figure.said.text,
        expected=spell(computed),
    )
