"""Zip archives whose bytes depend on nothing but their parts, and what stands inside those that are installed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

PROPERTIES = "docProps/custom.xml"
_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_READABLE = 0o100644 << 16
_PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_DESCRIPTION = "{http://openoffice.org/extensions/description/2006}"


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A zip of the parts in their order: one date, one system, and stored, because zlib's versions pack differently."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _DATE)
            entry.create_system = _UNIX
            entry.external_attr = _READABLE
            archive.writestr(entry, content)
    return target.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of a zip, in their order."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def properties(path: Path) -> dict[str, str]:
    """The custom document properties of an Office file; empty when it has none or cannot be read."""
    try:
        root = ElementTree.fromstring(parts_of(path.read_bytes())[PROPERTIES])
    except (OSError, KeyError, zipfile.BadZipFile, ElementTree.ParseError):
        return {}
    return {found.get("name", ""): "".join(found.itertext()) for found in root.iter(_PROPERTY)}


def description(content: bytes) -> dict[str, str]:
    """Identifier and version from an extension's description.xml; empty when it is not one."""
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError:
        return {}
    found = {name: root.find(f"{_DESCRIPTION}{name}") for name in ("identifier", "version")}
    return {name: element.get("value", "") for name, element in found.items() if element is not None}
