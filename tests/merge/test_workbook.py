"""The regency workbook as a file: texts stay texts, the same files give the same bytes, whole or not at all."""

from __future__ import annotations

import io
import random
import re
import warnings
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from cascade_xl.merge import MergeError, gather, standard, write
from cascade_xl.merge.across import judged
from cascade_xl.merge.looks import NOT_LIVE
from cascade_xl.rules import RULES
from cascade_xl.text import clean
from tests.judges.package_lint import lint

from .documents import document, indicator, merged, node, save, table

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")  # openpyxl on the bars of Kelengkapan

LIVE = [
    "=1+1",
    "+62 812",
    "-5",
    "@SUM(A1)",
    "http://contoh.go.id/a",
    "mailto:a@b.c",
    "#'Matriks'!A1",
    "=cmd|' /C calc'!A0",
]
ODD = ["a\x01\x0b", "a\r\nb\rc", "_x0041_", "<r><t>x</t></r>", "<r></si></sst></r>", "&amp;<b>", "c\ufffe", "😀", " x "]

TO_MATRIKS = r"""=HYPERLINK\("#'Matriks'!A\d+",\d+\)$"""
OURS = {
    "Rekap OPD": r"""=(?:IF\()?SUBTOTAL\(109,[A-Z]+\d+:[A-Z]+\d+\)|=HYPERLINK\("#'Matriks'!A\d+","(?:[^"]|"")*"\)$""",
    "Temuan": TO_MATRIKS,
    "Peta Sasaran": rf"=(?:COUNT|SUM)\([A-Z]+\d+:[A-Z]+\d+\)$|{TO_MATRIKS}",
}
"""The formulas of each sheet."""


