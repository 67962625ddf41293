"""The sheet *Identitas* wherever its labels were moved, and the profile that a workbook carries."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest

from cascade_xl import contract
from cascade_xl.model import Place, Seen, Value
from cascade_xl.profile import Profile
from cascade_xl.read import UnreadableError, read_grid
from cascade_xl.read.grid import Cell, Grid, Range, Workbook
from cascade_xl.read.identitas import read_identitas
from cascade_xl.resources import profile, profile_names
from tests.read.books import table

FILE = "uji.xlsx"


def read(grid: Grid) -> dict[str, Value]:
    return read_identitas(FILE, grid)[0]


def sheet(text: str, **at: int) -> Grid:
    return table(text, name="Identitas", **at)


# -- fields -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("top", [1, 4, 30])
@pytest.mark.parametrize("left", [1, 2, 9])
def test_labels_wherever_they_stand(top: int, left: int) -> None:
    text = """
        | Tahun Awal            | 2025#            |
        | catatan sendiri       |                  |
        | PEMERINTAH\\nDAERAH : | Kabupaten Contoh | Mis. Kabupaten Way Kanan. |
    """
    fields = read(sheet(text, top=top, left=left))
    assert (fields["periode_awal"].text, fields["periode_awal"].stored) == ("2025", 2025)
    assert fields["pemerintah"].text == "Kabupaten Contoh"
    assert fields["pemerintah"].place == Place(FILE, "Identitas", top + 2, left + 1)


def test_every_label_and_every_other_name_of_it() -> None:
    for item in contract.FIELDS:
        for label in (item.label, *item.aliases):
            assert read(sheet(f"| {label} | isi |"))[item.key].text == "isi", label


def test_a_label_that_is_merged_with_its_neighbours() -> None:
    grid = sheet("| Perangkat Daerah (OPD) | | | Dinas Contoh |")
    grid.merged = [Range(1, 1, 1, 3)]
    assert read(grid)["opd"].text == "Dinas Contoh"
    assert read(grid)["opd"].place.cell == "D1"


def test_a_label_in_two_places_counts_where_it_stands_first() -> None:
    fields = read(sheet("| Catatan | satu |\n| Catatan | dua |"))
    assert fields["catatan"].text == "satu"


def test_missing_labels_are_named_and_stand_for_the_whole_sheet() -> None:
    fields, _, seen = read_identitas(FILE, Grid("IDENTITAS", {5: {1: Cell("OPD"), 2: Cell("Dinas")}}))
    assert fields.keys() == {item.key for item in contract.FIELDS}
    assert fields["tempat"] == Value("", "", Place(FILE, "IDENTITAS", 0, 0))
    missing = [s.detail for s in seen if s.kind is Seen.NO_COLUMN]
    assert missing == [item.label for item in contract.FIELDS if item.key != "opd"] + [missing[-1]]


def test_a_missing_sheet() -> None:
    fields, officials, [seen] = read_identitas(FILE, None)
    assert (seen.kind, seen.detail, officials) == (Seen.NO_SHEET, "Identitas", [])
    assert all(value.blank for value in fields.values())


def test_errors_and_formulas_are_seen() -> None:
    _, _, seen = read_identitas(FILE, sheet("| OPD | #REF! |\n| Alamat | =B1 |"))
    found = {(s.kind, s.place.cell, s.detail) for s in seen if s.kind is not Seen.NO_COLUMN}
    assert found == {(Seen.ERROR_CELL, "B1", "#REF!"), (Seen.UNCALCULATED, "B2", "=B1")}


@pytest.mark.parametrize("left", [1, 2, 5])
def test_lines_that_an_office_added_are_reported(left: int) -> None:
    text = (
        "| Bagian satu | |\n| OPD | Dinas |\n| Telepon | 0741 |\n| Bagian dua | |\n| Alamat | Jalan |\n| Surel | a@b |"
    )
    _, _, seen = read_identitas(FILE, sheet(text, left=left))
    found = [(s.place.row, s.place.column, s.detail) for s in seen if s.kind is Seen.UNREAD_CELL]
    assert found == [(3, left, "Telepon: 0741"), (6, left, "Surel: a@b")]


# -- officials --------------------------------------------------------------------------------------------------------


def test_officials_in_any_order_of_columns() -> None:
    text = """
        | OPD     | Dinas Contoh |         |               |
        | Catatan | ada          |         |               |
        | NIP     | Nama         | Jabatan | Peran         |
        | 19730306 200501 1 004 | Siti Aminah | Kepala Dinas | Kepala OPD |
        |         |              |         |               |
        | 12#     | Budi         |         | Penyusun      |
    """
    fields, [one, other], _ = read_identitas(FILE, sheet(text))
    assert fields["catatan"].text == "ada"
    assert [v.text for v in one] == ["Kepala OPD", "Kepala Dinas", "Siti Aminah", "", "19730306 200501 1 004", ""]
    assert (other.nip.text, other.nip.stored, other.peran.place.cell) == ("12", 12, "D6")


def test_labels_below_the_officials_are_theirs() -> None:
    """*Catatan* under the table is a row of the table, and no field."""
    fields, officials, _ = read_identitas(FILE, sheet("| Peran | Jabatan | Nama |\n| Catatan | ini | itu |"))
    assert fields["catatan"].blank
    assert [v.text for v in officials[0][:3]] == ["Catatan", "ini", "itu"]


# -- the profile that a workbook carries ------------------------------------------------------------------------------


def carrying(data: Any, size: int = 30_000, named: str = "") -> Workbook:
    """A workbook whose hidden sheet holds this JSON in pieces."""
    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    pieces: Sequence[str] = [text[start : start + size] for start in range(0, len(text), size)] or [""]
    hidden = Grid("Profil", {1: {1: Cell("cascade_xl profil")}})
    hidden.rows |= {n: {1: Cell(piece), 2: Cell("bukan isi")} for n, piece in enumerate(pieces, start=2) if piece}
    return Workbook(FILE, {"Profil": hidden, "Identitas": sheet(f"| Profil | {named} |")})


def used(workbook: Workbook, using: Profile | None = None) -> Profile:
    return read_grid(workbook, using)[1]


@pytest.mark.parametrize("size", [50, 997, 30_000])
def test_a_profile_in_pieces(size: int) -> None:
    own = {**profile().data, "nama": "kabupaten-kami", "periode": {"awal": 2030, "akhir": 2034}}
    found = used(carrying(own, size))
    assert (found.nama, found.years[0], found.years[-1]) == ("kabupaten-kami", 2030, 2034)


@pytest.mark.parametrize("name", profile_names())
def test_a_shipped_profile_is_recognised(name: str) -> None:
    assert used(carrying(profile(name).data)) is profile(name)


def test_a_shipped_profile_with_another_period_is_its_own() -> None:
    changed = {**profile().data, "periode": {"awal": 2031, "akhir": 2035}}
    found = used(carrying(changed))
    assert (found.nama, found.years) == ("kabupaten", tuple(range(2031, 2036)))


def test_a_variant_is_carried_with_what_it_stands_on() -> None:
    assert used(carrying({"nama": "kami", "dasar": "kabupaten"})).levels == profile().levels


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "isinya bukan JSON"),
        ("{", "isinya bukan JSON"),
        ("[" * 90_000, "isinya bukan JSON"),
        ("[]", "bukan objek JSON"),
        ({"nama": "x"}, "$: 'periode', 'jenjang', 'satuan', 'pilihan' belum ada"),
        ({"nama": "x", "dasar": "atlantis"}, "Profil 'atlantis' tidak dikenal"),
        ({"nama": "x", "dasar": "kabupaten", "periode": {"awal": 2, "akhir": 1}}, "$.periode"),
    ],
)
def test_a_broken_profile_is_refused_unless_another_is_chosen(content: Any, said: str) -> None:
    workbook = carrying(content)
    with pytest.raises(UnreadableError) as error:
        used(workbook)
    assert said in str(error.value)
    assert str(error.value).startswith(f"{FILE}: lembar tersembunyi Profil rusak")
    assert str(error.value).endswith("Pakai --profile untuk memilih profil.")
    assert used(workbook, profile()) is profile()


@pytest.mark.parametrize(
    ("named", "expected"), [("banten-2024", "banten-2024"), ("atlantis", "kabupaten"), ("", "kabupaten")]
)
def test_without_the_hidden_sheet_the_name_decides(named: str, expected: str) -> None:
    workbook = carrying({}, named=named)
    del workbook.sheets["Profil"]
    assert used(workbook).nama == expected


@pytest.mark.parametrize("marker", ["cascade_xl 1.0", "cascade_xl 0.1", "cascade_xl 99.0", "buatan sendiri", ""])
def test_the_marker_of_the_template_is_kept_for_the_rules(marker: str) -> None:
    document, _ = read_grid(Workbook(FILE, {"Identitas": sheet(f"| Versi Templat | {marker} |")}))
    assert document.template == marker
