"""The relationships of a part: how one part of a package names another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from lxml import etree

from cascade_xl import parts
from cascade_xl.write.graft.xml import Element, parsed

_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_ENTRY = f"{{{_NAMESPACE}}}Relationship"


class Relation(NamedTuple):
    """One relationship of a part: ``target`` is a part, or an address where it is external."""

    id: str
    kind: str
    target: str
    external: bool


def entries(root: Element) -> list[Element]:
    """The elements of all relationships."""
    return root.findall(_ENTRY)


def read(part: str, entry: Element) -> Relation:
    """A relationship of a part."""
    external = entry.get("TargetMode") == "External"
    target = entry.get("Target", "")
    where = target if external else parts.target_part(part, target)
    return Relation(entry.get("Id", ""), entry.get("Type", ""), where, external)


def append(root: Element, relation: Relation) -> None:
    """One relationship more; it names its part from the root of the package, as any part may."""
    entry = etree.SubElement(root, _ENTRY, {"Id": relation.id, "Type": relation.kind})
    entry.set("Target", relation.target if relation.external else f"/{relation.target}")
    if relation.external:
        entry.set("TargetMode", "External")


def made_of(relations: Iterable[Relation]) -> Element:
    """The root of a part of relationships."""
    root = parsed(f'<Relationships xmlns="{_NAMESPACE}"/>'.encode())
    for relation in relations:
        append(root, relation)
    return root
