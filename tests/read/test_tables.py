"""Tables wherever an office moved them, and how their rows become nodes, indicators and boxes."""

from __future__ import annotations

import random
import re

import pytest

from cascade_xl import contract
from cascade_xl.contract import Sheet
from cascade_xl.model import Document, Observation, Place, Seen
from cascade_xl.read.grid import Cell, Grid, Range
from cascade_xl.read.tables import Table, read_table
from tests.read.books import document_of, table

FILE = "uji.xlsx"


def read(grid: Grid, sheet: Sheet = Sheet.MATRIKS) -> Table:
    return read_table(FILE, sheet, grid)


def filled(found: Table) -> list[dict[str, str]]:
    """The texts of each row, blanks and addresses left out."""
    return [
        {key: v.text for key, v in row.values.items() if v.text} | {heading: v.text for heading, v in row.extra}
        for row in found.rows
    ]


def observed(found: Table | Document, kind: Seen) -> list[tuple[str, str]]:
    return [(seen.place.cell, seen.detail) for seen in found.seen if seen.kind is kind]


BASIC = """
    | Jenjang | Kode | Uraian  | Indikator      | Satuan | Target 2025 | Target 2026 |
    | Program | P1   | Diklat  | Jumlah peserta | Orang  | 40          | 45          |
    |         |      |         | Kelulusan      | %      | 90%         | 95%         |
"""
BASIC_ROWS = [
    {
        "jenjang": "Program",
        "kode": "P1",
        "uraian": "Diklat",
        "indikator": "Jumlah peserta",
        "satuan": "Orang",
        "target_2025": "40",
        "target_2026": "45",
    },
    {"indikator": "Kelulusan", "satuan": "%", "target_2025": "90%", "target_2026": "95%"},
]


# -- where a table stands ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("top", [1, 5, 40])
@pytest.mark.parametrize("left", [1, 3, 30])
def test_a_table_is_found_wherever_it_was_moved(top: int, left: int) -> None:
    found = read(table(BASIC, top=top, left=left))
    assert filled(found) == BASIC_ROWS
    assert found.rows[0]["kode"].place == Place(FILE, "Matriks", top + 1, left + 1)
    assert found.rows[1]["target_2026"].place == Place(FILE, "Matriks", top + 2, left + 6)


def test_titles_bands_and_notes_above_are_no_headings() -> None:
    grid = table(BASIC, top=6)
    grid.rows |= {
        1: {1: Cell("MATRIKS CASCADING")},
        2: {1: Cell("Kode"), 2: Cell("adalah kode nomenklatur")},
        4: {1: Cell("Kinerja"), 4: Cell("Indikator"), 6: Cell("Target")},
    }
    assert filled(read(grid)) == BASIC_ROWS


def test_columns_in_any_order() -> None:
    lines = [[word.strip() for word in line.strip().strip("|").split("|")] for line in BASIC.strip().splitlines()]
    dice = random.Random(5)
    for _ in range(20):
        order = dice.sample(range(7), 7)
        moved = "\n".join(f"| {' | '.join(line[n] for n in order)} |" for line in lines)
        assert filled(read(table(moved))) == BASIC_ROWS


def test_headings_by_other_names() -> None:
    aliased = {
        "Uraian": " nomenklatur ",
        "Indikator": "Indikator\\nKinerja",
        "Kode": "KODE",
        "Target 2025": "TARGET\\n2025",
        "Target 2026": "20 26",
    }
    text = BASIC
    for header, alias in aliased.items():
        text = text.replace(f"| {header} ", f"| {alias} ", 1)
    assert filled(read(table(text))) == BASIC_ROWS


@pytest.mark.parametrize(
    "heading",
    ["2025", "20 25", "Target 2025", "target\\n2025", "TARGET TAHUN 2025", "Tahun 2025", "2025#", "T a r g e t 2025"],
)
def test_years_as_offices_write_them(heading: str) -> None:
    found = read(table(f"| Kode | Uraian | {heading} |\n| P1 | Diklat | 40 |"))
    if heading.startswith("T a"):
        assert found.extra == ("T a r g e t 2025",)
    else:
        assert found.years == (2025,)
        assert found.rows[0]["target_2025"].text == "40"


def test_a_period_in_descending_order() -> None:
    found = document_of(table("| Kode | Uraian | 2027 | 2026 | 2025 |\n| P1 | Diklat | tiga | dua | satu |"))
    assert found.years == (2025, 2026, 2027)
    [row] = found.indicators
    assert [(t.year, t.value.text, t.value.place.cell) for t in row.targets] == [
        (2025, "satu", "E2"),
        (2026, "dua", "D2"),
        (2027, "tiga", "C2"),
    ]


