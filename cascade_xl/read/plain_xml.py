"""Plain XML: the part of it that spreadsheet programs write, taken apart without a parser.

Whatever is not surely the same to a parser is refused: `NotPlainError`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from cascade_xl import parts

_CONTROL = bytes({*range(32)} - {9, 10})  # XML forbids these but 13, which its parsers change

DECLARATION = (
    r"""(?:<\?xml version=["']1\.0["'](?: encoding=["'](?i:utf-8)["'])?(?: standalone=["'](?:yes|no)["'])? ?\?>\s*)?"""
)
OURS = f' xmlns="(?:{re.escape(parts.MAIN)}|{re.escape(parts.STRICT)})"'
NAME, VALUE = "[A-Za-z][A-Za-z0-9]*", "[ !#-%'-;=?-~]*+"
ATTRIBUTES = f'(?: {NAME}="{VALUE}")*+'
SPACE = '(?: xml:space="preserve")?'
_ATTRIBUTE = re.compile(f' ((?:x14ac:)?{NAME})="({VALUE})"')
_ENTITY = re.compile("&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6}));")
_UNKNOWN = re.compile("&(?!(?:amp|lt|gt|quot|apos);)")
_ENTITIES = {"lt": "<", "gt": ">", "quot": '"', "apos": "'", "amp": "&"}  # & last: it may begin another's name
NO_SIGN = re.compile("[\ufffe\uffff]")


class NotPlainError(ValueError):
    """Something is written otherwise than programs write it; expat must read it."""


@lru_cache(maxsize=4096)
def attributes_of(text: bytes) -> Mapping[str, str]:
    """Attributes that matched the pattern, if no name stands twice, and none is a namespace or another address."""
    found = _ATTRIBUTE.findall(text.decode())
    names = dict(found)
    if len(names) < len(found) or not names.keys().isdisjoint(("r", "xmlns")):
        raise NotPlainError
    return names


def sound(chunk: bytes) -> None:
    """Refuse what no XML may hold, and what its parsers change."""
    if len(chunk.translate(None, _CONTROL)) < len(chunk):
        raise NotPlainError


def text_of(data: bytes) -> str:
    """The text that XML means."""
    if b"<" in data or b"]]>" in data:
        raise NotPlainError
    written = data.decode()
    if not (written.isascii() or written.isprintable()) and NO_SIGN.search(written):
        raise NotPlainError
    return unfolded(written) if "&" in written else written


def unfolded(written: str) -> str:
    if "&#" in written or _UNKNOWN.search(written):
        text, count = _ENTITY.subn(_sign, written)
        if count < written.count("&"):
            raise NotPlainError
        return text
    for name, sign in _ENTITIES.items():
        written = written.replace(f"&{name};", sign)
    return written


def _sign(entity: re.Match[str]) -> str:
    if entity[1]:
        return _ENTITIES[entity[1]]
    code = int(entity[2]) if entity[2] else int(entity[3], 16)
    if not (32 <= code < 0xD800 or 0xDFFF < code < 0xFFFE or 0xFFFF < code < 0x110000 or code in (9, 10, 13)):
        raise NotPlainError
    return chr(code)
