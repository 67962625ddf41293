"""The pages of the rules across OPD are run, as those of the others: several offices in a sample."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from cascade_xl.rules import RULES, regency
from cascade_xl.rules.regency import REGENCY_RULES
from cascade_xl.rules.regency.engine import check_offices
from cascade_xl.rules.regency.record import office
from cascade_xl.rules.regency.regency import Regency
from cascade_xl.rules.rule import Outcome, Result, Rule
from tests import samples
from tests.rules.test_samples import FAILING, PASSING, blocks


def results(rule: Rule[Regency], text: str) -> list[Result]:
    """How a rule ended on a sample: for each office, and for none."""
    books, master, expected = samples.regency(text)
    offices = [office(book) for book in books]
    report = check_offices(offices, REGENCY_RULES, office(master) if master else None, expected)
    return [r for found in (*report.offices, report.regency) for r in found if r.rule.name == rule.name]


@pytest.mark.parametrize("rule", REGENCY_RULES, ids=lambda rule: rule.name)
def test_page_is_complete(rule: Rule[Regency]) -> None:
    assert rule.title.endswith("."), "the first line is a sentence"
    assert re.fullmatch(r"D5\d\d", rule.code)
    assert rule.source
    assert blocks(rule.page, PASSING), "a sample that passes"
    assert blocks(rule.page, FAILING), "a sample that fails"


@pytest.mark.parametrize("rule", REGENCY_RULES, ids=lambda rule: rule.name)
def test_passing_samples_are_clean(rule: Rule[Regency]) -> None:
    for text in blocks(rule.page, PASSING):
        for result in results(rule, text):
            assert result.outcome is Outcome.CLEAN, (result.reason, [f.message for f in result.findings], text)


@pytest.mark.parametrize("rule", REGENCY_RULES, ids=lambda rule: rule.name)
def test_failing_samples_are_found(rule: Rule[Regency]) -> None:
    for text in blocks(rule.page, FAILING):
        found = results(rule, text)
        assert {result.outcome for result in found} <= {Outcome.CLEAN, Outcome.FINDINGS}, found
        findings = [finding for result in found for finding in result.findings]
        assert findings, text
        for finding in findings:
            assert finding.place.file in text or finding.place.file == samples.LIST
            assert finding.message.endswith((".", "?", '."', '".'))
            assert finding.fix.endswith(".")


def test_names_and_codes_are_unique_among_all_rules() -> None:
    every: list[Rule[Any]] = [*RULES, *REGENCY_RULES]
    assert len({rule.name for rule in every}) == len({rule.code for rule in every}) == len(every)


def test_register_lists_every_rule_in_order_of_codes() -> None:
    folder = Path(regency.__file__).parent
    written = {p.stem.replace("_", "-") for p in folder.glob("*.py") if "\nCODE = " in p.read_text(encoding="utf-8")}
    assert written == {rule.name for rule in REGENCY_RULES}
    assert [rule.code for rule in REGENCY_RULES] == sorted(rule.code for rule in REGENCY_RULES)
