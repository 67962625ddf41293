"""Our own commands, as users give them, with as many processes as the command line can be asked for."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.bench.table import Row

ONE, TWO = "1 process", "2 processes"
_ENDINGS = {"merge": (0,), "validate": (0, 1)}  # validate says by 1 that it found a galat
_OPTIONS = {"--engine": ("serial", "processes"), "--workers": ("1", "2")}


class Ours(NamedTuple):
    """`cascade-xl` in a Python as users have it."""

    python: Path

    @property
    def start(self) -> list[str]:
        return [str(self.python), "-m", "cascade_xl"]

    def rows(self, command: str, arguments: Sequence[str], units: int = 1) -> tuple[list[Row], list[str]]:
        """The command in `ONE` process and in `TWO`, as far as it can be asked for them; and what it cannot be
        asked for."""
        asked = [*self.start, command, "--help"]
        said = subprocess.run(asked, capture_output=True, encoding="utf-8", check=True).stdout
        known = [option for option in _OPTIONS if option in said]
        given = [*self.start, command, *arguments]
        if not known:
            plain = Row(ONE, f"cascade-xl {command}", given, units, _ENDINGS[command])
            note = f"cascade-xl {command} has no {' and no '.join(_OPTIONS)} yet: the plain command ran"
            return [plain], [note]
        found = []
        for n, key in enumerate((ONE, TWO)):
            options = [word for option in known for word in (option, _OPTIONS[option][n])]
            found.append(Row(key, f"cascade-xl {command}, {key}", [*given, *options], units, _ENDINGS[command]))
        return found, []

    def row(self, command: str, arguments: Sequence[str], key: str, label: str, units: int = 1) -> Row:
        """The plain command."""
        return Row(key, label, [*self.start, command, *arguments], units, _ENDINGS[command])

    def imported(self, command: str, arguments: Sequence[str]) -> list[str]:
        """The modules that a command imports, in their order."""
        asked = [str(self.python), "-X", "importtime", "-m", "cascade_xl", command, *arguments]
        said = subprocess.run(asked, capture_output=True, encoding="utf-8", check=False).stderr
        lines = (line for line in said.splitlines() if line.startswith("import time:"))
        return [line.rpartition("|")[2].strip() for line in lines][1:]
