"""The decree: its text file, and what is printed of it."""

from __future__ import annotations

import string
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cascade_xl.forms import Order, make
from cascade_xl.forms.decree import Decree, DecreeError, decree_file, marked, read_decree
from cascade_xl.forms.paper import PAPERS, Paper
from cascade_xl.forms.sheet import Sheet
from cascade_xl.read import read_document
from cascade_xl.resources import TEMPLATES
from tests.forms.decrees import BANTEN_2024, TANJAB_BARAT_2022
from tests.forms.pages import flaws
from tests.forms.printed import misprints, printed
from tests.judges import need

SMALL = "TENTANG: Uji\nMENIMBANG: a. bahwa perlu;\nMENGINGAT: 1. Undang-Undang;\nKESATU: Menetapkan."
REAL = {"tanjab-barat-2022": TANJAB_BARAT_2022, "banten-2024": BANTEN_2024}
NARROW = Paper("kecil", 9, 330.0, 400.0)


def read(text: str) -> Decree:
    return read_decree(text, "keputusan.txt")


# -- reading ---------------------------------------------------------------------------------------


def test_the_decree_of_tanjab_barat_is_read_whole() -> None:
    decree = read(TANJAB_BARAT_2022)
    assert decree["NOMOR"] == ("28 / BKPSDM / 2022",)
    assert decree["TENTANG"][0] == "PENETAPAN CASCADING DAN POHON KINERJA" and decree["TENTANG"][-1] == "TAHUN 2022"
    assert [marked(item)[0] for item in decree["MENIMBANG"]] == ["a.", "b."]
    assert [marked(item)[0] for item in decree["MENGINGAT"]] == ["1.", "2.", "3.", "4.", "5.", "6.", "7."]
    assert decree["MENGINGAT"][3] == (
        "4. Peraturan Presiden Republik Indonesia Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja Instansi "
        "Pemerintah (Lembaran Negara Republik Indonesia Tahun 2014 Nomor 80);"
    )
    assert list(decree)[5:9] == ["MENETAPKAN", "KESATU", "KEDUA", "KETIGA"]
    assert decree["KETIGA"] == ("Keputusan ini berlaku mulai sejak tanggal ditetapkan.",)


def test_the_decree_of_banten_keeps_its_own_numbers() -> None:
    decree = read(BANTEN_2024)
    assert [marked(item)[0] for item in decree["MENGINGAT"]] == [*(f"{n}." for n in range(1, 19)), "21."]
    assert "diubah dengan Undang-Undang Nomor 9 Tahun 2015" in decree["MENGINGAT"][5]
    assert decree["MENETAPKAN"] == ()
    assert [part for part in decree if part.startswith("KE")] == ["KESATU", "KEDUA", "KEEMPAT"]
    assert decree["TEMBUSAN"] == ("1. Pj. Gubernur Banten;", "2. Pj. Sekretaris Daerah Provinsi Banten.")


def test_the_sample_that_ships_is_a_decree() -> None:
    decree = decree_file(TEMPLATES / "keputusan.txt")
    assert list(decree) == [
        "NOMOR", "JABATAN", "TENTANG", "MENIMBANG", "MENGINGAT", "MENETAPKAN", "KESATU", "KEDUA", "KETIGA",
        "TEMPAT", "TANGGAL", "TEMBUSAN",
    ]  # fmt: skip
    assert not any("#" in item for items in decree.values() for item in items)


@pytest.mark.parametrize(
    "text",
    [
        SMALL.replace("\n", "\r\n"),
        "\ufeff" + SMALL,
        SMALL.lower()
        .replace("uji", "Uji")
        .replace("undang-undang", "Undang-Undang")
        .replace("menetapkan", "Menetapkan"),
        SMALL.replace(":", " :").replace("\n", "\n\n# catatan: bukan isi\n"),
        SMALL.replace("bahwa perlu;", "bahwa\n   perlu;"),
        SMALL.replace("KESATU:", "MEMUTUSKAN\nKESATU:"),
        SMALL.replace("Undang-Undang", "Undang-\nUndang"),
    ],
)
def test_spelling_of_the_file_does_not_matter(text: str) -> None:
    assert read(text) == read(SMALL)


def test_a_number_that_closes_a_bracket_begins_no_item() -> None:
    decree = read(SMALL.replace("1. Undang-Undang;", "1. Perpres (Tahun 2014 Nomor\n80) dan lainnya;\n2. Lain;"))
    assert decree["MENGINGAT"] == ("1. Perpres (Tahun 2014 Nomor 80) dan lainnya;", "2. Lain;")


