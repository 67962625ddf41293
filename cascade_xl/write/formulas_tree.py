"""Row formulas about the tree: whose row this is, whether its parent is known, whether the parts give the sum."""

from __future__ import annotations

from collections.abc import Sequence

from cascade_xl.contract import State
from cascade_xl.model import NODE_KEYS
from cascade_xl.profile import Agregasi
from cascade_xl.rules.book import SUM_OVER_OFFICES
from cascade_xl.write.expressions import (
    EMPTY,
    and_,
    blank,
    call,
    clean,
    if_,
    iferror,
    is_word,
    or_,
    substitute,
    text,
    trim,
)
from cascade_xl.write.row import Row

ANY_WORD = "*a*"
"""All words of the number columns, and no number: LibreOffice counts numbers with ``?*``, too."""
_SILENT = text(State.SILENT)
_MOST_YEARS = 10  # of more, a sum's formula would be longer than Excel takes


def in_row(row: Row, formula: str) -> str:
    """A formula that shows nothing in an empty row."""
    return if_(is_word(row.own("h_mulai"), ""), EMPTY, formula)


def start(row: Row) -> str:
    kode = row.own("kode")
    any_node = "&".join(row.above(key) for key in NODE_KEYS)
    last = call("LOOKUP", "2", f"1/({any_node}<>{EMPTY})", f"ROW({row.above('kode')}){row.offset}")
    empty = f"COUNTA({row.between('jenjang', 'catatan')})=0"
    return if_(empty, EMPTY, iferror(if_(f"{kode}<>{EMPTY}", row.position, last), EMPTY))


def kode(row: Row) -> str:
    above = row.above("kode")
    at_start = call("INDEX", above, row.own("h_mulai"))
    last = if_(f"COUNTA({above})=1", EMPTY, call("LOOKUP", "2", f"1/({above}<>{EMPTY})", above))
    return in_row(row, iferror(clean(call("T", if_(f"{at_start}<>{EMPTY}", at_start, last))), EMPTY))


def first_row(row: Row) -> str:
    kode = row.own("h_kode")
    return if_(is_word(kode, ""), EMPTY, iferror(call("MATCH", kode, row.all_of("h_kode"), "0"), EMPTY))


def doubtful(row: Row) -> str:
    begin, first = row.own("h_mulai"), row.own("h_baris")
    no_kode = f"{call('INDEX', row.above('kode'), begin)}={EMPTY}"
    no_parent = and_(f"{call('INDEX', row.above('induk'), begin)}={EMPTY}", f"{first}<>{begin}")
    other_case = f"NOT(EXACT(INDEX({row.all_of('h_kode')},{first}),{row.own('h_kode')}))"
    return in_row(row, iferror(if_(or_(is_word(first, ""), no_kode, no_parent, other_case), "1", "0"), "1"))


def _of_node(row: Row, key: str) -> str:
    """A node column: of the row in which the node starts, else of the first row with its kode."""
    at_start = call("INDEX", row.above(key), row.own("h_mulai"))
    at_first = if_(is_word(row.own("h_baris"), ""), EMPTY, call("INDEX", row.all_of(key), row.own("h_baris")))
    return if_(f"{at_start}<>{EMPTY}", at_start, at_first)


def level(row: Row) -> str:
    return in_row(row, iferror(call("MATCH", trim(_of_node(row, "jenjang")), "daftar_jenjang", "0"), EMPTY))


def parent_kode(row: Row) -> str:
    return in_row(row, iferror(clean(call("T", _of_node(row, "induk"))), EMPTY))


def parent_row(row: Row) -> str:
    kode, kodes = row.own("h_atas"), row.all_of("h_kode")
    found = call("MATCH", kode, kodes, "0")
    exact = call("EXACT", call("INDEX", kodes, found), kode)
    return if_(is_word(kode, ""), EMPTY, iferror(if_(exact, found, text("?")), "0"))


def starts_kode(row: Row) -> str:
    """Whether this is the first row of its kode."""
    return and_(f"{row.own('kode')}<>{EMPTY}", f"{row.own('h_baris')}={row.position}")


def listed(row: Row) -> str:
    return in_row(row, if_(starts_kode(row), row.own("h_baris"), EMPTY))


def names_parent(row: Row) -> str:
    """Whether *Kode Induk* says anything: a dash or a dot says nothing."""
    return f"{substitute(row.own('h_atas'), {'-': '', '.': ''})}<>{EMPTY}"


