"""Row formulas about targets: what number a text is, in every language alike, and whether the years go the right way.

A number is read where `cascade_xl.quantity.read_row` reads the same one whatever stands beside it; all else is "ragu".
VALUE only ever sees digits, because what it makes of a dot or a comma depends on the computer's language.
"""

from __future__ import annotations

from itertools import pairwise

from cascade_xl.contract import State
from cascade_xl.profile import Arah, Sifat
from cascade_xl.quantity import Kind
from cascade_xl.write.expressions import (
    DASHES,
    EMPTY,
    FALSE,
    and_,
    blank,
    call,
    holds_any,
    if_,
    iferror,
    is_word,
    or_,
    substitute,
    text,
    trim,
)
from cascade_xl.write.formulas_tree import ANY_WORD, in_row
from cascade_xl.write.row import Row

DOUBT, NO_NUMBER, FRACTION = "ragu", "bukan", "pecahan"
WORD_RULES = {NO_NUMBER: "target-bukan-angka", FRACTION: "target-pecahan"}
"""The rules that find a fault where a hidden column says so."""
_SILENT = text(State.SILENT)
_DOUBT = text(DOUBT)
_FIRST_DATE, _LAST_DATE = 10959, 60000  # whole numbers that may be dates: 1930 to 2064
_PERCENT_LIMIT = 100
# Words of an indicator that make a rule look away. Rules ask for whole words: these formulas look away more often.
GROWTH_WORDS = ("pertumbuhan", "laju", "peningkatan", "kenaikan", "penurunan", "perubahan", "inflasi")
FRACTION_WORDS = (
    *("rata", "rasio", "angka", "indeks", "lama", "waktu", "usia", "umur", "harapan", "kepadatan", "durasi"),
    *("frekuensi", "kecepatan"),
)
ONE_WAY_UNITS = ("Nilai", "Poin", "Indeks", "Skor", "Rasio")
"""Satuan, besides persen, whose targets follow the arah although no sifat is given."""


def kind(row: Row) -> str:
    satuan = trim(row.own("satuan"))
    found = call("MATCH", satuan, "daftar_satuan_kata", "0")
    same = f"{call('INDEX', 'daftar_satuan_kata', found)}={satuan}"
    known = if_(same, call("INDEX", "daftar_satuan_jenis", found), EMPTY)
    return if_(f"{row.own('satuan')}={EMPTY}", EMPTY, iferror(known, EMPTY))


def number(row: Row, target: str) -> str:
    cell, kind = row.own(target), row.own("h_jenis")
    trimmed = trim(cell)
    dashes = substitute(trimmed, dict.fromkeys(("-", *DASHES), ""))
    empty = or_(f"{trimmed}={EMPTY}", and_(f"LEN({trimmed})<3", f"{dashes}={EMPTY}"))
    read = if_(
        f"ISNUMBER({cell})",
        _stored(cell, kind),
        if_(f"ISTEXT({cell})", _written(cell, kind, row.own("indikator")), _DOUBT),
    )
    counted = is_word(kind, Kind.WHOLE, Kind.DECIMAL, Kind.PERCENT)
    filled = if_(empty, EMPTY, if_(counted, read, _DOUBT))
    return iferror(if_(f"{cell}={EMPTY}", EMPTY, filled), _DOUBT)


def _stored(cell: str, kind: str) -> str:
    """A number as a number: silent where its format, which a formula cannot see, might change its meaning."""
    date = and_(f"{cell}=INT({cell})", f"{cell}>={_FIRST_DATE}", f"{cell}<={_LAST_DATE}")
    share = and_(f"{cell}<>0", f"ABS({cell})<={if_(is_word(kind, Kind.PERCENT), '10', '1')}")
    part = and_(is_word(kind, Kind.WHOLE), f"{cell}<>INT({cell})")
    return if_(or_(date, share, part), _DOUBT, cell)


def _written(cell: str, kind: str, indicator: str) -> str:
    """A text as a number: digits with at most one dot or comma, and behind them % where the satuan is persen."""
    percent, whole = is_word(kind, Kind.PERCENT), is_word(kind, Kind.WHOLE)
    numeral = trim(substitute(cell, {"%": ""}))
    digits, places = _digits(numeral), _places(numeral)
    signs = f"LEN({cell})-LEN({substitute(cell, {'%': ''})})"
    sign_behind = if_(and_(percent, f"{call('RIGHT', trim(cell))}={text('%')}"), "1", "0")
    grouped = and_(f"{places}=3", f"LEN({numeral})<8", f"{call('LEFT', numeral)}<>{text('0')}")
    part = f"VALUE(RIGHT({digits},MAX({places},1)))>0"
    fraction = and_(whole, f"{places}>0", f"NOT({grouped})", part)
    may_be_one = holds_any(indicator, FRACTION_WORDS)
    # Three digits behind a lone dot are thousands of a counted unit, decimals of a percentage, else nobody knows.
    exponent = if_(f"{places}<0", "0", if_(grouped, if_(whole, "0", if_(percent, "3", text("?"))), places))
    value = if_(fraction, if_(may_be_one, _DOUBT, text(FRACTION)), f"VALUE({digits})/10^{exponent}")
    no_number = and_(f"NOT(EXACT(UPPER({cell}),LOWER({cell})))", f"NOT({holds_any(cell, '0123456789', 'FIND')})")
    readable = iferror(and_(f"{signs}={sign_behind}", _is_numeral(numeral)), FALSE)
    return if_(readable, value, if_(no_number, text(NO_NUMBER), _DOUBT))


