"""The process that does the work: the Python in which cascade_xl is installed, asked over a pipe.

LibreOffice's own Python knows nothing of cascade_xl, and must not: it changes with every LibreOffice.
"""

from __future__ import annotations

import os
import queue
import shutil
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress

MODULE = "cascade_xl.hosts.calc"
VARIABLE = "CASCADE_XL_PYTHON"
LONGEST_SILENCE = 300.0
"""Seconds without a word before the child is given up: LibreOffice stands still meanwhile."""
_LAST_WORDS = 10.0


class ChildError(Exception):
    """The child did not do its work."""


class NotFoundError(ChildError):
    """No interpreter could be started."""


class SilentError(ChildError):
    """The child said nothing for too long and was ended."""


class EndedError(ChildError):
    """The child ended with an error; the text is the last line that it complained with."""


def run(
    folder: str, arguments: list[str], answer: Callable[[str], str], longest_silence: float = LONGEST_SILENCE
) -> None:
    """Start the child for one click and answer its requests until it ends."""
    child = _start(folder, arguments)
    complaints: deque[str] = deque(maxlen=50)
    lines: queue.Queue[str | None] = queue.Queue()
    listeners = [
        threading.Thread(target=_listen, args=(child.stdout, lines.put), daemon=True),
        threading.Thread(target=_listen, args=(child.stderr, complaints.append), daemon=True),
    ]
    for listener in listeners:
        listener.start()
    try:
        _serve(child, lines, answer, longest_silence)
        listeners[1].join(_LAST_WORDS)
        if child.wait(_LAST_WORDS) != 0:
            raise EndedError(
                next((line for line in reversed(list(complaints)) if line), f"kode keluar {child.returncode}")
            )
    except subprocess.TimeoutExpired:
        raise SilentError from None
    finally:
        _end(child)


def _serve(
    child: subprocess.Popen[str], lines: queue.Queue[str | None], answer: Callable[[str], str], silence: float
) -> None:
    while True:
        try:
            line = lines.get(timeout=silence)
        except queue.Empty:
            raise SilentError from None
        if line is None:
            return
        try:
            child.stdin.write(answer(line) + "\n")  # type: ignore[union-attr]
            child.stdin.flush()  # type: ignore[union-attr]
        except OSError:  # it ended without waiting for the answer; its exit code says how
            return


def _listen(stream: Iterator[str], heard: Callable[[str | None], None]) -> None:
    """Pass every line on, and None at the end."""
    for line in stream:
        heard(line.strip())
    heard(None)


def _end(child: subprocess.Popen[str]) -> None:
    if child.poll() is None:
        child.kill()
        child.wait(_LAST_WORDS)
    with suppress(OSError):  # what was buffered for a child that is gone
        child.stdin.close()  # type: ignore[union-attr]


def _start(folder: str, arguments: list[str]) -> subprocess.Popen[str]:
    for interpreter in _interpreters(folder):
        try:
            return subprocess.Popen(
                [*interpreter, "-B", "-m", MODULE, *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                errors="replace",
                env=_environment(),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError:  # noqa: PERF203
            continue
    raise NotFoundError


def _interpreters(folder: str) -> Iterator[list[str]]:
    """What the installer wrote down, then what the environment names, then what stands on the PATH."""
    try:
        with open(os.path.join(folder, "interpreter.txt"), encoding="utf-8") as file:
            installed = file.read().strip()
    except OSError:
        installed = ""
    for path in (installed, os.environ.get(VARIABLE, "")):
        if path:
            yield [path]
    for name in ("python3", "py", "python"):
        found = shutil.which(name)
        if found:
            yield [found]


def _environment() -> dict[str, str]:
    """LibreOffice's, without the settings that would lead the child into LibreOffice's own Python.

    Nor may a module that lies beside the officer's workbooks be imported: the current folder is not searched.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {**kept, "PYTHONSAFEPATH": "1", "PYTHONUTF8": "1"}
