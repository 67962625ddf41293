"""Every rule's own page is run: what it says passes must pass, what it says fails must fail."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from cascade_xl import rules
from cascade_xl.rules import RULES
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Outcome, Rule, check
from tests import samples

PASSING, FAILING = "Lolos", "Tidak lolos"


def blocks(page: str, title: str) -> list[str]:
    """The indented blocks behind ``title::`` lines of a rule's page."""
    found = re.findall(rf"^{title}::\n\n((?:(?:    .*)?\n)+)", page + "\n", flags=re.MULTILINE)
    return [textwrap.dedent(block) for block in found]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_page_is_complete(rule: Rule[Book]) -> None:
    assert rule.title.endswith("."), "the first line is a sentence"
    assert re.fullmatch(r"[BHIT]\d{3}", rule.code)
    assert rule.source
    assert blocks(rule.page, PASSING), "a sample that passes"
    assert blocks(rule.page, FAILING), "a sample that fails"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_passing_samples_are_clean(rule: Rule[Book]) -> None:
    for text in blocks(rule.page, PASSING):
        result = {r.rule.name: r for r in check(samples.book(text), RULES).results}[rule.name]
        assert result.outcome is Outcome.CLEAN, (result.reason, [f.message for f in result.findings], text)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_failing_samples_are_found(rule: Rule[Book]) -> None:
    for text in blocks(rule.page, FAILING):
        result = {r.rule.name: r for r in check(samples.book(text), RULES).results}[rule.name]
        assert result.outcome is Outcome.FINDINGS, (result.reason, text)
        for finding in result.findings:
            assert finding.place.file == samples.FILE
            assert finding.message.endswith((".", "?"))
            assert finding.fix.endswith((".", "?"))


def test_names_and_codes_are_unique() -> None:
    assert len({rule.name for rule in RULES}) == len({rule.code for rule in RULES}) == len(RULES)


def test_register_lists_every_rule_in_order_of_codes() -> None:
    folder = Path(rules.__file__).parent
    written = {
        path.stem.replace("_", "-") for path in folder.glob("*.py") if "\nCODE = " in path.read_text(encoding="utf-8")
    }
    assert written == {rule.name for rule in RULES}
    assert [rule.code for rule in RULES] == sorted(rule.code for rule in RULES)
