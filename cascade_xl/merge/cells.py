"""Text from an OPD → text that Excel takes as text, whatever it says."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cascade_xl.contract import MAX_TEXT

_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CUT = " … [dipotong]"
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LETTERS, _CAPITALS = 1.18, 0.95
"""Characters of 10 point Calibri in one unit of column width."""
_HEADING = 240
"""Excel takes 255 characters in a table's heading; some are left for a number."""


def safe(text: str) -> str:
    """The text with U+FFFD for what XML and Excel refuse, plain line ends, and no longer than a cell may be."""
    if len(text) < MAX_TEXT // 2 and text.isprintable() and not text.startswith("<r>"):
        return text
    text = printable(text)
    if text.startswith("<r>") and text.endswith("</r>"):
        text += " "  # XlsxWriter takes such a text for its own rich string and would write it into the part as XML
    return shortened(text)


def shortened(text: str) -> str:
    """The text no longer than a cell may be."""
    return _cut(text, MAX_TEXT)


def printable(text: str) -> str:
    """The text with U+FFFD for what XML refuses, and plain line ends."""
    if text.isprintable():
        return text
    return _REFUSED.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def heading(text: str) -> str:
    """A heading of a table: one line, and no escape in it, since XlsxWriter sees to those in cells only."""
    return _cut(_ESCAPE.sub("_ ", " ".join(safe(text).split())), _HEADING)


def headings(texts: Iterable[str]) -> list[str]:
    """Headings of one table, no two of which are the same to Excel."""
    taken: set[str] = set()
    found = []
    for text in texts:
        plain = name = heading(text)
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{plain} ({number})"
        taken.add(name.casefold())
        found.append(name)
    return found


def live(text: str) -> bool:
    """Whether Excel would make a formula of the text, were it typed: it then gets the apostrophe that keeps it text."""
    return text.lstrip()[:1] in ("=", "+", "-", "@")


def lines(text: str, width: float) -> int:
    """About how many lines a text takes in a column of this width.

    Excel would find out by itself when it opens the file; LibreOffice takes the heights that the file says.
    """
    room = int(width * (_CAPITALS if text.isupper() else _LETTERS))
    return _broken(text, room) if "\n" not in text else sum(_broken(part, room) for part in text.split("\n"))


def _broken(text: str, room: int) -> int:
    """Into how many lines one is broken: at the last blank that fits."""
    found, start, end = 1, 0, len(text)
    while end - start > room:
        at = text.rfind(" ", start, start + room + 1)
        if at < 0 or (at - start == room and text.find(" ", start, at) < 0):
            return _broken_words(text, room)
        found += 1
        start = at + 1
    return found


def _broken_words(text: str, room: int) -> int:
    """The same where a word takes a line or more."""
    found, left = 1, room
    for word in text.split(" "):
        if len(word) > left and left < room:
            found += 1
            left = room
        if len(word) > room:
            found += (len(word) - 1) // room
        left -= len(word) % room + 1
    return found


def _cut(text: str, most: int) -> str:
    """A text of at most so many characters as Excel counts them (UTF-16), with a mark where it was cut."""
    if len(text) <= most // 2 or len(text) + sum(character > "\uffff" for character in text) <= most:
        return text
    return text.encode("utf-16-le")[: 2 * (most - len(_CUT))].decode("utf-16-le", "ignore") + _CUT