def test_the_years_are_those_of_both_tables() -> None:
    matriks = table("| Kode | Uraian | 2025 | 2026 |\n| P1 | Diklat | 1 | 2 |")
    kunci = table("| Kelompok | Kode | Uraian | 2024 | 2025 |\n| SPM | 1 | Gizi | 3 | 4 |", name="Indikator Kunci")
    found = document_of(matriks, kunci)
    assert found.years == (2024, 2025, 2026)
    assert [[t.year for t in row.targets] for row in (*found.indicators, *found.kunci)] == [[2025, 2026], [2024, 2025]]
    assert {("", "Target 2024"), ("", "Target 2026")} <= set(observed(found, Seen.NO_COLUMN))


# -- columns that are missing, double, or the office's own ------------------------------------------------------------


def test_missing_columns_are_blank_and_named() -> None:
    found = read(table("| Kode | Uraian |\n| P1 | Diklat |", top=3))
    assert filled(found) == [{"kode": "P1", "uraian": "Diklat"}]
    assert found.rows[0]["sasaran"].place == Place(FILE, "Matriks", 4, 1)
    missing = [heading for _, heading in observed(found, Seen.NO_COLUMN)]
    inputs = [column.header for column in contract.inputs(Sheet.MATRIKS)]
    assert missing == ["Target (satu kolom per tahun)", *(h for h in inputs if h not in ("Kode", "Uraian"))]
    assert found.missing == {"target", *(c.key for c in contract.inputs(Sheet.MATRIKS))} - {"kode", "uraian"}


@pytest.mark.parametrize("rows", [{}, {1: {1: Cell("MATRIKS")}}, {1: {1: Cell("Kode")}, 2: {1: Cell("P1")}}])
def test_a_sheet_without_headings(rows: dict[int, dict[int, Cell]]) -> None:
    found = read(Grid("Matriks", rows))
    assert (found.rows, observed(found, Seen.NO_COLUMN)) == ([], [("", "semua judul kolom")])


def test_a_missing_sheet() -> None:
    found = read_table(FILE, Sheet.POHON, None)
    assert found.seen == [Observation(Seen.NO_SHEET, Place(FILE, "", 0, 0), "Pohon Kinerja")]


def test_extra_columns_are_kept_with_their_values() -> None:
    found = read(
        table("""
        | Kode | Bidang  | Uraian | Realisasi 2024 | Foto |
        | P1   | Mutasi  | Diklat | 12#            |      |
        |      |         |        | #REF!          |      |
        |      |         |        |                |      |
        """)
    )
    assert found.extra == ("Bidang", "Realisasi 2024", "Foto")
    assert [[(heading, v.raw, v.place.cell) for heading, v in row.extra] for row in found.rows] == [
        [("Bidang", "Mutasi", "B2"), ("Realisasi 2024", "12", "D2")],
        [("Realisasi 2024", "#REF!", "D3")],
    ]


def test_a_heading_that_stands_twice() -> None:
    found = read(table("| Kode | Uraian | Kode | Ket | ket | 2025 | Target 2025 |\n| 1 | 2 | 3 | 4 | 5 | 6 | 7 |"))
    assert filled(found) == [
        {
            "kode": "1",
            "uraian": "2",
            "Kode (C)": "3",
            "Ket": "4",
            "ket (E)": "5",
            "target_2025": "6",
            "Target 2025 (G)": "7",
        }
    ]
    assert observed(found, Seen.DOUBLE_COLUMN) == [("C1", "Kode"), ("E1", "ket"), ("G1", "Target 2025")]


@pytest.mark.parametrize("headings", ["| Nama | Uraian |", "| Uraian | Nama |"])
def test_a_heading_outweighs_another_name_of_its_column(headings: str) -> None:
    """*Nama* may stand for *Uraian*; beside it, it is a column of the office."""
    found = read(table(f"| Kode {headings}\n| P1 | a | b |"))
    assert found.rows[0]["uraian"].place.column == (3 if headings.startswith("| Nama") else 2)
    assert [heading for heading, _ in found.rows[0].extra] == ["Nama"]
    assert not observed(found, Seen.DOUBLE_COLUMN)


