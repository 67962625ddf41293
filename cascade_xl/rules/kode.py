"""Official codes of Permendagri 90/2019: taking them apart, putting them right, comparing them.

A full code is ``urusan(1).bidang(2).program(2).kewenangan(1).kegiatan(2).sub kegiatan(4)``, such as
``5.03.02.2.01.0003``; a program has the first three parts, a kegiatan five, a sub kegiatan six. The supporting
programme of every agency is written generically: ``X.XX.01``. A node that carries a further sasaran under the same
code adds ``#2``: ``5.03.02#2``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from cascade_xl.model import Value
from cascade_xl.text import fold, words

NAMES = ("urusan", "bidang urusan", "program", "kewenangan", "kegiatan", "sub kegiatan")
"""What each part of a code says."""
ALTERNATIVES = " | "
"""Between the names of one code, where a national list gives it several (one for provinsi, one for kabupaten/kota)."""

_WIDTHS = (1, 2, 2, 1, 2, 4)
_LENGTHS = (3, 5, 6)
_GENERIC = ("X", "XX")
_FURTHER = re.compile(r"\s*#\s*\d+$")
_STANDARD = re.compile(r"(?:[1-9]\.[0-9]{2}|X\.XX)\.[0-9]{2}(?:\.[1-9]\.[0-9]{2}(?:\.[0-9]{4})?)?")
_BETWEEN = re.compile(r"[.,\s]+")
_LOOKS = re.compile(r"(?:\d+|X+)(?:[.,\s]+(?:\d+|X+)){2,}[.,]?", re.IGNORECASE)
_TYPICAL = re.compile(r"X|\b0\d|^[1-9]\D+\d\d\D+\d\d\b", re.IGNORECASE)  # own numbers such as 1.1.10 have none of these


def base(kode: str) -> str:
    """A code without the mark of a further sasaran: ``5.03.02#2`` → ``5.03.02``."""
    return _FURTHER.sub("", kode) if "#" in kode else kode


@lru_cache(maxsize=4096)
def segments(kode: str) -> tuple[str, ...]:
    """The parts of a code as written, whatever stands between them."""
    return tuple(part for part in _BETWEEN.split(base(kode)) if part)


@lru_cache(maxsize=4096)
def looks_official(kode: str) -> bool:
    """Whether a code is meant as an official one, however dirty: three parts or more, written as such codes are.

    An office's own ``P1.K2`` or ``1.1.10`` is not.
    """
    return bool(_LOOKS.fullmatch(base(kode)) and _TYPICAL.search(kode))


@lru_cache(maxsize=4096)
def standard(kode: str) -> str | None:
    """The standard form of an official code; None for an office's own code or where the form cannot be told.

    ``5.3.02.02.01.03`` → ``5.03.02.2.01.0003``; ``x.xx.01`` → ``X.XX.01``.
    """
    if _STANDARD.fullmatch(kode):
        return kode
    parts = segments(kode)
    if not looks_official(kode) or len(parts) not in _LENGTHS:
        return None
    lead = tuple(part.upper() for part in parts[:2])
    if lead != _GENERIC and not "".join(lead).isdigit():
        return None
    numbers = parts[2:] if lead == _GENERIC else parts
    if not all(number.isdigit() for number in numbers):
        return None
    widths = _WIDTHS[len(parts) - len(numbers) : len(parts)]
    padded = [str(int(number)).zfill(width) for number, width in zip(numbers, widths, strict=True)]
    if any(len(number) > width or number == "0" for number, width in zip(padded, widths, strict=True)):
        return None
    return ".".join((*_GENERIC, *padded) if lead == _GENERIC else padded)


def same(kode: str) -> str:
    """What two spellings of a code share: its standard form, or an office's own code without the mark of a further
    sasaran."""
    return standard(kode) or base(kode)


def starts_with(kode: str, parent: str) -> bool:
    """Whether a code in standard form lies under another; ``X.XX`` on either side stands for any urusan and bidang."""
    if kode.startswith(f"{parent}."):
        return True
    parts, lead = kode.split("."), parent.split(".")
    if _GENERIC in (tuple(parts[:2]), tuple(lead[:2])):
        parts, lead = parts[2:], lead[2:]
    return len(parts) > len(lead) and parts[: len(lead)] == lead


def generic(kode: str) -> str:
    """A code in standard form with ``X.XX`` in place of its urusan and bidang."""
    return ".".join((*_GENERIC, *kode.split(".")[2:]))


def is_number(value: Value) -> bool:
    """Whether a cell stores its code as a number, so that zeros at its end are lost."""
    return isinstance(value.stored, (int, float)) and not isinstance(value.stored, bool)


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """What two names of one program, kegiatan or sub kegiatan must share: the word for the level does not count."""
    folded = fold(name)
    if name.isascii() and "program" not in folded and not folded.startswith(("kegiatan", "subkegiatan")):
        return folded
    left: Sequence[str] = [word for word in words(name) if word != "program"]
    if left[:2] == ["sub", "kegiatan"]:
        left = left[2:]
    elif left[:1] in (["kegiatan"], ["subkegiatan"]):
        left = left[1:]
    return fold("".join(left))
