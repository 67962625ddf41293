"""The parts of an Excel file: a zip of XML that expat takes apart, whole or only its beginning."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from typing import Any
from xml.parsers import expat

from cascade_xl import parts
from cascade_xl.parts import relations_part, target_part
from cascade_xl.read.grid import UnreadableError

DAMAGED = (expat.ExpatError, *parts.DAMAGED)
"""What the inside of a broken or hostile file makes a reader raise."""
BEGINNING = 1 << 12
"""Bytes of a sheet in which a form's first row stands."""

Handlers = tuple[Callable[[str, dict[str, str]], None], Callable[[str], None], Callable[[str], None]]
"""What is called at the start and at the end of an element, and with its text."""


class Package:
    """The parts of one workbook."""

    def __init__(self, archive: zipfile.ZipFile, label: str) -> None:
        self.archive = archive
        self.label = label
        self.names = {name.lower().replace("\\", "/"): name for name in archive.namelist()}
        self.left = parts.MAX_INFLATED

    def has(self, part: str) -> bool:
        return part.lower() in self.names

    def info(self, part: str) -> zipfile.ZipInfo:
        """Where a part is, for those who read a little of it."""
        return self.archive.getinfo(self.names[part.lower()])

    def admit(self, part: str) -> zipfile.ZipInfo:
        """A part that still may be inflated: a zip gives no more bytes than it promises."""
        info = self.info(part)
        self.left -= info.file_size
        if self.left < 0:
            raise UnreadableError(f"{self.label}: {parts.HUGE}")
        return info

    def parse(self, part: str, handlers: Handlers) -> None:
        """Feed one part to expat."""
        self.parse_admitted(self.admit(part), handlers)

    def parse_admitted(self, info: zipfile.ZipInfo, handlers: Handlers) -> None:
        with self.archive.open(info) as stream:
            self._parser(handlers).ParseFile(stream)

    def parse_text(self, text: bytes, handlers: Handlers) -> None:
        """Feed XML to expat that was a part, or is what is left of one."""
        self._parser(handlers).Parse(text, True)

    def parse_until(self, info: zipfile.ZipInfo, handlers: Handlers, enough: Callable[[], object]) -> None:
        """Feed a part to expat from its beginning, until that is enough."""
        parser = self._parser(handlers)
        with self.archive.open(info) as stream:
            while not enough():
                more = stream.read(BEGINNING)
                parser.Parse(more, not more)
                if not more:
                    return

    def _parser(self, handlers: Handlers) -> Any:
        """Names come as ``namespace|name``, those of the spreadsheet's own as ``name``."""
        parser = expat.ParserCreate(namespace_separator="|")
        parser.buffer_text = True
        parser.buffer_size = 1 << 16
        start, end, text = handlers
        prefixes = (parts.MAIN + "|", parts.STRICT + "|")
        cache: dict[str, str] = {}

        def local(name: str) -> str:
            short = cache.get(name)
            if short is None:
                short = cache[name] = next((name[len(p) :] for p in prefixes if name.startswith(p)), name)
            return short

        def doctype(*_: Any) -> None:
            raise UnreadableError(f"{self.label}: {parts.DOCTYPE}")

        parser.StartDoctypeDeclHandler = doctype
        parser.StartElementHandler = lambda name, attributes: start(local(name), attributes)
        if end is not ignore:
            parser.EndElementHandler = lambda name: end(local(name))
        if text is not ignore:
            parser.CharacterDataHandler = text
        return parser

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """The relationships of a part: id → (type, target part)."""
        rels = relations_part(part)
        found: dict[str, tuple[str, str]] = {}
        if not self.has(rels):
            return found

        def start(name: str, attributes: dict[str, str]) -> None:
            if name.endswith("|Relationship") and attributes.get("TargetMode") != "External":
                found[attributes["Id"]] = (attributes["Type"], target_part(part, attributes["Target"]))

        self.parse(rels, (start, ignore, ignore))
        return found


def ignore(_: str) -> None:
    """The handler of what does not matter."""
