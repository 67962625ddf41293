"""Indikator daerah bertarget dan bersatuan sama di semua berkas.

Indikator tujuan dan sasaran daerah ada di berkas banyak perangkat daerah. Angkanya satu, yaitu angka RPJMD; tanpa
RPJMD, angka kebanyakan OPD. Yang dibandingkan nilainya, bukan tulisannya: 71,5 sama dengan 71.50. Sel kosong dan angka
yang rancu tidak dibandingkan, dan bila satuannya berbeda hanya satuannya yang disebut. Indikator yang berbunyi "… OPD"
atau "… Perangkat Daerah" tidak dibandingkan, karena dapat berarti angka masing-masing.

Yang perlu dilakukan: salin angka dan satuannya dari RPJMD.

Lolos::

    Berkas a.xlsx: Dinas Kesehatan
    | Jenjang | Kode | Uraian           | Indikator | Satuan | Target 2025 | Target 2026 |
    | Sasaran | S1   | Masyarakat sehat | IPM       | Indeks | 71,5        | 72          |
    Berkas b.xlsx: Dinas Pendidikan
    | Jenjang | Kode | Uraian           | Indikator | Satuan | Target 2025 | Target 2026 |
    | Sasaran | S1   | Masyarakat sehat | IPM       | indeks | 71.50       |             |

Tidak lolos::

    RPJMD induk.xlsx
    | Jenjang | Kode | Uraian           | Indikator | Satuan | Target 2025 | Target 2026 |
    | Sasaran | S1   | Masyarakat sehat | IPM       | Indeks | 71,5        | 72          |
    Berkas a.xlsx: Dinas Kesehatan
    | Jenjang | Kode | Uraian           | Indikator | Satuan | Target 2025 | Target 2026 |
    | Sasaran | S1   | Masyarakat sehat | IPM       | Indeks | 71,5        | 73          |

Tidak lolos::

    Berkas a.xlsx: Dinas Kesehatan
    | Jenjang | Kode | Uraian           | Indikator | Satuan | Target 2025 |
    | Sasaran | S1   | Masyarakat sehat | IPM       | Indeks | 71,5        |
    Berkas b.xlsx: Dinas Pendidikan
    | Jenjang | Kode | Uraian           | Indikator | Satuan | Target 2025 |
    | Sasaran | S1   | Masyarakat sehat | IPM       | %      | 71,5        |
    Berkas c.xlsx: Dinas Sosial
    | Jenjang | Kode | Uraian           | Indikator | Satuan | Target 2025 |
    | Sasaran | S1   | Masyarakat sehat | IPM       | Indeks | 71,5        |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from cascade_xl.model import Severity
from cascade_xl.rules.regency.reference import Deviation, Vote, deviations, leading
from cascade_xl.rules.regency.regency import Held, Regency, amount
from cascade_xl.rules.rule import Problem

CODE = "D508"
SEVERITY = Severity.WARNING
SOURCE = "Permendagri 86/2017: Renstra perangkat daerah berpedoman pada RPJMD"

_OWN = re.compile(r"\b(?:opd|skpd|perangkat daerah|unit kerja)\W*$", re.IGNORECASE)
_FIX = "Salin angka dan satuannya dari RPJMD."


def skip(regency: Regency) -> str | None:
    """One file agrees with itself."""
    return regency.alone


def check(regency: Regency) -> Iterator[Problem]:
    """Each satuan that differs; then each number that differs among those with the same satuan."""
    for every in regency.goals.values():
        if len(every) > 1 and not _OWN.search(every[0].goal.asked.indikator):
            yield from _units(regency, every)
            alike = _same_unit(every)
            for name in dict.fromkeys(name for held in alike for name, *_ in held.goal.asked.figures):
                yield from _numbers(regency, alike, name)


def _units(regency: Regency, every: Sequence[Held]) -> Iterator[Problem]:
    votes = _of_units(every)
    master = votes[0] if votes and votes[0].office < 0 else None
    held = {one.office: one for one in every}
    for deviation in deviations([v for v in votes if v.office >= 0], regency.names, master):
        yield _problem(held[deviation.vote.office], "Satuan", None, deviation)


def _of_units(every: Sequence[Held]) -> list[Vote[tuple[str, ...]]]:
    return [Vote(h.office, h.goal.asked.unit, h.goal.measure.satuan) for h in every if h.goal.asked.unit]


def _same_unit(every: Sequence[Held]) -> Sequence[Held]:
    """Those with the satuan that is held as right, or none; nobody where nobody is right."""
    votes = _of_units(every)
    right = votes[0] if votes and votes[0].office < 0 else leading(votes)
    if votes and right is None:
        return ()
    return [held for held in every if right is None or held.goal.asked.unit in ((), right.key)]


def _numbers(regency: Regency, every: Sequence[Held], name: str) -> Iterator[Problem]:
    held = {one.office: one for one in every}
    figures = {one.office: figure for one in every if (figure := one.figure(name)) is not None}
    votes = [Vote(office, said, figure.said) for office, figure in figures.items() if (said := amount(figure))]
    master = next((vote for vote in votes if vote.office < 0), None)
    if -1 in held and master is None:
        return  # the master leaves it open
    for deviation in deviations([vote for vote in votes if vote.office >= 0], regency.names, master):
        office = deviation.vote.office
        yield _problem(held[office], name, figures[office].year or None, deviation)


def _problem(held: Held, what: str, year: int | None, deviation: Deviation[Any]) -> Problem:
    said, indikator = deviation.vote.said, held.goal.asked.indikator
    return Problem(
        said.place,
        f'{what} indikator daerah "{indikator}" di sini {said.text}, sedangkan {deviation.who} menulis '
        f"{deviation.there}.",
        _FIX,
        kode=held.statement.kode,
        name=held.statement.text,
        wording=indikator,
        year=year,
        found=said.text,
        expected=deviation.expected,
        office=held.office,
    )
