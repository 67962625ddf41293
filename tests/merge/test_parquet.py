"""A region as Parquet: the same content as the frames, one schema, safe names, whole or not at all."""

from __future__ import annotations

import gc
import json
import pickle
import sys
import unicodedata
import weakref
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, overload

import duckdb
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pyarrow import dataset, parquet

from cascade_xl.files import WriteError
from cascade_xl.frames import of_region
from cascade_xl.merge import Source, gather
from cascade_xl.merge.consolidate import Region
from cascade_xl.merge.parquet import MANIFEST, places_of, schema, tables_of, write_dataset
from cascade_xl.merge.schema import TABLES, VERSION
from cascade_xl.model import Place
from tests.generate import clean

from .documents import EXAMPLES, document, indicator, node, rows_of, save, with_rows

ODD = ['Dinas A/B: "x"', "", "dinas a", "Dinas A", "DINAS A", "..", "CON", "a" * 300, "x=1%20y", "é", "e\u0301", " . "]


@pytest.fixture(scope="module")
def five() -> Region:
    return Region.of(gather(EXAMPLES))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Source:
    row = indicator("Jumlah", "1", "2", "3", satuan="Orang", lain={"Kolom": "isi"})
    program = node("Program", "1.02.03", "", "Program", row)
    data = document("Dinas A", program, kolom_tambahan={"Matriks": ["Kolom"]})
    [source] = gather(save(tmp_path_factory.mktemp("kecil"), a=data))
    return source


def named(source: Source, opds: Sequence[str], pemerintah: str = "Kabupaten Contoh") -> list[Source]:
    """The source once for each name of an OPD, each as a file of its own."""
    return [replace(source, opd=opd, pemerintah=pemerintah, name=f"{n}.xlsx") for n, opd in enumerate(opds)]


def plain(value: Any) -> Any:
    """A value of pandas or Arrow as one of Python."""
    if isinstance(value, (list, dict)):
        return sorted(dict(value).items())
    return None if value is None or value is pd.NA or value != value else value


def in_frames(region: Region, table: str) -> list[tuple[Any, ...]]:
    frame: pd.DataFrame = getattr(of_region(region), table).astype(object)
    return [tuple(map(plain, row)) for row in frame.itertuples(index=False)]


def in_dataset(folder: Path, region: Region, table: str) -> list[tuple[Any, ...]]:
    """The rows of all files, in the order of the region."""
    found = []
    for place in places_of(region.heads):
        columns = parquet.ParquetFile(folder / table / place).read().to_pydict()
        found += list(zip(*columns.values(), strict=True))
    return [tuple(map(plain, row)) for row in found]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


# -- content ----------------------------------------------------------------------------------------


def test_the_dataset_and_the_frames_hold_the_same(five: Region, tmp_path: Path) -> None:
    generated = Region.of(gather(save(tmp_path / "masuk", **{f"opd{seed}": clean(seed) for seed in range(4)})))
    for number, region in enumerate((five, generated)):
        folder = tmp_path / str(number)
        write_dataset(region, folder)
        for table in TABLES:
            rows = in_dataset(folder, region, table)
            assert rows == in_frames(region, table)
            assert rows or table == "temuan"


