"""A merged workbook is checked again: it says of each file's *Matriks* what the check of the file said."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from cascade_xl import contract
from cascade_xl.checking import NOT_REPEATED, Checked, check_any, check_workbook, read_master
from cascade_xl.contract.marks import Marked, marked
from cascade_xl.merge import Source, gather, write
from cascade_xl.merge.across import judged
from cascade_xl.merge.consolidate import Region
from cascade_xl.merge.standard import matriks_columns
from cascade_xl.model import Finding, Place, Status
from cascade_xl.profile import Profile
from cascade_xl.read import UnreadableError, read_document, read_documents, xlsx
from cascade_xl.read.canonical import document as from_json
from cascade_xl.resources import profile
from cascade_xl.rules.berkas import MATRIKS
from cascade_xl.rules.regency import REGENCY_RULES
from cascade_xl.rules.regency.regency import Expected
from cascade_xl.write import build
from tests.generate import clean, regency
from tests.rules.test_regency import SEEDED, goal, rpjmd
from tests.write import disorder

from .documents import EXAMPLES, document, indicator, merged, node, save, table

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")

HEAD = 5
Said = tuple[Any, ...]


def said(findings: Iterable[Finding], rows: Callable[[int], int]) -> Counter[Said]:
    """What findings say, with rows as the merged sheet counts them and addresses in messages blanked."""
    return Counter(
        (
            *(f.rule, f.severity, f.status, rows(f.place.row), f.node, f.name, f.indicator, f.year, f.found),
            f.expected,
            *(re.sub(r"\b(sel [A-Z]+|baris )\d+", "…", text) for text in (f.message, f.fix, f.reason)),
        )
        for f in findings
    )


def of_matriks(findings: Iterable[Finding]) -> list[Finding]:
    return [f for f in findings if f.place.sheet == MATRIKS and f.rule not in NOT_REPEATED]


def agree(sources: Sequence[Source], again: Sequence[Checked]) -> None:
    """Finding by finding, each file's check and the check of its rows in the merged sheet are the same."""
    region = Region.of(sources)
    assert [checked.document.source for checked in again] == [source.name for source in region.sources]
    for position, (source, checked) in enumerate(zip(region.sources, again, strict=True)):
        rows = region.places(position, source) | {0: 0}
        before = said(of_matriks(source.report.findings), rows.__getitem__)
        after = said(of_matriks(checked.report.findings), int)
        assert (before - after, after - before) == (Counter(), Counter()), source.name
        assert not checked.report.crashed


def marks_of(again: Sequence[Checked], sources: Sequence[Source]) -> dict[int, Marked]:
    """The marks that a check of the merged sheet would write."""
    region = Region.of(sources)
    columns, _ = matriks_columns(region.years, region.extra)
    inputs = {column.key for column in contract.inputs(contract.Sheet.MATRIKS, region.years)}
    keys = {n: column.key for n, column in enumerate(columns, start=1) if column.key in inputs}
    found: dict[int, list[tuple[Finding, str]]] = {}
    for checked in again:
        for finding in checked.report.findings:
            if finding.place.sheet == MATRIKS and finding.place.row:
                found.setdefault(finding.place.row, []).append((finding, keys.get(finding.place.column, "")))
    return {row: marked(entries) for row, entries in found.items()}


def written(output: Path) -> dict[int, Marked]:
    sheet = load_workbook(output)[MATRIKS]
    names = [cell.value for cell in sheet[HEAD]]
    pesan, tanda = names.index(contract.PESAN.header), names.index(contract.TANDA.header)
    rows = enumerate(sheet.iter_rows(min_row=HEAD + 1, values_only=True), start=HEAD + 1)
    return {n: Marked(str(row[tanda] or ""), str(row[pesan])) for n, row in rows if row[pesan]}


