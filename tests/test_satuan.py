"""The register of satuan: every spelling finds its entry, compounds are taken apart, what is unknown is named."""

from __future__ import annotations

from difflib import get_close_matches

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cascade_xl.quantity import Kind
from cascade_xl.resources import profile, profile_names
from cascade_xl.satuan import NO_UNIT, Register, Satuan, Unit
from cascade_xl.text import fold

MANY = settings(max_examples=200, deadline=None, derandomize=True)
SHIPPED = profile().satuan
SPELLINGS = [(word, entry) for entry in SHIPPED.entries for word in (entry.nama, *entry.sinonim)]
WORDS = st.sampled_from([word for word, _ in SPELLINGS if "/" not in word])  # with a stroke it is a compound itself


@pytest.mark.parametrize("name", profile_names())
def test_every_spelling_that_ships_finds_its_own_entry(name: str) -> None:
    register = profile(name).satuan
    for entry in register.entries:
        for word in (entry.nama, *entry.sinonim):
            assert register.find(word) is entry, word
            assert register.resolve(f" {word.upper()} \n") == Unit(
                (entry.nama,), entry.kind, entry.skala, thousands=entry.ribuan
            )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Orang/ Dokumen/ Laporan", Unit(("Orang", "Dokumen", "Laporan"), Kind.WHOLE)),
        ("Orang/ Dokumen / Laporan", Unit(("Orang", "Dokumen", "Laporan"), Kind.WHOLE)),
        ("Dokumen, Laporan & orang", Unit(("Dokumen", "Laporan", "Orang"), Kind.WHOLE)),
        ("Dokumen & ASN", Unit(("Dokumen", "Orang"), Kind.WHOLE)),
        ("Dokumen dan Laporan", Unit(("Dokumen", "Laporan"), Kind.WHOLE)),
        ("Dok/Dokumen", Unit(("Dokumen",), Kind.WHOLE)),
        ("Nilai/Dokumen", Unit(("Nilai", "Dokumen"), Kind.DECIMAL)),
        ("Persen (%)", Unit(("%",), Kind.PERCENT)),
        ("( % )", Unit(("%",), Kind.PERCENT)),
        ("Point", Unit(("Poin",), Kind.DECIMAL)),
        ("LEVEL", Unit(("Level",), Kind.SCALE, ("LEVEL 1", "LEVEL 2", "LEVEL 3", "LEVEL 4", "LEVEL 5"))),
        ("Opini/Opini BPK", Unit(("Opini BPK",), Kind.SCALE, ("TMP", "TW", "WDP", "WTP"))),
        ("Orang/Gajah", Unit(("Orang",), Kind.UNKNOWN, (), ("Gajah",))),
        ("Gajah", Unit((), Kind.UNKNOWN, (), ("Gajah",))),
        ("/", Unit((), Kind.UNKNOWN, (), ("/",))),
        ("-", Unit((), Kind.UNKNOWN, (), ("-",))),
        ("", NO_UNIT),
    ],
)
def test_what_a_satuan_cell_means(text: str, expected: Unit) -> None:
    assert SHIPPED.resolve(text) == expected


def test_only_two_different_satuan_make_a_compound() -> None:
    assert SHIPPED.resolve("Orang/Dokumen").compound
    assert SHIPPED.resolve("Orang/Gajah").compound
    assert not SHIPPED.resolve("Orang/ASN").compound


def test_a_name_outweighs_the_synonym_of_another() -> None:
    unit, desk = Satuan("Unit", Kind.WHOLE), Satuan("Meja", Kind.WHOLE, ("Unit", "Bangku"))
    for register in (Register([unit, desk]), Register([desk, unit])):
        assert register.find("unit") is unit
        assert register.find("bangku") is desk


@MANY
@given(st.lists(WORDS, min_size=1, max_size=4), st.sampled_from(["/", " / ", ", ", " & ", " dan ", ";\n", " + "]))
def test_a_compound_of_known_satuan_is_known(words: list[str], sign: str) -> None:
    unit = SHIPPED.resolve(sign.join(words))
    assert not unit.unknown
    assert set(unit.names) <= {entry.nama for word, entry in SPELLINGS if word in words}
    assert unit.kind is not Kind.UNKNOWN


@MANY
@given(st.text())
def test_any_text_is_a_satuan_or_named_as_unknown(text: str) -> None:
    unit = SHIPPED.resolve(text)
    assert unit is NO_UNIT or unit.names or unit.unknown
    assert (unit.kind is Kind.UNKNOWN) == bool(unit.unknown or not unit.names)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Lapran", "Laporan"), ("DOKUMENN", "Dokumen"), ("Orng", "Orang"), ("qqqq", None), ("", None)],
)
def test_what_is_spelled_like_a_satuan_is_offered(word: str, expected: str | None) -> None:
    assert SHIPPED.like(word) == expected


@MANY
@given(WORDS, st.integers(0, 20), st.text("aeklnoru ", max_size=4))
def test_the_nearest_of_all_spellings_is_offered(word: str, at: int, slip: str) -> None:
    wrong = word[:at] + slip + word[at + 1 :]
    names = {fold(spelling): entry.nama for spelling, entry in SPELLINGS if fold(spelling)}
    nearest = get_close_matches(fold(wrong), names, 1, 0.75)
    assert SHIPPED.like(wrong) == (names[nearest[0]] if nearest else None)
