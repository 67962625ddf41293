"""The shared strings of a workbook that are written plainly; see `cascade_xl.read.plain`."""

from __future__ import annotations

import re

from cascade_xl.read.contents import unescape
from cascade_xl.read.plain_xml import DECLARATION, NAME, NO_SIGN, OURS, SPACE, VALUE, NotPlainError, sound, unfolded

_STRINGS = re.compile(f'{DECLARATION}<sst{OURS}(?: (?:count|uniqueCount)="[0-9]*")*>')
_STYLE = f'<rPr>(?:<{NAME}(?: {NAME}="{VALUE}")?/>)*+</rPr>'
_STRING = re.compile(
    f"<si><t{SPACE}(?:/>|>([^<]*+)</t>)</si>"
    rf"|<si>((?:<r>(?:{_STYLE})?<t{SPACE}(?:/>|>[^<]*+</t>)</r>)++)</si>|(</sst>\s*+\Z|[\s\S])"
)
_RUN = re.compile("<t[^>/]*>([^<]*+)")


def read_strings(data: bytes) -> list[str]:
    """The shared strings of a workbook. Raises `NotPlainError`, or what a damaged file raises."""
    written = data.decode()
    head = _STRINGS.match(written)
    if head is None or "]]>" in written or NO_SIGN.search(written):
        raise NotPlainError
    sound(data[len(head[0]) :])
    *found, (_, _, end) = _STRING.findall(written, head.end())
    strings = []
    for plain, rich, other in found:
        if other:
            raise NotPlainError
        text = "".join(_RUN.findall(rich)) if rich else plain
        strings.append(unescape(unfolded(text) if "&" in text else text))
    if not end.startswith("</sst>"):
        raise NotPlainError
    return strings
