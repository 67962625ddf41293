"""Builds what ``workbook_templates`` ships: ``uv run python -m tests.examples`` after a change of the template.

Most tests take the same documents with few ready rows: applications open those in a fifth of the time.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from cascade_xl.contract import DEFAULT_PROFILE
from cascade_xl.model import Document
from cascade_xl.profile import Profile
from cascade_xl.read import read_document
from cascade_xl.resources import TEMPLATES, example_names, profile
from cascade_xl.write import build
from cascade_xl.write.canonical import to_json

BLANK = TEMPLATES / f"templat-{DEFAULT_PROFILE}.xlsx"

_SPARE = 20  # ready rows below those of the document


@cache
def small(name: str) -> bytes:
    """An example as it ships, but for most of its thousand ready rows."""
    document, used = read_document(TEMPLATES / "examples" / f"{name}.json")
    return build(used, document, rows=len(document.indicators) + _SPARE)


def small_file(name: str, folder: Path) -> Path:
    """The same as a file, under the name that it ships by."""
    path = folder / f"{name}.xlsx"
    path.write_bytes(small(name))
    return path


def canonical_text(document: Document, used: Profile) -> str:
    """A document as its JSON file reads."""
    return json.dumps(to_json(document, used), ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Normalise the JSON, build the workbooks and the blank template."""
    for name in example_names():
        source = TEMPLATES / "examples" / f"{name}.json"
        document, used = read_document(source)
        source.write_text(canonical_text(document, used), encoding="utf-8")
        source.with_suffix(".xlsx").write_bytes(build(used, document))
    BLANK.write_bytes(build(profile()))


if __name__ == "__main__":
    main()
