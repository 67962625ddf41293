"""Addresses as Excel writes them: ``B2``, ``$A$1:$C$3``."""

import re

_CELL = r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})"
_ADDRESS = re.compile(f"{_CELL}(?::{_CELL})?")


def parse(address: str) -> tuple[int, int, int, int] | None:
    """Row, column, rows, columns; None where the text is no address."""
    match = _ADDRESS.fullmatch(address)
    if match is None:
        return None
    first = int(match[2]), number(match[1])
    last = (int(match[4]), number(match[3])) if match[3] else first
    top, left = min(first[0], last[0]), min(first[1], last[1])
    return top, left, abs(first[0] - last[0]) + 1, abs(first[1] - last[1]) + 1


def number(letters: str) -> int:
    """AA → 27."""
    total = 0
    for letter in letters.upper():
        total = total * 26 + ord(letter) - ord("A") + 1
    return total


def letters(column: int) -> str:
    """27 → AA."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
