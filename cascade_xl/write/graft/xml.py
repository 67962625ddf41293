"""XML of strangers, read without entities and written back as it was."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from cascade_xl import parts

Element = etree._Element


class DoctypeError(ValueError):
    """XML with a document type, which no Excel writes."""


def parsed(content: bytes) -> Element:
    """The root of a part. Raises `DoctypeError` and lxml's errors."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(content, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise DoctypeError
    return root


def serialised(root: Element) -> bytes:
    """The part, with what stands around the root too, declared as Excel does it."""
    return etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=True, standalone=True)


def name(local: str) -> str:
    """A name of the spreadsheet's own namespace."""
    return f"{{{parts.MAIN}}}{local}"


def put(parent: Element, child: Element, order: Sequence[str]) -> None:
    """Insert a child at the place that the schema's ``order`` of local names gives it.

    It goes behind the last child that may stand before it, so that what the order does not know stays where it is.
    """
    place = order.index(etree.QName(child).localname)
    before = {name(local) for local in order[:place]}
    behind = max((index for index, found in enumerate(parent) if found.tag in before), default=-1)
    parent.insert(behind + 1, child)


def number(text: str | None, otherwise: int = 0) -> int:
    """A whole number of an attribute."""
    return otherwise if text is None else int(text)
