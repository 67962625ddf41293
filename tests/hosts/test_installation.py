"""Installing, removing, and telling what is wrong: Windows and macOS in temporary folders, LibreOffice for real."""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cascade_xl import __version__
from cascade_xl.hosts.installation import archive, build, configuration, excel, libreoffice, xlwings_vba
from cascade_xl.hosts.installation.machine import InstallationError, Machine, Platform
from cascade_xl.resources import ADDIN
from tests.hosts.machines import mac, older, vba_setting, windows
from tests.hosts.test_build import extension
from tests.judges import need

XLAM = ADDIN / "built" / build.XLAM
NOBODY = 65534


def _xlam(machine: Machine) -> Path:
    [found] = [path for path in machine.home.rglob("*.xlam") if not path.name.startswith(".")]
    return found


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _python(folder: Path, script: str) -> Path:
    """A program that stands where an interpreter should."""
    path = folder / "python"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_windows(tmp_path: Path) -> None:
    machine = windows(tmp_path)
    said = excel.install(machine)
    assert _xlam(machine) == machine.home / "AppData/Roaming/Microsoft/Excel/XLSTART/cascade_xl.xlam"
    assert _xlam(machine).read_bytes() == XLAM.read_bytes()
    assert any("Tutup semua jendela Excel" in line for line in said)
    conf = machine.home / ".cascade_xl" / "cascade_xl.conf"
    assert vba_setting(conf, "INTERPRETER_WIN") == sys.executable
    assert vba_setting(conf, "ADD_WORKBOOK_TO_PYTHONPATH") == "false"
    health = excel.status(machine)
    assert health and not health.problems
    assert any(f"cascade_xl {__version__}, xlwings {xlwings_vba.package_version()}" in fact for fact in health.facts)


def test_mac(tmp_path: Path) -> None:
    machine = mac(tmp_path)
    excel.install(machine)
    library = machine.home / "Library"
    startup = library / "Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel"
    assert _xlam(machine) == startup / "cascade_xl.xlam"
    assert vba_setting(library / "Containers/com.microsoft.Excel/Data/cascade_xl.conf", "INTERPRETER_MAC")
    [script] = (library / "Application Scripts/com.microsoft.Excel").iterdir()
    called = re.search(r'AppleScriptTask\("([^"]+)" & XLWINGS_VERSION & "([^"]+)"', xlwings_vba.module())
    assert called and script.name == f"{called[1]}{xlwings_vba.applescript_version()}{called[2]}"
    text = script.read_text(encoding="utf-8")
    assert "on VbaHandler(ParameterString)" in text
    assert 'set ShellCommand to (quoted form of PythonInterpreter) & " -B' in text
    health = excel.status(machine)
    assert health and not health.problems
    script.unlink()
    health = excel.status(machine)
    assert health and ["Naskah" in problem for problem in health.problems] == [True]


def test_the_places_are_those_that_the_vba_reads() -> None:
    text = xlwings_vba.module()
    assert r'Environ("USERPROFILE") & "\." & PROJECT_NAME & "\" & PROJECT_NAME & ".conf"' in text
    assert 'GetMacDir("$HOME", False) & "/" & PROJECT_NAME & ".conf"' in text
    for key in ("INTERPRETER_WIN", "INTERPRETER_MAC", "ADD_WORKBOOK_TO_PYTHONPATH"):
        assert f'GetConfig("{key}", ' in text


@pytest.mark.parametrize("make", [windows, mac])
def test_removing_leaves_no_trace_and_nothing_of_the_users(tmp_path: Path, make: Callable[[Path], Machine]) -> None:
    machine = make(tmp_path)
    neighbours = {
        machine.home / "AppData/Roaming/Microsoft/Excel/XLSTART/PERSONAL.XLSB": b"x",
        machine.home / "Library/Application Scripts/com.microsoft.Excel/xlwings-0.30.0.applescript": b"x",
    }
    for path, content in neighbours.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    before = _files(tmp_path)
    excel.install(machine)
    excel.uninstall(machine)
    assert _files(tmp_path) == before
    assert not (machine.home / ".cascade_xl").exists()
    assert excel.uninstall(machine) == ["add-in memang tidak terpasang."]


def test_the_users_own_lines_stay(tmp_path: Path) -> None:
    machine = windows(tmp_path)
    conf = machine.home / ".cascade_xl" / "cascade_xl.conf"
    conf.parent.mkdir()
    conf.write_bytes(b'baris rusak\r\n"SHOW CONSOLE","True"\r\n"interpreter_win","C:\\lama\\python.exe"\r\n')
    excel.install(machine)
    assert vba_setting(conf, "INTERPRETER_WIN") == sys.executable
    assert conf.read_bytes().endswith(b'baris rusak\r\n"SHOW CONSOLE","True"\r\n')
    excel.uninstall(machine)
    assert conf.read_bytes() == b'baris rusak\r\n"SHOW CONSOLE","True"\r\n'