def test_copies_without_numbers_stand_one_a_line() -> None:
    assert read(f"{SMALL}\nTEMBUSAN:\nYth. Bupati\nInspektur")["TEMBUSAN"] == ("Yth. Bupati", "Inspektur")


def test_a_diktum_may_have_a_text_and_items() -> None:
    decree = read(SMALL.replace("KESATU: Menetapkan.", "KEDUA BELAS: Dengan:\na. satu;\nb. dua.\nKESATU: Ya."))
    assert decree["KEDUA BELAS"] == ("Dengan:", "a. satu;", "b. dua.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            SMALL.replace("MENGINGAT", "MENINGAT"),
            "keputusan.txt, baris 3: judul 'MENINGAT' tidak dikenal.",
        ),
        (f"{SMALL}\nTENTANG: Lagi", "keputusan.txt, baris 5: judul TENTANG sudah ada di baris 1."),
        (f"# uji\nPEMERINTAH\n{SMALL}", "keputusan.txt, baris 2: teks ini berdiri sebelum judul pertama."),
        (SMALL.replace("MENIMBANG: a. bahwa perlu;\n", ""), "keputusan.txt: bagian MENIMBANG belum ada"),
        (SMALL.replace("KESATU: Menetapkan.", "TEMPAT: Serang"), "keputusan.txt: bagian KESATU belum ada"),
        (f"{SMALL}\nMEMUTUSKAN: sesuatu", "keputusan.txt, baris 5: MEMUTUSKAN tidak berisi teks."),
        ("", "keputusan.txt: bagian TENTANG, MENIMBANG, MENGINGAT, KESATU belum ada"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, said: str) -> None:
    with pytest.raises(DecreeError) as error:
        read(text)
    assert str(error.value).startswith(said)


def test_a_file_that_is_not_utf_8_says_how_to_save_it(tmp_path: Path) -> None:
    file = tmp_path / "k.txt"
    file.write_bytes(SMALL.replace("Menetapkan.", "Tahun 2023 – 2026").encode("cp1252"))
    with pytest.raises(DecreeError, match=r"k\.txt, baris 4: .*UTF-8.*Notepad"):
        decree_file(file)
    with pytest.raises(DecreeError, match="tidak ditemukan"):
        decree_file(tmp_path / "tidak-ada.txt")


_WORD = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters=":"), min_size=1, max_size=6
)
_SENTENCE = st.lists(_WORD, max_size=4).map(lambda words: " ".join(["bahwa", *words]))
_LETTERS = st.lists(_SENTENCE, min_size=1, max_size=3).map(
    lambda texts: [f"{letter}. {text}" for letter, text in zip(string.ascii_lowercase, texts, strict=False)]
)
_NUMBERS = st.lists(_SENTENCE, min_size=1, max_size=3).map(
    lambda texts: [f"{number}. {text}" for number, text in enumerate(texts, start=1)]
)
_DECREE = st.fixed_dictionaries(
    {
        "NOMOR": _SENTENCE.map(lambda text: [text]),
        "TENTANG": st.lists(_SENTENCE, min_size=1, max_size=3),
        "MENIMBANG": _LETTERS,
        "MENGINGAT": _NUMBERS,
        "KESATU": _SENTENCE.map(lambda text: [text]),
        "KESEBELAS": st.tuples(_SENTENCE, _LETTERS).map(lambda pair: [pair[0], *pair[1]]),
        "TEMBUSAN": _NUMBERS,
    }
)


@given(_DECREE, st.sampled_from(["\n", "\r\n", "\n\n  "]), st.booleans())
def test_what_is_written_is_read(decree: dict[str, Sequence[str]], end: str, inline: bool) -> None:
    """With the first item beside its heading, or below it."""
    gap = " " if inline else end
    text = end.join(f"{part}:{gap}{end.join(items)}" for part, items in decree.items())
    assert read(text) == {part: tuple(items) for part, items in decree.items()}


# -- printing --------------------------------------------------------------------------------------


def form(name: str, decree: Decree | None, paper: Paper = PAPERS["F4"], date: str = "") -> Sheet:
    document, profile = read_document(TEMPLATES / "examples" / f"{name}.xlsx")
    made = make(Order(document, profile, document.years[0], paper=paper, decree=decree, date=date), ["F10"])
    return made.sheets[0]


