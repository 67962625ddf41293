"""What `status` says of one application, and the checks that both share."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from cascade_xl import __version__
from cascade_xl.hosts.installation.machine import InstallationError, Machine

AGAIN = "Jalankan: cascade-xl addin install"
_ASK = "import cascade_xl, xlwings; print(cascade_xl.__version__, xlwings.__version__)"


@dataclass
class Health:
    """Lines of what is so, and a line of what to do for each thing to mend."""

    application: str
    facts: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def compare_version(health: Health, installed: str) -> None:
    """The add-in's version against this package's."""
    health.facts.append(f"add-in terpasang, versi {installed or 'tidak diketahui'}")
    if installed != __version__:
        health.problems.append(
            f"Versi add-in ({installed or 'tidak diketahui'}) berbeda dari versi paket ({__version__}). {AGAIN}"
        )


def ask_interpreter(health: Health, machine: Machine, named: str) -> None:
    """Whether the interpreter that the add-in starts is there, and can import what a click needs."""
    if not named:
        health.problems.append(f"Add-in belum tahu Python mana yang dipakai. {AGAIN}")
        return
    if not Path(named).is_file():
        health.problems.append(f"Python tidak ditemukan di {named}. {AGAIN}")
        return
    try:
        answer = machine.run(Path(named), "-B", "-c", _ASK, timeout=60)
    except InstallationError as error:
        health.problems.append(f"{error} {AGAIN}")
        return
    if answer.returncode != 0 or len(answer.stdout.split()) < 2:
        why = (answer.stderr.strip().splitlines() or ["tanpa keterangan"])[-1]
        health.problems.append(
            f"Python di {named} tidak dapat memuat cascade_xl ({why}). "
            f"Jalankan: pip install --upgrade cascade-xl, lalu: cascade-xl addin install"
        )
        return
    package, xlwings = answer.stdout.split()[-2:]  # whatever else that Python prints when it starts
    health.facts.append(f"Python {named}: cascade_xl {package}, xlwings {xlwings}")
    if package != __version__:
        health.problems.append(f"Python itu memuat cascade_xl {package}, bukan {__version__}. {AGAIN}")
