"""What an official may spend: the pagu of his programmes as written, and their sum in the same spelling."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from cascade_xl.forms.jabatan import HEAD
from cascade_xl.forms.offices import Office
from cascade_xl.forms.order import Order
from cascade_xl.forms.said import nodes_of, said
from cascade_xl.model import Indicator, Node, Target
from cascade_xl.text import fold

_SPELLING = re.compile(r"(Rp\.?\s*)?([\d.,]*?)((?:,-)?)", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*(?:[.,]\d{1,2})?")


class Money(NamedTuple):
    """A programme, or what takes its place, with every pagu that its rows state. ``label`` is its level."""

    label: str
    name: str
    pagu: Sequence[Target]

    @property
    def written(self) -> list[str]:
        return [said(target.value) for target in self.pagu]


def budget(order: Order, office: Office) -> list[Money]:
    """The nodes of the highest level with a code, among what an official owns; every programme for the head of the
    OPD. Nodes of one name are one programme with several sasaran."""
    levels = [level for level in order.profile.levels.values() if level.segmen]
    held = list(office.held)
    if office.key == HEAD and levels:
        held = [(node, order.book.rows(node)) for node in nodes_of(order, levels[0].key)]
    for level in levels:
        found = [(node, rows) for node, rows in held if order.book.level(node) is level]
        if found:
            return _by_name(level.label, found)
    return []


def total(lines: Sequence[Money]) -> str:
    """The sum, spelled as the office spells; empty where a pagu is missing or cannot be read for certain."""
    pagu = [target for line in lines for target in line.pagu]
    numbers = [target.quantity.value for target in pagu]
    if not pagu or not all(line.pagu for line in lines) or None in numbers:
        return ""
    whole = sum((number for number in numbers if number is not None), Decimal())
    return _spelled(whole, [said(target.value) for target in pagu])


def _by_name(label: str, found: Sequence[tuple[Node, Sequence[Indicator]]]) -> list[Money]:
    names: dict[str, str] = {}
    pagu: dict[str, list[Target]] = {}
    for node, rows in found:
        name = said(node.uraian) or said(node.statement)
        names.setdefault(fold(name), name)
        stated = {said(row.pagu.value): row.pagu for row in rows if said(row.pagu.value)}
        pagu.setdefault(fold(name), []).extend(stated.values())
    return [Money(label, name, pagu[key]) for key, name in names.items()]


def _spelled(number: Decimal, written: Sequence[str]) -> str:
    """A number with the signs that stand around and between the digits of all, or of the first that has them."""
    spelled = [_SPELLING.fullmatch(text) for text in written]
    before = {match[1] or "" for match in spelled if match}
    after = {match[3] for match in spelled if match}
    groups = [match for text in spelled if text and (match := _GROUPED.fullmatch(text[2]))]
    sign = groups[0][1] if groups else ""
    places = 2 if number != number.to_integral_value() else 0
    plain = f"{number:,.{places}f}" if sign else f"{number:.{places}f}"
    digits = plain.translate(str.maketrans({",": sign, ".": "," if sign != "," else "."}))
    lead = before.pop() if len(before) == 1 else ""
    tail = after.pop() if len(after) == 1 and None not in spelled else ""
    return f"{lead}{digits}{tail}"
