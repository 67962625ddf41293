"""A headless LibreOffice with the engine over it, for tests: ``calc.open_book(path)`` is an ordinary ``xw.Book``.

One LibreOffice serves a test process; each test closes its workbooks. The fixtures are in conftest.py.
"""

import json
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO
from uuid import uuid4

import xlwings as xw

from cascade_xl.hosts.xl import calc
from tests.judges.libreoffice import python_with_uno, soffice

EXTENSION = Path(__file__).parents[2] / "addin" / "libreoffice"
IN_UNO = Path(__file__).with_name("in_uno.py")
SERVICE = EXTENSION / "pythonpath" / "cascade_xl_service.py"


@dataclass(frozen=True)
class Alert:
    """A message box that an officer would have seen."""

    prompt: str
    title: str | None
    buttons: str
    mode: str | None


class TestPipe(calc.Pipe):
    """Answers message boxes itself: nobody is there to click. Every one is kept."""

    __test__ = False

    def __init__(self, reader: BinaryIO, writer: BinaryIO) -> None:
        super().__init__(reader, writer)
        self.alerts: list[Alert] = []
        self.answers: list[str] = []

    def ask(self, op: str, **arguments: Any) -> Any:
        if op != "alert":
            return super().ask(op, **arguments)
        self.alerts.append(Alert(**arguments))
        return self.answers.pop(0) if self.answers else arguments["buttons"].partition("_")[0]


@dataclass
class Calc:
    """The running LibreOffice."""

    engine: calc.Engine
    pipe: TestPipe
    url: str
    """Where another process finds this LibreOffice."""
    _given: list[str] = field(default_factory=list)

    def open_book(self, path: Path, *, read_only: bool = False) -> xw.Book:
        return xw.apps.active.books.open(path, read_only=read_only)  # type: ignore[union-attr]

    def new_book(self) -> xw.Book:
        return xw.apps.active.books.add()  # type: ignore[union-attr]

    def asked_inside(self, what: str, *arguments: str) -> Any:
        """What only LibreOffice itself can tell: see in_uno.py."""
        command = [str(python_with_uno()), "-B", str(IN_UNO), self.url, what, *arguments]
        return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)

    @property
    def requests(self) -> int:
        """How much was asked so far."""
        return self.engine.requests

    @property
    def alerts(self) -> list[Alert]:
        """The message boxes of this test."""
        return self.pipe.alerts

    def will_answer(self, *answers: str) -> None:
        """What the next message boxes get: "ok", "cancel", "yes", "no"; else their first button."""
        self.pipe.answers.extend(answers)

    def tidy(self) -> None:
        """Leave nothing for the next test."""
        calc.activate(self.engine)
        for book in list(xw.books):
            book.close()
        self.engine.pipe.ask("calculation", automatic=True)
        self.pipe.alerts.clear()
        self.pipe.answers.clear()


@contextmanager
def running() -> Iterator[Calc]:
    """Start LibreOffice and its service, and end both, whatever happens between."""
    with tempfile.TemporaryDirectory(prefix="calc-", ignore_cleanup_errors=True) as scratch:
        address = f"pipe,name=cascade_{uuid4().hex};urp"
        profile = Path(scratch, "profile")
        url = f"uno:{address};StarOffice.ComponentContext"
        with office(profile, address, "--headless"), service(url) as asked:
            pipe = TestPipe(asked.stdout, asked.stdin)  # type: ignore[arg-type]
            engine = calc.Engine(pipe)
            calc.activate(engine)
            yield Calc(engine, pipe, url)


def system_environment() -> dict[str, str]:
    """The environment with the system's programs only.

    LibreOffice's own Python takes its libraries from beside the first ``python3`` on the path; those of a virtual
    environment or of pyenv lack its ``uno``, and it crashes.
    """
    return {**os.environ, "PATH": "/usr/local/bin:/usr/bin:/bin"}


@contextmanager
def office(profile: Path, address: str, *options: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """LibreOffice with a profile of its own, listening at `address`.

    `soffice` is a script that stays while LibreOffice runs as its child: both are in one group, and the group is ended.
    """
    command = [str(soffice()), "--norestore", "--nologo", "--nolockcheck", "--nodefault", "--nofirststartwizard"]
    command += [f"-env:UserInstallation={profile.as_uri()}", f"--accept={address}", *options]
    plugin = {"SAL_USE_VCLPLUGIN": "svp"} if "--headless" in options else {}
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**system_environment(), **plugin, **environment},
        start_new_session=True,
    )
    try:
        yield process
    finally:
        end_group(process)


@contextmanager
def service(url: str) -> Iterator[subprocess.Popen[bytes]]:
    """The extension's own code in a Python that has uno, waiting for LibreOffice to listen."""
    process = subprocess.Popen(service_command(url), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def service_command(url: str) -> list[str]:
    return [str(python_with_uno()), "-B", str(SERVICE), "--connect", url]


def end_group(process: subprocess.Popen[bytes]) -> None:
    """End a process with its children: asked first, so that LibreOffice removes its pipes, then killed."""
    for number, patience in ((signal.SIGTERM, 5.0), (signal.SIGKILL, 5.0)):
        if not _signalled(process.pid, number):
            break
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline and _signalled(process.pid, 0):
            process.poll()
            time.sleep(0.05)
    process.wait()


def _signalled(group: int, number: int) -> bool:
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return False
    return True
