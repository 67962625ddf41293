"""What stands above a form: letterhead with room for the emblem, title, and the banner from visi to sasaran."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cascade_xl.forms.kit.blocks import Block, Gap, Line
from cascade_xl.forms.kit.measure import kept
from cascade_xl.forms.order import Order
from cascade_xl.forms.sheet import Look

_SEPARATOR = re.compile(r"\s*[;\n]\s*")
_MOST_LINES = 6
"""Of an address; what follows stands in the last."""


def head(order: Order, *lines: str) -> list[Block]:
    """Letterhead and title."""
    return [*letterhead(order), *title(*lines)]


def letterhead(order: Order) -> list[Block]:
    """The government, the OPD and its address, above a thick line. At the left there is room for the emblem."""
    pemerintah, opd = order.said("pemerintah"), order.said("opd")
    lines = [
        Line(kept(f"PEMERINTAH {pemerintah.upper()}"), Look(13, bold=True, align="center")) if pemerintah else None,
        Line(kept(opd.upper()), Look(14, bold=True, align="center")) if opd else None,
        *(Line(kept(text), Look(9, align="center")) for text in _address(order)),
    ]
    known = [line for line in lines if line]
    if not known:
        return []
    return [*known, Line("", Look(3, border="B")), Gap(9)]


def _address(order: Order) -> Iterator[str]:
    value = order.document.identitas.get("alamat")
    if value is not None and value.raw.strip():
        lines = [line for line in _SEPARATOR.split(value.raw.strip()) if line]
        yield from lines[: _MOST_LINES - 1]
        yield from filter(None, ["; ".join(lines[_MOST_LINES - 1 :])])


def title(*lines: str) -> list[Block]:
    """The title of a form, its lines below each other; empty ones are left out."""
    known = [line for line in lines if line]
    return [*(Line(kept(text.upper()), Look(12, bold=True, align="center")) for text in known), Gap(9)]


def banner(entries: Sequence[tuple[str, str]]) -> list[Block]:
    """Lines such as *VISI : …*, from the top of the tree down."""
    if not entries:
        return []
    return [*(Line(f"{label.upper()} : {text}", Look(9, bold=True)) for label, text in entries), Gap(6)]