def careless(seed: int) -> dict[str, Any]:
    """A document of rows as a careless officer fills them."""
    dice = random.Random(seed)
    using = profile()
    rows = [*disorder.tree(dice, using, 60), *disorder.sums(dice, using.years, 4)]
    rows += list(disorder.spelled(["%", "Orang", "Nilai"], using.years[0]))[seed % 7 :: 7]
    matriks = []
    for row in rows:
        own = {key: cell for key, cell in row.items() if key in ("jenjang", "kode", "induk", "uraian", "sasaran")}
        rest = {key: cell for key, cell in row.items() if key not in own and not key.startswith("target_20")}
        target = {key[-4:]: cell for key, cell in row.items() if key.startswith("target_20") and cell != ""}
        matriks.append({**own, **({"indikator": [{**rest, "target": target}]} if rest or target else {})})
    accepted = {"aturan": "arah-kosong", "kode": "N7", "alasan": "Menunggu hasil rapat."}
    return {**document(f"Dinas {seed}", *matriks), "tahun": list(using.years), "pengecualian": [accepted]}


def faulty(seed: int) -> dict[str, Any]:
    """A well-filled document in which every third node lost something."""
    data = clean(seed, programs=4)
    for place, entry in enumerate(data["matriks"][2::3]):
        for row in entry.get("indikator", ()):
            row.pop(("satuan", "arah", "formulasi", "pemilik")[place % 4], None)
            row["target"] = {year: ("x", "-1", cell)[place % 3] for year, cell in row["target"].items()}
    return data


def disagreeing() -> list[dict[str, Any]]:
    """The offices of one regency, some of which say something else than the others."""
    datas = regency(1, 6)
    for number, rule in enumerate(SEEDED):
        SEEDED[rule](datas[number % len(datas)])
    for data in datas[:2]:
        goal(data)["target"] |= {"2025": "1,5", "2026": "2,5"}
    accepted = {"aturan": "rpjmd-berbeda", "kode": "V1", "alasan": "Menunggu RPJMD baru."}
    return [{**data, "pengecualian": [accepted]} for data in datas]


SETS: Mapping[str, Callable[[Path], list[Path]]] = {
    "examples": lambda folder: EXAMPLES,
    "example workbooks": lambda folder: [path.with_suffix(".xlsx") for path in EXAMPLES],
    "generated": lambda folder: save(folder, **{f"f{seed}": faulty(seed) for seed in range(3)}),
    "disagreeing": lambda folder: save(folder, **{f"f{n}": data for n, data in enumerate(disagreeing())}),
    "disordered": lambda folder: save(folder, **{f"f{seed}": careless(seed) for seed in range(6)}),
}


@pytest.fixture(scope="module", params=SETS)
def result(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Source], Path]:
    folder = tmp_path_factory.mktemp("ulang")
    return merged(folder, SETS[request.param](folder))


def test_a_check_again_finds_what_the_checks_of_the_files_found(result: tuple[list[Source], Path]) -> None:
    sources, output = result
    again = check_any(output)
    assert sum(len(checked.report.findings) for checked in again) > 5
    agree(sources, again)


def test_a_check_again_would_write_the_marks_that_the_merge_wrote(result: tuple[list[Source], Path]) -> None:
    sources, output = result
    assert written(output) == marks_of(check_any(output), sources)


def rearranged(output: Path, order: Callable[[list[list[Any]]], list[list[Any]]], target: Path) -> Path:
    """A copy of a merged workbook in which the rows of *Matriks* stand in another order."""
    book = load_workbook(output)
    sheet = book[MATRIKS]
    rows = [[(c.value, c.number_format) for c in row] for row in sheet.iter_rows(min_row=HEAD + 1)]
    for number, row in enumerate(order(rows), start=HEAD + 1):
        for column, (value, number_format) in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            cell.value, cell.number_format = value, number_format
            if isinstance(value, str):
                cell.data_type = "s"
    book.save(target)
    return target


