"""``cascade-xl merge``: many OPD workbooks, one regency workbook."""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from cascade_xl.cli import inputs
from cascade_xl.cli.lists import OFFICES, refuse_own
from cascade_xl.cli.parser import Commands, describe
from cascade_xl.cli.problems import UserError

if TYPE_CHECKING:
    from cascade_xl.merge import Choices
    from cascade_xl.merge.consolidate import Region
    from cascade_xl.merge.files import Told
    from cascade_xl.merge.source import LeftOut

_CONFLICTS = ("fail", "newest", "first")
_ENGINES = ("auto", "serial", "processes", "dask")
_FORMS = ("xlsx", "parquet")


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
    command.add_argument(
        "--conflict",
        choices=_CONFLICTS,
        default="fail",
        help="bila satu OPD menyerahkan beberapa berkas: fail = berhenti (bawaan), newest = pakai yang terakhir "
        "disimpan, first = pakai yang pertama menurut nama berkas; yang tidak dipakai ditulis di lembar Sumber",
    )
    command.add_argument(
        "--allow-errors",
        action="store_true",
        help="gabungkan berkas yang terbaca saja; yang tidak terbaca ditulis di lembar Sumber",
    )
    command.add_argument(
        "--update", action="store_true", help="baca ulang hanya berkas yang isinya berubah sejak --update sebelumnya"
    )
    command.add_argument(
        "--return",
        dest="kembali",
        type=Path,
        metavar="FOLDER",
        help="tulis juga temuan tiap OPD sebagai buku kerja kecil untuk dikirim kembali",
    )
    command.add_argument(
        "--to",
        choices=_FORMS,
        default="xlsx",
        help="parquet = baris ditulis sebagai folder Parquet di samping keluaran, buku kerjanya berisi ringkasan; "
        "ini terjadi sendiri bila barisnya melebihi yang dimuat Excel",
    )
    inputs.add_force(command, "ganti berkas di folder --return yang sudah ada")
    against = command.add_argument_group("Pembanding")
    against.add_argument(
        "--induk", type=Path, metavar="BERKAS", help="buku kerja RPJMD milik Bappeda, pembanding visi sampai sasaran"
    )
    against.add_argument(
        "--daftar", type=Path, metavar="BERKAS", help="daftar OPD (.xlsx, .csv) yang harus menyerahkan"
    )
    inputs.add_profile(against)
    inputs.add_nomenclature(against)
    work = command.add_argument_group("Tempat kerja")
    work.add_argument(
        "--engine",
        choices=_ENGINES,
        default="auto",
        help="serial = satu proses, processes = beberapa proses, dask = kluster Dask; bawaan: menurut banyaknya berkas",
    )
    inputs.add_workers(work)
    work.add_argument("--scheduler", default="", metavar="ALAMAT", help="penjadwal Dask, misalnya tcp://10.0.0.1:8786")
    describe(
        command,
        run,
        (
            "cascade-xl merge masuk/ -o Kabupaten.xlsx",
            "cascade-xl merge masuk/ -o Kabupaten.xlsx --induk RPJMD.xlsx --daftar opd.csv --return kembali/",
            "cascade-xl merge masuk/ -o Kabupaten.xlsx --conflict newest --allow-errors",
            "cascade-xl merge masuk/ -o Kabupaten.xlsx --update",
        ),
    )


