"""The two command lines that xlwings' VBA builds, and how Windows and a Mac take them apart.

Windows is played here: cmd.exe's quotes, carets and ampersands, then the C runtime's rules for arguments. A Mac's
shell is a shell.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ADDIN = r"C:\Users\siti\AppData\Roaming\Microsoft\Excel\XLSTART\cascade_xl.xlam"


def windows_line(command: str, folder: str, book: str) -> str:
    """What ExecuteWindows hands to cmd.exe /C, for a Python on drive C."""
    search = f"false;{folder}\\{book};{ADDIN};;;;".replace("&", "^&").replace("\\", "\\\\")
    python = (
        f'"{sys.executable}" -B -c "import xlwings.utils;xlwings.utils.prepare_sys_path(\\"{search}\\"); {command}" '
    )
    return (
        f'C: & cd "C:\\Python" & {python} --wb="{book}" --from_xl=1'
        ' --app="C:\\Program Files\\Office\\Microsoft Excel" --hwnd="1234" 2> "C:\\Temp\\xlwings.log" '
    )


def cmd_commands(line: str) -> list[str]:
    """The commands of a line as cmd.exe splits it: a quote switches, a caret outside quotes takes the next as it is."""
    commands, quoted, taken = [""], False, False
    for sign in line:
        if taken:
            taken = False
        elif sign == '"':
            quoted = not quoted
        elif sign == "^" and not quoted:
            taken = True
            continue
        elif sign in "&|" and not quoted:
            commands.append("")
            continue
        elif sign == ">" and not quoted:
            commands[-1] = commands[-1].rstrip("12") + "\0"
            continue
        commands[-1] += sign
    return [command.partition("\0")[0].strip() for command in commands]


def arguments(command: str) -> list[str]:
    """The arguments of a command as the C runtime reads them: backslashes count only before a quote."""
    found: list[str] = []
    current, quoted, started, slashes = "", False, False, 0
    for sign in command + " ":
        if sign == "\\":
            slashes += 1
            continue
        if sign == '"':
            current += "\\" * (slashes // 2)
            if slashes % 2:
                current += '"'
            else:
                quoted = not quoted
            slashes, started = 0, True
            continue
        current, slashes = current + "\\" * slashes, 0
        if sign in " \t" and not quoted:
            if current or started:
                found.append(current)
            current, started = "", False
        else:
            current += sign
    return found


def run_on_windows(command: str, book: str, *, folder: str, extra: Path) -> subprocess.CompletedProcess[str]:
    """Split the line as Windows would, and start the last of its commands."""
    *moves, python = cmd_commands(windows_line(command, folder, book))
    assert moves == ["C:", 'cd "C:\\Python"'], moves
    return _run(arguments(python), extra)


def run_on_mac(command: str, book: str, *, folder: str, extra: Path) -> subprocess.CompletedProcess[str]:
    """The line that xlwings' script gives to the shell."""
    search = f"false;{folder}/{book};/Applications/cascade_xl.xlam;;;;".replace("'", "\\'") + ";"
    line = (
        f"'{sys.executable}' -B -u -W ignore -c \"import xlwings.utils;xlwings.utils.prepare_sys_path('{search}');"
        f'{command} " "--wb={book}" "--from_xl=1" "--app=/Applications/Microsoft Excel.app"'
    )
    return _run(["/bin/sh", "-c", line], extra)


def _run(command: list[str], extra: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(extra)}
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", env=environment, cwd=extra, timeout=60, check=False
    )