@pytest.mark.parametrize("heading", ["mitra", "pesan", "h_2025", "jenjang 2", "Kolom 1"])
def test_a_heading_that_looks_like_one_of_our_keys(heading: str) -> None:
    found = read(table(f"| Kode | {heading} | OPD Mitra | 2025 |\n| P1 | a | b | 3 |"))
    assert found.rows[0]["mitra"].text == "b"
    assert found.extra == ((heading,) if heading != "h_2025" else ())


def test_our_own_formulas_and_marks_are_not_read() -> None:
    found = read(
        table("| Keadaan | Kode | Uraian | Pesan Validasi | Tanda |\n| #REF! | P1 | Diklat | salah | G |\n| Lengkap |")
    )
    assert filled(found) == [{"kode": "P1", "uraian": "Diklat"}]
    assert not observed(found, Seen.ERROR_CELL)


def test_text_outside_the_columns_is_reported() -> None:
    found = read(table(BASIC + "| | | | | | | | lihat lampiran |\n| | | | | | | | |\n| P9 |"))
    assert observed(found, Seen.UNREAD_CELL) == [("H4", "lihat lampiran")]
    assert [row.number for row in found.rows] == [2, 3, 6]


# -- rows -------------------------------------------------------------------------------------------------------------


def test_blank_rows_between_and_blanks_that_can_be_seen_by_nobody() -> None:
    grid = table("| Kode | Uraian |\n| P1 | Diklat |\n| | |\n| P2 | Gaji |")
    grid.rows[3] = {1: Cell(" \u00a0\n"), 2: Cell("\u200b")}
    grid.rows[2000] = {2: Cell("jauh")}
    found = read(grid)
    assert [(row.number, row["uraian"].text) for row in found.rows] == [(2, "Diklat"), (4, "Gaji"), (2000, "jauh")]


def test_headings_that_are_repeated_on_every_page() -> None:
    heading = BASIC.strip().splitlines()[0]
    found = read(table(f"{BASIC}{heading}\n| Program | P2 | Gaji |\n{heading.upper()}"))
    assert filled(found) == [*BASIC_ROWS, {"jenjang": "Program", "kode": "P2", "uraian": "Gaji"}]


def test_errors_and_uncalculated_formulas_are_seen_and_keep_their_row() -> None:
    found = read(table("| Kode | Uraian | 2025 | Kami |\n| | | #DIV/0! | |\n| | =B1 | | |\n| | | | #N/A |"))
    assert [row.number for row in found.rows] == [2, 3, 4]
    assert observed(found, Seen.ERROR_CELL) == [("C2", "#DIV/0!"), ("D4", "#N/A")]
    assert observed(found, Seen.UNCALCULATED) == [("B3", "=B1")]


def test_hidden_rows_and_merged_cells_are_seen() -> None:
    grid = table("\n".join(["| Kode | Uraian |", *("| P | D |" for _ in range(8))]), top=3)
    grid.hidden_rows = {1, 2, 5, 6, 9, 50}
    grid.merged = [Range(1, 1, 1, 9), Range(4, 1, 6, 1), Range(4, 9, 5, 9), Range(60, 1, 61, 1)]
    found = read(grid)
    assert observed(found, Seen.HIDDEN_ROW) == [("A5", "5-6"), ("A9", "9")]
    assert observed(found, Seen.MERGED) == [("A4", "A4:A6")]


# -- nodes and indicators ---------------------------------------------------------------------------------------------