texts = st.text(st.characters(), max_size=20) | st.sampled_from(
    ["=cmd|' /C calc'!A0", "NA", "\x00", "\ud800", "a\x1fb", "é" * 32767, "NULL", "1.10", "\u2028", "\ufffe"]
)
floats = st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from([0.1, 45909.0, -0.0, 1e-28, 1.7e308])
formats = st.sampled_from(["General", "0%"])


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(texts, texts, texts, floats, formats), max_size=5), texts, texts)
def test_odd_texts_and_numbers_come_back(
    small: Source, tmp_path: Path, cells: list[tuple[str, str, str, float, str]], opd: str, pemerintah: str
) -> None:
    [row] = rows_of(small)
    rows = [
        {**row, "uraian": uraian, "satuan": f"Satuan {satuan}", "target_2026": f"1 {uraian}", "pagu": "1"}
        for uraian, satuan, *_ in cells
    ]
    numbers = {n: (value, shown) for n, (*_, value, shown) in enumerate(cells)}
    stored = {"target_2026": numbers, "pagu": numbers}
    source = with_rows(small, rows, 6, stored=stored, extra={"Kolom": [lain for _, _, lain, *_ in cells]})
    region = Region.of([replace(source, opd=opd, pemerintah=pemerintah)])
    write_dataset(region, tmp_path / "hasil")
    for table in TABLES:
        assert in_dataset(tmp_path / "hasil", region, table) == in_frames(region, table)
    names = [column.name for column in TABLES["target"]]
    found = (dict(zip(names, row, strict=True)) for row in in_dataset(tmp_path / "hasil", region, "target"))
    exact = [row["nilai_tepat"] for row in found if row["tahun"] == 2026]
    meant = [Decimal(f"{value:.15g}").scaleb(2 if shown == "0%" else 0) for *_, value, shown in cells]
    assert [Decimal(text) for text in exact] == meant


def test_duckdb_reads_the_same(five: Region, tmp_path: Path) -> None:
    write_dataset(five, tmp_path / "hasil")
    for table in TABLES:
        names = ", ".join(column.name for column in TABLES[table])
        read = duckdb.sql(f"SELECT {names} FROM '{tmp_path}/hasil/{table}/*/*.parquet'")
        assert read is not None
        rows = [tuple(map(plain, row)) for row in read.fetchall()]
        assert sorted(map(repr, rows)) == sorted(map(repr, in_frames(five, table)))


@pytest.mark.parametrize("governments", [("Kabupaten Contoh",), ("Kabupaten Contoh", "Kabupaten Lain")])
def test_findings_about_no_file_are_there(small: Source, tmp_path: Path, governments: tuple[str, ...]) -> None:
    [first, *_] = small.report.findings
    about_all = first._replace(place=Place("daftar.xlsx", "OPD", 0, 0), message="Dinas B belum menyerahkan berkas.")
    sources = [replace(small, pemerintah=name, name=f"{name}.xlsx") for name in governments]
    region = replace(Region.of(sources), findings=(about_all,))
    write_dataset(region, tmp_path / "hasil")
    read = pd.read_parquet(tmp_path / "hasil" / "temuan")
    own = read[read["opd"].astype(str) == ""].iloc[0]
    alone = len(governments) == 1
    assert (own["pesan"], own["berkas"], own["lembar"]) == (about_all.message, "daftar.xlsx", "OPD")
    assert (own["pemerintah"], own["daerah"]) == (("Kabupaten Contoh",) * 2 if alone else ("", "semua"))
    in_frame = of_region(region).temuan
    assert len(in_frame) == len(read) == small.found * len(governments) + 1
    assert in_frame.iloc[0]["pesan"] == about_all.message


# -- form -------------------------------------------------------------------------------------------


def test_every_file_has_the_one_schema(five: Region, small: Source, tmp_path: Path) -> None:
    write_dataset(five, tmp_path / "lima")
    write_dataset(Region.of([with_rows(small, [])]), tmp_path / "kosong")
    for table, columns in TABLES.items():
        assert [(f.name, str(f.type).partition(" (")[0]) for f in schema(table)] == [
            (column.name, column.type.arrow.partition(" (")[0]) for column in columns
        ]
        for path in tmp_path.rglob(f"{table}/*/*.parquet"):
            assert parquet.read_schema(path).equals(schema(table))
    manifest = json.loads((tmp_path / "kosong" / MANIFEST).read_text(encoding="utf-8"))
    assert manifest["format"] == VERSION
    assert {t: [c["nama"] for c in found] for t, found in manifest["tabel"].items()} == {
        table: [column.name for column in columns] for table, columns in TABLES.items()
    }


