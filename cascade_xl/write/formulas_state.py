"""The row formula *Keadaan*: the first problem in words, or how complete the row is."""

from __future__ import annotations

from openpyxl.utils import get_column_letter

from cascade_xl import contract
from cascade_xl.contract import Sheet, State
from cascade_xl.write.expressions import (
    EMPTY,
    FALSE,
    and_,
    array,
    blank,
    call,
    if_,
    iferror,
    is_word,
    or_,
    text,
    unfilled,
)
from cascade_xl.write.formulas_numbers import DOUBT, FRACTION, NO_NUMBER, any_number
from cascade_xl.write.formulas_tree import in_row, names_parent, starts_kode
from cascade_xl.write.row import Row

_OK = text(State.OK)
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
    no_indicator = _none_in_node(row, "indikator")
    owner = _required(row, "pemilik", "pemilik-kosong", and_(unfilled(own("pemilik")), _none_in_node(row, "pemilik")))
    missing = or_(
        _required(row, "formulasi", "formulasi-kosong", unfilled(own("formulasi"))),
        _required(row, "satuan", "satuan-kosong", unfilled(own("satuan"))),
        _required(row, "arah", "arah-kosong", blank(own("arah"))),
        _required(row, "target", "target-kosong", f"COUNT({row.all_years})+COUNTIF({row.all_years},{text('?*')})=0"),
        owner,
    )
    unread = f"{'+'.join(any_number(row, word) for word in (DOUBT, NO_NUMBER, FRACTION))}>0"
    measured = if_(missing, text(State.MISSING), if_(unread, text(State.WAITING), text(State.COMPLETE)))
    bare = or_(_required(row, "indikator", "tanpa-indikator", no_indicator), and_(no_indicator, owner))
    unmeasured = if_(starts_kode(row), if_(bare, text(State.MISSING), text(State.COMPLETE)), EMPTY)
    known = if_(unfilled(own("indikator")), unmeasured, measured)
    parent = own("induk")
    unsure = or_(f"ISNUMBER({parent})", f"ISERROR({parent})", and_(names_parent(row), f"{own('cek_induk')}<>{_OK}"))
    waiting = or_(f"{own('h_ragu')}<>0", is_word(own("h_jenjang"), ""), and_(starts_kode(row), unsure))
    verdict = if_(waiting, text(State.WAITING), if_(_orphan(row), text(State.MISSING), known))
    nothing = and_(f"{own('kode')}={EMPTY}", unfilled(own("indikator")), f"{own('h_ragu')}=0")
    return if_(nothing, EMPTY, verdict)


def _none_in_node(row: Row, key: str) -> str:
    """Whether no row of the node fills a column, or only with a dash."""
    column = row.all_of(key)
    of_node = f"{row.all_of('h_baris')},{row.own('h_baris')}"
    return f"COUNTIFS({of_node},{column},{text('<>')},{column},{text('<>-')})=0"


def _orphan(row: Row) -> str:
    """Whether a node names no parent although the workbook has nodes of a level that could be it."""
    if not row.plays("induk-tidak-ada"):
        return FALSE
    level = row.own("h_jenjang")
    present = f"SUMPRODUCT(INDEX(daftar_induk,{level},0)*COUNTIF({row.all_of('h_jenjang')},daftar_nomor))>0"
    return if_(and_(starts_kode(row), f"NOT({names_parent(row)})"), present, FALSE)
