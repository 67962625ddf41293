"""Canonical JSON is lossless: JSON → document → JSON, and JSON → workbook → document → JSON, are the identity."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from cascade_xl import contract
from cascade_xl.contract import Sheet
from cascade_xl.model import Document, Place
from cascade_xl.profile import Profile
from cascade_xl.read import read_document
from cascade_xl.read.canonical import FORMAT
from cascade_xl.resources import SCHEMAS, TEMPLATES, example_names, profile, schema_problem
from cascade_xl.text import clean, fold
from cascade_xl.write import build
from cascade_xl.write.canonical import to_json
from tests.read.test_places import values

SCHEMA = json.loads((SCHEMAS / "document.schema.json").read_text(encoding="utf-8"))
QUICK = settings(
    max_examples=80, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
THOROUGH = settings(QUICK, max_examples=12)  # each builds a workbook

# -- documents of every kind ------------------------------------------------------------------------------------------

TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=15),
    st.sampled_from(
        ["=A1", "+62", "-5", "@x", "_x0041_", "_x000D_\r\n", "dua\nbaris", " tepi ", "5.205", "007", "#REF!"]
    ),
).filter(lambda text: bool(clean(text)))
NUMBERS = st.one_of(st.integers(-(10**14), 10**14), st.floats(-1e15, 1e15), st.sampled_from([0.1 + 0.2, 1e300, 5e-324]))
FORMATS = st.sampled_from(["0%", "0.00%", "#,##0", "@", "d-mmm", "[h]:mm", '0" Orang"'])
ERRORS = st.sampled_from(["#REF!", "#DIV/0!", "#N/A"]).map(lambda error: {"galat": error})
FORMULAS = st.sampled_from(["=SUM(A1:A9)", '=A1&"x"', "=1+1"]).map(lambda formula: {"rumus": formula})
FORMATTED = st.builds(lambda n, f: {"nilai": n, "format": f}, st.one_of(NUMBERS, st.booleans()), FORMATS)
CELLS = st.one_of(TEXTS, TEXTS, NUMBERS, st.booleans(), FORMATTED, ERRORS, FORMULAS)

NODE = ("jenjang", "induk")
INDICATOR = (
    *("kode", "indikator", "formulasi", "jenis", "satuan", "arah", "sifat", "agregasi", "indikator_induk", "bobot"),
    *("kondisi_awal", "target_akhir", "pemilik", "sumber_data", "pagu", "mitra", "dukung", "dukung_ket"),
    *("dukung_status", "catatan"),
)
KUNCI = (
    *("kelompok", "kode", "uraian", "satuan", "arah", "sifat", "kondisi_awal", "target_akhir", "pemilik"),
    *("sumber_data", "catatan"),
)
IDENTITAS = [field.key for field in contract.FIELDS if field.key not in ("profil", "templat")]
OFFICIAL = [contract.official_json_key(column.key) for column in contract.OFFICIAL_COLUMNS]
TABLES = (Sheet.MATRIKS, Sheet.POHON, Sheet.KUNCI, Sheet.PENGECUALIAN)
_OURS = {
    fold(name)
    for sheet in TABLES
    for c in contract.columns(sheet, range(1900, 2200))
    for name in (c.header, *c.aliases)
}


def _is_own(heading: str) -> bool:
    plain = heading == clean(heading) != "" and "_x" not in heading
    return plain and fold(heading) not in _OURS and not contract.target_year(heading)


HEADINGS = st.lists(
    st.one_of(
        TEXTS, st.sampled_from(["mitra", "pesan", "tanda", "Realisasi 2024", "Bidang (F)", "h 2025", "1"])
    ).filter(_is_own),
    unique_by=str.casefold,
    max_size=3,
)


def some(keys: Sequence[str], cells: st.SearchStrategy[Any] = CELLS) -> st.SearchStrategy[dict[str, Any]]:
    """A few of these fields; never none."""
    return st.dictionaries(st.sampled_from(list(keys)), cells, min_size=1, max_size=5)


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """Canonical JSON in its normal form: nothing blank, every node told from the one above it."""
    years = draw(st.lists(st.integers(2020, 2030), unique=True, min_size=1, max_size=4))
    extra: dict[str, list[str]] = {sheet.value: draw(HEADINGS) for sheet in TABLES}

    def several(most: int) -> range:
        return range(draw(st.integers(0, most)))

    def perhaps() -> bool:
        return draw(st.booleans())

    def row(sheet: Sheet, keys: Sequence[str], *, targets: bool = False) -> dict[str, Any]:
        found = draw(some(keys))
        if targets and (chosen := draw(st.dictionaries(st.sampled_from(years), CELLS, max_size=3))):
            found["target"] = {str(year): cell for year, cell in chosen.items()}
        if (headings := extra[sheet.value]) and perhaps():
            found["lain"] = draw(some(headings))
        return found

    matriks = [
        {
            **(draw(some(NODE)) if perhaps() else {}),
            **({"kode": f"K{n // 2}"} if draw(st.integers(0, 4)) else {}),
            "uraian": f"{n:02d} {draw(TEXTS)}",
            **({"sasaran": draw(CELLS)} if perhaps() else {}),
            "indikator": [row(Sheet.MATRIKS, INDICATOR, targets=True) for _ in several(2)],
        }
        for n in several(4)
    ]
    pohon = [
        {
            **draw(some(("tingkat", "induk", "unit", "kode_cascading", "catatan"))),
            "kode": f"T{n}",
            "indikator": [_line(row(Sheet.POHON, ("indikator", "unit")), first=not line) for line in several(3)],
        }
        for n in several(3)
    ]
    data = {
        "format": FORMAT,
        "templat": f"{contract.MARKER} {contract.VERSION}",
        "profil": draw(st.sampled_from(["kabupaten", "banten-2024", {**profile().data, "nama": "kami"}])),
        "tahun": sorted(years),
        "identitas": draw(some(IDENTITAS)),
        "pejabat": [draw(some(OFFICIAL)) for _ in several(2)],
        "matriks": [_without_blanks(node) for node in matriks],
        "pohon_kinerja": [_without_blanks(box) for box in pohon],
        "indikator_kunci": [row(Sheet.KUNCI, KUNCI, targets=True) for _ in several(2)],
        "pengecualian": [row(Sheet.PENGECUALIAN, ("aturan", "kode", "tahun", "alasan")) for _ in several(2)],
        "kolom_tambahan": _without_blanks(extra),
    }
    return {**_without_blanks(data), "matriks": data["matriks"]}


def _line(row: dict[str, Any], *, first: bool) -> Any:
    """One row of a box: its *unit* stands in the box if it is the first, and a lone indicator needs no object."""
    if first:
        row.pop("unit", None)
    return row.get("indikator", "") if set(row) <= {"indikator"} else {"indikator": "", **row}


def _without_blanks(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in ([], {}, [""])}


def read(data: Any, folder: Path) -> tuple[Document, Profile]:
    path = folder / "uji.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return read_document(path)


def through_a_workbook(document: Document, used: Profile, folder: Path) -> tuple[Document, Profile]:
    path = folder / "uji.xlsx"
    path.write_bytes(build(used, document, rows=5))
    return read_document(path)


def strictly(data: Any) -> Any:
    """JSON for comparing: TRUE is not 1, but 5.0 is 5."""
    match data:
        case bool():
            return f"{data}!"
        case dict():
            return {key: strictly(value) for key, value in data.items()}
        case list():
            return [strictly(value) for value in data]
    return data


# -- the identity -----------------------------------------------------------------------------------------------------


@QUICK
@given(documents())
def test_json_to_document_to_json_is_the_identity(tmp_path: Path, data: dict[str, Any]) -> None:
    assert schema_problem("document", data) is None
    found = to_json(*read(data, tmp_path))
    assert strictly(found) == strictly(data)
    assert schema_problem("document", found) is None


@THOROUGH
@given(documents())
def test_json_to_workbook_to_json_is_the_identity(tmp_path: Path, data: dict[str, Any]) -> None:
    document, used = read(data, tmp_path)
    again, carried = through_a_workbook(document, used, tmp_path)
    assert strictly(to_json(again, carried)) == strictly(to_json(document, used))
    assert dict(_placed(document)) == dict(_placed(again)), "values of JSON have the places that import gives them"


def _placed(document: Document) -> Iterator[tuple[Place, tuple[str, str]]]:
    for _, key, value in values(document):
        if not value.blank and key not in ("profil", "templat"):
            yield value.place._replace(file=""), (value.raw, value.flaw)


@pytest.mark.parametrize("name", example_names())
def test_the_five_documents(tmp_path: Path, name: str) -> None:
    """The shipped JSON leaves out what may be left out: the marker, the years, empty lists."""
    data = json.loads((TEMPLATES / "examples" / f"{name}.json").read_text(encoding="utf-8"))
    document, used = read(data, tmp_path)
    full = to_json(document, used)
    implied = {"templat": document.template, "tahun": list(document.years)}
    assert strictly(full) == strictly({**implied, **_without_blanks(data)})
    assert schema_problem("document", full) is None
    assert strictly(to_json(*read(full, tmp_path))) == strictly(full)
    again, carried = through_a_workbook(document, used, tmp_path)
    assert strictly(to_json(again, carried)) == strictly(full)
    assert dict(_placed(document)) == dict(_placed(again))


# -- what the normal form leaves out ----------------------------------------------------------------------------------


def minimal(**more: Any) -> dict[str, Any]:
    return {"format": FORMAT, "matriks": [], **more}


def test_blanks_are_left_out(tmp_path: Path) -> None:
    rows = [
        {},
        {"kode": " ", "uraian": ""},
        {"kode": "P1", "indikator": [{}, {"indikator": "\u00a0"}, {"indikator": "a"}]},
    ]
    found = to_json(*read(minimal(matriks=rows, indikator_kunci=[{}], pengecualian=[{"kode": ""}]), tmp_path))
    assert found["matriks"] == [{"kode": "P1", "indikator": [{"indikator": "a"}]}]
    assert not {"indikator_kunci", "pengecualian"} & found.keys()


def test_the_years_are_listed_or_those_of_the_period_and_always_those_of_the_targets(tmp_path: Path) -> None:
    period = {"periode_awal": "2025", "periode_akhir": 2027}
    kunci = [{"uraian": "a", "target": {"2029": "1"}}]
    for data, years in (
        (minimal(), profile().years),
        (minimal(tahun=[2030, 2029]), (2029, 2030)),
        (minimal(identitas=period), (2025, 2026, 2027)),
        (minimal(identitas=period, indikator_kunci=kunci), (2025, 2026, 2027, 2029)),
        (minimal(tahun=[2025], indikator_kunci=kunci), (2025, 2029)),
        (minimal(identitas={**period, "periode_awal": "²025"}, indikator_kunci=kunci), (2029,)),
        (minimal(identitas={**period, "periode_akhir": "2020"}, indikator_kunci=kunci), (2029,)),
    ):
        document, _ = read(data, tmp_path)
        assert document.years == years
        assert not data.get("indikator_kunci") or document.kunci[0].targets[-1].value.text == "1"


def test_the_marker_is_ours_unless_it_says_otherwise(tmp_path: Path) -> None:
    ours = f"{contract.MARKER} {contract.VERSION}"
    for given_marker, expected in ((None, ours), ("cascade_xl 0.1", "cascade_xl 0.1"), ("", "")):
        document, used = read(minimal(**({} if given_marker is None else {"templat": given_marker})), tmp_path)
        assert document.template == to_json(document, used)["templat"] == expected


def test_a_profile_is_named_if_it_ships_and_else_carried_whole(tmp_path: Path) -> None:
    own = {"nama": "kami", "dasar": "kabupaten", "periode": {"awal": 2031, "akhir": 2032}}
    document, used = read(minimal(profil=own), tmp_path)
    assert document.years == (2031, 2032)
    full = to_json(document, used)
    assert (full["profil"]["nama"], "dasar" in full["profil"]) == ("kami", False)
    assert to_json(*read(minimal(), tmp_path))["profil"] == "kabupaten"


def test_a_formula_with_a_result_is_written_as_its_result(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "uji.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Matriks")
        sheet.write_row(0, 0, ["Kode", "Uraian", "2025", "2026"])
        sheet.write_row(1, 0, ["P1", "Diklat"])
        sheet.write_formula(1, 2, "=40+2", None, 42)
        sheet.write_formula(1, 3, "=1/0", None, "#DIV/0!")
    document, used = read_document(path)
    assert to_json(document, used)["matriks"][0]["indikator"] == [
        {"target": {"2025": 42, "2026": {"galat": "#DIV/0!"}}}
    ]
    assert document.formulas == 1


# -- the schema -------------------------------------------------------------------------------------------------------


def test_the_schema_is_valid_and_says_its_dialect() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["properties"]["format"]["const"] == FORMAT == contract.JSON_FORMAT


def test_the_schema_knows_every_column_of_the_contract_and_no_other() -> None:
    node = SCHEMA["properties"]["matriks"]["items"]["properties"]
    row = node["indikator"]["items"]["properties"]
    matriks = {column.key for column in contract.inputs(Sheet.MATRIKS)}
    ours = (set(node) - {"indikator"}) | {"kode_indikator" if key == "kode" else key for key in row}
    assert ours - {"target", "lain"} == matriks
    kunci = set(SCHEMA["properties"]["indikator_kunci"]["items"]["properties"])
    named = {"kode_indikator": "kode", "indikator": "uraian"}
    assert kunci - {"target", "lain"} == {named.get(c.key, c.key) for c in contract.inputs(Sheet.KUNCI)}
    exemption = set(SCHEMA["properties"]["pengecualian"]["items"]["properties"])
    assert exemption - {"lain"} == {c.key for c in contract.inputs(Sheet.PENGECUALIAN)}
    assert set(SCHEMA["properties"]["pohon_kinerja"]["items"]["properties"]) == {
        c.key for c in contract.inputs(Sheet.POHON)
    }
    assert set(SCHEMA["properties"]["identitas"]["properties"]) == set(IDENTITAS)
    assert set(SCHEMA["properties"]["pejabat"]["items"]["properties"]) == set(OFFICIAL)
    assert set(SCHEMA["properties"]["kolom_tambahan"]["properties"]) == {sheet.value for sheet in TABLES}


@pytest.mark.parametrize(
    "wrong",
    [
        {"kolom": []},
        {"identitas": {"profil": "x"}},
        {"pejabat": [{"gelar": "x"}]},
        {"matriks": [{"nama": "x"}]},
        {"matriks": [{"indikator": [{"target_2025": "1"}]}]},
        {"matriks": [{"indikator": [{"target": {"25": "1"}}]}]},
        {"matriks": [{"kode": None}]},
        {"matriks": [{"kode": ["1"]}]},
        {"matriks": [{"kode": {"nilai": 1, "warna": "x"}}]},
        {"matriks": [{"kode": {"galat": "REF"}}]},
        {"matriks": [{"kode": {"rumus": "A1"}}]},
        {"pohon_kinerja": [{"indikator": [{"ik": "x"}]}]},
        {"indikator_kunci": [{"indikator": "x"}]},
        {"pengecualian": [{"aturan": "x", "sebab": "y"}]},
        {"kolom_tambahan": {"Petunjuk": ["x"]}},
        {"kolom_tambahan": {"Matriks": [""]}},
        {"tahun": ["2025"]},
        {"tahun": [2025, 2025]},
        {"tahun": [25]},
        {"format": "lain"},
        {"matriks": None},
    ],
)
def test_the_schema_refuses(wrong: dict[str, Any]) -> None:
    assert schema_problem("document", minimal()) is None
    assert schema_problem("document", {**minimal(), **wrong}) is not None