def shown(text: str) -> str:
    """What must be read back of a text that XML or Excel refuses in part."""
    text = "".join("\ufffd" if (c < " " and c not in "\t\n\r") or c in "\ufffe\uffff" else c for c in text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.fixture
def hostile(tmp_path: Path) -> tuple[list[str], Path]:
    texts = [*LIVE, *ODD]
    nodes = [
        node(
            "Sasaran PD",
            text,
            text,
            text,
            indicator(text, text, text, satuan=text, jenis="IKU", catatan=text),
            sasaran=text,
        )
        for text in texts
    ]
    data = document("=1+1", *nodes, kolom_tambahan={"Matriks": ["=1+1", "KET", "Ket_x0041_", "x" * 400]})
    for row, text in zip(data["matriks"], texts, strict=True):
        row["indikator"][0]["lain"] = {"=1+1": text, "x" * 400: text}
    data["identitas"]["pemerintah"] = "@Kab & Kota 5"
    other = document("Dinas B", kolom_tambahan={"Matriks": ["ket", "=1+1"]})
    _, output = merged(tmp_path, save(tmp_path, a=data, b=other))
    return texts, output


def test_what_an_opd_wrote_stays_text(hostile: tuple[list[str], Path]) -> None:
    texts, output = hostile
    sheet = CalamineWorkbook.from_path(output).get_sheet_by_name("Matriks").to_python(skip_empty_area=False)
    head = sheet[4]
    for name in ("Uraian", "Sasaran", "Indikator", "Target 2025", "Catatan", "Kolom tambahan: =1+1"):
        assert [str(row[head.index(name)]) for row in sheet[5:]] == [shown(text) for text in texts]
    for page in load_workbook(output):
        for row in page.iter_rows():
            for cell in row:
                assert cell.data_type != "f" or re.match(OURS.get(page.title, "\0"), str(cell.value))
                assert cell.hyperlink is None or (cell.hyperlink.location and not cell.hyperlink.target)
    with zipfile.ZipFile(output) as package:
        assert not any("hyperlink" in package.read(name).decode() for name in package.namelist() if ".rels" in name)


def test_text_that_looks_like_a_formula_stays_text_when_it_is_edited(hostile: tuple[list[str], Path]) -> None:
    _, output = hostile
    sheet = load_workbook(output)["Matriks"]
    head = [cell.value for cell in sheet[5]]
    for name in ("Kode", "Target 2025"):
        assert sheet.cell(6, head.index(name) + 1).number_format == "@"
    for row in range(6, 10):
        assert sheet.cell(row, head.index("Uraian") + 1).quotePrefix


def test_excel_would_repair_nothing(hostile: tuple[list[str], Path]) -> None:
    assert lint(hostile[1]) == []


def test_extra_columns_keep_their_headings_apart(hostile: tuple[list[str], Path]) -> None:
    names = [name for name in table(hostile[1], "Matriks")[0] if name.startswith("Kolom tambahan: ")]
    assert names[:3] == ["Kolom tambahan: =1+1", "Kolom tambahan: KET", "Kolom tambahan: ket (2)"]
    assert max(map(len, names)) <= 255


def test_every_row_says_where_it_comes_from(tmp_path: Path) -> None:
    one = document(
        "Dinas A", node("Program", "P1", "", "Diklat", indicator("Jumlah", "1", "2"), indicator("Jumlah lain"))
    )
    two = document("Dinas A", node("Program", "P1", "", "Diklat", indicator("Jumlah", "1", "2")), tahun=[2024, 2025])
    _, output = merged(tmp_path, save(tmp_path, b=two, a=one))
    rows = table(output, "Matriks")
    assert [(row["OPD"], row["Berkas"], row["Baris Asal"]) for row in rows] == [
        ("Dinas A", "a.json", 6),
        ("Dinas A", "a.json", 7),
        ("Dinas A", "b.json", 6),
    ]
    assert [key for key in rows[0] if key.startswith("Target 2")] == [f"Target {year}" for year in range(2024, 2028)]
    assert [row["OPD"] for row in table(output, "Rekap OPD")[:-1]] == ["Dinas A", "Dinas A"]


def test_findings_lead_to_their_row(tmp_path: Path) -> None:
    nodes = [node("Program", f"P{n}", "", f"Program {n}", indicator("Jumlah", "-1")) for n in range(3)]
    _, output = merged(tmp_path, save(tmp_path, b=document("B", *nodes), a=document("A", *nodes)))
    book = load_workbook(output)
    sheet, matriks = book["Temuan"], book["Matriks"]
    shown = load_workbook(output, data_only=True)["Temuan"]
    head = [cell.value for cell in sheet[4]]
    links = 0
    for row in sheet.iter_rows(min_row=5):
        cells = dict(zip(head, row, strict=True))
        link = re.fullmatch(r'=HYPERLINK\("#\'Matriks\'!A(\d+)",(\d+)\)', str(cells["Baris Matriks"].value))
        assert (link is None) == (cells["Lembar"].value != "Matriks" or not cells["Sel"].value)
        if link:
            links += 1
            assert link[1] == link[2] == str(shown[cells["Baris Matriks"].coordinate].value)
            values = [cell.value for cell in matriks[int(link[1])]]
            assert {cells["OPD"].value, cells["Berkas"].value, int(str(cells["Sel"].value)[1:])} <= set(values)
    assert links > 5


def test_the_sums_follow_the_rows(tmp_path: Path) -> None:
    data = document("A", node("Program", "P1", "", "Diklat", indicator("Jumlah", "-1")))
    [a, b], output = merged(tmp_path, save(tmp_path, a=data, b={**data, "identitas": {"opd": "B"}}))
    first, second, total = table(output, "Rekap OPD")
    assert total["Galat"] == first["Galat"] + second["Galat"] > 0
    assert total["Kelengkapan"] == pytest.approx((a.filled + b.filled) / (a.required + b.required))
    assert (first["Keadaan"], first["Program"], total["Program"]) == ("Perlu diperbaiki", 1, 2)


def test_files_without_rows_still_make_a_sound_workbook(tmp_path: Path) -> None:
    _, output = merged(tmp_path, save(tmp_path, a=document("")))
    assert lint(output) == []
    assert table(output, "Sumber")[0]["OPD"] == standard.NO_OPD


def documents(count: int) -> dict[str, dict[str, Any]]:
    rows = [node("Program", f"P{n}", "", f"Program {n}", indicator(f"Jumlah {n}", "1", str(n))) for n in range(8)]
    return {f"f{n}": document(f"Dinas {n // 2}", *rows[n:]) for n in range(count)}


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    paths = save(tmp_path, **documents(5))
    _, output = merged(tmp_path, paths)
    once = output.read_bytes()
    random.Random(1).shuffle(paths)
    sources = gather(paths)
    write(judged(reversed(sources)), output)
    stream = io.BytesIO()
    write(judged(sources), stream)
    assert output.read_bytes() == once == stream.getvalue()
    with zipfile.ZipFile(output) as package:
        assert {info.date_time[0] for info in package.infolist()} == {1980}


@pytest.mark.parametrize(
    "failure", [OSError(28, "No space left on device"), KeyboardInterrupt(), RuntimeError("rusak")]
)
@pytest.mark.parametrize("where", ["matriks.write", "matriks.rows", "rekap.write"])
def test_a_failure_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, failure: BaseException
) -> None:
    sources = gather(save(tmp_path / "masuk", **documents(2)))
    output = tmp_path / "gabungan.xlsx"
    output.write_bytes(b"lama")
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr("tempfile.tempdir", None)

    def fail(*_: Any) -> None:
        raise failure

    monkeypatch.setattr(f"cascade_xl.merge.{where}", fail)
    expected = MergeError if isinstance(failure, OSError) else type(failure)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(expected):
            write(sources, output)
    assert output.read_bytes() == b"lama"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["gabungan.xlsx", "masuk", "tmp"]
    assert list(temporary.iterdir()) == []


