"""Sub kegiatan berkode sama bernama, berindikator dan bersatuan sama di semua perangkat daerah.

Kode sub kegiatan adalah kode nasional: nama, indikator dan satuannya satu. Yang dibandingkan sub kegiatan berkode baku
(enam bagian) di berkas yang berlainan; sub kegiatan program penunjang dibandingkan tanpa urusan dan bidangnya
(X.XX.01.…). Pembandingnya kebanyakan OPD. Huruf besar, tanda baca dan keterangan dalam kurung di belakang indikator
tidak dihitung. Perangkat daerah yang juga memuat indikator kebanyakan OPD, misalnya sesudah indikatornya diganti di
tengah periode, tidak dipersoalkan; satuan dibandingkan pada indikator yang sama saja.

Yang perlu dilakukan: samakan dengan nomenklatur nasional, atau perbaiki kodenya.

Lolos::

    Berkas a.xlsx: Dinas Kesehatan
    | Jenjang      | Kode              | Uraian                | Indikator              | Satuan  |
    | Sub Kegiatan | 1.02.01.2.01.0001 | Penyusunan Dokumen PD | Jumlah Dokumen Renja   | Dokumen |
    |              |                   |                       | Jumlah Dokumen PD      | Dokumen |
    Berkas b.xlsx: Dinas Sosial
    | Jenjang      | Kode              | Uraian                | Indikator              | Satuan  |
    | Sub Kegiatan | 1.06.01.2.01.0001 | PENYUSUNAN DOKUMEN PD | Jumlah Dokumen PD      | Dok     |

Tidak lolos::

    Berkas a.xlsx: Dinas Kesehatan
    | Jenjang      | Kode              | Uraian                | Indikator         | Satuan  |
    | Sub Kegiatan | 1.02.01.2.01.0001 | Penyusunan Dokumen PD | Jumlah Dokumen PD | Dokumen |
    Berkas b.xlsx: Dinas Sosial
    | Jenjang      | Kode              | Uraian                | Indikator         | Satuan  |
    | Sub Kegiatan | 1.06.01.2.01.0001 | Penyusunan Dokumen PD | Jumlah Dokumen PD | Laporan |
    Berkas c.xlsx: Dinas Perhubungan
    | Jenjang      | Kode              | Uraian                | Indikator         | Satuan  |
    | Sub Kegiatan | 2.15.01.2.01.0001 | Penyusunan Dokumen PD | Jumlah Dokumen PD | Dokumen |

Tidak lolos::

    Berkas a.xlsx: Dinas Kesehatan
    | Jenjang      | Kode              | Uraian           |
    | Sub Kegiatan | 1.02.02.2.01.0001 | Pembangunan RS   |
    Berkas b.xlsx: RSUD
    | Jenjang      | Kode              | Uraian           |
    | Sub Kegiatan | 1.02.02.2.01.0001 | Pemeliharaan RS  |
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cascade_xl.model import Severity
from cascade_xl.rules.kode import name_key
from cascade_xl.rules.regency.office import Measure, Work
from cascade_xl.rules.regency.reference import Deviation, Vote, deviations, leading
from cascade_xl.rules.regency.regency import Regency
from cascade_xl.rules.regency.wording import indicator_key
from cascade_xl.rules.rule import Problem

CODE = "D509"
SEVERITY = Severity.WARNING
SOURCE = "Permendagri 90/2019 dan pemutakhirannya: satu kode, satu nomenklatur, satu indikator"

Measured = tuple[int, Work, Measure]


def check(regency: Regency) -> Iterator[Problem]:
    """Each code that several offices have: its name, then its indicator, then the satuan of that indicator."""
    for works in regency.works.values():
        by_office = dict(reversed(works))
        names = [Vote(office, key, work.name) for office, work in works if (key := name_key(work.name.text))]
        for deviation in deviations(names, regency.names):
            yield _problem("bernama", by_office[deviation.vote.office], deviation)
        measured = [(office, work, measure) for office, work in works for measure in work.measures]
        yield from _indicators(regency, measured)


def _indicators(regency: Regency, measured: Sequence[Measured]) -> Iterator[Problem]:
    votes = [Vote(office, key, m.indikator) for office, _, m in measured if (key := indicator_key(m.indikator.text))]
    of = {id(measure.indikator): (work, measure) for _, work, measure in measured}
    told: set[int] = set()
    for deviation in deviations(votes, regency.names):
        if deviation.vote.office not in told:  # of an office's several indicators the first stands for all
            told.add(deviation.vote.office)
            yield _problem("berindikator", of[id(deviation.vote.said)][0], deviation)
    right = leading(votes)
    if right is not None:
        same = [(office, measure) for office, _, measure in measured if _is(measure, right.key) and measure.unit]
        satuan = [Vote(office, measure.unit, measure.satuan) for office, measure in same]
        units = {id(measure.satuan): of[id(measure.indikator)] for _, measure in same}
        for other in deviations(satuan, regency.names):
            work, measure = units[id(other.vote.said)]
            yield _problem("bersatuan", work, other, measure)


def _is(measure: Measure, key: str) -> bool:
    return indicator_key(measure.indikator.text) == key


def _problem(what: str, work: Work, deviation: Deviation[Any], measure: Measure | None = None) -> Problem:
    said = deviation.vote.said
    return Problem(
        said.place,
        f'Sub kegiatan {work.kode.text} di sini {what} "{said.text}", sedangkan {deviation.who} menulis '
        f'"{deviation.there}".',
        "Samakan dengan nomenklatur nasional, atau perbaiki kodenya.",
        kode=work.kode.text,
        name=work.name.text,
        wording=measure.indikator.text if measure else said.text if what == "berindikator" else None,
        found=said.text,
        expected=deviation.expected,
        office=deviation.vote.office,
    )
