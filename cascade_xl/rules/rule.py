"""What a rule is, and how rules are run: four outcomes, of which a crash is never taken for clean.

A rule is a module of this package: its docstring is its public page (Indonesian: what, why, what to do, a sample that
passes and one that fails), and it says ``CODE``, ``SEVERITY``, ``SOURCE`` and ``check(book)``, which yields problems.
``skip(book)`` may say why the rule has nothing to look at. The engine, not the rule, stamps name, code, severity and
status on a finding.

Rules look at a `Book`, those of `cascade_xl.rules.regency` at a whole regency: a rule says so by its type.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any, Generic, NamedTuple, TypeVar

from cascade_xl.model import Exemption, Finding, Indicator, Node, Place, Severity, Status, Value
from cascade_xl.rules.book import Book
from cascade_xl.rules.exemptions import accept, naming

Subject = TypeVar("Subject")
"""What a rule looks at."""


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
    wording: str | None = None  # by default that of the indicator
    office: int | None = None  # in a check across OPD: whose it is, by position; None for the regency as a whole


class Outcome(StrEnum):
    """How a rule ended."""

    CLEAN = "clean"
    FINDINGS = "findings"
    SKIPPED = "skipped"
    CRASHED = "crashed"


class Rule(NamedTuple, Generic[Subject]):
    """One rule of a register."""

    name: str
    code: str
    severity: Severity
    source: str
    page: str
    check: Callable[[Subject], Iterable[Problem]]
    skip: Callable[[Subject], str | None]

    def __reduce__(self) -> tuple[Callable[[str], Rule[Any]], tuple[str]]:
        """A rule travels between processes by the name of its module."""
        return _of, (self.check.__module__,)

    @property
    def title(self) -> str:
        """The first line of the rule's page."""
        return self.page.partition("\n")[0]

    @property
    def words(self) -> frozenset[str]:
        """What *Pengecualian* may call the rule."""
        return frozenset((self.name, self.code))

    @classmethod
    def of(cls, module: ModuleType) -> Rule[Subject]:
        name = module.__name__.rpartition(".")[2].replace("_", "-")
        page = (module.__doc__ or "").strip()
        skip = getattr(module, "skip", _never)
        return cls(name, module.CODE, module.SEVERITY, module.SOURCE, page, module.check, skip)


@cache
def _of(module: str) -> Rule[Any]:
    return Rule.of(import_module(module))


def _never(subject: object) -> str | None:
    return None


class Result(NamedTuple):
    """How one rule ended on one document. ``reason`` explains a skip or a crash."""

    rule: Rule[Any]
    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    reason: str = ""

    def also(self, more: Result) -> Result:
        """Together with what the same rule said at another time."""
        ended = more if more.outcome in (Outcome.FINDINGS, Outcome.CRASHED) else self
        return ended._replace(findings=(*self.findings, *more.findings))


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

    def with_more(self, results: Iterable[Result]) -> Report:
        """The same with further results behind its own; those of a rule that it has join that rule's."""
        more = {result.rule.name: result for result in results}
        own = []
        for result in self.results:
            again = more.pop(result.rule.name, None)
            own.append(result.also(again) if again else result)
        return replace(self, results=(*own, *more.values()))

    def count(self, severity: Severity, status: Status = Status.OPEN) -> int:
        return sum(f.severity is severity and f.status is status for r in self.results for f in r.findings)


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Findings as people read them: the weightiest first, then by place."""
    return sorted(findings, key=lambda finding: finding.weight)


UNUSED_EXEMPTION = "pengecualian-tak-terpakai"


def check(book: Book, rules: Iterable[Rule[Book]], elsewhere: Iterable[Rule[Any]] = ()) -> Report:
    """Run rules over a document. Findings that *Pengecualian* names become accepted; the rule about unused exemptions
    runs last. ``elsewhere`` are rules that are run at another time: an exemption may name them, too."""
    exemptions = [e for e in book.document.exemptions if e.aturan.text]
    used: set[int] = set()
    results: dict[str, Result] = {}
    rules = tuple(rules)
    for rule in sorted(rules, key=lambda r: r.name == UNUSED_EXEMPTION):
        if rule.name == UNUSED_EXEMPTION:
            looked = [r.rule for r in results.values() if r.outcome in (Outcome.CLEAN, Outcome.FINDINGS)]
            ran = {word for r in looked for word in r.words}
            known = frozenset(word for r in (*rules, *elsewhere) for word in r.words)
            book = replace(book, options={"used": frozenset(used), "ran": frozenset(ran), "known": known})
        results[rule.name] = _run(rule, book, exemptions, used)
    return Report(book.document.file, tuple(results[rule.name] for rule in rules))


OFF = "dimatikan oleh profil"


def _run(rule: Rule[Book], book: Book, exemptions: Sequence[Exemption], used: set[int]) -> Result:
    severity = book.profile.severities.get(rule.name, rule.severity)
    if severity is None:
        return Result(rule, Outcome.SKIPPED, reason=OFF)
    outcome, reason, problems = look(rule, book)
    exempt = naming(rule.words, exemptions) if problems and rule.name != UNUSED_EXEMPTION else {}
    findings = tuple(accept(stamp(rule, severity, p), exempt, used) for p in problems)
    return Result(rule, outcome, findings, reason)


def look(rule: Rule[Subject], subject: Subject) -> tuple[Outcome, str, Sequence[Problem]]:
    """Let a rule look, whatever happens: how that ended, why where it needs a reason, and what it found."""
    try:
        if reason := rule.skip(subject):
            return Outcome.SKIPPED, reason, ()
        problems = list(rule.check(subject))
    except Exception as error:
        import traceback

        last = traceback.extract_tb(error.__traceback__)[-1]
        return Outcome.CRASHED, f"{type(error).__name__}: {error} ({last.name}, baris {last.lineno})", ()
    return (Outcome.FINDINGS if problems else Outcome.CLEAN), "", problems


def stamp(rule: Rule[Any], severity: Severity, problem: Problem) -> Finding:
    """A problem as a finding of this rule."""
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
        indicator=problem.wording if problem.wording is not None else row.indikator.text if row else "",
        year=problem.year,
        found=found,
        expected=problem.expected,
        message=problem.message,
        fix=problem.fix,
        cites=problem.cites.place if problem.cites else None,
    )
