"""``cascade-xl import``: canonical JSON as a workbook."""

from __future__ import annotations

import argparse
from pathlib import Path

from cascade_xl.cli import inputs
from cascade_xl.cli.parser import Commands, describe
from cascade_xl.cli.problems import UserError


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "import",
        help="ubah JSON menjadi buku kerja",
        description="Buat buku kerja dari JSON baku hasil export (skema: document.schema.json), tanpa kehilangan isi.",
    )
    command.add_argument("berkas", type=Path, metavar="JSON", help="berkas JSON")
    command.add_argument(
        "-o", "--output", type=Path, metavar="XLSX", help="berkas keluaran (bawaan: nama JSON dengan akhiran .xlsx)"
    )
    inputs.add_profile(command)
    inputs.add_force(command)
    describe(command, run, ("cascade-xl import BKPSDM.json -o BKPSDM.xlsx",))


def run(arguments: argparse.Namespace) -> int:
    """Write the workbook."""
    from cascade_xl.files import WriteError, write_whole
    from cascade_xl.read import UnreadableError, read_document
    from cascade_xl.write import build

    output = arguments.output or arguments.berkas.with_suffix(".xlsx")
    inputs.new_file(output, arguments.force, (arguments.berkas,))
    try:
        document, profile = read_document(arguments.berkas, inputs.chosen_profile(arguments.profile))
        write_whole(output, build(profile, document))
    except (UnreadableError, WriteError) as error:
        raise UserError(str(error)) from error
    print(f"Ditulis: {output} ({len(document.nodes)} kinerja, {len(document.indicators)} baris).")
    return 0
