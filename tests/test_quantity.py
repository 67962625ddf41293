"""Targets as officers write them: each real spelling, and what holds for every text."""

from __future__ import annotations

import locale
import time
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from itertools import permutations
from typing import NamedTuple

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cascade_xl.model import Stored
from cascade_xl.quantity import (
    EMPTY,
    Form,
    Kind,
    Quantity,
    decimals,
    is_percent,
    read_row,
    spell,
)
from cascade_xl.read.cells import shown
from cascade_xl.text import clean

MANY = settings(max_examples=400, deadline=None, derandomize=True)
SAKIP = ("D", "C", "CC", "B", "BB", "A", "AA")
LEVELS = ("LEVEL 1", "LEVEL 2", "LEVEL 3", "LEVEL 4", "LEVEL 5")
COUNTING = (Kind.WHOLE, Kind.DECIMAL, Kind.PERCENT, Kind.RANGE, Kind.UNKNOWN)


class Cell(NamedTuple):
    """What `read_row` needs of a cell."""

    text: str
    stored: Stored = None
    format: str = "General"
    flaw: str = ""


def text(raw: str) -> Cell:
    return Cell(clean(raw), raw)


def number(stored: Stored, number_format: str = "General") -> Cell:
    return Cell(clean(shown(stored, number_format)), stored, number_format)


def read(raw: str, kind: Kind, scale: tuple[str, ...] = (), *, beside: tuple[str, ...] = ()) -> Quantity:
    return read_row([text(raw), *map(text, beside)], kind, scale)[0]


def just(value: str, unit: str = "") -> Quantity:
    return Quantity(Form.NUMBER, Decimal(value), Decimal(value), unit)


def span(low: str, high: str, unit: str = "") -> Quantity:
    return Quantity(Form.RANGE, Decimal(low), Decimal(high), unit)


def either(*readings: str, unit: str = "") -> Quantity:
    return Quantity(Form.AMBIGUOUS, unit=unit, readings=tuple(map(Decimal, readings)))


def meant(*readings: str, unit: str = "") -> Quantity:
    return Quantity(Form.TEXT, unit=unit, readings=tuple(map(Decimal, readings)))


NOT_A_NUMBER = Quantity(Form.TEXT)

# -- the spellings of the five documents ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "kind", "expected"),
    [
        ("53,9%", Kind.PERCENT, just("53.9", "%")),
        ("92%", Kind.PERCENT, just("92", "%")),
        ("92 %", Kind.PERCENT, just("92", "%")),
        ("90", Kind.PERCENT, just("90")),
        ("0,016 %", Kind.PERCENT, just("0.016", "%")),
        ("51.1", Kind.DECIMAL, just("51.1")),
        ("24,48", Kind.DECIMAL, just("24.48")),
        ("321,5", Kind.DECIMAL, just("321.5")),
        ("5.205", Kind.WHOLE, just("5205")),
        ("4.548", Kind.WHOLE, just("4548")),
        ("3000", Kind.WHOLE, just("3000")),
        ("70-80", Kind.DECIMAL, span("70", "80")),
        ("12 Bulan", Kind.WHOLE, just("12", "Bulan")),
        ("5 Dok", Kind.WHOLE, just("5", "Dok")),
        ("5 Dok.", Kind.WHOLE, just("5", "Dok.")),
        ("3 Org", Kind.WHOLE, just("3", "Org")),
        ("120 Orang", Kind.WHOLE, just("120", "Orang")),
        ("1,19% %", Kind.PERCENT, meant("1.19", unit="%")),
        ("10 9", Kind.WHOLE, either("109", "10", "9")),
        ("10\n9", Kind.WHOLE, either("109", "10", "9")),
        ("51 Orang\n2 Dokumen", Kind.WHOLE, NOT_A_NUMBER),
        ("", Kind.WHOLE, EMPTY),
        ("0", Kind.WHOLE, just("0")),
    ],
)
def test_spellings_of_the_documents(raw: str, kind: Kind, expected: Quantity) -> None:
    assert read(raw, kind) == expected