def run(arguments: argparse.Namespace) -> int:
    """Merge, and say what came together."""
    from cascade_xl.merge import MergeError, merge_files, write_returns
    from cascade_xl.merge.files import summary
    from cascade_xl.merge.returns import return_paths

    output: Path = arguments.output
    against = [path for path in (arguments.induk, arguments.daftar, arguments.nomenklatur) if path is not None]
    inputs.new_file(output, force=True, inputs=against)
    if output.suffix.lower() != ".xlsx":
        raise UserError(f"{output}: keluaran harus berakhiran .xlsx.")
    paths = _inputs(arguments.berkas, output, against)
    _refuse_foreign(output)
    choices = _choices(arguments)

    def ready(region: Region) -> Told:
        if arguments.kembali is not None:
            return_paths(region, arguments.kembali, arguments.force)
            inputs.make_folder(arguments.kembali)
        bars.close()
        return bars.enter_context(inputs.row_counter(len(region.heads), "Menulis"))

    try:
        with ExitStack() as bars:
            told = bars.enter_context(inputs.row_counter(len(paths), "Membaca"))
            region = merge_files(paths, output, choices, told, ready)
    except MergeError as error:
        raise UserError("\n".join(filter(None, (str(error), error.hint)))) from error
    try:
        returned = write_returns(region, arguments.kembali, arguments.force) if arguments.kembali is not None else []
    except MergeError as error:
        raise UserError(
            f"{error}\n{output} sudah ditulis, temuan untuk OPD belum lengkap. Ulangi dengan --force."
        ) from error
    for told_besides in (*region.notes, *map(_told, region.left_out)):
        print(told_besides, file=sys.stderr)
    print(f"Ditulis: {output}: {summary(region)}.")
    if region.dataset:
        print(f"Baris, target dan temuan: {output.with_name(region.dataset)}")
    if returned:
        print(f"Untuk dikirim kembali: {len(returned)} buku kerja di {arguments.kembali}.")
    return 0


def _told(file: LeftOut) -> str:
    """Why a file is left out; what cannot be read already begins with its name."""
    return file.reason if file.reason.startswith(file.name) else f"{file.name}: {file.reason}"


def _refuse_foreign(output: Path) -> None:
    """Replace nothing but what a merge made: a hand-in is soon named by mistake."""
    from cascade_xl.read.kinds import Kind, kind

    if output.exists() and kind(output) is not Kind.MERGED:
        raise UserError(f"{output}: sudah ada, dan bukan hasil gabungan. Pilih nama lain, atau pindahkan dahulu.")


def _inputs(given: list[Path], output: Path, against: list[Path]) -> list[Path]:
    """The files to merge; of those in a folder the old output, what the others are compared with, and findings that
    went back to OPD are none."""
    from cascade_xl.merge.returns import is_return
    from cascade_xl.read.kinds import Kind, kind

    if any(not path.is_dir() and path.resolve() == output.resolve() for path in given):
        raise UserError(f"{output}: keluaran sama dengan masukan. Pilih nama lain; berkas OPD tidak pernah diubah.")
    named = {path.resolve() for path in given}
    compared = {path.resolve() for path in against} - named
    found = [path for path in inputs.workbooks(given) if path.resolve() != output.resolve()]
    beside = [path for path in found if path.resolve() in compared]
    returned = [path for path in found if path not in given and is_return(path)]
    for skipped, why in ((beside, "dipakai sebagai pembanding"), (returned, "berisi temuan yang dikirim kembali")):
        if skipped:
            print(f"Dilewati, karena {why}: {'; '.join(path.name for path in skipped)}.", file=sys.stderr)
    if any(kind(path) is Kind.OPD for path in beside):
        print("Bila di dalamnya juga ada cascading satu OPD, sebutkan juga namanya di samping folder.", file=sys.stderr)
    return [path for path in found if path not in (*beside, *returned)]


def _choices(arguments: argparse.Namespace) -> Choices:
    from cascade_xl.checking import read_master
    from cascade_xl.merge import Choices
    from cascade_xl.read import UnreadableError
    from cascade_xl.read.offices_list import read_offices_list

    if arguments.scheduler and arguments.engine != "dask":
        raise UserError("--scheduler hanya berlaku bersama --engine dask.")
    using = inputs.chosen_profile(arguments.profile)
    if arguments.daftar is not None:
        refuse_own(arguments.daftar, "--daftar", OFFICES)
    try:
        master = read_master(arguments.induk, using) if arguments.induk is not None else None
        expected = read_offices_list(arguments.daftar) if arguments.daftar is not None else None
    except UnreadableError as error:
        raise UserError(str(error)) from error
    return Choices(
        using=using,
        nomenclature=inputs.nomenclature(arguments.nomenklatur),
        master=master,
        expected=expected,
        conflict=arguments.conflict,
        allow_errors=arguments.allow_errors,
        update=arguments.update,
        parquet=arguments.to == "parquet",
        engine=arguments.engine,
        workers=arguments.workers or None,
        scheduler=arguments.scheduler,
    )
