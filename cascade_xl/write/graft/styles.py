"""The looks of our cells, taken over into the officer's styles.

What his list already holds is used, what it lacks is appended: no index of his changes, and a second printing adds
nothing. A look says all of itself (no theme, no inheritance), so it is the same under any theme and Normal style.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from copy import deepcopy

from lxml import etree

from cascade_xl.write.graft.xml import Element, name, number, put

MAX_FORMATS = 65_490
"""Cell formats that Excel takes in a workbook."""
_ORDER = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors",
    "extLst",
)  # fmt: skip
_FIRST_OWN_NUMBER = 164
_APPLIED = (
    "applyNumberFormat", "applyFont", "applyFill", "applyBorder", "applyAlignment", "applyProtection",
)  # fmt: skip
_LIGHT_BEFORE_DARK = (1, 0, 3, 2, 4, 5, 6, 7, 8, 9, 10, 11)
"""Where in a theme's list of colours stands the one that ``theme="0"``, ``theme="1"`` … means."""


class _List:
    """One of the lists of styles.xml: entries are found by what they say."""

    def __init__(self, root: Element, local: str) -> None:
        self._root = root
        self._local = local
        self._element = root.find(name(local))
        found = self.entries()
        self.size = len(found)
        self._known = {_said(entry): index for index, entry in reversed(list(enumerate(found)))}
        self.grown = False

    def entries(self) -> list[Element]:
        return [] if self._element is None else list(self._element.iterchildren(etree.Element))

    def index(self, entry: Element) -> int:
        """The place of an entry, appended if there is none that says the same."""
        said = _said(entry)
        if said not in self._known:
            self._known[said] = self.size
            self.append(entry)
        return self._known[said]

    def append(self, entry: Element) -> None:
        if self._element is None:
            self._element = etree.Element(name(self._local))
            put(self._root, self._element, _ORDER)
        self._element.append(entry)
        self.size += 1
        self.grown = True
        if self.size == 1 or "count" in self._element.attrib:
            self._element.set("count", str(self.size))


def merge_styles(theirs: Element, ours: Element, palette: Sequence[str]) -> tuple[list[int], bool]:
    """The place in their cell formats of each of ours, by ours; and whether anything was added to theirs.

    ``palette`` are the colours of our theme, as `theme_colours` gives them.
    """
    lists = {local: _List(theirs, local) for local in ("fonts", "fills", "borders", "numFmts", "cellXfs")}
    places = {
        attribute: [lists[local].index(absolute(entry, palette)) for entry in ours.iterfind(f"{name(local)}/*")]
        for attribute, local in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders"))
    }
    numbers = _number_formats(theirs, lists["numFmts"], ours)
    normal = normal_format(theirs)
    formats = []
    for entry in ours.iterfind(f"{name('cellXfs')}/{name('xf')}"):
        xf = deepcopy(entry)
        for attribute, found in places.items():
            xf.set(attribute, str(found[number(xf.get(attribute))]))
        own = xf.get("numFmtId", "0")
        xf.set("numFmtId", numbers.get(own, own))
        xf.attrib.pop("xfId", "")
        if normal is not None:
            xf.set("xfId", str(normal[0]))
        for flag in _APPLIED:
            xf.set(flag, "1")
        formats.append(lists["cellXfs"].index(xf))
    return formats, any(found.grown for found in lists.values())


def _number_formats(root: Element, theirs: _List, ours: Element) -> dict[str, str]:
    """The id that each number format of our own has among theirs. New ones are above all that are named anywhere:
    conditional formats have theirs in places of their own, and foreign cell formats name some that no list has."""
    known = {entry.get("formatCode", ""): entry.get("numFmtId", "") for entry in theirs.entries()}
    named = (number(entry.get("numFmtId")) for entry in root.iter(etree.Element))
    free = max(max(named) + 1, _FIRST_OWN_NUMBER)
    ids = {}
    for entry in ours.iterfind(f"{name('numFmts')}/{name('numFmt')}"):
        code = entry.get("formatCode", "")
        if code not in known:
            known[code] = str(free)
            added = deepcopy(entry)
            added.set("numFmtId", known[code])
            theirs.append(added)
            free += 1
        ids[entry.get("numFmtId", "")] = known[code]
    return ids


def normal_format(root: Element) -> tuple[int, Element] | None:
    """The format behind the style *Normal*, with its place."""
    formats = root.findall(f"{name('cellStyleXfs')}/{name('xf')}")
    styles = root.iterfind(f"{name('cellStyles')}/{name('cellStyle')}")
    place = next((number(style.get("xfId")) for style in styles if style.get("builtinId") == "0"), 0)
    place = place if 0 <= place < len(formats) else 0
    return (place, formats[place]) if formats else None


def theme_colours(theme: Element) -> list[str]:
    """The colours of a theme in the order in which ``theme="…"`` counts them, as RRGGBB."""
    scheme = theme.find(".//{*}clrScheme")
    listed = [] if scheme is None else [colour[0].get("lastClr", colour[0].get("val", "")) for colour in scheme]
    return [listed[place] for place in _LIGHT_BEFORE_DARK if place < len(listed)]


def absolute(entry: Element, palette: Sequence[str]) -> Element:
    """A copy that names its font and its colours itself, whatever the theme says."""
    copy = deepcopy(entry)
    for found in list(copy.iter()):
        parent = found.getparent()
        if found.tag == name("scheme") and parent is not None and found is not copy:
            parent.remove(found)
        elif "theme" in found.attrib:
            found.set("rgb", f"FF{palette[int(found.attrib.pop('theme'))]}")
    return copy


def _said(entry: Element) -> Hashable:
    """What an entry says, however it is written."""
    children = tuple(_said(child) for child in entry.iterchildren(etree.Element))
    return entry.tag, frozenset(entry.attrib.items()), (entry.text or "").strip(), children