@pytest.mark.parametrize(
    ("raw", "scale", "rank"),
    [
        ("LEVEL 2", LEVELS, 1),
        ("Level 2", LEVELS, 1),
        ("level2", LEVELS, 1),
        ("2", LEVELS, 1),
        ("BB", SAKIP, 4),
        ("aa", SAKIP, 6),
        (" A ", SAKIP, 5),
        ("6", LEVELS, None),
        ("75", SAKIP, None),
        ("A+", SAKIP, None),
        ("A+", (*SAKIP, "A+"), 7),
        ("(BB)", SAKIP, 4),
        ("Sangat Baik", SAKIP, None),
        ("1", ("TAHAP 11", "TAHAP 1"), 1),
        ("***", ("*", "**", "***"), 2),
        ("+", ("-", "0", "+"), 2),
    ],
)
def test_levels(raw: str, scale: tuple[str, ...], rank: int | None) -> None:
    found = read(raw, Kind.SCALE, scale)
    assert (found.low, found.form) == ((rank, Form.LEVEL) if rank is not None else (None, Form.TEXT))


def test_a_stored_number_names_a_level() -> None:
    assert read_row([number(2)], Kind.SCALE, LEVELS)[0].low == 1


# -- dot and comma ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "whole", "part", "percent", "unknown"),
    [
        ("5.205", just("5205"), either("5205", "5.205"), just("5.205"), either("5205", "5.205")),
        ("24,480", just("24480"), just("24.480"), just("24.480"), either("24.480", "24480")),
        ("0.500", just("0.500"), just("0.500"), just("0.500"), just("0.500")),
        ("0,125", just("0.125"), just("0.125"), just("0.125"), just("0.125")),
        ("1.000.000", *[just("1000000")] * 4),
        ("1.000.000,50", *[just("1000000.50")] * 4),
        ("1,234.5", *[just("1234.5")] * 4),
        ("1.234,5", *[just("1234.5")] * 4),
        ("12.5", *[just("12.5")] * 4),
        ("1 234 567", *[just("1234567")] * 4),
        ("5 205", *[just("5205")] * 4),
        ("5.205%", *[just("5.205", "%")] * 4),
        ("1.5.3", *[NOT_A_NUMBER] * 4),
        ("1.23.456", *[NOT_A_NUMBER] * 4),
        ("1,234,5", *[NOT_A_NUMBER] * 4),
        ("0.123.456", *[NOT_A_NUMBER] * 4),
    ],
)
def test_dot_and_comma_by_the_kind_of_satuan(
    raw: str, whole: Quantity, part: Quantity, percent: Quantity, unknown: Quantity
) -> None:
    kinds = (Kind.WHOLE, Kind.DECIMAL, Kind.PERCENT, Kind.UNKNOWN)
    assert [read(raw, kind) for kind in kinds] == [whole, part, percent, unknown]


@pytest.mark.parametrize(
    ("raw", "beside", "expected"),
    [
        ("51.125", ("51.1", "52,3"), just("51.125")),
        ("5.205", ("4500", "4.750"), just("5205")),
        ("5.205", ("3", "9000"), either("5205", "5.205")),
        ("5.205", ("4.548", "6.100"), either("5205", "5.205")),
        ("5.205", ("0", "-"), either("5205", "5.205")),
        ("24,480", ("24,1",), just("24.480")),
        ("24,480", ("24100",), either("24.480", "24480")),
        ("1,5 juta", ("1200000",), just("1500000", "juta")),
        ("1,5 juta", ("1,2",), just("1.5", "juta")),
        ("10 9", ("109", "110"), either("109", "10", "9")),
    ],
)
def test_neighbours_decide_or_two_readings_stay(raw: str, beside: tuple[str, ...], expected: Quantity) -> None:
    assert read(raw, Kind.DECIMAL, beside=beside) == expected


