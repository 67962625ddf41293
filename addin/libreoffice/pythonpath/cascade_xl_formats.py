"""Number formats: which cells are text, dates or truth values, and the codes as Excel writes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Tuple

import uno
from cascade_xl_office import common

DATE, TIME, NUMBER, TEXT, LOGICAL = 2, 4, 16, 256, 1024  # com.sun.star.util.NumberFormat
Area = Tuple[int, int, int, int]
"""First row, first column (from 0, inside the block), number of rows, number of columns."""


def english() -> Any:
    return uno.createUnoStruct("com.sun.star.lang.Locale", "en", "US", "")


def areas(block: Any, rows: int, columns: int) -> Iterator[tuple[Area, int]]:
    """The block in pieces of one number format each. Columns are tried first: a table's columns are alike."""
    waiting = [(0, 0, rows, columns)]
    while waiting:
        area = row, column, height, width = waiting.pop()
        piece = block.getCellRangeByPosition(column, row, column + width - 1, row + height - 1)
        key = common(piece, "NumberFormat")
        if key is not None:
            yield area, key
        elif width > 1:
            half = width // 2
            waiting += [(row, column, height, half), (row, column + half, height, width - half)]
        else:
            half = height // 2
            waiting += [(row, column, half, width), (row + half, column, height - half, width)]


class Formats:
    """The number formats of one workbook."""

    def __init__(self, document: Any) -> None:
        self._formats = document.NumberFormats
        self._kinds: dict[int, int] = {}

    def kind(self, key: int) -> int:
        """What a format shows, as the sum of the constants above."""
        if key not in self._kinds:
            self._kinds[key] = self._formats.getByKey(key).Type
        return self._kinds[key]

    def is_text(self, key: int) -> bool:
        return bool(self.kind(key) & TEXT)

    def is_general(self, key: int) -> bool:
        """General of any language; LibreOffice keeps 10000 keys for each."""
        return key % 10000 == 0

    def code(self, key: int) -> str:
        """The code as Excel's English writes it. LibreOffice keeps it in the words of the format's own language."""
        if self.is_general(key):
            return "General"
        found = self._formats.getByKey(key)
        if found.Locale.Language not in ("en", ""):
            key = self._formats.addNewConverted(found.FormatString, found.Locale, english())
            found = self._formats.getByKey(key)
        code: str = found.FormatString
        return code

    def key(self, code: str) -> int:
        found: int = self._formats.queryKey(code, english(), False)
        return found if found >= 0 else self._formats.addNew(code, english())

    def standard(self, kind: int) -> int:
        found: int = self._formats.getStandardFormat(kind, english())
        return found
