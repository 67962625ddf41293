"""Ways from the regency workbook to the files that went into it."""

from __future__ import annotations

import os
from pathlib import Path

from cascade_xl.merge.cells import printable

_OPENED = (".xlsx", ".xlsm")


def opens(path: Path) -> bool:
    """Whether a spreadsheet opens a file."""
    return path.suffix.lower() in _OPENED


def way(path: Path, folder: Path | None) -> str:
    """How a link in a workbook of this folder names a file: by the way from there, so that both can be moved together.

    Absolute where there is no such way (another drive of Windows); empty for a file that a spreadsheet does not open,
    and where nobody knows the folder.
    """
    if folder is None or not opens(path):
        return ""
    try:
        found = os.path.relpath(path, folder)
    except ValueError:
        found = os.path.abspath(path)  # noqa: PTH100 – a link is followed, not resolved
    text = Path(found).as_posix()
    if printable(text) != text or "\n" in text:
        return ""
    return text.replace("%", "%25").replace("#", "%23")