# -- what else is written in target cells -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("-", EMPTY),
        ("--", EMPTY),
        ("\u2014", EMPTY),
        ("Rp 1.500.000", just("1500000")),
        ("Rp1.500.000,-", just("1500000")),
        ("Rp. 1.500.000,00", just("1500000.00")),
        ("12 (dua belas) Bulan", just("12", "Bulan")),
        ("12 Bulan (dua belas)", just("12", "Bulan")),
        ("100% (seratus persen)", just("100", "%")),
        ("90 (SPM)", just("90")),
        ("120 m2", just("120", "m2")),
        ("120 M²", just("120", "M²")),
        ("12 per 1.000 kelahiran", just("12", "per 1.000 kelahiran")),
        ("5.", just("5")),
        ("1.000.", just("1000")),
        ("+5", just("5")),
        ("\u22125", just("-5")),
        ("007", just("7")),
        ("70 \u2013 80", span("70", "80")),
        ("70%-80%", span("70", "80", "%")),
        ("70 s/d 80 %", span("70", "80", "%")),
        ("70 s.d. 80", span("70", "80")),
        ("70 sampai dengan 80", span("70", "80")),
        ("5.205-6.000 Orang", span("5205", "6000", "Orang")),
        ("80-70", span("80", "70")),
        ("\u2265 90", meant("90")),
        ("> 80%", meant("80", unit="%")),
        ("min. 75", meant("75")),
        ("Maksimal 5 Hari", meant("5", unit="Hari")),
        ("%90", meant("90")),
        ("5. 205", either("5205", "5", "205")),
        ("53 ,9", either("53.9", "53")),
        ("10 9 Orang", either("109", "10", "9", unit="Orang")),
        ("2,5 juta", either("2500000", "2.5", unit="juta")),
        ("Rp 1,5 M", either("1500000000", "1.5", unit="M")),
        ("1e5", NOT_A_NUMBER),
        ("n/a", NOT_A_NUMBER),
        ("10/9", NOT_A_NUMBER),
        ("1:30", NOT_A_NUMBER),
        ("5-", NOT_A_NUMBER),
        (",5", NOT_A_NUMBER),
        ("5,.", NOT_A_NUMBER),
        ("(5)", NOT_A_NUMBER),
        ("\u00bd", NOT_A_NUMBER),
        ("\u0665", NOT_A_NUMBER),  # no other program reads digits of other scripts, so they are reported
        ("\uff15", NOT_A_NUMBER),
        ("Ada", NOT_A_NUMBER),
    ],
)
def test_other_spellings(raw: str, expected: Quantity) -> None:
    assert read(raw, Kind.WHOLE) == expected


def test_a_satuan_of_texts_holds_no_numbers() -> None:
    assert read_row([text("92"), number(92), text("-")], Kind.TEXT) == [NOT_A_NUMBER, NOT_A_NUMBER, EMPTY]


# -- what a cell stores -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "kind", "expected"),
    [
        (number(12), Kind.WHOLE, just("12")),
        (number(5.205), Kind.WHOLE, just("5.205")),
        (number(0.1 + 0.2), Kind.DECIMAL, just("0.3")),
        (number(1e300), Kind.DECIMAL, just("1E+300")),
        (number(-1.5e-7), Kind.DECIMAL, just("-0.00000015")),
        (number(0.92, "0%"), Kind.PERCENT, just("92", "%")),
        (number(0.5394, "0.00%"), Kind.PERCENT, just("53.94", "%")),
        (number(0.07, "0%"), Kind.PERCENT, just("7", "%")),
        (number(0.92, "0%"), Kind.DECIMAL, just("92", "%")),
        (number(92, '0"%"'), Kind.PERCENT, just("92")),
        (number(92, r"0\%"), Kind.PERCENT, just("92")),
        (number(True), Kind.WHOLE, NOT_A_NUMBER),
        (Cell("", None, "General", "#REF!"), Kind.WHOLE, NOT_A_NUMBER),
        (Cell("1 Februari 2025", 45689, "d-mmm", "tanggal"), Kind.WHOLE, NOT_A_NUMBER),
    ],
)
def test_stored_values(cell: Cell, kind: Kind, expected: Quantity) -> None:
    [found] = read_row([cell], kind)
    assert found == expected
    assert found.value is None or decimals(found.value) == decimals(expected.low or Decimal(0))


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ([number(0.92), number(0.95)], [either("92", "0.92"), either("95", "0.95")]),
        ([number(1), number(1)], [either("100", "1"), either("100", "1")]),
        ([number(0.92), number(0.95, "0%")], [either("92", "0.92"), just("95", "%")]),
        ([number(0.92), text("95%")], [either("92", "0.92"), just("95", "%")]),
        ([number(0.92), text("95%"), number(0)], [either("92", "0.92"), just("95", "%"), just("0")]),
        ([number(0.5), number(1.2), number(3)], [just("0.5"), just("1.2"), just("3")]),
        ([number(0.01), text("0,016 %")], [just("0.01"), just("0.016", "%")]),
        ([text("0,92"), text("0,95")], [just("0.92"), just("0.95")]),
        ([number(0.92, '0.00"%"')], [either("92", "0.92")]),
    ],
)
def test_a_bare_fraction_in_a_row_of_percentages(row: list[Cell], expected: list[Quantity]) -> None:
    assert read_row(row, Kind.PERCENT) == expected


