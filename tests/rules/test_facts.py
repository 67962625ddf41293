"""What rules share: the targets as one column, what changes in a series, codes and names."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cascade_xl.model import Indicator, Target
from cascade_xl.quantity import Form, Quantity
from cascade_xl.rules import jumlah_tidak_sama
from cascade_xl.rules.book import Book
from cascade_xl.rules.cells import asked
from cascade_xl.rules.kode import base, looks_official, name_key, same, segments, standard, starts_with
from cascade_xl.rules.parts import parts
from cascade_xl.rules.series import changes, measure
from cascade_xl.rules.targets import NUMBERS, ORDERED, column, where
from cascade_xl.text import fold, words
from tests import samples

MANY = settings(max_examples=300, deadline=None, derandomize=True)
YEARS = range(2025, 2030)
HEAD = ["Jenjang", "Kode", "Uraian", "Indikator", "Satuan", "Kondisi Awal", *(f"Target {y}" for y in YEARS), "Bobot"]

TARGETS = st.sampled_from(
    ["", "-", "40", "40 Orang", "41", "41#", "12 Bulan", "70-80", "80-70", "10 9", "0,5", "-3", "x"]
)
SATUAN = st.sampled_from(["Orang", "%", "Predikat SAKIP", "Lapran", ""])
Row = tuple[str, list[str]]
ROWS = st.lists(st.tuples(SATUAN, st.lists(TARGETS, min_size=7, max_size=7)), max_size=5)


def book(rows: list[Row]) -> Book:
    lines = [["Program", f"P{n}", "Diklat", f"Jumlah {n}", satuan, *said] for n, (satuan, said) in enumerate(rows)]
    return samples.book("\n".join(["Matriks", *(f"| {' | '.join(line)} |" for line in (HEAD, *lines))]))


def stated(row: Indicator) -> list[Target]:
    return [row.kondisi_awal, *row.targets, row.target_akhir]


@MANY
@given(ROWS, st.sampled_from([NUMBERS, ORDERED, (Form.TEXT,), (Form.AMBIGUOUS,), (Form.RANGE,)]), st.booleans())
def test_targets_are_picked_as_if_each_were_looked_at(rows: list[Row], forms: tuple[Form, ...], bobot: bool) -> None:
    def doubtful(quantity: Quantity) -> bool:
        return quantity.low is None or quantity.low > 40

    made = book(rows)
    every = [(row, target) for row in made.measured for target in [*stated(row), *([row.bobot] if bobot else [])]]
    expected = [(row, target) for row, target in every if target.quantity.form in forms and doubtful(target.quantity)]
    found = where(made, forms, doubtful, bobot)
    assert [(id(row), id(target)) for row, target in found] == [(id(row), id(target)) for row, target in expected]


def test_a_target_is_called_by_its_heading() -> None:
    (row,) = book([("Orang", ["1", "2", "", "", "", "3", "4"])]).measured
    named = {column(row, target) for target in (*stated(row), row.bobot)}
    assert named == {"Kondisi awal", "Target akhir", "Bobot", *(f"Target {year}" for year in YEARS)}


@MANY
@given(ROWS)
@example([("Orang", ["", "40", "12 Bulan", "41", "12 Bulan", "40", ""])])
def test_a_change_is_seen_from_the_last_target_of_its_kind(rows: list[Row]) -> None:
    made = book(rows)
    expected = []
    for row in made.measured:
        for number, later in enumerate(row.targets):
            kind = later.quantity.form, measure(made, row, later.quantity)
            like = [t for t in row.targets[:number] if (t.quantity.form, measure(made, row, t.quantity)) == kind]
            if later.quantity.form in ORDERED and like and like[-1].quantity != later.quantity:
                expected.append((id(row), like[-1].year, later.year))
    found = [(row, earlier, later) for row, earlier, later in changes(made) if earlier.quantity != later.quantity]
    assert [(id(row), earlier.year, later.year) for row, earlier, later in found] == expected


def test_what_a_level_must_fill_in_is_asked_of_its_rows_only() -> None:
    made = samples.book("""
        Matriks
        | Jenjang    | Kode | Kode Induk | Uraian | Indikator | Satuan | Target 2025 |
        | Sasaran PD | S1   |            | Mutu   | Nilai     | Nilai  | 80          |
        | Program    | P1   | S1         | Diklat | Jumlah    | Orang  | 40          |
        |            |      |            |        | -         | Orang  | 40          |
        profil: {"jenjang": {"sasaran_pd": {"wajib": []}}}
    """)
    assert [row.indikator.text for row in asked(made, "satuan")] == ["Jumlah"]
    assert all(made.asks(row, "satuan") for row in asked(made, "satuan"))


def test_parts_are_those_of_children_that_say_how_they_add_up() -> None:
    made = samples.book("""
        Matriks
        | Jenjang  | Kode | Kode Induk | Uraian | Indikator | Satuan | Agregasi | Indikator Induk | Target 2025 |
        | Program  | P1   |            | Diklat | Peserta   | Orang  |          |                 | 42          |
        |          |      |            |        | Hasil     | Nilai  |          |                 | 80          |
        | Kegiatan | K1   | P1         | Teknis | Satu      | Orang  | Jumlah   | peserta         | 40          |
        | Kegiatan | K2   | P1         | Pimpin | Dua       | Orang  | Tidak    | Peserta         | 2           |
        | Kegiatan | K3   | P1         | Umum   | Tiga      | Orang  | Jumlah   |                 | 2           |
    """)
    whole = made.measured[0]
    assert [(row.indikator.text, way.value) for row, way in parts(made, whole)] == [("Satu", "jumlah")]


NUMBER = st.integers(0, 99).map("{:02}".format)
CODES = st.builds(
    lambda lead, program, rest: ".".join((lead, program, *rest)),
    st.one_of(st.just("X.XX"), st.builds("{}.{}".format, st.integers(0, 9), NUMBER)),
    NUMBER,
    st.one_of(
        st.just(()),
        st.tuples(st.integers(0, 9).map(str), NUMBER),
        st.tuples(st.integers(0, 9).map(str), NUMBER, st.integers(0, 9999).map("{:04}".format)),
    ),
)


@MANY
@given(CODES)
def test_a_code_and_a_dirty_spelling_of_it_have_one_standard_form(kode: str) -> None:
    assert standard(kode) == standard(f"{kode}.") == standard(kode.replace(".", ","))
    assert standard(kode) in (kode, None)
    assert standard(kode) is None or (looks_official(kode) and segments(kode) == tuple(kode.split(".")))
    assert same(f"{kode}#2") == same(kode)
    assert base(f"{kode} # 12") == kode


@pytest.mark.parametrize(
    ("kode", "parent", "under"),
    [
        ("5.03.02.2.01", "5.03.02", True),
        ("5.03.01.2.01", "X.XX.01", True),
        ("X.XX.01.2.01", "5.03.01", True),
        ("X.XX.01.2.01", "X.XX.01", True),
        ("5.03.02.2.01", "5.03.02.2.01", False),
        ("5.03.020.2.01", "5.03.02", False),
        ("5.03.02", "5.03.02.2.01", False),
        ("5.03.02.2.01", "X.XX.01", False),
    ],
)
def test_a_code_lies_under_what_it_begins_with(kode: str, parent: str, under: bool) -> None:
    assert starts_with(kode, parent) is under


@MANY
@given(st.lists(st.sampled_from(["Program", "Sub", "Kegiatan", "Subkegiatan", "Diklat", "ASN", "e-Gov", "é", "㎡"])))
def test_a_name_is_the_same_whatever_its_level_is_called(said: list[str]) -> None:
    name = " ".join(said)
    assert name_key(f"PROGRAM {name}") == name_key(name)


@MANY
@given(st.text(st.sampled_from("Ab1 -.é㎡½_"), max_size=8))
def test_names_differ_only_where_their_words_do(name: str) -> None:
    assert name_key(name) == fold("".join(words(name)))


@pytest.mark.parametrize(
    ("children", "said"),
    [
        (["3"], "padahal satu-satunya indikator anak yang terisi bernilai 3."),
        (["3", "-"], "padahal satu-satunya indikator anak yang terisi bernilai 3."),
        (["3", "4 Orang"], "padahal 3 + 4 Orang = 7."),
    ],
)
def test_a_sum_shows_what_was_added(children: list[str], said: str) -> None:
    head = "| Jenjang | Kode | Kode Induk | Uraian | Indikator | Satuan | Agregasi | Target 2025 |"
    lines = ["| Kegiatan | K | | Diklat | Jumlah | Orang | | 10 |"]
    lines += [
        f"| Sub Kegiatan | S{n} | K | Diklat | Jumlah {n} | Orang | Jumlah | {t} |" for n, t in enumerate(children)
    ]
    (problem,) = jumlah_tidak_sama.check(samples.book("\n".join(["Matriks", head, *lines])))
    assert problem.message.endswith(said)
