"""What checking found, as text for people and as JSON for programs: pure functions of the results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from cascade_xl.checking import Checked
from cascade_xl.model import Finding, Severity, Status
from cascade_xl.rules.rule import Outcome, Report, Result


class Unreadable(NamedTuple):
    """A file that could not be read, and why."""

    file: str
    error: str


class Listed(NamedTuple):
    """What a report says of a checked file: without its document, so that thousands of files can be reported."""

    file: str
    source: str
    label: str
    opd: str
    template: str
    profile: str
    years: tuple[int, ...]
    nodes: int
    rows: int
    report: Report

    @classmethod
    def of(cls, checked: Checked) -> Listed:
        """The document may then go."""
        document = checked.document
        return cls(
            document.file,
            document.source,
            checked.label,
            document.identitas["opd"].text,
            document.template,
            checked.profile.nama,
            document.years,
            len(document.nodes),
            len(document.indicators),
            checked.report,
        )


Entry = Listed | Unreadable
_WORST = (Outcome.CRASHED, Outcome.FINDINGS, Outcome.CLEAN, Outcome.SKIPPED)


def exit_code(entries: Sequence[Entry]) -> int:
    """2 where a file could not be read or a rule crashed, 1 where a galat is open, else 0."""
    if any(isinstance(e, Unreadable) or e.report.crashed for e in entries):
        return 2
    return 1 if any(isinstance(e, Listed) and e.report.count(Severity.ERROR) for e in entries) else 0


def shown(report_findings: Iterable[Finding], limit: int) -> list[Finding]:
    """The first ``limit`` findings of each rule; all where the limit is 0."""
    seen: Counter[str] = Counter()
    found = []
    for finding in report_findings:
        seen[finding.rule] += 1
        if not limit or seen[finding.rule] <= limit:
            found.append(finding)
    return found


def as_text(entries: Sequence[Entry], limit: int) -> str:
    """The report that people read."""
    blocks = [_file_text(entry, limit) for entry in entries]
    checked = [entry for entry in entries if isinstance(entry, Listed)]
    if len(entries) > 1:
        unread = len(entries) - len(checked)
        blocks.append(
            f"{len(entries)} berkas: {_totals([f for e in checked for f in e.report.findings])}"
            + (f"; {unread} berkas tidak terbaca" if unread else "")
        )
    return "\n\n".join(blocks)


def _file_text(entry: Entry, limit: int) -> str:
    if isinstance(entry, Unreadable):
        return f"{entry.file}\n  TIDAK TERBACA: {entry.error}"
    report = entry.report
    lines = [entry.label + (f" — {entry.opd}" if entry.opd else "")]
    findings = report.findings
    totals = Counter(f.rule for f in findings)
    visible = shown(findings, limit)
    printed: Counter[str] = Counter()
    for finding in visible:
        printed[finding.rule] += 1
        lines += _finding_text(finding)
        if limit and printed[finding.rule] == limit < totals[finding.rule]:
            rest = totals[finding.rule] - limit
            lines.append(
                f"    … dan {rest} temuan {finding.rule} lagi dari {totals[finding.rule]} (--limit 0 menampilkan semua)"
            )
    by_outcome: dict[Outcome, list[Result]] = {outcome: [] for outcome in Outcome}
    for result in report.results:
        by_outcome[result.outcome].append(result)
    lines.append(f"  {_totals(findings)}.")
    lines.append(
        f"  Aturan: {len(by_outcome[Outcome.CLEAN])} bersih, {len(by_outcome[Outcome.FINDINGS])} dengan temuan, "
        f"{len(by_outcome[Outcome.SKIPPED])} dilewati, {len(by_outcome[Outcome.CRASHED])} gagal dijalankan."
    )
    lines += [f"    dilewati: {r.rule.name} ({r.reason})" for r in by_outcome[Outcome.SKIPPED]]
    lines += [f"    GAGAL: {r.rule.name} ({r.reason}). Mohon dilaporkan." for r in by_outcome[Outcome.CRASHED]]
    return "\n".join(lines)


def _finding_text(finding: Finding) -> list[str]:
    where = f"{finding.place.sheet}!{finding.place.cell}" if finding.place.cell else finding.place.sheet or "berkas"
    label = finding.severity.label if finding.status is Status.OPEN else "diterima"
    about = " ".join(part for part in (finding.node, finding.name) if part)
    if finding.indicator:
        about = f"{about} · {finding.indicator}" if about else finding.indicator
    year = f" [{finding.year}]" if finding.year else ""
    lines = [f"  {where}: {label} {finding.code} {finding.rule}{year}"]
    if about:
        lines.append(f"      {about}")
    expected = f" Seharusnya: {finding.expected}." if finding.expected else ""
    return [*lines, f"      {finding.message}{expected}", f"      → {finding.fix}"]


def _totals(findings: Iterable[Finding]) -> str:
    counts = Counter("diterima" if f.status is Status.ACCEPTED else f.severity.label for f in findings)
    return ", ".join(f"{counts[word]} {word}" for word in ("galat", "peringatan", "saran", "diterima"))


def as_json(entries: Sequence[Entry], limit: int) -> dict[str, Any]:
    """One object: ``files``, ``rules`` and ``findings``."""
    checked = [entry for entry in entries if isinstance(entry, Listed)]
    return {
        "files": [_file_json(entry) for entry in entries],
        "rules": _rules_json(checked),
        "findings": [
            {**_finding_json(f), **_source_json(entry)}
            for entry in checked
            for f in shown(entry.report.findings, limit)
        ],
    }


def _file_json(entry: Entry) -> dict[str, Any]:
    if isinstance(entry, Unreadable):
        return {"file": entry.file, "readable": False, "problem": entry.error}
    report = entry.report
    return {
        "file": entry.file,
        **_source_json(entry),
        "readable": True,
        "problem": None,
        "opd": entry.opd,
        "template": entry.template,
        "profile": entry.profile,
        "years": list(entry.years),
        "nodes": entry.nodes,
        "rows": entry.rows,
        **{severity.value: report.count(severity) for severity in Severity},
        "accepted": sum(report.count(severity, Status.ACCEPTED) for severity in Severity),
    }


def _source_json(entry: Listed) -> dict[str, str]:
    """Within a regency workbook, the file that it is about."""
    return {"source": entry.source} if entry.source else {}


def _rules_json(checked: Sequence[Listed]) -> list[dict[str, Any]]:
    found = []
    for results in zip(*(entry.report.results for entry in checked), strict=True):
        outcomes = {entry.label: result for entry, result in zip(checked, results, strict=True)}
        worst = min(results, key=lambda result: _WORST.index(result.outcome))
        findings = [f for result in results for f in result.findings]
        found.append(
            {
                "rule": worst.rule.name,
                "code": worst.rule.code,
                "severity": worst.rule.severity.value,
                "outcome": worst.outcome.value,
                "reason": worst.reason or None,
                "total": len(findings),
                "open": sum(f.status is Status.OPEN for f in findings),
                "accepted": sum(f.status is Status.ACCEPTED for f in findings),
                "files": {
                    file: {
                        "outcome": result.outcome.value,
                        "reason": result.reason or None,
                        "total": len(result.findings),
                    }
                    for file, result in outcomes.items()
                },
            }
        )
    return found


def _finding_json(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "code": finding.code,
        "severity": finding.severity.value,
        "status": finding.status.value,
        "file": finding.place.file,
        "sheet": finding.place.sheet,
        "cell": finding.place.cell,
        "node": finding.node,
        "name": finding.name,
        "indicator": finding.indicator,
        "year": finding.year,
        "found": finding.found,
        "expected": finding.expected,
        "message": finding.message,
        "fix": finding.fix,
    }
