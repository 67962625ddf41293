"""The fast way into a sheet: rows and strings that are written plainly, as spreadsheet programs write them.

Rows are cut at ``<row`` and ``<c``; what a cell says (``s="4" t="s"><v>17</v></c>``) is taken apart by one strict
pattern when it is first met, and a planner's sheet says most things many times. What stands around the rows, with the
merged ranges, goes through expat. Both ways make cells by the same `Contents`, so that errors, formulas without a
value, dates, number formats and hidden rows come out the same.

It is exact, and not merely alike: every byte between the first and the last row has matched a pattern that is narrower
than XML, or a `NotPlainError` hands the part to expat as a whole. Not plain are comments and CDATA, prefixes, other
encodings, carriage returns, entities of one's own, addresses that are left out or written small, phonetic readings,
elements that nobody expects, and bytes that are no UTF-8.

Of columns that nobody reads (our own formulas) the cells below the headings are left out, and what a long formula of
theirs says is not looked at: LibreOffice writes each in full, 50 MB in a template. They must still be built soundly.

Why not calamine, the fastest reader there is: it gives values alone. A scan beside it must tell the number format of
every cell, formulas, errors and formulas that were never calculated. Milliseconds for our sheets of 600 rows:

                                  plain   inline strings   template   template of LibreOffice
    calamine, values alone            9               11         33                       430
    calamine and a scan for formats  25               33         77                       570
    this module, everything          16               20         46                       250
    expat, everything                60               65        230                       940

Nor are rows known by their shape, with one pattern that takes all values out of a row: that was tried and was no
faster, since half of the cells say something new.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import IO, Any

from cascade_xl.read.cells import NEW
from cascade_xl.read.contents import LAST_COLUMN, LAST_ROW, MAX_CELLS, Contents, column_number
from cascade_xl.read.grid import HEADING_ROWS, Cell, Grid
from cascade_xl.read.package import BEGINNING, Handlers, ignore
from cascade_xl.read.plain_xml import (
    ATTRIBUTES,
    DECLARATION,
    NAME,
    OURS,
    SPACE,
    VALUE,
    NotPlainError,
    attributes_of,
    sound,
    text_of,
)
from cascade_xl.read.sheet import SheetHandler

_CHUNK = 1 << 20
_NUMBER = b'\x01"'  # what stands for a row's number at the end of addresses: a byte that no XML holds
_REPEATED = 160  # bytes; what is longer is hardly met again
_HEAD = re.compile(rf'{DECLARATION}<worksheet((?: [\w:]+="{VALUE}")*+)>(?!.*(?:xmlns=|<!|<\?))'.encode(), re.DOTALL)
_NAMESPACE = re.compile(OURS.encode())
_ROW = re.compile(rf'([1-9][0-9]{{0,6}})"((?: (?:x14ac:)?{NAME}="{VALUE}")*+)(/?)>'.encode())
_COLUMN = re.compile(rb"[A-Z]{1,3}")
_BLANK_ROW = re.compile(rb'(?:<c r="[A-Z]{1,3}[0-9]+"(?: s="[0-9]{1,6}")?(?: t="n")?(?:/>|></c>|><v></v></c>))*+')
_OPENING = re.compile(f"({ATTRIBUTES})>(?:<f({ATTRIBUTES})(?:/>|>([^<]*+)</f>))?".encode())
_NO_V = re.compile(
    f"({ATTRIBUTES})/>"
    f"|({ATTRIBUTES}>(?:<f{ATTRIBUTES}(?:/>|>[^<]*+</f>))?)"
    f"(<v{SPACE}(?:/>|>([^<]*+)</v>)|<is><t{SPACE}(?:/>|>([^<]*+)</t>)</is>)?</c>".encode()
)

Unread = Callable[[Grid], Iterable[int]]
_UNMET: Any = object()


def read_rows(stream: IO[bytes], grid: Grid, contents: Contents, unread: Unread) -> tuple[bytes, int]:
    """Fill the grid with the rows of a sheet; the XML around them, and how many cells they hold.

    Below the first rows, columns that are unread are left out.

    Raises `NotPlainError`, or what a damaged file raises.
    """
    head, found, chunk = stream.read(_CHUNK).partition(b"<sheetData>")
    rows = _rows(head + found, grid, contents, unread)
    while (end := chunk.find(b"</sheetData>")) < 0:
        whole = chunk.rfind(b"<row ")
        more = stream.read(_CHUNK)
        if whole <= 0 or not more:
            raise NotPlainError
        rows.read(chunk[:whole])
        chunk = chunk[whole:] + more
    rows.read(chunk[:end])
    return b"".join((head, found, chunk[end:], *iter(lambda: stream.read(_CHUNK), b""))), rows.count


def read_beginning(stream: IO[bytes], grid: Grid, contents: Contents) -> None:
    """Fill the grid with the first rows of a sheet, up to one that is more than blank. Raises as `read_rows`."""
    head, found, chunk = stream.read(BEGINNING).partition(b"<sheetData>")
    first, end, _ = chunk.partition(b"</row>")
    if not end:
        raise NotPlainError
    _rows(head + found, grid, contents, lambda _: ()).read(first + end)


def _rows(head: bytes, grid: Grid, contents: Contents, unread: Unread) -> _Rows:
    root = _HEAD.match(head)
    if not head.endswith(b"<sheetData>") or root is None or not _NAMESPACE.search(root[1]):
        raise NotPlainError
    return _Rows(grid, contents, unread, b' xmlns:x14ac="' in root[1])


class Around(SheetHandler):
    """Collects from the XML around the rows what else a sheet tells."""

    @property
    def handlers(self) -> Handlers:
        return self.start, ignore, ignore

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("row", "c"):
            raise NotPlainError
        super().start(name, attributes)


class _Rows:
    """The rows of one sheet."""

    def __init__(self, grid: Grid, contents: Contents, unread: Unread, x14ac: bool) -> None:
        self.grid = grid
        self.contents = contents
        self._strings = contents.strings
        self.x14ac = x14ac
        self.count = 0
        self._ask = unread
        self._unread: frozenset[int] | None = None
        self._last = 0
        self._ready = b""  # the last row, where it held formulas of ours and nothing that is read
        self._columns: dict[bytes, int] = {}
        self._known: dict[bytes, Cell | None] = {}
        self._openings: dict[bytes, tuple[str, int, str | None]] = {}
        self._shared: dict[bytes, str] = {}  # the number formats of openings of a shared string
        self._formulas: dict[bytes, str] = {}

    def read(self, chunk: bytes) -> None:
        """Whole rows, one after the other."""
        sound(chunk)
        before, *rows = chunk.split(b'<row r="')
        if before:
            raise NotPlainError
        for row in rows:
            self._row(row)

    def _row(self, text: bytes) -> None:
        head = _ROW.match(text)
        if head is None:
            raise NotPlainError
        number, body = head[1], text[head.end() :]
        if head[2] and self._attributes(head[2]).get("hidden") in ("1", "true"):
            self.grid.hidden_rows.add(int(number))
        if head[3] or not body.endswith(b"</row>"):
            if body or not head[3]:
                raise NotPlainError
        elif not self._blank(body) and not self._repeats_ready(number, body):
            self._filled(number, body[:-6])

    @staticmethod
    def _blank(body: bytes) -> bool:
        filled = b"<v" in body or b"<f" in body or b"<is" in body
        return not filled and _BLANK_ROW.fullmatch(body, 0, len(body) - 6) is not None

    def _repeats_ready(self, row: bytes, body: bytes) -> bool:
        """Whether a row is written as the last ready one, but for its number: most of a template's are."""
        if not self._ready or body.replace(row + b'"', _NUMBER) != self._ready:
            return False
        self._left_out(int(row))
        self._counted(body.count(b"<c "))
        return True

    def _filled(self, row: bytes, body: bytes) -> None:
        """A row that has more than blank cells."""
        before, *texts = body.split(b'<c r="')
        number, end = int(row), row + b'"'
        if before or number > LAST_ROW:
            raise NotPlainError
        unread = self._left_out(number)
        cells = self.grid.rows.get(number, {})
        columns, known = self._columns, self._known
        for text in texts:
            letters, _, content = text.partition(end)
            column = columns.get(letters) or self._column(letters)
            if len(content) > _REPEATED and column in unread:
                content = _short(content)
            cell = known.get(content, _UNMET)
            if cell is _UNMET:
                cell = self._cell(content, row)
                if len(content) <= _REPEATED:
                    known[content] = cell
            if cell is not None and column not in unread:
                cells[column] = cell
        if cells:
            self.grid.rows[number] = cells
            self._ready = b""
        else:
            self._ready = body.replace(row + b'"', _NUMBER) + b"</row>"
        self._counted(len(texts))

    def _counted(self, cells: int) -> None:
        self.count += cells
        if self.count > MAX_CELLS:
            raise NotPlainError

    def _left_out(self, row: int) -> frozenset[int]:
        """The columns that are left out in a row: none as long as a heading may still be met."""
        if self._unread is None:
            if len(self.grid.rows) < HEADING_ROWS:
                self._last = max(self._last, row)
                return frozenset()
            self._unread = frozenset(self._ask(self.grid))
        if row <= self._last:
            raise NotPlainError
        self._last = row
        return self._unread

    def _column(self, letters: bytes) -> int:
        column = column_number(letters.decode()) if _COLUMN.fullmatch(letters) else 0
        if not 0 < column <= LAST_COLUMN:
            raise NotPlainError
        self._columns[letters] = column
        return column

    def _cell(self, content: bytes, row: bytes) -> Cell | None:
        """A cell from its attributes and all that follows them."""
        opening, found, value = content.partition(b"<v>")
        if found and value.endswith(b"</v></c>"):
            value = value[:-8]
            if (number_format := self._shared.get(opening)) and value.isdigit():  # most cells
                stored = self._strings[int(value)]
                return NEW(Cell, (stored, number_format, "", "")) if stored else None
            text: str | None = value.decode() if value.isalnum() else text_of(value)
        else:
            other = _NO_V.fullmatch(content)
            if other is None:
                raise NotPlainError
            alone, opening, has_value, spaced, inline = other.groups()
            opening = alone + b">" if alone is not None else opening
            text = text_of(spaced or inline or b"") if has_value else None
        long = b""
        if len(opening) > _REPEATED and opening.endswith(b"</f>"):
            start = opening.find(b">", opening.find(b"<f")) + 1
            opening, long = opening[:start] + b"</f>", opening[start:-4]
        known = self._openings.get(opening)
        if known is None:
            known = self._openings[opening] = self._opening(opening)
            if known[0] == "s" and known[2] is None:
                self._shared[opening] = self.contents.format(known[1])
        kind, style, formula = known
        return self.contents.cell(kind, style, text, self._formula(long, row) if long else formula)

    def _opening(self, opening: bytes) -> tuple[str, int, str | None]:
        """The type, the style and the formula of a cell, from what stands before its value."""
        found = _OPENING.fullmatch(opening)
        if found is None:
            raise NotPlainError
        own, of_formula, formula = found.groups()
        attributes = self._attributes(own)
        if of_formula:
            self._attributes(of_formula)
        written = text_of(formula or b"") if of_formula is not None else None
        return attributes.get("t", "n"), int(attributes.get("s", "0")), written

    def _formula(self, written: bytes, row: bytes) -> str:
        """LibreOffice writes every row's formulas in full; as a rule they differ in the number of the row only."""
        if b"&#" in written:
            return text_of(written)
        common = written.replace(row, b"\0")
        text = self._formulas.get(common)
        if text is None:
            text = self._formulas[common] = text_of(common)
        return text.replace("\0", row.decode())

    def _attributes(self, text: bytes) -> Mapping[str, str]:
        if not self.x14ac and b"x14ac:" in text:
            raise NotPlainError
        return attributes_of(text)


def _short(content: bytes) -> bytes:
    """A cell without the text of a long formula, which nobody is going to look at."""
    start = content.find(b">", content.find(b"<f") + 1) + 1
    end = content.rfind(b"</f>")
    return content[:start] + content[end:] if start < end and b"<" not in content[start:end] else content
