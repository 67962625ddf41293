"""The row formulas, calculated by LibreOffice in both languages: what they read, and that no rule contradicts them."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cascade_xl import contract
from cascade_xl.contract import Sheet, State, target_key
from cascade_xl.profile import Profile, merge_patch
from cascade_xl.quantity import Form, Kind
from cascade_xl.read import read_document
from cascade_xl.resources import profile
from cascade_xl.rules import RULES, arah_dilanggar, series, target_pecahan
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import check
from cascade_xl.write import build
from cascade_xl.write.formulas import row_formulas
from cascade_xl.write.formulas_numbers import FRACTION_WORDS, GROWTH_WORDS, ONE_WAY_UNITS
from cascade_xl.write.row import Row
from tests.judges import need
from tests.judges.libreoffice import convert
from tests.write.books import opened
from tests.write.disorder import SPELLINGS, spelled, sums, tree
from tests.write.verdicts import ACCUSED, CLEARED, VERDICTS, contradictions

pytestmark = pytest.mark.xdist_group("row-formulas")

LOCALES = ("id-ID", "en-US")
KINDS = ("Orang", "Nilai", "%", "Predikat SAKIP", "Teks", "Rentang", "")
YEARS = profile().years
WHERE = contract.layout(Sheet.MATRIKS, YEARS)
FIRST = contract.HEADER_ROWS[Sheet.MATRIKS] + 1


def program(kode: str, satuan: str, *targets: Any, **more: Any) -> dict[str, Any]:
    """A complete row of a program, but for what ``more`` changes."""
    return {
        "jenjang": "Program",
        "kode": kode,
        "induk": "SP1",
        "uraian": f"Program {kode}",
        "indikator": "Hasil kerja",
        "formulasi": "A dibagi B",
        "satuan": satuan,
        "arah": "Positif",
        "pemilik": "Kepala Bidang",
        **{target_key(year): target for year, target in zip(YEARS, targets, strict=False)},
        **more,
    }


SASARAN = program("SP1", "Nilai", "60", "61", jenjang="Sasaran PD", induk="TP1")
PART = ("Lengkap", "OK", "OK", "–", "–")
# What an officer sees: (row, keadaan, cek induk, cek angka, cek arah, cek jumlah).
CASES: Sequence[tuple[dict[str, Any], str, str, str, str, str]] = (
    (SASARAN | {"jenjang": "Tujuan PD", "kode": "TP1", "induk": ""}, "Belum lengkap", "–", "OK", "OK", "–"),
    (SASARAN, "Lengkap", "OK", "OK", "OK", "–"),
    (program("A1", "%", "92%", "93,5%"), "Lengkap", "OK", "OK", "OK", "–"),
    (program("A2", "%", "93%", "92%"), "Arah keliru", "OK", "OK", "Turun", "–"),
    (program("A3", "%", "5", "6", arah="Negatif"), "Arah keliru", "OK", "OK", "Naik", "–"),
    (program("A4", "%", "93%", "92%", sifat="Pengulangan"), "Lengkap", "OK", "OK", "–", "–"),
    (program("A5", "%", "93%", "92%", indikator="Laju pertumbuhan"), "Lengkap", "OK", "OK", "–", "–"),
    (program("A6", "Orang", "90", "80"), "Lengkap", "OK", "OK", "–", "–"),
    (program("A7", "Orang", "90", "", "80", sifat="Progress"), "Arah keliru", "OK", "OK", "Turun", "–"),
    (program("DITERIMA", "%", "93%", "92%"), "Dikecualikan", "OK", "OK", "Turun", "–"),
    (program("SETAHUN", "%", "93%", "92%"), "Menunggu Validasi", "OK", "OK", "Turun", "–"),
    (program("SEBAGIAN", "%", "93%", "92%", induk="TIDAK-ADA"), "Induk tidak dikenal", "Induk?", "OK", "Turun", "–"),
    (program("B1", "Orang", "ada"), "Target bukan angka", "OK", "Periksa", "–", "–"),
    (program("B2", "Orang", "2,5"), "Target pecahan", "OK", "Periksa", "–", "–"),
    (program("B3", "Orang", "12 Bulan"), "Menunggu Validasi", "OK", "–", "–", "–"),
    (program("B4", "Nilai", "5.205", "6.205"), "Menunggu Validasi", "OK", "–", "–", "–"),
    (program("B5", "Orang", "5.205", "6.205"), "Lengkap", "OK", "OK", "–", "–"),
    (program("B6", "%", "120%"), "Menunggu Validasi", "OK", "–", "–", "–"),
    (program("C1", "Orang", "5", induk="TIDAK-ADA"), "Induk tidak dikenal", "Induk?", "OK", "–", "–"),
    (program("C2", "Orang", "5", induk="TP1"), "Induk salah jenjang", "Jenjang?", "OK", "–", "–"),
    (program("C3", "Orang", "5", induk="sp1"), "Menunggu Validasi", "–", "OK", "–", "–"),
    (program("C4", "Orang", "5", induk=""), "Belum lengkap", "–", "OK", "–", "–"),
    (program("D1", "Orang", "5", formulasi=""), "Belum lengkap", "OK", "OK", "–", "–"),
    (program("D2", "Orang"), "Belum lengkap", "OK", "–", "–", "–"),
    (program("E1", "Orang", "5", "7", indikator="Jumlah"), "Lengkap", "OK", "OK", "–", "OK"),
    (program("E1.1", "Orang", "2", "3", jenjang="Kegiatan", induk="E1", agregasi="Jumlah"), *PART),
    (program("E1.2", "Orang", "3", "4", jenjang="Kegiatan", induk="E1", agregasi="Jumlah"), *PART),
    (program("E2", "Orang", "5", "7"), "Jumlah beda", "OK", "OK", "–", "Beda"),
    (program("E2.1", "Orang", "5", "6", jenjang="Kegiatan", induk="E2", agregasi="Jumlah"), *PART),
    (program("E3", "Orang", "5", "7"), "Menunggu Validasi", "OK", "OK", "–", "–"),
    (program("E3.1", "Orang", "5", "9", jenjang="Kegiatan", induk="E3", agregasi="Rerata"), *PART),
)


@lru_cache
def read_rows() -> list[dict[str, Any]]:
    """Rows of which a number may read otherwise in another language."""
    return [
        *(case[0] for case in CASES),
        {"jenjang": "Program", "kode": "EJAAN", "induk": "SP1", "uraian": "Semua ejaan"},
        *spelled(KINDS, YEARS[0]),
        {"jenjang": "Sasaran", "kode": "SD1", "uraian": "Where it stands, a tujuan of the OPD needs a parent"},
    ]


@lru_cache
def rows() -> list[dict[str, Any]]:
    dice = random.Random(2025)
    return [*read_rows(), *tree(dice, profile(), 260), *sums(dice, YEARS, 30)]


@pytest.fixture(scope="module")
def calculated(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The template, filled by hand as it were, and calculated in each language; in the second, what it may read so."""
    need("libreoffice")
    folder = tmp_path_factory.mktemp("rumus")
    filled = {"id-ID": rows(), "en-US": read_rows()}
    return {locale: _calculated(folder / locale, locale, filled[locale]) for locale in LOCALES}