def test_a_query_opens_the_files_of_its_regency_only(five: Region, tmp_path: Path) -> None:
    write_dataset(five, tmp_path / "hasil")
    all_files = dataset.dataset(tmp_path / "hasil" / "target", partitioning="hive")
    wanted = dataset.field("daerah") == "Kabupaten Way Kanan"
    [fragment] = all_files.get_fragments(filter=wanted)
    assert fragment.to_table()["pemerintah"].unique().to_pylist() == ["Kabupaten Way Kanan"]


def test_the_same_sources_make_the_same_bytes(five: Region, tmp_path: Path) -> None:
    write_dataset(five, tmp_path / "satu")
    write_dataset(Region.of(reversed(five.sources)), tmp_path / "dua")
    assert contents(tmp_path / "satu") == contents(tmp_path / "dua")
    assert len(contents(tmp_path / "satu")) == 3 * len(EXAMPLES) + 1


def test_other_processes_may_make_the_tables(five: Region, tmp_path: Path) -> None:
    def elsewhere(make: Any, sources: Iterable[Source]) -> Iterator[Any]:
        for source in sources:
            work, given_source = pickle.loads(pickle.dumps((make, source)))
            yield pickle.loads(pickle.dumps(work(given_source)))

    write_dataset(five, tmp_path / "sini")
    write_dataset(five, tmp_path / "sana", elsewhere)
    assert contents(tmp_path / "sini") == contents(tmp_path / "sana")