def check_parent(row: Row) -> str:
    level, parent = row.own("h_jenjang"), row.own("h_induk")
    elsewhere = or_(f"NOT({starts_kode(row)})", f"{row.own('h_ragu')}<>0", f"NOT({names_parent(row)})")
    unsure = or_(is_word(level, ""), is_word(parent, "?"), f"{parent}={row.position}")
    unknown = _SILENT
    if row.plays("induk-tidak-ada"):
        # A kode that Excel turned into a number reads differently in each language: then nothing is accused.
        unknown = if_(f"COUNT({row.all_of('kode')})>0", _SILENT, text(State.PARENT_UNKNOWN))
    above = call("INDEX", row.all_of("h_jenjang"), parent)
    wrong = _SILENT
    if row.plays("induk-salah-jenjang"):
        of_parent, levels = f"{row.all_of('h_baris')},{parent}", row.all_of("h_jenjang")
        one_level = f"COUNTIFS({of_parent},{levels},{above})=COUNTIF({of_parent})"
        wrong = if_(one_level, text(State.PARENT_LEVEL), _SILENT)
    known = if_(
        is_word(above, ""), _SILENT, if_(f"{call('INDEX', 'daftar_induk', level, above)}=1", text(State.OK), wrong)
    )
    no_parent = f"{call('INDEX', 'daftar_berinduk', level)}=0"
    judged = if_(no_parent, _SILENT, if_(f"{parent}=0", unknown, known))
    return in_row(row, iferror(if_(elsewhere, _SILENT, if_(unsure, _SILENT, judged)), _SILENT))


def part_of(row: Row) -> str:
    word, parent = row.word("agregasi", Agregasi.SUM), row.own("h_induk")
    if not word:
        return in_row(row, EMPTY)
    no_part = or_(f"{row.own('h_ragu')}<>0", blank(row.own("indikator")), f"{row.own('indikator_induk')}<>{EMPTY}")
    declared = and_(is_word(trim(row.own("agregasi")), word), f"ISNUMBER({parent})", f"N({parent})>0")
    part = iferror(if_(no_part, EMPTY, if_(declared, parent, EMPTY)), EMPTY)
    return in_row(row, if_(f"{row.own('agregasi')}={EMPTY}", EMPTY, part))


def check_sum(row: Row) -> str:
    """Only where all parts are declared Jumlah, the node has this one row, and every number is certain."""
    if not row.plays("jumlah-tidak-sama") or len(row.years) > _MOST_YEARS:
        return in_row(row, _SILENT)
    first, parts = row.own("h_baris"), row.all_of("h_bagian")
    none = or_(is_word(first, ""), f"{row.own('h_ragu')}<>0", blank(row.own("indikator")))
    no_part = f"COUNTIF({parts},{first})=0"
    unsure = or_(
        f"COUNTIF({row.all_of('h_baris')},{first})>1",
        _other_parts(row),
        f"COUNTIF({row.all_years},{text(ANY_WORD)})>0",
        *(f"COUNTIFS({parts},{first},{row.all_of(key)},{text(ANY_WORD)})>0" for key in row.years),
        *(f"{row.own('h_jenjang')}={level}" for level in _over_offices(row)),
    )
    both, gaps = {}, {}
    for key in row.years:
        numbers = row.all_of(key)
        both[key] = f"ISNUMBER({row.own(key)}),COUNTIFS({parts},{first},{numbers},{text('>-1E+300')})>0"
        gaps[key] = f"ABS(SUMIF({parts},{first},{numbers})-N({row.own(key)}))"
    # A rule allows the rounding of a parent that is printed with fewer decimals: half a unit at most.
    differs = or_(*(and_(both[key], f"{gaps[key]}>0.500001") for key in row.years))
    near = or_(*(and_(both[key], f"{gaps[key]}>0.000001") for key in row.years))
    judged = or_(*(and_(both[key]) for key in row.years))
    verdict = if_(differs, text(State.DIFFERS), if_(or_(near, f"NOT({judged})"), _SILENT, text(State.OK)))
    return in_row(row, iferror(if_(none, _SILENT, if_(no_part, _SILENT, if_(unsure, _SILENT, verdict))), _SILENT))


def _over_offices(row: Row) -> Sequence[int]:
    """The levels of the regency whose indicators may add up over the OPD: those right above an OPD's own, and all of
    them where the profile names such indicators."""
    levels = row.profile.levels.values()
    named = bool(row.profile.parameters.get(SUM_OVER_OFFICES, {}).get("indikator"))
    above = {key for level in levels if not level.daerah for key in level.induk}
    return [n for n, level in enumerate(levels, start=1) if level.daerah and (named or level.key in above)]


def _other_parts(row: Row) -> str:
    """Whether a child's indicator is declared in another way, or in a way that these formulas do not follow."""
    return f"{declared_parts(row)}<>COUNTIF({row.all_of('h_bagian')},{row.own('h_baris')})"


def declared_parts(row: Row) -> str:
    """How many indicators of this kode's children say that they add up into the parent's, in whatever way."""
    of_children = f"{row.all_of('h_induk')},{row.own('h_baris')},{row.all_of('agregasi')}"
    ignored = row.word("agregasi", Agregasi.NONE)
    idle = f"-COUNTIFS({of_children},{text(ignored)})" if ignored else ""
    return f"(COUNTIFS({of_children},{text('<>')}){idle})"
