"""Running the rules across OPD: each office gets its own results, and what is about no office stands apart.

The order in which offices come changes nothing: they are looked at by their names.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from cascade_xl.model import Finding, Severity
from cascade_xl.rules import pengecualian_tak_terpakai
from cascade_xl.rules.exemptions import accept, naming
from cascade_xl.rules.regency.names import Government, governments
from cascade_xl.rules.regency.office import Office
from cascade_xl.rules.regency.regency import Expected, Regency
from cascade_xl.rules.rule import OFF, Outcome, Problem, Result, Rule, look, ordered, stamp
from cascade_xl.text import fold

_IDLE: Rule[Any] = Rule.of(pengecualian_tak_terpakai)


@dataclass(frozen=True, slots=True)
class RegencyReport:
    """``offices`` holds for each office, in the order given, one result per rule, and one about its exemptions of these
    rules; ``regency`` holds one result per rule and government, with the findings about no office."""

    offices: tuple[tuple[Result, ...], ...]
    regency: tuple[Result, ...]
    unused: tuple[str, ...] = ()
    """Sentences for the officer: why the master or the list could not be used."""

    @property
    def findings(self) -> Sequence[Finding]:
        """The findings about no office."""
        return ordered(finding for result in self.regency for finding in result.findings)

    @property
    def crashed(self) -> bool:
        return any(result.outcome is Outcome.CRASHED for result in self.regency)


def check_offices(
    offices: Sequence[Office],
    rules: Iterable[Rule[Regency]],
    master: Office | None = None,
    expected: Sequence[Expected] | None = None,
) -> RegencyReport:
    """Run the rules over the offices of a run, those of each government by themselves.

    A master and a list of OPD are one government's: the master says which; without one they are of the only one there.
    """
    rules = tuple(rules)
    found: list[tuple[Result, ...]] = [()] * len(offices)
    about_none: list[Result] = []
    compared: set[tuple[bool, bool]] = set()
    for positions, theirs in _regencies(offices, master, expected):  # one by one: each is as large as its files
        compared.add((theirs.master is not None, bool(theirs.expected)))
        report = check_regency(theirs, rules)
        about_none += report.regency
        for position, results in zip(positions, report.offices, strict=True):
            found[position] = results
    return RegencyReport(tuple(found), tuple(about_none), tuple(_unused(compared, master, expected)))


def _unused(
    compared: Iterable[tuple[bool, bool]], master: Office | None, expected: Sequence[Expected] | None
) -> Iterator[str]:
    """``compared`` says of the governments whether they were compared with the master, and with the list."""
    every = list(compared)
    if master is not None and every and not any(with_master for with_master, _ in every):
        yield f"RPJMD {master.file} milik {master.pemerintah}, dan tidak ada berkas dari sana: RPJMD itu tidak dipakai."
    if expected is not None and every and not any(with_list for _, with_list in every):
        yield (
            "Daftar OPD tidak dipakai: berkasnya dari beberapa pemerintah daerah, atau bukan dari pemilik RPJMD. "
            "Periksa satu pemerintah daerah sekali jalan."
        )


def check_regency(regency: Regency, rules: Iterable[Rule[Regency]]) -> RegencyReport:
    """Run the rules over one government's offices."""
    order = sorted(range(len(regency.offices)), key=lambda position: _order(regency.offices[position]))
    offices = [regency.offices[position] for position in order]
    regency = replace(regency, offices=tuple(offices))
    used: set[int] = set()
    rows = [_run(rule, regency, used) for rule in rules]
    by_office: list[tuple[Result, ...]] = [()] * len(offices)
    for number, position in enumerate(order):
        results = [row.offices[number] for row in rows]
        by_office[position] = (*results, _idle(regency, offices[number], results, used))
    return RegencyReport(tuple(by_office), tuple(row.regency for row in rows))


def _order(office: Office) -> tuple[str, ...]:
    return fold(office.opd.text), office.opd.text, office.file.casefold(), office.file


class _Row(NamedTuple):
    """How one rule ended for each office and for the regency as a whole."""

    offices: list[Result]
    regency: Result


def _run(rule: Rule[Regency], regency: Regency, used: set[int]) -> _Row:
    outcome, reason, problems = look(rule, regency)
    if outcome in (Outcome.SKIPPED, Outcome.CRASHED):
        result = Result(rule, outcome, reason=reason)
        return _Row([result] * len(regency.offices), result)
    by_office: dict[int | None, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_office[problem.office].append(problem)
    results, clean = [], _result(rule, ())
    for position, office in enumerate(regency.offices):
        severity = office.severities.get(rule.name, rule.severity)
        if severity is None:
            results.append(Result(rule, Outcome.SKIPPED, reason=OFF))
            continue
        if position not in by_office:
            results.append(clean)  # one for all
            continue
        exempt = naming(rule.words, office.exemptions)
        stamped = (stamp(rule, severity, p) for p in by_office[position])
        results.append(_result(rule, [accept(finding, exempt, used) for finding in stamped]))
    severity = _severity(rule, regency)
    if severity is None:
        return _Row(results, Result(rule, Outcome.SKIPPED, reason=OFF))
    return _Row(results, _result(rule, [stamp(rule, severity, p) for p in by_office[None]]))


def _idle(regency: Regency, office: Office, results: Iterable[Result], used: set[int]) -> Result:
    """The office's exemptions that covered nothing. What they cover may be about a file that is not there yet: they are
    judged where all are known to be."""
    severity = office.severities.get(_IDLE.name, _IDLE.severity)
    if severity is None or regency.incomplete:
        return Result(_IDLE, Outcome.SKIPPED, reason=OFF if severity is None else regency.incomplete or "")
    ended = [result.rule for result in results if result.outcome in (Outcome.CLEAN, Outcome.FINDINGS)]
    ran = {word for rule in ended for word in rule.words}
    problems = pengecualian_tak_terpakai.idle(office.exemptions, ran, used)
    return _result(_IDLE, [stamp(_IDLE, severity, problem) for problem in problems])


def _result(rule: Rule[Regency], findings: Sequence[Finding]) -> Result:
    return Result(rule, Outcome.FINDINGS if findings else Outcome.CLEAN, tuple(findings))


def _severity(rule: Rule[Regency], regency: Regency) -> Severity | None:
    """How much a finding about no office weighs: by the master's profile, else by that of most offices."""
    if regency.master is not None:
        return regency.master.severities.get(rule.name, rule.severity)
    said = Counter(office.severities.get(rule.name, rule.severity) for office in regency.offices)
    return max(said, key=lambda severity: (said[severity], str(severity)), default=rule.severity)


def _regencies(
    offices: Sequence[Office], master: Office | None, expected: Sequence[Expected] | None
) -> Iterator[tuple[tuple[int, ...], Regency]]:
    every = governments([*(office.pemerintah for office in offices), *((master.pemerintah,) if master else ())])
    owner = every.pop() if master else None
    by_government: dict[Government, list[int]] = {}
    for position, of in enumerate(every):
        by_government.setdefault(of, []).append(position)
    only = len(by_government) == 1
    for of, positions in sorted(by_government.items()):
        theirs = tuple(offices[position] for position in positions)
        masters = master if owner == of or (only and owner is not None and not owner.place) else None
        listed = expected is not None and (only if owner is None or not owner.place else owner == of)
        yield tuple(positions), Regency(theirs, masters, tuple(expected) if expected is not None and listed else None)
