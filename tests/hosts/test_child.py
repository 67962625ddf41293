"""The process that the extension starts for a click: ended when it keeps silent, and told of when it fails."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hosts.calc import EXTENSION

sys.path.append(str(EXTENSION / "pythonpath"))
import cascade_xl_child as child  # type: ignore[import-not-found]

Program = Callable[[str], str]


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Make the extension's folder name a program in Python's place: what a shell script says."""

    def write(script: str) -> str:
        path = tmp_path / "program"
        path.write_text(f"#!/bin/sh\necho $$ > '{tmp_path}/pid'\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
        (tmp_path / "interpreter.txt").write_text(f"{path}\n", encoding="utf-8")
        return str(tmp_path)

    return write


def refuse(line: str) -> str:
    raise AssertionError(f"nothing should be asked: {line}")


def is_running(folder: str) -> bool:
    number = int(Path(folder, "pid").read_text(encoding="utf-8"))
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def test_it_is_asked_and_answered_until_it_ends(program: Program) -> None:
    asked: list[str] = []

    def answer(line: str) -> str:
        asked.append(line)
        return line.upper()

    child.run(program('echo satu; read said; test "$said" = SATU && echo dua; read said; exit 0'), [], answer)
    assert asked == ["satu", "dua"]


@pytest.mark.parametrize(
    "script",
    ["exec sleep 60", "exec >&- 2>&-; exec sleep 60", "echo satu; exec sleep 60"],
    ids=["from the start", "with its output closed", "after a question"],
)
def test_a_silent_one_is_ended(program: Program, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_LAST_WORDS", 0.3)
    folder, start = program(script), time.monotonic()
    with pytest.raises(child.SilentError):
        child.run(folder, [], str.upper, longest_silence=0.5)
    assert time.monotonic() - start < 10
    assert not is_running(folder)


def test_one_that_says_something_now_and_then_is_not(program: Program) -> None:
    """However long the whole takes."""
    child.run(program("for n in 1 2 3 4; do sleep 0.3; echo $n; read said; done"), [], str.upper, longest_silence=1)


def test_a_failing_one_is_quoted_with_its_last_complaint(program: Program) -> None:
    with pytest.raises(child.EndedError, match=r"^ModuleNotFoundError: cascade_xl$"):
        child.run(
            program("echo Traceback >&2; echo 'ModuleNotFoundError: cascade_xl' >&2; echo >&2; exit 1"), [], refuse
        )
    with pytest.raises(child.EndedError, match="kode keluar 3"):
        child.run(program("exit 3"), [], refuse)


def test_no_python_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "interpreter.txt").write_text("/tidak/ada/python\n", encoding="utf-8")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv(child.VARIABLE, raising=False)
    with pytest.raises(child.NotFoundError):
        child.run(str(tmp_path), [], refuse)
