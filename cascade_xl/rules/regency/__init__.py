"""Rules across OPD: what only a regency can check, one file each, and the register that lists them.

To add a rule: write its file, with ``check(regency)`` in place of ``check(book)`` and problems that say whose they are
(see `cascade_xl.rules.rule`), then one line in the import and one in the register.
"""

from cascade_xl.rules.regency import (
    dukungan_lintas_opd_menggantung,
    dukungan_lintas_opd_sepihak,
    indikator_daerah_berbeda,
    jumlah_daerah_tidak_sama,
    opd_belum_menyerahkan,
    opd_ganda,
    opd_tidak_dikenal,
    periode_berbeda,
    rpjmd_berbeda,
    sasaran_tanpa_pengampu,
    subkegiatan_berbeda,
    templat_berbeda,
)
from cascade_xl.rules.regency.regency import Regency
from cascade_xl.rules.rule import Rule

REGENCY_RULES: tuple[Rule[Regency], ...] = tuple(
    Rule.of(module)
    for module in (
        opd_ganda,
        opd_belum_menyerahkan,
        opd_tidak_dikenal,
        periode_berbeda,
        templat_berbeda,
        rpjmd_berbeda,
        sasaran_tanpa_pengampu,
        indikator_daerah_berbeda,
        subkegiatan_berbeda,
        dukungan_lintas_opd_menggantung,
        dukungan_lintas_opd_sepihak,
        jumlah_daerah_tidak_sama,
    )
)
"""Every rule across OPD, by code."""