def _calculated(folder: Path, locale: str, entries: Sequence[Mapping[str, Any]]) -> Path:
    book = opened(build(profile(), rows=len(entries)))
    _fill(book[Sheet.MATRIKS], FIRST, WHERE, entries)
    where = contract.layout(Sheet.PENGECUALIAN)
    accepted = [
        {"aturan": "arah-dilanggar", "kode": "DITERIMA", "alasan": "Kewenangan pindah"},
        {"aturan": "arah-dilanggar", "kode": "SETAHUN", "tahun": "2021", "alasan": "Kewenangan pindah"},
        {"aturan": "arah-dilanggar", "kode": "SEBAGIAN", "alasan": "Kewenangan pindah"},
    ]
    _fill(book[Sheet.PENGECUALIAN], contract.HEADER_ROWS[Sheet.PENGECUALIAN] + 1, where, accepted)
    folder.mkdir()
    book.save(folder / "diisi.xlsx")
    [path] = convert([folder / "diisi.xlsx"], "xlsx", folder / "dihitung", locale=locale)
    return path


def _fill(ws: Any, first: int, where: Mapping[str, int], entries: Iterable[Mapping[str, Any]]) -> None:
    for number, entry in enumerate(entries, start=first):
        for key, value in entry.items():
            if value != "":
                cell = ws.cell(number, where[key])
                cell.value = value
                cell.data_type = "s" if isinstance(value, str) else "n"


@lru_cache
def shown(path: Path) -> list[dict[str, Any]]:
    """What each filled row shows, by column key; an empty text and an empty cell are the same."""
    filled = opened_values(path)[FIRST - 1 : FIRST - 1 + len(rows())]
    return [{key: row[column - 1] for key, column in WHERE.items()} for row in filled]


def opened_values(path: Path) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(path, data_only=True, read_only=True)
    rows = book[Sheet.MATRIKS].iter_rows(values_only=True)
    return [tuple("" if value is None else value for value in row) for row in rows]


@pytest.mark.parametrize("locale", LOCALES)
def test_what_the_officer_sees(calculated: Mapping[str, Path], locale: str) -> None:
    for (row, *expected), seen in zip(CASES, shown(calculated[locale]), strict=False):
        keys = ("keadaan", "cek_induk", "cek_angka", "cek_arah", "cek_jumlah")
        assert [seen[key] for key in keys] == expected, row["kode"]


def test_formulas_mean_the_same_in_both_languages(calculated: Mapping[str, Path]) -> None:
    indonesian, english = (shown(calculated[locale]) for locale in LOCALES)
    formulas = [c.key for c in contract.columns(Sheet.MATRIKS, YEARS) if c.kind is contract.Kind.FORMULA]
    assert len(english) >= len(read_rows())
    for one, other in zip(indonesian, english, strict=False):
        assert {key: one[key] for key in formulas} == {key: other[key] for key in formulas}


