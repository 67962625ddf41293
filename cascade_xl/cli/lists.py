"""Lists that the user names: none is a workbook of ours, in which names and codes would be found, too."""

from __future__ import annotations

from pathlib import Path

from cascade_xl.cli.problems import UserError

OFFICES = "daftar nama OPD (.csv, atau .xlsx dengan judul kolom 'Perangkat Daerah')"
NAMES = "daftar kode dan nama program, kegiatan, sub kegiatan dari Kemendagri (.xlsx)"


def refuse_own(path: Path, option: str, wanted: str) -> None:
    """Say what a file is that is no list, and what to give instead."""
    kind = _kind(path)
    if kind:
        raise UserError(f"{path.name}: ini {kind}. Untuk {option} berikan {wanted}, lalu ulangi.")


def _kind(path: Path) -> str:
    """Which workbook of ours a file is, by its sheets; empty for another, and for one that cannot be read."""
    from cascade_xl.contract import Sheet
    from cascade_xl.read import xlsx
    from cascade_xl.read.grid import UnreadableError, Wanted
    from cascade_xl.read.kinds import is_merged, our_sheets

    try:
        workbook = xlsx.read(path, wanted=Wanted(lambda _: False))
    except UnreadableError:
        return ""
    sheets = our_sheets(workbook)
    if is_merged(workbook, sheets):
        return "buku kerja hasil gabungan"
    return "buku kerja satu OPD" if {Sheet.IDENTITAS, Sheet.MATRIKS} <= sheets.keys() else ""