def tree(text: str) -> list[tuple[str, str, list[str]]]:
    """Kode, sasaran and the indicators of each node."""
    found = document_of(table(text))
    return [
        (node.kode.text, node.sasaran.text, [row.indikator.text for row in found.indicators if row.node is node])
        for node in found.nodes
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            """| Jenjang | Kode | Uraian | Sasaran | Indikator |
               | Program | P1   | Diklat | Naik    | a         |
               |         |      |        |         | b         |
               | Program | P1   | DIKLAT | naik.   | c         |
               |         | P1   |        |         | d         |""",
            [("P1", "Naik", ["a", "b", "c", "d"])],
            id="blank or repeated columns continue the node above",
        ),
        pytest.param(
            """| Jenjang | Kode | Uraian | Sasaran | Indikator |
               | Program | P1   | Diklat | Naik    | a         |
               |         |      |        | Turun   | b         |
               | Program | P1   | Diklat | Tetap   | c         |""",
            [("P1", "Naik", ["a"]), ("P1", "Turun", ["b"]), ("P1", "Tetap", ["c"])],
            id="a kode with another sasaran is another node",
        ),
        pytest.param(
            """| Jenjang | Kode | Uraian | Sasaran | Indikator |
               | Program | P1   | Diklat | Naik    | a         |
               | Program | P2   | Gaji   | Turun   | b         |
               | Program | P1   | Diklat | Naik    | c         |
               |         |      |        |         | d         |
               |         | P2   |        |         | e         |""",
            [("P1", "Naik", ["a", "c", "d"]), ("P2", "Turun", ["b", "e"])],
            id="a node that is met again gathers its rows",
        ),
        pytest.param(
            """| Jenjang | Kode | Uraian | Sasaran | Indikator |
               | Program | P1   | Diklat | Naik    | a         |
               | Program | P1   | Diklat | Turun   | b         |
               | Program | P2   | Gaji   |         | c         |
               |         | P1   |        |         | d         |""",
            [("P1", "Naik", ["a"]), ("P1", "Turun", ["b"]), ("P2", "", ["c"]), ("P1", "", ["d"])],
            id="a kode of two nodes does not say which",
        ),
        pytest.param(
            """| Jenjang | Kode | Kode Induk | Uraian | Indikator |
               | Program | P1   | S1         | Diklat | a         |
               | Program | P2   | S1         | Gaji   | b         |
               |         | P1   |            | Diklat | c         |
               | Program | P2   | S2         | Gaji   | d         |""",
            [("P1", "", ["a", "c"]), ("P2", "", ["b"]), ("P2", "", ["d"])],
            id="a row that contradicts its node is another node",
        ),
        pytest.param(
            """| Jenjang | Kode | Uraian | Indikator |
               | Program | 1.11 | Diklat | a         |
               |         | 11.1 |        | b         |
               |         | 1.11 | Diklat | c         |""",
            [("1.11", "", ["a", "c"]), ("11.1", "", ["b"])],
            id="in a kode every dot counts",
        ),
        pytest.param(
            """| Jenjang      | Kode | Uraian | Sasaran | Indikator |
               | Program      | P1   | Diklat | Naik    | a         |
               | Sub Kegiatan |      |        | Turun   | b         |
               | Sub Kegiatan |      | Kursus | Turun   | c         |""",
            [("P1", "Naik", ["a"]), ("", "Turun", ["b"]), ("", "Turun", ["c"])],
            id="another jenjang or uraian is another node, even without kode",
        ),
        pytest.param(
            """| Jenjang | Kode | Uraian | Indikator |
               |         |      |        | a         |
               | Program | P1   | Diklat |           |
               | Program | P2   | #REF!  | b         |
               | Program | P2   |        | c         |""",
            [("", "", ["a"]), ("P1", "", []), ("P2", "", ["b", "c"])],
            id="rows before any node, nodes without rows, an error in a node",
        ),
        pytest.param(
            """| Jenjang | Kode  | Uraian | Indikator |
               | Program | #REF! | Diklat | a         |
               | Program | #REF! | Diklat | b         |
               | Program | #N/A  | Diklat | c         |""",
            [("", "", ["a", "b"]), ("", "", ["c"])],
            id="the same error below itself is the same node",
        ),
        pytest.param(
            """| Jenjang | Kode | Uraian | Catatan | Kami |
               | Program | P1   | Diklat |         |      |
               |         |      |        | sudah   |      |
               |         |      |        |         | x    |""",
            [("P1", "", ["", ""])],
            id="a note alone is a row",
        ),
    ],
)
def test_rows_become_nodes(text: str, expected: list[tuple[str, str, list[str]]]) -> None:
    assert tree(text) == expected


def test_a_further_sasaran_carries_the_node_above_at_its_own_place() -> None:
    found = document_of(
        table("| Jenjang | Kode | Uraian | Sasaran |\n| Program | P1 | Diklat | Naik |\n| | | | Turun |")
    )
    first, second = found.nodes
    assert (second.kode.text, second.uraian.text) == ("P1", "Diklat")
    assert (second.kode.place.cell, second.sasaran.place.cell) == ("B3", "D3")
    assert first.kode.place.cell == "B2"


def test_merged_node_cells_hold_for_all_their_rows() -> None:
    grid = table("""
        | Jenjang | Kode | Uraian | Indikator |
        | Program | P1   | Diklat | a         |
        |         |      |        | b         |
        |         |      |        | c         |
        | Program | P2   | Gaji   | d         |
    """)
    grid.merged = [Range(2, n, 4, n) for n in (1, 2, 3)]
    found = document_of(grid)
    assert [row.node.kode.text for row in found.indicators if row.node] == ["P1", "P1", "P1", "P2"]
    assert [at for at, _ in observed(found, Seen.MERGED)] == ["A2", "B2", "C2"]


