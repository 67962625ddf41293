"""The names that stand on single sheets: print areas, titles that repeat."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

from cascade_xl.write.graft.workbook import Book
from cascade_xl.write.graft.xml import Element, name, put

_ORDER = ("sheets", "functionGroups", "externalReferences", "definedNames")
"""What may stand before the names in a workbook, as far as it can stand behind the sheets."""
_SHEET = re.compile(r"'((?:[^']|'')+)'!|([^\s,'!():]+)!")
_LONGEST = 31


def numbered(title: str, attempt: int) -> str:
    """A name for a sheet whose name is taken: ``F1 (2)``, as Excel calls copies; no longer than Excel takes."""
    ending = f" ({attempt})" if attempt > 1 else ""
    while _length(title + ending) > _LONGEST:
        title = title[:-1]
    return title.rstrip() + ending if ending else title


def names_on(book: Book, place: int) -> list[Element]:
    """The names that belong to the sheet at a place."""
    found = book.package.tree(book.main).iterfind(f"{name('definedNames')}/{name('definedName')}")
    return [entry for entry in found if entry.get("localSheetId") == str(place)]


def replace_names(book: Book, place: int, names: list[Element], titles: Mapping[str, str]) -> None:
    """Give the sheet at a place other names, in which sheets are called by their new ``titles``."""
    root = book.package.edit(book.main)
    names_of_all = root.find(name("definedNames"))
    if names_of_all is None:
        names_of_all = etree.Element(name("definedNames"))
        put(root, names_of_all, _ORDER)
    for entry in names_on(book, place):
        names_of_all.remove(entry)
    for entry in map(deepcopy, names):
        entry.set("localSheetId", str(place))
        entry.text = renamed(entry.text or "", titles)
        names_of_all.append(entry)
    if not len(names_of_all):
        root.remove(names_of_all)


def renamed(reference: str, titles: Mapping[str, str]) -> str:
    """A reference to cells with the sheets' new names, always quoted: Excel reads `F1!A1` as something else."""

    def new(match: re.Match[str]) -> str:
        title = match[1].replace("''", "'") if match[1] else match[2]
        quoted = titles.get(title, title).replace("'", "''")
        return f"'{quoted}'!"

    return _SHEET.sub(new, reference)


def _length(title: str) -> int:
    """How long Excel finds a name: signs beyond the first plane of Unicode count twice."""
    return len(title.encode("utf-16-le")) // 2
