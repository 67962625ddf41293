"""The headings of a table: names, groups of columns above them, and the row *1 2 3 …* below."""

from __future__ import annotations

from itertools import groupby

from cascade_xl.forms.kit.blocks import Table
from cascade_xl.forms.kit.grid import Grid
from cascade_xl.forms.kit.measure import row_height
from cascade_xl.forms.sheet import Cell, Look, Row

_FILL = "DCE6F1"


def heading(table: Table, grid: Grid) -> list[Row]:
    """The heading rows; none of a table without lines."""
    if not table.ruled:
        return []
    columns, size = table.columns, table.size
    look = Look(size, bold=True, align="center", valign="center", fill=_FILL, border="ltrb")
    spans = grid.spans(columns)
    needs = [row_height(c.heading, grid.room(*span), size, bold=True) for c, span in zip(columns, spans, strict=True)]
    grouped = any(column.group for column in columns)
    top: dict[int, Cell] = {}
    names: dict[int, Cell] = {}
    for group, members in groupby(range(len(columns)), key=lambda n: columns[n].group):
        numbers = list(members)
        if group:
            top[spans[numbers[0]][0]] = Cell(group, look, across=sum(spans[n][1] for n in numbers))
        for n in numbers:
            row, down = (top, 2) if grouped and not group else (names, 1)
            row[spans[n][0]] = Cell(columns[n].heading, look, spans[n][1], down)
    one = row_height("", 100, size, bold=True)
    low = max((need for need, c in zip(needs, columns, strict=True) if c.group or not grouped), default=one)
    rows = [Row(low, names)]
    if grouped:
        above = (
            row_height(cell.text, grid.room(first, cell.across), size, bold=True) - (low if cell.down > 1 else 0)
            for first, cell in top.items()
        )
        rows.insert(0, Row(max(one, *above), top))
    if table.numbers:
        plain = look._replace(bold=False, size=max(size - 1.5, 7.0))
        rows.append(Row(one, {first: Cell(str(n), plain, across) for n, (first, across) in enumerate(spans, start=1)}))
    return rows
