"""A form that was printed into the workbook before: how it is known, and how it goes without a trace."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from cascade_xl.contract.forms import is_form
from cascade_xl.write.graft.package import Package
from cascade_xl.write.graft.workbook import Book, Tab, is_kind
from cascade_xl.write.graft.xml import Element, name, number


class Kept(NamedTuple):
    """What a sheet hands on to the one that takes its place: the name by which macros call it, and whether it is the
    one that is shown."""

    code: str = ""
    selected: bool = False


def is_printed(book: Book, tab: Tab) -> bool:
    """Whether a sheet is a form of ours."""
    return is_kind(tab.relation, "worksheet") and is_form(_first_text(book, tab.part))


def cleared(book: Book, tab: Tab) -> Kept:
    """Remove a sheet's part and all that only it led to."""
    package = book.package
    sheet = package.tree(tab.part)
    if sheet.find(f".//{name('f')}") is not None:
        _forget_calculation_order(book)
    gone = package.reached(tab.part) - package.reached("", without=tab.part)
    for part in sorted(gone):
        package.remove(part)
    properties = sheet.find(name("sheetPr"))
    code = "" if properties is None else properties.get("codeName", "")
    views = sheet.iterfind(f"{name('sheetViews')}/{name('sheetView')}")
    return Kept(code, any(view.get("tabSelected") in ("1", "true") for view in views))


def hand_on(kept: Kept, sheet: Element) -> None:
    """Give a new sheet what the one before it had."""
    if kept.code:
        properties = sheet.find(name("sheetPr"))
        if properties is None:
            properties = etree.Element(name("sheetPr"))
            sheet.insert(0, properties)
        properties.set("codeName", kept.code)
    view = sheet.find(f"{name('sheetViews')}/{name('sheetView')}")
    if kept.selected and view is not None:
        view.set("tabSelected", "1")


def _forget_calculation_order(book: Book) -> None:
    """Excel repairs a workbook whose calculation chain names a formula that is gone, and rebuilds a chain that is."""
    for relation in book.package.relations(book.main):
        if is_kind(relation, "calcChain"):
            book.package.remove(relation.target)
            book.package.unrelate(book.main, relation)


def _first_text(book: Book, part: str) -> str:
    """The text of A1; empty if there is none."""
    cell = next(_elements(book.package, part, "c"), None)
    row = None if cell is None else cell.getparent()
    if cell is None or row is None or cell.get("r", f"A{row.get('r', 1)}") != "A1":
        return ""
    value = cell.findtext(name("v")) or ""
    if cell.get("t") == "s":
        return _shared_text(book, number(value))
    return _text(cell) if cell.get("t") == "inlineStr" else value


def _shared_text(book: Book, place: int) -> str:
    for index, entry in enumerate(_elements(book.package, book.part("sharedStrings"), "si")):
        if index == place:
            return _text(entry)
        entry.clear()
    return ""


def _text(entry: Element) -> str:
    return "".join(text.text or "" for text in entry.iter(name("t")))


def _elements(package: Package, part: str, local: str) -> Iterator[Element]:
    """The elements of a name in a part that may be long, read no farther than they are asked for."""
    stream = io.BytesIO(package.read(part))
    options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    for _, element in etree.iterparse(stream, tag=name(local), **options):
        yield element