def _digits(numeral: str) -> str:
    return substitute(numeral, {".": "", ",": ""})


def _places(numeral: str) -> str:
    """How many digits stand behind the dot or comma; -1 where there is neither."""
    return f"(LEN({numeral})-FIND({text('.')},{substitute(numeral, {',': '.'})}&{text('.')}))"


def _is_numeral(numeral: str) -> str:
    """Whether a text is nothing but digits with at most one dot or comma between them; an error where it is not even
    a number."""
    digits, places = _digits(numeral), _places(numeral)
    only_digits = f"TEXT(VALUE({text('1')}&{digits}),{text('0')})={text('1')}&{digits}"
    one_mark = f"LEN({numeral})-LEN({digits})<2,{places}<>0,{places}<>LEN({numeral})-1"
    return and_(f"LEN({numeral})<15", only_digits, one_mark)


def any_number(row: Row, word: str) -> str:
    """How many targets of the row are marked with a word."""
    return f"COUNTIF({row.all_numbers},{text(word)})"


def check_numbers(row: Row) -> str:
    limit = row.profile.parameters.get("persen-di-luar-batas", {}).get("batas", _PERCENT_LIMIT)
    bobot = trim(row.own("bobot"))
    unsure = or_(
        f"COUNT({row.all_years})=0",
        and_(f"{bobot}<>{EMPTY}", f"NOT({iferror(_is_numeral(bobot), FALSE)})"),
        f"{any_number(row, ANY_WORD)}>0",
        f"MIN({row.all_numbers})<0",
        and_(is_word(row.own("h_jenis"), Kind.PERCENT), f"MAX({row.all_numbers})>{limit}"),
    )
    judged = if_(unsure, _SILENT, text(State.OK))
    faults = [any_number(row, word) for word, rule in WORD_RULES.items() if row.plays(rule)]
    if faults:
        judged = if_(f"{'+'.join(faults)}>0", text(State.LOOK), judged)
    return in_row(row, iferror(if_(blank(row.own("indikator")), _SILENT, judged), _SILENT))


def check_direction(row: Row) -> str:
    if not row.plays("arah-dilanggar") or len(row.years) < 2:
        return in_row(row, _SILENT)
    unsure = or_(
        blank(row.own("indikator")),
        f"COUNT({row.all_years})<2",
        f"MIN({row.all_years})<0",
        f"COUNTIF({row.all_years},{text(ANY_WORD)})>0",
    )
    arah, sifat = _meaning(row, "arah"), _meaning(row, "sifat")
    one_way = f"{iferror(call('VLOOKUP', trim(row.own('satuan')), 'daftar_makna_satuan', '3', FALSE), '0')}=1"
    growth = holds_any(row.own("indikator"), GROWTH_WORDS)
    free = and_(blank(row.own("sifat")), one_way, f"NOT({growth})")
    upward = and_(is_word(arah, Arah.POSITIVE), or_(free, is_word(sifat, Sifat.PROGRESS, Sifat.CUMULATIVE)))
    downward = and_(is_word(arah, Arah.NEGATIVE), or_(free, is_word(sifat, Sifat.PROGRESS)))
    # A series never falls where no number is below the highest before it, and never rises where none is below the
    # highest after it: so its gaps need no attention. A text is not below any number.
    first, *_, last = row.years
    falls = [f"{row.own(key)}<MAX({row.between(first, before)})" for before, key in pairwise(row.years)]
    rises = [f"{row.own(key)}<MAX({row.between(after, last)})" for key, after in pairwise(row.years)]
    up = if_(or_(*falls), text(State.FALLS), text(State.OK))
    down = if_(or_(*rises), text(State.RISES), text(State.OK))
    judged = if_(upward, up, if_(downward, down, _SILENT))
    return in_row(row, iferror(if_(unsure, _SILENT, judged), _SILENT))


def _meaning(row: Row, column: str) -> str:
    """What a word of a closed vocabulary means, looked up in *Daftar*."""
    return iferror(call("VLOOKUP", trim(row.own(column)), f"daftar_makna_{column}", "2", FALSE), EMPTY)
