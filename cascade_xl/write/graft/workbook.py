"""The workbook part: its sheets, and the parts that all of them share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import NamedTuple
from zipfile import BadZipFile

from lxml import etree

from cascade_xl import parts
from cascade_xl.write.graft.package import GraftError, Package
from cascade_xl.write.graft.relations import Relation
from cascade_xl.write.graft.xml import Element, name, number

_STRICT = (
    "disimpan sebagai Strict Open XML. Buka di Excel, lalu simpan sebagai Excel Workbook (.xlsx) biasa dan ulangi."
)
_SIGNED = (
    "bertanda tangan digital, dan tanda tangan itu akan rusak jika lembar ditambahkan. "
    "Simpan salinan tanpa tanda tangan, lalu ulangi dengan salinan itu."
)
_MOST_ID = 65_534
_ID = f"{{{parts.RELATIONS}}}id"


@contextmanager
def guarded(label: str) -> Iterator[None]:
    """Whatever a broken or hostile file makes Python raise becomes a `GraftError` that names it."""
    try:
        yield
    except GraftError:
        raise
    except BadZipFile as error:
        raise GraftError(f"{label}: {parts.NO_ZIP}") from error
    except (*parts.DAMAGED, etree.LxmlError, SyntaxError) as error:
        raise GraftError(f"{label}: {parts.damaged(error)}") from error


class Tab(NamedTuple):
    """One sheet: its place among all sheets, hidden ones and charts included, its entry and its relationship."""

    place: int
    entry: Element
    relation: Relation

    @property
    def name(self) -> str:
        return self.entry.get("name", "")

    @property
    def part(self) -> str:
        return self.relation.target


class Book:
    """The workbook part of a package. Raises `GraftError` where sheets cannot be added."""

    def __init__(self, package: Package) -> None:
        self.package = package
        root = package.relations("")
        found = (relation.target for relation in root if relation.kind.endswith("/officeDocument"))
        self.main = next(found, "xl/workbook.xml")
        if not package.has(self.main) or self.main.endswith(".bin"):
            raise package.refusal(parts.BINARY if self.main.endswith(".bin") else parts.NO_WORKBOOK)
        tag = package.tree(self.main).tag
        if tag == f"{{{parts.STRICT}}}workbook":
            raise package.refusal(_STRICT)
        if any(relation.kind.endswith("/digital-signature/origin") for relation in root):
            raise package.refusal(_SIGNED)
        if tag != name("workbook") or not self.tabs():
            raise package.refusal(parts.NO_SHEET)

    def part(self, kind: str) -> str:
        """The part that the workbook has of a kind (``styles``); empty if there is none."""
        found = (relation.target for relation in self.package.relations(self.main) if is_kind(relation, kind))
        return next((part for part in found if self.package.has(part)), "")

    def tabs(self) -> list[Tab]:
        relations = {relation.id: relation for relation in self.package.relations(self.main)}
        entries = self.package.tree(self.main).findall(f"{name('sheets')}/{name('sheet')}")
        return [Tab(place, entry, relations[entry.get(_ID, "")]) for place, entry in enumerate(entries)]

    def strings(self) -> list[Element]:
        """The shared strings, of a workbook of ours."""
        part = self.part("sharedStrings")
        return self.package.tree(part).findall(name("si")) if part else []

    def append(self, title: str, part: str, like: Tab) -> Tab:
        """A new last sheet, as visible as the one it is ``like``."""
        sheets = self.package.edit(self.main).find(name("sheets"))
        assert sheets is not None
        used = {number(entry.get("sheetId")) for entry in sheets}
        free = next(new for new in count(max(used) + 1 if max(used) < _MOST_ID else 1) if new not in used)
        relation = self.package.relate(self.main, like.relation.kind, part)
        etree.SubElement(sheets, name("sheet"), {"name": title, "sheetId": str(free), _ID: relation})
        return self._shown(self.tabs()[-1], like)

    def replace(self, tab: Tab, part: str, like: Tab) -> Tab:
        """The same place in the order of tabs with another part."""
        self.package.edit(self.main)
        self.package.redirect(self.main, tab.relation, part)
        return self._shown(tab, like)

    def _shown(self, tab: Tab, like: Tab) -> Tab:
        state = like.entry.get("state")
        if state:
            tab.entry.set("state", state)
        else:
            tab.entry.attrib.pop("state", "")
        return tab


def is_kind(relation: Relation, kind: str) -> bool:
    """Whether a relationship leads to a part of a kind."""
    return relation.kind.endswith(f"/{kind}") and not relation.external
