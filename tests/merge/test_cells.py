"""Any text becomes text that Excel takes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cascade_xl.contract import MAX_TEXT
from cascade_xl.merge.cells import heading, headings, lines, live, safe
from tests.judges.texts import text_problems


def length(text: str) -> int:
    """Characters as Excel counts them."""
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nilai SAKIP", "Nilai SAKIP"),
        ("a\r\nb\rc\td", "a\nb\nc\td"),
        ("a\x00b\x1fc\ufffed\ud800e", "a\ufffdb\ufffdc\ufffdd\ufffde"),
        ("<r><t>x</t></r>", "<r><t>x</t></r> "),  # XlsxWriter would write it as XML of its own
        ("<r>x", "<r>x"),
    ],
)
def test_what_excel_refuses_is_replaced(text: str, expected: str) -> None:
    assert safe(text) == expected


@pytest.mark.parametrize("text", ["b" * (MAX_TEXT + 1), "😀" * MAX_TEXT, "a" + "😀" * MAX_TEXT])
def test_a_text_that_is_too_long_is_cut_with_a_mark(text: str) -> None:
    assert safe(text).endswith("[dipotong]")
    assert MAX_TEXT - 1 <= length(safe(text)) <= MAX_TEXT
    assert safe("a" * MAX_TEXT) == "a" * MAX_TEXT


@given(st.text(max_size=40))
def test_every_text_can_be_written_and_is_settled(text: str) -> None:
    plain = safe(text)
    plain.encode()
    assert list(text_problems(plain)) == []
    assert safe(plain) == plain
    assert len(plain) <= len(text) + 1


@given(st.lists(st.text(max_size=300), max_size=8))
def test_headings_differ_to_excel_and_fit(texts: list[str]) -> None:
    found = headings(texts)
    assert len({name.lower() for name in found}) == len(texts)
    assert all(length(name) <= 255 and "\n" not in name for name in found)


def test_a_heading_is_no_escape() -> None:
    assert heading(" Ket\n_x0041_ ") == "Ket _ x0041_"


def test_what_would_become_a_formula() -> None:
    assert [text for text in ("=1", " +6", "-5", "@x", "5-6", "", "'=1") if live(text)] == ["=1", " +6", "-5", "@x"]


def test_the_height_follows_the_words() -> None:
    needed = {"": 1, "satu": 1, "satu dua tiga empat": 2, "a\nb": 2, "x" * 30: 3, "satu " + "x" * 30: 4}
    assert {text: lines(text, 10) for text in needed} == needed


def in_words(text: str, room: int) -> int:
    """Into how many lines a text is broken, word by word; none is as long as a line."""
    found, left = 1, room
    for word in text.split(" "):
        if len(word) > left:
            found, left = found + 1, room
        left -= len(word) + 1
    return found


@given(st.lists(st.text("abc", max_size=9), max_size=40), st.integers(min_value=9, max_value=60))
def test_a_text_is_broken_between_its_words(words: list[str], width: int) -> None:
    text = " ".join(words)
    assert lines(text, width) == in_words(text, int(width * 1.18))
    assert lines(f"{text}\n{text}", width) == 2 * lines(text, width)
    assert lines("x" * 100, width) == 1 + 99 // int(width * 1.18)
