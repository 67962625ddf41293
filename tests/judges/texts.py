"""Which names and which texts Excel takes."""

import re
from collections.abc import Iterator

from .boxes import read_cell
from .package import unescape

LONGEST_TEXT = 32_767
LONGEST_NAME = 255

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NAME = re.compile(r"(?:[^\W\d]|[_\\])[\w.\\?]*")


def name_problems(name: str) -> Iterator[str]:
    """Why Excel would not take `name` for a range or a table."""
    if len(name) > LONGEST_NAME:
        yield f"has {len(name)} characters; Excel takes {LONGEST_NAME}"
    if not _NAME.fullmatch(name):
        yield "has a character that Excel does not take in a name"
    elif read_cell(name) or re.fullmatch(r"[RrCc]|[Rr]\d*[Cc]\d*", name):
        yield "reads as a cell"


def text_problems(text: str) -> Iterator[str]:
    plain = unescape(text)
    if len(plain) > LONGEST_TEXT:
        yield f"has {len(plain):,} characters; Excel takes {LONGEST_TEXT:,}"
    control = CONTROL.search(plain)
    if control:
        yield f"has the control character {control[0]!r}"