def test_a_bare_fraction_in_another_row_is_itself() -> None:
    assert read_row([number(0.92), number(0.95)], Kind.DECIMAL) == [just("0.92"), just("0.95")]


@pytest.mark.parametrize(
    ("number_format", "percent"),
    [("General", False), ("0%", True), ("0.00 %", True), ('0"%"', False), (r"0\%", False), ("0_%", False)],
)
def test_percent_formats(number_format: str, percent: bool) -> None:
    assert is_percent(number_format) is percent


# -- what holds for every text ----------------------------------------------------------------------------------------

NUMERALS = st.text("0123456789.,", min_size=1, max_size=12)
TARGETS = st.one_of(
    st.text(),
    NUMERALS,
    st.lists(st.one_of(NUMERALS, st.sampled_from([*" %-~+()≥x", "Rp", "Orang", "juta", "s/d", "m2"]))).map("".join),
)
KINDS = st.sampled_from(Kind)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=4)
STORED = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False),
)
FORMATS = st.sampled_from(["General", "@", "0%", "0.00", "#,##0", "d-mmm", '0"%"'])
CELLS = st.one_of(TARGETS.map(text), st.builds(number, STORED, FORMATS))


@settings(MANY, max_examples=1500)
@given(st.lists(CELLS, max_size=7), KINDS, st.sampled_from([(), SAKIP, LEVELS]))
def test_reading_never_fails_and_answers_in_form(row: list[Cell], kind: Kind, scale: tuple[str, ...]) -> None:
    found = read_row(row, kind, scale)
    assert len(found) == len(row)
    for quantity in found:
        match quantity.form:
            case Form.NUMBER | Form.LEVEL:
                assert quantity.low is not None
                assert quantity.low == quantity.high
            case Form.RANGE:
                assert quantity.low is not None
                assert quantity.high is not None
            case _:
                assert quantity.low is None
                assert quantity.high is None
        assert (quantity.form is Form.AMBIGUOUS) == (len(quantity.readings) > 1) or quantity.form is Form.TEXT
        assert len(set(quantity.readings)) == len(quantity.readings)
        assert all(reading.is_finite() for reading in (*quantity.readings, quantity.low or Decimal(0)))