def test_again_changes_nothing_and_an_older_one_is_replaced(tmp_path: Path) -> None:
    machine = windows(tmp_path)
    excel.install(machine)
    first, changed = _files(tmp_path), _xlam(machine).stat().st_mtime_ns
    assert any("sudah terpasang" in line for line in excel.install(machine))
    assert (_files(tmp_path), _xlam(machine).stat().st_mtime_ns) == (first, changed)
    _xlam(machine).write_bytes(older(XLAM.read_bytes()))
    health = excel.status(machine)
    assert health and health.problems == [
        f"Versi add-in (0.0.1) berbeda dari versi paket ({__version__}). Jalankan: cascade-xl addin install"
    ]
    excel.install(machine)
    assert _files(tmp_path) == first


def test_open_in_excel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    machine = windows(tmp_path)
    excel.install(machine)
    _xlam(machine).write_bytes(older(XLAM.read_bytes()))
    before = _files(tmp_path)

    unlink = Path.unlink

    def locked(path: Path, *_: object) -> None:
        raise PermissionError(13, "locked", str(path))

    def remove(path: Path, missing_ok: bool = False) -> None:
        if path == _xlam(machine):
            locked(path)
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "replace", locked)
    monkeypatch.setattr(Path, "unlink", remove)
    with pytest.raises(InstallationError, match="Tutup dahulu di Excel, lalu ulangi"):
        excel.install(machine)
    with pytest.raises(InstallationError, match="Tutup Excel dan LibreOffice, lalu ulangi"):
        excel.uninstall(machine)
    assert _files(tmp_path) == before


def test_no_excel(tmp_path: Path) -> None:
    platforms: tuple[Platform, ...] = ("windows", "mac", "linux")
    for platform in platforms:
        machine = Machine(platform, tmp_path, {}, Path(sys.executable), system=tmp_path)
        assert excel.status(machine) is None
        with pytest.raises(InstallationError, match=r"Excel tidak ditemukan|tidak ada Excel untuk Linux"):
            excel.install(machine)
    assert not _files(tmp_path)


def test_python_from_the_store_writes_where_excel_does_not_look(tmp_path: Path) -> None:
    with pytest.raises(InstallationError, match=r"Pasang Python dari python\.org"):
        excel.install(replace(windows(tmp_path), private_writes=True))
    assert not _files(tmp_path)


def test_letters_that_excel_cannot_read(tmp_path: Path) -> None:
    fits = windows(tmp_path / "a", interpreter=Path(r"C:\Users\Siti Nurhasanah é\python.exe"))
    excel.install(fits)
    conf = fits.home / ".cascade_xl" / "cascade_xl.conf"
    assert vba_setting(conf, "INTERPRETER_WIN") == r"C:\Users\Siti Nurhasanah é\python.exe"
    with pytest.raises(InstallationError, match="huruf yang tidak dapat dibaca Excel"):
        excel.install(windows(tmp_path / "b", interpreter=Path("C:\\Users\\\u0141uk\\python.exe")))
    assert not [name for name in _files(tmp_path / "b") if name.endswith((".xlam", ".conf"))]


@pytest.mark.parametrize(
    ("script", "wanted"),
    [
        (
            "echo \"ModuleNotFoundError: No module named 'cascade_xl'\" >&2; exit 1",
            "tidak dapat memuat cascade_xl (Mod",
        ),
        ("echo 0.0.9 0.37.8", f"Python itu memuat cascade_xl 0.0.9, bukan {__version__}"),
        (None, "Python tidak ditemukan di"),
    ],
)
def test_status_asks_the_interpreter(tmp_path: Path, script: str | None, wanted: str) -> None:
    machine = windows(tmp_path)
    python = _python(tmp_path, script) if script else tmp_path / "hilang"
    excel.install(replace(machine, interpreter=python))
    health = excel.status(machine)
    assert health and len(health.problems) == 1
    assert wanted in health.problems[0]
    assert "cascade-xl addin install" in health.problems[0]


def test_status_names_what_is_missing(tmp_path: Path) -> None:
    machine = windows(tmp_path)
    health = excel.status(machine)
    assert health and health.problems == ["Add-in belum terpasang. Jalankan: cascade-xl addin install --excel"]
    excel.install(machine)
    conf = machine.home / ".cascade_xl" / "cascade_xl.conf"
    conf.write_text('"ADD_WORKBOOK_TO_PYTHONPATH","true"\n', encoding="ascii")
    health = excel.status(machine)
    assert health
    interpreter, workbook_folder = health.problems
    assert interpreter.startswith("Add-in belum tahu Python mana yang dipakai.")
    assert "harus false demi keamanan" in workbook_folder


