"""The extension in LibreOffice Calc, installed with LibreOffice's own ``unopkg``."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from cascade_xl.hosts.installation import archive
from cascade_xl.hosts.installation.build import OXT
from cascade_xl.hosts.installation.health import AGAIN, Health, ask_interpreter, compare_version
from cascade_xl.hosts.installation.machine import InstallationError, Machine
from cascade_xl.resources import ADDIN

NAME = "LibreOffice"
INTERPRETER = "interpreter.txt"
_TOOL = "unopkg"
OFFICE = "soffice"
_RESTART = "Tutup semua jendela LibreOffice, lalu buka lagi Calc."
_NOT_FOUND = "LibreOffice tidak ditemukan. Bila terpasang di folder lain, tambahkan foldernya ke PATH, lalu ulangi."


def install(machine: Machine) -> list[str]:
    """Install or replace the extension; what was done and what to do next."""
    tool = _tool(machine)
    shipped = ADDIN / "built" / OXT
    if not shipped.is_file():
        raise InstallationError(
            f"{shipped.name} tidak ada dalam paket ini. Jalankan: pip install --force-reinstall cascade-xl"
        )
    parts = archive.parts_of(shipped.read_bytes())
    parts[INTERPRETER] = f"{machine.interpreter}\n".encode()
    with tempfile.TemporaryDirectory(prefix="cascade-xl-") as scratch:
        copy = Path(scratch, OXT)
        copy.write_bytes(archive.packed(parts))
        _do(machine, tool, "add", "--force", "--suppress-license", copy)
    return ["ekstensi dipasang.", f"Python yang dipakai: {machine.interpreter}", _RESTART]


def uninstall(machine: Machine) -> list[str]:
    """Remove the extension."""
    folder = _installed(machine)
    if folder is None:
        return ["ekstensi memang tidak terpasang."]
    identifier = archive.description((folder / "description.xml").read_bytes()).get("identifier", "")
    _do(machine, _tool(machine), "remove", identifier or OXT)
    return ["ekstensi dihapus.", "Tutup semua jendela LibreOffice, lalu buka lagi."]


def status(machine: Machine) -> Health | None:
    """How the extension stands; None where there is no LibreOffice."""
    folder = _installed(machine)
    if folder is None and program(machine, _TOOL) is None:
        return None
    health = Health(NAME)
    if folder is None:
        health.problems.append(f"Ekstensi belum terpasang. {AGAIN} --libreoffice")
        return health
    compare_version(health, archive.description((folder / "description.xml").read_bytes()).get("version", ""))
    named = folder / INTERPRETER
    ask_interpreter(health, machine, named.read_text(encoding="utf-8").strip() if named.is_file() else "")
    return health


def _do(machine: Machine, tool: Path, *arguments: str | Path) -> None:
    if machine.administrator:
        raise InstallationError(
            "LibreOffice menolak ekstensi yang dipasang atau dihapus oleh root. "
            "Jalankan perintah ini lagi sebagai pengguna biasa, tanpa sudo."
        )
    done = machine.run(tool, *arguments)
    if done.returncode < 0:  # it crashes now and then, and does the same well the next time
        done = machine.run(tool, *arguments)
    if done.returncode != 0:
        said = " ".join(f"{done.stdout} {done.stderr}".split())
        raise InstallationError(f"unopkg gagal: {said}\nTutup semua jendela LibreOffice, lalu ulangi.")


def _tool(machine: Machine) -> Path:
    found = program(machine, _TOOL)
    if found is None:
        raise InstallationError(_NOT_FOUND)
    return found


def program(machine: Machine, name: str) -> Path | None:
    """One of LibreOffice's programs: on the PATH, beside soffice, or where installers put it."""
    return machine.program(name) or next((path for path in _candidates(machine, name) if path.is_file()), None)


def _candidates(machine: Machine, name: str) -> Iterator[Path]:
    names = (f"{name}.com", f"{name}.exe") if machine.platform == "windows" else (name,)
    for folder in _program_folders(machine):
        for name in names:
            yield folder / name


def _program_folders(machine: Machine) -> Iterator[Path]:
    if soffice := machine.program(OFFICE):
        yield soffice.resolve().parent
    if machine.platform == "windows":
        for variable in ("ProgramW6432", "ProgramFiles", "ProgramFiles(x86)"):
            if named := machine.environment.get(variable):
                yield Path(named, "LibreOffice", "program")
    elif machine.platform == "mac":
        for root in (machine.system, machine.home):
            yield root / "Applications" / "LibreOffice.app" / "Contents" / "MacOS"
    else:
        yield machine.system / "usr" / "lib" / "libreoffice" / "program"
        yield from sorted((machine.system / "opt").glob("libreoffice*/program"), reverse=True)


def _installed(machine: Machine) -> Path | None:
    """The folder that LibreOffice unpacked the extension into. Folders of older ones stay there until LibreOffice's
    next start; the ledger beside them names the one that counts."""
    cache = _profile(machine) / "uno_packages" / "cache"
    try:
        ledger = (cache / "uno_packages.pmap").read_bytes()
    except OSError:
        return None
    unpacked = sorted((cache / "uno_packages").glob(f"*/{OXT}/description.xml"))
    counting = (path.parent for path in unpacked if path.parts[-3].removesuffix("_").encode() in ledger)
    return next(counting, None)


def _profile(machine: Machine) -> Path:
    if machine.platform == "windows":
        base = machine.folder("APPDATA", machine.home / "AppData" / "Roaming") / "LibreOffice"
    elif machine.platform == "mac":
        base = machine.home / "Library" / "Application Support" / "LibreOffice"
    else:
        base = machine.folder("XDG_CONFIG_HOME", machine.home / ".config") / "libreoffice"
    return base / "4" / "user"