@pytest.mark.parametrize("heading", ["Kode", "Uraian", "Indikator", "Target 2025", "Berkas", "Baris Asal", None])
def test_sorting_changes_no_finding(result: tuple[list[Source], Path], tmp_path: Path, heading: str | None) -> None:
    _, output = result
    names = [cell.value for cell in load_workbook(output, read_only=True)[MATRIKS][HEAD]]

    def order(rows: list[list[Any]]) -> list[list[Any]]:
        if heading is None:
            return random.Random(7).sample(rows, len(rows))
        at = names.index(heading)
        return sorted(rows, key=lambda row: (row[at][0] is None, str(row[at][0])), reverse=heading == "Berkas")

    again = check_any(rearranged(output, order, tmp_path / "urut.xlsx"))
    for before, after in zip(check_any(output), again, strict=True):
        whole = [said(checked.report.findings, lambda row: 0) for checked in (before, after)]
        assert whole[0] == whole[1]


def edited(output: Path, target: Path, change: Callable[[Worksheet, Mapping[str, int]], None]) -> list[Checked]:
    book = load_workbook(output)
    sheet = book[MATRIKS]
    change(sheet, {str(cell.value): cell.column for cell in sheet[HEAD] if cell.column})
    book.save(target)
    return check_any(target)


PROGRAM = node(
    "Program", "5.02.02", "", "PROGRAM KEPEGAWAIAN",
    indicator("Jumlah pegawai terlatih", "10", "20", "30", satuan="Orang", arah="Positif", pemilik="Kabid"),
    indicator("Jumlah pegawai dinilai", "10", "-20", "30", satuan="Orang", arah="Positif", pemilik="Kabid"),
    sasaran="Meningkatnya pegawai",
)  # fmt: skip


def small(tmp_path: Path) -> Path:
    accepted = {"aturan": "target-negatif", "kode": "5.02.02", "alasan": "Memang turun."}
    one = document("Dinas A", PROGRAM, pengecualian=[accepted])
    return merged(tmp_path, save(tmp_path, a=one, b=document("Dinas B", PROGRAM)))[1]


def negatives(checked: Checked) -> list[tuple[str, Status]]:
    return [(f.place.cell, f.status) for f in checked.report.findings if f.rule == "target-negatif"]


def test_a_finding_goes_when_its_cell_is_put_right_and_comes_with_a_fault(tmp_path: Path) -> None:
    output = small(tmp_path)
    one, two = check_any(output)
    assert [status for _, status in negatives(one)] == [Status.ACCEPTED]
    assert [status for _, status in negatives(two)] == [Status.OPEN]

    def repair(sheet: Worksheet, where: Mapping[str, int]) -> None:
        sheet.cell(HEAD + 4, where["Target 2026"]).value = "20"
        sheet.cell(HEAD + 3, where["Target 2027"]).value = "-5"

    one, two = edited(output, tmp_path / "ubah.xlsx", repair)
    assert [status for _, status in negatives(one)] == [Status.ACCEPTED]
    assert [cell[-1] for cell, _ in negatives(two)] == [str(HEAD + 3)]


def test_places_are_those_of_the_merged_sheet(tmp_path: Path) -> None:
    output = small(tmp_path)
    sheet = load_workbook(output)[MATRIKS]
    for checked in check_any(output):
        assert checked.label == f"gabungan.xlsx [{checked.document.source}]"
        for finding in checked.report.findings:
            assert finding.place.file == "gabungan.xlsx" and finding.place.sheet in (MATRIKS, "Pengecualian")
            if finding.place.row:
                assert finding.found == str(sheet[finding.place.cell].value or "")


def test_new_rows_belong_to_the_row_above_or_to_their_opd(tmp_path: Path) -> None:
    def add(sheet: Worksheet, where: Mapping[str, int]) -> None:
        sheet.insert_rows(HEAD + 2)
        for row, opd in ((HEAD + 2, None), (HEAD + 6, "Dinas A"), (HEAD + 7, None)):
            sheet.cell(row, 1).value = opd
            sheet.cell(row, where["Indikator"]).value = f"Indikator baru {row}"

    documents = [checked.document for checked in edited(small(tmp_path), tmp_path / "baru.xlsx", add)]
    names = [[row.indikator.text for row in found.indicators] for found in documents]
    first, second = "Jumlah pegawai terlatih", "Jumlah pegawai dinilai"
    assert names == [
        [first, f"Indikator baru {HEAD + 2}", second, f"Indikator baru {HEAD + 6}", f"Indikator baru {HEAD + 7}"],
        [first, second],
    ]
    assert [len(found.nodes) for found in documents] == [1, 1]


