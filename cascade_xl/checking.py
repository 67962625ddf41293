"""Reading and checking one file: a pure function from a path to its document and report."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cascade_xl.model import Document
from cascade_xl.profile import Profile
from cascade_xl.read import read_document, read_grid
from cascade_xl.read.grid import Workbook
from cascade_xl.rules import RULES
from cascade_xl.rules.book import Book, Nomenclature
from cascade_xl.rules.rule import Report, check


@dataclass(frozen=True, slots=True)
class Checked:
    """One file that was read and checked."""

    path: Path
    document: Document
    profile: Profile
    report: Report


def check_file(
    path: Path, using: Profile | None = None, names: Nomenclature | None = None, label: str | None = None
) -> Checked:
    """Read a file and run every rule over it. Raises `cascade_xl.read.UnreadableError`."""
    document, used = read_document(path, using, label)
    return Checked(path, document, used, check(Book(document, used, names), RULES))


def check_workbook(
    workbook: Workbook, using: Profile | None = None, names: Nomenclature | None = None
) -> list[Checked]:
    """Check a workbook whose cells were read. Raises `cascade_xl.read.UnreadableError`."""
    document, used = read_grid(workbook, using)
    return [Checked(Path(workbook.file), document, used, check(Book(document, used, names), RULES))]
