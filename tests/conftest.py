"""Settings for all tests."""

from hypothesis import settings
from pytest import Item

settings.register_profile("untimed", deadline=None)  # how long an example takes says nothing about the code
settings.load_profile("untimed")

_LONG = ("test_judged.py", "test_row_formulas.py", "test_graft_judged.py", "test_bench.py", "test_printed.py")


def pytest_collection_modifyitems(items: list[Item]) -> None:
    """What drives LibreOffice begins, so that the workers end together: a minute in one file would end alone.

    (xdist by itself begins with the files that have most tests: our shortest.)
    """
    items.sort(key=lambda item: item.path.name not in _LONG and item.path.parent.name != "hosts")