@MANY
@given(NUMBERS, st.sampled_from([Kind.WHOLE, Kind.DECIMAL]), st.integers(2, 28))
def test_what_we_spell_we_read(value: Decimal, kind: Kind, factor: int) -> None:
    value = value.to_integral_value() if kind is Kind.WHOLE else value
    beside = spell(value / factor if kind is Kind.DECIMAL else value // factor)
    assume("," in beside or kind is Kind.WHOLE or beside.count(".") > 1 or abs(value) < 1000)
    assert read(spell(value), kind, beside=(beside,)).value == value


@MANY
@given(NUMBERS)
def test_a_percentage_below_a_thousand_needs_no_neighbours(value: Decimal) -> None:
    value %= 1000
    assert read(f"{spell(value)}%", Kind.PERCENT) == just(str(value), "%")


@MANY
@given(st.decimals(allow_nan=False, allow_infinity=False), st.booleans())
def test_spelling_is_exact(value: Decimal, negative: bool) -> None:
    assume(abs(value.adjusted()) < 60)
    value = -value if negative else value
    assert Decimal(spell(value).replace(".", "").replace(",", ".")) == value
    assert not spell(value).endswith(",")


@pytest.mark.parametrize(
    ("value", "spelled"),
    [
        ("5205", "5.205"),
        ("24.480", "24,48"),
        ("-0.50", "-0,5"),
        ("-0.00", "0"),
        ("1.5E+6", "1.500.000"),
        ("999", "999"),
    ],
)
def test_spelling(value: str, spelled: str) -> None:
    assert spell(Decimal(value)) == spelled


@MANY
@given(st.lists(TARGETS, min_size=1, max_size=4), st.sampled_from(COUNTING))
def test_the_order_of_a_row_changes_no_reading(row: list[str], kind: Kind) -> None:
    known = dict(zip(row, read_row([text(raw) for raw in row], kind), strict=True))
    for other in permutations(row):
        assert read_row([text(raw) for raw in other], kind) == [known[raw] for raw in other]


@MANY
@given(NUMERALS, st.lists(NUMERALS, max_size=3))
def test_dot_and_comma_are_equally_ambiguous_without_satuan(numeral: str, beside: list[str]) -> None:
    swap = str.maketrans(".,", ",.")
    plain = read_row([text(n) for n in (numeral, *beside)], Kind.UNKNOWN)
    swapped = read_row([text(n.translate(swap)) for n in (numeral, *beside)], Kind.UNKNOWN)
    assert [(q.form, q.low, set(q.readings)) for q in plain] == [(q.form, q.low, set(q.readings)) for q in swapped]


@MANY
@given(NUMERALS, st.sampled_from(["", "%", " Orang", " juta"]), st.sampled_from(COUNTING))
def test_a_sign_changes_no_certainty(numeral: str, unit: str, kind: Kind) -> None:
    plain, negative = read(numeral + unit, kind), read(f"-{numeral}{unit}", kind)
    assert negative.form is plain.form
    assert [-reading for reading in negative.readings] == list(plain.readings)


@pytest.fixture
def _any_locale() -> Iterator[None]:
    before = locale.setlocale(locale.LC_ALL)
    yield
    locale.setlocale(locale.LC_ALL, before)


@pytest.mark.usefixtures("_any_locale")
def test_no_reading_depends_on_the_locale() -> None:
    row = [text("1.234,5"), number(0.925, "0%"), text("51.1"), number(1234.5)]
    expected = read_row(row, Kind.DECIMAL)
    for name in ("C", "C.UTF-8", "de_DE.UTF-8", "id_ID.UTF-8", "en_US.UTF-8"):
        with suppress(locale.Error):  # those that this computer has
            locale.setlocale(locale.LC_ALL, name)
        assert read_row(row, Kind.DECIMAL) == expected
        assert spell(Decimal("1234567.25")) == "1.234.567,25"


@pytest.mark.parametrize(
    "raw",
    [
        "9" * 10_000,
        "1." * 5_000,
        "1 " * 5_000,
        "1%" * 5_000,
        "-" * 10_000 + "1",
        "1" + "a-" * 5_000,
        "(" * 10_000,
        "per 1" + "." * 10_000,
        "1 per 1" + ".0" * 90 + "(",
        "m2" * 95,
        "1" + " " * 190 + "x1",
        "≥" * 199,
        "min" * 60,
    ],
)
def test_hostile_texts_are_read_fast(raw: str) -> None:
    started = time.perf_counter()
    for kind in COUNTING:
        assert read(raw, kind).form in (Form.TEXT, Form.AMBIGUOUS)
    assert time.perf_counter() - started < 0.5


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["1.250", "1.300"], ["1250", "1300"]),
        (["12,5", "1.250"], ["12.5", "1.25"]),
        (["Rp 1,25 Miliar", "Rp 1,3 Miliar"], ["1250000000", "1300000000"]),
        (["812,5", "1.250"], ["812.5", "1250"]),
    ],
)
def test_a_measure_of_large_numbers_reads_thousands_unless_its_neighbours_say_otherwise(
    row: list[str], expected: list[str]
) -> None:
    found = read_row([text(raw) for raw in row], Kind.DECIMAL, thousands=True)
    assert [q.value for q in found] == [Decimal(number) for number in expected]
