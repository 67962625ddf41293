"""frictionless, its schema only: ``frictionless_check.py FOLDER`` says how many errors it found."""

import sys
from pathlib import Path

from frictionless import Dialect, Resource, Schema, formats, system, validate

_JENJANG = ["Visi", "Misi", "Tujuan", "Sasaran", "Tujuan PD", "Sasaran PD", "Program", "Kegiatan", "Sub Kegiatan"]
_DIALECT = Dialect(header_rows=[5], controls=[formats.ExcelControl(sheet="Matriks", stringified=True)])
_ENUMS = {"Jenjang": _JENJANG, "Arah": ["Positif", "Negatif"]}


def schema(headings: list[str]) -> Schema:
    """A text for each column, with what a vocabulary or a target may say."""
    fields = []
    for heading in headings:
        constraints: dict[str, object] = {}
        if heading in _ENUMS:
            constraints["enum"] = _ENUMS[heading]
        if heading.startswith("Target 20"):
            constraints["pattern"] = r"[\d.,\s%-]+( \w+)?"
        fields.append({"name": heading, "type": "string", "constraints": constraints})
    return Schema.from_descriptor({"fields": fields})


def errors(path: Path, wanted: Schema) -> int:
    resource = Resource(path=str(path), dialect=_DIALECT, schema=wanted)
    report = validate(resource, skip_errors=["blank-row"])
    if report.errors:
        raise SystemExit(f"{path}: {report.errors[0].message}")
    return sum(task.stats["errors"] or 0 for task in report.tasks)


def main() -> None:
    paths = sorted(Path(sys.argv[1]).glob("*.xlsx"))
    with system.use_context(trusted=True):
        with Resource(path=str(paths[0]), dialect=_DIALECT) as opened:
            wanted = schema(list(opened.header))
        found = sum(errors(path, wanted) for path in paths)
    sys.stdout.write(f"{found}\n")


if __name__ == "__main__":
    main()
