"""Gabungkan folder: the workbooks of a folder become one regency workbook, which is then opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from cascade_xl.files import workbooks_in
from cascade_xl.hosts.problems import HostError
from cascade_xl.hosts.xl import OpenBook


def merge(book: OpenBook, folder: str) -> None:
    """Merge a folder's workbooks beside it and open the result. Raises `HostError`, with nothing written."""
    from cascade_xl.merge import MergeError, merge_files
    from cascade_xl.merge.files import summary

    chosen = Path(folder)
    if not folder or not chosen.is_dir():
        raise HostError(f"Folder tidak ditemukan: {folder}. Klik Gabungkan folder lagi, lalu pilih foldernya.")
    paths = workbooks_in(chosen)
    if not paths:
        raise HostError(f"Tidak ada buku kerja (.xlsx) di folder {chosen}. Pilih folder yang berisi kiriman OPD.")
    output = _free(chosen.resolve())

    def progress(todo: Sequence[Path]) -> Iterator[Path]:
        for number, path in enumerate(todo, start=1):
            book.status(f"Membaca {number} dari {len(todo)}: {path.name}")
            yield path
        book.status(f"Menulis {output.name}…")

    try:
        sources = merge_files(paths, output, progress=progress)
    except MergeError as error:
        book.status("")
        raise HostError(str(error)) from error
    book.open(output)
    book.status(f"Gabungan selesai: {output.name}: {summary(sources)}.")


def _free(folder: Path) -> Path:
    """A name that is not taken, beside the folder: inside it the next merge would meet the result."""
    stem = f"Gabungan {folder.name}".strip()
    names = (f"{stem}.xlsx", *(f"{stem} ({number}).xlsx" for number in range(2, 10_000)))
    return next(path for name in names if not (path := folder.parent / name).exists())
