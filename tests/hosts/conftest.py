"""Fixtures of the hosts' tests: `calc` is LibreOffice with the engine, fresh for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlwings as xw

from cascade_xl.hosts import log
from tests.hosts.books import WRONG, clean_book, put
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


@pytest.fixture(autouse=True)
def own_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The log of this test only."""
    monkeypatch.setattr(log, "path", lambda: tmp_path / "log" / "cascade_xl.log")
    log.logger.cache_clear()
    yield tmp_path / "log" / "cascade_xl.log"
    for handler in log.logger().handlers[:]:
        handler.close()
        log.logger().removeHandler(handler)
    log.logger.cache_clear()


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook without findings, to be copied."""
    return clean_book(tmp_path_factory.mktemp("bersih") / "bersih.xlsx")


@pytest.fixture
def right(calc: Calc, clean: Path, tmp_path: Path) -> xw.Book:
    """A workbook without findings."""
    return calc.open_book(Path(shutil.copy(clean, tmp_path)))


@pytest.fixture
def wrong(right: xw.Book) -> xw.Book:
    """A workbook with three faults, of which the file knows nothing yet."""
    put(right, WRONG)
    return right
