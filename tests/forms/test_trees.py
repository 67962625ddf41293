"""The laid-out forms F2, F3 and F9: nothing of a document is lost, whatever shape its tree has."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cascade_xl.forms import f02_cascading, f03_pohon_kinerja, f09_cascading_mendatar, letters
from cascade_xl.forms.nothing import NothingError
from cascade_xl.forms.order import Order
from cascade_xl.forms.paper import PAPERS, SMALLEST
from cascade_xl.forms.scene import Box
from cascade_xl.forms.sheet import Sheet
from cascade_xl.resources import example_names
from tests.forms.orders import order_from, order_of
from tests.forms.pages import cells, flaws, page_height, pages

FORMS = (f02_cascading, f03_pohon_kinerja, f09_cascading_mendatar)
CASCADING = (f02_cascading, f09_cascading_mendatar)
_HALF_A_LINE = 0.375
"""What the edge of a box reaches over it: on a page's last row it would be printed on the next page."""


def boxes(sheet: Sheet) -> Iterator[Box]:
    for placed in sheet.drawings:
        for item in placed.scene.items:
            if isinstance(item, Box):
                yield item._replace(x=item.x + placed.x, y=item.y + placed.y)


def shown(sheet: Sheet) -> str:
    """All that the boxes say, without blanks."""
    return "".join("".join(box.text.split()) for box in boxes(sheet))


def plain(text: str) -> str:
    return "".join(text.split())


def wrong(sheet: Sheet) -> list[str]:
    """What would print badly: as `flaws`, a box over the edge of its page, letters too small or higher than a box."""
    found = flaws(sheet)
    edges = [0.0]
    for page in pages(sheet):
        edges.append(edges[-1] + page_height(sheet, page))
    width = sum(sheet.columns)
    for box in boxes(sheet):
        if box.x < 0 or box.x + box.width > width:
            found.append(f"{box.name!r} leaves the page sideways")
        lower = box.y + box.height + _HALF_A_LINE
        if not any(top <= box.y and lower <= bottom for top, bottom in pairwise(edges)):
            found.append(f"{box.name!r} is cut by the end of a page")
        if box.size * sheet.scale / 100 < SMALLEST:
            found.append(f"{box.name!r} has letters of {box.size * sheet.scale / 100} points")
        room = box.width - 2 * box.inset
        if box.text and letters.height(box.text, room, box.size, box.bold) > box.height - 2 * box.inset + 0.01:
            found.append(f"{box.name!r} is lower than its text")
    return found


def printed(form: ModuleType, order: Order) -> Sheet:
    sheets: list[Sheet] = form.sheets(order)
    assert [wrong(sheet) for sheet in sheets] == [[]]
    return sheets[0]


@pytest.mark.parametrize("paper", PAPERS.values(), ids=str)
@pytest.mark.parametrize("name", example_names())
def test_every_node_and_indicator_of_the_five_documents_is_printed(name: str, paper: object) -> None:
    order = order_of(name, paper)  # type: ignore[arg-type]
    for form in CASCADING:
        text = shown(printed(form, order))
        for node in order.document.nodes:
            assert plain(node.uraian.raw) in text and plain(node.sasaran.raw) in text
        for row in order.document.indicators:
            assert plain(row.indikator.raw) in text
    if order.document.pohon:
        text = shown(printed(f03_pohon_kinerja, order))
        for box in order.document.pohon:
            assert plain(box.uraian.raw) in text
            assert all(plain(f"IK: {line.raw}") in text for line in box.indikator)


def test_the_pohon_of_tanjung_jabung_barat_stands_on_one_page_as_it_was_printed() -> None:
    sheet = printed(f03_pohon_kinerja, order_of("tanjab-barat-2024"))
    assert sheet.breaks == ()
    assert [box.text for box in boxes(sheet)][:3] == ["KINERJA URUSAN", "TAKTIKAL", "OPERASIONAL"]


def test_a_target_stands_as_the_office_wrote_it_with_its_unit() -> None:
    said = [box.text for box in boxes(printed(f02_cascading, order_of("tanjab-barat-2024")))]
    assert said[said.index("Rasio Pejabar Fungsional Tertentu") + 1] == "56,3%"
    assert said[said.index("Jumlah ASN yang mendapatkan Pengembangan Kompetensi") + 1] == "51 Orang 2 Dokumen"
    assert said[said.index("Indeks Profesionalitas ASN") + 1] == "71"


def test_further_formulas_of_one_indicator_do_not_repeat_its_target() -> None:
    """The programme of Way Kanan has seven rows, one indicator and the same target in all of them."""
    said = [box.text for box in boxes(printed(f02_cascading, order_of("way-kanan-2021")))]
    place = said.index("Cakupan Tertib Administrasi Kepegawaian")
    assert said[place : place + 2] == ["Cakupan Tertib Administrasi Kepegawaian", "90%"]
    assert said.count("90%") == 1


