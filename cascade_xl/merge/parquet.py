"""A region → a folder of Parquet files, for DuckDB, pandas, pyarrow or any other program of analysts.

```
folder/
  cascade_xl.json                              what the folder is: its version, and each table's columns
  matriks/daerah=Kabupaten Contoh/OPD Dinas Kesehatan.parquet
  target/daerah=Kabupaten Contoh/…             one file for each handed-in file and table
  temuan/daerah=Kabupaten Contoh/…
  temuan/daerah=Kabupaten Contoh/temuan daerah.parquet    findings about no OPD's file, if there are any
```

``daerah`` is a column to those who read the folder: the government, spelled as every file system takes it, so that a
query for one regency opens its files only. The exact name is in the files, in *pemerintah*; so is that of the OPD.

All files of a table have one schema (`schema`). One source is in memory at a time. The same sources make the same
bytes.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cascade_xl.files import WriteError, file_name, reason, whole_folder
from cascade_xl.merge.consolidate import Region
from cascade_xl.merge.records import Columns, regional, tables
from cascade_xl.merge.schema import TABLES, VERSION, Type
from cascade_xl.merge.source import Head, Source

if TYPE_CHECKING:
    import pyarrow as pa

Tables = Mapping[str, "pa.Table"]
Mapped = Callable[[Callable[[Source], Tables], Iterable[Source]], Iterable[Tables]]
"""`map`, or that of a pool of processes, as long as it answers in order."""

MANIFEST = "cascade_xl.json"
PARTITION = "daerah"
_LITTER = {".DS_Store", "Thumbs.db", "desktop.ini"}
"""What systems leave in any folder that somebody has looked at."""


def schema(table: str) -> pa.Schema:
    """The Arrow schema of a table, the same in every file."""
    import pyarrow as pa

    types = {
        Type.TEXT: pa.string(),
        Type.WORD: pa.dictionary(pa.int32(), pa.string()),
        Type.YEAR: pa.int16(),
        Type.COUNT: pa.int32(),
        Type.NUMBER: pa.float64(),
        Type.TRUTH: pa.bool_(),
        Type.MAP: pa.map_(pa.string(), pa.string()),
    }
    return pa.schema([pa.field(name, types[kind]) for name, kind, *_ in TABLES[table]])


def tables_of(source: Source) -> Tables:
    """The three tables of one source. Pure, and what it takes and gives can be pickled."""
    return {name: _table(schema(name), columns) for name, columns in tables(source).items()}


def write_dataset(region: Region, folder: Path, mapped: Mapped = map) -> None:
    """Write the folder whole, or leave what was there, as `dataset`."""
    with dataset(region, folder, mapped):
        pass


@contextmanager
def dataset(region: Region, folder: Path, mapped: Mapped = map) -> Iterator[None]:
    """A folder that takes its place when the block ends well; otherwise what was there is left. ``mapped`` may be the
    `map` of several processes.

    An earlier dataset is replaced, any other folder that holds something is not. Raises `WriteError` with a message for
    the officer, and `ImportError` where pyarrow is not installed.
    """
    _require_pyarrow()
    _refuse_foreign(folder)
    places = places_of(region.heads)
    with whole_folder(folder) as made:
        try:
            (made / MANIFEST).write_text(_manifest(), encoding="utf-8", newline="\n")
            for place, found in zip(places, mapped(tables_of, region.sources), strict=True):
                for name, table in found.items():
                    _write(table, made / name / place)
            if region.findings:
                table = _table(schema("temuan"), regional(region)["temuan"])
                _write(table, made / "temuan" / _regional_place(places))
        except OSError as error:
            raise WriteError(f"{folder}: tidak dapat ditulis ({reason(error)}).") from error
        yield


def places_of(heads: Sequence[Head]) -> list[Path]:
    """The path of each file's part below the folder of a table. No two are the same to any file system."""
    governments = dict.fromkeys(head.pemerintah for head in heads)
    folders = dict(zip(governments, _apart(governments, "tanpa nama"), strict=True))
    files: dict[str, Iterator[str]] = {}
    for government in governments:
        names = [f"OPD {head.opd}" for head in heads if head.pemerintah == government]
        files[government] = iter(_apart(names, "OPD"))
    return [
        Path(f"{PARTITION}={folders[head.pemerintah]}", f"{next(files[head.pemerintah])}.parquet") for head in heads
    ]


def _regional_place(places: Iterable[Path]) -> Path:
    """Where findings about no OPD's file stand: in the folder of the one government, else in one for all."""
    folders = {place.parent for place in places}
    return (folders.pop() if len(folders) == 1 else Path(f"{PARTITION}=semua")) / "temuan daerah.parquet"


def _apart(names: Iterable[str], nameless: str) -> list[str]:
    """Names as every file system takes them. Those that it may take for the same are numbered."""
    taken: set[str] = set()
    found = []
    for name in names:
        plain = stem = file_name(_plain(name)) or nameless
        number = 1
        while _same(stem) in taken:
            number += 1
            stem = f"{plain} ({number})"
        taken.add(_same(stem))
        found.append(stem)
    return found


def _plain(name: str) -> str:
    """The name without the signs by which a partition is read."""
    return name.replace("=", " ").replace("%", " ")


def _same(name: str) -> str:
    """What two names share that some file system takes for one."""
    return unicodedata.normalize("NFKC", name).casefold()


def _table(kept: pa.Schema, columns: Columns) -> pa.Table:
    import pyarrow as pa

    arrays = [pa.array(_pairs(columns[field.name], field.type), field.type) for field in kept]
    return pa.Table.from_arrays(arrays, schema=kept)


def _pairs(values: Sequence[Any], kind: pa.DataType) -> Sequence[Any]:
    """The values as Arrow takes them: of a map its pairs."""
    import pyarrow as pa

    return [list(value.items()) for value in values] if pa.types.is_map(kind) else values


def _write(table: pa.Table, path: Path) -> None:
    from pyarrow import parquet

    path.parent.mkdir(parents=True, exist_ok=True)
    parquet.write_table(table, path, compression="zstd")


def _manifest() -> str:
    columns = {
        table: [
            {"nama": name, "jenis": kind.arrow, "isi": meaning, **({"kata": list(words)} if words else {})}
            for name, kind, meaning, words, _ in found
        ]
        for table, found in TABLES.items()
    }
    return json.dumps({"format": VERSION, "tabel": columns}, indent=1, ensure_ascii=False) + "\n"


def _refuse_foreign(folder: Path) -> None:
    """Raise `WriteError` where something else than an earlier dataset would be replaced."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise WriteError(f"{folder}: ini berkas, bukan folder. Pilih nama folder lain.")
    files = {path.name for path in folder.rglob("*") if not path.is_dir()} - _LITTER
    if files and (MANIFEST not in files or any(not name.endswith((MANIFEST, ".parquet")) for name in files)):
        raise WriteError(f"{folder}: folder ini berisi berkas lain, jadi tidak diganti. Pilih folder baru atau kosong.")


def _require_pyarrow() -> None:
    try:
        import pyarrow  # noqa: F401
    except ImportError as error:
        raise ImportError(
            "Berkas Parquet memerlukan pyarrow, yang belum terpasang. Pasang: pip install 'cascade-xl[parquet]'"
        ) from error
