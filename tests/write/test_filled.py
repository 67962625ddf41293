"""A document's values go into the workbook as they were stored, and come back as they went in."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl.utils import range_boundaries

from cascade_xl import contract
from cascade_xl.contract import Sheet
from cascade_xl.read import read_document
from cascade_xl.resources import profile
from cascade_xl.write import build
from cascade_xl.write.canonical import to_json
from cascade_xl.write.cells import TextTooLongError
from tests.write.books import READY, cell, document, indicator, node, opened, save, sheet_part

NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DANGEROUS = ["=1+1", "+62 811", "-", "- Tersusunnya rencana", "@SUM(A1)", '=HYPERLINK("http://x","klik")']
ODD = [
    "  jarak  ",
    "dua\nbaris",
    "dua\r\nbaris",
    "tab\tdi tengah",
    "_x0041_",
    "kendali \x0b \x01",
    "5 > 3 & 2 < 4",
]


@pytest.mark.parametrize("text", [*DANGEROUS, *ODD])
def test_a_text_stays_that_text(text: str, tmp_path: Path) -> None:
    row = indicator("Orang", text, catatan=text, sumber_data=text)
    given = document({"matriks": [node("P1", "Program", "", row, sasaran=text)]})
    package = build(profile(), given, rows=READY)
    root = sheet_part(package, Sheet.MATRIKS)
    first = contract.HEADER_ROWS[Sheet.MATRIKS] + 1
    ours = {column.key for column in contract.inputs(Sheet.MATRIKS, given.years)}
    inputs = {number for key, number in contract.layout(Sheet.MATRIKS, given.years).items() if key in ours}
    cells = root.find(f"{NAMESPACE}sheetData/{NAMESPACE}row[@r='{first}']")
    assert cells is not None
    for number, element in enumerate(cells, start=1):
        if number in inputs:
            assert element.find(f"{NAMESPACE}f") is None
    back, _ = read_document(save(package, tmp_path / "a.xlsx"))
    assert back.nodes[0].sasaran.stored == text
    assert back.indicators[0].targets[0].value.stored == text
    assert back.indicators[0].catatan.stored == text


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_that_looks_like_a_formula_survives_an_edit_in_excel(text: str) -> None:
    given = document({"matriks": [node("P1", "Program", "", sasaran=text)]})
    assert cell(opened(build(profile(), given, rows=READY)), Sheet.MATRIKS, 1, "sasaran").quotePrefix


def test_numbers_keep_their_format_and_every_digit() -> None:
    row = indicator("%", 0.1 + 0.2, {"nilai": 0.925, "format": "0.00%"}, 45000, {"nilai": 45000, "format": "d/m/yyyy"})
    given = document({"matriks": [node("P1", "Program", "", row)]})
    book = opened(build(profile(), given, rows=READY))
    cells = [cell(book, Sheet.MATRIKS, 1, f"target_{year}") for year in range(2025, 2029)]
    assert [c.number_format for c in cells] == ["General", "0.00%", "General", "d/m/yyyy"]
    assert [c.value for c in cells[:3]] == [0.1 + 0.2, 0.925, 45000]


def test_errors_stay_errors_and_uncalculated_formulas_formulas() -> None:
    row = indicator("%", {"galat": "#REF!"}, {"rumus": "=B7*2"}, True)
    given = document({"matriks": [node("P1", "Program", "", row)]})
    book = opened(build(profile(), given, rows=READY))
    cells = [cell(book, Sheet.MATRIKS, 1, f"target_{year}") for year in range(2025, 2028)]
    assert [(c.data_type, c.value) for c in cells] == [("e", "#REF!"), ("f", "=B7*2"), ("b", True)]


def test_a_text_that_no_cell_can_hold_is_refused() -> None:
    given = document({"matriks": [node("P1", "Program", "", sasaran="x" * (contract.MAX_TEXT + 1))]})
    with pytest.raises(TextTooLongError, match="Matriks, sel F6"):
        build(profile(), given, rows=READY)


EXTRA = {
    "kolom_tambahan": {"Matriks": ["Eselon", "Kondisi", "NIP"], "Pohon Kinerja": ["Warna"]},
    "matriks": [
        node("P1", "Program", "", indicator("Orang", "5", lain={"Eselon": "III.a", "NIP": "=1"}), indicator("%", "9")),
        node("P2", "Program", "", indicator("Orang", "7", lain={"Kondisi": "baik"})),
    ],
    "pohon_kinerja": [{"tingkat": "Taktikal", "uraian": "Kotak", "indikator": [{"lain": {"Warna": "3"}}]}],
    "indikator_kunci": [{"kelompok": "PANJAB", "uraian": "Rasio", "lain": {"Baru": "x"}}],
    "pengecualian": [{"aturan": "lonjakan", "alasan": "sebab", "lain": {"Paraf": "ok"}}],
}


def test_the_offices_own_columns_stand_in_the_table_and_come_back(tmp_path: Path) -> None:
    given = document(EXTRA)
    package = build(profile(), given, rows=READY)
    ws = opened(package)[Sheet.MATRIKS]
    head = contract.HEADER_ROWS[Sheet.MATRIKS]
    headings = [c.value for c in ws[head]]
    at = headings.index("Eselon")
    assert headings[at - 1 : at + 4] == ["Catatan", "Eselon", "Kondisi", "NIP", "Cek Induk"]
    (table,) = ws.tables.values()
    assert [column.name for column in table.tableColumns] == headings
    back, _ = read_document(save(package, tmp_path / "a.xlsx"))
    assert back.extra_columns["Matriks"] == ("Eselon", "Kondisi", "NIP")
    assert {(h, v.stored) for row in back.indicators for h, v in row.extra} == {
        ("Eselon", "III.a"),
        ("NIP", "=1"),
        ("Kondisi", "baik"),
    }
    assert back.pohon[0].rows[0].extra[0][1].stored == "3"
    assert back.kunci[0].extra[0][1].stored == "x"
    assert back.exemptions[0].extra[0][1].stored == "ok"


def test_two_columns_of_a_table_never_share_a_heading() -> None:
    added = contract.arranged(Sheet.PENGECUALIAN, (), ("Tanda", "tanda", "Paraf"))[4:7]
    assert [(column.key, column.header) for column in added] == [
        ("Tanda", "Tanda (2)"),
        ("tanda", "tanda (3)"),
        ("Paraf", "Paraf"),
    ]


def test_layout_says_where_everything_was_written() -> None:
    given = document(EXTRA)
    ws = opened(build(profile(), given, rows=READY))[Sheet.MATRIKS]
    headings = [c.value for c in ws[contract.HEADER_ROWS[Sheet.MATRIKS]]]
    where = contract.layout(Sheet.MATRIKS, given.years, given.extra_columns["Matriks"])
    assert headings[where["Eselon"] - 1] == "Eselon"
    for column in contract.columns(Sheet.MATRIKS, given.years):
        assert headings[where[column.key] - 1] == column.header


def test_node_columns_stand_on_every_row_of_the_node() -> None:
    rows = [indicator("Orang", "5"), indicator("%", "9")]
    given = document({"matriks": [node("P1", "Program", "", *rows, sasaran="Meningkat"), node("P2", "Program", "P1")]})
    book = opened(build(profile(), given, rows=READY))
    for key, value in {"kode": "P1", "jenjang": "Program", "uraian": "Kinerja P1", "sasaran": "Meningkat"}.items():
        assert [cell(book, Sheet.MATRIKS, row, key).value for row in (1, 2)] == [value, value]
    assert cell(book, Sheet.MATRIKS, 3, "kode").value == "P2"
    assert cell(book, Sheet.MATRIKS, 3, "indikator").value is None


def test_an_error_in_a_node_column_is_not_multiplied() -> None:
    rows = [indicator("Orang", "5"), indicator("%", "9")]
    given = document({"matriks": [node("P1", "Program", "", *rows, sasaran={"galat": "#N/A"})]})
    book = opened(build(profile(), given, rows=READY))
    assert [cell(book, Sheet.MATRIKS, row, "sasaran").value for row in (1, 2)] == ["#N/A", None]


def test_the_table_grows_with_the_document() -> None:
    nodes = [node(f"P{n}", "Program", "", indicator("Orang", "5")) for n in range(READY + 5)]
    ws = opened(build(profile(), document({"matriks": nodes}), rows=READY))[Sheet.MATRIKS]
    (table,) = ws.tables.values()
    *_, last = range_boundaries(table.ref)
    assert last == contract.HEADER_ROWS[Sheet.MATRIKS] + READY + 5 + 100


def test_compound_satuan_of_the_document_are_known_to_the_formulas() -> None:
    given = document({"matriks": [node("P1", "Program", "", indicator("Orang/ Dokumen", "5"))]})
    ws = opened(build(profile(), given, rows=READY))[Sheet.DAFTAR]
    lists = {str(column[0]): list(column[1:]) for column in ws.iter_cols(values_only=True)}
    assert lists["satuan_jenis"][lists["satuan_kata"].index("Orang/ Dokumen")] == "bulat"


def test_identitas_and_officials_come_back(tmp_path: Path) -> None:
    official = {"peran": "Penyusun", "nama": "Siti", "nip": "19730306 200501 1 004"}
    given = document(
        {
            "identitas": {"opd": "Dinas X", "kode_opd": "1.10", "periode_awal": "2025", "periode_akhir": "2029"},
            "pejabat": [{**official, "jabatan": f"Jabatan {n}"} for n in range(12)],
        }
    )
    back, _ = read_document(save(build(profile(), given, rows=READY), tmp_path / "a.xlsx"))
    assert to_json(back, profile())["identitas"] == to_json(given, profile())["identitas"]
    assert to_json(back, profile())["pejabat"] == to_json(given, profile())["pejabat"]
    assert back.template == f"{contract.MARKER} {contract.VERSION}"


def test_a_document_that_was_read_is_written_and_read_alike(tmp_path: Path) -> None:
    given = document(EXTRA)
    first, _ = read_document(save(build(profile(), given, rows=READY), tmp_path / "a.xlsx"))
    second, _ = read_document(save(build(profile(), first, rows=READY), tmp_path / "b.xlsx"))
    assert to_json(first, profile()) == to_json(second, profile())
    assert not second.seen
