"""What people would use instead, as they would write it. Each is a script of its own and a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable

from tests.bench.table import Row

NEEDS = {
    "pandas_merge": ("pandas", "openpyxl", "python_calamine", "xlsxwriter"),
    "pandas_checked": ("pandas", "openpyxl", "jsonschema"),
    "frictionless_check": ("frictionless", "openpyxl"),
    "pandera_check": ("pandera", "pandas", "openpyxl"),
    "fastest": ("python_calamine", "rustpy_xlsxwriter", "xlsxwriter"),
    "floor": ("python_calamine",),
}
"""The modules that each script imports."""


def peer(key: str, label: str, script: str, *arguments: str, before: Callable[[], None] = lambda: None) -> Row:
    """A script's row in a table."""
    command = [sys.executable, "-m", f"{__name__}.{script}", *arguments]
    return Row(key, label, command, before=before, needs=NEEDS[script])


def compile_peers() -> None:
    """Import what the scripts import, once: a fresh environment compiles it then, which is no cost of theirs."""
    keeping = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for module in {module for needs in NEEDS.values() for module in needs}:
        subprocess.run([sys.executable, "-c", f"import {module}"], env=keeping, capture_output=True, check=False)
