"""Semua perangkat daerah memakai versi templat yang sama.

Versi templat yang berlain-lainan dapat berbeda kolom dan aturannya, sehingga hasil gabungan tidak sepadan.
Pembandingnya versi yang dipakai kebanyakan OPD; bila sama banyak, versi templat RPJMD.

Yang perlu dilakukan: salin isian ke templat yang dipakai bersama.

Lolos::

    Berkas a.xlsx: Dinas Kesehatan
    templat: cascade_xl 1.0
    Berkas b.xlsx: Dinas Sosial
    templat: cascade_xl 1.0

Tidak lolos::

    Berkas a.xlsx: Dinas Kesehatan
    templat: cascade_xl 1.0
    Berkas b.xlsx: Dinas Sosial
    templat: cascade_xl 0.9
    Berkas c.xlsx: Dinas Perhubungan
    templat: cascade_xl 1.0
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Severity
from cascade_xl.rules.regency.office import Office
from cascade_xl.rules.regency.reference import Vote, deviations, leading
from cascade_xl.rules.regency.regency import Regency
from cascade_xl.rules.rule import Problem

CODE = "D505"
SEVERITY = Severity.WARNING
SOURCE = "Petunjuk templat cascade_xl: satu templat untuk semua perangkat daerah"


def skip(regency: Regency) -> str | None:
    """One file agrees with itself."""
    return regency.alone


def check(regency: Regency) -> Iterator[Problem]:
    """Every office with another marker; a file without one is ``templat-tidak-dikenal``'s."""
    votes = [_vote(position, office) for position, office in enumerate(regency.offices) if office.template.text]
    known = regency.master if regency.master and regency.master.template.text else None
    master = _vote(-1, known) if known and leading(votes) is None else None  # an RPJMD may be older than the templates
    for vote, who, there, tie in deviations(votes, regency.names, master):
        yield Problem(
            vote.said.place,
            f"Berkas ini memakai templat {vote.said.text}, sedangkan {who} memakai {there}.",
            "Salin isian ke templat yang dipakai bersama.",
            found=vote.said.text,
            expected=None if tie else there,
            office=vote.office,
        )


def _vote(position: int, office: Office) -> Vote[str]:
    return Vote(position, " ".join(office.template.text.split()), office.template)
