"""Faults that officers make, put into an OPD's rows at known places. Each says which rule must find it, and where."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from tests.bench.rows import YEARS, Line, Opd

ERROR, UNCALCULATED = "#REF!", "LEN(B6)"
"""What stands in a cell that holds an error of Excel's, or a formula that nobody calculated. Both are written as such
where a fault puts them, nowhere else."""


class Seeded(NamedTuple):
    """One fault: the rule that finds it, its position among the rows, and the columns of which one is marked."""

    rule: str
    position: int
    columns: tuple[str, ...]


class Group(NamedTuple):
    """A kegiatan and its sub kegiatan, and the kode of their program and of a sub kegiatan elsewhere."""

    whole: Line
    parts: list[Line]
    program: str
    elsewhere: str


Spoil = Callable[[Group], None]


class Kind(NamedTuple):
    """A kind of fault: where it is found (of its kegiatan, else of the last sub kegiatan), and how it is made."""

    rule: str
    columns: tuple[str, ...]
    spoil: Spoil
    in_whole: bool = False


_TARGETS = tuple(f"target_{year}" for year in YEARS)
_NODE = ("kode", "jenjang", "induk", "uraian", "sasaran")


def seed_faults(opd: Opd, seed: int, number: int, count: int) -> list[Seeded]:
    """Change the rows of so many kegiatan, or of all but the first if there are fewer."""
    dice = random.Random(f"faults {seed} {number}")
    others = range(1, len(opd.groups))
    chosen = dice.sample(others, min(count, len(others)))
    rare = [kind for kind in RARE if dice.random() < RARE_SHARE]
    kinds = [*rare, *(KINDS[(number + n) % len(KINDS)] for n in range(len(chosen)))]
    untouched = opd.lines[opd.groups[0][-1]]
    return [_seed(opd.lines, opd.groups[at], untouched, kind) for at, kind in zip(chosen, kinds, strict=False)]


def _seed(lines: list[Line], span: range, elsewhere: Line, kind: Kind) -> Seeded:
    whole, *parts = (lines[position] for position in span)
    kind.spoil(Group(whole, parts, whole["induk"], elsewhere["kode"]))
    return Seeded(kind.rule, span[0] if kind.in_whole else span[-1], kind.columns)


def _last(changes: Mapping[str, Any]) -> Spoil:
    """Change cells of the last sub kegiatan; None empties one."""

    def spoil(group: Group) -> None:
        _change(group.parts[-1], changes)

    return spoil


def _change(line: Line, changes: Mapping[str, Any]) -> None:
    for key, value in changes.items():
        if value is None:
            line.pop(key, None)
        else:
            line[key] = value


def _series(*values: str) -> dict[str, str]:
    return dict(zip(_TARGETS, values, strict=True))


def _wrong_sum(group: Group) -> None:
    _change(group.whole, dict.fromkeys(_TARGETS, "9.999"))


def _wrong_level(group: Group) -> None:
    group.parts[-1]["induk"] = group.program


def _same_kode(group: Group) -> None:
    group.parts[-1]["kode"] = group.elsewhere


def _short_kode(group: Group) -> None:
    last = group.parts[-1]
    head, _, tail = last["kode"].rpartition(".")
    last["kode"] = f"{head}.{int(tail)}"


def _other_prefix(group: Group) -> None:
    group.parts[-1]["kode"] = f"{group.program}.2.99.{len(group.parts):04d}"


def _twice(group: Group) -> None:
    first, last = group.parts[0], group.parts[-1]
    _change(last, {"uraian": first["uraian"], "sasaran": first["sasaran"]})


def _in_a_circle(group: Group) -> None:
    group.whole["induk"] = group.parts[-1]["kode"]


_RISING = {"arah": "Positif", "sifat": "Progress", "agregasi": None}
_NO_INDICATOR = dict.fromkeys(("indikator", "formulasi", "satuan", "arah", "sifat", "agregasi", "pagu", *_TARGETS))

KINDS = (
    Kind("satuan-tidak-dikenal", ("satuan",), _last({"satuan": "Orangg"})),
    Kind("satuan-kosong", ("satuan",), _last({"satuan": None})),
    Kind("target-bukan-angka", ("target_2027",), _last({"target_2027": "51 Orang 2 Dokumen"})),
    Kind("target-pecahan", ("target_2026",), _last({"satuan": "Orang", "target_2026": "2,5"})),
    Kind("target-negatif", ("target_2028",), _last({"target_2028": "-4"})),
    Kind("target-kosong", _TARGETS, _last(dict.fromkeys(_TARGETS))),
    Kind("deret-berlubang", ("target_2027",), _last({"target_2027": None})),
    Kind("deret-berubah", _TARGETS, _last({"target_2028": "7.777"})),
    Kind("jumlah-tidak-sama", _TARGETS, _wrong_sum, in_whole=True),
    Kind("induk-tidak-ada", ("induk",), _last({"induk": "9.98.97.2.96"})),
    Kind("induk-salah-jenjang", ("induk",), _wrong_level),
    Kind("kode-ganda", _NODE, _same_kode),
    Kind("kode-kosong", _NODE, _last({"kode": None})),
    Kind("kode-tidak-baku", ("kode",), _short_kode),
    Kind("kode-tidak-berawalan-induk", ("kode",), _other_prefix),
    Kind("kode-beda-nama-sama", _NODE, _twice),
    Kind("siklus", ("induk",), _in_a_circle, in_whole=True),
    Kind("pemilik-kosong", ("pemilik",), _last({"pemilik": None})),
    Kind("pemilik-tidak-sejenjang", ("pemilik",), _last({"pemilik": "Bupati"})),
    Kind("jenjang-tidak-dikenal", ("jenjang",), _last({"jenjang": "Sub Kegiatann"})),
    Kind("tanpa-indikator", (*_NODE, "indikator"), _last(_NO_INDICATOR)),
    Kind("indikator-kosong", ("indikator",), _last({"indikator": None})),
    Kind("bukan-ukuran", ("indikator",), _last({"indikator": "Meningkatnya mutu pelayanan"})),
    Kind("arah-kosong", ("arah",), _last({"arah": None})),
    Kind("pilihan-tidak-dikenal", ("arah",), _last({"arah": "Baik"})),
    Kind("arah-dilanggar", _TARGETS, _last(_RISING | _series("9", "8", "7", "6", "5"))),
    Kind("lonjakan", _TARGETS, _last(_RISING | _series("12", "13", "14", "1.500", "1.501"))),
    Kind(
        "persen-di-luar-batas", _TARGETS, _last(_RISING | {"satuan": "%"} | _series("8%", "9%", "10%", "11%", "923%"))
    ),
    Kind("rentang-terbalik", _TARGETS, _last(_RISING | {"satuan": "Nilai"} | _series("90-70", "91", "92", "93", "94"))),
    Kind("target-akhir-tidak-selaras", ("target_akhir",), _last({"target_akhir": "8.888"})),
    Kind("satuan-tidak-cocok", ("satuan",), _last({"indikator": "Jumlah Dokumen Kerja", "satuan": "Orang"})),
)
RARE = (
    Kind("sel-galat-excel", ("sumber_data",), _last({"sumber_data": ERROR})),
    Kind("rumus-belum-dihitung", ("sumber_data",), _last({"sumber_data": UNCALCULATED})),
)
"""What only a few workbooks hold, since such a cell costs a reader more than another."""
RARE_SHARE = 0.1
