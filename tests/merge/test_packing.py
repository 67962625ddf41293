"""What is packed comes back as it was, and what is read again reads the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cascade_xl import contract
from cascade_xl.merge import gather, merge_files
from cascade_xl.merge.numbers import quantities
from cascade_xl.merge.packed_offices import Offices, packed_office
from cascade_xl.merge.packing import (
    packed_source,
    packed_strategy,
    unpacked_source,
    unpacked_strategy,
)
from cascade_xl.merge.repeated import Repeated
from cascade_xl.merge.source import Source
from cascade_xl.merge.strategy import strategy
from cascade_xl.quantity import EMPTY
from cascade_xl.read import read_document
from tests.generate import regency

from .documents import EXAMPLES, document, indicator, node, save, table


@pytest.fixture(scope="module", params=EXAMPLES, ids=lambda path: path.stem)
def source(request: pytest.FixtureRequest) -> Source:
    [found] = gather([request.param])
    return found


def test_a_source_comes_back(source: Source) -> None:
    assert unpacked_source(packed_source(source), source.head) == replace(source, office=None)


def test_an_office_comes_back_with_the_works_and_kodes_that_are_wanted(source: Source) -> None:
    office = source.office
    assert office is not None
    packed, keys, kodes = packed_office(office), [work.key for work in office.works], sorted(office.kodes)
    assert Offices(keys, kodes).unpacked(packed) == office
    some = Offices(keys[:1], kodes[:2]).unpacked(packed)
    assert some.works == tuple(work for work in office.works if work.key in keys[:1])
    assert some.kodes == frozenset(kodes[:2])
    assert Offices((), ()).unpacked(packed) == replace(office, works=(), kodes=frozenset())


def test_what_offices_copy_is_held_once_and_spelt_as_it_was(tmp_path: Path) -> None:
    """Numbers that are equal are not the same: 1,0 is not 1,00."""
    texts = {"a": "1,0", "b": "1,00", "c": "1,0"}
    found = gather(
        save(tmp_path, **{
            name: document(name, node("Sasaran", "S1", "", "Sehat", indicator("AKI", text, satuan="Indeks")))
            for name, text in texts.items()
        })
    )  # fmt: skip
    offices = Offices((), ())
    a, b, c = (offices.unpacked(packed_office(source.office)).goals[0] for source in found if source.office)
    assert a.asked is c.asked and a.asked is not b.asked
    assert [repr(goal.figure("Target 2025")) for goal in (a, b, c)] == [
        repr(source.office.goals[0].figure("Target 2025")) for source in found if source.office
    ]
    assert [goal.measure.indikator.place.file for goal in (a, b, c)] == ["a.json", "b.json", "c.json"]


def test_a_strategy_comes_back(source: Source) -> None:
    found = strategy(source)
    assert found.nodes or found.own
    assert unpacked_strategy(packed_strategy(found)) == found


@given(st.lists(st.frozensets(st.text(max_size=4), max_size=8), max_size=8))
def test_what_came_twice_is_known(files: list[frozenset[str]]) -> None:
    """What came once may be taken for it, yet hardly ever is."""
    repeated, count = Repeated(), Counter(key for keys in files for key in keys)
    for keys in files:
        repeated.add(keys)
    assert {key for key, times in count.items() if times > 1} <= {key for key in count if key in repeated}
    assert sum(key in repeated for key in count) <= sum(times > 1 for times in count.values()) + 1


def test_sub_kegiatan_are_compared_although_most_stay_on_the_shelf(tmp_path: Path) -> None:
    """Supporting programmes are in every file, all others in one."""
    datas = regency(3, 3)
    changed = next(n for n in datas[1]["matriks"] if n["jenjang"] == "Sub Kegiatan" and ".01.2.01." in n["kode"])
    changed["uraian"] = "Nama Lain"
    output = tmp_path / "g.xlsx"
    merge_files(save(tmp_path, **{f"f{n}": data for n, data in enumerate(datas)}), output)
    found = Counter((row["Aturan"], row["Berkas"]) for row in table(output, "Temuan"))
    assert found["subkegiatan-berbeda", "f1.json"] == 1


def test_heads_hold_once_what_they_say_alike(tmp_path: Path) -> None:
    program = node("Program", "P1", "", "Diklat", indicator("Jumlah", "1", satuan="Orang"))
    paths = save(tmp_path, **{name: document(f"Dinas {name}", program) for name in "ab"})
    a, b = merge_files(paths, tmp_path / "g.xlsx").heads
    assert a.levels is b.levels and a.years is b.years and a.pemerintah is b.pemerintah
    assert [one is other for one, other in zip(a.targets, b.targets, strict=True)] == [True] * len(a.targets)
    read = {head.name: head for head in (source.head for source in gather(paths))}
    for head in (a, b):
        assert replace(head, open=read[head.name].open, found=read[head.name].found) == read[head.name]


NUMBERS = [0.92, 45909, 12, 0, 1.5, -3]
CELLS: list[Any] = [
    *NUMBERS,
    *({"nilai": number, "format": shown} for number in NUMBERS for shown in ("0%", "dd/mm/yyyy", "0.00", "@")),
    *("92%", "1.200", "1,2", "5.205", "70-80", "-", "WTP", "LEVEL 2", "12 Bulan", "Rp 1.000.000", "≥ 90", "a\u00a0b"),
    *({"galat": "#REF!"}, {"rumus": "=A1+1"}, True, ""),
]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.lists(st.sampled_from(CELLS), min_size=7, max_size=7), min_size=1, max_size=6),
    satuan=st.sampled_from(
        ["%", "Orang", "Indeks", "Opini", "Rupiah", "m2", "apa saja", {"galat": "#REF!"}, "", 45909]
    ),
)
def test_numbers_mean_what_they_meant(tmp_path: Path, rows: list[list[Any]], satuan: Any) -> None:
    indicators = [
        indicator(
            f"Indikator {number}",
            *cells[:3],
            satuan=satuan,
            kondisi_awal=cells[3],
            target_akhir=cells[4],
            pagu=cells[5],
            bobot=cells[6],
        )
        for number, cells in enumerate(rows)
    ]
    [path] = save(tmp_path, a=document("A", node("Program", "1.02", "", "Program", *indicators)))
    read, profile = read_document(path)
    [source] = gather([path])
    meant = dict(zip(source.table.numbers, quantities(source.table, source.years, profile), strict=True))
    for row in read.indicators:
        targets = {key: getattr(row, key).quantity for key in ("kondisi_awal", "target_akhir", "pagu", "bobot")}
        targets |= {contract.target_key(target.year): target.quantity for target in row.targets}
        assert meant[row.indikator.place.row] == targets


def test_the_numbers_of_the_examples_mean_what_they_meant(source: Source) -> None:
    read, profile = read_document(source.path)
    rows = quantities(source.table, source.years, profile)
    targets = [(*row.targets, row.kondisi_awal, row.target_akhir, row.pagu, row.bobot) for row in read.indicators]
    meant = Counter(quantity for row in rows for quantity in row.values() if quantity != EMPTY)
    assert meant == Counter(t.quantity for row in targets for t in row if t.quantity != EMPTY)
