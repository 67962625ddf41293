"""What stands on the sheets that show the whole regency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from cascade_xl.checking import read_master
from cascade_xl.merge import Source, gather, write
from cascade_xl.merge.compared import compared
from cascade_xl.merge.consolidate import Region
from cascade_xl.merge.peta import Band, Cell, Peta
from cascade_xl.merge.source import LeftOut
from cascade_xl.merge.target_tahunan import Form
from cascade_xl.merge.tree import Tree
from cascade_xl.model import Finding, Place, Severity, Status
from cascade_xl.rules.regency.regency import Expected
from tests.judges.package_lint import lint

from .documents import document, indicator, node, save
from .test_target_tahunan import MISI, TUJUAN, VISI, agency, sasaran

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")


ANYWHERE = Place("daftar.xlsx", "Daftar", 4, 1)
MISSING = "Belum menyerahkan"


def absent(name: str) -> Finding:
    words = (f"{name} belum menyerahkan berkas.", "Mintalah berkasnya.")
    return Finding(
        "opd-belum-menyerahkan",
        "D502",
        Severity.WARNING,
        Status.OPEN,
        ANYWHERE,
        "1.06",
        name,
        "",
        None,
        name,
        None,
        *words,
    )


def region(folder: Path, **documents: dict[str, Any]) -> Region:
    return Region.of(gather(save(folder, **documents)))


def opened(folder: Path, given: Region | list[Source]) -> Workbook:
    path = folder / "gabungan.xlsx"
    write(given, path)
    assert lint(path) == []
    return load_workbook(path)


def rows(sheet: Worksheet, head: int) -> list[dict[str, Any]]:
    names = [cell.value for cell in sheet[head]]
    found = sheet.iter_rows(min_row=head + 1, values_only=True)
    return [dict(zip(map(str, names), row, strict=True)) for row in found]


# -- who is missing ----------------------------------------------------------------------------------------------------


def test_who_handed_in_nothing_is_said_everywhere(tmp_path: Path) -> None:
    given = replace(region(tmp_path, a=document("Dinas A", *agency(""))), findings=(absent("Dinas Sosial"),))
    book = opened(tmp_path, given)
    recap = rows(book["Rekap OPD"], 5)
    assert [(row["OPD"], row["Keadaan"], row["Baris"]) for row in recap[1:2]] == [
        ("Dinas Sosial", "Belum menyerahkan", None)
    ]
    first = rows(book["Temuan"], 4)[0]
    assert (first["No"], first["OPD"], first["Berkas"]) == (1, None, "daftar.xlsx")
    assert (first["Pesan"], first["Baris Matriks"]) == ("Dinas Sosial belum menyerahkan berkas.", None)
    dasbor = book["Dasbor"]
    numbers = dict(zip([cell.value for cell in dasbor[5]], [cell.value for cell in dasbor[6]], strict=True))
    assert (numbers["OPD"], numbers["Belum menyerahkan"]) == ("1", "1")
    assert numbers["Peringatan"] == str(given.heads[0].open[Severity.WARNING] + 1)


@pytest.mark.parametrize(("listed", "shown"), [(None, "–"), ([Expected("Dinas A", "", ANYWHERE)], "0")])
def test_without_a_list_nobody_knows_who_is_missing(
    tmp_path: Path, listed: Sequence[Expected] | None, shown: str
) -> None:
    given = replace(region(tmp_path, a=document("Dinas A", *agency(""))), compared=compared(None, listed))
    dasbor = opened(tmp_path, given)["Dasbor"]
    assert [below.value for label, below in zip(dasbor[5], dasbor[6], strict=True) if label.value == MISSING] == [shown]


def test_files_left_out_stand_in_sumber_with_their_reason(tmp_path: Path) -> None:
    given = region(tmp_path, a=document("Dinas A"))
    moment = datetime(2026, 3, 5, 9, 30, tzinfo=UTC)
    out = LeftOut(tmp_path / "lama.xlsx", "lama.xlsx", "Dinas A", "Tidak digabung: ada yang lebih baru.", "ab", moment)
    book = opened(tmp_path, replace(given, left_out=(out,)))
    one, two = rows(book["Sumber"], 4)
    assert (one["Keterangan"], one["Disimpan (UTC)"]) == ("Digabung", None)  # of JSON only the disk knows
    assert (two["Berkas"], two["Keterangan"]) == ('=HYPERLINK("lama.xlsx","lama.xlsx")', out.reason)
    assert (two["Disimpan (UTC)"], two["SHA-256"], two["Galat"]) == (datetime(2026, 3, 5, 9, 30), "ab", None)


# -- Peta Sasaran ------------------------------------------------------------------------------------------------------


def mapped(folder: Path) -> Region:
    tree = (VISI, MISI, TUJUAN, sasaran(1), sasaran(2))
    return region(
        folder,
        a=document("A", *tree, *agency("S1")),
        b=document("B", *tree, *agency("T1")),
        c=document("C", *agency("entah")),
        d=document("A", *tree, *agency("S1")),
    )


def test_the_map_says_who_serves_what(tmp_path: Path) -> None:
    given = mapped(tmp_path)
    peta = Peta(given, Tree(given))
    assert peta.offices == ("A", "B", "C")
    assert [line.text for line in peta.lines if isinstance(line, Band)] == [
        "Maju",
        "Rakyat sehat",
        "Meningkatnya kesehatan",
    ]
    first, second = peta.sasaran
    assert dict(first.cells) == {0: Cell(6, 11)}  # three kinerja in each of two files, below five rows of the tree
    assert dict(second.cells) == {} and peta.without_office == 1
    assert {column: cell.kinerja for column, cell in peta.beside.items()} == {1: 3, 2: 3}
    assert peta.without_sasaran == {1, 2}


@pytest.mark.parametrize(("pemerintah", "rows"), [("Pemkab Contoh", [1, 2, 3]), ("Kabupaten Lain", [1, 2])])
def test_the_map_shows_what_only_the_rpjmd_has(tmp_path: Path, pemerintah: str, rows: list[int]) -> None:
    rpjmd = document("Bappeda", VISI, MISI, TUJUAN, sasaran(1), sasaran(2), sasaran(3))
    rpjmd["identitas"] |= {"pemerintah": pemerintah}
    [path] = save(tmp_path / "induk", rpjmd=rpjmd)
    given = replace(mapped(tmp_path), compared=compared(read_master(path), None))
    tree = Tree(given)
    peta = Peta(given, tree)
    assert [line.text for line in peta.sasaran] == [f"Sasaran {number}" for number in rows]
    assert peta.without_office == len(rows) - 1
    assert list(Form(given, tree).lines()) == list(Form(mapped(tmp_path)).lines())


def test_the_map_leads_to_rows_and_its_sums_are_right(tmp_path: Path) -> None:
    given = mapped(tmp_path)
    book = opened(tmp_path, given)
    sheet = book["Peta Sasaran"]
    assert sheet["E8"].value == "=HYPERLINK(\"#'Matriks'!A11\",6)"
    assert [cell.value for cell in book["Matriks"][11]][:2] == ["A", "Tujuan PD"]
    shown = load_workbook(tmp_path / "gabungan.xlsx", data_only=True)["Peta Sasaran"]
    texts = {row[1].value: [cell.value for cell in row][2:7] for row in shown.iter_rows(min_row=5)}
    assert texts["Sasaran 1"] == [1, 6, 6, None, None]
    assert texts["Sasaran 2"][:3] == [0, 0, "belum ada pengampu"]
    assert texts["Tidak di bawah sasaran daerah"] == [2, 6, None, 3, 3]
    assert texts["JUMLAH KINERJA"] == [None, 12, 6, 3, 3]


def test_a_region_without_a_tree_has_a_map_that_says_so(tmp_path: Path) -> None:
    book = opened(tmp_path, region(tmp_path, a=document("A", *agency(""))))
    texts = [cell.value for row in book["Peta Sasaran"].iter_rows() for cell in row]
    assert "Tidak ada sasaran daerah di dalam berkas." in texts


# -- Dasbor ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("count", "where"), [(1, "Rekap OPD"), (5, "Rekap OPD"), (61, "Dasbor")])
def test_charts_draw_cells_of_this_workbook(tmp_path: Path, count: int, where: str) -> None:
    """Of more OPD than a page shows, the weightiest."""
    programs = [node("Program", f"P{n}", "", f"Program {n}", indicator("Jumlah", "-1")) for n in range(3)]
    given = region(tmp_path, **{f"f{n:02}": document(f"Dinas {n:02}", *programs[: n % 4]) for n in range(count)})
    sheet: Any = opened(tmp_path, given)["Dasbor"]
    bars = [chart for chart in sheet._charts if type(chart).__name__ == "BarChart" and chart.barDir == "bar"]
    assert [len(chart.series) for chart in bars] == [3, 1]
    areas = {series.val.numRef.f for chart in bars for series in chart.series}
    assert all(area.startswith(f"'{where}'!" if " " in where else f"{where}!") for area in areas)
    if count > 60:
        texts = [cell.value for cell in sheet["A"]]
        assert "60 dari 61 berkas, yang temuannya paling berat" in texts
        weights = {head.opd: [head.open[severity] for severity in Severity] for head in given.heads}
        [left] = weights.keys() - set(texts)
        assert weights[left] == min(weights.values())


def test_targets_are_counted_by_level(tmp_path: Path) -> None:
    program = node("Program", "P1", "", "Diklat", indicator("Jumlah", "1", "", "3", satuan="Orang"))
    given = region(tmp_path, a=document("A", program), b=document("B", program))
    assert given.heads[0].targets == {"program": (3, 2)}
    sheet = opened(tmp_path, given)["Dasbor"]
    assert ["Program", 6, 4] in [[cell.value for cell in row][:3] for row in sheet.iter_rows()]
