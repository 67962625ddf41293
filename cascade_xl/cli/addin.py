"""``cascade-xl addin``: the buttons in Excel and LibreOffice."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from cascade_xl.cli.parser import Commands, describe
from cascade_xl.cli.problems import UserError
from cascade_xl.files import reason

if TYPE_CHECKING:
    from cascade_xl.hosts.installation.machine import Machine

T = TypeVar("T")


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "addin",
        help="tombol Cascading di Excel dan LibreOffice: pasang, lepas, periksa",
        description="Pasang, lepas atau periksa tombol Cascading di Excel dan LibreOffice Calc.",
        epilog="Contoh:\n  cascade-xl addin install\n  cascade-xl addin status",
    )
    actions = command.add_subparsers(metavar="TINDAKAN", required=True)
    for name, run, text in (
        ("install", _install, "pasang, atau ganti dengan versi paket ini"),
        ("uninstall", _uninstall, "lepas; hanya yang dipasang perintah ini yang dihapus"),
        ("status", _status, "periksa yang terpasang; kode keluar 1 bila ada yang perlu dibenahi"),
    ):
        action = actions.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
        action.add_argument("--excel", action="store_true", help="hanya Excel")
        action.add_argument("--libreoffice", action="store_true", help="hanya LibreOffice")
        describe(action, run, (f"cascade-xl addin {name}", f"cascade-xl addin {name} --excel"))
    text = "buat berkas add-in dari sumbernya (untuk pengembang)"
    action = actions.add_parser("build", help=text, description=f"{text[0].upper()}{text[1:]}.")
    action.add_argument(
        "-o", "--output", type=Path, metavar="FOLDER", help="folder hasil (bawaan: tempat berkas yang dibawa paket)"
    )
    describe(action, _build, ("cascade-xl addin build", "cascade-xl addin build -o hasil/"))


def _build(arguments: argparse.Namespace) -> int:
    """Build both files and name them."""
    from cascade_xl.files import WriteError
    from cascade_xl.hosts.installation.build import build
    from cascade_xl.hosts.installation.machine import InstallationError
    from cascade_xl.resources import ADDIN

    folder: Path = arguments.output or ADDIN / "built"
    try:
        made = build(folder)
    except OSError as error:
        raise UserError(f"{folder}: tidak dapat ditulis ({reason(error)}). Pilih folder lain.") from error
    except (InstallationError, WriteError) as error:
        raise UserError(str(error)) from error
    for path in made:
        print(f"Ditulis: {path}")
    return 0


def _install(arguments: argparse.Namespace) -> int:
    """Install where it can be done; exit 2 only when it could be done nowhere."""
    from cascade_xl.hosts.installation import bytecode, excel, libreoffice

    jobs = {excel.NAME: excel.install, libreoffice.NAME: libreoffice.install}
    done, failed = _each(arguments, jobs)
    if not done:
        raise UserError("\n".join([*failed, "Tidak ada yang dipasang."]))
    bytecode.compile_imports()
    print("\n".join(failed), end="\n" if failed else "", file=sys.stderr)
    return 0


def _uninstall(arguments: argparse.Namespace) -> int:
    """Remove what was installed; exit 2 when something could not be removed."""
    from cascade_xl.hosts.installation import excel, libreoffice

    _, failed = _each(arguments, {excel.NAME: excel.uninstall, libreoffice.NAME: libreoffice.uninstall})
    if failed:
        raise UserError("\n".join(failed))
    return 0


def _each(arguments: argparse.Namespace, jobs: Mapping[str, Callable[[Machine], list[str]]]) -> tuple[int, list[str]]:
    """Do the chosen jobs and print what they say; how many were done, and what stopped the others."""
    from cascade_xl.hosts.installation.machine import InstallationError, Machine

    failed = []
    chosen = _chosen(arguments, jobs)
    for name, job in chosen.items():
        try:
            lines = job(Machine.here())
        except InstallationError as error:
            failed.append(f"{name}: {error}")
        else:
            print("\n".join(f"{name}: {line}" for line in lines))
    return len(chosen) - len(failed), failed


def _status(arguments: argparse.Namespace) -> int:
    """Say how each add-in stands, and what to do."""
    from cascade_xl import __version__
    from cascade_xl.hosts.installation import excel, libreoffice
    from cascade_xl.hosts.installation.machine import InstallationError, Machine

    print(f"Paket: cascade_xl {__version__}")
    found = problems = 0
    for name, look in _chosen(arguments, {excel.NAME: excel.status, libreoffice.NAME: libreoffice.status}).items():
        try:
            health = look(Machine.here())
        except (InstallationError, OSError) as error:
            raise UserError(f"{name}: {error}") from error
        if health is None:
            print(f"{name}: tidak ditemukan di komputer ini.")
            continue
        found += 1
        problems += len(health.problems)
        print(
            "\n".join(f"{name}: {line}" for line in [*health.facts, *(f"PERLU DIBENAHI. {p}" for p in health.problems)])
        )
    if not found:
        print("Excel maupun LibreOffice tidak ditemukan. Pasang salah satu, lalu jalankan: cascade-xl addin install")
    elif not problems:
        print("Semua baik.")
    return 1 if problems or not found else 0


def _chosen(arguments: argparse.Namespace, jobs: Mapping[str, T]) -> dict[str, T]:
    """The applications that the user named, or all."""
    named = {"Excel": arguments.excel, "LibreOffice": arguments.libreoffice}
    return {name: job for name, job in jobs.items() if named[name] or not any(named.values())}
