"""``cascade-xl demo``: the main job, done on five real agencies' documents."""

from __future__ import annotations

import argparse
import io
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from cascade_xl.cli import inputs
from cascade_xl.cli.parser import Commands, describe
from cascade_xl.cli.problems import UserError
from cascade_xl.files import reason

if TYPE_CHECKING:
    from cascade_xl.cli.report import Part, Whole


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "demo",
        help="contoh lengkap dengan lima dokumen nyata",
        description="Buat, periksa dan gabungkan buku kerja dari lima dokumen cascading yang nyata, ke satu folder.",
    )
    command.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=Path("hasil-demo"),
        metavar="FOLDER",
        help="folder hasil (bawaan: hasil-demo)",
    )
    describe(command, run, ("cascade-xl demo", "cascade-xl demo coba/"))


def run(arguments: argparse.Namespace) -> int:
    """Five checked workbooks, one merged workbook, the findings as text and JSON."""
    from cascade_xl import resources
    from cascade_xl.checking import check_file
    from cascade_xl.cli import report
    from cascade_xl.cli.report_json import JsonReport, json_part
    from cascade_xl.cli.report_text import TextReport, text_part
    from cascade_xl.files import WriteError, write_whole
    from cascade_xl.merge import gather, write
    from cascade_xl.merge.across import judged
    from cascade_xl.model import Severity
    from cascade_xl.write import build

    folder: Path = arguments.folder
    filled, checked = folder / "diisi-opd", folder / "diperiksa"
    try:
        for path in (filled, checked):
            path.mkdir(parents=True, exist_ok=True)
        names = resources.example_names()
        sources = [resources.TEMPLATES / "examples" / f"{name}.xlsx" for name in names]
        entries = []
        for source in inputs.progress(sources, "Memeriksa"):
            handed_in = filled / source.name
            write_whole(handed_in, source.read_bytes())
            entry = check_file(handed_in)
            entries.append(entry)
            write_whole(checked / source.name, build(entry.profile, entry.document, entry.report))
        merged = folder / "gabungan.xlsx"
        write(judged(gather([filled / source.name for source in sources])), merged)
        listed = [report.Listed.of(entry) for entry in entries]
        write_whole(folder / "temuan.txt", _told(TextReport(), (text_part(entry, 0) for entry in listed)))
        write_whole(folder / "temuan.json", _told(JsonReport(), (json_part(entry, 0) for entry in listed)))
    except OSError as error:
        raise UserError(f"{folder}: tidak dapat ditulis ({reason(error)}). Pilih folder lain.") from error
    except WriteError as error:
        raise UserError(str(error)) from error
    for entry in entries:
        counts = ", ".join(f"{entry.report.count(severity)} {severity.label}" for severity in Severity)
        rows = len(entry.document.indicators) + len(entry.document.kunci)
        print(f"{entry.label:<26} {len(entry.document.nodes):>3} kinerja, {rows:>3} baris: {counts}")
    print(
        f"\nHasil di folder {folder.resolve()}:\n"
        f"  {filled.name}/     lima buku kerja seperti diserahkan OPD\n"
        f"  {checked.name}/     salinannya setelah diperiksa: sel ditandai, lembar Temuan terisi\n"
        f"  {merged.name}  semuanya dalam satu buku kerja daerah\n"
        "  temuan.txt, temuan.json  semua temuan\n"
        "Buka salah satu buku kerja di Excel atau LibreOffice, lalu lihat lembar Temuan."
    )
    return 0


def _told(whole: Whole, parts: Iterable[Part]) -> bytes:
    """A report as a file."""
    for part in parts:
        whole.add(part)
    text = io.StringIO()
    whole.write(text)
    return text.getvalue().encode()
