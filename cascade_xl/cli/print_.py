"""``cascade-xl print``: forms as sheets in a copy of the workbook, and as PDF."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from cascade_xl.cli import inputs
from cascade_xl.cli.parser import Commands, describe
from cascade_xl.cli.problems import UserError


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "print",
        help="cetak formulir: lembar Excel dan PDF",
        description="Buat formulir siap tanda tangan dari buku kerja OPD atau hasil gabungan. Untuk tiap OPD ditulis\n"
        "salinan buku kerja dengan lembar formulirnya, PDF tiap formulir, dan SVG tiap pohon kinerja.\n"
        "Berkas OPD tidak pernah diubah.",
    )
    inputs.add_files(command, needed=False)
    command.add_argument(
        "--form", action="append", metavar="F1,F9", help="formulir yang dicetak (bawaan: semua yang ada isinya)"
    )
    command.add_argument("--list", action="store_true", help="tampilkan daftar formulir, lalu selesai")
    command.add_argument("--year", type=int, metavar="TAHUN", help="tahun target untuk formulir satu tahun")
    command.add_argument(
        "--date", default="", metavar="TANGGAL", help="tanggal tanda tangan, mis. 2025-01-03 (bawaan: dari Identitas)"
    )
    command.add_argument(
        "--owner", default="semua", metavar="JABATAN", help="pejabat pada Perjanjian Kinerja (bawaan: semua pejabat)"
    )
    command.add_argument("--paper", default="F4", metavar="KERTAS", help="F4, A4 atau A3 (bawaan: F4)")
    command.add_argument(
        "--keputusan", type=Path, metavar="BERKAS", help="teks keputusan milik kantor, untuk F10 sampai F12"
    )
    command.add_argument(
        "--contoh-keputusan", type=Path, metavar="BERKAS", help="tulis contoh teks keputusan, lalu selesai"
    )
    command.add_argument("-o", "--output", type=Path, metavar="FOLDER", help="folder hasil")
    command.add_argument("--no-pdf", action="store_true", help="hanya buku kerja dan SVG, tanpa PDF")
    inputs.add_profile(command)
    inputs.add_force(command)
    describe(
        command,
        run,
        (
            "cascade-xl print BKPSDM.xlsx --form F1,F9 -o cetak/",
            "cascade-xl print masuk/ --form F14 --year 2025 --date 2025-01-03 -o cetak/",
        ),
    )


def run(arguments: argparse.Namespace) -> int:
    """Print, or show what can be printed."""
    if arguments.list:
        return _list()
    if arguments.contoh_keputusan is not None:
        return _sample(arguments.contoh_keputusan, arguments.force)
    if not arguments.berkas:
        raise UserError("Sebutkan berkas atau folder yang dicetak, atau --list untuk daftar formulir.")
    if arguments.output is None:
        raise UserError("Sebutkan folder hasil dengan -o, mis. -o cetak/.")
    return _print(arguments)


def _list() -> int:
    from cascade_xl.forms import FORMS

    for form in FORMS.values():
        print(f"{form.code:<4} {form.name.removeprefix(form.code).strip()}: {form.summary}")
    return 0


def _sample(path: Path, force: bool) -> int:
    from cascade_xl.files import WriteError, write_whole
    from cascade_xl.resources import TEMPLATES

    inputs.new_file(path, force)
    try:
        write_whole(path, (TEMPLATES / "keputusan.txt").read_bytes())
    except WriteError as error:
        raise UserError(str(error)) from error
    print(f"Ditulis: {path}. Sesuaikan isinya, lalu cetak dengan --keputusan {path}.")
    return 0


def _print(arguments: argparse.Namespace) -> int:
    from cascade_xl.cli.printing import Choices, Printing

    printing = Printing(arguments.output, Choices.of(arguments), pdf=not arguments.no_pdf, force=arguments.force)
    named = set(arguments.berkas)
    paths = [path for path in inputs.workbooks(arguments.berkas) if path in named or not printing.is_result(path)]
    printing.refuse_overwriting(paths)
    for path in inputs.progress(paths, "Menyusun"):
        printing.add(path)
    printing.finish()
    for line in printing.said:
        print(line, file=sys.stderr)
    print(printing.summary)
    return 2 if printing.failed else 0
