"""An .xlsx or .xlsm file → cells, exactly.

Why a reader of our own: checking needs, for each cell at its true address, the stored value *and* whether it is a formula that was never
calculated, the error code, the number format, hidden rows and merged ranges, in one pass. openpyxl gives the value or the formula, not both,
so it must parse a file twice; calamine is blind to errors, formulas and formats. One pass of expat over each sheet gives all of it.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import IO, Any
from xml.parsers import expat

from cascade_xl.model import Stored
from cascade_xl.read.grid import Cell, Grid, Range, UnreadableError, Workbook

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_REL_ID = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships|id",
    "http://purl.oclc.org/ooxml/officeDocument/relationships|id",
)
_MAX_INFLATED = 1 << 30  # a sheet larger than this is no planner's workbook but an attack
_MAX_RATIO = 2000
_BUILTIN_FORMATS = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "m/d/yy h:mm", 37: "#,##0 ;(#,##0)", 38: "#,##0 ;[Red](#,##0)", 39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;[Red](#,##0.00)", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

Handlers = tuple[Callable[[str, dict[str, str]], None], Callable[[str], None], Callable[[str], None]]


def read(path: Path, name: str | None = None) -> Workbook:
    """All cells of a workbook. ``name`` is the file's name in findings. Raises `UnreadableError`."""
    label = name or path.name
    try:
        with path.open("rb") as stream:
            return _read(stream, label)
    except OSError as error:
        raise UnreadableError(f"{label}: berkas tidak dapat dibuka ({error.strerror or error}). Periksa nama dan izinnya.") from error


def _read(stream: IO[bytes], label: str) -> Workbook:
    magic = stream.read(8)
    stream.seek(0)
    if magic.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableError(
            f"{label}: berkas berformat Excel lama (.xls) atau dikunci dengan kata sandi. "
            "Buka di Excel, hapus kata sandinya, lalu simpan sebagai Excel Workbook (.xlsx)."
        )
    try:
        with zipfile.ZipFile(stream) as archive:
            return _Package(archive, label).workbook()
    except zipfile.BadZipFile:
        raise UnreadableError(f"{label}: bukan berkas Excel (.xlsx) atau berkasnya rusak. Minta salinan yang utuh.") from None
    except (expat.ExpatError, KeyError, ValueError, EOFError, zipfile.zlib.error, NotImplementedError, RuntimeError) as error:  # type: ignore[attr-defined]
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError(
            f"{label}: isi berkas Excel rusak ({type(error).__name__}). Buka di Excel, pilih Perbaiki, lalu simpan kembali."
        ) from error


