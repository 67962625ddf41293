"""Profiles: how variants merge, that all which ship fit the schema, and what is said of one that does not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from cascade_xl.model import Severity
from cascade_xl.profile import Agregasi, Arah, Sifat, merge_patch
from cascade_xl.resources import (
    SCHEMAS,
    ProfileError,
    example_names,
    profile,
    profile_data,
    profile_file,
    profile_names,
    schema_problem,
)

MANY = settings(max_examples=200, deadline=None, derandomize=True)
LEAVES = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=3), st.lists(st.integers(), max_size=2))
JSON = st.recursive(LEAVES, lambda inner: st.dictionaries(st.sampled_from("abc"), inner, max_size=3), max_leaves=8)


def own(**patch: Any) -> dict[str, Any]:
    """A profile of somebody's own, that differs from the default one in this."""
    return {"nama": "uji", "dasar": "kabupaten", **patch}


# -- merge patch ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(  # the examples of RFC 7386, appendix A
    ("base", "patch", "merged"),
    [
        ({"a": "b"}, {"a": "c"}, {"a": "c"}),
        ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
        ({"a": "b"}, {"a": None}, {}),
        ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
        ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
        ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
        ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
        ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
        (["a", "b"], ["c", "d"], ["c", "d"]),
        ({"a": "b"}, ["c"], ["c"]),
        ({"a": "foo"}, None, None),
        ({"a": "foo"}, "bar", "bar"),
        ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
        ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
        ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
    ],
)
def test_merge_patch(base: Any, patch: Any, merged: Any) -> None:
    assert merge_patch(base, patch) == merged


@MANY
@given(JSON, JSON)
def test_merging_changes_neither_side_and_repeats_to_the_same(base: Any, patch: Any) -> None:
    before = json.dumps([base, patch])
    merged = merge_patch(base, patch)
    assert merge_patch(merged, patch) == merged
    assert json.dumps([base, patch]) == before


# -- what ships -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["profile", "document"])
def test_schemas_are_valid(name: str) -> None:
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("name", profile_names())
def test_profiles_that_ship_fit_the_schema(name: str) -> None:
    shipped = profile(name)
    assert schema_problem("profile", shipped.data) is None
    assert shipped.nama == name
    assert profile_data(shipped.data, "uji") is shipped, "a workbook that carries it unchanged gets the same one"
    assert profile_data({**shipped.data, "nama": "uji"}, "uji").levels == shipped.levels


def test_every_example_has_its_profile() -> None:
    assert set(example_names()) <= set(profile_names())


@pytest.mark.parametrize("name", profile_names())
def test_every_word_of_a_vocabulary_is_understood(name: str) -> None:
    shipped = profile(name)
    for column, choices in shipped.choices.items():
        for choice in choices:
            for word in (choice.label, *choice.sinonim):
                assert shipped.choice(column, f" {word.upper()}\n") is choice, (column, word)
    assert {shipped.arah(c.label) for c in shipped.choices["arah"]} == set(Arah)
    assert {shipped.sifat(c.label) for c in shipped.choices["sifat"]} == set(Sifat)
    assert {shipped.agregasi(c.label) for c in shipped.choices["agregasi"]} == set(Agregasi)
    for key, level in shipped.levels.items():
        assert shipped.level(level.label) is level
        assert shipped.level(key) is level


def test_a_variant_says_only_what_differs() -> None:
    variant = profile_data(own(jenjang={"kegiatan": None, "sub_kegiatan": {"induk": ["program"]}}), "uji")
    assert "kegiatan" not in variant.levels
    assert variant.levels["sub_kegiatan"].induk == ("program",)
    assert variant.levels["sub_kegiatan"].label == "Sub Kegiatan"
    assert variant.years == profile().years


@pytest.mark.parametrize(("first", "last", "count"), [(2021, 2026, 6), (2025, 2025, 1), (1999, 2003, 5)])
def test_years_are_data(first: int, last: int, count: int) -> None:
    years = profile_data(own(periode={"awal": first, "akhir": last}), "uji").years
    assert (years[0], years[-1], len(years)) == (first, last, count)


def test_severities() -> None:
    rules = {"lonjakan": {"keparahan": "mati"}, "satuan-kosong": {"keparahan": "saran"}}
    assert profile_data(own(aturan=rules), "uji").severities == {"lonjakan": None, "satuan-kosong": Severity.ADVICE}


def test_owners_are_known_by_the_beginning_of_their_title() -> None:
    used = profile()
    assert used.owner_levels("Plt. Kepala Bidang Mutasi") == used.owner_levels("KEPALA BIDANG MUTASI") != frozenset()
    assert used.owner_levels("Kepalanya Bidang") == used.owner_levels("Tukang Kebun") == frozenset()