def test_numbers_are_those_that_the_reader_reads(calculated: Mapping[str, Path]) -> None:
    """Where a formula reads a number, `read_row` reads the same; what it calls no number has none."""
    document, _ = read_document(calculated["id-ID"], profile())
    seen = shown(calculated["id-ID"])
    met: Counter[str] = Counter()
    for row in document.indicators:
        helpers = seen[row.indikator.place.row - FIRST]
        targets = {"h_awal": row.kondisi_awal, "h_akhir": row.target_akhir} | {f"h_{t.year}": t for t in row.targets}
        for key, target in targets.items():
            said, quantity = helpers[key], target.quantity
            about = (target.value.stored, row.satuan.text, said, quantity)
            match said:
                case int() | float():
                    assert quantity.value is not None and abs(float(quantity.value) - said) < 1e-9, about
                case "":
                    assert quantity.form is Form.EMPTY, about
                case "bukan":
                    assert quantity.form is Form.TEXT, about
                case "pecahan":
                    assert quantity.value is not None and quantity.value % 1, about
                case _:
                    assert said == "ragu", about
            met["angka" if isinstance(said, (int, float)) else said] += 1
    assert min(met[word] for word in ("angka", "", "bukan", "pecahan", "ragu")) > 5, met


READ: Mapping[Kind, Mapping[str, float]] = {
    Kind.WHOLE: {"3000": 3000, "5.205": 5205, "99,999": 99999, "1,0": 1, "5,00": 5, "007": 7, "  97": 97, "0": 0},
    Kind.DECIMAL: {"51.1": 51.1, "24,48": 24.48, "0.500": 0.5, "12345.678": 12345.678, "3000": 3000},
    Kind.PERCENT: {"92%": 92, "53,9%": 53.9, "96 %": 96, "99,999": 99.999, "5.205": 5.205, "95,4": 95.4, "101%": 101},
}


@pytest.mark.parametrize("locale", LOCALES)
def test_plain_numbers_are_read(calculated: Mapping[str, Path], locale: str) -> None:
    """Silence would be no contradiction, but these are what officers write."""
    seen = shown(calculated[locale])[len(CASES) + 1 :]
    for satuan, kind in zip(KINDS, READ, strict=False):
        start = KINDS.index(satuan) * len(SPELLINGS)
        said = {text: seen[start + n][f"h_{YEARS[0]}"] for n, text in enumerate(SPELLINGS)}
        assert {text: said[text] for text in READ[kind]} == READ[kind]


def test_formulas_never_contradict_the_rules(calculated: Mapping[str, Path]) -> None:
    document, _ = read_document(calculated["id-ID"], profile())
    of_row: dict[int, set[str]] = defaultdict(set)
    for finding in check(Book(document, profile()), RULES).findings:
        if finding.place.sheet == Sheet.MATRIKS:
            of_row[finding.place.row].add(finding.code)
    seen = dict(enumerate(shown(calculated["id-ID"]), start=FIRST))
    assert list(contradictions(seen, of_row)) == []
    met = Counter((key, row[key]) for row in seen.values() for key in VERDICTS)
    rare = {verdict: met[verdict] for verdict in (*ACCUSED, *CLEARED) if met[verdict] < 3}
    assert not rare, rare


def test_formulas_look_away_wherever_a_rule_does() -> None:
    """Words that excuse a target excuse it here too; a rule that learns a new word must teach it to the formulas."""
    for word in target_pecahan._MAY_BE_A_FRACTION:
        assert any(known in word for known in FRACTION_WORDS), word
    assert set(GROWTH_WORDS) >= series.GROWTH
    assert set(ONE_WAY_UNITS) == set(arah_dilanggar._STATES)


@pytest.mark.parametrize(
    ("rule", "word"),
    [
        ("arah-dilanggar", State.FALLS),
        ("jumlah-tidak-sama", State.DIFFERS),
        ("induk-tidak-ada", State.PARENT_UNKNOWN),
        ("induk-salah-jenjang", State.PARENT_LEVEL),
        ("target-bukan-angka", State.NO_NUMBER),
        ("target-pecahan", State.FRACTION),
    ],
)
def test_a_rule_that_the_profile_turned_off_is_not_played(rule: str, word: str) -> None:
    def spoken(using: Profile) -> bool:
        row = Row(using, contract.columns(Sheet.MATRIKS, YEARS), YEARS, 5000)
        formulas = row_formulas(row)
        keys = ("cek_induk", "cek_angka", "cek_arah", "cek_jumlah", "keadaan")
        return any(f'"{word}"' in formulas[key].cell for key in keys)

    off = merge_patch(profile().data, {"aturan": {rule: {"keparahan": "mati"}}})
    assert spoken(profile())
    assert not spoken(Profile.from_data(off))
