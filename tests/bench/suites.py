"""What is measured: each suite makes its input and gives its tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.bench.ours import ONE, TWO, Ours
from tests.bench.output import take_apart
from tests.bench.peers import peer
from tests.bench.regency import Order, seeded, write
from tests.bench.table import Aim, Row, Table

_HEAVY = ("pandas", "openpyxl", "jsonschema")
_SHEET_ROWS = 1_000_000
_OFTEN = 5  # times as many runs of commands so short that other processes weigh on them


@dataclass(frozen=True)
class Bench:
    """What the suites share: a folder for their files, our commands, and how much is asked for."""

    folder: Path
    ours: Ours
    workbooks: int = 40
    rows: int = 600
    kinds: Sequence[str] = ("full",)
    blank_to: int = 20_000
    sizes: Sequence[int] = (40, 400)

    def handed_in(self, kind: str, workbooks: int, faults: bool = True, blank_to: int = 0) -> Path:
        """A folder of workbooks, made where it is not there yet."""
        path = self.folder / f"{kind}-{workbooks}x{self.rows}-{'faults' if faults else 'clean'}-{blank_to}"
        if not path.exists():
            unfinished = path.with_name(f"{path.name}.unfinished")
            write(unfinished, Order(workbooks, self.rows, faults=faults, plain=kind == "plain", blank_to=blank_to))
            unfinished.rename(path)
        return path

    def output(self, name: str) -> Path:
        return self.folder / f"{name}.xlsx"

    def title(self, what: str, kind: str) -> str:
        faults = seeded(Order(self.workbooks, self.rows))
        return f"{what}: {self.workbooks} {kind} workbooks of {self.rows} rows, {faults} seeded faults"


def merge(bench: Bench) -> Iterator[Table]:
    """The regency workbook: against what people would write, and against the least that any program must do."""
    for kind in bench.kinds:
        given, other = str(bench.handed_in(kind, bench.workbooks)), str(bench.output("other"))
        output, parts, level = bench.output("ours"), bench.folder / "parts", bench.folder / "level.txt"
        rows, notes = bench.ours.rows("merge", [given, "-o", str(output)])
        apart = partial(take_apart, output, parts, level)
        peers = [
            peer("pandas", "pandas + openpyxl, no checks", "pandas_merge", "openpyxl", "openpyxl", given, other),
            peer("calamine", "pandas + calamine, no checks", "pandas_merge", "calamine", "xlsxwriter", given, other),
            peer("checked", "pandas + jsonschema + tree", "pandas_checked", given, other),
            peer("rust", "calamine + Rust writer, no styles", "fastest", "rust", given, other),
            peer("stream", "calamine + XlsxWriter, no styles", "fastest", "xlsxwriter", given, other),
            peer("floor", "floor: calamine + deflate", "floor", given, str(parts), str(level), before=apart),
        ]
        aims = [
            Aim("pandas", TWO, 15),
            Aim("pandas", ONE, 10),
            Aim("calamine", ONE, 5),
            Aim(TWO, "floor", 2.5, at_least=False),
            Aim(ONE, "floor", 4, at_least=False),
        ]
        yield Table(bench.title("merge", kind), [*rows, *peers], aims, notes)


def check(bench: Bench) -> Iterator[Table]:
    """Checking alone: against those that check no more than a schema."""
    for kind in bench.kinds:
        given = str(bench.handed_in(kind, bench.workbooks))
        rows, notes = bench.ours.rows("validate", [given, "--format", "json"])
        peers = [
            peer("frictionless", "frictionless, schema only", "frictionless_check", given),
            peer("pandera", "pandera + openpyxl, columns only", "pandera_check", given),
        ]
        aims = [Aim("frictionless", ONE, 10), Aim("pandera", ONE, 14)]
        yield Table(bench.title("validate", kind), [*rows, *peers], aims, notes)


def one(bench: Bench) -> Iterator[Table]:
    """One clean workbook, from the start of the process to the answer."""
    python = str(bench.ours.python)
    paths = {kind: str(bench.handed_in(kind, 1, faults=False) / "opd-0001.xlsx") for kind in ("plain", "full")}
    rows = [Row("pass", "python -c pass", [python, "-c", "pass"])]
    rows += [bench.ours.row("validate", [path], kind, f"cascade-xl validate, {kind}") for kind, path in paths.items()]
    aims = [Aim(kind, "pass", 7, at_least=False) for kind in paths]
    notes = [_imports(kind, bench.ours.imported("validate", [path])) for kind, path in paths.items()]
    yield Table(f"one clean workbook of {bench.rows} rows", rows, aims, notes, _OFTEN)


def _imports(kind: str, modules: Sequence[str]) -> str:
    """What a command imports, and whether it is more than it should."""
    tops = dict.fromkeys(module.partition(".")[0] for module in modules)
    foreign = sorted(tops.keys() & packages_distributions().keys() - {"cascade_xl"})
    heavy = [name for name in _HEAVY if name in tops]
    verdict = f"not met ({', '.join(heavy)})" if heavy else "met"
    listed = f"of other packages: {', '.join(foreign) or 'none'}; {len(modules)} modules in all"
    return f"imports, {kind}: {listed}. Aim: no {', no '.join(_HEAVY)}: {verdict}"


def blank(bench: Bench) -> Iterator[Table]:
    """Styled rows without content below the filled ones."""
    for kind in ("plain", "full"):
        rows = []
        for key, last in ("clean", 0), ("blank", bench.blank_to):
            given = str(bench.handed_in(kind, 1, faults=False, blank_to=last))
            label = f"blank styled rows to {last:,}" if last else "no blank rows"
            rows.append(bench.ours.row("validate", [given], key, label))
        aims = [Aim("blank", "clean", 4, at_least=False)]
        yield Table(f"validate, blank rows: one {kind} workbook of {bench.rows} rows", rows, aims, often=_OFTEN)


def scale(bench: Bench) -> Iterator[Table]:
    """The cost of a workbook and the memory as their number grows, and what a second process gains."""
    for kind in bench.kinds:
        yield _growth(bench, kind, "validate", ["--format", "json"], bench.sizes)
        whole = [size for size in bench.sizes if size * bench.rows < _SHEET_ROWS]
        yield _growth(bench, kind, "merge", ["-o", str(bench.output("scale"))], whole)
        size = whole[-1]
        arguments = [str(bench.handed_in(kind, size)), "-o", str(bench.output("scale"))]
        rows, notes = bench.ours.rows("merge", arguments)
        yield Table(f"merge, a second process: {size} {kind} workbooks", rows, [Aim(ONE, TWO, 1.8)], notes)


def _growth(bench: Bench, kind: str, command: str, options: Sequence[str], sizes: Sequence[int]) -> Table:
    """Ratios are of the cost of one workbook."""
    rows = [
        bench.ours.row(
            command, [str(bench.handed_in(kind, size)), *options], f"{size} workbooks", f"{size} workbooks", size
        )
        for size in sizes
    ]
    least, *more = (row.key for row in rows)
    aims = [Aim(size, least, 1.1, at_least=False, memory=memory) for size in more for memory in (False, True)]
    notes = [] if len(sizes) == len(bench.sizes) else ["of more workbooks a sheet would have too many rows"]
    return Table(f"{command}, cost of a workbook: {kind}, {bench.rows} rows each", rows, aims, notes)
