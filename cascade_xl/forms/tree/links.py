"""Which part of a divided table leads to which: the marks above and below its boxes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from cascade_xl.forms.tree.columns import Part
from cascade_xl.forms.tree.icicle import Icicle, Window
from cascade_xl.forms.tree.marks import back, longest, onward
from cascade_xl.forms.tree.strips import ABOVE, BELOW, HEAD, Mark, Marking, Strip


def placeholder(table: Icicle) -> Marking:
    """Marks as long as any may become: numbers are known only when everything is cut."""
    longer, shorter = longest(len(table.entries))

    def marking(node: int, span: Window) -> Mark:
        first, after = table.columns[node]
        entry = table.entries[node]
        begun = entry.repeated or first < span.first
        goes_on = entry.cut or (after > span.after and not entry.repeated)
        return Mark(shorter if begun else "", longer if goes_on else "")

    return marking


def marked(parts: Sequence[Part]) -> list[Part]:
    """The parts with marks that say their numbers."""
    full: dict[int, list[int]] = defaultdict(list)
    repeated: dict[int, list[int]] = defaultdict(list)
    for number, part in enumerate(parts):
        for strip in part.strips:
            if strip.row == HEAD:
                for line in strip.lines:
                    entry = part.table.entries[line.node]
                    found = (repeated if entry.repeated else full)[entry.box]
                    if number not in found:
                        found.append(number)

    def text(part: Part, node: int, row: int, number: int) -> str:
        entry = part.table.entries[node]
        if row == ABOVE:
            return back(full[entry.box][0])
        later = [other for other in full[entry.box] if other > number][:1]
        return onward({*later, *(repeated[entry.box] if entry.cut else ())})

    def said(part: Part, one: Strip, number: int) -> Strip:
        if one.row not in (ABOVE, BELOW):
            return one
        lines = (line._replace(text=line.text and text(part, line.node, one.row, number)) for line in one.lines)
        return one._replace(lines=tuple(lines))

    return [part._replace(strips=[said(part, one, number) for one in part.strips]) for number, part in enumerate(parts)]
