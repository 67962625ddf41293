"""Rows are written as they come: any text, by any executor, of any number of files."""

from __future__ import annotations

import gc
import io
import weakref
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import overload

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from python_calamine import CalamineWorkbook

from cascade_xl.merge import Source, gather, write
from cascade_xl.merge.cells import printable
from cascade_xl.merge.consolidate import Region
from cascade_xl.merge.render import Job, Share
from cascade_xl.merge.strategy import strategy
from cascade_xl.merge.stream import joined, packed
from cascade_xl.read import xlsx

from .documents import document, indicator, node, save, with_rows

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")
FIRST = 6
TEXTS = st.lists(
    st.text(st.characters(), max_size=30) | st.sampled_from(["_x0041_", " x", "a\n", "_x005F_", "]]>"]),
    min_size=10,  # each example is a workbook: few of them with many texts
)


def sources(folder: Path, count: int = 3) -> list[Source]:
    rows = [node("Program", f"P{n}", "", f"Program {n}", indicator(f"Jumlah {n}", "-1", str(n))) for n in range(6)]
    return gather(save(folder, **{f"f{n}": document(f"Dinas {n:03}", *rows[n % 3 :]) for n in range(count)}))


def written(given: Sequence[Source] | Region) -> bytes:
    target = io.BytesIO()
    write(given, target)
    return target.getvalue()


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Source:
    return sources(tmp_path_factory.mktemp("satu"), 1)[0]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts=TEXTS)
@example(texts=[])
def test_any_text_comes_back(one: Source, tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    rows = [{"uraian": text, "kode": text, "target_2025": text} for text in texts]
    path = tmp_path_factory.mktemp("teks") / "x.xlsx"
    path.write_bytes(written([with_rows(one, rows, FIRST)]))
    sheet = load_workbook(path)["Matriks"]
    head = [cell.value for cell in sheet[FIRST - 1]]
    ours = xlsx.read(path).sheets["Matriks"]
    theirs = CalamineWorkbook.from_path(path).get_sheet_by_name("Matriks").to_python(skip_empty_area=False)
    for name in ("Uraian", "Kode", "Target 2025"):
        at = head.index(name)
        for row, text in enumerate(texts, start=FIRST):
            expected = printable(text)
            found = sheet.cell(row, at + 1).value
            assert (unescape(found) if isinstance(found, str) else found or "") == expected
            assert theirs[row - 1][at] == expected
            cell = ours.row(row).get(at + 1)
            assert (cell.stored if cell else "") == expected


def test_numbers_that_are_equal_stay_themselves(one: Source, tmp_path: Path) -> None:
    """1, 1.0, "1" and True are one key to a dictionary; a number that Excel has not is told in words."""
    stored = [1, 1.0, 0.1 + 0.2, 1e300, -0.0, float("inf"), float("nan")]
    rows = [{"kode": "1", "target_2025": "?"} for _ in stored]
    numbers = {"target_2025": {n: (value, "0.00") for n, value in enumerate(stored)}}
    path = tmp_path / "x.xlsx"
    path.write_bytes(written([with_rows(one, rows, stored=numbers)]))
    sheet = load_workbook(path)["Matriks"]
    head = [cell.value for cell in sheet[FIRST - 1]]
    found = [sheet.cell(FIRST + n, head.index("Target 2025") + 1) for n in range(len(stored))]
    assert [cell.value for cell in found[:5]] == pytest.approx([1, 1, 0.3, 1e300, 0])
    assert [cell.value for cell in found[5:]] == ["inf", "nan"]
    assert {cell.number_format for cell in found[:5]} == {"0.00"}
    assert {sheet.cell(FIRST + n, head.index("Kode") + 1).value for n in range(len(stored))} == {"1"}


@given(st.lists(st.binary(max_size=50)))
def test_pieces_make_one_stream(pieces: list[bytes]) -> None:
    whole, check, content = b"".join(pieces), 0, b""
    for piece in map(packed, pieces):
        check, content = joined(check, piece), content + piece.content
    assert check == zlib.crc32(whole)
    assert zlib.decompress(content + b"\x03\x00", -zlib.MAX_WBITS) == whole


def test_processes_write_the_same_bytes(tmp_path: Path) -> None:
    found = sources(tmp_path)
    for source in found:
        assert source.path.suffix == ".json"
    output = tmp_path / "a.xlsx"
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        write(found, output, pool.map)
    assert output.read_bytes() == written(found) == written(list(reversed(found)))


class OnDisk(Sequence[Source]):
    """Sources that rest elsewhere; how often each was asked for, and how many live at once."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self.resting = list(sources)
        self.asked = [0] * len(self.resting)
        self.given: list[weakref.ref[Source]] = []
        self.most = 0

    def __len__(self) -> int:
        return len(self.resting)

    @overload
    def __getitem__(self, position: int) -> Source: ...
    @overload
    def __getitem__(self, position: slice) -> Sequence[Source]: ...
    def __getitem__(self, position: int | slice) -> Source | Sequence[Source]:
        assert isinstance(position, int)
        if position >= len(self.resting):
            raise IndexError(position)
        self.asked[position] += 1
        source = replace(self.resting[position])
        self.given.append(weakref.ref(source))
        self.most = max(self.most, sum(given() is not None for given in self.given))
        return source

    def __iter__(self) -> Iterator[Source]:
        return (self[position] for position in range(len(self)))


def test_each_source_is_asked_for_once_and_let_go(tmp_path: Path) -> None:
    found = sources(tmp_path, 12)
    resting = OnDisk(found)
    gc.disable()
    try:
        written(Region(tuple(source.head for source in found), resting, tuple(map(strategy, found))))
    finally:
        gc.enable()
    assert resting.asked == [1] * len(found)
    assert resting.most <= 2


class Shelf(OnDisk):
    """Sources that a worker loads by itself."""

    def loader(self, position: int) -> Callable[[], Source]:
        return partial(self.resting.__getitem__, position)


def test_who_renders_may_load(tmp_path: Path) -> None:
    found = sources(tmp_path)
    resting = Shelf(found)
    seen: list[Job] = []

    def noting(render: Callable[[Job], Share], jobs: Iterable[Job]) -> Iterator[Share]:
        for job in jobs:
            seen.append(job)
            yield render(job)

    target = io.BytesIO()
    write(Region(tuple(source.head for source in found), resting, tuple(map(strategy, found))), target, noting)
    assert target.getvalue() == written(found)
    assert resting.asked == [0, 0, 0] and [job.matriks for job in seen] == [6, 12, 17]


def test_rows_are_outlined_along_the_tree(tmp_path: Path) -> None:
    names = ("Visi", "Misi", "Tujuan", "Sasaran", "Tujuan PD", "Sasaran PD", "Program", "Kegiatan", "Sub Kegiatan")
    nodes = [node(name, f"K{n}", f"K{n - 1}" if n else "", f"Uraian {n}") for n, name in enumerate(names)]
    path = tmp_path / "x.xlsx"
    path.write_bytes(written(gather(save(tmp_path, a=document("A", *nodes), b=document("B", *nodes[4:])))))
    sheet = load_workbook(path)["Matriks"]
    levels = [sheet.row_dimensions[row].outlineLevel for row in range(FIRST, FIRST + 14)]
    assert levels == [0, 0, 1, 2, 3, 4, 5, 6, 7, 3, 4, 5, 6, 7]
    assert sheet.sheet_properties.outlinePr is not None and sheet.sheet_properties.outlinePr.summaryBelow is False
    assert not any(sheet.row_dimensions[row].hidden for row in range(FIRST, FIRST + 14))
