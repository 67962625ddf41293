"""The list of OPD: whatever an officer keeps it in, each with its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from cascade_xl.read import UnreadableError
from cascade_xl.read.offices_list import read_list, read_offices_list

DINAS = [("Dinas Kesehatan", "1.02.01"), ("Dinas Sosial, Perempuan dan Anak", "1.06.01")]


def text(folder: Path, content: str | bytes, name: str = "opd.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def sheet(folder: Path, rows: list[list[Any]]) -> Path:
    book = Workbook()
    assert book.active is not None
    book.active.title = "Daftar OPD"
    for row in rows:
        book.active.append(row)
    book.save(folder / "opd.xlsx")
    return folder / "opd.xlsx"


def pairs(path: Path) -> list[tuple[str, str]]:
    return [(line.name, line.kode) for line in read_offices_list(path)]


@pytest.mark.parametrize(
    "content",
    [
        "Nama OPD;Kode\nDinas Kesehatan;1.02.01\nDinas Sosial, Perempuan dan Anak;1.06.01\n",
        'Kode,Perangkat Daerah\n1.02.01,Dinas Kesehatan\n1.06.01,"Dinas Sosial, Perempuan dan Anak"\n',
        "No\tOPD\tKode OPD\r\n1\tDinas Kesehatan\t1.02.01\r\n2\tDinas Sosial, Perempuan dan Anak\t1.06.01\r\n",
        "Dinas Kesehatan;1.02.01\n\nDinas Sosial, Perempuan dan Anak;1.06.01",
        "1.02.01, Dinas Kesehatan\n1.06.01, Dinas Sosial, Perempuan dan Anak",
        "\ufeffDinas  Kesehatan , 1.02.01\nDinas Sosial, Perempuan dan Anak, 1.06.01",
        "sep=;\nDinas Kesehatan;1.02.01\nDinas Sosial, Perempuan dan Anak;1.06.01",
        "1. Dinas Kesehatan;1.02.01\n2) Dinas Sosial, Perempuan dan Anak;1.06.01",
        "Daftar OPD Contoh;\nNama OPD;Kode\nDinas Kesehatan;1.02.01\nDinas Sosial, Perempuan dan Anak;1.06.01",
    ],
)
def test_texts(tmp_path: Path, content: str) -> None:
    assert pairs(text(tmp_path, content)) == DINAS


def test_other_columns_are_read_whatever_signs_they_hold(tmp_path: Path) -> None:
    content = "Nama OPD,Kode,Alamat,NIP\nDinas Kesehatan,1.02.01,Jalan A; lantai 2,1\nDinas Sosial,,,\n"
    more = {"alamat": ("Alamat",), "nip": ("NIP",), "jabatan": ("Jabatan",)}
    assert [line.texts for line in read_list(text(tmp_path, content), more)] == [
        {"opd": "Dinas Kesehatan", "kode_opd": "1.02.01", "alamat": "Jalan A; lantai 2", "nip": "1", "jabatan": ""},
        {"opd": "Dinas Sosial", "kode_opd": "", "alamat": "", "nip": "", "jabatan": ""},
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    assert pairs(text(tmp_path, "Dinas Kesehatan\nKecamatan Né".encode(encoding), "opd.txt")) == [
        ("Dinas Kesehatan", ""),
        ("Kecamatan Né", ""),
    ]


def test_names_alone(tmp_path: Path) -> None:
    found = read_offices_list(text(tmp_path, "Dinas Kesehatan\n\nDinas Sosial, Perempuan dan Anak\n", "opd.txt"))
    assert [(line.name, line.kode, line.place[1:]) for line in found] == [
        ("Dinas Kesehatan", "", ("", 1, 1)),
        ("Dinas Sosial, Perempuan dan Anak", "", ("", 3, 1)),
    ]


def test_a_sheet_with_a_title_and_other_columns(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["DAFTAR OPD"], [], ["No", "Nama OPD", "Alamat", "Kode"]]
    rows += [[1, "Dinas Kesehatan", "Jalan A", "1.02.01"], [2, None, "=1+1", None]]
    rows += [[3, "Dinas Sosial, Perempuan dan Anak", None, "1.06.01"], [None, "JUMLAH", "2 OPD", None]]
    found = read_offices_list(sheet(tmp_path, rows))
    assert [(line.name, line.kode) for line in found] == DINAS
    assert [str(line.place) for line in found] == ["opd.xlsx: Daftar OPD!B4", "opd.xlsx: Daftar OPD!B6"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["Nama", "Alamat"], ["Dinas A", "Jalan B"]], "opd.xlsx, lembar Daftar OPD: tidak ada kolom"),
        ([["Nama OPD", "Kode"]], "daftar OPD kosong"),
        ([["Nama OPD", "Kode"], [None, "1.02.01"]], "sel A2: nama OPD kosong"),
        ([["Nama OPD", "Kode"], ["=A1", "1.02.01"]], "sel A2: sel ini galat atau belum dihitung"),
    ],
)
def test_faults_say_where(tmp_path: Path, rows: list[list[Any]], said: str) -> None:
    with pytest.raises(UnreadableError, match=r"opd\.xlsx, lembar Daftar OPD") as caught:
        read_offices_list(sheet(tmp_path, rows))
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "daftar OPD kosong"),
        ("Nama OPD;Kode\nDinas A;1\n;1.02\n", "opd.csv, baris 3: nama OPD kosong"),
        (b"PK\x03\x04\0\0", "ini bukan daftar OPD"),
    ],
)
def test_faults_of_texts(tmp_path: Path, content: str | bytes, said: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_offices_list(text(tmp_path, content))
    assert said in str(caught.value)


@pytest.mark.parametrize("name", ["tidak-ada.csv", "tidak-ada.xlsx"])
def test_a_missing_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableError, match="tidak ditemukan"):
        read_offices_list(tmp_path / name)


@given(content=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace"))))
def test_any_bytes_are_a_list_or_unreadable(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = text(tmp_path_factory.mktemp("daftar"), content, "opd.txt")
    try:
        assert all(line.name for line in read_offices_list(path))
    except UnreadableError as error:
        assert str(error).startswith("opd.txt")
