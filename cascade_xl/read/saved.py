"""When a file was last saved: as Excel writes into it, since copying and mailing change the date of the file itself."""

from __future__ import annotations

import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from cascade_xl import parts

_PROPERTIES = "docProps/core.xml"
_LARGEST = 1 << 16
_MODIFIED = re.compile(rb"<[\w:]*modified\b[^>]*>\s*([^<]+?)\s*<")


def saved(path: Path) -> datetime:
    """The moment in UTC: of the document's properties, else of the file. Raises `OSError`."""
    return _stated(path) or datetime.fromtimestamp(int(path.stat().st_mtime), UTC)


def _stated(path: Path) -> datetime | None:
    try:
        with zipfile.ZipFile(path) as archive, archive.open(_PROPERTIES) as part:
            found = _MODIFIED.search(part.read(_LARGEST))
        moment = datetime.fromisoformat(found[1].decode("ascii")) if found else None
    except (*parts.DAMAGED, zipfile.BadZipFile):
        return None
    if moment is None:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
