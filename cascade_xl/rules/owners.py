"""Who owns a kinerja: the officials that a cell of *Pemilik Kinerja* names."""

from __future__ import annotations

import re

from cascade_xl.model import Value
from cascade_xl.text import clean

_SEPARATOR = re.compile(r"[;\n]")
_NUMBERED = re.compile(r"^(?:\d+[.)]|[-•*])\s*")


def owners(pemilik: Value) -> list[str]:
    """The officials that one cell names, one a line or parted by semicolons."""
    return titles(pemilik.raw)


def titles(raw: str) -> list[str]:
    """The same of a cell's text as it is shown."""
    parts = (clean(_NUMBERED.sub("", part.strip())) for part in _SEPARATOR.split(raw))
    return [owner for owner in parts if owner]
