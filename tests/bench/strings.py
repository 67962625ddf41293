"""The shared strings of a workbook, and what a cell says of its value."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


class Cells(dict[str | int, str]):
    """Value → what follows a cell's style. A text becomes a shared string when it is asked for the first time."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        super().__init__()
        self.texts: list[str] = []
        for text in texts:
            self[text]

    def __missing__(self, value: str | int) -> str:
        if isinstance(value, str):
            self[value] = f' t="s"><v>{len(self.texts)}</v></c>'
            self.texts.append(value)
        else:
            self[value] = f"><v>{value}</v></c>"
        return self[value]

    def copy(self) -> Cells:
        other = Cells()
        other.update(self)
        other.texts = self.texts[:]
        return other


def shared(texts: Iterable[str]) -> str:
    """Shared strings as XML, in their order."""
    return "".join(map(_shared, texts))


def part(known: str, own: Iterable[str]) -> str:
    """The part of the shared strings; the first of them are XML already."""
    return f'{HEAD}<sst xmlns="{_MAIN}">{known}{shared(own)}</sst>'


def _shared(text: str) -> str:
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<si><t{space}>{escape(text)}</t></si>"
