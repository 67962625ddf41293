"""A table of commands that are run in turn, its ratios, and the aims beside them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

_CLOCK = Path(__file__).with_name("clock.py")
_REPOSITORY = Path(__file__).parents[2]


class Cost(NamedTuple):
    """What one run of a command took: the whole process, its processors' time, and the peak of its largest process."""

    seconds: float
    processor: float
    mebibytes: float


class FailedError(Exception):
    """A command that ended otherwise than it should."""


class MissingError(FailedError):
    """A command that needs what is not installed."""


def _nothing() -> None:
    pass


@dataclass(frozen=True)
class Row:
    """A command. Its cost is shared out among ``units``; ``codes`` are how it may end, ``before`` makes it ready,
    ``needs`` are the modules without which it cannot run."""

    key: str
    label: str
    command: Sequence[str]
    units: int = 1
    codes: Sequence[int] = (0,)
    before: Callable[[], None] = _nothing
    needs: Sequence[str] = ()

    def run(self, scratch: Path) -> Cost:
        """Run it once. Raises `FailedError`."""
        missing = [name for name in self.needs if find_spec(name) is None]
        if missing:
            raise MissingError(f"{self.label}: {', '.join(missing)} is not installed")
        try:
            self.before()
        except OSError as error:
            raise FailedError(f"{self.label}: {error}") from error
        said = scratch / "errors.txt"
        clock = [sys.executable, "-I", "-S", str(_CLOCK), str(scratch / "output.txt"), str(said), *self.command]
        ran = subprocess.run(clock, capture_output=True, encoding="utf-8", check=True, cwd=_REPOSITORY)
        found = json.loads(ran.stdout)
        if found["code"] not in self.codes:
            last = said.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:]
            raise FailedError(f"{self.label} ended with {found['code']}: {''.join(last)}")
        return Cost(**found["cost"])


class Aim(NamedTuple):
    """How the costs of two rows should compare: ``of`` divided by ``by``, each shared out among its units."""

    of: str
    by: str
    limit: float
    at_least: bool = True
    memory: bool = False

    @property
    def name(self) -> str:
        return f"{'memory, ' if self.memory else ''}{self.of} : {self.by}"

    def holds(self, ratio: float) -> bool:
        return ratio >= self.limit if self.at_least else ratio <= self.limit


@dataclass(frozen=True)
class Table:
    """Commands on the same input. Ratios are to the first of them. Short ones are to run more ``often``."""

    title: str
    rows: Sequence[Row]
    aims: Sequence[Aim] = ()
    notes: Sequence[str] = ()
    often: int = 1


class Measured(NamedTuple):
    """The least cost of each row by its key, and why there is none of others."""

    costs: Mapping[str, Cost]
    failed: Mapping[str, FailedError]


def measure(table: Table, rounds: int, scratch: Path) -> Measured:
    """Run all rows in turn, as many times. One that fails is left out."""
    found: dict[str, Cost] = {}
    failed: dict[str, FailedError] = {}
    for _ in range(rounds):
        for row in table.rows:
            if row.key in failed:
                continue
            try:
                cost = row.run(scratch)
            except FailedError as error:
                failed[row.key] = error
                found.pop(row.key, None)
            else:
                found[row.key] = Cost(*map(min, cost, found.get(row.key, cost)))
    return Measured(found, failed)


def rendered(table: Table, measured: Measured) -> Iterator[str]:
    """The table as lines."""
    costs = measured.costs
    width = max(len(row.label) for row in table.rows)
    yield table.title
    yield f"  {'':{width}}    ratio  seconds      cpu      MiB"
    for row in table.rows:
        cost = costs.get(row.key)
        spent = f"{cost.seconds:8.2f} {cost.processor:8.2f} {cost.mebibytes:8.0f}" if cost else f"{'-':>8} " * 3
        ratio = _ratio(table, costs, row.key, table.rows[0].key)
        yield f"  {row.label:{width}} {_spelt(ratio)} {spent}"
    yield from _aims(table, costs)
    yield from (f"  note: {note}" for note in (*table.notes, *map(str, measured.failed.values())))
    yield ""


def _aims(table: Table, costs: Mapping[str, Cost]) -> Iterator[str]:
    if not table.aims:
        return
    width = max(len(aim.name) for aim in table.aims)
    yield f"  {'':{width}} measured      aim"
    for aim in table.aims:
        ratio = _ratio(table, costs, aim.of, aim.by, aim.memory)
        verdict = "not measured" if ratio is None else "met" if aim.holds(ratio) else "not met"
        limit = f"{'>=' if aim.at_least else '<='} {aim.limit:g}"
        yield f"  {aim.name:{width}} {_spelt(ratio)} {limit:>8}  {verdict}"


def _ratio(table: Table, costs: Mapping[str, Cost], of: str, by: str, memory: bool = False) -> float | None:
    if of not in costs or by not in costs:
        return None
    if memory:
        return costs[of].mebibytes / costs[by].mebibytes
    units = {row.key: row.units for row in table.rows}
    return costs[of].seconds / units[of] / (costs[by].seconds / units[by])


def _spelt(ratio: float | None) -> str:
    return f"{'-':>8}" if ratio is None else f"{ratio:8.2f}"
