"""``cascade-xl template``: workbooks for OPD to fill, one or many, with the visi … sasaran of the regency filled in."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cascade_xl.cli import inputs
from cascade_xl.cli.lists import OFFICES, refuse_own
from cascade_xl.cli.parser import Commands, describe
from cascade_xl.cli.problems import UserError

if TYPE_CHECKING:
    from cascade_xl.profile import Profile


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "template",
        help="buat templat kosong untuk OPD",
        description="Buat buku kerja baku untuk diisi OPD: satu berkas, atau satu berkas untuk tiap OPD dalam daftar.",
    )
    command.add_argument(
        "-o", "--output", type=Path, required=True, metavar="KELUARAN", help="berkas .xlsx; dengan --daftar: folder"
    )
    command.add_argument(
        "--profile",
        metavar="PROFIL",
        default=None,
        help="nama profil bawaan atau berkas JSON (bawaan: profil induk, atau kabupaten)",
    )
    command.add_argument(
        "--periode", metavar="AWAL-AKHIR", help="tahun target, mis. 2025-2029, atau satu tahun, mis. 2026"
    )
    command.add_argument("--opd", metavar="NAMA", help="nama perangkat daerah")
    command.add_argument("--pemerintah", metavar="NAMA", help="nama pemerintah daerah, mis. 'Kabupaten Way Kanan'")
    command.add_argument(
        "--induk", type=Path, metavar="BERKAS", help="buku kerja induk daerah; visi sampai sasarannya diisikan"
    )
    command.add_argument(
        "--daftar",
        type=Path,
        metavar="BERKAS",
        help="daftar OPD (.xlsx, .csv); judul kolom: Perangkat Daerah, Kode OPD, Alamat, Jabatan, Nama, Pangkat, NIP",
    )
    inputs.add_force(command)
    describe(
        command,
        run,
        (
            "cascade-xl template --opd 'Dinas Kesehatan' --pemerintah 'Kabupaten Way Kanan' -o Dinkes.xlsx",
            "cascade-xl template --induk RPJMD.xlsx --daftar opd.csv -o templat/",
        ),
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the template or templates."""
    from cascade_xl.cli.prefill import Agency, master, prefilled, read_agencies
    from cascade_xl.files import WriteError, write_whole
    from cascade_xl.read import UnreadableError
    from cascade_xl.write import build

    if arguments.daftar is not None:
        refuse_own(arguments.daftar, "--daftar", OFFICES)
    try:
        regency = master(arguments.induk) if arguments.induk is not None else None
        profile = inputs.chosen_profile(arguments.profile) or (regency.profile if regency else None)
        profile = _with_period(profile, arguments.periode)
        agencies = (
            read_agencies(arguments.daftar) if arguments.daftar is not None else [Agency(opd=arguments.opd or "")]
        )
    except UnreadableError as error:
        raise UserError(str(error)) from error
    outputs = _outputs(arguments, [agency.opd for agency in agencies])
    try:
        for number, output in enumerate(inputs.progress(outputs, "Membuat")):
            write_whole(output, build(profile, prefilled(profile, agencies[number], arguments.pemerintah, regency)))
    except WriteError as error:
        raise UserError(str(error)) from error
    print(
        f"Ditulis: {outputs[0]}"
        if len(outputs) == 1
        else f"Ditulis: {len(outputs)} templat di folder {arguments.output}"
    )
    return 0


def _with_period(profile: Profile | None, period: str | None) -> Profile:
    from cascade_xl.profile import merge_patch
    from cascade_xl.resources import ProfileError, profile_data
    from cascade_xl.resources import profile as shipped

    profile = profile or shipped()
    if period is None:
        return profile
    match = re.fullmatch(r"\s*(\d{4})\s*(?:(?:-|–|s/d)\s*(\d{4}))?\s*", period)
    if match is None:
        raise UserError(
            f"Periode '{period}' tidak dapat dibaca. Tulis seperti 2025-2029, atau satu tahun seperti 2026."
        )
    if match[2] and match[2] < match[1]:
        raise UserError(f"Periode '{period}' terbalik: tahun akhir mendahului tahun awal. Tulis seperti 2025-2029.")
    patch: dict[str, Any] = {"periode": {"awal": int(match[1]), "akhir": int(match[2] or match[1])}}
    try:
        return profile_data(merge_patch(profile.data, patch), "--periode")
    except ProfileError as error:
        raise UserError(str(error)) from error


def _outputs(arguments: argparse.Namespace, names: list[str]) -> list[Path]:
    """One path per template; in a folder each is named after its OPD."""
    output: Path = arguments.output
    given = [p for p in (arguments.induk, arguments.daftar) if p is not None]
    if arguments.daftar is None:
        if output.suffix.lower() != ".xlsx":
            raise UserError(f"{output}: keluaran harus berakhiran .xlsx.")
        return [inputs.new_file(output, arguments.force, given)]
    if output.suffix.lower() == ".xlsx":
        raise UserError(f"{output}: dengan --daftar keluaran adalah folder, bukan berkas.")
    return inputs.outputs(output, names, arguments.force, given)
