"""All files of a merge are checked across OPD: each gets what the others say against it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cascade_xl.checking import Master, across
from cascade_xl.merge.source import Source
from cascade_xl.rules.regency.engine import RegencyReport
from cascade_xl.rules.regency.regency import Expected


def judged(
    sources: Iterable[Source], master: Master | None = None, expected: Sequence[Expected] | None = None
) -> tuple[list[Source], RegencyReport]:
    """The sources with the results across OPD behind their own, and what is about none of them."""
    given = list(sources)
    report = across([source.office for source in given if source.office], master, expected)
    found = [
        source.judged(source.report.with_more(results)) for source, results in zip(given, report.offices, strict=True)
    ]
    return found, report
