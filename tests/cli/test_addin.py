"""`cascade-xl addin` as a user meets it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from cascade_xl import __version__
from cascade_xl.cli import main
from cascade_xl.hosts.installation import build
from cascade_xl.hosts.installation.machine import Machine
from tests.hosts.machines import windows


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A Windows with Excel and without LibreOffice."""
    machine = windows(tmp_path)
    monkeypatch.setattr(Machine, "here", lambda: machine)
    return machine


def test_install_status_uninstall(here: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["addin", "status"]) == 1
    assert "Excel: PERLU DIBENAHI. Add-in belum terpasang." in capsys.readouterr().out
    assert main(["addin", "install"]) == 0
    said = capsys.readouterr()
    assert "Excel: add-in dipasang: " in said.out
    assert said.err.startswith("LibreOffice: LibreOffice tidak ditemukan.")
    assert main(["addin", "status"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith(f"Paket: cascade_xl {__version__}\nExcel: add-in terpasang, versi {__version__}\n")
    assert "LibreOffice: tidak ditemukan di komputer ini.\nSemua baik.\n" in said.out
    assert main(["addin", "uninstall"]) == 0
    assert "Excel: add-in dihapus: " in capsys.readouterr().out
    assert main(["addin", "status", "--excel"]) == 1


def test_nothing_to_install_into(here: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["addin", "install", "--libreoffice"]) == 2
    assert capsys.readouterr().err.endswith("Tidak ada yang dipasang.\n")
    assert main(["addin", "status", "--libreoffice"]) == 1
    assert "Pasang salah satu, lalu jalankan: cascade-xl addin install" in capsys.readouterr().out


def test_build(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["addin", "build", "-o", str(tmp_path / "hasil")]) == 0
    assert (tmp_path / "hasil" / build.XLAM).is_file()
    assert f"Ditulis: {tmp_path / 'hasil' / build.XLAM}" in capsys.readouterr().out
    (tmp_path / "berkas").touch()
    assert main(["addin", "build", "-o", str(tmp_path / "berkas")]) == 2
    monkeypatch.setitem(sys.modules, "pyopenvba", None)
    assert main(["addin", "build", "-o", str(tmp_path)]) == 2
    assert 'pip install "cascade-xl[build]"' in capsys.readouterr().err


def test_this_computer() -> None:
    machine = Machine.here()
    assert machine.interpreter == Path(sys.executable)
    assert machine.platform in ("windows", "mac", "linux")
