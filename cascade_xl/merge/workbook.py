"""The regency workbook as a file: written whole or not at all, and the same bytes for the same sources."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import IO

from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.workbook import Workbook

from cascade_xl.files import WriteError, reason, whole
from cascade_xl.merge import carried, matriks, rekap, standard, sumber, target_sheet, temuan
from cascade_xl.merge.cells import safe
from cascade_xl.merge.consolidate import MATRIKS_FIRST, Region
from cascade_xl.merge.frame import Looks
from cascade_xl.merge.source import MergeError, Source

_MADE = datetime(2000, 1, 1)
"""The date in the document's properties: a real one would make two merges of the same files differ."""
_NOT_LIVE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write(merged: Region | Sequence[Source], output: Path | IO[bytes]) -> None:
    """Write the regency workbook to a path, replaced only whole, or to a binary stream. Raises `MergeError`."""
    region = merged if isinstance(merged, Region) else Region.of(merged)
    _refuse(region)
    if not isinstance(output, Path):
        buffer = BytesIO()
        _build(region, buffer)
        output.write(buffer.getvalue())
        return
    target = output.resolve()
    if any(target == source.path.resolve() for source in region.heads):
        raise MergeError(f"{output}: keluaran sama dengan masukan. Pilih nama lain; berkas OPD tidak pernah diubah.")
    try:
        with whole(target) as temporary:
            _build(region, temporary)
    except WriteError as error:
        raise MergeError(str(error)) from error
    except OSError as error:
        raise MergeError(f"{output}: tidak dapat ditulis ({reason(error)}). Periksa ruang dan izin folder.") from error


def _refuse(region: Region) -> None:
    if not region.heads:
        raise MergeError("Tidak ada berkas yang digabung.")
    columns, _ = standard.matriks_columns(region.years, region.extra)
    if len(columns) > standard.MAX_COLUMNS:
        raise MergeError(
            f"Matriks akan berisi {len(columns)} kolom, sedangkan Excel menampung {standard.MAX_COLUMNS}. "
            "Kurangi kolom tambahan di berkas OPD."
        )
    findings = sum(head.found for head in region.heads)
    for sheet, rows in ((standard.Sheet.MATRIKS, region.rows), (standard.Sheet.TEMUAN, findings)):
        if rows > standard.MAX_ROWS - MATRIKS_FIRST:
            raise MergeError(
                f"Lembar {sheet} akan berisi {rows} baris, sedangkan Excel menampung {standard.MAX_ROWS}. "
                "Gabungkan dalam beberapa bagian."
            )


def _build(region: Region, output: Path | BytesIO) -> None:
    with tempfile.TemporaryDirectory(prefix="cascade-xl-") as parts:
        book = Workbook(output, {**_NOT_LIVE, "tmpdir": parts})
        title = safe(f"Cascading Kinerja {region.name} {region.period}".strip())
        book.set_properties({"title": title, "created": _MADE})
        looks = Looks(book)
        front = rekap.reserve(book, looks, region)
        begins = temuan.write(book, looks, region)
        target_sheet.write(book, looks, region)
        matriks.write(book, looks, region)
        sumber.write(book, looks, region)
        carried.write_exemptions(book, looks, region)
        carried.write_facts(book, region)
        rekap.fill(front, region, begins)
        try:
            book.close()
        except XlsxWriterException as error:  # it wraps the OSError of a full disk
            raise OSError(str(error)) from error
