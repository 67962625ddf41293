"""Gabungkan folder: the workbooks of a folder become one regency workbook, which is then opened."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from cascade_xl.files import workbooks_in
from cascade_xl.hosts.problems import HostError
from cascade_xl.hosts.xl import OpenBook


def merge(book: OpenBook, folder: str) -> None:
    """Merge a folder's workbooks beside it and open the result. Raises `HostError`, with nothing written."""
    from cascade_xl.engines import SERIAL  # a guarded computer may forbid Excel's child further children
    from cascade_xl.merge import Choices, MergeError, merge_files
    from cascade_xl.merge.files import summary

    chosen = Path(folder)
    if not folder or not chosen.is_dir():
        raise HostError(f"Folder tidak ditemukan: {folder}. Klik Gabungkan folder lagi, lalu pilih foldernya.")
    paths = workbooks_in(chosen)
    if not paths:
        raise HostError(f"Tidak ada buku kerja (.xlsx) di folder {chosen}. Pilih folder yang berisi kiriman OPD.")
    output = _free(chosen.resolve())

    done = count(1)

    def told(name: str, rows: int) -> None:
        number = next(done)
        book.status(f"Dibaca {number} dari {len(paths)}: {name}" if number < len(paths) else f"Menulis {output.name}…")

    try:
        region = merge_files(paths, output, Choices(engine=SERIAL), told)
    except MergeError as error:
        book.status("")
        raise HostError(str(error)) from error
    book.open(output)
    book.status(f"Gabungan selesai: {output.name}: {summary(region)}.")


def _free(folder: Path) -> Path:
    """A name that is not taken, beside the folder: inside it the next merge would meet the result."""
    stem = f"Gabungan {folder.name}".strip()
    names = (f"{stem}.xlsx", *(f"{stem} ({number}).xlsx" for number in range(2, 10_000)))
    return next(path for name in names if not (path := folder.parent / name).exists())