# -- what cannot be used ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("patch", "said"),
    [
        (
            {"periode": {"awal": 2026, "akhir": 2025}},
            "$.periode: tahun akhir 2025 lebih kecil daripada tahun awal 2026",
        ),
        ({"periode": {"awal": "2026"}}, '$.periode.awal: "2026" bukan bilangan bulat'),
        ({"periode": {"awal": 1026}}, "$.periode.awal: 1026 di luar batas (1945)"),
        ({"periode": None}, "$: 'periode' belum ada"),
        ({"jenjang": {"program": {"induk": ["misio"]}}}, "$.jenjang.program.induk: 'misio' bukan jenjang"),
        ({"jenjang": {"kegiatan": None}}, "$.jenjang.sub_kegiatan.induk: 'kegiatan' bukan jenjang"),
        ({"jenjang": {"visi": {"induk": ["program"]}}}, "$.jenjang.visi.induk: jenjang ini menjadi induk dari dirinya"),
        ({"jenjang": {"misi": {"induk": ["misi"]}}}, "$.jenjang.misi.induk: jenjang ini menjadi induk dari dirinya"),
        ({"jenjang": {"visi": {"label": None}}}, "$.jenjang.visi: 'label' belum ada"),
        ({"jenjang": {"visi": {"wajip": []}}}, "$.jenjang.visi: 'wajip' tidak dikenal"),
        ({"satuan": {"Ons": {"jenis": "berat"}}}, "$.satuan.Ons.jenis: \"berat\" bukan salah satu dari 'bulat'"),
        ({"satuan": {"Nilai A": {"jenis": "predikat"}}}, "$.satuan['Nilai A']: 'skala' belum ada"),
        ({"aturan": {"lonjakan": {"keparahan": "ya"}}}, '$.aturan.lonjakan.keparahan: "ya" bukan salah satu dari'),
        ({"pilihan": {"arah": {"Naik": {"makna": "atas"}}}}, '$.pilihan.arah.Naik.makna: "atas" bukan salah satu dari'),
        ({"warna": "biru"}, "$: 'warna' tidak dikenal"),
        ({"dasar": "atlantis"}, "Profil 'atlantis' tidak dikenal. Yang tersedia: "),
        ({"nama": "kabupaten"}, "Profil 'kabupaten' menunjuk dirinya sendiri"),
    ],
)
def test_a_fault_is_named_with_its_path(patch: dict[str, Any], said: str) -> None:
    with pytest.raises(ProfileError) as error:
        profile_data(own(**patch), "uji.json")
    assert said in str(error.value)


@pytest.mark.parametrize("data", [None, [], "kabupaten", 5])
def test_what_is_no_object_is_no_profile(data: Any) -> None:
    with pytest.raises(ProfileError, match=r"uji\.json bukan objek JSON"):
        profile_data(data, "uji.json")


@settings(MANY, max_examples=60)
@given(JSON, st.sampled_from(["nama", "periode", "jenjang", "satuan", "pilihan", "aturan", "identitas", "x"]))
def test_whatever_is_given_is_a_profile_or_a_profile_error(data: Any, where: str) -> None:
    try:
        used = profile_data(own(**{where: data}), "uji")
    except ProfileError as error:
        assert str(error)
    else:
        assert schema_problem("profile", used.data) is None


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[" * 100_000, b"\xff\xfe", b'{"nama": "uji"}', b"null", "\ufeff{}".encode()]
)
def test_a_file_that_is_no_profile(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "profil.json"
    path.write_bytes(content)
    with pytest.raises(ProfileError, match=r"profil\.json"):
        profile_file(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    for path in (tmp_path / "hilang.json", tmp_path):
        with pytest.raises(ProfileError, match=path.name):
            profile_file(path)


def test_a_profile_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "profil.json"
    path.write_text(json.dumps(own(periode={"awal": 2030, "akhir": 2034})), encoding="utf-8-sig")
    assert profile_file(path).years == (2030, 2031, 2032, 2033, 2034)


@pytest.mark.parametrize("name", profile_names())
def test_another_period_alone_needs_no_schema(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = merge_patch(profile(name).data, {"periode": {"awal": 2031, "akhir": 2035}})
    with monkeypatch.context() as patched:
        patched.setattr("cascade_xl.resources.schema_problem", None)
        quick = profile_data(data, "uji")
    assert quick.years == (2031, 2032, 2033, 2034, 2035)
    assert quick.data == data
    slow = profile_data({**data, "keterangan": "lain"}, "uji")
    assert (quick.levels, quick.choices, quick.severities) == (slow.levels, slow.choices, slow.severities)


@pytest.mark.parametrize(
    "period",
    [
        *({"awal": 1944, "akhir": 1950}, {"awal": 2031, "akhir": 2200}, {"awal": 2031, "akhir": 2030}, {"awal": 2031}),
        *({"awal": "2031", "akhir": "2032"}, {"awal": True, "akhir": 2030}, {"awal": 2031, "akhir": 2032, "x": 1}),
        2031,
    ],
)
def test_a_period_that_cannot_be(period: object) -> None:
    with pytest.raises(ProfileError, match="tidak sesuai standar"):
        profile_data({**profile().data, "periode": period}, "uji")
