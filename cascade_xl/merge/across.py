"""All files of a merge are checked across OPD: each gets what the others say against it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from cascade_xl.checking import Master, across
from cascade_xl.merge.compared import compared
from cascade_xl.merge.consolidate import Region
from cascade_xl.merge.source import MergeError, Source
from cascade_xl.rules.regency.engine import RegencyReport
from cascade_xl.rules.regency.regency import Expected
from cascade_xl.rules.rule import Outcome


def judged(
    sources: Iterable[Source], master: Master | None = None, expected: Sequence[Expected] | None = None
) -> Region:
    """The region of sources that are in memory, with the results across OPD behind their own. Raises `MergeError`."""
    given = list(sources)
    report = sound(across([source.office for source in given if source.office], master, expected))
    region = Region.of(
        source.judged(source.report.with_more(results)) for source, results in zip(given, report.offices, strict=True)
    )
    return replace(
        region,
        findings=tuple(report.findings),
        compared=compared(master, expected),
        notes=tuple(report.unused),
    )


def sound(report: RegencyReport) -> RegencyReport:
    """The report, if every rule came to an end. Raises `MergeError`."""
    refuse_crashed(result.rule.name for result in report.regency if result.outcome is Outcome.CRASHED)
    return report


def refuse_crashed(rules: Iterable[str]) -> None:
    """Raise `MergeError` if rules crashed: what they would have said is not known."""
    if crashed := sorted(set(rules)):
        raise MergeError(f"Aturan gagal dijalankan: {', '.join(crashed)}. Tidak ada yang ditulis. Mohon dilaporkan.")
