"""What a rule is, and how rules are run: four outcomes, of which a crash is never taken for clean.

A rule is a module of this package: its docstring is its public page (Indonesian: what, why, what to do, a sample that
passes and one that
fails), and it says ``CODE``, ``SEVERITY``, ``SOURCE`` and ``check(book)``, which yields problems. ``skip(book)`` may
say why the rule has
nothing to look at. The engine, not the rule, stamps name, code, severity and status on a finding.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import NamedTuple

from cascade_xl.model import Exemption, Finding, Indicator, Node, Place, Severity, Status, Value
from cascade_xl.rules.book import Book
from cascade_xl.text import fold


class Problem(NamedTuple):
    """What a rule found: where, and what to say. ``message`` tells what is wrong, ``fix`` what to do next."""

    at: Value | Place
    message: str
    fix: str
    node: Node | None = None
    indicator: Indicator | None = None
    year: int | None = None
    found: str | None = None  # as written; by default the raw text at the place
    expected: str | None = None
    kode: str | None = None  # by default the node's, or that of the row in Indikator Kunci
    name: str | None = None  # by default the node's uraian
    cites: Value | None = None  # the other cell whose address the message names


class Outcome(StrEnum):
    """How a rule ended."""

    CLEAN = "clean"
    FINDINGS = "findings"
    SKIPPED = "skipped"
    CRASHED = "crashed"


class Rule(NamedTuple):
    """One rule of the register."""

    name: str
    code: str
    severity: Severity
    source: str
    page: str
    check: Callable[[Book], Iterable[Problem]]
    skip: Callable[[Book], str | None]

    def __reduce__(self) -> tuple[Callable[[str], Rule], tuple[str]]:
        """A rule travels between processes by the name of its module."""
        return _of, (self.check.__module__,)

    @property
    def title(self) -> str:
        """The first line of the rule's page."""
        return self.page.partition("\n")[0]

    @classmethod
    def of(cls, module: ModuleType) -> Rule:
        name = module.__name__.rpartition(".")[2].replace("_", "-")
        page = (module.__doc__ or "").strip()
        return cls(
            name, module.CODE, module.SEVERITY, module.SOURCE, page, module.check, getattr(module, "skip", _never)
        )


@cache
def _of(module: str) -> Rule:
    return Rule.of(import_module(module))


def _never(book: Book) -> str | None:
    return None


class Result(NamedTuple):
    """How one rule ended on one document. ``reason`` explains a skip or a crash."""

    rule: Rule
    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """All results on one document, in the register's order."""

    file: str
    results: tuple[Result, ...]

    @property
    def findings(self) -> Sequence[Finding]:
        """All findings, the weightiest first, then by place."""
        return ordered(f for r in self.results for f in r.findings)

    @property
    def crashed(self) -> bool:
        return any(r.outcome is Outcome.CRASHED for r in self.results)

    def count(self, severity: Severity, status: Status = Status.OPEN) -> int:
        return sum(f.severity is severity and f.status is status for r in self.results for f in r.findings)


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Findings as people read them: the weightiest first, then by place."""
    return sorted(findings, key=lambda finding: finding.weight)


UNUSED_EXEMPTION = "pengecualian-tak-terpakai"


def check(book: Book, rules: Iterable[Rule]) -> Report:
    """Run rules over a document. Findings that *Pengecualian* names become accepted; the rule about unused exemptions
    runs last."""
    exemptions = [e for e in book.document.exemptions if e.aturan.text]
    used: set[int] = set()
    results: dict[str, Result] = {}
    rules = tuple(rules)
    for rule in sorted(rules, key=lambda r: r.name == UNUSED_EXEMPTION):
        if rule.name == UNUSED_EXEMPTION:
            looked = [r.rule for r in results.values() if r.outcome in (Outcome.CLEAN, Outcome.FINDINGS)]
            ran = {word for r in looked for word in (r.name, r.code)}
            known = frozenset(word for r in rules for word in (r.name, r.code))
            book = replace(book, options={"used": frozenset(used), "ran": frozenset(ran), "known": known})
        results[rule.name] = _run(rule, book, exemptions, used)
    return Report(book.document.file, tuple(results[rule.name] for rule in rules))


def _run(rule: Rule, book: Book, exemptions: Sequence[Exemption], used: set[int]) -> Result:
    severity = book.profile.severities.get(rule.name, rule.severity)
    if severity is None:
        return Result(rule, Outcome.SKIPPED, reason="dimatikan oleh profil")
    try:
        if reason := rule.skip(book):
            return Result(rule, Outcome.SKIPPED, reason=reason)
        problems = list(rule.check(book))
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        return Result(
            rule, Outcome.CRASHED, reason=f"{type(error).__name__}: {error} ({last.name}, baris {last.lineno})"
        )
    findings = tuple(_accept(_finding(rule, severity, p), exemptions, used) for p in problems)
    return Result(rule, Outcome.FINDINGS if findings else Outcome.CLEAN, findings)


def _finding(rule: Rule, severity: Severity, problem: Problem) -> Finding:
    at, row = problem.at, problem.indicator
    node = problem.node or (row.node if row else None)
    kode = problem.kode if problem.kode is not None else node.kode.text if node else row.kode.text if row else ""
    name = problem.name if problem.name is not None else node.uraian.text if node else row.kelompok.text if row else ""
    found = problem.found if problem.found is not None else at.raw if isinstance(at, Value) else ""
    return Finding(
        rule=rule.name,
        code=rule.code,
        severity=severity,
        status=Status.OPEN,
        place=at.place if isinstance(at, Value) else at,
        node=kode,
        name=name,
        indicator=row.indikator.text if row else "",
        year=problem.year,
        found=found,
        expected=problem.expected,
        message=problem.message,
        fix=problem.fix,
        cites=problem.cites.place if problem.cites else None,
    )


def _accept(finding: Finding, exemptions: Sequence[Exemption], used: set[int]) -> Finding:
    for exemption in exemptions:
        if covers(exemption, finding):
            used.add(id(exemption))
            if finding.status is Status.OPEN:
                reason = exemption.alasan.text
                fix = f"Tidak perlu tindakan; diterima dengan alasan: {reason.rstrip('.')}."
                finding = finding._replace(status=Status.ACCEPTED, reason=reason, fix=fix)
    return finding


def covers(exemption: Exemption, finding: Finding) -> bool:
    """Whether a row of *Pengecualian* names this finding: by rule name or number, kode, and year (blank: any year)."""
    if finding.rule == UNUSED_EXEMPTION or not exemption.alasan.text:
        return False
    rule = fold(exemption.aturan.text) in (fold(finding.rule), fold(finding.code))
    year = not exemption.tahun.text or exemption.tahun.text == str(finding.year or "")
    return rule and exemption.kode.text == finding.node and year
