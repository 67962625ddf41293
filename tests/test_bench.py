"""The benchmark's tables: what was measured, in turn, and whether it meets the aims."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest

from tests.bench.environment import users_python
from tests.bench.ours import ONE, TWO, Ours
from tests.bench.output import level
from tests.bench.table import Aim, Cost, FailedError, Measured, MissingError, Row, Table, measure, rendered

_REPOSITORY = Path(__file__).parents[1]
_AIM = re.compile(r"^  (?P<name>.+?) +(?P<measured>[\d.]+|-) +(?P<sign><=|>=) (?P<limit>[\d.]+)  (?P<verdict>.+)$")


def python(key: str, code: str, *arguments: str, **more: object) -> Row:
    return Row(key, key, [sys.executable, "-c", code, *arguments], **more)  # type: ignore[arg-type]


def lines(table: Table, **costs: tuple[float, float]) -> list[str]:
    return list(rendered(table, Measured({key: Cost(cost[0], 0.25, cost[1]) for key, cost in costs.items()}, {})))


def test_rows_run_in_turn_and_the_least_counts(tmp_path: Path) -> None:
    log = tmp_path / "log"
    code = "import sys; open(sys.argv[1], 'a').write(sys.argv[2])"
    table = Table("", [python("a", code, str(log), "a"), python("b", code, str(log), "b")])
    measured = measure(table, 3, tmp_path)
    assert log.read_text() == "ababab"
    assert measured.costs.keys() == {"a", "b"}
    assert measured.costs["a"].seconds > 0


def test_the_peak_is_that_of_the_command_and_not_of_the_benchmark(tmp_path: Path) -> None:
    ballast = bytearray(300 * 2**20)
    table = Table("", [python("small", "pass"), python("large", "b'x' * (200 * 2**20)")])
    costs = measure(table, 1, tmp_path).costs
    assert len(ballast) > 0
    assert costs["small"].mebibytes < 100 < 200 < costs["large"].mebibytes < 300


def test_the_work_of_workers_counts(tmp_path: Path) -> None:
    work = "sum(n * n for n in range(3_000_000))"
    worker = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {work!r}])"
    table = Table("", [python("idle", "import time; time.sleep(0.5)"), python("worker", worker)])
    costs = measure(table, 1, tmp_path).costs
    assert costs["idle"].processor < costs["worker"].processor
    assert costs["idle"].processor < 0.5 <= costs["idle"].seconds


def test_a_command_that_fails_is_left_out_and_told(tmp_path: Path) -> None:
    rows = [python("fails", "raise SystemExit('no disk')"), python("galat", "raise SystemExit(1)", codes=(0, 1))]
    table = Table("", rows)
    measured = measure(table, 2, tmp_path)
    assert measured.costs.keys() == {"galat"}
    assert isinstance(measured.failed["fails"], FailedError)
    assert any("no disk" in line for line in rendered(table, measured))


def test_a_command_whose_modules_are_not_installed_does_not_run(tmp_path: Path) -> None:
    measured = measure(Table("", [python("peer", "raise SystemExit(1)", needs=("no_such_module",))]), 1, tmp_path)
    assert isinstance(measured.failed["peer"], MissingError)


@pytest.mark.parametrize(
    ("seconds", "verdict"), [(30.0, "met"), (20.0, "met"), (19.0, "not met"), (None, "not measured")]
)
def test_an_aim_is_met_by_what_was_measured(seconds: float | None, verdict: str) -> None:
    table = Table("", [Row("ours", "ours", []), Row("pandas", "pandas", [])], [Aim("pandas", "ours", 10)])
    costs = {"ours": (2.0, 1.0)} | ({} if seconds is None else {"pandas": (seconds, 1.0)})
    assert lines(table, **costs)[-2].endswith(f">= 10  {verdict}")


def test_an_aim_may_be_a_most_and_of_memory() -> None:
    aims = [Aim("many", "few", 1.1, at_least=False), Aim("many", "few", 1.1, at_least=False, memory=True)]
    table = Table("", [Row("few", "few", [], units=1), Row("many", "many", [], units=10)], aims)
    found = lines(table, few=(1.0, 50.0), many=(10.5, 90.0))
    assert [line.split()[-5:] for line in found[-3:-1]] == [
        ["few", "1.05", "<=", "1.1", "met"],
        ["1.80", "<=", "1.1", "not", "met"],
    ]
    assert " 1.05    10.50     0.25       90" in found[3]


@pytest.mark.parametrize("wanted", [1, 6, 9])
def test_the_level_of_a_package_is_told_by_its_size(wanted: int, tmp_path: Path) -> None:
    path = tmp_path / "some.zip"
    text = "".join(f'<c r="A{n}"><v>{n * n % 997}</v></c>' for n in range(20_000))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=wanted) as archive:
        archive.writestr("sheet.xml", text)
    with zipfile.ZipFile(path) as archive:
        info = archive.infolist()[0]
        assert len(zlib.compress(text.encode(), level(archive))) - info.compress_size <= 12


@pytest.mark.parametrize(
    ("help_", "asked"),
    [
        ("--workers N", {ONE: ["--workers", "1"], TWO: ["--workers", "2"]}),
        (
            "--engine {serial,processes} --workers N",
            {ONE: ["--engine", "serial", "--workers", "1"], TWO: ["--engine", "processes", "--workers", "2"]},
        ),
        ("nothing of the kind", {ONE: []}),
    ],
)
def test_processes_are_asked_for_as_the_command_line_knows_them(
    help_: str, asked: dict[str, list[str]], tmp_path: Path
) -> None:
    script = tmp_path / "python"
    script.write_text(f"#!/bin/sh\necho '{help_}'\n", encoding="utf-8")
    script.chmod(0o755)
    rows, notes = Ours(script).rows("merge", ["masuk", "-o", "keluar.xlsx"])
    start = [str(script), "-m", "cascade_xl", "merge", "masuk", "-o", "keluar.xlsx"]
    assert {row.key: row.command for row in rows} == {key: [*start, *more] for key, more in asked.items()}
    assert bool(notes) is (len(asked) == 1)


def test_users_have_what_we_require_and_nothing_else(tmp_path: Path) -> None:
    code = "import cascade_xl.cli, openpyxl, lxml.etree, jsonschema\nimport pytest"
    ran = subprocess.run([str(users_python(tmp_path)), "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert ran.stderr.strip().endswith("No module named 'pytest'")


def test_the_whole_benchmark_runs() -> None:
    command = [sys.executable, "-m", "tests.bench", "--quick"]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, cwd=_REPOSITORY, timeout=300)
    tables = [part.splitlines() for part in ran.stdout.split("\n\n") if "ratio  seconds" in part]
    assert len(tables) == 8
    for _, head, first, *_ in tables:
        assert head.split() == ["ratio", "seconds", "cpu", "MiB"]
        assert first.split()[-4] == "1.00"
    aims = [found for line in ran.stdout.splitlines() if (found := _AIM.match(line))]
    assert {found["verdict"] for found in aims} <= {"met", "not met", "not measured"}
    for aim in aims:
        assert (aim["measured"] == "-") is (aim["verdict"] == "not measured")
        if aim["measured"] != "-" and abs(float(aim["measured"]) - float(aim["limit"])) > 0.01:
            holds = (float(aim["measured"]) >= float(aim["limit"])) is (aim["sign"] == ">=")
            assert (aim["verdict"] == "met") is holds
