"""How wide text is, and how it wraps: so that a cell or a box is as high as what it says, on every computer.

The widths are Calibri's, which Carlito shares: thousandths of the letter size for the printable ASCII characters from
the blank on, and for the signs that offices type. A spreadsheet application breaks lines a little differently on
screen and on each printer, hence `SLACK`.
"""

from __future__ import annotations

from functools import lru_cache

LINE = 1.22
"""Height of a line, in letter sizes."""
SLACK = 0.95
"""So much of a line's room is used."""
_REGULAR = (
    226, 326, 401, 498, 507, 715, 682, 221, 303, 303, 498, 498, 250, 306, 252, 386, 507, 507, 507, 507, 507, 507, 507,
    507, 507, 507, 268, 268, 498, 498, 498, 463, 894, 579, 544, 533, 615, 488, 459, 631, 623, 252, 319, 520, 420, 855,
    646, 662, 517, 673, 543, 459, 487, 642, 567, 890, 519, 487, 468, 307, 386, 307, 498, 498, 291, 479, 525, 423, 525,
    498, 305, 471, 525, 229, 239, 455, 229, 799, 525, 527, 525, 525, 349, 391, 335, 525, 452, 715, 433, 453, 395, 314,
    460, 314, 498,
)  # fmt: skip
_BOLD = (
    226, 326, 438, 498, 507, 729, 705, 233, 312, 312, 498, 498, 258, 306, 267, 430, 507, 507, 507, 507, 507, 507, 507,
    507, 507, 507, 276, 276, 498, 498, 498, 463, 898, 606, 561, 529, 630, 488, 459, 637, 631, 267, 331, 547, 423, 874,
    659, 676, 532, 686, 563, 473, 495, 653, 591, 906, 551, 520, 478, 325, 430, 325, 498, 498, 300, 494, 537, 418, 537,
    503, 316, 474, 537, 246, 255, 480, 246, 813, 537, 538, 537, 537, 355, 399, 347, 537, 473, 745, 459, 474, 397, 344,
    475, 344, 498,
)  # fmt: skip
_SIGNS = {"–": 498, "—": 905, "‘": 258, "’": 258, "“": 435, "”": 435, "•": 498, "…": 711, "°": 342, "²": 338}
_OTHER = 650
_WIDE = 1000
_CJK = "\u2e80"


@lru_cache(maxsize=1 << 16)
def width(text: str, size: float, bold: bool = False) -> float:
    """The width of a line of text in points."""
    table = _BOLD if bold else _REGULAR
    total = 0
    for letter in text:
        place = ord(letter) - 32
        if 0 <= place < len(table):
            total += table[place]
        else:
            total += _SIGNS.get(letter, _WIDE if letter >= _CJK else _OTHER)
    return total * size / 1000


@lru_cache(maxsize=1 << 14)
def wrap(text: str, room: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """The lines of a text in so many points; a word that is wider than a line is broken. At least one line."""
    room *= SLACK
    lines: list[str] = []
    for part in text.split("\n"):
        line = ""
        for word in part.split(" "):
            longer = f"{line} {word}" if line else word
            if width(longer, size, bold) <= room:
                line = longer
                continue
            if line:
                lines.append(line)
            line = word
            while (cut := _fitting(line, room, size, bold)) < len(line):
                lines.append(line[:cut])
                line = line[cut:]
        lines.append(line)
    return tuple(lines)


def height(text: str, room: float, size: float, bold: bool = False) -> float:
    """How high a text is in so many points of width."""
    return len(wrap(text, room, size, bold)) * size * LINE


def _fitting(word: str, room: float, size: float, bold: bool) -> int:
    """How many letters of a word fit, at least one. Breaks behind / and - are liked."""
    cut, wide = 0, 0.0
    for letter in word:
        wide += width(letter, 1000, bold)
        if cut and wide * size / 1000 > room:
            break
        cut += 1
    else:
        return cut
    liked = max(word.rfind(sign, 1, cut) for sign in "/-")
    return liked + 1 if liked > cut // 2 else cut
