"""Semua perangkat daerah merencanakan untuk periode yang sama.

Renstra perangkat daerah berperiode sama dengan RPJMD. Berkas untuk periode lain tidak dapat dijumlahkan atau
dibandingkan dengan yang lain, dan targetnya jatuh di tahun yang salah. Pembandingnya RPJMD; tanpa RPJMD, periode yang
ditulis kebanyakan OPD.

Yang perlu dilakukan: perbaiki *Tahun Awal* dan *Tahun Akhir*, atau salin isian ke templat periode yang benar.

Lolos::

    Berkas a.xlsx: Dinas Kesehatan
    | Jenjang | Kode | Uraian | Target 2025 | Target 2026 |
    | Program | P1   | Diklat | 40          | 45          |
    Berkas b.xlsx: Dinas Sosial
    | Jenjang | Kode | Uraian  | Target 2025 | Target 2026 |
    | Program | P1   | Bantuan | 10          | 20          |

Tidak lolos::

    RPJMD induk.xlsx
    | Jenjang | Kode | Uraian      | Target 2025 | Target 2026 |
    | Visi    | V1   | Daerah maju |             |             |
    Berkas a.xlsx: Dinas Kesehatan
    | Jenjang | Kode | Uraian | Target 2024 | Target 2025 |
    | Program | P1   | Diklat | 40          | 45          |
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.model import Severity
from cascade_xl.rules.regency.office import Office
from cascade_xl.rules.regency.reference import Vote, deviations
from cascade_xl.rules.regency.regency import Regency
from cascade_xl.rules.rule import Problem
from cascade_xl.text import fold

CODE = "D504"
SEVERITY = Severity.ERROR
SOURCE = "Permendagri 86/2017: periode Renstra perangkat daerah sama dengan periode RPJMD"


def skip(regency: Regency) -> str | None:
    """One file agrees with itself."""
    return regency.alone


def check(regency: Regency) -> Iterator[Problem]:
    """Every office that says another period; a missing one is ``identitas-belum-lengkap``'s."""
    votes = [_vote(position, office) for position, office in enumerate(regency.offices) if office.period.text]
    master = _vote(-1, regency.master) if regency.master and regency.master.period.text else None
    for vote, who, there, tie in deviations(votes, regency.names, master):
        yield Problem(
            vote.said.place,
            f"Periode di sini {vote.said.text}, sedangkan {who} menulis {there}.",
            "Samakan periodenya, atau salin isian ke templat periode yang benar.",
            found=vote.said.text,
            expected=None if tie else there,
            office=vote.office,
        )


def _vote(position: int, office: Office) -> Vote[str]:
    return Vote(position, fold(office.period.text), office.period)
