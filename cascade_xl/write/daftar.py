"""The hidden sheet *Daftar*: vocabularies for the drop-downs, and where the row formulas look words up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from cascade_xl import contract
from cascade_xl.contract import Sheet
from cascade_xl.model import Document
from cascade_xl.profile import Profile
from cascade_xl.quantity import Kind
from cascade_xl.rules import RULES
from cascade_xl.rules.regency import REGENCY_RULES
from cascade_xl.satuan import Unit
from cascade_xl.text import fold
from cascade_xl.write.cells import SharedFormula, put_text
from cascade_xl.write.formulas_numbers import ONE_WAY_UNITS
from cascade_xl.write.formulas_state import REQUIREMENTS
from cascade_xl.write.row import Row
from cascade_xl.write.styles import Looks, dress

_FIRST = 2
_Cell = str | int


class Daftar:
    """Writes lists side by side, each under its heading, and names them ``daftar_…``."""

    def __init__(self, workbook: Workbook, sheet: Worksheet, looks: Looks) -> None:
        self.workbook = workbook
        self.sheet = sheet
        self.looks = looks
        self.column = 0

    def add(self, name: str, cells: Sequence[_Cell], *, named: bool = True) -> str:
        """One list in the next column; its range, which is also named."""
        self.column += 1
        letter = get_column_letter(self.column)
        self._write(1, name)
        for number, cell in enumerate(cells, start=_FIRST):
            self._write(number, cell)
        where = f"{Sheet.DAFTAR}!${letter}${_FIRST}:${letter}${_FIRST + max(len(cells), 1) - 1}"
        if named:
            self.name(f"daftar_{name}", where)
        return where

    def table(self, name: str, columns: Sequence[str], rows: Sequence[Sequence[_Cell]]) -> None:
        """Lists that belong together: each named for itself, and the whole as ``daftar_name``."""
        parts = [self.add(column, [row[n] for row in rows]) for n, column in enumerate(columns)]
        self.name(f"daftar_{name}", f"{parts[0].partition(':')[0]}:{parts[-1].partition(':')[2]}")

    def name(self, name: str, where: str) -> None:
        self.workbook.defined_names[name] = DefinedName(name, attr_text=where)

    def _write(self, row: int, cell: _Cell) -> None:
        target = self.sheet.cell(row, self.column)
        dress(target, self.looks["plain"])
        if isinstance(cell, str) and not cell.startswith("=COUNT("):
            put_text(target, cell)
        else:
            target.value = cell


def write_daftar(
    workbook: Workbook, sheet: Worksheet, looks: Looks, row: Row, document: Document | None, rows: int
) -> None:
    """All lists. ``row`` says where *Matriks* keeps its columns, ``rows`` how many kode a drop-down can hold."""
    profile = row.profile
    daftar = Daftar(workbook, sheet, looks)
    _levels(daftar, profile)
    for name, choices in profile.choices.items():
        daftar.add(name, [choice.label for choice in choices])
    daftar.add("satuan", [entry.nama for entry in profile.satuan.entries])
    daftar.add("aturan", [rule.name for rule in RULES] + [rule.name for rule in REGENCY_RULES])
    daftar.table("makna_satuan", ("satuan_kata", "satuan_jenis", "satuan_searah"), list(_units(profile, document)))
    for name in ("arah", "sifat"):
        words = [word for choice in profile.choices.get(name, ()) for word in (choice.label, *choice.sinonim)]
        known = [(word, choice.makna) for word in words if fold(word) and (choice := profile.choice(name, word))]
        daftar.table(f"makna_{name}", (f"{name}_kata", f"{name}_makna"), known)
    _other_sheets(daftar, row)
    _kodes(daftar, rows)


def _levels(daftar: Daftar, profile: Profile) -> None:
    """One row per level: its label, what it requires, and which levels may be its parent (1) or not (0)."""
    levels = list(profile.levels.values())
    daftar.add("jenjang", [level.label for level in levels])
    daftar.add("berinduk", [int(bool(level.induk)) for level in levels])
    for what in REQUIREMENTS:
        daftar.add(f"wajib_{what}", [int(what in level.wajib) for level in levels])
    first = daftar.column + 1
    for number, above in enumerate(levels, start=1):
        daftar.add(f"induk {above.label}", [int(above.key in level.induk) for level in levels], named=False)
        daftar.sheet.cell(1, daftar.column).value = number
    left, right = get_column_letter(first), get_column_letter(daftar.column)
    daftar.name("daftar_nomor", f"{Sheet.DAFTAR}!${left}$1:${right}$1")
    daftar.name("daftar_induk", f"{Sheet.DAFTAR}!${left}${_FIRST}:${right}${_FIRST + len(levels) - 1}")


def _units(profile: Profile, document: Document | None) -> Iterable[tuple[str, str, int]]:
    """Every spelling of a satuan with its kind, and whether its targets follow the arah without a sifat.

    Compounds such as ``Orang/ Dokumen`` that stand in the document are listed as they are written there.
    """
    words = [word for entry in profile.satuan.entries for word in (entry.nama, *entry.sinonim)]
    if document is not None:
        words += [row.satuan.text for row in document.indicators]
    one_way = {entry.nama for entry in map(profile.satuan.find, ONE_WAY_UNITS) if entry}
    seen: set[str] = set()
    for word in words:
        unit = profile.satuan.resolve(word)
        if word.casefold() in seen or unit.kind is Kind.UNKNOWN:
            continue
        seen.add(word.casefold())
        yield word, unit.kind.value, int(_follows(unit, one_way))


def _follows(unit: Unit, one_way: set[str]) -> bool:
    return unit.kind is Kind.PERCENT or one_way.issuperset(unit.names)


def _other_sheets(daftar: Daftar, row: Row) -> None:
    """Names for columns of other sheets: a shared formula holds names, but Excel shares none that names a sheet."""
    daftar.name("matriks_kode", f"{Sheet.MATRIKS}!{row.all_of('kode')}")
    daftar.name("matriks_kode_pertama", f"{Sheet.MATRIKS}!{row.all_of('h_daftar')}")
    where, first = contract.layout(Sheet.PENGECUALIAN), contract.HEADER_ROWS[Sheet.PENGECUALIAN] + 1
    for key in ("aturan", "kode", "tahun", "alasan"):
        letter = get_column_letter(where[key])
        place = f"{Sheet.PENGECUALIAN}!${letter}${first}:${letter}${contract.CHECKED_ROWS}"
        daftar.name(f"pengecualian_{key}", place)


def _kodes(daftar: Daftar, rows: int) -> None:
    """Each kode of *Matriks* once, in its order: formulas, so that the drop-down knows what was just typed."""
    count = daftar.add("banyak_kode", ["=COUNT(matriks_kode_pertama)"], named=False).rpartition(":")[0]
    daftar.add("kode", [""] * rows, named=False)
    letter, last = get_column_letter(daftar.column), _FIRST + rows - 1
    here = f"ROWS({letter}${_FIRST}:{letter}{_FIRST})"
    text = f'=IF({here}>{count.partition("!")[2]},"",INDEX(matriks_kode,SMALL(matriks_kode_pertama,{here})))'
    for number in range(_FIRST, last + 1):
        first = number == _FIRST
        formula = SharedFormula(0, f"{letter}{_FIRST}:{letter}{last}", text) if first else SharedFormula(0)
        daftar.sheet.cell(number, daftar.column).value = formula
    column = f"{Sheet.DAFTAR}!${letter}${_FIRST}"
    daftar.name("daftar_kode", f"{column}:INDEX({column}:${letter}${last},MAX(1,{count}))")
