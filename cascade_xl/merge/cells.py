"""Text from an OPD → text that Excel takes as text, whatever it says."""

from __future__ import annotations

import re
from functools import lru_cache

from cascade_xl.contract import MAX_TEXT

_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CUT = " … [dipotong]"
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LETTERS, _CAPITALS = 1.18, 0.95
"""Characters of 10 point Calibri in one unit of column width."""
_HEADING = 250
"""Excel takes 255 characters in a table's heading."""


def safe(text: str) -> str:
    """The text with U+FFFD for what XML and Excel refuse, plain line ends, and at most 32,767 characters as Excel counts them (UTF-16)."""
    if len(text) < MAX_TEXT // 2 and text.isprintable() and not text.startswith("<r>"):
        return text
    text = _REFUSED.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    if text.startswith("<r>") and text.endswith("</r>"):
        text += " "  # XlsxWriter takes such a text for its own rich string and would write it into the part as XML
    if len(text) > MAX_TEXT // 2 and _length(text) > MAX_TEXT:
        text = text.encode("utf-16-le")[: 2 * (MAX_TEXT - len(_CUT))].decode("utf-16-le", "ignore") + _CUT
    return text


def heading(text: str) -> str:
    """A heading of a table: one line, and nothing in it that reads as an escape (XlsxWriter escapes cells, but not the table's names)."""
    line = " ".join(safe(text[:_HEADING]).split())
    return _ESCAPE.sub("_ ", line)


def live(text: str) -> bool:
    """Whether Excel would make a formula or a command of the text, were it typed: it then gets the apostrophe that keeps it text."""
    return text.lstrip()[:1] in ("=", "+", "-", "@")


@lru_cache(maxsize=1 << 16)
def lines(text: str, width: float) -> int:
    """About how many lines a text takes in a column of this width. Excel would find out by itself, but LibreOffice only where it is asked."""
    room = int(width * (_CAPITALS if text.isupper() else _LETTERS))
    found = 0
    for part in text.split("\n"):
        found += 1
        left = room
        for word in part.split(" "):
            if len(word) > left and left < room:
                found += 1
                left = room
            if len(word) > room:
                found += (len(word) - 1) // room
            left -= len(word) % room + 1
    return found


def _length(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)
