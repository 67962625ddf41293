"""The table forms F5 to F8 and F11 to F13, read back from the sheets that they print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cascade_xl.forms import Order, make
from cascade_xl.forms.f13_definisi_operasional import meta_and_rumus
from cascade_xl.forms.paper import PAPERS
from cascade_xl.forms.said import activity_levels, program_levels, regency_levels, said, strategic_levels, targets_of
from cascade_xl.forms.workbook import build
from cascade_xl.model import Indicator
from cascade_xl.profile import Level
from tests.forms.ruled import ROLL, UPRIGHT_ROLL, cells, check_pages, order, sheet, tables

NAMES = ("banten-2024", "pemalang-2025", "tanjab-barat-2022", "tanjab-barat-2024", "way-kanan-2021")
CODES = ("F5", "F6", "F7", "F8", "F11", "F12", "F13")
WAY_KANAN, BANTEN = "way-kanan-2021", "banten-2024"

# -- the printed originals ---------------------------------------------------------------------------

KEGIATAN = "Kegiatan/Sub Kegiatan"
YEARS = ("2021", "2022", "2023", "2024", "2025", "2026")


def _original(name: str, code: str) -> list[tuple[str, tuple[str, ...]]]:
    """The rows of a document's own table, as transcribed, below their bands."""
    text = (Path(__file__).parent / "originals" / f"{name}-{code}.txt").read_text(encoding="utf-8")
    band, rows = "", []
    for line in text.splitlines():
        if line.startswith("# "):
            band = line[2:]
        else:
            rows.append((band, tuple(line.split("|"))))
    return rows


@pytest.mark.parametrize(
    ("name", "code", "headings"),
    [
        (
            WAY_KANAN,
            "F5",
            ("Visi", "Misi", "Tujuan", "Indikator Tujuan", "Sasaran", "Indikator Sasaran", "Satuan", *YEARS),
        ),
        (WAY_KANAN, "F6", ("Indikator Kinerja Program", "Formulasi Pengukuran Berdasarkan IKU", "Satuan", *YEARS)),
        (WAY_KANAN, "F7", (KEGIATAN, f"Sasaran {KEGIATAN}", f"Indikator Kinerja {KEGIATAN}", "Satuan", *YEARS)),
        (WAY_KANAN, "F8", ("NO", "URAIAN", "KONDISI AWAL", *YEARS)),
        (BANTEN, "F11", ("No", "Indikator Kinerja Utama", "Satuan", "Target 2023")),
        (BANTEN, "F12", ("No", "Program", "Indikator Kinerja Program", "Satuan", "Target 2023")),
    ],
)
def test_the_offices_own_tables_to_the_last_number(name: str, code: str, headings: tuple[str, ...]) -> None:
    """The programs follow the order of *Matriks*, which is not that of the document."""
    wanted = order(name, UPRIGHT_ROLL if code in ("F11", "F12") else ROLL)
    (table,) = tables(sheet(wanted, code))
    original = _original(name, code)
    assert table.headings == headings
    assert {band: [row for at, row in table.rows if at == band] for band, _ in original} == {
        band: [row for at, row in original if at == band] for band, _ in original
    }
    assert len(table.rows) == len(original)


def test_banten_definitions() -> None:
    (table,) = tables(sheet(order(BANTEN), "F13"))
    assert len(table.headings) == 9
    assert len(table.rows) == 13
    assert table.texts[3] == (
        "Meningkatnya Profesionalisme SDM Aparatur",
        "Indeks Profesionalitas ASN (Kualifikasi, Kinerja dan Kedisiplinan)",
        "Pencapaian tingkat profesionalitas ASN Provinsi Banten yang diukur melalui pencapaian dimensi kualifikasi, "
        "pencapaian kinerja dan tingkat kedisiplinan yang direlease oleh BKN",
        "IPA = Dimensi Kualifikasi + Dimensi Kinerja + Dimensi Kedisiplinan",
        "Kepegawaian Daerah",
        "Nilai Indeks Profesional ASN Dimensi Kinerja",
        "Perhitungan Nilai Indeks Profesionalitas ASN Dimensi Kinerja yang direlease oleh BKN",
        "Nilai Dimensi Kinerja",
        "Kabid Pembinaan dan Data Kepegawaian",
    )
    assert table.texts[0][1:2] + table.texts[0][8:] == ("Indeks Reformasi Birokrasi", "Kepala BKD Provinsi Banten")


