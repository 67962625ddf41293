"""A well-filled document gives no finding at all; one fault put into it gives the finding that names it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from cascade_xl.read.canonical import document
from cascade_xl.resources import profile, profile_data
from cascade_xl.rules import RULES
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Outcome, Report, check
from tests.generate import clean

Data = dict[str, Any]


def report(data: Data) -> Report:
    carried = data["profil"]
    used = profile(carried) if isinstance(carried, str) else profile_data(carried, "test")
    return check(Book(document(data, used, "x.json"), used), RULES)


@pytest.mark.parametrize("years", [(2025, 2029), (2021, 2026), (2026, 2026)], ids=str)
def test_well_filled_documents_have_no_finding(years: tuple[int, int]) -> None:
    for seed in range(40):
        result = report(clean(seed, programs=1 + seed % 4, years=years))
        assert [(f.rule, f.place.cell, f.message) for f in result.findings] == [], seed
        assert {r.outcome for r in result.results} <= {Outcome.CLEAN, Outcome.SKIPPED}


def find(data: Data, jenjang: str, number: int = 0) -> Data:
    """The n-th node of a level."""
    node: Data = [node for node in data["matriks"] if node["jenjang"] == jenjang][number]
    return node


def row(data: Data, jenjang: str) -> Data:
    """The first indicator of the first node of a level."""
    first: Data = find(data, jenjang)["indikator"][0]
    return first


FAULTS: dict[str, Callable[[Data], object]] = {
    "kode-kosong": lambda d: find(d, "Program").pop("kode"),
    "induk-tidak-ada": lambda d: find(d, "Kegiatan").update(induk="9.99.99"),
    "induk-salah-jenjang": lambda d: find(d, "Sub Kegiatan").update(induk="SP1"),
    "siklus": lambda d: find(d, "Tujuan PD").update(induk="SP1"),
    "tanpa-anak": lambda d: d["matriks"].append(
        {**find(d, "Program"), "kode": "9.99.02", "uraian": "PROGRAM LAIN", "sasaran": "Lain"}
    ),
    "kode-tidak-baku": lambda d: find(d, "Sub Kegiatan").update(kode=find(d, "Sub Kegiatan")["kode"][:-4] + "01"),
    "kode-tidak-berawalan-induk": lambda d: find(d, "Sub Kegiatan").update(kode="9.99.02.2.01.0001"),
    "nama-beda-kode-sama": lambda d: find(d, "Sub Kegiatan", 1).update(kode=find(d, "Sub Kegiatan")["kode"]),
    "pemilik-kosong": lambda d: row(d, "Program").pop("pemilik"),
    "pemilik-tidak-sejenjang": lambda d: row(d, "Program").update(pemilik="Bupati"),
    "jenjang-tidak-dikenal": lambda d: find(d, "Program").update(jenjang="Programm"),
    "tanpa-indikator": lambda d: find(d, "Kegiatan").pop("indikator"),
    "indikator-ganda": lambda d: find(d, "Program")["indikator"].append(dict(row(d, "Program"))),
    "satuan-kosong": lambda d: row(d, "Kegiatan").pop("satuan"),
    "satuan-tidak-dikenal": lambda d: row(d, "Kegiatan").update(satuan="Gulungan"),
    "satuan-tidak-cocok": lambda d: row(d, "Program").update(satuan="Orang"),
    "formulasi-kosong": lambda d: row(d, "Program").pop("formulasi"),
    "formulasi-tanpa-pembagi": lambda d: row(d, "Program").update(formulasi="Jumlah yang tercapai"),
    "arah-kosong": lambda d: row(d, "Program").pop("arah"),
    "bukan-ukuran": lambda d: row(d, "Kegiatan").update(indikator="Tercapainya kegiatan"),
    "pilihan-tidak-dikenal": lambda d: row(d, "Program").update(arah="Ke atas"),
    "target-kosong": lambda d: row(d, "Program").update(target={}),
    "target-bukan-angka": lambda d: row(d, "Program")["target"].update({"2026": "banyak 9"}),
    "target-rancu": lambda d: row(d, "Kegiatan")["target"].update({"2026": "10 9"}),
    "target-pecahan": lambda d: row(d, "Kegiatan")["target"].update({"2026": "1,5"}),
    "target-negatif": lambda d: row(d, "Kegiatan")["target"].update({"2026": "-4"}),
    "persen-di-luar-batas": lambda d: row(d, "Program")["target"].update({"2029": "650%"}),
    "deret-berlubang": lambda d: row(d, "Program")["target"].pop("2027"),
    "arah-dilanggar": lambda d: row(d, "Sasaran PD")["target"].update({"2027": "1"}),
    "deret-berubah": lambda d: row(d, "Sub Kegiatan")["target"].update({"2027": "3"}),
    "lonjakan": lambda d: row(d, "Sub Kegiatan")["target"].update({"2027": "99999"}),
    "kondisi-awal-tidak-selaras": lambda d: row(d, "Sasaran PD").update(kondisi_awal="99"),
    "target-akhir-tidak-selaras": lambda d: row(d, "Sasaran PD").update(target_akhir="99"),
    "jumlah-tidak-sama": lambda d: row(d, "Kegiatan")["target"].update({"2027": "7777"}),
    "rentang-terbalik": lambda d: row(d, "Program")["target"].update({"2027": "80-70"}),
    "periode-tidak-cocok": lambda d: d["identitas"].update(periode_awal="2020"),
    "identitas-belum-lengkap": lambda d: d["identitas"].pop("tempat"),
    "templat-tidak-dikenal": lambda d: d.update(templat="cascade_xl 0.1"),
    "matriks-kosong": lambda d: d.update(matriks=[]),
    "pohon-tanpa-cascading": lambda d: d["pohon_kinerja"].append(
        {"tingkat": "Taktikal", "kode": "T9", "induk": "U1", "uraian": "Lain sekali"}
    ),
    "pengecualian-tak-terpakai": lambda d: d.update(
        pengecualian=[{"aturan": "lonjakan", "kode": "SP1", "alasan": "sudah benar"}]
    ),
    "sel-galat-excel": lambda d: row(d, "Program")["target"].update({"2027": {"galat": "#REF!"}}),
    "rumus-belum-dihitung": lambda d: row(d, "Program")["target"].update({"2027": {"rumus": "=A1"}}),
}


@pytest.mark.parametrize("rule", FAULTS)
def test_one_fault_is_named(rule: str) -> None:
    for seed in range(3):
        data = json.loads(json.dumps(clean(seed)))
        FAULTS[rule](data)
        result = report(data)
        assert not result.crashed
        assert rule in {f.rule for f in result.findings}, seed
