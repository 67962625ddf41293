"""Builds what ``workbook_templates`` ships: ``uv run python -m tests.examples`` after a change of the template."""

from __future__ import annotations

import json

from cascade_xl.contract import DEFAULT_PROFILE
from cascade_xl.model import Document
from cascade_xl.profile import Profile
from cascade_xl.read import read_document
from cascade_xl.resources import TEMPLATES, example_names, profile
from cascade_xl.write import build
from cascade_xl.write.canonical import to_json

BLANK = TEMPLATES / f"templat-{DEFAULT_PROFILE}.xlsx"


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