def test_a_file_may_have_any_name(tmp_path: Path) -> None:
    names = ("z  dua spasi", "=rumus", "Z dua spasi", "é ü")
    sources, output = merged(tmp_path, save(tmp_path, **{name: document("Dinas", PROGRAM) for name in names}))
    agree(sources, check_any(output))


def test_filters_and_merged_years_are_no_fault(tmp_path: Path) -> None:
    older = {**document("Dinas B", PROGRAM), "tahun": [2024, 2025, 2026, 2027]}
    sources, output = merged(tmp_path, save(tmp_path, a=document("Dinas A", PROGRAM), b=older))

    def hide(sheet: Worksheet, where: Mapping[str, int]) -> None:
        sheet.row_dimensions[HEAD + 1].hidden = True

    again = edited(output, tmp_path / "saring.xlsx", hide)
    agree(sources, again)
    assert [checked.document.years for checked in again] == [(2025, 2026, 2027), (2024, 2025, 2026, 2027)]


def test_numbers_keep_their_format_and_errors_stay_errors(tmp_path: Path) -> None:
    row = {
        "indikator": "Persentase", "satuan": "%", "kode": {"galat": "#REF!"},
        "target": {"2025": {"nilai": 0.92, "format": "0%"}, "2026": {"nilai": 45909, "format": "d-mmm"}, "2027": 95},
    }  # fmt: skip
    data = document("A", {**PROGRAM, "kode": 1.1, "indikator": [row]})
    sources, output = merged(tmp_path, save(tmp_path, a=data))
    [again] = check_any(output)
    agree(sources, [again])
    assert {"sel-galat-excel", "target-bukan-angka", "kode-tidak-baku"} <= {f.rule for f in again.report.findings}


def test_columns_that_a_file_lacked_are_not_asked_for(tmp_path: Path) -> None:
    using = profile()
    [path] = save(tmp_path, a=document("Dinas A", PROGRAM))
    original = tmp_path / "a.xlsx"
    original.write_bytes(build(using, read_document(path)[0], rows=20))
    book = load_workbook(original)
    head = contract.HEADER_ROWS[contract.Sheet.MATRIKS]
    for cell in book[MATRIKS][head]:
        if cell.value in ("Formulasi", "Arah", "Target 2026"):
            cell.value = f"Lama {cell.value}"
    book.save(original)
    sources, output = merged(tmp_path, [original])
    assert {f.rule for f in sources[0].report.findings} & {"kolom-hilang"}
    agree(sources, check_any(output))


def test_equal_profiles_are_carried_once(tmp_path: Path) -> None:
    _, output = merged(tmp_path, EXAMPLES)
    sheet = load_workbook(output)["Profil"]
    assert sheet.sheet_state == "veryHidden"
    _, small_output = merged(tmp_path, save(tmp_path, **{f"f{n}": document(f"D{n}", PROGRAM) for n in range(12)}))
    text = "".join(str(row[0]) for row in load_workbook(small_output)["Profil"].iter_rows(min_row=2, values_only=True))
    assert text.count('"satuan":') == 1


def test_another_profile_can_be_named(tmp_path: Path) -> None:
    using: Profile = profile("kabupaten")
    grid = xlsx.read(small(tmp_path), "gabungan.xlsx")
    assert [used for _, used in read_documents(grid, using)] == [using, using]
    assert [checked.profile for checked in check_workbook(grid, using)] == [using, using]


def test_a_workbook_of_one_opd_is_one_document(tmp_path: Path) -> None:
    data = from_json(document("Dinas A", PROGRAM), profile(), "a.json")
    path = tmp_path / "a.xlsx"
    path.write_bytes(build(profile(), data, rows=20))
    [checked] = check_any(path)
    assert (checked.label, checked.document.source) == ("a.xlsx", "")