def test_an_output_that_is_open_in_excel_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = gather(save(tmp_path / "masuk", **documents(1)))
    output = tmp_path / "gabungan.xlsx"
    output.write_bytes(b"lama")

    def locked(*_: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(MergeError, match="Tutup dahulu di Excel"):
        write(sources, output)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["gabungan.xlsx", "masuk"]
    assert output.read_bytes() == b"lama"


def test_what_cannot_be_merged_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [path] = save(tmp_path, **documents(1))
    sources, content = gather([path]), path.read_bytes()
    with pytest.raises(MergeError, match="Tidak ada berkas"):
        write([], tmp_path / "x.xlsx")
    with pytest.raises(MergeError, match="keluaran sama dengan masukan"):
        write(sources, path)
    assert path.read_bytes() == content
    with pytest.raises(MergeError, match="folder"):
        write(sources, tmp_path / "tidak" / "ada.xlsx")
    monkeypatch.setattr(standard, "MAX_ROWS", 10)
    with pytest.raises(MergeError, match="Matriks akan berisi 8 baris"):
        write(sources, tmp_path / "x.xlsx")
    monkeypatch.setattr(standard, "MAX_ROWS", 1_048_576)
    monkeypatch.setattr(standard, "MAX_COLUMNS", 10)
    with pytest.raises(MergeError, match="kolom"):
        write(sources, tmp_path / "x.xlsx")


def test_a_rule_that_crashed_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> list[Any]:
        raise ZeroDivisionError

    rules = (RULES[0]._replace(check=broken, skip=lambda _: None), *RULES[1:])
    monkeypatch.setattr("cascade_xl.checking.RULES", rules)
    _, output = merged(tmp_path, save(tmp_path, **documents(1)))
    assert table(output, "Rekap OPD")[0]["Keadaan"] == "Pemeriksaan gagal"
    assert table(output, "Sumber")[0]["Aturan Gagal"] == rules[0].name


TEXT = st.text(
    st.characters(codec="utf-8", exclude_characters="\r", exclude_categories=("Cc", "Cs", "Co", "Cn")), max_size=12
)
CELL = TEXT.filter(lambda text: bool(clean(text)) and not text.startswith("<r>"))
ROWS = st.lists(st.tuples(CELL, CELL, st.sampled_from(["1", "-5", "=1", "53,9%", "70-80"])), min_size=1, max_size=12)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=ROWS, cuts=st.lists(st.integers(0, 3), min_size=12, max_size=12))
def test_any_split_of_the_rows_keeps_them_all(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]], cuts: list[int]
) -> None:
    """Into however many files a regency's rows are cut, the merged sheet holds the same rows."""
    folder = tmp_path_factory.mktemp("belah")
    parts: dict[int, list[dict[str, Any]]] = {cut: [] for cut in cuts}
    for number, ((name, text, target), cut) in enumerate(zip(rows, cuts, strict=False)):
        parts[cut].append(node("Program", f"P{number}", "", name, indicator(text, target)))
    paths = save(folder, **{f"f{cut}": document(f"Dinas {cut % 2}", *nodes) for cut, nodes in parts.items()})
    _, output = merged(folder, paths)
    sheet = CalamineWorkbook.from_path(output).get_sheet_by_name("Matriks").to_python(skip_empty_area=False)
    head = sheet[4]
    found = Counter(
        tuple(row[head.index(name)] for name in ("Kode", "Uraian", "Indikator", "Target 2025")) for row in sheet[5:]
    )
    assert found == Counter((f"P{n}", name, text, target) for n, (name, text, target) in enumerate(rows))


def test_the_module_makes_no_live_text() -> None:
    assert dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False) == NOT_LIVE
