"""The report that programs read: one object with ``files``, ``rules`` and ``findings``."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any

from cascade_xl.cli.report import Ended, Entry, Listed, Part, Unreadable, Whole, counted, shown
from cascade_xl.cli.spool import Spool
from cascade_xl.model import Finding, Severity, Status
from cascade_xl.rules.rule import Outcome

_WORST = (Outcome.CRASHED, Outcome.FINDINGS, Outcome.CLEAN, Outcome.SKIPPED)
_BETWEEN = ",\n  "
_Flat = Mapping[str, str | int | bool | None]
_Way = tuple[Outcome, str, int]
"""Outcome, reason, and how many findings: most files end a rule in one of few ways."""


class JsonReport(Whole):
    """The lists grow beside each other, and are put together at the end."""

    def __init__(self) -> None:
        super().__init__()
        self._about = Spool()
        self._findings = Spool()
        self._labels: list[str] = []
        self._rules: dict[str, _Rule] = {}
        self._ways: dict[_Way, int] = {}

    def _put(self, part: Part) -> None:
        self._about.add(part.about, _BETWEEN)
        for finding in part.findings:
            self._findings.add(finding, _BETWEEN)
        if part.error:
            return
        for ended in part.ended:
            way = self._ways.setdefault((ended.outcome, ended.reason, ended.total), len(self._ways) + 1)
            self._rules.setdefault(ended.name, _Rule(ended)).add(ended, len(self._labels), way)
        self._labels.append(part.label)

    def write(self, target: IO[str]) -> None:
        target.write('{\n "files": ')
        _list(self._about, target)
        target.write(',\n "rules": ')
        rules, ways = Spool(), list(self._ways)
        for rule in self._rules.values():
            between = _BETWEEN
            for piece in rule.told(self._labels, ways):
                rules.add(piece, between)
                between = ""
        _list(rules, target)
        target.write(',\n "findings": ')
        _list(self._findings, target)
        target.write("\n}\n")


class _Rule:
    """How a rule ended on the files so far: as the first of the worst did, and on each by the number of the way; 0
    where it was not run."""

    def __init__(self, first: Ended) -> None:
        self._worst = first
        self._total = self._open = 0
        self._ways = array("L")

    def add(self, ended: Ended, file: int, way: int) -> None:
        self._worst = min(self._worst, ended, key=lambda one: _WORST.index(one.outcome))
        self._total += ended.total
        self._open += ended.open
        self._ways.extend([0] * (file - len(self._ways)))
        self._ways.append(way)

    def told(self, labels: Sequence[str], ways: Sequence[_Way]) -> Iterator[str]:
        """Its object, which has one of each file, piece by piece."""
        worst = self._worst
        head: _Flat = {
            "rule": worst.name,
            "code": worst.code,
            "severity": worst.severity.value,
            "outcome": worst.outcome.value,
            "reason": worst.reason or None,
            "total": self._total,
            "open": self._open,
            "accepted": self._total - self._open,
        }
        yield _object(head, 2).removesuffix("\n  }")
        lead = ',\n   "files": {'
        of_files = {label: way for label, way in zip(labels, self._ways, strict=False) if way}
        for label, number in of_files.items():
            outcome, reason, total = ways[number - 1]
            way: _Flat = {"outcome": outcome.value, "reason": reason or None, "total": total}
            yield f"{lead}\n    {json.dumps(label, ensure_ascii=False)}: {_object(way, 4)}"
            lead = ","
        yield "\n   }\n  }"


def json_part(entry: Entry, limit: int) -> Part:
    """What programs are told of an entry."""
    if isinstance(entry, Unreadable):
        about: _Flat = {"file": entry.file, "readable": False, "problem": entry.error}
        return Part(entry.file, _object(about, 2), {}, entry.error)
    report, source = entry.report, _source(entry)
    return Part(
        entry.label,
        _shifted(_file(entry), 2),
        counted(report.findings),
        crashed=report.crashed,
        findings=[_object({**_finding(f), **source}, 2) for f in shown(report.findings, limit)],
        ended=[
            Ended(*rule[:3], outcome, reason, len(found), sum(f.status is Status.OPEN for f in found))
            for rule, outcome, found, reason in report.results
        ],
    )


def _file(entry: Listed) -> dict[str, Any]:
    report = entry.report
    return {
        "file": entry.file,
        **_source(entry),
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


def _source(entry: Listed) -> dict[str, str]:
    """Within a regency workbook, the file that it is about."""
    return {"source": entry.source} if entry.source else {}


def _finding(finding: Finding) -> dict[str, str | int | None]:
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


def _list(items: Spool, target: IO[str]) -> None:
    """Items that stand two blanks from the edge, as a list."""
    if items.blank:
        target.write("[]")
        return
    target.write("[\n  ")
    items.copy(target)
    target.write("\n ]")


def _shifted(thing: object, depth: int) -> str:
    """JSON with lines that stand so many blanks from the edge; within a text no line ends."""
    return json.dumps(thing, ensure_ascii=False, indent=1).replace("\n", "\n" + " " * depth)


_FLAT = {
    depth: json.JSONEncoder(ensure_ascii=False, separators=(",\n" + " " * (depth + 1), ": ")).encode for depth in (2, 4)
}


def _object(flat: _Flat, depth: int) -> str:
    """The same of an object that holds no other, ten times as fast: json.dumps forgoes its C code for the lines."""
    inside = _FLAT[depth](flat)
    return "{\n" + " " * (depth + 1) + inside[1:-1] + "\n" + " " * depth + "}"
