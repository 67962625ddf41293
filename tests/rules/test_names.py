"""Which names mean the same government, and the same OPD."""

from __future__ import annotations

import pytest

from cascade_xl.rules.regency.names import abbreviates, government, governments, opd_key

NAMES = {
    "Kab. Way Kanan": "Kabupaten Way Kanan",
    "PEMERINTAH KABUPATEN WAY KANAN": "Kabupaten Way Kanan",
    "Pemkab Way Kanan": "Kab Way Kanan",
    "Way Kanan": "Kabupaten Way Kanan",
    "": "Kabupaten Way Kanan",
}


@pytest.mark.parametrize("name", NAMES)
def test_names_of_one_government(name: str) -> None:
    one, two = governments([name, NAMES[name]])
    assert one == two
    assert len(set(governments(["Kota Bekasi", "Kabupaten Bekasi", "Bekasi"]))) == 3


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Dinas Kesehatan", "DINAS KESEHATAN Kab. Way Kanan", True),
        ("Badan Kepegawaian & Pengembangan SDM (BKPSDM)", "Badan Kepegawaian dan Pengembangan SDM", True),
        ("Kecamatan Kota Utara", "Kecamatan Kota Timur", False),
        ("RSUD (Tipe C)", "RSUD", False),
        ("Dinas Kesehatan Provinsi Lampung", "Dinas Kesehatan", False),
    ],
)
def test_names_of_one_opd(one: str, two: str, same: bool) -> None:
    of = government("Kabupaten Way Kanan")
    assert (opd_key(one, of) == opd_key(two, of)) is same


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("BKPSDM", "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia"),
        ("Dinkes", "Dinas Kesehatan"),
        ("Bappeda", "Badan Perencanaan Pembangunan Daerah"),
        ("DPMPTSP", "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu"),
        ("Satpol PP", "Satuan Polisi Pamong Praja"),
        ("Dinas PUPR", "Dinas Pekerjaan Umum dan Penataan Ruang"),
        ("Dinas Pengendalian Penduduk dan KB", "Dinas Pengendalian Penduduk dan Keluarga Berencana"),
    ],
)
def test_abbreviations(short: str, name: str) -> None:
    assert abbreviates(short, name)
    assert not abbreviates(name, short)
    assert not abbreviates(short, "Inspektorat Daerah")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dinas PU", "Dinas Perumahan"),
        ("Dinas Pendidikan", "Dinas Pendidikan"),
        ("Kecamatan Tungkal", "Kecamatan Tungkal Ulu"),
        ("", ""),
    ],
)
def test_no_abbreviations(one: str, other: str) -> None:
    assert not abbreviates(one, other) and not abbreviates(other, one)
