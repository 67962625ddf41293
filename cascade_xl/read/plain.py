"""The fast way into a sheet: rows and strings that are written plainly, as spreadsheet programs write them.

Rows are cut at ``<row`` and ``<c``; what a cell says (``s="4" t="s"><v>17</v></c>``) is taken apart by one strict
pattern when it is first met, and a planner's sheet says most things many times. What stands around the rows, with the
merged ranges, goes through expat. Both ways make cells by the same `Contents`, so that errors, formulas without a
value, dates, number formats and hidden rows come out the same.

It is exact, and not merely alike: every byte between the first and the last row has matched a pattern that is narrower
than XML, or a `NotPlainError` hands the part to expat as a whole. Not plain are comments and CDATA, prefixes, other
encodings, carriage returns, entities of one's own, addresses that are left out or written small, phonetic readings,
elements that nobody expects, and bytes that are no UTF-8.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import IO, Any

from cascade_xl import parts
from cascade_xl.read.contents import LAST_COLUMN, LAST_ROW, MAX_CELLS, Contents, column_number, unescape
from cascade_xl.read.grid import Cell, Grid
from cascade_xl.read.sheet import SheetHandler

_CHUNK = 1 << 20
_REPEATED = 160  # bytes; what is longer is hardly met again
_CONTROL = bytes({*range(32)} - {9, 10})  # XML forbids these but 13, which its parsers change

_DECLARATION = (
    r"""(?:<\?xml version=["']1\.0["'](?: encoding=["'](?i:utf-8)["'])?(?: standalone=["'](?:yes|no)["'])? ?\?>\s*)?"""
)
_OURS = f' xmlns="(?:{re.escape(parts.MAIN)}|{re.escape(parts.STRICT)})"'
_NAME, _VALUE = "[A-Za-z][A-Za-z0-9]*", "[ !#-%'-;=?-~]*+"
_ATTRIBUTES = f'(?: {_NAME}="{_VALUE}")*+'
_SPACE = '(?: xml:space="preserve")?'

_HEAD = re.compile(rf'{_DECLARATION}<worksheet((?: [\w:]+="{_VALUE}")*+)>(?!.*(?:xmlns=|<!|<\?))'.encode(), re.DOTALL)
_NAMESPACE = re.compile(_OURS.encode())
_ROW = re.compile(rf'([1-9][0-9]{{0,6}})"((?: (?:x14ac:)?{_NAME}="{_VALUE}")*+)(/?)>'.encode())
_ATTRIBUTE = re.compile(f' ((?:x14ac:)?{_NAME})="({_VALUE})"')
_COLUMN = re.compile(rb"[A-Z]{1,3}")
_BLANK_ROW = re.compile(rb'(?:<c r="[A-Z]{1,3}[0-9]+"(?: s="[0-9]{1,6}")?(?: t="n")?(?:/>|></c>|><v></v></c>))*+')
_OPENING = re.compile(f"({_ATTRIBUTES})>(?:<f({_ATTRIBUTES})(?:/>|>([^<]*+)</f>))?".encode())
_NO_V = re.compile(
    f"({_ATTRIBUTES})/>"
    f"|({_ATTRIBUTES}>(?:<f{_ATTRIBUTES}(?:/>|>[^<]*+</f>))?)"
    f"(<v{_SPACE}(?:/>|>([^<]*+)</v>)|<is><t{_SPACE}(?:/>|>([^<]*+)</t>)</is>)?</c>".encode()
)

_STRINGS = re.compile(f'{_DECLARATION}<sst{_OURS}(?: (?:count|uniqueCount)="[0-9]*")*>')
_STYLE = f'<rPr>(?:<{_NAME}(?: {_NAME}="{_VALUE}")?/>)*+</rPr>'
_STRING = re.compile(
    f"<si><t{_SPACE}(?:/>|>([^<]*+)</t>)</si>"
    rf"|<si>((?:<r>(?:{_STYLE})?<t{_SPACE}(?:/>|>[^<]*+</t>)</r>)++)</si>|(</sst>\s*+\Z|[\s\S])"
)
_RUN = re.compile("<t[^>/]*>([^<]*+)")
_ENTITY = re.compile("&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,5})|#x([0-9A-Fa-f]{1,4}));")
_UNKNOWN = re.compile("&(?!(?:amp|lt|gt|quot|apos);)")
_ENTITIES = {"lt": "<", "gt": ">", "quot": '"', "apos": "'", "amp": "&"}  # & last: it may begin another's name


_NO_SIGN = re.compile("[\ufffe\uffff]")
_UNMET: Any = object()


class NotPlainError(ValueError):
    """Something is written otherwise than programs write it; expat must read it."""


def read_rows(stream: IO[bytes], grid: Grid, contents: Contents) -> tuple[bytes, int]:
    """Fill the grid with the rows of a sheet; the XML around them, and how many cells they hold.

    Raises `NotPlainError`, or what a damaged file raises.
    """
    head, found, chunk = stream.read(_CHUNK).partition(b"<sheetData>")
    root = _HEAD.match(head)
    if not found or root is None or not _NAMESPACE.search(root[1]):
        raise NotPlainError
    rows = _Rows(grid, contents, b' xmlns:x14ac="' in root[1])
    while (end := chunk.find(b"</sheetData>")) < 0:
        whole = chunk.rfind(b"<row ")
        more = stream.read(_CHUNK)
        if whole <= 0 or not more:
            raise NotPlainError
        rows.read(chunk[:whole])
        chunk = chunk[whole:] + more
    rows.read(chunk[:end])
    return b"".join((head, found, chunk[end:], *iter(lambda: stream.read(_CHUNK), b""))), rows.count


class Around(SheetHandler):
    """Collects from the XML around the rows what else a sheet tells."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("row", "c"):
            raise NotPlainError
        super().start(name, attributes)