def test_the_first_of_two_lines_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.conf"
    path.write_text('"A","satu"\nrusak\n"a","dua"\n', encoding="ascii")
    assert configuration.values(path, "ascii") == {"A": "satu"}
    assert configuration.values(tmp_path / "tidak ada", "ascii") == {}


@pytest.mark.parametrize(
    ("platform", "place"),
    [
        ("windows", "Program Files/LibreOffice/program/unopkg.com"),
        ("mac", "Applications/LibreOffice.app/Contents/MacOS/unopkg"),
        ("linux", "usr/lib/libreoffice/program/unopkg"),
        ("linux", "opt/libreoffice25.2/program/unopkg"),
    ],
)
def test_libreoffice_is_found_where_installers_put_it(tmp_path: Path, platform: Platform, place: str) -> None:
    environment = {"ProgramFiles": str(tmp_path / "Program Files"), "PATH": ""}
    machine = Machine(platform, tmp_path / "siti", environment, Path(sys.executable), system=tmp_path)
    assert libreoffice.status(machine) is None
    (tmp_path / place).parent.mkdir(parents=True)
    (tmp_path / place).touch()
    health = libreoffice.status(machine)
    assert health and health.problems == ["Ekstensi belum terpasang. Jalankan: cascade-xl addin install --libreoffice"]


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package that carries the smallest extension."""
    (tmp_path / "addin" / "built").mkdir(parents=True)
    path = tmp_path / "addin" / "built" / build.OXT
    path.write_bytes(build.oxt(extension(tmp_path / "libreoffice")))
    monkeypatch.setattr(libreoffice, "ADDIN", tmp_path / "addin")
    return path


@pytest.fixture
def office() -> Iterator[Machine]:
    """This computer's LibreOffice with a user of its own; as root, unopkg runs as nobody, because it refuses root."""
    need("libreoffice")
    home = Path(tempfile.mkdtemp(prefix="cascade-xl-rumah-"))
    path = os.environ["PATH"]
    if os.geteuid() == 0:
        unopkg = shutil.which("unopkg")
        (home / "bin").mkdir()
        wrapper = home / "bin" / "unopkg"
        copy = home / build.OXT
        wrapper.write_text(  # nobody cannot look into root's temporary folders
            "#!/bin/sh\n"
            'for last in "$@"; do :; done\n'
            f'[ -f "$last" ] && cp "$last" "{copy}" && set -- add --force "{copy}"\n'
            f'exec setpriv --reuid={NOBODY} --regid={NOBODY} --clear-groups {unopkg} "$@"\n',
            encoding="utf-8",
        )
        wrapper.chmod(0o755)
        os.chown(home, NOBODY, NOBODY)
        path = f"{home / 'bin'}:{path}"
    try:
        yield Machine("linux", home, {"PATH": path, "HOME": str(home)}, Path(sys.executable))
    finally:
        shutil.rmtree(home, ignore_errors=True)


def test_libreoffice_for_real(office: Machine, shipped: Path) -> None:
    assert libreoffice.uninstall(office) == ["ekstensi memang tidak terpasang."]
    new = shipped.read_bytes()
    parts = archive.parts_of(new)
    old = {name: part.replace(__version__.encode(), b"0.0.1") for name, part in parts.items()}
    for version, content in (("0.0.1", archive.packed(old)), (__version__, new)):
        shipped.write_bytes(content)
        assert any("Tutup semua jendela LibreOffice" in line for line in libreoffice.install(office))
        health = libreoffice.status(office)
        assert health and health.facts[0] == f"add-in terpasang, versi {version}"
        assert health.facts[1].startswith(f"Python {sys.executable}: cascade_xl {__version__}, xlwings ")
        assert bool(health.problems) is (version != __version__)
    assert libreoffice.uninstall(office)[0] == "ekstensi dihapus."
    health = libreoffice.status(office)
    assert health and health.problems == ["Ekstensi belum terpasang. Jalankan: cascade-xl addin install --libreoffice"]


def test_libreoffice_refuses_root(office: Machine, shipped: Path) -> None:
    with pytest.raises(InstallationError, match="sebagai pengguna biasa, tanpa sudo"):
        libreoffice.install(replace(office, administrator=True))


def test_libreoffice_fails_or_is_not_there(tmp_path: Path, shipped: Path) -> None:
    machine = Machine("linux", tmp_path, {"PATH": str(tmp_path)}, Path(sys.executable), system=tmp_path)
    with pytest.raises(InstallationError, match="LibreOffice tidak ditemukan"):
        libreoffice.install(machine)
    _python(tmp_path, "echo ERROR: rusak >&2; exit 1").rename(tmp_path / "unopkg")
    with pytest.raises(InstallationError, match="unopkg gagal: ERROR: rusak\nTutup semua"):
        libreoffice.install(machine)
    shipped.unlink()
    with pytest.raises(InstallationError, match="pip install --force-reinstall cascade-xl"):
        libreoffice.install(machine)
