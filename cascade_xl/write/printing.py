"""How a sheet of the standard workbook prints: F4 landscape, repeated headings, page numbers, readable letters."""

from __future__ import annotations

from math import ceil

from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from cascade_xl import contract
from cascade_xl.model import Document

_READABLE = 0.7  # of ten points: seven
_PAGE = 12.2  # inches between the margins of F4 landscape
_HEADER = 200  # characters of a page's head; Excel takes 255 for all three parts
_EMPTY_ROWS = 10  # printed of a table that nobody filled


def set_up_print(ws: Worksheet, title: str) -> None:
    """F4 landscape, one page wide, page numbers."""
    ws.page_setup.paperSize = contract.PAPER_F4
    ws.page_setup.orientation = "landscape"
    ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = 1, 0
    ws.page_setup.pageOrder = "overThenDown"
    ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    ws.page_margins.left = ws.page_margins.right = 0.4
    ws.page_margins.top, ws.page_margins.bottom = 0.6, 0.6
    ws.page_margins.header = ws.page_margins.footer = 0.3
    header, footer = HeaderFooterItem(), HeaderFooterItem()
    header.right.text = f"&8{title}"
    footer.left.text, footer.right.text = "&8&F", "&8Halaman &P dari &N"
    ws.oddHeader, ws.oddFooter = header, footer


def print_table(ws: Worksheet, head: int, columns: tuple[str, str], rows: int, repeated: str) -> None:
    """Headings that repeat, as many pages side by side as readable letters need, a print area over the filled rows.

    On several pages ``repeated`` is the column that tells which row it is. It would cut the banner to pieces, which
    therefore is not printed there: `printed_for` puts its words into the page's head.
    """
    first, last = (column_index_from_string(letter) for letter in columns)
    ws.print_title_rows = f"{head}:{head}"
    inches = sum(_inches(ws, number) for number in range(first, last + 1))
    ws.page_setup.fitToWidth = ceil(inches * _READABLE / _PAGE)
    if several_pages(ws):
        ws.print_title_cols = f"{repeated}:{repeated}"
    ws.print_area = f"{columns[0]}{_top(ws, head)}:{columns[1]}{head + max(rows, _EMPTY_ROWS)}"


def several_pages(ws: Worksheet) -> bool:
    """Whether the sheet is wider than a page."""
    return (ws.page_setup.fitToWidth or 1) > 1


def growing_area(ws: Worksheet, head: int, columns: tuple[str, str], length: str) -> str:
    """A formula for the print area of a table that is still being filled: down to the last row that has a ``length``.

    A fixed area would print every empty row, or leave out what was added. Excel works the formula out at each printing;
    LibreOffice does not know such areas and prints the whole sheet.
    """
    name = ws.title.replace("'", "''")
    filled = f"'{name}'!${length}${head + 1}:${length}${ws.max_row}"
    end = f"MAX({head + _EMPTY_ROWS},SUMPRODUCT(MAX((LEN({filled})>0)*ROW({filled}))))"
    return f"'{name}'!${columns[0]}${_top(ws, head)}:INDEX('{name}'!${columns[1]}:${columns[1]},{end})"


def printed_for(ws: Worksheet, document: Document | None) -> None:
    """Say at the head of each page whose sheet it is, where the banner is not printed."""
    if document is None or ws.oddHeader is None or not several_pages(ws):
        return
    office = (document.identitas[key].text for key in ("opd", "pemerintah"))
    ws.oddHeader.left.text = ("&8" + " · ".join(text for text in office if text).replace("&", "&&"))[:_HEADER]


def _top(ws: Worksheet, head: int) -> int:
    return head if several_pages(ws) else 1


def _inches(ws: Worksheet, column: int) -> float:
    width: float = ws.column_dimensions[get_column_letter(column)].width
    return (width * 7 + 5) / 96