class _Rows:
    """The rows of one sheet."""

    def __init__(self, grid: Grid, contents: Contents, x14ac: bool) -> None:
        self.grid = grid
        self.contents = contents
        self.x14ac = x14ac
        self.count = 0
        self._columns: dict[bytes, int] = {}
        self._known: dict[bytes, Cell | None] = {}
        self._openings: dict[bytes, tuple[str, int, str | None]] = {}
        self._formulas: dict[bytes, str] = {}

    def read(self, chunk: bytes) -> None:
        """Whole rows, one after the other."""
        _sound(chunk)
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
        elif b"<v" in body or b"<f" in body or b"<is" in body or not _BLANK_ROW.fullmatch(body, 0, len(body) - 6):
            self._filled(number, body[:-6])

    def _filled(self, row: bytes, body: bytes) -> None:
        """A row that has more than blank cells."""
        before, *texts = body.split(b'<c r="')
        number, end = int(row), row + b'"'
        if before or number > LAST_ROW:
            raise NotPlainError
        cells = self.grid.rows.get(number, {})
        columns, known = self._columns, self._known
        for text in texts:
            letters, _, content = text.partition(end)
            column = columns.get(letters) or self._column(letters)
            cell = known.get(content, _UNMET)
            if cell is _UNMET:
                cell = self._cell(content, row)
                if len(content) <= _REPEATED:
                    known[content] = cell
            if cell is not None:
                cells[column] = cell
        if cells:
            self.grid.rows[number] = cells
            self.count += len(cells)
            if self.count > MAX_CELLS:
                raise NotPlainError

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
            text: str | None = _text(value[:-8])
        else:
            other = _NO_V.fullmatch(content)
            if other is None:
                raise NotPlainError
            alone, opening, has_value, spaced, inline = other.groups()
            opening = alone + b">" if alone is not None else opening
            text = _text(spaced or inline or b"") if has_value else None
        long = b""
        if len(opening) > _REPEATED and opening.endswith(b"</f>"):
            start = opening.find(b">", opening.find(b"<f")) + 1
            opening, long = opening[:start] + b"</f>", opening[start:-4]
        known = self._openings.get(opening)
        if known is None:
            known = self._openings[opening] = self._opening(opening)
        kind, style, formula = known
        return self.contents.cell(kind, style, text, self._formula(long, row) if long else formula)

    def _opening(self, opening: bytes) -> tuple[str, int, str | None]:
        """The type, the style and the formula of a cell, from what stands before its value."""
        found = _OPENING.fullmatch(opening)
        if found is None:
            raise NotPlainError
        own, of_formula, formula = found.groups()
        attributes = self._attributes(own)
        if "r" in attributes:
            raise NotPlainError
        if of_formula:
            self._attributes(of_formula)
        written = _text(formula or b"") if of_formula is not None else None
        return attributes.get("t", "n"), int(attributes.get("s", "0")), written

    def _formula(self, written: bytes, row: bytes) -> str:
        """LibreOffice writes every row's formulas in full; as a rule they differ in the number of the row only."""
        if b"<" in written:
            raise NotPlainError
        if b"&#" in written:
            return _text(written)
        common = written.replace(row, b"\0")
        text = self._formulas.get(common)
        if text is None:
            text = self._formulas[common] = _text(common)
        return text.replace("\0", row.decode())

    def _attributes(self, text: bytes) -> Mapping[str, str]:
        if not self.x14ac and b"x14ac:" in text:
            raise NotPlainError
        return _attributes(text)


@lru_cache(maxsize=4096)
def _attributes(text: bytes) -> Mapping[str, str]:
    """Attributes that matched the pattern, if no name stands twice and none is a namespace."""
    found = _ATTRIBUTE.findall(text.decode())
    names = dict(found)
    if len(names) < len(found) or "xmlns" in names:
        raise NotPlainError
    return names


def _sound(chunk: bytes) -> None:
    """Refuse what no XML may hold, and what its parsers change."""
    if len(chunk.translate(None, _CONTROL)) < len(chunk):
        raise NotPlainError


def _text(data: bytes) -> str:
    """The text that XML means."""
    if b"]]>" in data:
        raise NotPlainError
    written = data.decode()
    if not (written.isascii() or written.isprintable()) and _NO_SIGN.search(written):
        raise NotPlainError
    return _unfolded(written) if "&" in written else written


def _unfolded(written: str) -> str:
    if "&#" in written or _UNKNOWN.search(written):
        text, count = _ENTITY.subn(_sign, written)
        if count < written.count("&"):
            raise NotPlainError
        return text
    for name, sign in _ENTITIES.items():
        written = written.replace(f"&{name};", sign)
    return written


def _sign(entity: re.Match[str]) -> str:
    if entity[1]:
        return _ENTITIES[entity[1]]
    code = int(entity[2]) if entity[2] else int(entity[3], 16)
    if not (32 <= code < 0xD800 or 0xDFFF < code < 0xFFFE or code in (9, 10, 13)):
        raise NotPlainError
    return chr(code)


def read_strings(data: bytes) -> list[str]:
    """The shared strings of a workbook. Raises `NotPlainError`, or what a damaged file raises."""
    written = data.decode()
    head = _STRINGS.match(written)
    if head is None or "]]>" in written or _NO_SIGN.search(written):
        raise NotPlainError
    _sound(data[len(head[0]) :])
    *found, (_, _, end) = _STRING.findall(written, head.end())
    strings = []
    for plain, rich, other in found:
        if other:
            raise NotPlainError
        text = "".join(_RUN.findall(rich)) if rich else plain
        strings.append(unescape(_unfolded(text) if "&" in text else text))
    if not end.startswith("</sst>"):
        raise NotPlainError
    return strings
