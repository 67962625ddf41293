"""Table forms of documents that are not in order: what hangs on nothing, stands twice, or is not filled in."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from cascade_xl.forms import Order, make
from cascade_xl.forms.said import activity_levels, program_levels, regency_levels, said, strategic_levels
from tests.forms.ruled import ROLL, cells, sheet, small_order, tables
from tests.samples import book

CODES = ("F5", "F6", "F7", "F8", "F11", "F12", "F13")


def test_what_hangs_on_nothing_stands_at_the_end_under_a_band_that_says_so() -> None:
    wanted = small_order(
        [
            ("Visi", "V", "", "Maju"),
            ("Sasaran", "S9", "T9", "Sasaran lepas", "", "Indeks lepas", "", "", "Nilai", "7", "8"),
            ("Tujuan", "T", "V", "Tujuan satu", "", "Indeks satu", "", "", "Nilai", "1", "2"),
            ("Sub Kegiatan", "X.1", "X", "Sub lepas", "Sasaran sub", "Jumlah sub"),
            ("Kegiatan", "X", "Y", "Kegiatan lepas", "Sasaran kegiatan", "Jumlah kegiatan"),
            ("Program", "P", "", "Program satu", "Sasaran program", "Persen"),
            ("Kegiatan", "P.1", "P", "Kegiatan satu"),
        ]
    )
    (strip,) = tables(sheet(wanted, "F5"))
    assert [(band[:15], texts[2], texts[5], texts[7:]) for band, texts in strip.rows] == [
        ("", "Tujuan satu", "", ("1", "2")),
        ("BELUM TERHUBUNG", "", "Indeks lepas", ("7", "8")),
    ]
    (kegiatan,) = tables(sheet(wanted, "F7"))
    assert [(band, *texts[:3]) for band, texts in kegiatan.rows] == [
        ("Program satu\nSasaran: Sasaran program", "Kegiatan satu", "", ""),
        *(
            ("BELUM TERHUBUNG KE PROGRAM (periksa Kode Induk di lembar Matriks)", *texts)
            for texts in (
                ("Kegiatan lepas", "Sasaran kegiatan", "Jumlah kegiatan"),
                ("Sub lepas", "Sasaran sub", "Jumlah sub"),
            )
        ),
    ]
    (definitions,) = tables(sheet(wanted, "F13"))
    band, texts = definitions.rows[-1]
    assert band.startswith("BELUM TERHUBUNG KE SASARAN")
    assert texts[4:6] == ("Program satu", "Persen")


def test_indicators_of_tujuan_with_numbers_get_rows_of_their_own() -> None:
    wanted = small_order(
        [
            ("Visi", "V", "", "Maju"),
            ("Misi", "M", "V", "Memajukan"),
            ("Tujuan", "T", "M", "Tujuan satu", "", "Indeks satu", "", "", "Nilai", "1", "2"),
            ("Sasaran", "S1", "T", "Sasaran satu", "", "Indeks S1", "", "", "Nilai", "3", "4"),
            ("Sasaran", "S2", "T", "Sasaran dua", "", "Indeks S2", "", "", "Nilai", "5", "6"),
        ]
    )
    (table,) = tables(sheet(wanted, "F5"))
    assert [texts[2:] for texts in table.texts] == [
        ("Tujuan satu", "Indeks satu", "", "", "Nilai", "1", "2"),
        ("Tujuan satu", "", "Sasaran satu", "Indeks S1", "Nilai", "3", "4"),
        ("Tujuan satu", "", "Sasaran dua", "Indeks S2", "Nilai", "5", "6"),
    ]


def test_one_program_with_two_sasaran_heads_its_kegiatan_once() -> None:
    wanted = small_order(
        [
            ("Program", "P", "", "Program satu", "Sasaran a", "Persen a"),
            ("Program", "P", "", "Program satu", "Sasaran b", "Persen b"),
            ("Kegiatan", "P.1", "P", "Kegiatan satu", "Sasaran k", "Jumlah"),
        ]
    )
    (table,) = tables(sheet(wanted, "F7"))
    ((band, texts),) = table.rows
    assert band == "Program satu\nSasaran: Sasaran a\nSasaran: Sasaran b"
    assert texts[:3] == ("Kegiatan satu", "Sasaran k", "Jumlah")


def test_what_hangs_on_two_is_printed_under_the_first() -> None:
    wanted = small_order(
        [
            ("Visi", "V", "", "Maju"),
            ("Misi", "M", "V", "Memajukan"),
            ("Tujuan", "T", "M", "Tujuan", "Tujuan satu"),
            ("Tujuan", "T", "M", "Tujuan", "Tujuan dua"),
            ("Sasaran", "S", "T", "Sasaran satu", "", "Indeks"),
            ("Sasaran PD", "S", "", "Sasaran lain", "", "Indeks lain"),
            ("Program", "P", "S", "Program satu", "", "Persen"),
        ]
    )
    (strip,) = tables(sheet(wanted, "F5"))
    assert [texts[2:6] for texts in strip.texts] == [
        ("Tujuan satu", "", "Sasaran satu", "Indeks"),
        ("Tujuan dua", "", "", ""),
    ]
    (definitions,) = tables(sheet(wanted, "F13"))
    assert [(*texts[:2], *texts[4:6]) for texts in definitions.texts] == [
        ("Sasaran satu", "Indeks", "Program satu", "Persen"),
        ("Sasaran lain", "Indeks lain", "", ""),
    ]


def test_groups_of_key_indicators_are_numbered_apart() -> None:
    kunci = [("SPM", "Satu"), ("IKK", "Dua"), ("SPM", "Tiga"), ("", "Empat")]
    rows = "\n".join(f"| {group} | {text} |" for group, text in (("Kelompok", "Indikator"), *kunci))
    made = book(f"Indikator Kunci\n{rows}")
    (table,) = tables(sheet(Order(made.document, made.profile, 2025, paper=ROLL), "F8"))
    assert [(band, *texts[:2]) for band, texts in table.rows] == [
        ("SPM", "1", "Satu"),
        ("SPM", "2", "Tiga"),
        ("IKK", "1", "Dua"),
        ("INDIKATOR KUNCI", "1", "Empat"),
    ]


def test_nothing_to_print_says_what_to_fill() -> None:
    made = make(small_order([("Entah", "X", "", "Sesuatu")]), CODES)
    assert not made.sheets
    assert [reason.split()[0] for reason in made.skipped] == list(CODES)
    assert all("Isi " in reason for reason in made.skipped)
    assert all("lembar" in reason for reason in made.skipped)


_LEVELS = "Visi", "Misi", "Tujuan", "Sasaran", "Sasaran PD", "Program", "Kegiatan", "Sub Kegiatan", "Entah", ""
_KODE = st.sampled_from(["", "A", "B", "C", "D"])
_ROW = st.tuples(st.sampled_from(_LEVELS), _KODE, _KODE, *[st.booleans()] * 5)


@given(st.lists(_ROW, max_size=14))
@settings(max_examples=150, deadline=None)
def test_each_node_and_indicator_is_printed_once_whatever_the_tree(
    drawn: list[tuple[str, str, str, *tuple[bool, ...]]],
) -> None:
    rows = []
    for n, (jenjang, kode, induk, *flags) in enumerate(drawn):
        uraian, sasaran, indikator, formulasi, target = (
            f"{what}{n}." * on for what, on in zip("usift", flags, strict=True)
        )
        rows.append((jenjang, kode, induk, uraian, sasaran, indikator, formulasi, "", "", target))
    wanted = small_order(rows)
    above = [*regency_levels(wanted), *strategic_levels(wanted)]
    concerned = {
        "F5": regency_levels(wanted),
        "F6": program_levels(wanted),
        "F7": activity_levels(wanted),
        "F12": program_levels(wanted),
        "F13": [*above, *program_levels(wanted)],
    }
    for code, levels in concerned.items():
        keys = {level.key for level in levels}
        nodes = [n for n in wanted.document.nodes if (level := wanted.book.level(n)) and level.key in keys]
        made = make(wanted, [code])
        printed = sum((cells(each) for each in made.sheets), Counter[str]())
        for row in (row for node in nodes for row in wanted.book.rows(node)):
            expected = [row.indikator, *([row.formulasi] if code in ("F6", "F13") else [])]
            expected += [] if code == "F13" else [row.targets[0].value]
            for value in expected:
                assert not said(value) or printed[said(value)] == 1
        if code == "F7":
            assert all(printed[said(node.sasaran)] == 1 for node in nodes if said(node.sasaran))
            assert all(said(node.uraian) in printed for node in nodes if said(node.uraian))
        if code == "F5":
            assert all(printed[said(node.statement)] == 1 for node in nodes if said(node.statement))
