"""The whole merge: paths of OPD workbooks → one regency workbook, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cascade_xl.files import WriteError
from cascade_xl.merge.gather import Progress, gather
from cascade_xl.merge.source import MergeError, Source
from cascade_xl.merge.workbook import write
from cascade_xl.model import Severity
from cascade_xl.profile import Profile
from cascade_xl.read import UnreadableError
from cascade_xl.rules.book import Nomenclature


def merge_files(
    paths: Sequence[Path],
    output: Path,
    using: Profile | None = None,
    names: Nomenclature | None = None,
    progress: Progress | None = None,
) -> list[Source]:
    """Read, check and merge files. Raises `MergeError` with a message for the officer, and then nothing is written."""
    try:
        sources = gather(paths, using, names, progress)
    except UnreadableError as error:
        raise MergeError(
            f"{error}\nTidak ada yang ditulis. Perbaiki atau keluarkan berkas itu, lalu ulangi."
        ) from error
    crashed = {name for source in sources for name in source.crashed}
    if crashed:
        raise MergeError(
            f"Aturan gagal dijalankan: {', '.join(sorted(crashed))}. Tidak ada yang ditulis. Mohon dilaporkan."
        )
    try:
        write(sources, output)
    except WriteError as error:
        raise MergeError(str(error)) from error
    return sources


def summary(sources: Sequence[Source]) -> str:
    """What came together, in words."""
    rows = sum(source.lines for source in sources)
    counts = (f"{sum(s.open[severity] for s in sources)} {severity.label}" for severity in Severity)
    return f"{len(sources)} berkas, {rows} baris, {', '.join(counts)}"
