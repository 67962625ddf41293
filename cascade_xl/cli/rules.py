"""``cascade-xl rules``: the list of rules, or one rule's page."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from cascade_xl.cli.parser import Commands, describe
from cascade_xl.cli.problems import UserError

if TYPE_CHECKING:
    from cascade_xl.rules.rule import Rule


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "rules",
        help="daftar aturan, atau penjelasan satu aturan",
        description="Daftar aturan, atau penjelasan satu aturan dengan contohnya.",
    )
    command.add_argument(
        "nama", nargs="?", metavar="ATURAN", help="nama atau nomor aturan, mis. arah-dilanggar atau T410"
    )
    describe(command, run, ("cascade-xl rules", "cascade-xl rules arah-dilanggar"))


def run(arguments: argparse.Namespace) -> int:
    """Print the list or the page."""
    from cascade_xl.rules import RULES
    from cascade_xl.rules.regency import REGENCY_RULES

    if arguments.nama is None:
        _list(RULES)
        print("\nAntar-OPD (diperiksa pada beberapa berkas sekaligus):")
        _list(REGENCY_RULES)
        return 0
    every: Sequence[Rule[Any]] = (*RULES, *REGENCY_RULES)
    wanted = arguments.nama.strip().lower()
    chosen = next((r for r in every if wanted in (r.name, r.code.lower())), None)
    if chosen is None:
        from difflib import get_close_matches

        names = [r.name for r in every]
        near = [name for name in names if wanted in name] or get_close_matches(wanted, names, n=3)
        hint = f" Maksud Anda: {', '.join(near)}?" if near else " Ketik 'cascade-xl rules' untuk daftarnya."
        raise UserError(f"Aturan '{arguments.nama}' tidak dikenal.{hint}")
    print(f"{chosen.code} {chosen.name} ({chosen.severity.label})\nSumber: {chosen.source}\n\n{chosen.page}")
    return 0


def _list(rules: Sequence[Rule[Any]]) -> None:
    for rule in rules:
        print(f"{rule.code}  {rule.severity.label:<10}  {rule.name:<31}  {rule.title}")
