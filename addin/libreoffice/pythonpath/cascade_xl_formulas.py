"""Formulas as Excel writes them: English names, commas, ``'Sheet'!A1``."""

from __future__ import annotations

import re
from typing import Any

from cascade_xl_office import RefusedError

_XL_ENGLISH = 4  # com.sun.star.sheet.FormulaLanguage
_XL_A1 = 1  # com.sun.star.sheet.AddressConvention
_ALL_GROUPS = 0x7FFFFFFF
# What LibreOffice says of a text that is no formula: a bad character, a missing parenthesis, operator or operand.
_NOT_A_FORMULA = frozenset({501, 508, 509, 510, 511, 512, 520})


# A formula of LibreOffice in pieces: a text, a sheet before an address, a semicolon, a brace, a bar, a tilde.
_SHEET = r"\$?('(?:[^']|'')+'|[^\W\d]\w*)\.(?=\$?[A-Z]{1,3}(?:\$?\d|:))"
_PIECE = re.compile(rf'"[^"]*"|{_SHEET}|[;{{}}|~]')


def as_in_excel(formula: str) -> str:
    """LibreOffice's English form of a formula as Excel writes it.

    The parser would print it from its tokens, but a long formula's tokens take 5 ms: two minutes for a large workbook.
    """
    inside_braces = False

    def excel(match: re.Match[str]) -> str:
        nonlocal inside_braces
        piece = match.group(0)
        if match.group(1):
            return match.group(1) + "!"
        if piece in "{}":
            inside_braces = piece == "{"
        if piece == "|":
            return ";" if inside_braces else piece
        return "," if piece in ";~" else piece

    return _PIECE.sub(excel, formula)


class Formulas:
    """Reads and writes formulas. LibreOffice's parser takes commas only with the map of Excel's own names."""

    def __init__(self, document: Any) -> None:
        mapper = document.createInstance("com.sun.star.sheet.FormulaOpCodeMapper")
        self._parser = document.createInstance("com.sun.star.sheet.FormulaParser")
        self._parser.CompileEnglish = True
        self._parser.FormulaConvention = _XL_A1
        self._parser.OpCodeMap = mapper.getAvailableMappings(_XL_ENGLISH, _ALL_GROUPS)

    def text(self, tokens: Any, position: Any) -> str:
        """Tokens as text, without the leading "="."""
        printed: str = self._parser.printFormula(tokens, position)
        return printed

    def write(self, cell: Any, formula: str) -> Any:
        """Put a formula ("=…") into a cell and answer its tokens, for cells that get the same one."""
        tokens = self._parser.parseFormula(formula[1:], cell.getCellAddress())
        cell.setTokens(tokens)
        if cell.getError() in _NOT_A_FORMULA:
            raise RefusedError(f"not a formula: {formula}")
        return tokens
