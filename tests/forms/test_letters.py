"""F4 POHON PER UNIT and F14 PERJANJIAN KINERJA, by the cells of their sheets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cascade_xl.forms import Order, make
from cascade_xl.forms.result import alone
from cascade_xl.forms.sheet import Sheet
from cascade_xl.read import read_document
from cascade_xl.resources import TEMPLATES, example_names
from tests.forms.pages import flaws
from tests.samples import book

Rows = list[tuple[str, ...]]


def example(name: str, owner: str = "semua") -> Order:
    document, profile = read_document(TEMPLATES / "examples" / f"{name}.xlsx")
    return Order(document, profile, document.years[0], owner=owner)


def built(text: str, year: int = 2025, owner: str = "semua") -> Order:
    """An order for a document written as in `tests.samples`."""
    found = book(text)
    return Order(found.document, found.profile, year, owner=owner)


def sheets(order: Order, code: str) -> list[Sheet]:
    made = make(order, [code])
    assert not made.skipped
    return list(made.sheets)


def rows(sheet: Sheet) -> Rows:
    """The texts of the rows that have any, from left to right."""
    found = (tuple(row.cells[n].text for n in sorted(row.cells) if row.cells[n].text) for row in sheet.rows)
    return [row for row in found if row]


def said(sheet: Sheet) -> str:
    return "\n".join(" | ".join(row) for row in rows(sheet))


# -- F4 --------------------------------------------------------------------------------------------


def test_the_lists_of_way_kanan_hold_its_fifty_boxes() -> None:
    order = example("way-kanan-2021")
    (sheet,) = sheets(order, "F4")
    found = [text for row in rows(sheet) for text in row]
    boxes = [box.uraian.raw.strip() for box in order.document.pohon]
    assert len(boxes) == 50
    assert all(any(text == box or text.endswith(f": {box}") for text in found) for box in boxes)
    first = found.index("1.")
    assert found[first - 1 : first + 4] == [
        "Eselon IV/Sub Koordinator/Jabatan Fungsional: SASARAN SUB KEGIATAN 1",
        "1.",
        "Tersusunnya Dokumen Perencanaan Perangkat Daerah;",
        "2.",
        "Tersedianya Dokumen RKA-SKPD dan Laporan Hasil Koordinasi Penyusunan Dokumen RKA-SKPD;",
    ]
    assert [text for text in found if text.rstrip(".").isdigit()].count("1.") == 9


def test_a_list_that_goes_on_says_so_on_the_next_page() -> None:
    (sheet,) = sheets(example("way-kanan-2021"), "F4")
    assert sheet.repeated is not None
    after = sheet.rows[sheet.breaks[0] + 1]
    assert [after.cells[n].text for n in sorted(after.cells)][:2] == [
        "Eselon IV/Sub Koordinator/Jabatan Fungsional: SASARAN SUB KEGIATAN 8 (lanjutan)",
        "5.",
    ]


def test_the_three_tiers_of_tanjab_barat_stand_with_their_indicators() -> None:
    order = example("tanjab-barat-2024")
    (sheet,) = sheets(order, "F4")
    text = said(sheet)
    assert all(box.uraian.raw.strip() in text for box in order.document.pohon)
    assert all(value.raw.strip() in text for box in order.document.pohon for value in box.indikator)
    assert ("Kinerja Urusan: MENINGKATNYA PROFESIONALISME APARATUR\nIK: Indeks Profesionalitas ASN",) in rows(sheet)
    assert "1. | Tersedianya Aplikasi Sistem Informasi Kepegawaian | Persentase Sistem Aplikasi" in text
    assert "SALDI, SH" in text


@pytest.mark.parametrize(
    ("name", "heading", "first"),
    [
        ("tanjab-barat-2022", "Program Kepegawaian Daerah\nMeningkatnya Pengembangan Kompetensi ASN",
         "Meningkatnya Kualitas Aparatur"),
        ("pemalang-2025", "Kasubag Bina Program dan Keuangan", "Tersusunnya Dokumen Perencanaan Perangkat Daerah"),
    ],
)  # fmt: skip
def test_without_a_pohon_the_lowest_level_is_listed(name: str, heading: str, first: str) -> None:
    order = example(name)
    (sheet,) = sheets(order, "F4")
    assert any(row[:3] == (heading, "1.", first) for row in rows(sheet))
    text = said(sheet)
    lowest = [node for node in order.document.nodes if node.jenjang.text == "Sub Kegiatan"]
    assert lowest and all(node.statement.raw.strip() in text for node in lowest)


def test_units_have_lists_of_their_own() -> None:
    order = built("""
        Pohon Kinerja
        | Tingkat | Kode | Kode Induk | Uraian        | Indikator (IK) | Unit     |
        | Taktik  | T1   |            | Layanan baik  |                | Bidang A |
        | Operasi | O1   | T1         | Surat cepat   | Lama surat     |          |
        |         |      |            |               | Surat keliru   |          |
        | Operasi | O2   | T1         | Data benar    | Data keliru    | Bidang B |
        | Operasi | O3   | T1         | Arsip rapi    | Arsip hilang   |          |
        | Operasi | O4   | entah      | Tanpa induk   |                | Bidang C |
    """)
    assert rows(sheets(order, "F4")[0])[5:-5] == [
        ("UNIT", "NO", "SASARAN", "INDIKATOR"),
        ("Taktik: Layanan baik\nBidang A", "1.", "Surat cepat", "Lama surat"),
        ("Surat keliru",),
        ("2.", "Arsip rapi", "Arsip hilang"),
        ("Taktik: Layanan baik\nBidang B", "1.", "Data benar", "Data keliru"),
        ("Bidang C", "1.", "Tanpa induk"),
    ]


_CODES = st.sampled_from(["", "A", "B", "C", "D", "E"])


@given(st.lists(st.tuples(_CODES, _CODES), min_size=1, max_size=9))
def test_no_box_is_lost_however_the_codes_lead(links: list[tuple[str, str]]) -> None:
    lines = "\n".join(f"| Taktik | {kode} | {induk} | Kinerja{n}. |" for n, (kode, induk) in enumerate(links))
    order = built(f"Pohon Kinerja\n| Tingkat | Kode | Kode Induk | Uraian |\n{lines}")
    text = said(sheets(order, "F4")[0])
    assert all(text.count(f"Kinerja{n}.") >= 1 for n in range(len(order.document.pohon)))


def test_an_empty_workbook_says_what_to_fill() -> None:
    order = built("Matriks\n| Kode |")
    f4, f14 = make(order, ["F4", "F14"]).skipped
    assert f4.endswith("Isi lembar Pohon Kinerja, atau kinerja jenjang terendah di lembar Matriks.")
    assert f14.endswith("Isi kolom Pemilik Kinerja di lembar Matriks.")


@pytest.mark.parametrize("name", example_names())
def test_every_page_can_be_printed(name: str) -> None:
    assert [flaw for sheet in make(example(name), ["F4", "F14"]).sheets for flaw in flaws(sheet)] == []


# -- F14: who promises what ------------------------------------------------------------------------


def promises(sheet: Sheet) -> Rows:
    """The rows below the headings of the table of targets, down to the next table or to place and date."""
    found = rows(sheet)
    begin = found.index(("1", "2", "3", "4")) + 1
    ends = (n for n, row in enumerate(found) if n > begin and (row[0] == "No" or (len(row) == 1 and "," in row[0])))
    return found[begin : next(ends)]


def parties(sheet: Sheet) -> list[str]:
    """The jabatan of the first and of the second party."""
    return [row[2] for row in rows(sheet) if row[:2] == ("Jabatan", ":")]


def by_title(found: list[Sheet]) -> dict[str, Sheet]:
    return {sheet.title: sheet for sheet in found}


def test_banten_promises_from_the_head_down() -> None:
    found = by_title(sheets(example("banten-2024"), "F14"))
    assert list(found) == [
        "PK Kepala BKD Provinsi Banten",
        "PK Sekretaris BKD",
        "PK Kabid Pembinaan dan Data Kepegawaian",
        "PK Kabid Pengembangan Sumber Daya Aparatur",
        "PK Kabid Perencanaan dan Mutasi Pegawai",
    ]
    head = found["PK Kepala BKD Provinsi Banten"]
    assert parties(head) == ["Kepala Badan Kepegawaian Daerah", "Gubernur Banten"]
    assert promises(head) == [
        ("1.", "Indeks Reformasi Birokrasi"),
        ("2.", "Meningkatnya Akuntabilitas kinerja penyelenggaraan pemerintahan", "Capaian SAKIP Perangkat Daerah",
         "70-80 Nilai"),
        ("3.", "Meningkatnya Profesionalisme SDM Aparatur", "Indeks Profesionalitas ASN (Kualifikasi, Kinerja dan "
         "Kedisiplinan)", "24,48 Indeks"),
        ("4.", "Meningkatnya Penerapanan Merit Sistem", "Indeks Merit Sistem", "321,5 Indeks"),
    ]  # fmt: skip
    secretary = found["PK Sekretaris BKD"]
    assert parties(secretary) == ["Sekretaris BKD", "Kepala Badan Kepegawaian Daerah"]
    assert ("Nama", ":", "Dr. NANA SUPIANA") in rows(secretary)


def test_the_statement_is_the_regulations() -> None:
    text = said(sheets(example("banten-2024"), "F14")[0])
    for sentence in (
        "Dalam rangka mewujudkan manajemen pemerintahan yang efektif, transparan, dan akuntabel serta berorientasi "
        "pada hasil, kami yang bertanda tangan di bawah ini:",
        "Selaku atasan pihak pertama, selanjutnya disebut pihak kedua.",
        "Pihak pertama berjanji akan mewujudkan target kinerja yang seharusnya sesuai lampiran perjanjian ini",
        "Keberhasilan dan kegagalan pencapaian target kinerja tersebut menjadi tanggung jawab kami.",
        "Pihak kedua akan melakukan supervisi yang diperlukan serta akan melakukan evaluasi terhadap capaian kinerja",
    ):
        assert sentence in text
    assert text.count("Pihak Kedua, | Pihak Pertama,") == 2
    assert text.count("Serang, 08 Januari 2024") == 2


def test_in_pemalang_each_of_several_owners_promises_and_superiors_rank_higher() -> None:
    found = by_title(sheets(example("pemalang-2025"), "F14"))
    shared = "Meningkatnya Kualitas Layanan Administrasi Kepegawaian"
    assert [title for title, sheet in found.items() if shared in said(sheet)] == [
        "PK Kabid Pengadaan, Pemberhentian dan Informasi Kepegawaian",
        "PK Kabid Mutasi dan Promosi",
        "PK Kabid Penilaian dan Evaluasi Kinerja Aparatur",
    ]
    assert parties(found["PK Kepala"]) == ["KEPALA BKPSDM KABUPATEN PEMALANG", "Bupati Pemalang"]
    assert parties(found["PK Kasubag Umpeg"])[1] == "Sekretaris"
    assert parties(found["PK Sekretaris"])[1] == "KEPALA BKPSDM KABUPATEN PEMALANG"
    # its kegiatan lies below a programme of three other Kabid, who are no superiors of a Kabid
    assert parties(found["PK Kabid Disiplin dan Kinerja Aparatur"])[1] == "KEPALA BKPSDM KABUPATEN PEMALANG"
    assert len(promises(found["PK Kasubag Umpeg"])) == 23


@pytest.mark.parametrize(
    ("name", "title", "count", "superior"),
    [
        ("tanjab-barat-2022", "PK KEPALA BADAN KEPEGAWAIAN DAN PENGEMBANGAN SDM DAERAH KABUPATEN TANJUNG JABUNG BARAT",
         10, "Bupati Tanjung Jabung Barat"),
        ("tanjab-barat-2024", "PK KEPALA BADAN KEPEGAWAIAN DAN PENGEMBANGAN SUMBER DAYA MANUSIA DAERAH KABUPATEN "
         "TANJUNG JABUNG BARAT", 5, "Bupati Tanjung Jabung Barat"),
        ("way-kanan-2021", "PK KEPALA BADAN KEPEGAWAIAN DAN PENGEMBANGAN SUMBER DAYA MANUSIA KABUPATEN WAY KANAN", 2,
         "Bupati Way Kanan"),
    ],
)  # fmt: skip
def test_where_nobody_is_named_the_head_promises_what_is_strategic(
    name: str, title: str, count: int, superior: str
) -> None:
    (sheet,) = sheets(example(name), "F14")
    assert sheet.title == title
    assert len(promises(sheet)) == count
    assert parties(sheet)[1] == superior


IDENTITAS = """
    Identitas
    | Pemerintah Daerah        | Kota Contoh                    |
    | Perangkat Daerah (OPD)   | Badan Kepegawaian dan Diklat   |
    | Tempat Penandatanganan   | Contoh                         |
    | Tanggal Penandatanganan  | 3 Januari 2025                 |
    | Kepala OPD | Kepala Badan Kepegawaian dan Diklat | Siti Aminah | Pembina | 1001 | |
    | Penyusun | Kepala Bidang Mutasi dan Promosi BKD Kota Contoh | Budi | Penata | 2002 | Plt |
