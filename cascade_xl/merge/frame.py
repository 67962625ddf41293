"""What every sheet of the regency workbook shares: title, headings, table, frozen panes, page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, NamedTuple

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from cascade_xl import contract
from cascade_xl.contract import Column, Kind, Style
from cascade_xl.merge import rows, standard
from cascade_xl.merge.cells import headings, lines, live, safe
from cascade_xl.merge.long_sheet import LongSheet
from cascade_xl.merge.looks import Looks
from cascade_xl.merge.rows import COUNT, LINE, OTHER_LINES, PRINTED_LINES, Body, Look
from cascade_xl.merge.stream import Growing, Skeleton
from cascade_xl.model import column_letter

_PAGE_CHARACTERS = 272
"""Characters across a landscape F4 page at about 60 %, below which 10 point is no longer read with ease."""


class Streamed(NamedTuple):
    """A sheet without its rows: what they may look like, and where they go."""

    columns: tuple[Column, ...]
    printed: int
    looks: tuple[Look | str, ...]
    growing: Growing
    counted: str = COUNT

    def body(self, skeleton: Skeleton) -> Body:
        """What it takes to write them."""
        return Body(self.columns, self.printed, skeleton.styles(self.growing, self.looks), self.counted)


class Frame:
    """One sheet with its head. Rows and columns count from 0 here, as XlsxWriter does; ``row`` is the body's first. One
    that is ``long`` has a row or more for each file."""

    def __init__(
        self,
        book: Workbook,
        looks: Looks,
        name: standard.Sheet,
        columns: Sequence[Column],
        head: Sequence[str],
        printed: int | None = None,
        boxed: bool = False,
        long: bool = False,
    ) -> None:
        self._place = len(book.worksheets())
        self.sheet: Worksheet = book.add_worksheet(name, LongSheet if long else None)
        self.name = name
        names = headings(column.header for column in columns)
        self.columns = [column._replace(header=name) for column, name in zip(columns, names, strict=True)]
        self.looks = looks.boxed() if boxed else looks
        self._boxed = boxed
        self._printed = printed or len(columns)
        self._widths = [column.width for column in columns]
        self._needed = 1  # lines of text that the row in hand needs
        self.sheet.set_tab_color(f"#{standard.TABS[name]}")
        self.sheet.hide_gridlines(2)
        self._lined: tuple[int, int, int, int] | None = None
        for number, column in enumerate(self.columns):
            self.sheet.set_column(number, number, column.width, None, {"hidden": column.hidden})
        self.sheet.set_row(0, 24)
        styles: tuple[dict[str, Any], ...] = (
            {"bold": True, "font_size": 16, "font_color": f"#{Style.TITLE}"},
            {"bold": True, "font_size": 11},
            {"italic": True, "font_size": 9, "font_color": f"#{Style.SOFT_INK}"},
        )
        for row, (line, style) in enumerate(zip(head, styles, strict=True)):
            self.sheet.write_string(row, 0, safe(line), looks(**style))
        self.top = self.row = len(head)

    def column(self, key: str) -> int:
        """Where a column stands."""
        return next(number for number, column in enumerate(self.columns) if column.key == key)

    def headings(self) -> None:
        """The heading row, and above it the groups of columns where there are any."""
        if any(column.group for column in self.columns):
            for group, members in groupby(enumerate(self.columns), key=lambda pair: pair[1].group):
                numbers = [number for number, _ in members]
                self.across(self.row, numbers[0], numbers[-1], group, self.heading(self.columns[numbers[0]]))
            self.row += 1
        self.sheet.set_row(self.row, 32)
        for number, column in enumerate(self.columns):
            self.sheet.write_string(self.row, number, column.header, self.heading(column))
        self.row += 1

    def heading(self, column: Column) -> Format:
        """How a column's heading looks: in the colour of its group."""
        return self.looks(
            bold=True,
            font_color=f"#{Style.HEAD_INK}",
            bg_color=f"#{Style.BANDS.get(column.group, Style.HEAD)}",
            text_wrap=True,
            align="center",
            valign="vcenter",
            border=1,
            border_color=f"#{Style.LINE}",
        )

    def across(self, row: int, left: int, right: int, text: str, look: Format) -> None:
        """A text across several columns."""
        if left < right:
            self.sheet.merge_range(row, left, row, right, "", look)
        self.sheet.write_string(row, left, safe(text), look)

    def table(self, rows: int, growing: bool = False) -> None:
        """A table with filters of the headings and so many rows; one of nothing keeps a blank row, as Excel asks.

        One that is still ``growing`` has a row: XlsxWriter would note each cell of more.
        """
        first, last, right = self.row - 1, self.row - 1 + max(rows, 1), len(self.columns) - 1
        columns = [{"header": column.header, "header_format": self.heading(column)} for column in self.columns]
        options = {"name": standard.TABLES[self.name], "style": None, "columns": columns}
        self.sheet.add_table(first, 0, self.row if growing else last, right, options)
        self.text_is_meant(last)
        if not self._boxed:
            self._lined = first + 1, 0, last, right

    def text_is_meant(self, last: int) -> None:
        """No green triangles on numbers that are kept as text."""
        area = f"A{self.row + 1}:{column_letter(len(self.columns))}{last + 1}"
        self.sheet.ignore_errors({"number_stored_as_text": area})

    def text(
        self,
        row: int,
        column: int,
        text: str,
        kind: Kind = Kind.TEXT,
        fill: str = "",
        look: Format | None = None,
        lead: str = "",
    ) -> None:
        """What an OPD wrote, as text and nothing else. ``fill`` is a colour; ``lead`` a formula that shows the text and
        leads elsewhere (LibreOffice does not wrap the text of a cell's link)."""
        plain = safe(text)
        style = look or self.looks.office(kind, fill, live(plain))
        if not plain:
            if look or self._boxed:
                self.sheet.write_blank(row, column, None, style)
            return
        if lead:
            self.sheet.write_formula(row, column, lead, style, plain)
        else:
            self.sheet.write_string(row, column, plain, style)
        width = self._widths[column]
        if len(plain) > width or "\n" in plain:
            most = PRINTED_LINES if column < self._printed else OTHER_LINES
            self._needed = max(self._needed, min(lines(plain, width), most))

    def outline(self, deepest: int) -> None:
        """Rows that come later have so many levels, each below its own; all are unfolded."""
        self.sheet.outline_settings(symbols_below=False)
        self.sheet.set_row(self.row, None, None, {"level": deepest})

    def samples(self, looks: Sequence[Look | str], count: int) -> Growing:
        """In place of so many rows that come later: a row that holds a cell of each look."""
        for place, look in enumerate(looks):
            self.sheet.write_blank(self.row, place, None, self._sample(look))
        return Growing(self._place, self.row + 1, f"{column_letter(len(self.columns))}{self.row + max(count, 1)}")

    def _sample(self, look: Look | str) -> Format:
        if isinstance(look, Look):
            return self.looks.office(*look)
        match look:
            case rows.COUNT:
                return self.looks.count()
            case rows.LINKED_NUMBER:
                return self.looks.link(align="center")
            case rows.LINK:
                return self.looks.link()
        return self.looks(align="center")

    def done(self, row: int) -> None:
        """Give a row the height that its texts need, now that all are written."""
        self.sheet.set_row(row, LINE * self._needed + (5 if self._boxed else 3))
        self._needed = 1

    def where(self, area: tuple[int, int, int, int], formula: str, **look: Any) -> None:
        """A conditional format; the formula is written for the area's first cell."""
        lined = self.looks.rule(border=1, border_color=f"#{Style.LINE}", **look)
        self.sheet.conditional_format(*area, {"type": "formula", "criteria": f"={formula}", "format": lined})

    def page(self, title: str, frozen: int, last: int, portrait: bool = False) -> None:
        """Freeze the headings and so many columns; print on F4, the headings on every page. What is ``portrait`` is a
        single page."""
        if self._lined:  # one rule for the sheet instead of a format on every blank cell; last, since
            self.where(self._lined, "TRUE")  # LibreOffice shows only the first rule that holds
        right = self._printed - 1
        self.sheet.freeze_panes(self.row, frozen)
        if not portrait:
            self.sheet.set_landscape()
        self.sheet.set_paper(contract.PAPER_F4)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.sheet.repeat_rows(*((self.top, self.row - 1) if self.row > self.top else (0, self.top - 1)))
        self.sheet.print_area(0, 0, max(last, self.row), right)
        across = -(-int(sum(self._widths[: right + 1])) // _PAGE_CHARACTERS)
        self.sheet.fit_to_pages(across, 1 if portrait else 0)
        if across > 1:
            self.sheet.repeat_columns(0, max(frozen - 1, 0))
        self.sheet.set_footer(f"&L&8 {_footer(title)}&C&8 &A&R&8 Halaman &P dari &N")


def _footer(text: str) -> str:
    """A text for a footer, where & begins a code and the whole takes 255 characters."""
    return safe(" ".join(text.split()))[:80].replace("&", "&&")