def test_an_opd_may_have_sheets_of_the_regencys_names(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(build(profile(), from_json(document("Dinas A", PROGRAM), profile(), "a.json"), rows=20))
    book = load_workbook(path)
    book.create_sheet("Rekap OPD")
    book.create_sheet("Sumber")
    book.save(path)
    assert [checked.document.source for checked in check_any(path)] == [""]


@pytest.mark.parametrize("harm", ["no sheet", "no JSON", "other JSON", "no files", "no owner", "no Matriks"])
def test_a_damaged_merge_is_said(tmp_path: Path, harm: str) -> None:
    book = load_workbook(small(tmp_path))
    if harm == "no sheet":
        del book["Profil"]
    elif harm == "no owner":
        for cell in book[MATRIKS][HEAD]:
            cell.value = "x" if cell.value == "Berkas" else cell.value
    elif harm == "no Matriks":
        del book[MATRIKS]
    else:
        texts = {"no JSON": "rusak", "other JSON": '{"profil": [], "berkas": [{}]}'}
        for row in book["Profil"].iter_rows(min_row=2):
            row[0].value = texts.get(harm, '{"profil": [], "berkas": []}') if row[0].row == 2 else ""
    book.save(tmp_path / "rusak.xlsx")
    with pytest.raises(UnreadableError, match=r"[Gg]abungkan lagi"):
        check_any(tmp_path / "rusak.xlsx")


def test_exemptions_say_whose_they_are(tmp_path: Path) -> None:
    book = load_workbook(small(tmp_path))
    sheet = book["Pengecualian"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4, max_row=5)] == [
        ["OPD", "Berkas", "Aturan", "Kode", "Tahun", "Alasan"],
        ["Dinas A", "a.json", "target-negatif", "5.02.02", None, "Memang turun."],
    ]
    sheet["B5"] = "b.json"
    book.save(tmp_path / "pindah.xlsx")
    one, two = check_any(tmp_path / "pindah.xlsx")
    assert [status for _, status in negatives(one)] == [Status.OPEN]
    assert [status for _, status in negatives(two)] == [Status.ACCEPTED]
    assert table(tmp_path / "pindah.xlsx", MATRIKS)


def across(checks: Iterable[Checked]) -> list[Finding]:
    codes = {rule.code for rule in REGENCY_RULES}
    return [finding for checked in checks for finding in checked.report.findings if finding.code in codes]


def test_a_disagreement_goes_when_its_cell_is_put_right(tmp_path: Path) -> None:
    datas = regency(2, 3)
    goal(datas[1])["target"]["2027"] = "99,9"
    _, output = merged(tmp_path, save(tmp_path, **{f"f{n}": data for n, data in enumerate(datas)}))
    [finding] = across(check_any(output))
    assert (finding.rule, finding.found) == ("indikator-daerah-berbeda", "99,9")

    def repair(sheet: Worksheet, where: Mapping[str, int]) -> None:
        assert sheet[finding.place.cell].value == "99,9"
        sheet[finding.place.cell].value = finding.expected

    assert across(edited(output, tmp_path / "benar.xlsx", repair)) == []


def test_a_check_again_compares_with_what_the_merge_compared_with(tmp_path: Path) -> None:
    """With the RPJMD that the merge had, although all files agree, and with its list of OPD."""
    datas = regency(2, 3)
    top = rpjmd(datas)
    goal(top)["target"]["2027"] = "99,9"
    datas[0]["matriks"][-1]["indikator"][0]["mitra"] = "Dinas Antah"
    [path] = save(tmp_path / "induk", induk=top)
    master = read_master(path)
    listed = [Expected(d["identitas"]["opd"], "", Place("d.csv", "", n, 1)) for n, d in enumerate(datas, start=1)]
    region = judged(gather(save(tmp_path, **{f"f{n}": d for n, d in enumerate(datas)})), master, listed)
    sources, output = region.sources, tmp_path / "gabungan.xlsx"
    write(region, output)
    again = check_any(output)
    agree(sources, again)
    assert Counter(f.rule for f in across(again)) == {
        "indikator-daerah-berbeda": 3,
        "dukungan-lintas-opd-menggantung": 1,
    }
