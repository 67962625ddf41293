"""Speed and memory: ``uv run --isolated --group bench python -m tests.bench [SUITE …]`` prints tables of ratios.

Everything is measured on the command line, each command as a whole process, in turn with the others of its table; the
least of several rounds counts. Only ratios are worth comparing between computers. ``tests.bench.click`` measures a
click in LibreOffice.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from importlib import metadata
from pathlib import Path

from tests.bench import suites
from tests.bench.environment import users_python
from tests.bench.ours import Ours
from tests.bench.peers import compile_peers
from tests.bench.rows import LEAST_ROWS
from tests.bench.suites import Bench
from tests.bench.table import MissingError, Table, measure, rendered

_SUITES: dict[str, Callable[[Bench], Iterator[Table]]] = {
    name: getattr(suites, name) for name in ("merge", "check", "one", "blank", "scale")
}
_PEERS = ("pandas", "openpyxl", "XlsxWriter", "python-calamine", "rustpy-xlsxwriter", "frictionless", "pandera")
_INSTALL = "uv run --isolated --group bench python -m tests.bench"


def main(given: Sequence[str] | None = None) -> None:
    asked = _asked(given)
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as scratch:
        folder = asked.folder or Path(scratch)
        bench = _bench(asked, folder, Ours(users_python(Path(scratch, "environment"))))
        compile_peers()
        say(_machine())
        say("ratio: of seconds, to the first row; seconds: from start to end, the least of all runs; cpu: seconds that")
        say("processors worked, which other programs change less; MiB: peak of the largest process\n")
        missing = False
        for name in asked.suites or _SUITES:
            for table in _SUITES[name](bench):
                rounds = 1 if asked.quick else asked.rounds * table.often
                measured = measure(table, rounds, Path(scratch))
                missing |= any(isinstance(error, MissingError) for error in measured.failed.values())
                say("\n".join(rendered(table, measured)))
        if missing:
            say(f"With all others: {_INSTALL}")


def _asked(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("suites", nargs="*", metavar="SUITE", help=f"which tables: {', '.join(_SUITES)} (all of them)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each command runs; the least counts (3)")
    parser.add_argument("--workbooks", type=int, default=40, help="workbooks that are merged and checked (40)")
    parser.add_argument("--rows", type=int, default=600, help="rows of each workbook (600)")
    parser.add_argument(
        "--kind",
        choices=("full", "plain", "both"),
        help="full: as filled from the template; plain: 25 columns without formulas (full; plain where quick)",
    )
    parser.add_argument("--large", action="store_true", help="scale: also 4,000 workbooks, which take 2 GB of disk")
    parser.add_argument("--quick", action="store_true", help="4 small workbooks and one round: does it all work?")
    parser.add_argument("--folder", type=Path, help="where workbooks are made and kept (a temporary folder)")
    asked = parser.parse_args(given)
    if unknown := set(asked.suites) - set(_SUITES):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(_SUITES)}")
    if asked.quick:
        asked.workbooks, asked.rows = 4, LEAST_ROWS
    return asked


def _bench(asked: argparse.Namespace, folder: Path, ours: Ours) -> Bench:
    kind = asked.kind or ("plain" if asked.quick else "full")
    kinds = ("full", "plain") if kind == "both" else (kind,)
    if asked.quick:
        return Bench(folder, ours, asked.workbooks, asked.rows, kinds, blank_to=2000, sizes=(1, 2))
    sizes = (40, 400, 4000) if asked.large else (40, 400)
    return Bench(folder, ours, asked.workbooks, asked.rows, kinds, sizes=sizes)


def _machine() -> str:
    """What ran where: the numbers of one computer say little about another's."""
    found = []
    for name in _PEERS:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            found.append(f"{name} not installed")
    return f"Python {platform.python_version()}, {os.cpu_count()} processors; {', '.join(found)}"


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