class _Package:
    """The parts of one workbook."""

    def __init__(self, archive: zipfile.ZipFile, label: str) -> None:
        self.archive = archive
        self.label = label
        self.names = {name.lower(): name for name in archive.namelist()}

    def workbook(self) -> Workbook:
        root = self._relations("")
        main = next((target for kind, target in root.values() if kind.endswith("/officeDocument")), "xl/workbook.xml")
        if not self._has(main) or main.endswith(".bin"):
            raise UnreadableError(f"{self.label}: bukan berkas Excel (.xlsx). Simpan sebagai Excel Workbook (.xlsx) lebih dahulu.")
        relations = self._relations(main)
        sheets = _sheets(self, main)
        strings = next((_strings(self, t) for kind, t in relations.values() if kind.endswith("/sharedStrings") and self._has(t)), [])
        formats = next((_formats(self, t) for kind, t in relations.values() if kind.endswith("/styles") and self._has(t)), [])
        found = Workbook(self.label)
        for name, relation in sheets:
            kind, target = relations.get(relation, ("", ""))
            if kind.endswith("/worksheet") and self._has(target):
                found.sheets[name] = _grid(self, target, name, strings, formats)
        return found

    def _has(self, part: str) -> bool:
        return part.lower() in self.names

    def parse(self, part: str, handlers: Handlers) -> None:
        """Feed one part to expat; element and attribute names come as ``namespace|name``, the spreadsheet's own without namespace."""
        info = self.archive.getinfo(self.names[part.lower()])
        if info.file_size > _MAX_INFLATED or info.file_size > _MAX_RATIO * max(info.compress_size, 1024):
            raise UnreadableError(f"{self.label}: isi berkas ({part}) luar biasa besar dan tidak dibaca. Hapus baris kosong lalu simpan kembali.")
        parser = expat.ParserCreate(namespace_separator="|")
        parser.buffer_text = True
        parser.buffer_size = 1 << 16
        start, end, text = handlers
        prefixes = (_MAIN + "|", _STRICT + "|")
        cache: dict[str, str] = {}

        def local(name: str) -> str:
            short = cache.get(name)
            if short is None:
                short = cache[name] = next((name[len(p) :] for p in prefixes if name.startswith(p)), name)
            return short

        def doctype(*_: Any) -> None:
            raise UnreadableError(f"{self.label}: berkas memuat DOCTYPE yang tidak wajar dan tidak dibaca.")

        parser.StartDoctypeDeclHandler = doctype
        parser.StartElementHandler = lambda name, attributes: start(local(name), attributes)
        parser.EndElementHandler = lambda name: end(local(name))
        parser.CharacterDataHandler = text
        with self.archive.open(info) as stream:
            parser.ParseFile(stream)

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """The relationships of a part: id → (type, target part)."""
        folder, _, name = part.rpartition("/")
        rels = join(folder, "_rels", f"{name}.rels")
        found: dict[str, tuple[str, str]] = {}
        if not self._has(rels):
            return found

        def start(name: str, attributes: dict[str, str]) -> None:
            if name.endswith("|Relationship") and attributes.get("TargetMode") != "External":
                target = attributes["Target"]
                full = target.lstrip("/") if target.startswith("/") else normpath(join(dirname(part), target))
                found[attributes["Id"]] = (attributes["Type"], full)

        self.parse(rels, (start, _ignore, _ignore))
        return found


def _ignore(_: str) -> None:
    pass


def _sheets(package: _Package, main: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            relation = next((attributes[key] for key in _REL_ID if key in attributes), "")
            found.append((attributes["name"], relation))

    package.parse(main, (start, _ignore, _ignore))
    return found


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


def _grid(package: _Package, part: str, name: str, strings: list[str], formats: list[str]) -> Grid:
    grid = Grid(name)
    sheet = _SheetHandler(grid, strings, formats)
    package.parse(part, (sheet.start, sheet.end, sheet.text))
    return grid


class _SheetHandler:
    """Collects the cells of one sheet from expat's events."""

    def __init__(self, grid: Grid, strings: list[str], formats: list[str]) -> None:
        self.grid = grid
        self.strings = strings
        self.formats = formats
        self.row = self.column = 0
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
            self.cells = {}
            if attributes.get("hidden") in ("1", "true") or attributes.get("zeroHeight") in ("1", "true"):
                self.grid.hidden_rows.add(self.row)
        elif name == "rPh":
            self.phonetic = True
        elif name == "mergeCell":
            self.grid.merged.append(_range(attributes["ref"]))

    def end(self, name: str) -> None:
        if name == "c":
            cell = self._cell()
            if cell is not None:
                self.cells[self.column] = cell
        elif name in ("v", "t", "f"):
            self.into = None
        elif name == "row":
            if self.cells:
                self.grid.rows[self.row] = self.cells
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

    def _cell(self) -> Cell | None:
        number_format = self.formats[self.style] if self.style < len(self.formats) else "General"
        formula = "=" + "".join(self.formula or ()) if self.has_formula else ""
        if self.value is None:
            return Cell(None, number_format, "rumus", formula) if self.has_formula else None
        text = "".join(self.value)
        stored: Stored
        match self.kind:
            case "s":
                stored = self.strings[int(text)]
            case "e":
                return Cell(None, number_format, text or "#GALAT!", formula)
            case "b":
                stored = text.strip() == "1"
            case "n" | "":
                if not text.strip():
                    return Cell(None, number_format, "rumus", formula) if self.has_formula else None
                stored = _number(text)
            case _:  # str, inlineStr, d
                stored = _unescape(text)
        if stored == "" and not formula:
            return None
        return Cell(stored, number_format, "", formula)


def _number(text: str) -> int | float:
    value = float(text)
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def _unescape(text: str) -> str:
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text) if "_x" in text else text


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