"""


def owned(*owners: str) -> str:
    """A sasaran of the head with a programme for each owner below it."""
    lines = "\n".join(
        f"| Program | P{n} | S1 | Program {n} | Sasaran {n} | Ukuran {n} | Orang | {owner} | {n} |"
        for n, owner in enumerate(owners, start=1)
    )
    return f"""{IDENTITAS}
        Matriks
        | Jenjang | Kode | Kode Induk | Uraian | Sasaran | Indikator | Satuan | Pemilik Kinerja | 2025 |
        | Sasaran PD | S1 | | Umum | ASN baik | Indeks | Indeks | Kepala | 70 |
        {lines}
    """


@pytest.mark.parametrize(
    "owner",
    [
        "Kepala",
        "Kepala Badan",
        "Kepala OPD",
        "kepala perangkat daerah",
        "Kepala BKD",
        "Kepala BKD Kota Contoh",
        "Plt. Kepala Badan Kepegawaian dan Diklat",
        "KEPALA BADAN KEPEGAWAIAN & DIKLAT KOTA CONTOH",
        "Kaban",
    ],
)
def test_the_head_is_known_by_many_names(owner: str) -> None:
    (sheet,) = sheets(built(owned(owner)), "F14")
    assert [row[1] for row in promises(sheet)] == ["ASN baik", "Sasaran 1"]
    assert parties(sheet) == ["Kepala Badan Kepegawaian dan Diklat", "Wali Kota Contoh"]


def test_who_leads_by_his_peran_is_the_head_whatever_he_is_called() -> None:
    text = owned("Direktur").replace("Kepala Badan Kepegawaian dan Diklat ", "Direktur RSUD Contoh ")
    (sheet,) = sheets(built(text), "F14")
    assert parties(sheet)[0] == "Direktur RSUD Contoh"


def test_an_official_who_only_drafts_is_no_head() -> None:
    text = owned("Kabid Mutasi dan Promosi")
    text = "\n".join(line for line in text.splitlines() if "Siti Aminah" not in line)
    head, kabid = sheets(built(text), "F14")
    assert parties(head)[0] == parties(kabid)[1] == "Kepala Badan Kepegawaian dan Diklat"
    assert "Budi" in said(kabid) and "Siti" not in said(head)
    assert ("Nama", ":", "…" * 30) in rows(head)


def test_others_are_not_taken_for_the_head() -> None:
    owners = ("Kepala UPT Diklat", "Kepala Bidang Diklat", "Sekretaris", "Kepala Sub Bagian Umum", "Analis Diklat")
    assert [sheet.title for sheet in sheets(built(owned(*owners)), "F14")] == [
        "PK Kepala",
        *(f"PK {owner}" for owner in owners),
    ]


def test_one_office_in_many_spellings_has_one_sheet() -> None:
    order = built(
        owned("Kabid Mutasi dan Promosi", "Plt. Kabid Mutasi & Promosi", "KEPALA BIDANG MUTASI DAN PROMOSI BKD")
    )
    _, sheet = sheets(order, "F14")
    assert sheet.title == "PK Kabid Mutasi dan Promosi"
    assert [row[1] for row in promises(sheet)] == ["Sasaran 1", "Sasaran 2", "Sasaran 3"]
    assert parties(sheet)[0] == "Plt. Kepala Bidang Mutasi dan Promosi BKD Kota Contoh"
    assert "Budi" in said(sheet) and "NIP. 2002" in said(sheet)


def test_owners_in_one_cell_are_parted_by_semicolons_and_lines() -> None:
    found = by_title(sheets(built(owned("1. Kabid A\\n2. Kabid B; Kabid C", "Kabid B")), "F14"))
    assert list(found) == ["PK Kepala", "PK Kabid A", "PK Kabid B", "PK Kabid C"]
    assert [row[1] for row in promises(found["PK Kabid B"])] == ["Sasaran 1", "Sasaran 2"]


def test_officials_of_any_title_have_files_of_their_own(tmp_path: Path) -> None:
    """Titles with signs that no file name takes, one that leads elsewhere, and two that differ only at their end."""
    titles = (
        "Sub Koordinator/ Jabatan Fungsional",
        "../../Kabid",
        'Kabid: "A" <B>?*',
        f"{'Kasi ' * 60}A",
        f"{'Kasi ' * 60}B",
    )
    found = sheets(built(owned(*titles)), "F14")
    called = list(alone(found))
    assert len(called) == len(found) == 1 + len(titles)
    assert "F14 PK Sub Koordinator Jabatan Fungsional" in called
    for name in called:
        assert not set(name) & set('\\/:*?"<>|')
        (tmp_path / f"{'x' * 100} - {name}.pdf").touch()
    assert len(list(tmp_path.iterdir())) == len(called)


def test_a_row_without_an_owner_belongs_to_the_owners_of_its_node() -> None:
    found = by_title(
        sheets(
            built(f"""{IDENTITAS}
                Matriks
                | Jenjang | Kode | Sasaran  | Indikator | Satuan | Pemilik Kinerja | 2025 |
                | Program | P1   | Satu     | Ukuran 1  | Orang  | Kabid A         | 5    |
                |         |      |          | Ukuran 2  | Persen |                 | 90   |
                |         |      |          | Ukuran 3  | Orang  | Kabid B         | 7 Or |
            """),
            "F14",
        )
    )
    assert promises(found["PK Kabid A"]) == [("1.", "Satu", "Ukuran 1", "5 Orang"), ("Ukuran 2", "90%")]
    assert promises(found["PK Kabid B"]) == [("1.", "Satu", "Ukuran 2", "90%"), ("Ukuran 3", "7 Or")]


@pytest.mark.parametrize("region", ["Bupati", "Pj. Wali Kota Contoh", "Gubernur"])
def test_the_head_of_the_region_promises_nothing_to_the_head_of_an_opd(region: str) -> None:
    text = f"""
        Matriks
        | Jenjang | Kode | Kode Induk | Uraian / Nama | Sasaran | Indikator | Pemilik Kinerja | Target 2025 |
        | Tujuan  | T1 |    | Tujuan |           | Indeks | {region} | 1 |
        | Sasaran PD | S1 | T1 |     | Sasaran 1 | Nilai  | Kepala  | 2 |
    """
    (sheet,) = sheets(built(text), "F14")
    assert parties(sheet)[0] == "Kepala Badan"
    assert [row[1] for row in promises(sheet)] == ["Sasaran 1"]


def test_a_sasaran_of_the_region_is_the_heads_where_the_profile_has_none_of_the_opd() -> None:
    text = """
        profil: {"jenjang": {"tujuan_pd": null, "sasaran_pd": null}}
        Matriks
        | Jenjang | Kode | Kode Induk | Uraian / Nama | Sasaran | Indikator | Pemilik Kinerja | Target 2025 |
        | Sasaran | S1 |  |  | Sasaran 1 | Nilai  | Bupati  | 2 |
    """
    (sheet,) = sheets(built(text), "F14")
    assert parties(sheet)[0] == "Kepala Badan"
    assert [row[1:3] for row in promises(sheet)] == [("Sasaran 1", "Nilai")]


def test_an_official_with_the_peran_atasan_is_the_heads_superior() -> None:
    text = owned("Kabid A").replace(
        "| Penyusun |", "| Atasan | Bupati Contoh | Ir. Rahmat | | | Pj |\n    | Penyusun |"
    )
    head, kabid = sheets(built(text), "F14")
    assert parties(head)[1] == "Pj. Bupati Contoh"
    assert parties(kabid)[1] == "Kepala Badan Kepegawaian dan Diklat"


@pytest.mark.parametrize(
    ("government", "called"),
    [
        ("Kabupaten Pemalang", "Bupati Pemalang"),
        ("Kab. Pemalang", "Bupati Pemalang"),
        ("Pemerintah Kota Bandung", "Wali Kota Bandung"),
        ("Provinsi Banten", "Gubernur Banten"),
        ("Daerah Istimewa", "……"),
    ],
)
def test_the_head_of_the_region_has_no_nip(government: str, called: str) -> None:
    (sheet,) = sheets(built(owned().replace("Kota Contoh                 ", government)), "F14")
    assert parties(sheet)[1].startswith(called)
    assert said(sheet).count("NIP.") == 2  # the head's, on both pages


# -- F14: who is asked for -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("kabid mutasi dan promosi", "PK Kabid Mutasi dan Promosi"),
        ("Plt. Kepala Bidang Mutasi dan Promosi", "PK Kabid Mutasi dan Promosi"),
        ("mutasi", "PK Kabid Mutasi dan Promosi"),
        ("Kepala", "PK Kepala"),
        ("Kabid Diklat", "PK Kabid Diklat"),
    ],
)
def test_one_official_may_be_asked_for(asked: str, title: str) -> None:
    order = built(owned("Kabid Mutasi dan Promosi", "Kabid Diklat", "Kabid Diklat Teknis"), owner=asked)
    assert [sheet.title for sheet in sheets(order, "F14")] == [title]


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("Camat", "Tidak ada pemilik kinerja 'Camat'. Yang ada di lembar Matriks: Kepala; Kabid A; Kabid B."),
        ("Kabid", "Jabatan 'Kabid' cocok dengan beberapa pejabat. Tulis lebih lengkap: Kabid A; Kabid B."),
    ],
)
def test_who_is_not_found_is_answered_with_those_who_are(asked: str, answer: str) -> None:
    made = make(built(owned("Kabid A", "Kabid B"), owner=asked), ["F14"])
    assert not made.sheets and made.skipped[0].endswith(answer)


# -- F14: what it costs ----------------------------------------------------------------------------


def budget(sheet: Sheet) -> Iterator[tuple[str, ...]]:
    """The rows of the second table, with its heading."""
    found = rows(sheet)
    begin = next(n for n, row in enumerate(found) if row[-1:] == ("Keterangan",))
    for row in found[begin:]:
        if len(row) == 1 and ", " in row[0]:
            return
        yield row


def spending(*pagu: str) -> str:
    lines = "\n".join(
        f"| Program | P{n} | | Program {n} | Sasaran {n} | Ukuran {n} | Kabid A | {text} | 5 |"
        for n, text in enumerate(pagu, start=1)
    )
    return f"""{IDENTITAS}
        Matriks
        | Jenjang | Kode | Kode Induk | Uraian | Sasaran | Indikator | Pemilik Kinerja | Pagu | 2025 |
        {lines}
    """


@pytest.mark.parametrize(
    ("pagu", "total"),
    [
        (("Rp 1.500.000.000", "Rp 250.000.000"), "Rp 1.750.000.000"),
        (("Rp. 500.000.000,-", "Rp. 1.000.000,-"), "Rp. 501.000.000,-"),
        (("1.500.000", "Rp 500.000"), "2.000.000"),
        (("1500000#", "500000#"), "2000000"),
        (("1,500,000", "500,000"), "2,000,000"),
        (("1.500.000,50", "500.000,00"), "2.000.000,50"),
        (("1.500.000", "500 juta"), None),
        (("1.500.000", ""), None),
    ],
)
def test_the_total_is_spelled_as_the_office_spells(pagu: tuple[str, ...], total: str | None) -> None:
    heading, *found = budget(sheets(built(spending(*pagu)), "F14")[0])
    assert heading == ("No", "Program", "Anggaran", "Keterangan")
    lines = [(f"{n}.", f"Program {n}", text.rstrip("#")) for n, text in enumerate(pagu, start=1)]
    assert found == [
        *(tuple(filter(None, line)) for line in lines),
        *([("Jumlah", total)] if total else []),
    ]


def test_a_programme_with_several_sasaran_stands_once_with_all_its_pagu() -> None:
    order = built(f"""{IDENTITAS}
        Matriks
        | Jenjang | Kode | Uraian      | Sasaran | Indikator | Pemilik Kinerja | Pagu    | 2025 |
        | Program | P1   | KEPEGAWAIAN | Satu    | Ukuran 1  | Kabid A         | 100.000 | 5    |
        |         |      |             |         | Ukuran 2  |                 | 100.000 | 6    |
        | Program | P2   | Kepegawaian | Dua     | Ukuran 3  | Kabid A         | 50.000  | 7    |
    """)
    assert list(budget(sheets(order, "F14")[0]))[1:] == [
        ("1.", "KEPEGAWAIAN", "100.000"),
        ("50.000",),
        ("Jumlah", "150.000"),
    ]


def test_who_owns_no_programme_has_his_sub_kegiatan() -> None:
    heading, *found = budget(by_title(sheets(example("pemalang-2025"), "F14"))["PK Kasubag Bina Program dan Keuangan"])
    assert heading == ("No", "Sub Kegiatan", "Anggaran", "Keterangan")
    assert found[0] == ("1.", "Penyusunan Dokumen Perencanaan Perangkat Daerah")
    assert len(found) == 8


def test_the_head_answers_for_every_programme() -> None:
    found = by_title(sheets(built(owned("Kabid A", "Kabid B")), "F14"))
    assert [row[1] for row in budget(found["PK Kepala"])] == ["Program", "Program 1", "Program 2"]
    assert [row[1] for row in budget(found["PK Kabid B"])] == ["Program", "Program 2"]
