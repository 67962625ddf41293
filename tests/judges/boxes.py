"""Rectangles of cells, read from A1 references and compared."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")


class Box(NamedTuple):
    """A rectangle of cells; the bounds count from 1 and belong to it."""

    top: int
    left: int
    bottom: int
    right: int

    def meets(self, other: "Box") -> bool:
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )

    def holds(self, other: "Box") -> bool:
        return (
            self.top <= other.top
            and other.bottom <= self.bottom
            and self.left <= other.left
            and other.right <= self.right
        )


def column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    return f"{column_letters(column)}{row}"


def read_cell(text: str) -> tuple[int, int] | None:
    """Row and column of `B7` or `$B$7`; None when no sheet of Excel has such a cell."""
    match = _CELL.fullmatch(text)
    if not match:
        return None
    row, column = int(match[2]), column_number(match[1])
    return (row, column) if row <= LAST_ROW and column <= LAST_COLUMN else None


def read_box(text: str) -> Box | None:
    """The rectangle of `B2:D9` or `B2`; None when the reference is no such thing or runs backwards."""
    first, _, last = text.partition(":")
    start, end = read_cell(first), read_cell(last or first)
    if start is None or end is None or end[0] < start[0] or end[1] < start[1]:
        return None
    return Box(*start, *end)


def overlaps(boxes: Sequence[tuple[str, Box]]) -> Iterator[tuple[str, str]]:
    """The labels of every two boxes that share a cell."""
    open_boxes: list[tuple[str, Box]] = []
    for label, box in sorted(boxes, key=lambda pair: pair[1]):
        open_boxes = [pair for pair in open_boxes if pair[1].bottom >= box.top]
        for other, other_box in open_boxes:
            if other_box.meets(box):
                yield other, label
        open_boxes.append((label, box))
