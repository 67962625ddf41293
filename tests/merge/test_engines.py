"""One computer, several processes, or a cluster: the regency workbook is the same, whatever the order of the files."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cascade_xl import engines
from cascade_xl.merge import Choices, MergeError, merge_files
from tests.generate import clean

from .documents import save


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return save(tmp_path_factory.mktemp("masuk"), **{f"d{seed}": clean(seed) for seed in range(14)})


@pytest.fixture(scope="module")
def expected(paths: list[Path], tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return merged(paths, tmp_path_factory.mktemp("acuan"), Choices(engine=engines.SERIAL))


def merged(paths: list[Path], folder: Path, choices: Choices) -> bytes:
    output = folder / "gabungan.xlsx"
    merge_files(paths, output, choices)
    return output.read_bytes()


def test_processes_change_nothing(paths: list[Path], expected: bytes, tmp_path: Path) -> None:
    assert merged(paths[::-1], tmp_path, Choices(engine=engines.PROCESSES, workers=2)) == expected
    assert merged(paths[1::2] + paths[::2], tmp_path, Choices(engine=engines.PROCESSES, workers=3)) == expected


@pytest.mark.parametrize("method", sorted({*multiprocessing.get_all_start_methods()} - {"fork"}))
def test_processes_that_begin_anew_change_nothing(
    paths: list[Path], expected: bytes, tmp_path: Path, method: str
) -> None:
    """So Windows and macOS start them, and any system from Python 3.14 on."""
    begin = "import multiprocessing, sys; multiprocessing.set_start_method(sys.argv.pop(1))"
    run = f"{begin}; from cascade_xl.cli import main; sys.exit(main(sys.argv[1:]))"
    output = tmp_path / "gabungan.xlsx"
    options = ["-o", str(output), "--engine", "processes", "--workers", "2"]
    command = [sys.executable, "-c", run, method, "merge", *map(str, paths), *options]
    subprocess.run(command, check=True, timeout=120)
    assert output.read_bytes() == expected


@pytest.mark.parametrize(
    "choices",
    [
        Choices(engine=engines.SERIAL),
        Choices(engine=engines.PROCESSES, workers=2),
        Choices(engine=engines.SERIAL, parquet=True),
    ],
)
def test_each_file_is_heard_of_once_it_is_read_and_once_it_is_written(
    paths: list[Path], tmp_path: Path, choices: Choices
) -> None:
    heard: list[tuple[str, str, int]] = []
    region = merge_files(
        paths,
        tmp_path / "gabungan.xlsx",
        choices,
        lambda name, rows: heard.append(("dibaca", name, rows)),
        lambda _: lambda name, rows: heard.append(("ditulis", name, rows)),
    )
    rows = {head.name: head.lines for head in region.heads}
    assert heard[: len(paths)] == [("dibaca", path.name, rows[path.name]) for path in sorted(paths)]
    assert heard[len(paths) :] == [("ditulis", *entry) for entry in rows.items()]


def _slow(number: int) -> tuple[int, int]:
    time.sleep(0.05)
    return number, os.getpid()


def _deadly(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


@pytest.mark.skipif(os.name == "nt", reason="sends POSIX signals")
def test_a_killed_process_is_replaced() -> None:
    with engines.start(engines.PROCESSES, workers=2) as engine:
        answers = engine.map(_slow, range(24))
        first, killed = next(answers)
        os.kill(killed, signal.SIGKILL)
        rest = list(answers)
    assert [first, *(number for number, _ in rest)] == list(range(24))
    assert rest[-1][1] != killed


@pytest.mark.skipif(os.name == "nt", reason="sends POSIX signals")
def test_an_item_that_kills_every_process_ends_the_work() -> None:
    with pytest.raises(engines.EngineError, match="memori"), engines.start(engines.PROCESSES, workers=2) as engine:
        list(engine.map(_deadly, range(8)))


def test_answers_are_held_back_until_they_are_wanted() -> None:
    """A merge of thousands reads no further ahead than it can write."""
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    with engines.start(engines.PROCESSES, workers=2) as engine:
        answers = engine.map(abs, items())
        assert [next(answers) for _ in range(3)] == [0, 1, 2]
        assert len(taken) < 20


def test_few_files_start_no_process() -> None:
    with engines.start(engines.AUTO, files=3, workers=2) as engine:
        assert isinstance(engine, engines.Serial)
    with engines.start(engines.AUTO, files=40, workers=2) as engine:
        assert not isinstance(engine, engines.Serial)


# -- a real scheduler and two real workers -------------------------------------------------------


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler with two workers, each its own process, and the workers."""
    found: list[subprocess.Popen[bytes]] = []

    def run(*arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:]]
        found.append(subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        return found[-1]

    told = tmp_path / "scheduler.json"
    run("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(told))
    try:
        address = _address(told)
        workers = [
            run("worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--name", str(number))
            for number in range(2)
        ]
        yield address, workers
    finally:
        for process in found:
            process.kill()
            process.wait()


def _address(told: Path) -> str:
    import json

    for _ in range(600):
        if told.exists() and (text := told.read_text(encoding="utf-8")):
            return str(json.loads(text)["address"])
        time.sleep(0.05)
    raise AssertionError("the scheduler did not start")


def test_a_cluster_that_loses_a_worker_changes_nothing(
    paths: list[Path],
    expected: bytes,
    scheduler: tuple[str, list[subprocess.Popen[bytes]]],
    tmp_path: Path,
) -> None:
    address, workers = scheduler
    done: list[str] = []

    def told(name: str, rows: int) -> None:
        done.append(name)
        if len(done) == len(paths) // 2:
            workers[0].kill()

    output = tmp_path / "gabungan.xlsx"
    merge_files(paths[::-1], output, Choices(engine=engines.DASK, scheduler=address), told)
    assert output.read_bytes() == expected
    assert len(done) == len(paths)
    assert workers[0].wait(10) and workers[1].poll() is None


def test_no_scheduler_is_said(paths: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cascade_xl.engines.cluster._PATIENCE", 1)
    with pytest.raises(MergeError, match=r"tcp://127\.0\.0\.1:9 tidak menjawab"):
        merged(paths, tmp_path, Choices(engine=engines.DASK, scheduler="tcp://127.0.0.1:9"))
    assert not list(tmp_path.iterdir())


# -- interrupted ----------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="sends POSIX signals")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("wait", [0.9, 1.6])
def test_interrupting_leaves_the_old_output_and_nothing_else(
    paths: list[Path], expected: bytes, tmp_path: Path, how: signal.Signals, wait: float
) -> None:
    output = tmp_path / "hasil" / "gabungan.xlsx"
    output.parent.mkdir()
    output.write_bytes(expected)
    many = [
        *paths,
        *save(tmp_path / "lagi", **{f"e{seed}": clean(seed, programs=12) for seed in range(100, 130)}),
    ]
    command = [sys.executable, "-m", "cascade_xl", "merge", *map(str, many), "-o", str(output)]
    started = subprocess.Popen([*command, "--engine", "processes"], stderr=subprocess.PIPE)
    time.sleep(wait)
    started.send_signal(how)
    _, said = started.communicate(timeout=30)
    assert started.returncode != 0, "it was done before it was interrupted"
    assert how is signal.SIGKILL or said.decode().strip().splitlines()[-1].startswith("Dihentikan.")
    assert [path.name for path in output.parent.iterdir()] == ["gabungan.xlsx"]
    assert output.read_bytes() == expected
