"""Reading and checking: a file, or the cells of an open workbook, become documents with their reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cascade_xl.contract import Sheet
from cascade_xl.garbage import uncollected
from cascade_xl.model import Document
from cascade_xl.profile import Profile
from cascade_xl.read import read_any, read_document, read_documents
from cascade_xl.read.grid import Workbook
from cascade_xl.rules import RULES
from cascade_xl.rules.book import Book, Nomenclature
from cascade_xl.rules.rule import Outcome, Report, Result, Rule, check
from cascade_xl.text import fold

NOT_REPEATED = {
    "kolom-hilang": "the merged sheet has all columns; those that a file lacked are carried and not asked for",
    "kolom-ganda": "the second column of a heading is an office's own column there",
    "sel-di-luar-kolom": "a cell outside all columns is not merged",
    "sel-digabung": "the merge writes no merged cells below its headings",
    "baris-tersembunyi": "the merge hides no row, and an officer's filter hides many",
    "rumus-belum-dihitung": "a formula without a result is merged as its text, and judged as one",
}
"""Findings on *Matriks* that the check of an OPD's file makes and that of a regency workbook cannot repeat, since they
are about the file's own sheet. A merge leaves them out of the row's marks (they stand in its *Temuan*). The same holds
of ``nomenklatur-tidak-cocok`` where the later check names no national list, and of a text ``#REF!`` that somebody
typed: there it is an error of Excel's."""

_ELSEWHERE = (
    "templat-tidak-dikenal",
    "lembar-hilang",
    "identitas-belum-lengkap",
    "pohon-tanpa-cascading",
    "pengecualian-tak-terpakai",  # what an exemption covers may stand on a sheet that is not merged
)
_HERE = (Sheet.MATRIKS, Sheet.PENGECUALIAN)


@dataclass(frozen=True, slots=True)
class Checked:
    """One document that was read and checked: a file, or one file's part of a regency workbook."""

    document: Document
    profile: Profile
    report: Report

    @property
    def label(self) -> str:
        """How it is called: the file, and within a regency workbook the file that its rows came from."""
        return self.document.label


@uncollected
def check_file(
    path: Path, using: Profile | None = None, names: Nomenclature | None = None, label: str | None = None
) -> Checked:
    """Read one OPD's file and run every rule over it. Raises `cascade_xl.read.UnreadableError`."""
    return _checked(*read_document(path, using, label), names)


@uncollected
def check_workbook(
    workbook: Workbook, using: Profile | None = None, names: Nomenclature | None = None
) -> list[Checked]:
    """Check the cells of a workbook: one document of an OPD's, one for each merged file of a regency's.

    Raises `cascade_xl.read.UnreadableError`.
    """
    return [_checked(document, used, names) for document, used in read_documents(workbook, using)]


@uncollected
def check_any(
    path: Path, using: Profile | None = None, names: Nomenclature | None = None, label: str | None = None
) -> list[Checked]:
    """Check whatever a file holds. Raises `cascade_xl.read.UnreadableError`."""
    return [_checked(document, used, names) for document, used in read_any(path, using, label)]


def _checked(document: Document, profile: Profile, names: Nomenclature | None) -> Checked:
    rules = RULES if not document.source else [_skipped(rule) if rule.name in _ELSEWHERE else rule for rule in RULES]
    report = check(Book(document, profile, names), rules)
    if document.source:
        report = replace(report, results=_here(report.results))
    return Checked(document, profile, report)


def _skipped(rule: Rule) -> Rule:
    return rule._replace(skip=lambda _: "diperiksa pada berkas OPD, bukan pada hasil gabungan")


def _here(results: Sequence[Result]) -> tuple[Result, ...]:
    """The results of a part of a regency workbook, without findings about sheets that it does not hold."""
    sheets = {fold(sheet) for sheet in _HERE}
    found = []
    for result in results:
        findings = tuple(f for f in result.findings if fold(f.place.sheet) in sheets)
        emptied = result.outcome is Outcome.FINDINGS and not findings
        found.append(result._replace(findings=findings, outcome=Outcome.CLEAN if emptied else result.outcome))
    return tuple(found)
