"""Lists that the user names: none is a workbook of ours, in which names and codes would be found, too."""

from __future__ import annotations

from pathlib import Path

from cascade_xl.cli.problems import UserError

OFFICES = "daftar nama OPD (.csv, atau .xlsx dengan judul kolom 'Perangkat Daerah')"
NAMES = "daftar kode dan nama program, kegiatan, sub kegiatan dari Kemendagri (.xlsx)"


def refuse_own(path: Path, option: str, wanted: str) -> None:
    """Say what a file is that is no list, and what to give instead."""
    from cascade_xl.read.kinds import kind

    if found := kind(path):
        raise UserError(f"{path.name}: ini {found}. Untuk {option} berikan {wanted}, lalu ulangi.")
