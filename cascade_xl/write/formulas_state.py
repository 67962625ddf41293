"""The row formula *Keadaan*: the first problem in words, or how complete the row is."""

from __future__ import annotations

from cascade_xl.contract import State
from cascade_xl.model import NODE_KEYS
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
from cascade_xl.write.formulas_numbers import FRACTION, NO_NUMBER, any_number
from cascade_xl.write.formulas_tree import ANY_WORD, declared_parts, in_row, names_parent, starts_kode
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
    played = [accusation for accusation in accusations if row.plays(accusation[2][0])]
    formula = row.own("h_lengkap")
    if played:
        formula = if_(or_(*(condition for condition, _, _ in played)), text(State.ACCEPTED), formula)
    for condition, word, rule in reversed(played):
        accepted_in_a_year = f"{_exemptions(row, rule)}>0"
        open_or_unsure = if_(accepted_in_a_year, text(State.WAITING), text(word))
        still_open = if_(condition, f"{_exemptions(row, rule, every_year=True)}=0", FALSE)  # counts only where needed
        formula = if_(still_open, open_or_unsure, formula)
    return in_row(row, iferror(formula, text(State.WAITING)))


def _marked(row: Row, condition: str, word: str) -> str:
    return and_(condition, f"{any_number(row, word)}>0")


def _exemptions(row: Row, names: tuple[str, ...], every_year: bool = False) -> str:
    """How many rows of *Pengecualian* accept such a finding of this node: for every year, or also for one.

    A formula does not know in which years the fault stands, so for one that is accepted in some years it waits.
    """
    rule = f"(pengecualian_aturan={array(names)})"
    years = f"*(pengecualian_tahun={EMPTY})" if every_year else ""
    return f"SUMPRODUCT({rule}*(pengecualian_kode={row.own('h_kode')})*(pengecualian_alasan<>{EMPTY}){years})"


def _required(row: Row, what: str, rule: str, absent: str) -> str:
    """Whether something is absent that the node's level requires, and that a rule asks for."""
    if not row.plays(rule):
        return FALSE
    return and_(f"{call('INDEX', f'daftar_wajib_{what}', row.own('h_jenjang'))}=1", absent)


def filled(row: Row) -> str:
    """Lengkap, Belum lengkap, or Menunggu Validasi where a formula cannot know."""
    own = row.own
    no_owner, owner_unsure = _absent_in_node(row, "pemilik", "pemilik-kosong")
    no_indicator, indicator_unsure = _absent_in_node(row, "indikator", "tanpa-indikator")
    missing = or_(
        _required(row, "formulasi", "formulasi-kosong", unfilled(own("formulasi"))),
        _required(row, "satuan", "satuan-kosong", unfilled(own("satuan"))),
        _required(row, "arah", "arah-kosong", blank(own("arah"))),
        _required(
            row, "target", "target-kosong", f"COUNT({row.all_years})+COUNTIF({row.all_years},{text(ANY_WORD)})=0"
        ),
        no_owner,
    )
    ok = text(State.OK)
    unread = or_(
        f"{any_number(row, ANY_WORD)}>0",
        and_(f"COUNT({row.all_years})>0", f"{own('cek_angka')}<>{ok}"),
        and_(f"{declared_parts(row)}>0", f"{own('cek_jumlah')}<>{ok}"),
    )
    measured = _verdict(missing, or_(unread, owner_unsure))
    # A node's first row may stand without an indicator, if its further rows have them.
    unmeasured = _verdict(or_(no_indicator, no_owner), or_(unread, owner_unsure, indicator_unsure))
    known = if_(unfilled(own("indikator")), if_(starts_kode(row), unmeasured, EMPTY), measured)
    waiting = or_(f"{own('h_ragu')}<>0", is_word(own("h_jenjang"), ""), f"NOT({_parent_is_fine(row)})")
    verdict = if_(waiting, text(State.WAITING), if_(_orphan(row), text(State.MISSING), known))
    nothing = and_(f"{own('kode')}={EMPTY}", unfilled(own("indikator")), f"{own('h_ragu')}=0")
    return in_row(row, iferror(if_(nothing, EMPTY, verdict), text(State.WAITING)))


def _verdict(missing: str, unsure: str) -> str:
    return if_(missing, text(State.MISSING), if_(unsure, text(State.WAITING), text(State.COMPLETE)))


def _absent_in_node(row: Row, key: str, rule: str) -> tuple[str, str]:
    """Whether no row of the node fills a column that its level requires; and whether a formula cannot tell.

    Rows with the same kode may belong to another node, with another sasaran. They count against an accusation, but for
    completeness only those that repeat the node's own columns, or that continue the one row with this kode.
    """
    own, column = row.own, row.all_of(key)
    of_node = f"{row.all_of('h_baris')},{own('h_baris')}"
    filled = f"{column},{text('<>')},{column},{text('<>-')}"
    none = f"COUNTIFS({of_node},{filled})=0"
    one_kode = f"COUNTIFS({of_node},{row.all_of('kode')},{text('<>')})=1"
    continued = and_(one_kode, f"COUNTIFS({of_node},{row.all_of('h_ragu')},0,{filled})>0")
    same = "*".join(f"({row.all_of(k)}={own(k)})" for k in NODE_KEYS)
    repeated = f"SUMPRODUCT({same}*({column}<>{EMPTY})*({column}<>{text('-')}))>0"
    known = if_(continued, "TRUE", if_(f"{own('kode')}={EMPTY}", FALSE, repeated))  # each step costs more than the last
    absent = _required(row, key, rule, and_(unfilled(own(key)), none))
    unsure = _required(row, key, rule, if_(unfilled(own(key)), f"NOT({known})", FALSE))
    return absent, unsure


def _parent_is_fine(row: Row) -> str:
    """Whether nothing is open about the node's parent: known and allowed, or none where none is needed."""
    own, first = row.own, row.own("h_baris")
    odd = or_(f"ISNUMBER({own('induk')})", f"ISERROR({own('induk')})")
    at_start = or_(f"NOT({names_parent(row)})", is_word(own("cek_induk"), State.OK))
    same = and_(*(f"{own(key)}=INDEX({row.all_of(key)},{first})" for key in ("jenjang", "induk")))
    parent_known = f"INDEX({row.all_of('cek_induk')},{first})={text(State.OK)}"
    elsewhere = if_(names_parent(row), parent_known, f"{_possible_parents(row)}=0")
    judged = if_(odd, FALSE, if_(starts_kode(row), at_start, if_(same, elsewhere, FALSE)))
    return if_(f"{own('kode')}={EMPTY}", "TRUE", judged)


def _orphan(row: Row) -> str:
    """Whether a node names no parent although the workbook has nodes of a level that could be it."""
    if not row.plays("induk-tidak-ada"):
        return FALSE
    return if_(and_(starts_kode(row), f"NOT({names_parent(row)})"), f"{_possible_parents(row)}>0", FALSE)


def _possible_parents(row: Row) -> str:
    """How many rows are of a level that may be the parent of this row's level."""
    allowed = f"INDEX(daftar_induk,{row.own('h_jenjang')},0)"
    return f"SUMPRODUCT({allowed}*COUNTIF({row.all_of('h_jenjang')},daftar_nomor))"
