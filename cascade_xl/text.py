"""Text as officers type and paste it, and what two texts must share to be called the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_PLAIN = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201a": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u2212": "-",
    }
)
_NOT_ALNUM = re.compile(r"[\W_]+")
_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())  # of ASCII, which most texts are
_LOWER = bytes(range(256)).lower()
_WORDS = _LOWER.translate(bytes.maketrans(_SIGNS, b" " * len(_SIGNS)))


@lru_cache(maxsize=8192)
def clean(raw: str) -> str:
    """One line of NFC text: blanks of every kind are single, quotes and dashes plain, invisible marks gone."""
    if raw.isascii() and raw.isprintable():
        return " ".join(raw.split())
    text = _INVISIBLE.sub("", raw)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_PLAIN)
    return " ".join(text.split())


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """What two texts must share to be the same name: letters and digits only, in lower case.

    A word that a narrow column broke ("Peneranga n") equals the whole one.
    """
    if text.isascii():
        return text.encode().translate(_LOWER, _SIGNS).decode()
    return _NOT_ALNUM.sub("", unicodedata.normalize("NFKC", text).casefold())


def says(text: str) -> bool:
    """Whether a text holds a letter or a digit: a mere dash says nothing."""
    return (text.isascii() and text[:1].isalnum()) or bool(fold(text))


def key(text: str) -> str:
    """What a short word is looked up by: as `fold`, but a word of signs alone (``%``, ``(%)``, ``+``) is that sign."""
    return fold(text) or text.strip(" ()[].")


@lru_cache(maxsize=2048)
def words(text: str) -> tuple[str, ...]:
    """The words of a text in lower case, without punctuation."""
    if text.isascii():
        return tuple(text.encode().translate(_WORDS).decode().split())
    return tuple(_NOT_ALNUM.sub(" ", text.casefold()).split())