def running_text(sheet: Sheet) -> str:
    """All that a sheet says, row by row, in one line."""
    cells = (row.cells[column].text for row in sheet.rows for column in sorted(row.cells))
    return " ".join(" ".join(cells).split())


@pytest.mark.parametrize("paper", [*PAPERS.values(), NARROW], ids=lambda paper: paper.name)
@pytest.mark.parametrize("name", REAL)
def test_a_real_decree_is_printed_whole_and_in_order(name: str, paper: Paper) -> None:
    decree = read(REAL[name])
    said = running_text(form(name, decree, paper))
    place = 0
    for wanted in expected(decree):
        assert wanted in said[place:], wanted
        place = said.index(wanted, place) + len(wanted)
    assert said[place:].startswith(" Ditetapkan di ")
    assert all(item in said[place:] for item in decree.get("TEMBUSAN", ()))


def expected(decree: Decree) -> Iterator[str]:
    """The words of a decree from its number to its last diktum."""
    yield "NOMOR : " + " ".join(" ".join(decree["NOMOR"]).split())
    yield "TENTANG " + " ".join(decree["TENTANG"])
    labels = {"MENIMBANG": "Menimbang", "MENGINGAT": "Mengingat", "MENETAPKAN": "Menetapkan"}
    for part in (*labels, *(part for part in decree if part.startswith("KE"))):
        yield f"{labels.get(part, part)} :"
        yield from decree[part]


@pytest.mark.parametrize("paper", [*PAPERS.values(), NARROW], ids=lambda paper: paper.name)
@pytest.mark.parametrize("name", REAL)
def test_every_page_can_be_printed(name: str, paper: Paper) -> None:
    sheet = form(name, read(REAL[name]), paper)
    assert flaws(sheet) == []
    assert sheet.breaks or paper.name == "A3"


def test_every_letter_of_a_decree_is_on_paper(tmp_path: Path) -> None:
    need("libreoffice")
    sheets = [form(name, read(text)) for name, text in REAL.items()]
    assert [misprints(sheets[number], pdf) for number, pdf in printed(sheets, tmp_path).items()] == [[], []]


def test_head_and_signature_come_from_identitas() -> None:
    said = running_text(form("banten-2024", read(BANTEN_2024)))
    assert said.startswith("PEMERINTAH PROVINSI BANTEN BADAN KEPEGAWAIAN DAERAH Kawasan Pusat")
    assert "KEPUTUSAN KEPALA BADAN KEPEGAWAIAN DAERAH NOMOR : 800/ 055 - BKD/2024 TENTANG PENETAPAN" in said
    assert "TAHUN 2024 KEPALA BADAN KEPEGAWAIAN DAERAH, Menimbang : a. Peraturan" in said
    assert "Ditetapkan di Serang pada tanggal 08 Januari 2024 Kepala Badan Kepegawaian Daerah, Dr. NANA SUPIANA" in said


def test_the_file_says_who_decides_where_identitas_writes_it_shorter() -> None:
    said = running_text(form("tanjab-barat-2022", read(TANJAB_BARAT_2022)))
    assert "KEPUTUSAN KEPALA BADAN KEPEGAWAIAN DAN PENGEMBANGAN SUMBER DAYA MANUSIA DAERAH KABUPATEN" in said
    assert "KEPALA BADAN KEPEGAWAIAN DAN PENGEMBANGAN SDM DAERAH KABUPATEN TANJUNG JABUNG BARAT, H.R. GATOT" in said


def test_the_date_that_was_asked_for_comes_first() -> None:
    decree = read(BANTEN_2024)
    assert "pada tanggal 1 Maret 2025" in running_text(form("banten-2024", decree, date="1 Maret 2025"))
    without = read(SMALL)
    assert "Ditetapkan di Serang pada tanggal 08 Januari 2024" in running_text(form("banten-2024", without))
    assert "NOMOR : ……" in running_text(form("banten-2024", without))


def test_without_texts_the_form_says_how_to_give_them() -> None:
    document, profile = read_document(TEMPLATES / "examples" / "banten-2024.xlsx")
    made = make(Order(document, profile, 2023), ["F10"])
    assert not made.sheets
    assert "--keputusan" in made.skipped[0] and "--contoh-keputusan keputusan.txt" in made.skipped[0]
