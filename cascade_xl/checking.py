"""Reading and checking: a file, or the cells of an open workbook, become documents with their reports; several of them
are then checked across OPD."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cascade_xl.contract import Sheet
from cascade_xl.garbage import uncollected
from cascade_xl.model import Document
from cascade_xl.profile import Profile
from cascade_xl.read import Run, UnreadableError, read_document, read_file, read_run
from cascade_xl.read.grid import Workbook
from cascade_xl.rules import RULES
from cascade_xl.rules.book import Book, Nomenclature
from cascade_xl.rules.rule import Outcome, Report, Result, Rule, Subject, check
from cascade_xl.text import fold

if TYPE_CHECKING:  # one OPD's file needs nothing of these
    from cascade_xl.rules.regency.engine import RegencyReport
    from cascade_xl.rules.regency.office import Office
    from cascade_xl.rules.regency.regency import Expected, Regency

NOT_REPEATED = {
    "kolom-hilang": "the merged sheet has all columns; those that a file lacked are carried and not asked for",
    "kolom-ganda": "the second column of a heading is an office's own column there",
    "sel-di-luar-kolom": "a cell outside all columns is not merged",
    "sel-digabung": "the merge writes no merged cells below its headings",
    "baris-tersembunyi": "the merge hides no row, and an officer's filter hides many",
    "rumus-belum-dihitung": "a formula without a result is merged as its text, and judged as one",
    "sasaran-tanpa-pengampu": "it is about the regency, and belongs to no file's rows",
    "jumlah-daerah-tidak-sama": "it is about the regency, and belongs to no file's rows",
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
    "opd-ganda",
    "opd-belum-menyerahkan",
    "opd-tidak-dikenal",
    "periode-berbeda",
    "templat-berbeda",
)
_NOT_HERE = "diperiksa pada berkas OPD, bukan pada hasil gabungan"
_HERE = (Sheet.MATRIKS, Sheet.PENGECUALIAN)


@dataclass(frozen=True, slots=True)
class Checked:
    """One document that was read and checked: a file, or one file's part of a regency workbook. The book keeps what the
    rules worked out."""

    book: Book
    report: Report

    @classmethod
    def by_no_rule(cls, document: Document, profile: Profile) -> Checked:
        """A document that only has to be laid out."""
        return cls(Book(document, profile), Report(document.file, ()))

    @property
    def document(self) -> Document:
        return self.book.document

    @property
    def profile(self) -> Profile:
        return self.book.profile

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
    """Check the cells of a workbook: one document of an OPD's, one for each merged file of a regency's, these also
    across OPD.

    Raises `cascade_xl.read.UnreadableError`.
    """
    return _together(read_run(workbook, using), names)


@uncollected
def check_any(
    path: Path, using: Profile | None = None, names: Nomenclature | None = None, label: str | None = None
) -> list[Checked]:
    """Check whatever a file holds, a regency's workbook also across OPD. Raises `cascade_xl.read.UnreadableError`."""
    return _together(read_file(path, using, label), names)


class Master(NamedTuple):
    """The RPJMD as Bappeda holds it: what stands in it is right."""

    document: Document
    profile: Profile

    @property
    def record(self) -> Office:
        """What the files are compared with."""
        from cascade_xl.rules.regency.record import office

        return office(Book(self.document, self.profile))


class Together(NamedTuple):
    """Documents that were also checked across OPD. ``regency`` has what is about none of them."""

    offices: list[Checked]
    regency: RegencyReport


@uncollected
def check_together(
    checks: Sequence[Checked], master: Master | None = None, expected: Sequence[Expected] | None = None
) -> Together:
    """Append to the report of each document what is found across all of them: ``expected`` is the list of OPD that must
    hand in a file."""
    from cascade_xl.rules.regency.engine import check_offices

    rules = _rules(_across(), any(checked.document.source for checked in checks))
    top = master.record if master else None
    report = check_offices([record(checked) for checked in checks], rules, top, expected)
    found = [
        replace(checked, report=checked.report.with_more(_parts(checked.document, results)))
        for checked, results in zip(checks, report.offices, strict=True)
    ]
    return Together(found, report)


@uncollected
def across(
    offices: Sequence[Office], master: Master | None = None, expected: Sequence[Expected] | None = None
) -> RegencyReport:
    """Run every rule across OPD over the records of a run."""
    from cascade_xl.rules.regency.engine import check_offices

    return check_offices(offices, _across(), master.record if master else None, expected)


@uncollected
def record(checked: Checked) -> Office:
    """What the rules across OPD need of a document; the document itself may then go."""
    from cascade_xl.rules.regency.record import office

    return office(checked.book)


def read_master(path: Path, using: Profile | None = None) -> Master:
    """The RPJMD from a workbook or JSON. Raises `cascade_xl.read.UnreadableError`."""
    found = Master(*read_document(path, using))
    if not found.record.statements:
        raise UnreadableError(
            f"{path.name}: lembar Matriks tidak memuat visi, misi, tujuan atau sasaran daerah. Isi dahulu, lalu ulangi."
        )
    return found


def _together(run: Run, names: Nomenclature | None) -> list[Checked]:
    checks = [_checked(document, used, names) for document, used in run.documents]
    if not any(checked.document.source for checked in checks):
        return checks
    return check_together(checks, Master(*run.master) if run.master else None, run.expected).offices


def _parts(document: Document, results: Sequence[Result]) -> Sequence[Result]:
    """Results across OPD, where the document is a part of a regency workbook without those that it cannot repeat."""
    return _here(results) if document.source else results


def _checked(document: Document, profile: Profile, names: Nomenclature | None) -> Checked:
    rules = _rules(RULES, bool(document.source))
    book = Book(document, profile, names)
    report = check(book, rules, elsewhere=_across() if document.exemptions else ())
    if document.source:
        report = replace(report, results=_here(report.results))
    return Checked(book, report)


def _across() -> Sequence[Rule[Regency]]:
    """The rules across OPD, which an exemption may name."""
    from cascade_xl.rules.regency import REGENCY_RULES

    return REGENCY_RULES


def _rules(every: Sequence[Rule[Subject]], merged: bool) -> Sequence[Rule[Subject]]:
    """The rules, for a regency workbook without those that it cannot repeat."""
    return [_skipped(rule) if rule.name in _ELSEWHERE else rule for rule in every] if merged else every


def _skipped(rule: Rule[Subject]) -> Rule[Subject]:
    return rule._replace(skip=lambda _: _NOT_HERE)


def _here(results: Sequence[Result]) -> tuple[Result, ...]:
    """The results of a part of a regency workbook, without findings about sheets that it does not hold."""
    sheets = {fold(sheet) for sheet in _HERE}
    found = []
    for result in results:
        findings = tuple(f for f in result.findings if fold(f.place.sheet) in sheets)
        emptied = result.outcome is Outcome.FINDINGS and not findings
        found.append(result._replace(findings=findings, outcome=Outcome.CLEAN if emptied else result.outcome))
    return tuple(found)
