"""Fixtures of the hosts' tests: `calc` is LibreOffice with the engine, fresh for each test."""

from collections.abc import Iterator

import pytest

from tests.hosts.calc import Calc, running
from tests.judges import need


@pytest.fixture(scope="session")
def calc_session() -> Iterator[Calc]:
    """One LibreOffice for all tests of this process."""
    need("libreoffice")
    need("uno")
    with running() as started:
        yield started


@pytest.fixture
def calc(calc_session: Calc) -> Iterator[Calc]:
    """LibreOffice without workbooks; `xw.apps.active` is it."""
    calc_session.tidy()
    yield calc_session
    calc_session.tidy()
