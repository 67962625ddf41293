"""Bricks of Excel formulas: functions with their arguments, quoted texts, cleaned texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

FALSE = "FALSE"
_BLANKS = ("\u00a0", "\u202f", "\u2007")
_NOTHING = ("\u200b", "\u200e", "\u200f", "\u2060", "\ufeff", "\u00ad")
DASHES = ("\u2010", "\u2011", "\u2013", "\u2014", "\u2212")


def text(word: str) -> str:
    """A text as a formula quotes it."""
    return '"' + word.replace('"', '""') + '"'


EMPTY = text("")


def call(function: str, *arguments: str) -> str:
    return f"{function}({','.join(arguments)})"


def if_(condition: str, then: str, otherwise: str) -> str:
    return call("IF", condition, then, otherwise)


def and_(*conditions: str) -> str:
    return call("AND", *conditions)


def or_(*conditions: str) -> str:
    """True where one condition is; of no condition, FALSE."""
    return call("OR", *conditions) if conditions else FALSE


def iferror(value: str, otherwise: str) -> str:
    return call("IFERROR", value, otherwise)


def trim(value: str) -> str:
    return call("TRIM", value)


def blank(value: str) -> str:
    """Whether a cell shows nothing."""
    return f"{trim(value)}={EMPTY}"


def unfilled(value: str) -> str:
    """Whether a cell holds nothing, or nothing but dashes."""
    return f"{trim(substitute(value, dict.fromkeys(('-', *DASHES), '')))}={EMPTY}"


def is_word(value: str, *words: str) -> str:
    """Whether a value is one of these words."""
    tests = [f"{value}={text(word)}" for word in words]
    return tests[0] if len(tests) == 1 else or_(*tests)


def array(words: Iterable[str]) -> str:
    return "{" + ",".join(text(word) for word in words) + "}"


def holds_any(value: str, words: Iterable[str], function: str = "SEARCH") -> str:
    """Whether one of some texts stands within a value: SEARCH ignores case, FIND does not."""
    found = call(function, array(words), value)
    return f"SUMPRODUCT(--ISNUMBER({found}))>0"


def substitute(value: str, marks: Mapping[str, str]) -> str:
    for old, new in marks.items():
        value = call("SUBSTITUTE", value, text(old), text(new))
    return value


def clean(value: str) -> str:
    """The one-line form of a text, as far as the marks go that are pasted into spreadsheets."""
    for code in (9, 10, 13):
        value = call("SUBSTITUTE", value, f"CHAR({code})", text(" "))
    marks = {**dict.fromkeys(_BLANKS, " "), **dict.fromkeys(_NOTHING, ""), **dict.fromkeys(DASHES, "-")}
    return trim(substitute(value, marks))
