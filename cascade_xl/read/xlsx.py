"""An .xlsx or .xlsm file → cells, exactly.

Why a reader of our own: checking needs, for each cell at its true address, the stored value *and* whether it is a
formula that was never calculated, the error code, the number format, hidden rows and merged ranges, in one pass.
openpyxl gives the value or the formula, not both, so it must parse a file twice; calamine is blind to errors, formulas
and formats. One pass over each sheet gives all of it: `cascade_xl.read.plain` where the sheet is written plainly,
expat's where it is not.

Files come from strangers: whatever is in one, the answer is its cells or an `UnreadableError`.
"""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import IO

from cascade_xl import parts
from cascade_xl.read import plain, strings
from cascade_xl.read.contents import Contents, unescape
from cascade_xl.read.grid import Grid, UnreadableError, Wanted, Workbook, not_opened
from cascade_xl.read.package import DAMAGED, Package, ignore
from cascade_xl.read.sheet import SheetHandler

_REL_ID = (f"{parts.RELATIONS}|id", f"{parts.STRICT_RELATIONS}|id")
_BUILTIN_FORMATS = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "m/d/yy h:mm", 37: "#,##0 ;(#,##0)", 38: "#,##0 ;[Red](#,##0)", 39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;[Red](#,##0.00)", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
ALL = Wanted()


def read(path: Path, name: str | None = None, wanted: Wanted = ALL) -> Workbook:
    """The cells of a workbook that are wanted.

    ``name`` is the file's name in findings. Raises `UnreadableError`.
    """
    label = name or path.name
    if path.name.startswith("~$"):
        raise UnreadableError(f"{label}: berkas sementara milik Excel, bukan buku kerja. Tutup Excel, atau abaikan.")
    try:
        stream = path.open("rb")
    except OSError as error:
        raise not_opened(label, error) from error
    with stream:
        return _read(stream, label, wanted)


def _read(stream: IO[bytes], label: str, wanted: Wanted) -> Workbook:
    try:
        magic = stream.read(8)
        if not magic:
            raise UnreadableError(f"{label}: {parts.EMPTY}")
        if magic.startswith(parts.OLE):
            raise UnreadableError(f"{label}: {parts.OLD_OR_LOCKED}")
        with zipfile.ZipFile(stream) as archive:
            return _workbook(Package(archive, label), wanted)
    except UnreadableError:
        raise
    except zipfile.BadZipFile as error:
        raise UnreadableError(f"{label}: {parts.NO_ZIP}") from error
    except DAMAGED as error:
        raise UnreadableError(f"{label}: {parts.damaged(error)}") from error


def _workbook(package: Package, wanted: Wanted) -> Workbook:
    root = package.relations("")
    main = next((target for kind, target in root.values() if kind.endswith("/officeDocument")), "xl/workbook.xml")
    if not package.has(main) or main.endswith(".bin"):
        raise UnreadableError(f"{package.label}: {parts.BINARY if main.endswith('.bin') else parts.NO_WORKBOOK}")
    relations = package.relations(main)
    sheets, date1904 = _sheets(package, main)
    if not sheets:
        raise UnreadableError(f"{package.label}: {parts.NO_SHEET}")

    def leads(kind: str, target: str, to: str) -> bool:
        return kind.endswith(f"/{to}") and package.has(target)

    contents = Contents(
        next((_strings(package, t) for kind, t in relations.values() if leads(kind, t, "sharedStrings")), []),
        next((_formats(package, t) for kind, t in relations.values() if leads(kind, t, "styles")), []),
        date1904,
    )
    found = Workbook(package.label)
    for name, relation in sheets:
        kind, target = relations.get(relation, ("", ""))
        if leads(kind, target, "worksheet"):
            if wanted.sheet(name):
                found.sheets[name] = _sheet(package, target, name, contents, wanted)
            else:
                found.sheets[name] = _beginning(package, target, name, contents)
    return found


def _sheet(package: Package, part: str, name: str, contents: Contents, wanted: Wanted) -> Grid:
    info = package.admit(part)
    grid = Grid(name)
    try:
        with package.archive.open(info) as stream:
            around, count = plain.read_rows(stream, grid, contents, wanted.unread)
        package.parse_text(around, plain.Around(grid, contents, count).handlers)
    except DAMAGED:  # not plain, or damaged: expat knows
        grid = Grid(name)
        package.parse_admitted(info, SheetHandler(grid, contents).handlers)
    return grid


def _beginning(package: Package, part: str, name: str, contents: Contents) -> Grid:
    """The first row of a sheet, however long that is."""
    grid = Grid(name)
    try:
        with package.archive.open(package.info(part)) as stream:
            plain.read_beginning(stream, grid, contents)
    except DAMAGED:  # not plain, or damaged: expat knows
        sheet = SheetHandler(Grid(name), contents)
        package.parse_until(package.admit(part), sheet.handlers, lambda: sheet.past_first_row)
        return sheet.grid
    return grid


def _sheets(package: Package, main: str) -> tuple[list[tuple[str, str]], bool]:
    """The sheets in order (name, relationship), and whether days are counted from 1904."""
    found: list[tuple[str, str]] = []
    epoch: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            relation = next((attributes[key] for key in _REL_ID if key in attributes), "")
            found.append((attributes["name"], relation))
        elif name == "workbookPr":
            epoch.append(attributes.get("date1904", ""))

    package.parse(main, (start, ignore, ignore))
    return found, bool({"1", "true"}.intersection(epoch))


def _strings(package: Package, part: str) -> list[str]:
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
            found.append(unescape("".join(pieces)))

    def text(data: str) -> None:
        if state["text"]:
            pieces.append(data)

    info = package.admit(part)
    try:
        return strings.read_strings(package.archive.read(info))
    except DAMAGED:  # not plain, or damaged: expat knows
        package.parse_admitted(info, (start, end, text))
    return found


def _formats(package: Package, part: str) -> list[str]:
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

    package.parse(part, (start, end, ignore))
    return found
