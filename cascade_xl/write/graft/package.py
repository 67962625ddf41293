"""The package of a workbook, of which single parts are read, changed, added and removed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from itertools import count
from posixpath import dirname, splitext

from lxml import etree

from cascade_xl import parts
from cascade_xl.write.graft.archive import Entry, copied, made, zipped
from cascade_xl.write.graft.relations import Relation, append, entries, made_of, read
from cascade_xl.write.graft.xml import DoctypeError, Element, parsed, serialised

_TYPES = "[Content_Types].xml"
_TYPES_NS = "http://schemas.openxmlformats.org/package/2006/content-types"
_MAX_TREE = 1 << 26  # bytes of a part that is read as a whole: ten times a very large office's styles


class GraftError(ValueError):
    """A workbook that takes no sheets; the message is for the officer."""


class Package:
    """The parts of one file. Names of parts are those that relationships give, in whatever case the zip has them."""

    def __init__(self, content: bytes, label: str) -> None:
        self.label = label
        if not content:
            raise self.refusal(parts.EMPTY)
        if content.startswith(parts.OLE):
            raise self.refusal(parts.OLD_OR_LOCKED)
        self._content = content
        self._archive = zipfile.ZipFile(io.BytesIO(content))
        self._infos = {_key(info.filename): info for info in self._archive.infolist()}
        self._added: dict[str, tuple[str, bytes]] = {}
        self._removed: set[str] = set()
        self._trees: dict[str, Element] = {}
        self._edited: set[str] = set()
        self._left = parts.MAX_INFLATED

    def refusal(self, reason: str) -> GraftError:
        """The error that says why this file takes no sheets."""
        return GraftError(f"{self.label}: {reason}")

    # -- parts ---------------------------------------------------------------------------------------------------------

    def has(self, part: str) -> bool:
        key = _key(part)
        return key in self._added or (key in self._infos and key not in self._removed)

    def read(self, part: str) -> bytes:
        key = _key(part)
        if key in self._added:
            return self._added[key][1]
        info = self._infos[key]
        self._left -= info.file_size  # a zip gives no more bytes than it promises
        if self._left < 0:
            raise self.refusal(parts.HUGE)
        return self._archive.read(info)

    def tree(self, part: str) -> Element:
        """The root of an XML part, to look at."""
        key = _key(part)
        if key not in self._trees:
            content = self.read(part)
            if len(content) > _MAX_TREE:
                raise self.refusal(parts.HUGE)
            try:
                self._trees[key] = parsed(content)
            except DoctypeError as error:
                raise self.refusal(parts.DOCTYPE) from error
        return self._trees[key]

    def edit(self, part: str) -> Element:
        """The root of an XML part, to be changed."""
        root = self.tree(part)
        self._edited.add(_key(part))
        return root

    def free(self, like: str) -> str:
        """The name of a part that does not exist, in the folder of ``like`` and with its ending."""
        names = (f"{dirname(like)}/cascade_{number}{splitext(like)[1]}" for number in count(1))
        return next(name for name in names if not self.has(name))

    def add(self, part: str, content: bytes, kind: str) -> None:
        """A new part with its content type."""
        self._trees.pop(_key(part), None)
        self._added[_key(part)] = (part, content)
        etree.SubElement(self.edit(_TYPES), f"{{{_TYPES_NS}}}Override", {"PartName": f"/{part}", "ContentType": kind})

    def remove(self, part: str) -> None:
        """Remove a part and its relationships, with the content types of both."""
        gone = {_key(part), _key(parts.relations_part(part))}
        for key in gone:
            self._removed.add(key)
            self._added.pop(key, None)
            self._trees.pop(key, None)
            self._edited.discard(key)
        types = self.edit(_TYPES)
        for entry in types.findall(f"{{{_TYPES_NS}}}Override"):
            if _key(entry.get("PartName", "")) in gone:
                types.remove(entry)

    def kind(self, part: str) -> str:
        """The content type of a part."""
        types = self.tree(_TYPES)
        for entry in types.iterfind(f"{{{_TYPES_NS}}}Override"):
            if _key(entry.get("PartName", "")) == _key(part):
                return entry.get("ContentType", "")
        ending = splitext(part)[1][1:].lower()
        defaults = types.iterfind(f"{{{_TYPES_NS}}}Default")
        return next((e.get("ContentType", "") for e in defaults if e.get("Extension", "").lower() == ending), "")

    # -- relationships -------------------------------------------------------------------------------------------------

    def relations(self, part: str) -> list[Relation]:
        """The relationships of a part; those of the whole package for an empty name."""
        where = parts.relations_part(part)
        return [read(part, entry) for entry in entries(self.tree(where))] if self.has(where) else []

    def relate(self, part: str, kind: str, target: str) -> str:
        """Add a relationship to a part; its id."""
        used = {relation.id for relation in self.relations(part)}
        free = next(new for new in map("rId{}".format, count(1)) if new not in used)
        relation = Relation(free, kind, target, external=False)
        if used:
            append(self.edit(parts.relations_part(part)), relation)
        else:
            self.set_relations(part, [relation])
        return free

    def unrelate(self, part: str, relation: Relation) -> None:
        """Remove a relationship of a part."""
        root = self.edit(parts.relations_part(part))
        for entry in entries(root):
            if entry.get("Id") == relation.id:
                root.remove(entry)

    def redirect(self, part: str, relation: Relation, target: str) -> None:
        """Let a relationship of a part lead to another part."""
        for entry in entries(self.edit(parts.relations_part(part))):
            if entry.get("Id") == relation.id:
                entry.set("Target", f"/{target}")

    def set_relations(self, part: str, relations: Iterable[Relation]) -> None:
        """Give a part that has none its relationships."""
        root = made_of(relations)
        if len(root):
            where = parts.relations_part(part)
            self._added[_key(where)] = (where, serialised(root))

    def reached(self, part: str, without: str | None = None) -> set[str]:
        """What can be reached from a part, itself included, by keys; not through ``without``."""
        found: set[str] = set()
        closed = None if without is None else _key(without)
        ahead = [part]
        while ahead:
            here = ahead.pop()
            if _key(here) in found or _key(here) == closed:
                continue
            found.add(_key(here))
            ahead += (relation.target for relation in self.relations(here) if not relation.external)
        return found

    def packed(self) -> bytes:
        """The file. Raises `zipfile.BadZipFile`."""
        if sum(info.compress_size for info in self._infos.values()) > len(self._content):
            raise zipfile.BadZipFile  # entries that share their bytes, a bomb
        return zipped([*self._kept(), *self._new()])

    def _kept(self) -> Iterator[Entry]:
        for key, info in self._infos.items():
            if key in self._removed:
                continue
            if key in self._edited:
                yield made(info.filename, serialised(self._trees[key]))
            else:
                yield copied(self._content, info)

    def _new(self) -> Iterator[Entry]:
        for key, (part, content) in self._added.items():
            yield made(part, serialised(self._trees[key]) if key in self._edited else content)


def _key(part: str) -> str:
    """The form in which names of parts are compared."""
    return part.replace("\\", "/").lstrip("/").lower()
