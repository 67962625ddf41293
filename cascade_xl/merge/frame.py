"""What every sheet of the regency workbook shares: formats, title, headings, table, frozen panes, page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from cascade_xl import contract
from cascade_xl.contract import Column, Kind, Style
from cascade_xl.merge import standard
from cascade_xl.merge.cells import lines, live, safe
from cascade_xl.model import column_letter

_SIZE = 10
_PAGE_CHARACTERS = 272
"""Characters across a landscape F4 page at 62 %, below which 10 point is no longer read with ease."""
_LINE = 13.0
"""The height of a line of 10 point."""
_PRINTED_LINES, _OTHER_LINES = 30, 4
"""A row grows to so many lines; columns that are not printed make it no higher than four."""
_BASE: dict[str, Any] = {"font_name": Style.FONT, "font_size": _SIZE, "font_color": f"#{Style.INK}", "valign": "top"}


class Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._office: dict[tuple[Kind, str, bool], Format] = {}

    def __call__(self, **properties: Any) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({**_BASE, **properties})
        return self._made[key]

    def office(self, kind: Kind, fill: str = "", quoted: bool = False) -> Format:
        """A cell that an OPD wrote. Codes and numbers keep the text format, so that 1.10 stays 1.10 even where it is edited."""
        made = self._office.get((kind, fill, quoted))
        if made is None:
            made = self._office[kind, fill, quoted] = self(**_office(kind, fill, quoted))
        return made

    def rule(self, **properties: Any) -> Format:
        """What a conditional format changes, and nothing besides."""
        return self._book.add_format(properties)

    def count(self, flag: str = "", **more: Any) -> Format:
        """A number of ours; nothing is a dash."""
        if flag:
            more["bg_color"] = f"#{standard.FILLS[flag]}"
        return self(num_format='#,##0;-#,##0;"–"', align="center", **more)

    def link(self, **more: Any) -> Format:
        return self(font_color=f"#{standard.LINK}", underline=1, **more)


def _office(kind: Kind, fill: str, quoted: bool) -> dict[str, Any]:
    properties: dict[str, Any] = {"text_wrap": True}
    if kind in (Kind.CODE, Kind.TARGET):
        properties["num_format"] = "@"
    elif quoted:
        properties["quote_prefix"] = True
    if kind is Kind.TARGET:
        properties["align"] = "center"
    if fill:
        properties["bg_color"] = f"#{fill}"
    return properties


class Frame:
    """One sheet with its head. ``row`` is the first row of the body; rows and columns count from 0 here, as XlsxWriter does."""

    def __init__(
        self, book: Workbook, looks: Looks, name: standard.Sheet, columns: Sequence[Column], head: Sequence[str], colour: str,
        printed: int | None = None,
    ) -> None:
        self.sheet: Worksheet = book.add_worksheet(name)
        self.looks = looks
        self.name = name
        self.columns = columns
        self._widths = [column.width for column in columns]
        self._printed = printed or len(columns)
        self.sheet.set_tab_color(f"#{colour}")
        self.sheet.hide_gridlines(2)
        for number, column in enumerate(columns):
            self.sheet.set_column(number, number, column.width)
        title, *others = head
        self.sheet.set_row(0, 24)
        self.sheet.write_string(0, 0, safe(title), looks(bold=True, font_size=16, font_color=f"#{Style.TITLE}"))
        for row, line in enumerate(others, start=1):
            first = row == 1
            look = looks(font_size=11, bold=True) if first else looks(italic=True, font_color=f"#{Style.SOFT_INK}", font_size=9)
            self.sheet.write_string(row, 0, safe(line), look)
        self.top = len(head)  # the first row of the headings
        self._needed = 1  # lines of text that the row in hand needs
        self.row = self.top

    def headings(self) -> None:
        """The heading row, and above it the groups of columns where there are any."""
        if any(column.group for column in self.columns):
            self._groups()
            self.row += 1
        self.sheet.set_row(self.row, 32)
        for number, column in enumerate(self.columns):
            self.sheet.write_string(self.row, number, column.header, self.heading(column))
        self.row += 1

    def heading(self, column: Column) -> Format:
        """How a column's heading looks: in the colour of its group."""
        colour = Style.BANDS.get(column.group, Style.HEAD)
        return self.looks(
            bold=True, font_color=f"#{Style.HEAD_INK}", bg_color=f"#{colour}", text_wrap=True,
            align="center", valign="vcenter", border=1, border_color=f"#{Style.LINE}",
        )  # fmt: skip

    def _groups(self) -> None:
        for group, members in groupby(enumerate(self.columns), key=lambda pair: pair[1].group):
            numbers = [number for number, _ in members]
            look = self.heading(self.columns[numbers[0]])
            if len(numbers) == 1:
                self.sheet.write_string(self.row, numbers[0], group, look)
            else:
                self.sheet.merge_range(self.row, numbers[0], self.row, numbers[-1], "", look)
                self.sheet.write_string(self.row, numbers[0], group, look)

    def table(self, rows: int) -> None:
        """Make a table with filters of the headings and so many rows; a table of nothing keeps one blank row, as Excel asks."""
        first, last, right = self.row - 1, self.row - 1 + max(rows, 1), len(self.columns) - 1
        columns = [{"header": column.header, "header_format": self.heading(column)} for column in self.columns]
        self.sheet.add_table(
            first, 0, last, right, {"name": standard.TABLES[self.name], "style": None, "columns": columns}
        )
        self.lines(first + 1, last)
        self.sheet.ignore_errors({"number_stored_as_text": _area(first + 1, 0, last, right)})

    def lines(self, first: int, last: int) -> None:
        """Thin lines around each cell: one rule for the sheet instead of borders on every blank cell."""
        line = self.looks.rule(border=1, border_color=f"#{Style.LINE}")
        self.sheet.conditional_format(
            first, 0, last, len(self.columns) - 1, {"type": "formula", "criteria": "=TRUE", "format": line}
        )

    def page(self, title: str, frozen: int, last: int) -> None:
        """Freeze the headings and so many columns; print on F4, landscape, the headings on every page."""
        right = self._printed - 1
        self.sheet.freeze_panes(self.row, frozen)
        self.sheet.set_landscape()
        self.sheet.set_paper(contract.PAPER_F4)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.sheet.repeat_rows(self.top, self.row - 1)
        self.sheet.print_area(0, 0, max(last, self.row), right)
        across = -(-int(sum(column.width for column in self.columns[: right + 1])) // _PAGE_CHARACTERS)
        self.sheet.fit_to_pages(across, 0)
        if across > 1:
            self.sheet.repeat_columns(0, max(frozen - 1, 0))
        self.sheet.set_footer(f"&L&8 {_footer(title)}&C&8 &A&R&8 Halaman &P dari &N")

    def text(
        self, row: int, column: int, text: str, kind: Kind = Kind.TEXT, fill: str = "", look: Format | None = None
    ) -> None:
        """What an OPD wrote, as text and nothing else. ``fill`` is a colour."""
        if text:
            plain = safe(text)
            self.sheet.write_string(row, column, plain, look or self.looks.office(kind, fill, live(plain)))
            width = self._widths[column]
            if len(plain) > width or "\n" in plain:
                most = _PRINTED_LINES if column < self._printed else _OTHER_LINES
                self._needed = max(self._needed, min(lines(plain, width), most))

    def done(self, row: int) -> None:
        """Give a row the height that its texts need, now that all are written."""
        self.sheet.set_row(row, _LINE * self._needed + 3)
        self._needed = 1


def _area(top: int, left: int, bottom: int, right: int) -> str:
    return f"{column_letter(left + 1)}{top + 1}:{column_letter(right + 1)}{bottom + 1}"


def _footer(text: str) -> str:
    """A text for a footer, where & begins a code and the whole takes 255 characters."""
    return safe(text)[:80].replace("&", "&&")
