"""An .xlsx (or .xlsm, .xlam) file as its parts, its relationships and its content types."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

Element = ElementTree.Element

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CONTENT_TYPES = "[Content_Types].xml"
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def unescape(text: str) -> str:
    """The text behind `_x000a_` and its kind, with Windows line ends made plain."""
    plain = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return plain.replace("\r\n", "\n")


def local_name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def whole(text: str | None) -> int | None:
    """A whole number that is not negative, or None where there is none."""
    return int(text) if text is not None and text.isascii() and text.isdigit() else None


@dataclass(frozen=True)
class Link:
    """One relationship: its kind (the last word of its type) and where it leads."""

    id: str
    kind: str
    target: str
    external: bool


class Package:
    """The parts of one file. What is wrong with the package itself is told by `problems`."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            self.entries = [name for name in archive.namelist() if not name.endswith("/")]
            self._bytes = {name: archive.read(name) for name in self.entries}
        self._trees: dict[str, Element | str] = {}
        self._links: dict[str, dict[str, Link]] = {}

    def tree(self, part: str) -> Element | None:
        """The root of an XML part; None when there is no such part or it is not well-formed."""
        found = self._parsed(part)
        return found if isinstance(found, Element) else None

    def _parsed(self, part: str) -> Element | str:
        if part not in self._bytes:
            return "is missing"
        if part not in self._trees:
            try:
                self._trees[part] = ElementTree.fromstring(self._bytes[part])
            except ElementTree.ParseError as error:
                self._trees[part] = f"is not well-formed XML: {error}"
        return self._trees[part]

    def links(self, part: str) -> dict[str, Link]:
        """The relationships of a part (of the whole package: "") by their id."""
        if part not in self._links:
            self._links[part] = {link.id: link for link in self._read_links(part)}
        return self._links[part]

    def linked(self, part: str, kind: str) -> Iterator[str]:
        """The parts that a part leads to by one kind of relationship."""
        return (link.target for link in self.links(part).values() if link.kind == kind and not link.external)

    def _read_links(self, part: str) -> Iterator[Link]:
        folder, name = posixpath.split(part)
        root = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        for entry in root if root is not None else ():
            target = entry.get("Target", "")
            external = entry.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
            yield Link(entry.get("Id", ""), entry.get("Type", "").rpartition("/")[2], target, external)

    def problems(self) -> Iterator[str]:
        yield from self._broken_entries()
        yield from self._wrong_content_types()
        for rels in self.entries:
            if rels.endswith(".rels"):
                yield from self._broken_links(rels)
        for part in self.entries:
            yield from self._dangling_ids(part)

    def _broken_entries(self) -> Iterator[str]:
        seen: set[str] = set()
        for name in self.entries:
            if name.lower() in seen:
                yield f"{name}: stands in the package twice"
            seen.add(name.lower())
            if name.endswith((".xml", ".rels")):
                found = self._parsed(name)
                if isinstance(found, str):
                    yield f"{name}: {found}"

    def _wrong_content_types(self) -> Iterator[str]:
        root = self.tree(CONTENT_TYPES)
        if root is None:
            yield f"{CONTENT_TYPES}: is missing"
            return
        endings = {entry.get("Extension", "").lower() for entry in root.iterfind("{*}Default")}
        overrides = [entry.get("PartName", "").lstrip("/") for entry in root.iterfind("{*}Override")]
        for part in overrides:
            if part not in self._bytes:
                yield f"{CONTENT_TYPES}: names {part}, which is missing"
            if overrides.count(part) > 1:
                yield f"{CONTENT_TYPES}: names {part} twice"
        for part in self.entries:
            ending = posixpath.basename(part).rpartition(".")[2].lower()
            if part != CONTENT_TYPES and part not in overrides and ending not in endings:
                yield f"{part}: has no content type"
            elif part not in overrides and ending == "xml" and part != CONTENT_TYPES:
                yield f"{part}: has only the content type of every .xml file"

    def _broken_links(self, rels: str) -> Iterator[str]:
        folder, name = posixpath.split(rels)
        owner = posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))
        if owner and owner not in self._bytes:
            yield f"{rels}: belongs to {owner}, which is missing"
        ids: set[str] = set()
        for link in self._read_links(owner):
            if link.id in ids:
                yield f"{rels}: relationship {link.id} stands twice"
            ids.add(link.id)
            if not link.external and link.target not in self._bytes:
                yield f"{rels}: relationship {link.id} leads to {link.target}, which is missing"

    def _dangling_ids(self, part: str) -> Iterator[str]:
        root = None if part.endswith(".rels") or not part.startswith("xl/") else self.tree(part)
        for element in root.iter() if root is not None else ():
            for attribute, value in element.attrib.items():
                if attribute.startswith(RELATION) and value and value not in self.links(part):
                    yield f"{part}: {local_name(element)} names relationship {value}, which does not exist"
