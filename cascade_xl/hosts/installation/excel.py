"""The add-in in Excel: a file in Excel's start folder, and a configuration that says which Python to start."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cascade_xl.hosts.installation import archive, configuration, xlwings_vba
from cascade_xl.hosts.installation.build import XLAM
from cascade_xl.hosts.installation.health import AGAIN, Health, ask_interpreter, compare_version
from cascade_xl.hosts.installation.machine import PROJECT, InstallationError, Machine, place, remove
from cascade_xl.resources import ADDIN

NAME = "Excel"
_RESTART = "Tutup semua jendela Excel, lalu buka lagi: tab Cascading ada di pita."
_WORKBOOK_FOLDER = "ADD_WORKBOOK_TO_PYTHONPATH"
"""Must be false: else a file ``json.py`` beside a workbook would be run in place of Python's own."""


@dataclass(frozen=True)
class _Places:
    known_by: Path
    """A folder that is there where Excel was started once."""
    addin: Path
    configuration: Path
    own_folder: bool
    """Whether the configuration stands in a folder of its own."""
    interpreter_key: str
    newline: str
    scripts: Path | None = None
    """Where Excel for Mac may start scripts from."""

    @property
    def keys(self) -> tuple[str, str]:
        return self.interpreter_key, _WORKBOOK_FOLDER


def install(machine: Machine) -> list[str]:
    """Install or replace the add-in; what was done and what to do next. The add-in itself comes last, so that it never
    stands there without its configuration."""
    places = _places(machine)
    if places is None or not places.known_by.is_dir():
        raise InstallationError(_not_found(machine))
    if machine.private_writes:
        raise InstallationError(
            "Python ini dari Microsoft Store: berkas yang dipasangnya tidak terlihat oleh Excel. "
            "Pasang Python dari python.org, pasang cascade-xl di sana, lalu ulangi."
        )
    shipped = ADDIN / "built" / XLAM
    if not shipped.is_file():
        raise InstallationError(
            f"{shipped.name} tidak ada dalam paket ini. Jalankan: pip install --force-reinstall cascade-xl"
        )
    settings = {places.interpreter_key: str(machine.interpreter), _WORKBOOK_FOLDER: "false"}
    configuration.merge(places.configuration, settings, machine.encoding, places.newline)
    if places.scripts:
        script = places.scripts / _script_name(archive.properties(shipped))
        for old in set(_our_scripts(places.scripts)) - {script}:
            remove(old)
        place(script, xlwings_vba.applescript())
    new = place(places.addin, shipped.read_bytes())
    said = f"add-in dipasang: {places.addin}" if new else f"add-in sudah terpasang: {places.addin}"
    return [said, f"Python yang dipakai: {machine.interpreter}", *([_RESTART] if new else [])]


def uninstall(machine: Machine) -> list[str]:
    """Remove what `install` put there, and nothing else."""
    places = _places(machine)
    if places is None:
        return [_not_found(machine)]
    gone = remove(places.addin)
    for script in _our_scripts(places.scripts):
        remove(script)
    configuration.withdraw(
        places.configuration, places.keys, machine.encoding, places.newline, with_folder=places.own_folder
    )
    if not gone:
        return ["add-in memang tidak terpasang."]
    return [f"add-in dihapus: {places.addin}", "Tutup semua jendela Excel, lalu buka lagi."]


def status(machine: Machine) -> Health | None:
    """How the add-in stands; None where there is no Excel."""
    places = _places(machine)
    if places is None or not is_there(machine):
        return None
    health = Health(NAME)
    if not places.addin.is_file():
        health.problems.append(f"Add-in belum terpasang. {AGAIN} --excel")
        return health
    built = archive.properties(places.addin)
    compare_version(health, built.get(PROJECT, ""))
    health.facts.append(f"xlwings dalam add-in: {built.get('xlwings', 'tidak diketahui')}")
    settings = configuration.values(places.configuration, machine.encoding)
    ask_interpreter(health, machine, settings.get(places.interpreter_key, ""))
    if settings.get(_WORKBOOK_FOLDER, "").lower() != "false":
        health.problems.append(f"{places.configuration}: {_WORKBOOK_FOLDER} harus false demi keamanan. {AGAIN}")
    if places.scripts and not (places.scripts / _script_name(built)).is_file():
        health.problems.append(f"Naskah untuk menjalankan Python dari Excel tidak ada di {places.scripts}. {AGAIN}")
    return health


def is_there(machine: Machine) -> bool:
    """Whether Excel was ever started here."""
    places = _places(machine)
    return places is not None and places.known_by.is_dir()


def _places(machine: Machine) -> _Places | None:
    home = machine.home
    if machine.platform == "windows":
        excel = machine.folder("APPDATA", home / "AppData" / "Roaming") / "Microsoft" / "Excel"
        return _Places(
            known_by=excel,
            addin=excel / "XLSTART" / XLAM,
            configuration=machine.folder("USERPROFILE", home) / f".{PROJECT}" / f"{PROJECT}.conf",
            own_folder=True,
            interpreter_key="INTERPRETER_WIN",
            newline="\r\n",
        )
    if machine.platform == "mac":
        library = home / "Library"
        content = library / "Group Containers" / "UBF8T346G9.Office" / "User Content.localized"
        container = library / "Containers" / "com.microsoft.Excel" / "Data"
        return _Places(
            known_by=container,
            addin=content / "Startup.localized" / "Excel" / XLAM,
            configuration=container / f"{PROJECT}.conf",
            own_folder=False,
            interpreter_key="INTERPRETER_MAC",
            newline="\n",
            scripts=library / "Application Scripts" / "com.microsoft.Excel",
        )
    return None


def _script_name(built: dict[str, str]) -> str:
    """The name under which the VBA in a built add-in starts its script."""
    return f"{PROJECT}-{built.get('xlwings', '')}.applescript"


def _our_scripts(folder: Path | None) -> list[Path]:
    return sorted(folder.glob(f"{PROJECT}-*.applescript")) if folder else []


def _not_found(machine: Machine) -> str:
    if machine.platform == "linux":
        return "tidak ada Excel untuk Linux."
    return "Excel tidak ditemukan. Bila Excel terpasang, buka sekali lalu tutup, kemudian ulangi."
