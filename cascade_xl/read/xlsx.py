"""An .xlsx or .xlsm file → cells, exactly.

Why a reader of our own: checking needs, for each cell at its true address, the stored value *and* whether it is a
formula that was never calculated, the error code, the number format, hidden rows and merged ranges, in one pass.
openpyxl gives the value or the formula, not both, so it must parse a file twice; calamine is blind to errors, formulas
and formats. One pass of expat over each sheet gives all of it.

Files come from strangers: whatever is in one, the answer is its cells or an `UnreadableError`.
"""

from __future__ import annotations

import math
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any
from xml.parsers import expat

from cascade_xl import parts
from cascade_xl.model import Stored
from cascade_xl.parts import relations_part, target_part
from cascade_xl.read.cells import UNCALCULATED, is_date, is_day, serial
from cascade_xl.read.grid import Cell, Grid, Range, UnreadableError, Workbook, not_opened

_REL_ID = (f"{parts.RELATIONS}|id", f"{parts.STRICT_RELATIONS}|id")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_MAX_CELLS = 3_000_000  # at which a workbook is no planner's but an attack: a whole regency has a third of that
_DAYS_TO_1904 = 1462
_BUILTIN_FORMATS = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "m/d/yy h:mm", 37: "#,##0 ;(#,##0)", 38: "#,##0 ;[Red](#,##0)", 39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;[Red](#,##0.00)", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DAMAGED = (expat.ExpatError, *parts.DAMAGED)

Handlers = tuple[Callable[[str, dict[str, str]], None], Callable[[str], None], Callable[[str], None]]


def read(path: Path, name: str | None = None) -> Workbook:
    """All cells of a workbook. ``name`` is the file's name in findings. Raises `UnreadableError`."""
    label = name or path.name
    if path.name.startswith("~$"):
        raise UnreadableError(f"{label}: berkas sementara milik Excel, bukan buku kerja. Tutup Excel, atau abaikan.")
    try:
        stream = path.open("rb")
    except OSError as error:
        raise not_opened(label, error) from error
    with stream:
        return _read(stream, label)


def _read(stream: IO[bytes], label: str) -> Workbook:
    try:
        magic = stream.read(8)
        if not magic:
            raise UnreadableError(f"{label}: {parts.EMPTY}")
        if magic.startswith(parts.OLE):
            raise UnreadableError(f"{label}: {parts.OLD_OR_LOCKED}")
        with zipfile.ZipFile(stream) as archive:
            return _Package(archive, label).workbook()
    except UnreadableError:
        raise
    except zipfile.BadZipFile as error:
        raise UnreadableError(f"{label}: {parts.NO_ZIP}") from error
    except _DAMAGED as error:
        raise UnreadableError(f"{label}: {parts.damaged(error)}") from error


class _Package:
    """The parts of one workbook."""

    def __init__(self, archive: zipfile.ZipFile, label: str) -> None:
        self.archive = archive
        self.label = label
        self.names = {name.lower().replace("\\", "/"): name for name in archive.namelist()}
        self.left = parts.MAX_INFLATED

    def workbook(self) -> Workbook:
        root = self._relations("")
        main = next((target for kind, target in root.values() if kind.endswith("/officeDocument")), "xl/workbook.xml")
        if not self._has(main) or main.endswith(".bin"):
            raise UnreadableError(f"{self.label}: {parts.BINARY if main.endswith('.bin') else parts.NO_WORKBOOK}")
        relations = self._relations(main)
        sheets, date1904 = _sheets(self, main)
        if not sheets:
            raise UnreadableError(f"{self.label}: {parts.NO_SHEET}")
        strings = next((_strings(self, t) for kind, t in relations.values() if self._is(kind, t, "sharedStrings")), [])
        formats = next((_formats(self, t) for kind, t in relations.values() if self._is(kind, t, "styles")), [])
        found = Workbook(self.label)
        for name, relation in sheets:
            kind, target = relations.get(relation, ("", ""))
            if self._is(kind, target, "worksheet"):
                sheet = _SheetHandler(Grid(name), strings, formats, date1904)
                self.parse(target, (sheet.start, sheet.end, sheet.text))
                found.sheets[name] = sheet.grid
        return found

    def _is(self, kind: str, target: str, wanted: str) -> bool:
        """Whether a relationship leads to a part of a kind that is there."""
        return kind.endswith(f"/{wanted}") and self._has(target)

    def _has(self, part: str) -> bool:
        return part.lower() in self.names

    def parse(self, part: str, handlers: Handlers) -> None:
        """Feed one part to expat. Names come as ``namespace|name``, those of the spreadsheet's own as ``name``."""
        info = self.archive.getinfo(self.names[part.lower()])
        self.left -= info.file_size  # a zip gives no more bytes than it promises
        if self.left < 0:
            raise UnreadableError(f"{self.label}: {parts.HUGE}")
        parser = expat.ParserCreate(namespace_separator="|")
        parser.buffer_text = True
        parser.buffer_size = 1 << 16
        start, end, text = handlers
        prefixes = (parts.MAIN + "|", parts.STRICT + "|")
        cache: dict[str, str] = {}

        def local(name: str) -> str:
            short = cache.get(name)
            if short is None:
                short = cache[name] = next((name[len(p) :] for p in prefixes if name.startswith(p)), name)
            return short

        def doctype(*_: Any) -> None:
            raise UnreadableError(f"{self.label}: {parts.DOCTYPE}")

        parser.StartDoctypeDeclHandler = doctype
        parser.StartElementHandler = lambda name, attributes: start(local(name), attributes)
        parser.EndElementHandler = lambda name: end(local(name))
        parser.CharacterDataHandler = text
        with self.archive.open(info) as stream:
            parser.ParseFile(stream)

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """The relationships of a part: id → (type, target part)."""
        rels = relations_part(part)
        found: dict[str, tuple[str, str]] = {}
        if not self._has(rels):
            return found

        def start(name: str, attributes: dict[str, str]) -> None:
            if name.endswith("|Relationship") and attributes.get("TargetMode") != "External":
                found[attributes["Id"]] = (attributes["Type"], target_part(part, attributes["Target"]))

        self.parse(rels, (start, _ignore, _ignore))
        return found


def _ignore(_: str) -> None:
    pass


def _sheets(package: _Package, main: str) -> tuple[list[tuple[str, str]], bool]:
    """The sheets in order (name, relationship), and whether days are counted from 1904."""
    found: list[tuple[str, str]] = []
    epoch: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            relation = next((attributes[key] for key in _REL_ID if key in attributes), "")
            found.append((attributes["name"], relation))
        elif name == "workbookPr":
            epoch.append(attributes.get("date1904", ""))

    package.parse(main, (start, _ignore, _ignore))
    return found, bool({"1", "true"}.intersection(epoch))


def _strings(package: _Package, part: str) -> list[str]:
    """The shared strings; runs of rich text are joined, phonetic readings left out."""
    found: list[str] = []
    pieces: list[str] = []
    state = {"text": False, "phonetic": False}

    def start(name: str, _: dict[str, str]) -> None:
        if name == "si":
            pieces.clear()
        elif name == "t":
            state["text"] = not state["phonetic"]
        elif name == "rPh":
            state["phonetic"] = True

    def end(name: str) -> None:
        if name == "t":
            state["text"] = False
        elif name == "rPh":
            state["phonetic"] = False
        elif name == "si":
            found.append(_unescape("".join(pieces)))

    def text(data: str) -> None:
        if state["text"]:
            pieces.append(data)

    package.parse(part, (start, end, text))
    return found


def _formats(package: _Package, part: str) -> list[str]:
    """The number format of each cell style."""
    custom: dict[int, str] = {}
    found: list[str] = []
    state = {"cells": False}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            custom[int(attributes["numFmtId"])] = attributes.get("formatCode", "General")
        elif name == "cellXfs":
            state["cells"] = True
        elif name == "xf" and state["cells"]:
            number = int(attributes.get("numFmtId", "0"))
            found.append(custom.get(number) or _BUILTIN_FORMATS.get(number, "General"))

    def end(name: str) -> None:
        if name == "cellXfs":
            state["cells"] = False

    package.parse(part, (start, end, _ignore))
    return found


class _SheetHandler:
    """Collects the cells of one sheet from expat's events."""

    def __init__(self, grid: Grid, strings: list[str], formats: list[str], date1904: bool) -> None:
        self.grid = grid
        self.strings = strings
        self.formats = formats
        self.date1904 = date1904
        self.row = self.column = self.count = 0
        self.kind = "n"
        self.style = 0
        self.cells: dict[int, Cell] = {}
        self.value: list[str] | None = None
        self.formula: list[str] | None = None
        self.into: list[str] | None = None
        self.has_formula = self.phonetic = False
        self._columns: dict[str, int] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            reference = attributes.get("r")
            self.column = self._column(reference) if reference else self.column + 1
            self.kind = attributes.get("t", "n")
            self.style = int(attributes.get("s", "0"))
            self.value = self.formula = None
            self.has_formula = False
        elif name == "v":
            self.value = self.into = []
        elif name == "t" and not self.phonetic:
            if self.value is None:
                self.value = []
            self.into = self.value
        elif name == "f":
            self.has_formula = True
            self.formula = self.into = []
        elif name == "row":
            self.row = int(attributes.get("r", self.row + 1))
            self.column = 0
            self.cells = self.grid.rows.get(self.row, {})
            if attributes.get("hidden") in ("1", "true"):
                self.grid.hidden_rows.add(self.row)
        elif name == "rPh":
            self.phonetic = True
        elif name == "mergeCell":
            self.grid.merged.append(_range(attributes["ref"]))
            self._counted(1)

    def end(self, name: str) -> None:
        if name == "c":
            cell = self._cell()
            if cell is not None:
                self.cells[self.column] = cell
        elif name in ("v", "t", "f"):
            self.into = None
        elif name == "row":
            if self.cells:
                if not (0 < self.row <= _LAST_ROW and 0 < min(self.cells) <= max(self.cells) <= _LAST_COLUMN):
                    raise ValueError("a cell beyond the sheet")
                self.grid.rows[self.row] = self.cells
                self._counted(len(self.cells))
        elif name == "rPh":
            self.phonetic = False

    def text(self, data: str) -> None:
        if self.into is not None:
            self.into.append(data)

    def _column(self, reference: str) -> int:
        letters = reference.rstrip("0123456789")
        column = self._columns.get(letters)
        if column is None:
            column = self._columns[letters] = _column_number(letters)
        return column

    def _counted(self, more: int) -> None:
        self.count += more
        if self.count > _MAX_CELLS:
            raise ValueError("more cells than a planner fills")

    def _cell(self) -> Cell | None:
        number_format = self.formats[self.style] if self.style < len(self.formats) else "General"
        formula = "=" + "".join(self.formula or ()) if self.has_formula else ""
        text = "".join(self.value or ())
        stored: Stored
        match self.kind:
            case "str" | "inlineStr":
                if self.value is None:
                    return self._without_value(number_format, formula)
                stored = _unescape(text)
            case "e":
                return Cell(None, number_format, text or "#GALAT!", formula)
            case _ if not text.strip():
                return self._without_value(number_format, formula)
            case "s":
                stored = self.strings[_index(text)]
            case "b":
                stored = text.strip() in ("1", "true")
            case "d":
                stored, number_format = _day(text, number_format)
            case _:
                stored = _number(text)
                if stored is None:
                    return Cell(None, number_format, "#NUM!", formula)
                if self.date1904 and is_day(number_format):
                    stored += _DAYS_TO_1904
        if stored == "" and not formula:
            return None
        return Cell(stored, number_format, "", formula)

    def _without_value(self, number_format: str, formula: str) -> Cell | None:
        return Cell(None, number_format, UNCALCULATED, formula) if formula else None


def _number(text: str) -> int | float | None:
    """A stored number; None for NaN and infinity, which some programs write although Excel has none."""
    value = float(text)
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def _day(text: str, number_format: str) -> tuple[Stored, str]:
    """A day that is stored as ISO 8601, as the number that other files store."""
    try:
        return serial(text.strip()), number_format if is_date(number_format) else "yyyy-mm-dd"
    except ValueError:
        return text, number_format


def _index(text: str) -> int:
    index = int(text)
    if index < 0:
        raise IndexError(text)
    return index


def _unescape(text: str) -> str:
    """Text with the signs that XML cannot hold; halves of a pair are joined, and a lost half is replaced."""
    if "_x" not in text:
        return text
    plain = _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text)
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _range(reference: str) -> Range:
    first, _, last = reference.replace("$", "").partition(":")
    return Range(*_address(first), *_address(last or first))


def _address(reference: str) -> tuple[int, int]:
    letters = reference.rstrip("0123456789")
    return int(reference[len(letters) :]), _column_number(letters)
