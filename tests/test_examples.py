"""The five documents: complete as printed, checked without a false alarm, rebuilt part by part."""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from cascade_xl.checking import check_file
from cascade_xl.read import read_document
from cascade_xl.resources import TEMPLATES, example_names, profile
from cascade_xl.write import build
from cascade_xl.write.canonical import to_json
from tests.examples import BLANK, canonical_text

EXAMPLES = TEMPLATES / "examples"
PINNED = Path(__file__).parent / "pinned"

# Counted in the printed documents by a second reading, not in our JSON: nodes and rows per level, target cells,
# formulasi, owners, boxes and IK of the pohon kinerja, rows and target cells of the key indicators.
PRINTED: dict[str, dict[str, object]] = {
    "tanjab-barat-2024": {
        "nodes": {
            "Visi": 1,
            "Misi": 1,
            "Tujuan": 1,
            "Sasaran": 1,
            "Sasaran PD": 3,
            "Program": 4,
            "Kegiatan": 3,
            "Sub Kegiatan": 7,
        },
        "indicators": {"Tujuan": 1, "Sasaran PD": 5, "Program": 8, "Kegiatan": 3, "Sub Kegiatan": 7},
        "targets": {"Sasaran PD": 30, "Program": 7, "Kegiatan": 3, "Sub Kegiatan": 7},
        "boxes": {"Kinerja Urusan": 3, "Taktikal": 5, "Operasional": 9},
        "ik": 18,
    },
    "tanjab-barat-2022": {
        "nodes": {"Sasaran PD": 5, "Program": 6, "Sub Kegiatan": 28},
        "indicators": {"Sasaran PD": 10, "Program": 11, "Sub Kegiatan": 28},
        "targets": {"Sasaran PD": 10, "Program": 11, "Sub Kegiatan": 28},
    },
    "pemalang-2025": {
        "nodes": {"Tujuan PD": 1, "Sasaran PD": 3, "Program": 8, "Kegiatan": 22, "Sub Kegiatan": 55},
        "indicators": {"Tujuan PD": 1, "Sasaran PD": 4, "Program": 9, "Kegiatan": 22, "Sub Kegiatan": 55},
        "formulasi": {"Tujuan PD": 1, "Sasaran PD": 4, "Program": 9, "Sub Kegiatan": 55},
        "owners": {"Tujuan PD": 1, "Sasaran PD": 4, "Program": 9, "Kegiatan": 22, "Sub Kegiatan": 55},
        "arah": {"Tujuan PD": 1, "Sasaran PD": 4, "Program": 9, "Kegiatan": 21},
    },
    "way-kanan-2021": {
        "nodes": {"Visi": 1, "Misi": 1, "Tujuan": 2, "Sasaran": 2, "Program": 3, "Kegiatan": 13, "Sub Kegiatan": 75},
        "codes": {"Visi": 1, "Misi": 1, "Tujuan": 2, "Sasaran": 2, "Program": 3, "Kegiatan": 13, "Sub Kegiatan": 47},
        "indicators": {"Tujuan": 2, "Sasaran": 2, "Program": 3, "Kegiatan": 13, "Sub Kegiatan": 82},
        "formulasi": {"Program": 9},
        "targets": {"Sasaran": 12, "Program": 54, "Kegiatan": 74, "Sub Kegiatan": 249},
        "boxes": {"Eselon IV/Sub Koordinator/Jabatan Fungsional": 50},
        "kunci": 6,
        "kunci_targets": 36,
        "kondisi_awal": 6,
    },
    "banten-2024": {
        "nodes": {"Sasaran PD": 4, "Program": 3},
        "indicators": {"Sasaran PD": 4, "Program": 12},
        "formulasi": {"Sasaran PD": 4, "Program": 11},
        "owners": {"Sasaran PD": 1, "Program": 12},
        "targets": {"Sasaran PD": 3, "Program": 12},
    },
}


def counted(name: str) -> dict[str, object]:
    """The same counts of a document as we hold it."""
    document, _ = read_document(EXAMPLES / f"{name}.json")
    rows = [(row.node.jenjang.text, row) for row in document.indicators if row.node is not None]
    found: dict[str, object] = {
        "nodes": dict(Counter(node.jenjang.text for node in document.nodes)),
        "codes": dict(Counter(jenjang for jenjang, _ in {(n.jenjang.text, n.kode.text) for n in document.nodes})),
        "indicators": dict(Counter(jenjang for jenjang, row in rows if not row.indikator.blank)),
        "formulasi": dict(Counter(jenjang for jenjang, row in rows if not row.formulasi.blank)),
        "owners": dict(Counter(jenjang for jenjang, row in rows if not row.pemilik.blank)),
        "arah": dict(Counter(jenjang for jenjang, row in rows if not row.arah.blank)),
        "targets": dict(Counter(jenjang for jenjang, row in rows for t in row.targets if not t.value.blank)),
        "boxes": dict(Counter(box.tingkat.text for box in document.pohon)),
        "ik": sum(len(box.indikator) for box in document.pohon),
        "kunci": len(document.kunci),
        "kunci_targets": sum(not t.value.blank for row in document.kunci for t in row.targets),
        "kondisi_awal": sum(not row.kondisi_awal.value.blank for row in document.kunci),
    }
    return {key: count for key, count in found.items() if count}


@pytest.mark.parametrize("name", example_names())
def test_document_holds_all_that_is_printed(name: str) -> None:
    held = counted(name)
    expected = PRINTED[name]
    assert {key: held.get(key) for key in expected} == expected
    assert set(held) <= {*expected, "codes"}, "and nothing that is not printed"


@pytest.mark.parametrize("name", example_names())
def test_findings_are_those_proved_by_hand(name: str) -> None:
    """Each finding stands in the pinned list with its proof from the printed document, and each pinned one is found."""
    pinned = json.loads((PINNED / f"{name}.json").read_text(encoding="utf-8"))
    expected = Counter((p["rule"], p["kode"], p["year"], p["row"]) for p in pinned)
    assert all(p["proof"] for p in pinned)
    report = check_file(EXAMPLES / f"{name}.xlsx").report
    assert not report.crashed
    found = Counter((f.rule, f.node, f.year, f.indicator or f.name) for f in report.findings)
    assert found - expected == Counter(), "false alarms"
    assert expected - found == Counter(), "missed"


def differing(one: bytes, other: bytes) -> set[str]:
    """The parts in which two workbooks differ; how they are deflated differs between versions of zlib."""
    first, second = (_parts(package) for package in (one, other))
    return {name for name in first.keys() | second.keys() if first.get(name) != second.get(name)}


def _parts(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("name", example_names())
def test_examples_are_rebuilt(name: str) -> None:
    source = EXAMPLES / f"{name}.json"
    document, used = read_document(source)
    assert canonical_text(document, used) == source.read_text(encoding="utf-8")
    assert differing(build(used, document), (EXAMPLES / f"{name}.xlsx").read_bytes()) == set()
    again, carried = read_document(EXAMPLES / f"{name}.xlsx")
    assert to_json(again, carried) == to_json(document, used)


def test_blank_template_is_rebuilt() -> None:
    assert differing(build(profile()), BLANK.read_bytes()) == set()
