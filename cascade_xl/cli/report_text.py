"""The report that people read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import IO

from cascade_xl.cli.report import ACCEPTED, Entry, Part, Unreadable, Whole, counted, shown
from cascade_xl.cli.spool import Spool
from cascade_xl.model import Finding, Severity, Status
from cascade_xl.rules.rule import Outcome, Result

_BETWEEN = "\n\n"
_WORDS = (*(severity.label for severity in Severity), ACCEPTED)


class TextReport(Whole):
    """One block for each file, then the sums of all."""

    def __init__(self) -> None:
        super().__init__()
        self._blocks = Spool()

    def _put(self, part: Part) -> None:
        self._blocks.add(part.about, _BETWEEN)

    def write(self, target: IO[str]) -> None:
        self._blocks.copy(target)
        if self.files > 1:
            unread = f"; {len(self.errors)} berkas tidak terbaca" if self.errors else ""
            target.write(f"{_BETWEEN}{self.files} berkas: {_totals(self.counts)}{unread}")
        target.write("\n")


def text_part(entry: Entry, limit: int) -> Part:
    """What people are told of an entry."""
    if isinstance(entry, Unreadable):
        return Part(entry.file, f"{entry.file}\n  TIDAK TERBACA: {entry.error}", {}, entry.error)
    report = entry.report
    lines = [entry.label + (f" — {entry.opd}" if entry.opd else "")]
    findings = report.findings
    totals = Counter(f.rule for f in findings)
    printed: Counter[str] = Counter()
    for finding in shown(findings, limit):
        printed[finding.rule] += 1
        lines += _finding(finding)
        if limit and printed[finding.rule] == limit < totals[finding.rule]:
            rest = totals[finding.rule] - limit
            lines.append(
                f"    … dan {rest} temuan {finding.rule} lagi dari {totals[finding.rule]} (--limit 0 menampilkan semua)"
            )
    by_outcome: dict[Outcome, list[Result]] = {outcome: [] for outcome in Outcome}
    for result in report.results:
        by_outcome[result.outcome].append(result)
    counts = counted(findings)
    lines.append(f"  {_totals(counts)}.")
    lines.append(
        f"  Aturan: {len(by_outcome[Outcome.CLEAN])} bersih, {len(by_outcome[Outcome.FINDINGS])} dengan temuan, "
        f"{len(by_outcome[Outcome.SKIPPED])} dilewati, {len(by_outcome[Outcome.CRASHED])} gagal dijalankan."
    )
    lines += [f"    dilewati: {r.rule.name} ({r.reason})" for r in by_outcome[Outcome.SKIPPED]]
    lines += [f"    GAGAL: {r.rule.name} ({r.reason}). Mohon dilaporkan." for r in by_outcome[Outcome.CRASHED]]
    return Part(entry.label, "\n".join(lines), counts, crashed=report.crashed)


def _finding(finding: Finding) -> list[str]:
    where = f"{finding.place.sheet}!{finding.place.cell}" if finding.place.cell else finding.place.sheet or "berkas"
    label = finding.severity.label if finding.status is Status.OPEN else ACCEPTED
    about = " ".join(part for part in (finding.node, finding.name) if part)
    if finding.indicator:
        about = f"{about} · {finding.indicator}" if about else finding.indicator
    year = f" [{finding.year}]" if finding.year else ""
    lines = [f"  {where}: {label} {finding.code} {finding.rule}{year}"]
    if about:
        lines.append(f"      {about}")
    expected = f" Seharusnya: {finding.expected}." if finding.expected else ""
    return [*lines, f"      {finding.message}{expected}", f"      → {finding.fix}"]


def _totals(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{counts.get(word, 0)} {word}" for word in _WORDS)
