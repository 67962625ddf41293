"""What analysts get: typed tables that say what the rules saw, whichever way the files are given."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from cascade_xl import frames as door
from cascade_xl.frames import Frames, frames, of_region
from cascade_xl.merge import MergeError, gather, write
from cascade_xl.merge.across import judged
from cascade_xl.merge.consolidate import Region
from cascade_xl.merge.schema import TABLES, described
from cascade_xl.model import Document, Status
from cascade_xl.profile import Profile
from cascade_xl.quantity import Form, Quantity
from cascade_xl.read import UnreadableError, read_document
from cascade_xl.rules import target_bukan_angka
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem, Rule
from tests.generate import clean, regency
from tests.merge.documents import EXAMPLES, document, indicator, merged, node, save, with_rows

KEY = ["pemerintah", "opd", "berkas", "baris"]


@pytest.fixture(scope="module")
def five() -> Frames:
    return frames(EXAMPLES)


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return save(tmp_path_factory.mktemp("opd"), **{f"opd{seed}": clean(seed) for seed in range(4)})


def one(folder: Path, *nodes: dict[str, Any], **more: Any) -> Frames:
    return frames(save(folder, a=document("Dinas A", *nodes, **more)))


def said(found: Frames, *columns: str) -> list[tuple[Any, ...]]:
    """The targets in order, a missing value as None."""
    rows = found.target[list(columns)].astype(object).itertuples(index=False)
    return [tuple(None if value is pd.NA or value != value else value for value in row) for row in rows]


# -- types ------------------------------------------------------------------------------------------


def test_every_column_has_the_type_that_help_says(five: Frames, tmp_path: Path) -> None:
    empty = one(tmp_path)
    told = str(frames.__doc__)
    for table, columns in TABLES.items():
        assert described(table) in told
        for found in (five, empty):
            frame: pd.DataFrame = getattr(found, table)
            assert {name: str(kind) for name, kind in frame.dtypes.items()} == {c.name: c.type.pandas for c in columns}
        for column in columns:
            assert f"| `{column.name}` | {column.type.pandas} | " in described(table)
            if column.words:
                assert list(getattr(five, table)[column.name].cat.categories) == list(column.words)


def test_severity_has_an_order(five: Frames) -> None:
    worst = five.temuan.groupby("opd", observed=True)["keparahan"].max()
    assert worst["BKPSDM"] == "peringatan"
    assert worst["Badan Kepegawaian Daerah"] == "galat"
    assert (five.temuan["keparahan"] >= "peringatan").sum() < len(five.temuan)


# -- targets ----------------------------------------------------------------------------------------


def read_of(quantity: Quantity) -> tuple[Any, ...]:
    """What `target` must say of a quantity."""
    number = quantity.value
    bounds = [None if bound is None else float(bound) for bound in (quantity.low, quantity.high)]
    readings = " | ".join(map("{:f}".format, quantity.readings)) or None
    return quantity.form.value, None if number is None else f"{number:f}", *bounds, readings


def targets_of(document: Document) -> list[tuple[Any, ...]]:
    """All targets of a document that are not blank, as its rules see them."""
    found = []
    for row in sorted(document.indicators, key=lambda row: row.indikator.place.row):
        targets = [
            ("kondisi awal", None, row.kondisi_awal),
            *(("tahunan", target.year, target) for target in row.targets),
            ("target akhir", None, row.target_akhir),
        ]
        for macam, year, target in targets:
            if target.value.text:
                place = row.indikator.place.row
                found.append((place, macam, year, target.value.raw, *read_of(target.quantity)))
    return found


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_target_is_what_the_rules_saw(path: Path) -> None:
    columns = ("baris", "macam", "tahun", "tertulis", "bentuk", "nilai_tepat", "bawah", "atas", "bacaan")
    assert said(frames(path), *columns) == targets_of(read_document(path)[0])


def test_a_target_of_generated_documents_is_what_the_rules_saw(generated: list[Path]) -> None:
    columns = ("baris", "macam", "tahun", "tertulis", "bentuk", "nilai_tepat", "bawah", "atas", "bacaan")
    found = frames(generated)
    assert list(found.matriks["berkas"].unique()) == [source.name for source in gather(generated)]
    for path in generated:
        own = Frames(found.matriks, found.target[found.target["berkas"] == path.name], found.temuan)
        assert said(own, *columns) == targets_of(read_document(path)[0])


@pytest.mark.parametrize(
    ("satuan", "written", "expected"),
    [
        ("Orang", "5.205", ("angka", 5205.0, "5205", 5205.0, 5205.0, None, None)),
        ("%", "53,9%", ("angka", 53.9, "53.9", 53.9, 53.9, None, None)),
        ("%", {"nilai": 0.92, "format": "0%"}, ("angka", 92.0, "92", 92.0, 92.0, None, None)),
        ("%", 0.92, ("rancu", None, None, None, None, None, "92 | 0.92")),
        ("%", "1,19% %", ("teks", None, None, None, None, None, "1.19")),
        ("Nilai", "70-80", ("rentang", None, None, 70.0, 80.0, None, None)),
        ("Predikat SAKIP", "BB", ("predikat", None, None, 4.0, 4.0, "BB", None)),
        ("Nilai", 0.1, ("angka", 0.1, "0.1", 0.1, 0.1, None, None)),
        ("Nilai", 1e300, ("angka", 1e300, "1" + "0" * 300, 1e300, 1e300, None, None)),
        ("%", {"nilai": 9e307, "format": "0%"}, ("angka", None, "9" + "0" * 309, None, None, None, None)),
        ("Orang", {"nilai": 45909, "format": "d-mmm"}, ("teks", None, None, None, None, None, None)),
        ("Orang", "=cmd|' /C calc'!A0", ("teks", None, None, None, None, None, None)),
        ("Orang", "-", ("kosong", None, None, None, None, None, None)),
        ("Dokumen", "sesuai rencana", ("teks", None, None, None, None, None, None)),
    ],
)
def test_one_spelling(tmp_path: Path, satuan: str, written: Any, expected: tuple[Any, ...]) -> None:
    row = {"indikator": "Ukuran", "satuan": satuan, "target": {"2026": written}}
    found = one(tmp_path, node("Program", "1.02.03", "", "Program", row))
    columns = ("bentuk", "nilai", "nilai_tepat", "bawah", "atas", "predikat", "bacaan")
    assert said(found, *columns) == [expected]
    [path] = tmp_path.glob("*.json")
    [read] = read_document(path)[0].indicators
    assert said(found, "tertulis", "tahun") == [(read.targets[1].value.raw, 2026)]


def test_neighbours_decide_and_the_exact_number_is_not_rounded(tmp_path: Path) -> None:
    rows = (
        indicator("Luas", "900", "1.250", "1.300", satuan="Hektar"),
        indicator("Uang", "1.234.567.890.123.456.789", satuan="Rupiah"),
        indicator("Baku", "2 ", "3", satuan=" orang/  DOKUMEN ", arah="makin tinggi makin baik?"),
    )
    found = one(tmp_path, node("Program", "1.02.03", "", "Program", *rows))
    assert said(found, "nilai_tepat")[:4] == [("900",), ("1250",), ("1300",), ("1234567890123456789",)]
    assert Decimal(said(found, "nilai_tepat")[3][0]) != Decimal(said(found, "nilai")[3][0])
    assert said(found, "satuan", "satuan_baku", "satuan_jenis", "arah_baku")[-1] == (
        " orang/  DOKUMEN ", "Orang / Dokumen", "bulat", None,
    )  # fmt: skip


def test_first_and_last_have_no_year(tmp_path: Path) -> None:
    row = indicator("Jumlah", "1", "2", "3", satuan="Orang", kondisi_awal="0", target_akhir="3", pagu="Rp 1.500.000,-")
    found = one(tmp_path, node("Program", "1.02.03", "", "Program", {**row, "bobot": "12,5%"}))
    assert said(found, "macam", "tahun", "nilai") == [
        ("kondisi awal", None, 0.0), ("tahunan", 2025, 1.0), ("tahunan", 2026, 2.0), ("tahunan", 2027, 3.0),
        ("target akhir", None, 3.0),
    ]  # fmt: skip
    [whole] = found.matriks[["pagu", "pagu_nilai", "bobot", "bobot_nilai"]].itertuples(index=False)
    assert tuple(whole) == ("Rp 1.500.000,-", 1500000.0, "12,5%", 12.5)


# -- the other tables -------------------------------------------------------------------------------


def test_every_target_leads_to_one_row_of_matriks(five: Frames, generated: list[Path]) -> None:
    for found in (five, frames(generated)):
        assert not found.matriks.duplicated(KEY).any()
        both = found.target.merge(found.matriks, on=KEY, how="left", suffixes=("", "_m"), validate="many_to_one")
        assert len(both) == len(found.target) > 0
        for column in ("indikator", "kode", "satuan", "jenjang_kunci", "iku"):
            assert both[column].astype(object).equals(both[f"{column}_m"].astype(object))


def test_a_row_knows_its_place_in_the_tree(generated: list[Path]) -> None:
    found = frames(generated[0]).matriks
    rows = found.drop_duplicates("kinerja").set_index("kinerja")
    below = rows[rows["kinerja_induk"].notna()]
    assert (rows.loc[below["kinerja_induk"], "kode"].to_numpy() == below["induk"].to_numpy()).all()
    assert set(rows.loc[rows["jenjang_kunci"] == "program", "lingkup"]) == {"kerja"}
    assert rows.loc[rows["jenjang_kunci"] == "visi", "lingkup"].tolist() == ["daerah"]


def test_texts_stay_as_they_were_written(tmp_path: Path) -> None:
    odd = {
        "indikator": "a\x00b\x01\tc\n_x0041_",
        "formulasi": "=cmd|' /C calc'!A0",
        "catatan": "NA",
        "kode": "1.10",
        "sumber_data": "é" * 32767,
        "satuan": "None",
        "lain": {"Kolom Kita": "+1"},
    }
    data = document(
        "Dinas A", node("Program", "01.10", "", "Uraian", odd), kolom_tambahan={"Matriks": ["Kolom Kita", "Kosong"]}
    )
    row = frames(save(tmp_path, a=data)).matriks.iloc[0]
    for key in ("indikator", "formulasi", "catatan", "sumber_data", "satuan", "lain"):
        assert row[key] == odd[key]
    assert (row["kode"], row["kode_indikator"]) == ("01.10", "1.10")


def test_half_a_character_is_shown_as_one_that_is_missing(tmp_path: Path) -> None:
    """Readers let none through; a source that was made otherwise may hold one."""
    [source] = gather(save(tmp_path, a=document("Dinas A", node("Program", "1.02", "", "Uraian"))))
    extra = {"b\udfff": ["\ud83d"], "c": ["\U0001f600"]}
    harmed = with_rows(source, [{"uraian": "a\ud800"}], extra=extra)
    found = of_region(Region.of([replace(harmed, opd="Dinas\ud800")])).matriks.iloc[0]
    assert (found["uraian"], found["opd"]) == ("a\ufffd", "Dinas\ufffd")
    assert found["lain"] == {"b\ufffd": "\ufffd", "c": "\U0001f600"}


def test_files_are_checked_across_opd_as_in_a_merge(tmp_path: Path) -> None:
    datas = regency(1, 3)
    datas[1]["matriks"][0]["uraian"] += " dan mandiri"
    paths = save(tmp_path / "masuk", **{f"f{n}": data for n, data in enumerate(datas)})
    found = frames(paths).temuan
    across = found[found.nomor.str.startswith("D")]
    assert list(zip(across.berkas, across.aturan, strict=True)) == [("f1.json", "rpjmd-berbeda")]
    _, output = merged(tmp_path, paths)
    again = frames([output, *paths]).temuan
    assert Counter(again.aturan[again.nomor.str.startswith("D")]) == {"rpjmd-berbeda": 2}


def test_findings_are_those_of_a_check(five: Frames) -> None:
    found = [(s.name, f) for s in judged(gather(EXAMPLES)).sources for f in s.report.findings]
    rows = five.temuan.astype(object).where(five.temuan.notna(), None)
    assert [(r.berkas, r.lembar, r.sel or "", r.nomor, r.aturan, r.pesan, r.tahun) for r in rows.itertuples()] == [
        (name, f.place.sheet, f.place.cell, f.code, f.rule, f.message, f.year) for name, f in found
    ]
    assert [(r.keparahan, r.status == "diterima") for r in rows.itertuples()] == [
        (f.severity.label, f.status is Status.ACCEPTED) for _, f in found
    ]
    targets = five.temuan[five.temuan["aturan"] == "target-rancu"]
    assert set(targets["kolom"]) and all(str(kolom).startswith("target_") for kolom in targets["kolom"])


# -- ways in ----------------------------------------------------------------------------------------


def test_a_regency_workbook_says_what_its_files_said(tmp_path: Path, generated: list[Path]) -> None:
    for number, paths in enumerate((EXAMPLES, generated)):
        sources = gather(paths)
        write(sources, tmp_path / f"{number}.xlsx")
        merged, direct = frames(tmp_path / f"{number}.xlsx"), of_region(Region.of(sources))
        for table in ("matriks", "target"):
            ours, theirs = getattr(merged, table), getattr(direct, table)
            pd.testing.assert_frame_equal(ours.drop(columns="baris"), theirs.drop(columns="baris"))
    both = frames([tmp_path / "0.xlsx", tmp_path / "1.xlsx"])
    assert "0.xlsx [banten-2024.json]" in set(both.matriks["berkas"])
    assert not both.matriks.duplicated(KEY).any()


def test_a_folder_its_files_and_a_region_are_the_same(tmp_path: Path, five: Frames) -> None:
    paths = [path.with_suffix(".xlsx") for path in EXAMPLES]
    folder = tmp_path / "masuk"
    folder.mkdir()
    for path in paths:
        (folder / path.name).write_bytes(path.read_bytes())
    by_folder = frames(str(folder))
    for other in (frames(reversed(paths)), of_region(judged(gather(paths)))):
        for table in TABLES:
            pd.testing.assert_frame_equal(getattr(by_folder, table), getattr(other, table))
    assert by_folder.target["nilai"].equals(five.target["nilai"])


def test_a_profile_may_be_named(tmp_path: Path, five: Frames) -> None:
    path = EXAMPLES[0]
    own: Profile = read_document(path)[1]
    assert len(frames(path, own).target) == len(frames(path, "kabupaten").target) > 0


def test_what_cannot_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(MergeError, match="Tidak ada buku kerja"):
        frames(tmp_path)
    broken = tmp_path / "rusak.xlsx"
    broken.write_bytes(b"PK\x03\x04 bukan zip")
    with pytest.raises(UnreadableError, match=r"rusak\.xlsx"):
        frames(broken)


def test_a_crashed_rule_is_never_taken_for_a_clean_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(book: Book) -> list[Problem]:
        raise ZeroDivisionError

    crashing: Any = Rule.of(target_bukan_angka)._replace(check=crash)
    monkeypatch.setattr("cascade_xl.checking.RULES", (crashing,))
    with pytest.raises(MergeError, match="target-bukan-angka"):
        frames(EXAMPLES[0])


# -- pandas -----------------------------------------------------------------------------------------


def test_without_pandas_the_way_to_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    asked: tuple[Callable[[], Frames], ...] = (lambda: frames(EXAMPLES), lambda: of_region(Region((), [])))
    for ask in asked:
        with pytest.raises(ImportError, match=r"pip install 'cascade-xl\[pandas\]'"):
            ask()


@pytest.mark.parametrize(
    "code",
    [
        "from cascade_xl.hosts import calc, validation; from cascade_xl.hosts.xl import load; load()",
        "import cascade_xl.cli, cascade_xl.frames, cascade_xl.merge, cascade_xl.merge.parquet",
    ],
    ids=["a click", "the command line"],
)
def test_nobody_else_waits_for_pandas(code: str) -> None:
    """xlwings imports it wherever it is installed, and so it is here."""
    heavy = "import sys; sys.exit(','.join({'pandas', 'numpy', 'pyarrow'} & set(sys.modules)) or 0)"
    done = subprocess.run([sys.executable, "-c", f"{code}; {heavy}"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_module_is_documented_by_what_runs(tmp_path: Path) -> None:
    """The example in the docstring of the module."""
    folder = tmp_path / "masuk"
    folder.mkdir()
    (folder / "a.xlsx").write_bytes(EXAMPLES[0].with_suffix(".xlsx").read_bytes())
    lines = [line[4:] for line in str(door.__doc__).splitlines() if line.startswith("    ")]
    names: dict[str, Any] = {}
    exec("\n".join(lines).replace('"masuk/"', json.dumps(str(folder))), names)
    assert list(names["turun"].columns) == [column.name for column in TABLES["target"]]
    assert {form.value for form in Form} == set(names["turun"]["bentuk"].cat.categories)
