"""The analyst's door: workbooks → three tables of pandas.

    from cascade_xl.frames import frames

    f = frames("masuk/")
    turun = f.target.query("satuan_jenis == 'persen' and tahun == 2026 and nilai < 50")

Needs the extra ``pandas`` (``pip install 'cascade-xl[pandas]'``). What the columns hold, `help(frames)` says; for more
rows than memory holds, ``cascade-xl merge --to parquet`` writes the same tables to disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cascade_xl.checking import check_any
from cascade_xl.files import workbooks_in
from cascade_xl.merge.across import judged
from cascade_xl.merge.consolidate import Region
from cascade_xl.merge.gather import as_source, file_names
from cascade_xl.merge.records import Columns, regional, tables
from cascade_xl.merge.schema import TABLES, Column, Type, described
from cascade_xl.merge.source import MergeError, Source
from cascade_xl.profile import Profile

if TYPE_CHECKING:
    import pandas as pd

FilePath = str | PathLike[str]


@dataclass(frozen=True, eq=False)
class Frames:
    """The three tables. A row of *Matriks* is known in each by pemerintah, opd, berkas and baris."""

    matriks: pd.DataFrame
    target: pd.DataFrame
    temuan: pd.DataFrame


def frames(given: FilePath | Iterable[FilePath], profile: Profile | str | None = None) -> Frames:
    """Read and check workbooks, and say what they hold as tables.

    ``given`` is a workbook, canonical JSON, a regency workbook, a folder of workbooks, or several of these. ``profile``
    is used instead of the one that each file carries: a shipped one by its name, or one that was read. Rows stand as in
    a merge, by OPD and file, and files are also checked across OPD; findings about none of them stand first in
    ``temuan``. In a regency workbook *berkas* is the OPD's file, and *baris* and *sel* are places in the regency
    workbook; rules about the OPD's own sheets are left to the check of its file.

    Raises `cascade_xl.read.UnreadableError` at the first file that cannot be read, `cascade_xl.merge.MergeError` where
    a rule crashed or nothing was given, and `ImportError` where pandas is not installed.
    """
    _require_pandas()
    if isinstance(profile, str):
        from cascade_xl.resources import profile as shipped

        profile = shipped(profile)
    paths = list(_paths(given))
    if not paths:
        raise MergeError("Tidak ada buku kerja (.xlsx) untuk dibaca. Periksa nama folder atau berkasnya.")
    found = list(_sources(paths, profile))
    region = judged(source for source, is_part in found if not is_part)
    parts = [source for source, is_part in found if is_part]
    several = sorted([*region.sources, *parts], key=lambda source: source.order)
    return _frames(chain([regional(region)], map(tables, several)))


def of_region(region: Region) -> Frames:
    """The tables of a region that is already gathered; findings about no OPD's file stand first."""
    _require_pandas()
    return _frames(chain([regional(region)], map(tables, region.sources)))


def _paths(given: FilePath | Iterable[FilePath]) -> Iterator[Path]:
    several = [given] if isinstance(given, (str, PathLike)) else given
    for path in map(Path, several):
        yield from workbooks_in(path) if path.is_dir() else [path]


def _sources(paths: Iterable[Path], profile: Profile | None) -> Iterator[tuple[Source, bool]]:
    """One source after the other, each named apart from all others, and whether it is part of a regency workbook: such
    a one was checked across OPD when it was read."""
    names = file_names(paths)
    for path, name in names.items():
        for checked in check_any(path, profile, label=name):
            own = checked.document.source if len(names) == 1 else checked.label
            source = as_source(checked, path, own or name)
            if source.crashed:
                raise MergeError(
                    f"{checked.label}: aturan gagal dijalankan: {', '.join(source.crashed)}. Mohon dilaporkan."
                )
            yield source, bool(checked.document.source)


def _frames(parts: Iterable[Mapping[str, Columns]]) -> Frames:
    """The columns of all parts, one below the other."""
    joined: dict[str, Columns] = {table: {column.name: [] for column in TABLES[table]} for table in TABLES}
    for part in parts:
        for table, columns in part.items():
            for name, values in columns.items():
                joined[table][name] += values
    return Frames(**{table: _frame(table, columns) for table, columns in joined.items()})


def _frame(table: str, columns: Columns) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame({column.name: _series(column, columns[column.name]) for column in TABLES[table]})


def _series(column: Column, values: list[Any]) -> pd.Series[Any]:
    import pandas as pd

    if column.type is not Type.WORD:
        return pd.Series(values, dtype=column.type.pandas)
    words = column.words or sorted({value for value in values if value is not None})
    return pd.Series(pd.Categorical(values, categories=list(words), ordered=column.ordered))


def _require_pandas() -> None:
    try:
        import pandas  # noqa: F401
    except ImportError as error:
        raise ImportError(
            "Tabel untuk analisis memerlukan pandas, yang belum terpasang. Pasang: pip install 'cascade-xl[pandas]'"
        ) from error


frames.__doc__ = "\n".join(
    (str(frames.__doc__), *(f"``{table}``\n\n{described(table)}\n" for table in TABLES)),
)
