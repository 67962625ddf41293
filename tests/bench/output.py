"""Our own output as the floor needs it: its parts, inflated, and the level at which they were deflated."""

from __future__ import annotations

import shutil
import zipfile
import zlib
from pathlib import Path


def take_apart(package: Path, folder: Path, level_file: Path) -> None:
    """Write the parts of a package, and the level, into files."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    with zipfile.ZipFile(package) as archive:
        for number, info in enumerate(archive.infolist()):
            (folder / f"{number:04d}").write_bytes(archive.read(info))
        level_file.write_text(str(level(archive)), encoding="utf-8")


def level(archive: zipfile.ZipFile) -> int:
    """The level whose result for the largest part comes nearest in size: a zip does not say it."""
    largest = max(archive.infolist(), key=lambda info: info.file_size)
    data = archive.read(largest)
    return min(range(1, 10), key=lambda at: abs(len(zlib.compress(data, at)) - largest.compress_size))
