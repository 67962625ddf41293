"""``cascade-xl export``: a workbook as canonical JSON."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cascade_xl.cli import inputs
from cascade_xl.cli.parser import Commands, describe
from cascade_xl.cli.problems import UserError

if TYPE_CHECKING:
    from cascade_xl.model import Document


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "export",
        help="ubah buku kerja menjadi JSON",
        description="Tulis isi satu buku kerja sebagai JSON baku (skema: document.schema.json), tanpa kehilangan isi.",
    )
    command.add_argument("berkas", type=Path, metavar="BERKAS", help="buku kerja (.xlsx, .xlsm)")
    command.add_argument(
        "-o", "--output", type=Path, metavar="JSON", help="berkas keluaran; bila kosong, ditulis ke layar"
    )
    inputs.add_profile(command)
    inputs.add_force(command)
    describe(command, run, ("cascade-xl export BKPSDM.xlsx -o BKPSDM.json",))


def run(arguments: argparse.Namespace) -> int:
    """Write the JSON."""
    from cascade_xl.files import WriteError, write_whole
    from cascade_xl.read import UnreadableError, read_document
    from cascade_xl.write.canonical import to_json

    if arguments.output is not None:
        inputs.new_file(arguments.output, arguments.force, (arguments.berkas,))
    try:
        document, profile = read_document(arguments.berkas, inputs.chosen_profile(arguments.profile))
        text = json.dumps(to_json(document, profile), ensure_ascii=False, indent=1) + "\n"
        if arguments.output is None:
            sys.stdout.write(text)
        else:
            write_whole(arguments.output, text.encode())
            print(f"Ditulis: {arguments.output} ({len(document.nodes)} kinerja, {len(document.indicators)} baris).")
    except (UnreadableError, WriteError) as error:
        raise UserError(str(error)) from error
    for note in notes(document):
        print(note, file=sys.stderr)
    return 0


def notes(document: Document) -> list[str]:
    """What an office added, in words: columns are kept; sheets and formulas (not their results) are left out."""
    found = [
        f"Kolom tambahan di lembar {sheet} ikut disimpan: {', '.join(headers)}."
        for sheet, headers in document.extra_columns.items()
    ]
    if document.extra_sheets:
        found.append(f"Lembar tambahan tidak ikut disimpan: {', '.join(document.extra_sheets)}.")
    if document.formulas:
        found.append(f"{document.formulas} sel berisi rumus; yang disimpan adalah hasilnya.")
    return found