def test_numbers_are_read_with_their_row() -> None:
    found = document_of(
        table("""
        | Kode | Indikator | Satuan | Kondisi Awal | 2025  | Target Akhir | Bobot | Pagu          |
        | P1   | a         | Nilai  | 51.1         | 51.25 | 51.125       | 0,25  | Rp 1.500.000  |
        | P2   | b         | Orang  | 4#           | 5.205 | @date        | x     | 1.500.000,00  |
        """)
    )
    one, other = found.indicators
    values = [t.quantity.value for t in (one.kondisi_awal, *one.targets, one.target_akhir, one.bobot, one.pagu)]
    assert list(map(str, values)) == ["51.1", "51.25", "51.125", "0.25", "1500000"]
    assert [t.quantity.form.value for t in (other.kondisi_awal, *other.targets, other.target_akhir, other.bobot)] == [
        "angka",
        "angka",
        "teks",
        "teks",
    ]
    assert other.targets[0].quantity.value == 5205


# -- the other tables -------------------------------------------------------------------------------------------------


def test_boxes_of_the_pohon_kinerja() -> None:
    found = document_of(
        table(
            """
            | Tingkat  | Kode | Kode Induk | Uraian | Indikator (IK) | Unit   | Catatan | Kami |
            | Taktikal | T1   | U1         | Naik   | a              | Bidang |         | x    |
            |          |      |            |        | b              |        | lihat   |      |
            | Taktikal | T1   | U1         | Naik   |                |        |         |      |
            | TAKTIKAL | T1   | U1         | NAIK   | c              |        |         |      |
            | Taktikal | T2   | U1         | Naik   |                |        |         |      |
            | Taktikal | T1   | U1         | Naik   | d              |        |         |      |
            """,
            name="Pohon Kinerja",
        )
    )
    assert [(box.kode.text, [v.text for v in box.indikator]) for box in found.pohon] == [
        ("T1", ["a", "b", "c"]),
        ("T2", []),
        ("T1", ["d"]),
    ]
    assert found.pohon[0].unit.text == "Bidang"
    assert found.pohon[0].rows[1].catatan.place.cell == "G3"
    assert found.extra_columns == {"Pohon Kinerja": ("Kami",)}


def test_key_indicators_and_exemptions() -> None:
    found = document_of(
        table("| Kelompok | Kode | Indikator | Satuan | 2025 |\n| SPM | 1 | Gizi | % | 90 |", name="INDIKATOR KUNCI"),
        table("| Aturan | Kode | Tahun | Alasan |\n| lonjakan | P1 | 2025# | bencana |", name="pengecualian "),
        Grid("Kertas Kerja"),
    )
    [row] = found.kunci
    assert (row.node, row.kelompok.text, row.kode.text, row.indikator.text) == (None, "SPM", "1", "Gizi")
    assert row.indikator.place == Place(FILE, "INDIKATOR KUNCI", 2, 3)
    [exemption] = found.exemptions
    assert [v.text for v in exemption[:4]] == ["lonjakan", "P1", "2025", "bencana"]
    assert found.extra_sheets == ("Kertas Kerja",)


def test_a_copy_of_a_sheet_does_not_take_its_place() -> None:
    ours, copy = table(BASIC), table("| Kode | Uraian |\n| X | salinan |", name="MATRIKS_")
    for grids in ((ours, copy), (copy, ours)):
        found = document_of(*grids)
        assert [node.kode.text for node in found.nodes] == ["P1"]
        assert found.extra_sheets == ("MATRIKS_",)
    assert document_of(copy).nodes[0].kode.text == "X"


def test_every_heading_of_the_contract_is_read_as_its_column() -> None:
    years = (2025, 2026)
    for sheet in (Sheet.MATRIKS, Sheet.POHON, Sheet.KUNCI, Sheet.PENGECUALIAN):
        columns = contract.columns(sheet, years)
        headings = " | ".join(column.header for column in columns)
        texts = " | ".join(f"isi {column.key}" for column in columns)
        found = read(table(f"| {headings} |\n| {texts} |", name=sheet), sheet)
        assert filled(found) == [{c.key: f"isi {c.key}" for c in contract.inputs(sheet, years)}]
        assert not found.seen
        assert not re.search(r"\(", "".join(found.extra))