def test_a_name_that_begins_with_its_level_does_not_say_it_twice() -> None:
    said = [box.text for box in boxes(printed(f02_cascading, order_of("tanjab-barat-2024")))]
    assert "PROGRAM KEPEGAWAIAN DAERAH" in said
    assert "Kegiatan: Mutasi dan Promosi ASN" in said
    assert not [text for text in said if text.casefold().startswith("program: program")]


def test_the_label_of_a_level_has_one_colour_in_all_parts() -> None:
    sheet = printed(f02_cascading, order_of("way-kanan-2021"))
    labels = {(box.text, box.fill) for box in boxes(sheet) if box.text in ("BUPATI", "ESELON III", "ESELON IV")}
    assert len(labels) == len({fill for _, fill in labels}) == 3


def test_letterhead_and_signature_stand_once_and_the_signature_is_never_alone() -> None:
    sheet = printed(f02_cascading, order_of("way-kanan-2021"))
    said = [placed.cell.text for placed in cells(sheet)]
    assert said.count("PEMERINTAH KABUPATEN WAY KANAN") == 1
    assert sum(text.startswith("NIP.") for text in said) == 1
    last = pages(sheet)[-1]
    above = sum(row.height for row in sheet.rows[: last.start])
    assert any(box.y >= above for box in boxes(sheet))


def test_marks_name_parts_that_hold_the_box() -> None:
    """*dilanjutkan di bagian 3*: part 3 repeats that box below *lanjutan dari bagian 1*, and the other way round."""
    sheet = printed(f02_cascading, order_of("way-kanan-2021"))
    parts = [[item for item in placed.scene.items if isinstance(item, Box)] for placed in sheet.drawings]
    names = [{box.name for box in part} for part in parts]
    led: list[tuple[str, int, int]] = []
    for number, part in enumerate(parts):
        for mark in part:
            if mark.text.startswith("lanjutan dari bagian "):
                [below] = [box for box in part if (box.x, box.y) == (mark.x, mark.y + mark.height)]
                led.append((below.name, int(mark.text.rsplit(" ", 1)[1]) - 1, number))
    assert len(led) > 5
    for name, home, number in led:
        assert home < number and name in names[home]
    said = [
        box.text.removeprefix("dilanjutkan di bagian ") for part in parts for box in part if "dilanjutkan" in box.text
    ]
    assert {number for text in said for number in _numbers(text)} == {number + 1 for _, _, number in led}


def _numbers(text: str) -> Iterator[int]:
    """*3-5, 8*."""
    for run in text.split(", "):
        first, _, last = run.partition("-")
        yield from range(int(first), int(last or first) + 1)


SOMEWHERE = """
    Matriks
    | Jenjang      | Kode  | Kode Induk | Uraian            | Sasaran     | Indikator | Target 2025 |
    | Program      | P1    | X9         | Yatim             | Sasaran P1  | Ind P1    | 5           |
    | Kegiatan     | K1    | K2         | Lingkar satu      | Sasaran K1  | Ind K1    |             |
    | Kegiatan     | K2    | K1         | Lingkar dua       | Sasaran K2  | Ind K2    |             |
    | Kegiatan     | K3    | K3         | Diri sendiri      | Sasaran K3  | Ind K3    |             |
    | Program      | P2    |            | Kembar            | Kembar satu | Ind P2    |             |
    | Program      | P2    |            | Kembar            | Kembar dua  | Ind P2b   |             |
    | Kegiatan     | P2.K1 | P2         | Anak siapa        | Sasaran PK  | Ind PK    |             |
    | Sub Kegiatan | S1    | P1         | Melompat          | Sasaran S1  | Ind S1    |             |
    | Jurusan      | J1    | S1         | Tidak dikenal     | Sasaran J1  | Ind J1    |             |
    | Program      | P3    | S1         | Terbalik          | Sasaran P3  | Ind P3    |             |
    | Kegiatan     |       |            |                   | Tanpa kode  |           |             |
"""


@pytest.mark.parametrize("form", CASCADING)
def test_orphans_circles_and_twins_are_printed_once(form: ModuleType) -> None:
    order = order_from(SOMEWHERE)
    text = shown(printed(form, order))
    for node in order.document.nodes:
        assert text.count(plain(node.sasaran.raw)) == 1


def test_a_low_first_row_leaves_room_for_the_name_of_its_band() -> None:
    rows = [f"| Kegiatan | K{n} | P{n % 3} | Uraian {n}. | |" for n in range(40)]
    roots = [f"| Program | P{n} | | Induk {n} | |" for n in range(3)]
    head = ["Matriks", "| Jenjang | Kode | Kode Induk | Uraian | Sasaran |"]
    sheet = printed(f02_cascading, order_from("\n".join([*head, *roots, *rows])))
    said = [box.text for box in boxes(sheet)]
    assert "Bagian 1" in said and "ESELON III" in said


