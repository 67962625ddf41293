"""``cascade-xl merge``: many OPD workbooks, one regency workbook."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cascade_xl.cli import inputs
from cascade_xl.cli.parser import Commands, describe
from cascade_xl.cli.problems import UserError

if TYPE_CHECKING:
    from cascade_xl.merge import Source


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "merge",
        help="gabungkan buku kerja banyak OPD",
        description="Periksa dan gabungkan buku kerja banyak OPD menjadi satu buku kerja daerah.\n"
        "Bila satu berkas tidak terbaca, tidak ada yang ditulis. Keluaran lama hanya diganti bila hasil baru utuh.",
    )
    inputs.add_files(command)
    command.add_argument(
        "-o", "--output", type=Path, required=True, metavar="XLSX", help="buku kerja daerah yang dibuat"
    )
    inputs.add_profile(command)
    inputs.add_nomenclature(command)
    describe(
        command,
        run,
        ("cascade-xl merge masuk/ -o Kabupaten.xlsx", "cascade-xl merge BKPSDM.xlsx Dinkes.xlsx -o Kabupaten.xlsx"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Merge, and say what came together."""
    from cascade_xl.merge import MergeError, merge_files
    from cascade_xl.merge.files import summary

    output: Path = arguments.output
    given = [path for path in arguments.berkas if path.is_dir() or path.resolve() != output.resolve()]
    if len(given) < len(arguments.berkas):
        raise UserError(f"{output}: keluaran sama dengan masukan. Pilih nama lain; berkas OPD tidak pernah diubah.")
    paths = [path for path in inputs.workbooks(given) if path.resolve() != output.resolve()]
    inputs.new_file(output, force=True)
    if output.suffix.lower() != ".xlsx":
        raise UserError(f"{output}: keluaran harus berakhiran .xlsx.")
    try:
        sources = merge_files(
            paths,
            output,
            inputs.chosen_profile(arguments.profile),
            inputs.nomenclature(arguments.nomenklatur),
            progress=lambda todo: inputs.progress(todo, "Membaca"),
        )
    except MergeError as error:
        raise UserError(str(error)) from error
    for opd, files in _twice(sources):
        print(
            f"Perhatian: {opd} diserahkan {len(files)} kali: {', '.join(files)}. Semuanya ikut digabung.",
            file=sys.stderr,
        )
    print(f"Ditulis: {output}: {summary(sources)}.")
    return 0


def _twice(sources: Sequence[Source]) -> list[tuple[str, list[str]]]:
    """The OPD that handed in more than one file, with the files."""
    files: dict[str, list[str]] = {}
    for source in sources:
        files.setdefault(source.opd, []).append(source.name)
    return [(opd, names) for opd, names in files.items() if opd and len(names) > 1]
