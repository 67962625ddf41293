"""TARGET TAHUNAN: the regency's tree once, under each sasaran the OPD that serve it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from cascade_xl.merge import gather
from cascade_xl.merge.consolidate import Region
from cascade_xl.merge.target_tahunan import AGENCY_RANK, NO_SASARAN, Band, Form, Line

from .documents import document, indicator, merged, node, save

VISI = node("Visi", "V", "", "Maju")
MISI = node("Misi", "M1", "V", "Rakyat sehat")
TUJUAN = node(
    "Tujuan", "T1", "M1", "Meningkatnya kesehatan", indicator("Umur harapan hidup", "70", "71", "72", satuan="Tahun")
)


def sasaran(number: int, *indicators: dict[str, Any], kode: str = "", induk: str = "T1") -> dict[str, Any]:
    return node("Sasaran", kode or f"S{number}", induk, f"Sasaran {number}", *indicators)


def agency(induk: str, target: str = "80%") -> list[dict[str, Any]]:
    return [
        node("Tujuan PD", "TP1", induk, "Tujuan kami", indicator("Indeks kami", target)),
        node(
            "Sasaran PD",
            "SP1",
            "TP1",
            "Sasaran kami",
            indicator("Cakupan", target, jenis="IKU"),
            indicator("Nilai", "-"),
        ),
        node("Program", "P1", "SP1", "Program kami", indicator("Jumlah", "3"), indicator("Utama", "4", jenis="IKU")),
    ]


def body(folder: Path, **documents: dict[str, Any]) -> list[Band | Line]:
    return list(Form(Region.of(gather(save(folder, **documents)))).lines())


def test_rows_stand_under_their_sasaran_and_opd(tmp_path: Path) -> None:
    found = body(tmp_path, a=document("Dinas A", VISI, MISI, TUJUAN, sasaran(1, indicator("AKI", "9")), *agency("S1")))
    blank = ("", "")
    assert found == [
        Band(0, "Visi", "Maju"),
        Band(1, "Misi", "Rakyat sehat"),
        Band(2, "Tujuan", "Meningkatnya kesehatan"),
        Line("", "Tujuan", "", "Umur harapan hidup", "Tahun", ("70", "71", "72"), "menurut Dinas A"),
        Band(3, "Sasaran", "Sasaran 1"),
        Line("", "Sasaran", "", "AKI", "", ("9", *blank), "menurut Dinas A"),
        Band(AGENCY_RANK, "OPD", "Dinas A"),
        Line("1", "Tujuan PD", "Tujuan kami", "Indeks kami", "", ("80%", *blank)),
        Line("2", "Sasaran PD", "Sasaran kami", "Cakupan", "", ("80%", *blank), "IKU"),
        Line("", "", "", "Nilai", "", ("-", *blank)),
        Line("3", "Program", "Program kami", "Utama", "", ("4", *blank), "IKU"),
    ]


def test_what_the_regency_says_stands_once_and_differences_by_name(tmp_path: Path) -> None:
    def opd(name: str, target: str) -> dict[str, Any]:
        return document(name, VISI, MISI, TUJUAN, sasaran(1, indicator("AKI", target)), *agency("S1"))

    found = body(tmp_path, a=opd("A", "9"), b=opd("B", "9"), c=opd("C", "9"), d=opd("D", "8"))
    said = [line for line in found if isinstance(line, Line) and not line.no and line.jenjang]
    assert [(line.indikator, line.targets[0], line.keterangan) for line in said] == [
        ("Umur harapan hidup", "70", "menurut 4 OPD"),
        ("AKI", "9", "menurut 3 OPD"),
        ("AKI", "8", "menurut D"),
    ]
    bands = [entry.text for entry in found if isinstance(entry, Band)]
    assert bands == ["Maju", "Rakyat sehat", "Meningkatnya kesehatan", "Sasaran 1", "A", "B", "C", "D"]


def test_a_sasaran_is_found_by_its_words_and_hangs_where_any_file_says(tmp_path: Path) -> None:
    found = body(
        tmp_path,
        a=document("A", sasaran(1, kode="X9"), *agency("X9")),
        b=document("B", VISI, MISI, TUJUAN, sasaran(10), sasaran(2), sasaran(1), *agency("S1")),
    )
    bands = [entry.text for entry in found if isinstance(entry, Band)]
    assert bands == ["Maju", "Rakyat sehat", "Meningkatnya kesehatan", "Sasaran 1", "A", "B", "Sasaran 2", "Sasaran 10"]


def test_files_without_a_regency_tree_stand_at_the_end(tmp_path: Path) -> None:
    loose = document("A", *agency("entah"))
    assert body(tmp_path / "1", a=loose)[0] == Band(AGENCY_RANK, "OPD", "A")
    found = body(tmp_path / "2", a=loose, b=document("B", VISI, MISI, TUJUAN))
    assert [entry.text for entry in found if isinstance(entry, Band)][-2:] == [NO_SASARAN, "A"]


@pytest.mark.parametrize("induk", [("S2", "S1"), ("S1", "S2"), ("", "TP1")])
def test_a_broken_tree_ends_nothing(tmp_path: Path, induk: tuple[str, str]) -> None:
    first, second = sasaran(1, induk=induk[0]), sasaran(2, induk=induk[1])
    found = body(tmp_path, a=document("A", first, second, *agency("S2")), b=document("B", second, first))
    assert sum(isinstance(entry, Line) for entry in found) == 4


def test_who_adds_nothing_is_named(tmp_path: Path) -> None:
    region = Region.of(gather(save(tmp_path, a=document("A", *agency("")), b=document("B", VISI), c=document("B"))))
    assert Form(region).absent == ["B [b.json]", "B [c.json]"]


@pytest.mark.filterwarnings("ignore:.*extension is not supported")
def test_the_sheet_is_the_form(tmp_path: Path) -> None:
    _, output = merged(tmp_path, save(tmp_path, a=document("A", VISI, MISI, TUJUAN, sasaran(1), *agency("S1"))))
    sheet = load_workbook(output)["TARGET TAHUNAN"]
    assert [cell.value for cell in sheet[4]][:6] == [
        "NO",
        "JENJANG",
        "SASARAN",
        "INDIKATOR",
        "SATUAN",
        "TARGET TAHUNAN",
    ]
    assert [cell.value for cell in sheet[5]][5:8] == ["2025", "2026", "2027"]
    assert [cell.value for cell in sheet["A"]][5:10] == [
        "VISI: Maju",
        "MISI: Rakyat sehat",
        "TUJUAN: Meningkatnya kesehatan",
        None,
        "SASARAN: Sasaran 1",
    ]
    assert sheet.print_title_rows == "$4:$5"