@pytest.mark.parametrize(
    ("form", "sheet"),
    [(f02_cascading, "Matriks"), (f03_pohon_kinerja, "Pohon Kinerja"), (f09_cascading_mendatar, "Matriks")],
)
def test_an_empty_document_says_which_sheet_to_fill(form: ModuleType, sheet: str) -> None:
    with pytest.raises(NothingError, match=sheet):
        form.sheets(order_from("Matriks\n| Jenjang | Kode |"))


def chain(depth: int) -> str:
    rows = [f"| Kegiatan | K{n} | {f'K{n - 1}' if n else ''} | Uraian {n}. | Sasaran {n}. |" for n in range(depth)]
    return "\n".join(["Matriks", "| Jenjang | Kode | Kode Induk | Uraian | Sasaran |", *rows])


@pytest.mark.parametrize("form", CASCADING)
def test_a_chain_of_eight_hundred_is_printed_to_its_end(form: ModuleType) -> None:
    text = shown(printed(form, order_from(chain(800))))
    assert all(f"Sasaran{n}." in text for n in range(800))


@pytest.mark.parametrize("form", CASCADING)
def test_many_brothers_are_printed_to_the_last(form: ModuleType) -> None:
    rows = [f"| Kegiatan | K{n} | P1 | Uraian {n}. | Sasaran {n}. |" for n in range(400)]
    head = ["Matriks", "| Jenjang | Kode | Kode Induk | Uraian | Sasaran |", "| Program | P1 | | Induk | |"]
    text = shown(printed(form, order_from("\n".join([*head, *rows]))))
    assert all(f"Sasaran{n}." in text for n in range(400))


@pytest.mark.parametrize("form", CASCADING)
@pytest.mark.parametrize("column", ["Uraian", "Sasaran", "Indikator", "Formulasi", "Target 2025", "Pemilik Kinerja"])
def test_a_text_longer_than_a_page_is_printed_to_its_end(form: ModuleType, column: str) -> None:
    long = " ".join(f"kata{n}." for n in range(3000))
    text = shown(printed(form, order_from(_with(column, long))))
    left_out = ("Formulasi", "Pemilik Kinerja") if form is f02_cascading else ("Target 2025",)
    assert all(f"kata{n}." in text for n in range(3000)) != (column in left_out)
    assert "Sasaran3" in text


def _with(column: str, text: str) -> str:
    """Three nodes below each other, the second with a text in a column."""
    headings = "Jenjang, Kode, Kode Induk, Uraian, Sasaran, Indikator, Formulasi, Target 2025, Pemilik Kinerja".split(
        ", "
    )
    table = [
        ["Program", "P1", "", "Program", "Sasaran 1", "Ind 1", "Rumus 1", "1 Dok", "Kabid"],
        ["Kegiatan", "K1", "P1", "Kegiatan", "Sasaran 2", "Ind 2", "Rumus 2", "2 Dok", "Kasi"],
        ["Sub Kegiatan", "S1", "K1", "Sub", "Sasaran 3", "Ind 3", "Rumus 3", "3 Dok", "Staf"],
    ]
    table[1][headings.index(column)] = text
    return "\n".join(["Matriks", *("| " + " | ".join(row) + " |" for row in [headings, *table])])


WORDS = "Meningkatnya kualitas pelayanan Penerangan/Komponen 92% dan <b>&amp; 'ASN' =1+1 Perundang-undangan".split()


@given(st.integers(0, 2**32), st.integers(1, 60), st.sampled_from(list(PAPERS.values())))
@settings(max_examples=6, deadline=None)
def test_random_documents_are_printed_whole(seed: int, size: int, paper: object) -> None:
    dice = random.Random(seed)
    levels = ["Visi", "Misi", "Tujuan", "Sasaran", "Tujuan PD", "Sasaran PD", "Program", "Kegiatan", "Sub Kegiatan"]
    rows = []
    for number in range(size):
        parent = f"N{dice.randint(max(0, number - 8), number)}"
        text = " ".join(["x", *dice.choices(WORDS, k=dice.randint(1, 25))])
        said = (f"{text} [{number}{column}]" for column in "abc")
        rows.append(f"| {dice.choice(levels)} | N{number} | {parent} | {' | '.join(said)} |")
    head = ["Matriks", "| Jenjang | Kode | Kode Induk | Uraian | Sasaran | Indikator |"]
    order = order_from("\n".join([*head, *rows]), paper)  # type: ignore[arg-type]
    for form in CASCADING:
        text = shown(printed(form, order))
        for number in range(size):
            assert all(f"[{number}{column}]" in text for column in "abc")
