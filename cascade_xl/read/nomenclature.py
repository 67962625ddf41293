"""A national list of codes and names (Permendagri 90/2019 and its updates), from the workbook that the user names.

Lists differ in their columns, so cells are recognised by what they hold: a code followed by its name, or a code with
the name in the next cell.
"""

from __future__ import annotations

import re
from pathlib import Path

from cascade_xl.read import xlsx
from cascade_xl.read.grid import UnreadableError
from cascade_xl.rules.book import Nomenclature
from cascade_xl.rules.kode import ALTERNATIVES, name_key
from cascade_xl.text import clean

_CODE = r"[\dX]\.[\dX]{2}\.\d{2}(?:\.\d\.\d{2}(?:\.\d{4})?)?"
_CODE_AND_NAME = re.compile(rf"({_CODE})\s+(\S.*)", re.DOTALL)
_CODE_ONLY = re.compile(_CODE)
_SUPERSEDED = re.compile(r"[A-Z ]+ (?:SEBELUMNYA|LAMA)", re.IGNORECASE)  # heads a column of codes that no longer hold


def read_nomenclature(path: Path) -> Nomenclature:
    """All codes with their names, several of one code joined. Raises `UnreadableError` where the file holds none."""
    found: dict[str, dict[str, str]] = {}
    for grid in xlsx.read(path).sheets.values():
        superseded: set[int] = set()
        for number in sorted(grid.rows):
            row = grid.rows[number]
            superseded |= {column for column, cell in row.items() if _SUPERSEDED.fullmatch(str(cell.stored).strip())}
            for column, cell in row.items():
                if column in superseded or not isinstance(cell.stored, str) or not cell.stored[:1].strip():
                    continue
                text = cell.stored.strip()
                if match := _CODE_AND_NAME.fullmatch(text):
                    _note(found, match[1], match[2])
                elif _CODE_ONLY.fullmatch(text):
                    beside = row.get(column + 1)
                    if beside is not None and isinstance(beside.stored, str):
                        _note(found, text, beside.stored)
    if not found:
        raise UnreadableError(
            f"{path.name}: tidak ada kode nomenklatur di berkas ini. "
            "Perlu kode seperti 5.03.02.2.01.0003 beserta namanya."
        )
    return Nomenclature(path.name, {code: ALTERNATIVES.join(names.values()) for code, names in found.items()})


def _note(found: dict[str, dict[str, str]], code: str, name: str) -> None:
    """Keep a name of a code unless it is known by other blanks or letters."""
    found.setdefault(code, {}).setdefault(name_key(name), clean(name))