def test_numbers_of_columns_stand_below_the_headings() -> None:
    printed = sheet(order(BANTEN, PAPERS["F4"]), "F13")
    assert printed.repeated is not None
    below = printed.rows[printed.repeated[1]]
    assert [cell.text for _, cell in sorted(below.cells.items())] == [str(n) for n in range(1, 10)]


# -- all five documents ------------------------------------------------------------------------------


def _measured(wanted: Order, levels: list[Level]) -> Iterator[Indicator]:
    keys = {level.key for level in levels}
    for row in wanted.document.indicators:
        assert row.node is not None
        level = wanted.book.level(row.node)
        if level is not None and level.key in keys and not row.indikator.blank:
            yield row


def _columns(wanted: Order, code: str, first: str, *names: str) -> Counter[tuple[str, ...]]:
    """What stands in some columns, of the rows that say something in the first."""
    (table,) = tables(sheet(wanted, code))
    places = [table.headings.index(name) for name in (first, *names)]
    rows = (tuple(texts[place] for place in places) for texts in table.texts)
    return Counter(row for row in rows if row[0])


def _figures(row: Indicator, wanted: Order) -> tuple[str, ...]:
    return said(row.satuan), *targets_of(row, wanted.years)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("code", ["F6", "F7"])
def test_every_indicator_with_its_numbers(name: str, code: str) -> None:
    wanted = order(name)
    levels = program_levels(wanted) if code == "F6" else activity_levels(wanted)
    expected = Counter((said(row.indikator), *_figures(row, wanted)) for row in _measured(wanted, levels))
    if not levels:
        assert make(wanted, [code]).skipped
        return
    (table,) = tables(sheet(wanted, code))
    what = table.headings[0 if code == "F6" else 2]
    printed = _columns(wanted, code, what, "Satuan", *map(str, wanted.years))
    if (name, code) == (WAY_KANAN, "F6"):  # six more formulas of one indicator, whose cell runs down
        printed[("Cakupan Tertib Administrasi Kepegawaian", "%", *["90"] * 6)] -= 6
    assert printed == expected


@pytest.mark.parametrize("name", NAMES)
def test_every_sasaran_beside_its_kegiatan(name: str) -> None:
    wanted = order(name)
    keys = {level.key for level in activity_levels(wanted)}
    nodes = [n for n in wanted.document.nodes if (level := wanted.book.level(n)) and level.key in keys]
    if not keys:
        return
    (table,) = tables(sheet(wanted, "F7"))
    assert {(said(n.uraian), said(n.sasaran)) for n in nodes} == {texts[:2] for texts in table.texts}


@pytest.mark.parametrize("name", NAMES)
def test_every_program_indicator_in_the_attachment(name: str) -> None:
    for year in order(name).years:
        wanted = order(name, UPRIGHT_ROLL, year)
        rows = list(_measured(wanted, program_levels(wanted)))
        expected = Counter(
            (said(row.node.uraian), said(row.indikator), *targets_of(row, [year])) for row in rows if row.node
        )
        assert _columns(wanted, "F12", "Program", "Indikator Kinerja Program", f"Target {year}") == expected


@pytest.mark.parametrize("name", NAMES)
def test_every_definition(name: str) -> None:
    wanted = order(name)
    (table,) = tables(sheet(wanted, "F13"))
    for levels, first in (([*regency_levels(wanted), *strategic_levels(wanted)], 0), (program_levels(wanted), 4)):
        printed = {texts[first : first + 4] for texts in table.texts}
        for row in _measured(wanted, levels):
            assert row.node is not None
            text = said(row.node.statement if first == 0 else row.node.uraian)
            assert (text, said(row.indikator), *meta_and_rumus(said(row.formulasi))) in printed
            assert said(row.pemilik) in "\n".join(texts[8] for texts in table.texts)


