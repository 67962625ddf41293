"""Colours, fonts, paper, and the flags on which the colours of findings stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from cascade_xl.contract.columns import ADDED, CHECK, INDICATOR, NODE, OTHER, SUPPORT, TARGETS


class Style:
    """Colours (RGB) and fonts of every sheet that we make."""

    FONT = "Calibri"
    INK = "1F2937"
    TITLE = "0F3D5E"
    HEAD = "14507A"
    HEAD_INK = "FFFFFF"
    LINE = "CBD5E1"
    INPUT = "FFFFFF"
    LOCKED = "F1F5F9"
    FAINT = "94A3B8"
    SOFT_INK = "64748B"
    BANDS: ClassVar[Mapping[str, str]] = {
        NODE: "14507A",
        INDICATOR: "1B6478",
        TARGETS: "2F6B57",
        OTHER: "475569",
        SUPPORT: "57528A",
        ADDED: "6B5B3E",
        CHECK: "334155",
    }
    LEVELS = ("C7DCEE", "D5E5F2", "E1ECF6", "EBF2F9", "F3F7FB", "FFFFFF")
    """Tints of *Jenjang*, the highest level first; every level below the last takes the last."""
    GALAT = "FECACA"
    PERINGATAN = "FDE68A"
    SARAN = "BFDBFE"
    DITERIMA = "E2E8F0"
    BAIK = "DCFCE7"
    GALAT_INK = "991B1B"
    PERINGATAN_INK = "854D0E"
    BAIK_INK = "166534"


FLAGS = {"error": "G", "warning": "P", "advice": "S", "accepted": "T"}
"""The letter in *Tanda* for a finding of each severity, and for an accepted one, the weightiest first."""

PAPER_F4 = 14
"""Excel's number for Folio, 8,5 × 13 inch, the paper that offices call F4."""


def flags(marks: Iterable[tuple[str, str]]) -> str:
    """The *Tanda* text of a row from (column key, letter)."""
    body = "|".join(f"{key}:{letter}" for key, letter in marks)
    return f"|{body}|" if body else ""
