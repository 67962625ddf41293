"""LibreOffice with the extension on a screen of its own, clicked with a real pointer."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import xlwings as xw

from cascade_xl.hosts.installation import archive
from cascade_xl.hosts.installation.build import OXT, oxt
from cascade_xl.hosts.installation.libreoffice import INTERPRETER
from cascade_xl.hosts.xl import calc
from cascade_xl.resources import ADDIN
from tests.hosts.calc import IN_UNO, end_group, office, service, system_environment
from tests.judges.libreoffice import python_with_uno, soffice

ARTEFACTS = Path(__file__).parents[2] / ".ci" / "artefacts"
WIDTH, HEIGHT = 1366, 768
"""The screen of many office laptops."""
_PATIENCE = 30.0
_NOBODY = 65534
_ATTEMPTS = 3


class Screen:
    """One screen with one LibreOffice, which a test may also ask through the engine."""

    def __init__(self, display: str, url: str, profile: Path) -> None:
        self._environment = {**os.environ, "DISPLAY": display}
        self._url = url
        self._profile = profile
        self._known: dict[str, list[int]] = {}

    def open(self, path: Path) -> xw.Book:
        """Show a workbook, and only this one."""
        before = list(xw.books)
        book = xw.books.open(path)
        for other in before:
            other.close()
        self._known = {}
        return book

    @contextmanager
    def interpreter(self, path: str) -> Iterator[None]:
        """Let the extension start another program for a while; it looks at each click."""
        named = list(self._profile.rglob(INTERPRETER))  # LibreOffice keeps copies of an extension
        for file in named:
            file.write_text(f"{path}\n", encoding="utf-8")
        try:
            yield
        finally:
            for file in named:
                file.write_text(f"{sys.executable}\n", encoding="utf-8")

    def buttons(self) -> dict[str, list[int]]:
        """The buttons in front by name, with the middle of each on the screen."""
        asked = [str(python_with_uno()), "-B", str(IN_UNO), self._url, "buttons"]
        said = subprocess.run(asked, capture_output=True, check=False)
        # Windows that open or close meanwhile make it fail; whoever waits for a button asks again.
        found: dict[str, list[int]] = json.loads(said.stdout) if said.returncode == 0 else {}
        return found

    def click(self, button: str) -> None:
        """Move the pointer to a button and press it."""
        wait_for(lambda: button in self._known or self._look(button))
        self.click_at(*self._known[button])

    def _look(self, button: str) -> bool:
        self._known = self.buttons()
        return button in self._known

    def click_at(self, x: int, y: int) -> None:
        self.xdotool("mousemove", str(x), str(y), "click", "1")

    def type(self, text: str) -> None:
        self.xdotool("type", text)

    def key(self, name: str) -> None:
        self.xdotool("key", name)

    def xdotool(self, *arguments: str) -> None:
        subprocess.run(["xdotool", *arguments], env=self._environment, check=True)

    def picture(self, name: str) -> Path:
        """Keep what the screen shows."""
        ARTEFACTS.mkdir(parents=True, exist_ok=True)
        path = ARTEFACTS / f"{name}.png"
        subprocess.run(["import", "-window", "root", str(path)], env=self._environment, check=True)
        return path


def wait_for(true: Callable[[], bool], patience: float = _PATIENCE) -> None:
    deadline = time.monotonic() + patience
    while not true():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.1)


@contextmanager
def showing() -> Iterator[Screen]:
    """A LibreOffice that has the extension."""
    with tempfile.TemporaryDirectory(prefix="screen-", ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        profile = installed(folder, extension(folder / OXT, sys.executable))
        address = f"pipe,name=cascade_{uuid4().hex};urp"
        url = f"uno:{address};StarOffice.ComponentContext"
        with _display() as display:
            # The plain X11 interface is part of every LibreOffice, and needs no window manager.
            settings = {"DISPLAY": display, "SAL_USE_VCLPLUGIN": "gen", "XDG_STATE_HOME": scratch}
            with office(profile, address, PATH=_without_python(folder), **settings), service(url) as asked:
                calc.activate(calc.connect(asked.stdout, asked.stdin))  # type: ignore[arg-type]
                yield Screen(display, url, profile)


def _without_python(folder: Path) -> str:
    """A PATH for LibreOffice on which the extension finds no Python by chance: what `soffice`, a script, needs."""
    tools = folder / "tools"
    tools.mkdir()
    for name in ("basename", "dirname", "grep", "ls", "sed", "uname"):
        (tools / name).symlink_to(shutil.which(name) or name)
    return str(tools)


def extension(path: Path, interpreter: str) -> Path:
    """The extension as `cascade-xl addin install` hands it to LibreOffice."""
    parts = archive.parts_of(oxt(ADDIN / "libreoffice"))
    parts[INTERPRETER] = f"{interpreter}\n".encode()
    path.write_bytes(archive.packed(parts))
    return path


def installed(folder: Path, extension: Path) -> Path:
    """A new profile with the extension in it. `unopkg` of LibreOffice 7.4 crashes now and then: then another one."""
    for attempt in range(1, _ATTEMPTS + 1):
        profile = folder / f"profile-{attempt}"
        done = _install(folder, profile, extension)
        if done.returncode == 0:
            return profile
        if done.returncode > 0 or attempt == _ATTEMPTS:
            raise RuntimeError(f"unopkg ended with {done.returncode}: {done.stderr!r}")
    raise AssertionError


def _install(folder: Path, profile: Path, extension: Path) -> subprocess.CompletedProcess[bytes]:
    """Run `unopkg`.

    It refuses root, as which CI often runs: then it runs as nobody, who gets the profile for that moment. (Adding the
    extension through com.sun.star.deployment.ExtensionManager of a running LibreOffice failed for every extension.)
    """
    profile.mkdir()
    as_nobody: dict[str, object] = {}
    if os.geteuid() == 0:
        folder.chmod(0o755)
        os.chown(profile, _NOBODY, _NOBODY)
        as_nobody = {"user": _NOBODY, "group": _NOBODY, "extra_groups": []}
    tool = soffice().resolve().with_name("unopkg")  # type: ignore[union-attr]
    done: subprocess.CompletedProcess[bytes] = subprocess.run(
        [str(tool), "add", str(extension), f"-env:UserInstallation={profile.as_uri()}"],
        env={**system_environment(), "HOME": str(profile)},
        check=False,
        capture_output=True,
        timeout=60,
        **as_nobody,  # type: ignore[call-overload]
    )
    return done


@contextmanager
def _display() -> Iterator[str]:
    """A screen; the server itself chooses a free number and says which."""
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL, start_new_session=True)
    os.close(writer)
    try:
        with os.fdopen(reader) as said:
            yield f":{said.readline().strip()}"
    finally:
        end_group(server)