def test_iku_of_each_document() -> None:
    """Those that the office calls IKU; where it calls none so, what its lowest sasaran measure."""
    counts = {}
    for name in NAMES:
        (table,) = tables(sheet(order(name, UPRIGHT_ROLL), "F11"))
        counts[name] = len(table.rows)
    assert counts == {BANTEN: 3, "pemalang-2025": 4, "tanjab-barat-2022": 6, "tanjab-barat-2024": 5, WAY_KANAN: 2}


def test_the_government_s_strip_of_the_other_documents() -> None:
    (table,) = tables(sheet(order("tanjab-barat-2024"), "F5"))
    (row,) = table.texts
    assert row[3:5] == ("INDEKS PEMBANGUNAN KELUARGA", "MENINGKATNYA KUALITAS SUMBER DAYA MANUSIA")
    for name in (BANTEN, "pemalang-2025", "tanjab-barat-2022"):
        (reason,) = make(order(name), ["F5"]).skipped
        assert reason.startswith("F5 RPJMD tidak dicetak. Profil buku kerja ini tidak mengenal visi")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("paper", PAPERS)
def test_pages_hold_what_was_laid_on_them(name: str, paper: str) -> None:
    sheets = make(order(name, PAPERS[paper]), CODES).sheets
    for printed in sheets:
        check_pages(printed)
    assert build(sheets).startswith(b"PK")  # the writer refuses merged cells that overlap


def test_kegiatan_stand_out_from_their_sub_kegiatan() -> None:
    printed = sheet(order(WAY_KANAN), "F7")
    bold = {cell.text: cell.look.bold for row in printed.rows for cell in row.cells.values()}
    assert bold["Mutasi dan Promosi ASN"] is True
    assert bold["Pengelolaan Mutasi ASN"] is False


# -- the decree's number -----------------------------------------------------------------------------


def test_an_attachment_says_its_decree() -> None:
    told = replace(order(BANTEN), decree={"NOMOR": ["800/ 055 -BKD/2024"], "TANGGAL": ["05 Januari 2024"]})
    for code in ("F11", "F12"):
        texts = cells(sheet(told, code))
        assert texts[": 800/ 055 -BKD/2024"] == texts[": 05 Januari 2024"] == 1
        assert any("Keputusan Kepala Badan Kepegawaian Daerah Provinsi Banten" in text for text in texts)
        assert not any(text.startswith(": …") for text in texts)
        other = replace(told, decree={**(told.decree or {}), "JABATAN": ["SEKRETARIS", "DAERAH"]}, date="1 Mei 2024")
        assert cells(sheet(other, code))[": 1 Mei 2024"] == 1
        assert any(text.endswith("Keputusan SEKRETARIS DAERAH") for text in cells(sheet(other, code)))
        untold = cells(sheet(order(BANTEN), code))
        assert sum(count for text, count in untold.items() if text.startswith(": …")) == 2


# -- definition and formula --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("formulasi", "expected"),
    [
        ("Definisi: arti Rumus: a/b", ("arti", "a/b")),
        ("Definisi : arti\nRumus : a/b x 100%", ("arti", "a/b x 100%")),
        ("DEFINISI OPERASIONAL: arti, RUMUS PERHITUNGAN: a = b : c", ("arti,", "a = b : c")),
        ("Definisi: arti saja", ("arti saja", "")),
        ("Rumus: a/b", ("", "a/b")),
        ("a dibagi b", ("", "a dibagi b")),
        ("Dihitung dengan rumus: a/b", ("", "Dihitung dengan rumus: a/b")),
        ("Rumus: a/b Definisi: arti", ("", "a/b Definisi: arti")),
        ("Definisi: Rumus: a/b", ("", "a/b")),
        ("", ("", "")),
    ],
)
def test_definition_and_formula(formulasi: str, expected: tuple[str, str]) -> None:
    assert meta_and_rumus(formulasi) == expected


@given(st.text(alphabet="abc :;.\n"), st.text(alphabet="abc :;.\n"))
def test_definition_and_formula_lose_nothing(meta: str, rumus: str) -> None:
    assert meta_and_rumus(f"Definisi: {meta} Rumus: {rumus}") == (meta.strip(), rumus.strip())
    assert meta_and_rumus(rumus) == ("", rumus.strip())
