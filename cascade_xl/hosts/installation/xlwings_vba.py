"""xlwings' own VBA, taken from the installed package: the module that starts Python, and its Dictionary for the Mac."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from cascade_xl.hosts.installation.machine import PROJECT, InstallationError

_VERSION = re.compile(r'XLWINGS_VERSION As String = "([^"]+)"')
_CHANGES = {
    'PROJECT_NAME As String = "myaddin"': f'PROJECT_NAME As String = "{PROJECT}"',
    # What an officer sees is Indonesian; and a Python that lacks xlwings is explained.
    "        Content = ReadFile(FileName)\n": "        Content = ReadableError(ReadFile(FileName))\n",
    '"Press Ctrl+C to copy this message to the clipboard."': '"Tekan Ctrl+C untuk menyalin pesan ini."',
    'AUTO_DISMISS, "Error", OK_BUTTON_ERROR': 'AUTO_DISMISS, "Cascading", OK_BUTTON_ERROR',
    'MsgBox Content, vbCritical, "Error"': 'MsgBox Content, vbCritical, "Cascading"',
    '"Could not find Interpreter!"': '"Python tidak ditemukan. Jalankan: cascade-xl addin install"',
    "\"To enable RunPython, please run 'xlwings runpython install' in a terminal once and try again.\"": (
        '"Python tidak dapat dijalankan. Buka Terminal, jalankan: cascade-xl addin install, lalu ulangi."'
    ),
    # A script under our own name: removing it never takes that of another add-in.
    'AppleScriptTask("xlwings-" &': f'AppleScriptTask("{PROJECT}-" &',
    'Application.StatusBar = "Running..."': 'Application.StatusBar = "Sedang bekerja..."',
}


def folder() -> Path:
    """Where xlwings is installed; found without importing it."""
    found = find_spec("xlwings")
    if found is None or found.origin is None:
        raise InstallationError("Paket xlwings tidak ditemukan. Jalankan: pip install --upgrade cascade-xl")
    return Path(found.origin).parent


def package_version() -> str | None:
    """The version of the installed package."""
    try:
        return version("xlwings")
    except PackageNotFoundError:
        return None


def module() -> str:
    """The module, with our project's name and Indonesian texts. A text that is not found is a new xlwings: look."""
    text = _original()
    for before, after in _CHANGES.items():
        if before not in text:
            raise InstallationError(
                f"xlwings {package_version()} tidak seperti yang diuji: tidak ada {before.strip()}."
            )
        text = text.replace(before, after)
    return text


def dictionary() -> str:
    """The class that stands in for Scripting.Dictionary on a Mac."""
    return (folder() / "addin" / "Dictionary.cls").read_text(encoding="ascii")


def applescript_version() -> str:
    """The version in the VBA module, which is also in the name of the script that it starts on a Mac."""
    found = _VERSION.search(_original())
    if found is None:
        raise InstallationError(f"xlwings {package_version()} tidak seperti yang diuji: versinya tidak ada dalam VBA.")
    return found[1]


def applescript() -> bytes:
    """The script through which Excel for Mac starts Python; the interpreter's path may hold a space."""
    found = sorted(folder().glob("xlwings-*.applescript"))
    if not found:
        raise InstallationError("Paket xlwings tidak lengkap. Jalankan: pip install --force-reinstall xlwings")
    text = found[-1].read_bytes()
    before, after = (
        b"set ShellCommand to PythonInterpreter &",
        b"set ShellCommand to (quoted form of PythonInterpreter) &",
    )
    if before not in text:
        raise InstallationError(f"xlwings {package_version()} tidak seperti yang diuji: naskah AppleScript berbeda.")
    return text.replace(before, after)


def _original() -> str:
    return (folder() / "xlwings_custom_addin.bas").read_text(encoding="ascii")
