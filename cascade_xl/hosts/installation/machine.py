"""The computer that an add-in is installed on, as values: Windows and macOS can be tested on any other."""

from __future__ import annotations

import locale
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cascade_xl.files import WriteError, reason, write_whole

Platform = Literal["windows", "mac", "linux"]
PROJECT = "cascade_xl"


class InstallationError(ValueError):
    """What could not be done; the message is for the officer and says what to do next."""


@dataclass(frozen=True)
class Machine:
    """Where things are on one computer, for one user."""

    platform: Platform
    home: Path
    environment: Mapping[str, str]
    interpreter: Path
    encoding: str = "utf-8"
    """What VBA reads text files in: the computer's code page."""
    administrator: bool = False
    """Root on Linux or macOS, whose extensions unopkg refuses to touch."""
    private_writes: bool = False
    """Python from the Microsoft Store: what it writes below AppData goes to a copy that no other program sees."""
    system: Path = Path("/")
    """Where the folders of the whole computer begin."""

    @classmethod
    def here(cls) -> Machine:
        """This computer."""
        return cls(
            platform={"win32": "windows", "darwin": "mac"}.get(sys.platform, "linux"),  # type: ignore[arg-type]
            home=Path.home(),
            environment=dict(os.environ),
            interpreter=Path(sys.executable),
            encoding=locale.getencoding(),
            administrator=sys.platform != "win32" and os.geteuid() == 0,
            private_writes=sys.platform == "win32" and "WindowsApps" in Path(sys.base_prefix).parts,
        )

    def folder(self, variable: str, otherwise: Path) -> Path:
        """The folder that an environment variable names, or the usual one."""
        named = self.environment.get(variable)
        return Path(named) if named else otherwise

    def program(self, name: str) -> Path | None:
        """A program on the user's PATH."""
        found = shutil.which(name, path=self.environment.get("PATH", ""))
        return Path(found) if found else None

    def run(self, *command: str | Path, timeout: float = 120) -> subprocess.CompletedProcess[str]:
        """Run a program and keep what it says; `InstallationError` when it cannot be started or does not end."""
        try:
            return subprocess.run(
                [str(part) for part in command],
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                stdin=subprocess.DEVNULL,
                env=dict(self.environment),
                timeout=timeout,
                check=False,
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise InstallationError(f"{command[0]}: tidak dapat dijalankan ({error}).") from error


def place(path: Path, content: bytes) -> bool:
    """Write a file whole, with its folder; False when it already was so, and then it may even be open in Excel."""
    try:
        if path.is_file() and path.read_bytes() == content:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
    except WriteError as error:
        raise InstallationError(str(error)) from error
    except OSError as error:
        raise InstallationError(
            f"{path}: tidak dapat ditulis ({reason(error)}). Periksa folder dan izinnya."
        ) from error
    return True


def remove(path: Path) -> bool:
    """Delete a file; False when there was none."""
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise InstallationError(
            f"{path}: tidak dapat dihapus ({reason(error)}). Tutup Excel dan LibreOffice, lalu ulangi."
        ) from error
    return True
