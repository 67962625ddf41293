"""Computers in temporary folders, and how VBA reads a configuration file."""

from __future__ import annotations

import sys
from pathlib import Path

from cascade_xl import __version__
from cascade_xl.hosts.installation import archive
from cascade_xl.hosts.installation.machine import Machine


def windows(root: Path, *, encoding: str = "cp1252", interpreter: Path = Path(sys.executable)) -> Machine:
    """A Windows on which Excel was started once."""
    home = root / "Users" / "siti"
    roaming = home / "AppData" / "Roaming"
    (roaming / "Microsoft" / "Excel").mkdir(parents=True)
    environment = {"APPDATA": str(roaming), "USERPROFILE": str(home), "ProgramFiles": str(root / "Program Files")}
    return Machine("windows", home, environment, interpreter, encoding=encoding, system=root)


def mac(root: Path) -> Machine:
    """A Mac on which Excel was started once."""
    home = root / "Users" / "siti"
    (home / "Library" / "Containers" / "com.microsoft.Excel" / "Data").mkdir(parents=True)
    return Machine("mac", home, {}, Path(sys.executable), system=root)


def vba_setting(path: Path, name: str, encoding: str = "cp1252") -> str | None:
    """A setting as GetConfigFromFile finds it: pairs of fields, line ends and commas between them, the first wins."""
    fields: list[str] = []
    for line in path.read_bytes().decode(encoding).splitlines():
        fields += _fields(line)
    for key, value in zip(fields[::2], fields[1::2], strict=False):
        if key.lower() == name.lower():
            return value
    return None


def older(xlam: bytes, version: str = "0.0.1") -> bytes:
    """The same add-in with another version in its properties."""
    parts = archive.parts_of(xlam)
    parts[archive.PROPERTIES] = parts[archive.PROPERTIES].replace(f">{__version__}<".encode(), f">{version}<".encode())
    return archive.packed(parts)


def _fields(line: str) -> list[str]:
    """The fields of a line as ``Input #`` takes them: a comma in quotes is no end."""
    found, quoted = [""], False
    for sign in line:
        if sign == '"':
            quoted = not quoted
        elif sign == "," and not quoted:
            found.append("")
        else:
            found[-1] += sign
    return found
