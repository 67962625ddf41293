"""The page kit: whatever a form lays out, nothing is cut, lost or left alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cascade_xl.forms.kit import Band, Block, Bold, Column, Gap, Line, Record, Sides, Table, lay
from cascade_xl.forms.kit.entries import CONTINUED
from cascade_xl.forms.paper import PAPERS, Page
from cascade_xl.forms.sheet import Look, Sheet
from tests.forms.pages import cells, flaws, page_height, pages, texts

F4 = Page(PAPERS["F4"])
SIGNED: tuple[Block, ...] = (
    Gap(12),
    Sides((), [Line("Kota, 1 Januari 2025", Look(10)), Line("", Look(48)), Line("NAMA", Look(10))]),
)
WORDS = st.lists(st.sampled_from("a Meningkatnya kualitas pelayanan Penerangan/Komponen 92% ".split()), max_size=60)
TEXT = WORDS.map(" ".join)
LONG = st.integers(400, 2500).map(lambda count: " ".join(f"kata{n}" for n in range(count)))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables of three columns with continued cells, bands, and now and then a text longer than a page."""
    body: list[Record | Bold | Band] = []
    for number in range(draw(st.integers(1, 40))):
        kind = draw(st.integers(0, 9))
        if kind == 0 and not all(isinstance(entry, Band) for entry in body[-2:]):
            body.append(Band(f"Pita {number}"))
        elif kind < 5 and body and not isinstance(body[-1], Band):
            body.append((None, None, f"[{number}] {draw(TEXT)}"))
        else:
            record = (f"{number}.", f"<{number}> {draw(TEXT)}", f"[{number}] {draw(LONG if kind == 9 else TEXT)}")
            body.append(Bold(record) if kind == 8 else record)
    body.append(("", "", "[terakhir]"))
    return Table((Column("NO", 30), Column("SASARAN", 200), Column("INDIKATOR", 200)), body)


def laid(*blocks: Block, page: Page = F4) -> Sheet:
    return lay("F1", "COBA", page, blocks)


@settings(max_examples=60, deadline=None)
@given(tables())
def test_nothing_is_cut_and_nothing_is_lost(table: Table) -> None:
    sheet = laid(Line("JUDUL", Look(12)), table, *SIGNED)
    assert flaws(sheet) == []
    shown = "".join(" ".join(texts(sheet)).replace(CONTINUED, "").split())
    for entry in table.body:
        record = entry.record if isinstance(entry, Bold) else entry
        for text in (record.text,) if isinstance(record, Band) else record:
            assert _joined(text, shown)


def _joined(text: str | None, shown: str) -> bool:
    """Whether all words of a text are shown. One that runs over pages stands in parts."""
    return all(word in shown for word in (text or "").split())


@settings(max_examples=60, deadline=None)
@given(tables())
def test_signatures_stay_whole_below_a_row_of_the_table(table: Table) -> None:
    sheet = laid(table, *SIGNED)
    last = pages(sheet)[-1]
    on_it = [placed for placed in cells(sheet) if placed.row in last]
    assert {"Kota, 1 Januari 2025", "NAMA"} <= {placed.cell.text for placed in on_it}
    assert any(placed.cell.text == "[terakhir]" for placed in on_it)


@settings(max_examples=60, deadline=None)
@given(tables())
def test_a_band_never_ends_a_page(table: Table) -> None:
    sheet = laid(table)
    for page in pages(sheet):
        assert not any(cell.text.startswith("Pita") for cell in sheet.rows[page[-1]].cells.values())


def test_a_hundred_bands_fill_pages_like_rows() -> None:
    sheet = laid(Table((Column("A", 1),), [*(Band(f"Pita {n}") for n in range(100)), ("akhir",)]))
    assert flaws(sheet) == []
    assert len(pages(sheet)) > 2


def test_a_cell_that_goes_on_says_its_text_again_on_the_next_page() -> None:
    rows: list[Record] = [("1.", "Meningkatnya kualitas pelayanan", "pertama")]
    rows += [(None, None, f"indikator {n}") for n in range(60)]
    sheet = laid(Table((Column("NO", 30), Column("SASARAN", 200), Column("INDIKATOR", 200)), rows))
    assert len(pages(sheet)) > 1
    for page in pages(sheet)[1:]:
        first = {cell.text for cell in sheet.rows[page.start].cells.values()}
        assert {"1.", f"Meningkatnya kualitas pelayanan{CONTINUED}"} <= first


def test_the_headings_of_an_only_table_are_print_titles() -> None:
    rows: list[Record] = [(f"{n}", "a", "b") for n in range(100)]
    columns = (Column("NO", 30), Column("A", 200, group="G"), Column("B", 200, group="G"))
    sheet = laid(Line("JUDUL"), Table(columns, rows))
    assert sheet.repeated == (1, 2)
    assert texts(sheet).count("NO") == 1


def test_the_headings_of_several_tables_are_written_on_each_page() -> None:
    rows: list[Record] = [(f"{n}", "a") for n in range(60)]
    first, second = (Table((Column(name, 30), Column("A", 200)), rows) for name in ("SATU", "DUA"))
    sheet = laid(first, Gap(), second)
    assert sheet.repeated is None
    for page in pages(sheet):
        body = {placed.cell.text for placed in cells(sheet) if placed.row in page}
        assert {"SATU", "DUA"} & body


def test_a_title_goes_to_the_next_page_with_its_table() -> None:
    filling: list[Record] = [(f"{n}", "a") for n in range(29)]
    columns = (Column("NO", 30), Column("A", 200))
    sheet = laid(Table(columns, filling), Line("JUDUL KEDUA", Look(12)), Table(columns, filling))
    place = next(placed.row for placed in cells(sheet) if placed.cell.text == "JUDUL KEDUA")
    page = next(page for page in pages(sheet) if place in page)
    assert any(cell.text == "0" for row in page if row > place for cell in sheet.rows[row].cells.values())


@pytest.mark.parametrize("name", list(PAPERS))
@pytest.mark.parametrize("landscape", [True, False])
def test_every_paper_is_filled_but_not_overfilled(name: str, landscape: bool) -> None:
    page = Page(PAPERS[name], landscape)
    rows: list[Record] = [(f"{n}", "Meningkatnya kualitas pelayanan " * 4) for n in range(90)]
    sheet = laid(Table((Column("NO", 30), Column("A", 200)), rows), page=page)
    assert flaws(sheet) == []
    for full in pages(sheet)[:-1]:
        assert page_height(sheet, full) > 0.85 * page.room[1]
