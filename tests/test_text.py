"""Text as officers paste it: what is cleaned, and what two texts must share to be the same."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cascade_xl.text import clean, fold, key, says, words

MANY = settings(max_examples=300, deadline=None, derandomize=True)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("5.03.02", "5.03.02"),
        ("  Meningkatnya \n kualitas\u00a0ASN\t", "Meningkatnya kualitas ASN"),
        ("Peneranga\nn", "Peneranga n"),
        ("\u201cprima\u201d dan \u2018cepat\u2019", "\"prima\" dan 'cepat'"),
        ("70 \u2013 80", "70 - 80"),
        ("\u22121,5", "-1,5"),
        ("Pe\u00adla\u200byanan\ufeff", "Pelayanan"),
        ("\u202a19730306\u202c", "19730306"),
        ("cafe\u0301", "café"),
        ("e\u200b\u0301", "é"),
        ("baris_\x07", "baris_"),
        ("satu\x0bdua", "satu dua"),
        ("\u3000", ""),
        ("", ""),
    ],
)
def test_cleaning(raw: str, expected: str) -> None:
    assert clean(raw) == expected


@MANY
@given(st.text())
def test_cleaning_is_idempotent_and_makes_one_composed_line(raw: str) -> None:
    once = clean(raw)
    assert clean(once) == once
    assert once == once.strip()
    assert "  " not in once
    assert "\n" not in once
    assert unicodedata.is_normalized("NFC", once)


@MANY
@given(st.text(), st.sampled_from(["\u200b", "\ufeff", "\u00ad", "\u2060"]), st.integers(0, 50))
def test_invisible_marks_change_nothing(raw: str, mark: str, at: int) -> None:
    assert clean(raw[:at] + mark + raw[at:]) == clean(raw)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Peneranga n", "PENERANGAN"),
        ("Kode\nInduk", "kode induk"),
        ("Dok.", "dok"),
        ("m²", "M2"),
        ("Target\u00a0Akhir :", "target akhir"),
        ("\uff33atuan", "Satuan"),
    ],
)
def test_the_same_name(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@MANY
@given(st.text(st.characters(exclude_categories=("C", "Zl", "Zp"))))
def test_names_are_the_same_before_and_after_cleaning(raw: str) -> None:
    assert fold(clean(raw)) == fold(raw)


@pytest.mark.parametrize(
    ("word", "expected"), [("%", "%"), (" (%) ", "%"), ("[ % ]", "%"), ("+", "+"), ("Persen (%)", "persen"), ("", "")]
)
def test_a_word_of_signs_is_looked_up_by_its_sign(word: str, expected: str) -> None:
    assert key(word) == expected


def test_words_are_lower_case_without_punctuation() -> None:
    assert words("Jumlah ASN, (PNS/PPPK)") == ("jumlah", "asn", "pns", "pppk")


@MANY
@given(st.text(st.characters(max_codepoint=127)))
def test_texts_of_ascii_are_folded_and_parted_as_any_other(raw: str) -> None:
    assert fold(raw) == "".join(sign for sign in raw.lower() if sign.isalnum())
    assert "".join(words(raw)) == fold(raw)
    assert words(f"{raw} é") == (*words(raw), "é")


@MANY
@given(st.text())
@pytest.mark.parametrize("sign", ["", "-", "- ", "ﱞ", "é", "a"])
def test_a_text_says_something_where_a_letter_or_a_digit_is_left_of_it(sign: str, raw: str) -> None:
    assert says(sign + raw) is bool(fold(sign + raw))
