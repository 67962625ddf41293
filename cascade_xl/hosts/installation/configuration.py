"""The configuration file of xlwings' VBA: a line for each setting, ``"NAME","value"``, read with VBA's ``Input #``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from cascade_xl.files import reason
from cascade_xl.hosts.installation.machine import InstallationError, place, remove

_LINE = re.compile(r'\s*"?(?P<name>[^",]*)"?\s*,\s*"?(?P<value>[^"]*)"?\s*')


def values(path: Path, encoding: str) -> dict[str, str]:
    """The settings in a file, by name in capitals; the first of a name counts, as in VBA."""
    found: dict[str, str] = {}
    for line in _lines(path, encoding):
        if match := _LINE.fullmatch(line):
            found.setdefault(match["name"].upper(), match["value"])
    return found


def merge(path: Path, settings: Mapping[str, str], encoding: str, newline: str) -> None:
    """Put settings into a file and keep the user's other lines.

    Ours come first: VBA stops reading where it finds the name, so that a broken line further down breaks nothing.
    """
    ours = [f'"{name}","{value}"' for name, value in settings.items()]
    content = newline.join([*ours, *_others(path, settings, encoding), ""])
    try:
        encoded = content.encode(encoding, errors="strict")
    except UnicodeEncodeError as error:
        raise InstallationError(
            f"Folder Python memuat huruf yang tidak dapat dibaca Excel di komputer ini ({error.object[error.start]}). "
            "Pasang Python di folder dengan huruf Latin biasa, lalu ulangi."
        ) from error
    place(path, encoded)


def withdraw(path: Path, names: Iterable[str], encoding: str, newline: str, *, with_folder: bool) -> bool:
    """Take our lines out; a file that is empty then goes too, and its folder where that is ours and empty."""
    if not path.is_file():
        return False
    others = _others(path, names, encoding)
    if any(line.strip() for line in others):
        place(path, newline.join([*others, ""]).encode(encoding, errors="surrogateescape"))
        return True
    remove(path)
    if with_folder:
        with suppress(OSError):  # not empty: something of the user's
            path.parent.rmdir()
    return True


def _others(path: Path, names: Iterable[str], encoding: str) -> list[str]:
    ours = {name.upper() for name in names}
    parsed = ((line, _LINE.fullmatch(line)) for line in _lines(path, encoding))
    return [line for line, match in parsed if match is None or match["name"].upper() not in ours]


def _lines(path: Path, encoding: str) -> list[str]:
    try:
        return path.read_bytes().decode(encoding, errors="surrogateescape").splitlines()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise InstallationError(f"{path}: tidak dapat dibaca ({reason(error)}). Periksa izinnya.") from error
