"""Tables of many years and of long texts: split, never cut, never too small to be read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cascade_xl.forms import FORMS, Order, kit, make
from cascade_xl.forms.paper import PAPERS, Page
from cascade_xl.forms.sheet import Sheet
from cascade_xl.model import Document, Official, Value
from tests.forms.orders import order_of
from tests.forms.pages import flaws, texts
from tests.forms.ruled import ROLL, check_pages, sheet, small_order, tables

CODES = ("F5", "F6", "F7", "F11", "F12", "F13")
_CONTINUED = "(lanjutan)"


def _order(years: range, text: str = "") -> Order:
    def targets(lead: str) -> tuple[str, ...]:
        return tuple(f"{lead}.{year}%" for year in years)

    return small_order(
        [
            ("Visi", "V", "", f"Maju {text}"),
            ("Misi", "M", "V", f"Memajukan {text}"),
            ("Tujuan", "T", "M", f"Tujuan {text}", "", f"Indeks T {text}", "", "", "Nilai", *targets("1")),
            ("Sasaran", "S", "T", f"Sasaran {text}", "", f"Indeks S {text}", "", "", "Nilai", *targets("2")),
            ("Sasaran PD", "SP", "S", f"SP {text}", "", f"Indeks SP {text}", text, "IKU", "Nilai", *targets("3")),
            ("Program", "P", "SP", f"Program {text}", text, f"Persen {text}", text, "", "Persen", *targets("4")),
            ("Kegiatan", "P.1", "P", f"Kegiatan {text}", text, f"Jumlah {text}", "", "", "Dokumen", *targets("5")),
        ],
        years,
        PAPERS["F4"],
    )


@pytest.mark.parametrize("count", [1, 10, 11, 20, 45])
def test_many_years_stand_in_tables_one_after_the_other(count: int) -> None:
    years = range(2025, 2025 + count)
    wanted = _order(years)
    for code, lead in (("F1", "3"), ("F5", "2"), ("F6", "4"), ("F7", "5")):
        printed = sheet(wanted, code)
        check_pages(printed)
        assert min(printed.columns) > 9
        assert all(
            sum(printed.columns[at : at + cell.across]) >= 30
            for row in printed.rows
            for at, cell in row.cells.items()
            if cell.text.isdigit()
        )
        found = tables(sheet(replace(wanted, paper=ROLL), code))
        assert len(found) == -(-count // 10)
        parts = [[heading for heading in table.headings if heading.isdigit()] for table in found]
        assert [int(year) for part in parts for year in part] == list(years)
        texts = [table.texts[-1][-len(part) :] for table, part in zip(found, parts, strict=True)]
        assert [text for part in texts for text in part] == [f"{lead}.{year}%" for year in years]


def _down(printed: Sheet, column: int) -> str:
    """The texts of a column's cells below each other, but for those that only say again where they belong."""
    cells = (row.cells[column] for row in printed.rows if column in row.cells)
    return " ".join(" ".join(cell.text for cell in cells if not cell.text.endswith(_CONTINUED)).split())


@pytest.mark.parametrize("repeats", [1, 12, 40, 350])
def test_long_texts_run_over_pages_and_lose_no_word(repeats: int) -> None:
    text = " ".join(f"Ketersediaan rencana kebutuhan pegawai untuk jangka menengah, butir {n};" for n in range(repeats))
    wanted = _order(range(2025, 2027), text)
    for code in CODES:
        (printed,) = make(wanted, [code]).sheets
        check_pages(printed)
        assert any(text in _down(printed, column) for column in range(len(printed.columns))), code


def _page(*body: kit.Record | kit.Bold | kit.Band) -> Sheet:
    table = kit.Table((kit.Column("NAMA", 1), kit.Column("ISI", 3)), body)
    return kit.lay("F0", "UJI", Page(PAPERS["F4"]), [table])


def test_a_row_that_no_page_can_hold_begins_where_there_is_room() -> None:
    printed = _page(("satu", "isi"), ("dua", "kata " * 4000), ("tiga", "isi"))
    check_pages(printed)
    first = sum(row.height for row in printed.rows[: printed.breaks[0] + 1])
    assert first > printed.page.room[1] * 0.75


def test_a_row_that_a_page_can_hold_stays_whole() -> None:
    printed = _page(*((str(n), "kata " * 700) for n in range(5)))
    check_pages(printed)
    assert [cell.text.count("kata") for row in printed.rows for cell in row.cells.values() if "kata" in cell.text] == [
        700
    ] * 5


def test_what_goes_on_over_a_page_says_where_it_belongs() -> None:
    """A short text again, of a long one the beginning; a text that was cut is continued first."""
    long = " ".join(f"nama{n}" for n in range(60))
    printed = _page((long, "kata " * 9000))
    again = [row.cells[0].text for row in printed.rows if 0 in row.cells][2:]
    assert len(again) > 1
    assert set(again) == {f"{long[:89].rpartition(' ')[0]} … {_CONTINUED}"}


def test_a_long_band_is_several_and_stays_with_its_row() -> None:
    words = " ".join(f"kata{n}" for n in range(6000))
    printed = _page(("satu", "isi"), kit.Band(words), ("dua", "isi"))
    check_pages(printed)
    bands = [row.cells[0].text for row in printed.rows if len(row.cells) == 1]
    assert " ".join(bands) == words
    assert "dua" not in {printed.rows[end + 1].cells[0].text for end in printed.breaks}


def test_bold_rows_have_room_for_bold_letters() -> None:
    text = "ruang kantor " * 100
    (_, plain), (_, bold) = _page(("x", text)).rows, _page(kit.Bold(("x", text))).rows
    assert bold.height > plain.height
    assert all(cell.look.bold for cell in bold.cells.values())


def _with_visi(document: Document, text: str) -> Document:
    visi, *others = document.nodes
    return replace(document, nodes=(replace(visi, uraian=_saying(visi.uraian, text)), *others))


def _saying(value: Value, text: str) -> Value:
    return value._replace(text=text, raw=text)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("text", ["x" * 5000, "kata panjang " * 400, "a; " * 1500], ids=["word", "words", "lines"])
def test_no_text_of_identitas_or_banner_pushes_a_form_off_its_pages(text: str, paper: str) -> None:
    """An OPD's name, an address, a jabatan or a visi that somebody pasted a page into."""
    order = order_of("way-kanan-2021", PAPERS[paper])
    document = _with_visi(order.document, text)
    (blank,) = {value for value in document.identitas.values() if value.text == "Kabupaten Way Kanan"}
    said = _saying(blank, text)
    changed = replace(
        document,
        identitas=dict.fromkeys(document.identitas, said) | {"pemerintah": _saying(blank, f"Kabupaten {text}")},
        officials=(Official(said, said, said, said, said, said),),
    )
    made = make(replace(order, document=changed), FORMS)
    assert len(made.skipped) == 1
    assert {printed.form for printed in made.sheets} == FORMS.keys() - {"F10"}
    assert [flaws(printed) for printed in made.sheets] == [[] for _ in made.sheets]


def test_a_long_visi_is_printed_to_its_end() -> None:
    order = order_of("tanjab-barat-2024")
    text = " ".join(f"kata{number}" for number in range(3000))
    (printed,) = make(replace(order, document=_with_visi(order.document, text)), ["F1"]).sheets
    assert flaws(printed) == []
    assert text in " ".join(texts(printed))