class _AtRest(Sequence[Source]):
    """Sources that are loaded when they are asked for, and counted as long as anybody holds them."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = [pickle.dumps(source) for source in sources]
        self.asked = [0] * len(sources)
        self.held = self.most = 0

    def __len__(self) -> int:
        return len(self._sources)

    @overload
    def __getitem__(self, at: int) -> Source: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Source]: ...
    def __getitem__(self, at: int | slice) -> Source | Sequence[Source]:
        assert isinstance(at, int)
        gc.collect()
        source: Source = pickle.loads(self._sources[at])
        self.asked[at] += 1
        weakref.finalize(source, self._let_go)
        self.held += 1
        self.most = max(self.most, self.held)
        return source

    def _let_go(self) -> None:
        self.held -= 1


def test_each_source_is_asked_for_once_and_let_go(small: Source, tmp_path: Path) -> None:
    sources = named(small, [f"Dinas {n}" for n in range(6)])
    resting = _AtRest(sources)
    write_dataset(Region(tuple(source.head for source in sources), resting), tmp_path / "hasil")
    assert resting.asked == [1] * 6
    assert resting.most <= 2  # the iterator of any Sequence holds the last one while it loads the next


# -- names ------------------------------------------------------------------------------------------


def test_odd_names_make_separate_parts(small: Source, tmp_path: Path) -> None:
    region = Region.of(
        [*named(small, ODD), *named(small, ["Dinas A"], ""), *named(small, ["Dinas A"], "KABUPATEN contoh")]
    )
    write_dataset(region, tmp_path / "hasil")
    read = pd.read_parquet(tmp_path / "hasil" / "matriks")
    assert sorted(read["opd"].astype(str)) == sorted([*ODD, "Dinas A", "Dinas A"])
    assert read.groupby(["pemerintah", "daerah"], observed=True).ngroups == 3


@given(
    st.lists(st.tuples(st.sampled_from(["Kab", "kab", ""]), st.text(max_size=40) | st.sampled_from(ODD)), max_size=12)
)
@example([("", opd) for opd in ODD])
def test_names_are_safe_on_every_file_system(small: Source, given_names: list[tuple[str, str]]) -> None:
    heads = [replace(small.head, pemerintah=government, opd=opd) for government, opd in given_names]
    places = places_of(heads)
    assert len({unicodedata.normalize("NFKC", str(place)).casefold() for place in places}) == len(heads)
    for place in places:
        folder, file = place.parts
        assert folder.startswith("daerah=") and folder.count("=") == 1
        assert file.startswith("OPD") and file.endswith(".parquet") and "=" not in file
        for part in place.parts:
            assert not set('\\/:*?"<>|%').intersection(part) and part.isprintable() | (not part.isascii())
            assert part == part.strip(" .") and len(part.encode()) <= 255


# -- whole or not at all ----------------------------------------------------------------------------


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
@pytest.mark.parametrize("earlier", [True, False])
def test_a_run_that_breaks_off_leaves_what_was_there(
    small: Source, tmp_path: Path, error: type[BaseException], earlier: bool
) -> None:
    folder = tmp_path / "hasil"
    if earlier:
        write_dataset(Region.of(named(small, ["Lama"])), folder)
    before = contents(tmp_path)

    def breaks(make: Any, sources: Iterable[Source]) -> Iterator[Any]:
        yield make(next(iter(sources)))
        raise error

    with pytest.raises(error):
        write_dataset(Region.of(named(small, ["Baru", "Baru 2"])), folder, breaks)
    assert contents(tmp_path) == before
    assert [path.name for path in tmp_path.iterdir()] == (["hasil"] if earlier else [])


@pytest.mark.parametrize("error", [PermissionError(13, "in use"), KeyboardInterrupt()])
def test_an_exchange_that_fails_brings_the_old_one_back(
    small: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    folder = tmp_path / "hasil"
    write_dataset(Region.of(named(small, ["Lama"])), folder)
    before, rename = contents(tmp_path), Path.rename

    def fails(path: Path, target: Path) -> Path:
        if path.name == "baru":
            raise error
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fails)
    with pytest.raises(WriteError if isinstance(error, OSError) else KeyboardInterrupt):
        write_dataset(Region.of(named(small, ["Baru"])), folder)
    assert contents(tmp_path) == before
    assert [path.name for path in tmp_path.iterdir()] == ["hasil"]


def test_an_earlier_dataset_is_replaced_and_its_files_are_gone(small: Source, tmp_path: Path) -> None:
    folder = tmp_path / "hasil"
    folder.mkdir()
    write_dataset(Region.of(named(small, ["Lama", "Lain"])), folder)
    (folder / "target" / ".DS_Store").write_bytes(b"")
    write_dataset(Region.of(named(small, ["Baru"])), folder)
    assert pd.read_parquet(folder / "matriks")["opd"].tolist() == ["Baru"]
    assert [path.name for path in tmp_path.iterdir()] == ["hasil"]


def test_a_folder_of_other_things_is_left_alone(small: Source, tmp_path: Path) -> None:
    region = Region.of(named(small, ["Baru"]))
    write_dataset(region, tmp_path / "sendiri")
    (tmp_path / "sendiri" / "target" / "catatan.docx").write_text("penting", encoding="utf-8")
    (tmp_path / "lain").mkdir()
    (tmp_path / "lain" / "data.parquet").write_text("penting", encoding="utf-8")
    (tmp_path / "berkas").write_text("penting", encoding="utf-8")
    before = contents(tmp_path)
    for name in ("sendiri", "lain", "berkas"):
        with pytest.raises(WriteError, match=r"Pilih (nama )?folder"):
            write_dataset(region, tmp_path / name)
    with pytest.raises(WriteError, match="tidak ditemukan"):
        write_dataset(region, tmp_path / "tidak" / "ada")
    assert contents(tmp_path) == before


def test_without_pyarrow_the_way_to_it_is_said(small: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ImportError, match=r"pip install 'cascade-xl\[parquet\]'"):
        write_dataset(Region.of([small]), tmp_path / "hasil")
    assert list(tmp_path.iterdir()) == []


def test_a_table_of_one_source_stands_by_itself(small: Source) -> None:
    made = tables_of(small)
    assert set(made) == set(TABLES)
    assert made["target"].column("nilai").to_pylist() == [1.0, 2.0, 3.0]
    assert pa.types.is_dictionary(made["target"].schema.field("opd").type)
