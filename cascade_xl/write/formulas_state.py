"""The row formula *Keadaan*: the first problem in words, or how complete the row is."""

from __future__ import annotations

from openpyxl.utils import get_column_letter

from cascade_xl import contract
from cascade_xl.contract import Sheet, State
from cascade_xl.write.expressions import EMPTY, FALSE, and_, array, blank, call, if_, iferror, is_word, or_, text
from cascade_xl.write.formulas_numbers import DOUBT, FRACTION, NO_NUMBER, any_number
from cascade_xl.write.formulas_tree import in_row, starts_kode
from cascade_xl.write.row import Row

REQUIREMENTS = ("indikator", "formulasi", "satuan", "arah", "target", "pemilik")
"""What a level may require of its nodes; *Daftar* says so per level."""


def state(row: Row) -> str:
    wrong_number = is_word(row.own("cek_angka"), State.LOOK)
    accusations = (
        (is_word(row.own("cek_induk"), State.PARENT_UNKNOWN), State.NO_PARENT, ("induk-tidak-ada", "H203")),
        (is_word(row.own("cek_induk"), State.PARENT_LEVEL), State.WRONG_PARENT, ("induk-salah-jenjang", "H204")),
        (_marked(row, wrong_number, NO_NUMBER), State.NO_NUMBER, ("target-bukan-angka", "T402")),
        (_marked(row, wrong_number, FRACTION), State.FRACTION, ("target-pecahan", "T404")),
        (is_word(row.own("cek_arah"), State.FALLS, State.RISES), State.DIRECTION, ("arah-dilanggar", "T410")),
        (is_word(row.own("cek_jumlah"), State.DIFFERS), State.SUM, ("jumlah-tidak-sama", "T414")),
    )
    formula = _filled(row)
    for condition, word, rule in reversed(accusations):
        if row.plays(rule[0]):
            formula = if_(condition, if_(_accepted(row, rule), text(State.ACCEPTED), text(word)), formula)
    return in_row(row, iferror(formula, text(State.WAITING)))


def _marked(row: Row, condition: str, word: str) -> str:
    return and_(condition, f"{any_number(row, word)}>0")


def _accepted(row: Row, names: tuple[str, ...]) -> str:
    """Whether *Pengecualian* accepts such a finding of this node, in any year."""
    where, first = contract.layout(Sheet.PENGECUALIAN), contract.HEADER_ROWS[Sheet.PENGECUALIAN] + 1

    def column(key: str) -> str:
        letter = get_column_letter(where[key])
        return f"{Sheet.PENGECUALIAN}!${letter}${first}:${letter}${contract.CHECKED_ROWS}"

    return (
        f"SUMPRODUCT(({column('aturan')}={array(names)})*({column('kode')}={row.own('h_kode')})"
        f"*({column('alasan')}<>{EMPTY}))>0"
    )


def _required(row: Row, what: str, rule: str, absent: str) -> str:
    """Whether something is absent that the node's level requires, and that a rule asks for."""
    if not row.plays(rule):
        return FALSE
    return and_(f"{call('INDEX', f'daftar_wajib_{what}', row.own('h_jenjang'))}=1", absent)


def _filled(row: Row) -> str:
    """Lengkap, Belum lengkap, or Menunggu Validasi where a formula cannot know."""
    own = row.own
    of_node = f"{row.all_of('h_baris')},{own('h_baris')}"
    no_indicator = f"COUNTIFS({of_node},{row.all_of('indikator')},{text('<>')})=0"
    no_owner = and_(f"{own('pemilik')}={EMPTY}", f"COUNTIFS({of_node},{row.all_of('pemilik')},{text('<>')})=0")
    owner = _required(row, "pemilik", "pemilik-kosong", no_owner)
    missing = or_(
        _required(row, "formulasi", "formulasi-kosong", f"{own('formulasi')}={EMPTY}"),
        _required(row, "satuan", "satuan-kosong", f"{own('satuan')}={EMPTY}"),
        _required(row, "arah", "arah-kosong", f"{own('arah')}={EMPTY}"),
        _required(row, "target", "target-kosong", f"COUNTA({row.between(*row.targets)})=0"),
        owner,
    )
    unread = f"{'+'.join(any_number(row, word) for word in (DOUBT, NO_NUMBER, FRACTION))}>0"
    measured = if_(missing, text(State.MISSING), if_(unread, text(State.WAITING), text(State.COMPLETE)))
    bare = or_(_required(row, "indikator", "tanpa-indikator", no_indicator), and_(no_indicator, owner))
    unmeasured = if_(starts_kode(row), if_(bare, text(State.MISSING), text(State.COMPLETE)), EMPTY)
    known = if_(blank(own("indikator")), unmeasured, measured)
    orphan = and_(starts_kode(row), is_word(own("h_atas"), ""), f"INDEX(daftar_berinduk,{own('h_jenjang')})=1")
    waiting = if_(or_(f"{own('h_ragu')}<>0", is_word(own("h_jenjang"), "")), "TRUE", orphan)
    nothing = and_(f"{own('kode')}={EMPTY}", blank(own("indikator")), f"{own('h_ragu')}=0")
    return if_(nothing, EMPTY, if_(waiting, text(State.WAITING), known))
