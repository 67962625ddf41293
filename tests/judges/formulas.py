"""What is wrong with one formula as a file holds it: unknown names, functions, sheets and columns."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from . import excel_functions
from .boxes import read_cell
from .package import unescape

LONGEST = 8_192
DEEPEST = 64

_TOKEN = re.compile(
    r"""
      (?P<blank>\s+)
    | (?P<text>"(?:[^"]|"")*")
    | (?P<error>\#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|GETTING_DATA))
    | (?P<sheet>'(?:[^']|'')+'!|\[\d+\]!|(?:\[\d+\])?[\w.]+!)
    | (?P<rows>\$?\d+:\$?\d+(?![\w.(]))
    | (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<columns>\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}(?![\w.(\[!]))
    | (?P<cell>\$?[A-Za-z]{1,3}\$?[1-9]\d*(?![\w.(\[!]))
    | (?P<sheets>[\w.]+:[\w.]+!)
    | (?P<function>[^\W\d][\w.]*\()
    | (?P<table>(?:[^\W\d]|\\)[\w.\\]*(?=\[))
    | (?P<name>(?:[^\W\d]|\\)[\w.\\?]*)
    | (?P<bracket>\[)
    | (?P<mark>[-+*/^&=<>%(),:;{}])
    """,
    re.VERBOSE,
)
_BARE_SHEET = re.compile(r"[^\W\d][\w.]*")
_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[RrCc]\d*|[Rr]\d*[Cc]\d*")
_LINK_TEXT = re.compile(r"#((?:'(?:[^']|'')+'|[^'!]+)!.+)", re.DOTALL)
_LOCATION = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(.+)", re.DOTALL)
_COLUMN_ITEM = re.compile(r"\[((?:[^\[\]']|'.)*)\]", re.DOTALL)
_KEYWORDS = frozenset({"#all", "#data", "#headers", "#totals", "#this row"})


def fold(text: str) -> str:
    """The form in which Excel compares names: case does not count."""
    return unescape(text).casefold()


@dataclass
class Vocabulary:
    """The names that a formula of one workbook may use, all folded."""

    sheets: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    tables: dict[str, set[str]] = field(default_factory=dict)
    external_books: int = 0

    def problems(self, formula: str, *, structured: bool = True, table: str = "") -> list[str]:
        """What is wrong with `formula`.

        `structured`: may references to a table's columns stand here? `table`: the table in which the formula
        stands; there, and only there, [Column] alone means a column of that table.
        """
        if len(formula) > LONGEST:
            return [f"formula of {len(formula):,} characters; Excel takes {LONGEST:,}"]
        return [
            f"{problem}, in the formula {formula[:80]!r}" for problem in _Scan(self, formula, structured, table).run()
        ]

    def location_problem(self, location: str) -> str | None:
        """What is wrong with the place that a hyperlink leads to, or None."""
        match = _LOCATION.fullmatch(location)
        if not match:
            known = self.names | self.tables.keys()
            is_place = all(read_cell(corner) for corner in location.split(":")) or fold(location) in known
            return None if is_place else f"leads to {location!r}, which is neither a cell nor a name"
        sheet = match[1].replace("''", "'") if match[1] else match[2]
        if fold(sheet) not in self.sheets:
            return f"leads to the sheet {sheet!r}, which does not exist"
        if "#REF!" in match[3]:
            return f"leads to {location!r}"
        if match[2] and _needs_quotes(sheet):
            return f"leads to the sheet {sheet!r}, which must stand in quotes"
        return None


def _needs_quotes(sheet: str) -> bool:
    return not _BARE_SHEET.fullmatch(sheet) or _LIKE_A_CELL.fullmatch(sheet) is not None


class _Scan:
    """One walk over one formula from left to right."""

    def __init__(self, vocabulary: Vocabulary, formula: str, structured: bool, table: str = "") -> None:
        self.known = vocabulary
        self.formula = formula
        self.structured = structured
        self.own_table = table
        self.position = 0
        self.nest: list[str] = []
        self.in_indirect = False  # the token before was INDIRECT(

    def run(self) -> Iterator[str]:
        while self.position < len(self.formula):
            match = _TOKEN.match(self.formula, self.position)
            if not match:
                yield self._stray()
                return
            self.position = match.end()
            yield from self._judge(match.lastgroup or "", match[0])
            self.in_indirect = match[0].upper() == "INDIRECT("
        if self.nest:
            yield f"{self.nest[-1]!r} is never closed"

    def _stray(self) -> str:
        mark = self.formula[self.position]
        if mark in "@#":
            return f"{mark!r} is how Excel 365 shows a formula, not how a file holds it"
        if mark in "\"'":
            return f"a quote that opens with {mark} is never closed"
        return f"{mark!r} has no place in a formula"

    def _judge(self, kind: str, token: str) -> Iterator[str]:
        if kind == "text":
            yield from self._text(token)
        elif kind == "error" and token == "#REF!":
            yield "refers to a place that is gone (#REF!)"
        elif kind in ("sheet", "sheets"):
            yield from self._sheet(token[:-1])
        elif kind == "function":
            yield from self._function(token[:-1])
        elif kind in ("table", "bracket"):
            start = self.position - (kind == "bracket")
            yield from self._structured_reference(token if kind == "table" else self.own_table, start)
        elif kind == "name" or (kind == "cell" and read_cell(token) is None):
            if fold(token) not in self.known.names | self.known.tables.keys() | {"true", "false"}:
                yield f"{token!r} is no name of this workbook"
        elif kind == "mark":
            yield from self._mark(token)

    def _text(self, token: str) -> Iterator[str]:
        """A text is a reference too in INDIRECT("Sheet!A1") and in HYPERLINK("#Sheet!A1", …)."""
        text = token[1:-1].replace('""', '"')
        if self.in_indirect and self.formula.startswith((")", ","), self.position):
            yield from _Scan(self.known, text, structured=True).run()
        match = _LINK_TEXT.fullmatch(text)
        problem = self.known.location_problem(match[1]) if match and "HYPERLINK(" in self.formula.upper() else None
        if problem:
            yield problem

    def _sheet(self, written: str) -> Iterator[str]:
        quoted = written.startswith("'")
        text = written[1:-1].replace("''", "'") if quoted else written
        book, _, rest = text.rpartition("]")
        if book:
            number = int(book[1:]) if book[1:].isdigit() else 0
            if not 1 <= number <= self.known.external_books:
                yield f"refers to another workbook {book}] that is not linked"
            return
        for sheet in rest.split(":"):
            if fold(sheet) not in self.known.sheets:
                yield f"refers to the sheet {sheet!r}, which does not exist"
            elif not quoted and _needs_quotes(sheet):
                yield f"refers to the sheet {sheet!r}, which must stand in quotes"

    def _function(self, written: str) -> Iterator[str]:
        self.nest.append("(")
        problem = excel_functions.problem(written)
        if problem:
            yield problem
        if len(self.nest) == DEEPEST + 1:
            yield f"nests more than {DEEPEST} levels"

    def _mark(self, mark: str) -> Iterator[str]:
        if mark in "({":
            self.nest.append(mark)
        elif mark in ")}":
            if not self.nest or self.nest.pop() + mark not in ("()", "{}"):
                yield f"{mark!r} closes nothing"
        elif mark == ";" and "{" not in self.nest:
            yield "arguments are divided by ';': a file holds ',' in every language"

    def _structured_reference(self, table: str, start: int) -> Iterator[str]:
        inner = self._bracketed(start)
        if inner is None:
            yield "a bracket is never closed"
            self.position = len(self.formula)
            return
        self.position = start + len(inner) + 2
        if not self.structured:
            yield f"{table}[{inner}] refers to a table's column, which Excel does not take here"
        if not table:
            yield f"[{inner}] does not say of which table"
        elif fold(table) not in self.known.tables:
            yield f"refers to the table {table!r}, which does not exist"
        else:
            yield from self._columns(table, inner)

    def _bracketed(self, start: int) -> str | None:
        """The text within the bracket that opens at `start`; an apostrophe escapes the next sign."""
        depth = 0
        position = start
        while position < len(self.formula):
            sign = self.formula[position]
            if sign == "'":
                position += 1
            elif sign == "[":
                depth += 1
            elif sign == "]":
                depth -= 1
                if depth == 0:
                    return self.formula[start + 1 : position]
            position += 1
        return None

    def _columns(self, table: str, inner: str) -> Iterator[str]:
        if inner.startswith("@"):
            yield f"{table}[{inner}] must be written {table}[[#This Row],…] in a file"
            return
        items = _COLUMN_ITEM.findall(inner) if inner.startswith("[") else [inner]
        for item in items:
            if not item or item.casefold() in _KEYWORDS:
                continue
            column = re.sub(r"'(.)", r"\1", item, flags=re.DOTALL)
            if fold(column) not in self.known.tables[fold(table)]:
                yield f"refers to the column {column!r}, which the table {table!r} does not have"
