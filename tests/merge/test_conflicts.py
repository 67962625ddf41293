"""Two files of one OPD, files that cannot be read, and files that are known from an earlier merge."""

from __future__ import annotations

import json
import os
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from cascade_xl.cli import main
from cascade_xl.merge import Choices, MergeError, merge_files
from cascade_xl.merge.gather import read_source
from cascade_xl.resources import profile

from .documents import document, indicator, node, save, table

MARCH, APRIL = 1_740_800_000, 1_743_500_000


def program(name: str) -> dict[str, Any]:
    return node("Program", "P1", "", name, indicator("Jumlah", "1", "2", "3"))


@pytest.fixture
def three(tmp_path: Path) -> list[Path]:
    """Two versions of Dinas A, the one that sorts first saved later, and Dinas B."""
    paths = save(
        tmp_path / "masuk",
        a1=document("Dinas A", program("Baru")),
        a2=document("DINAS  A", program("Lama")),
        b=document("Dinas B", program("Lain")),
    )
    for path, moment in zip(paths, (APRIL, MARCH, MARCH), strict=True):
        os.utime(path, (moment, moment))
    return paths


def names(output: Path) -> list[str]:
    return [row["Uraian"] for row in table(output, "Matriks")]


def test_two_files_of_one_opd_stop_the_merge(three: list[Path], tmp_path: Path) -> None:
    with pytest.raises(MergeError, match=r"Dinas A diserahkan 2 kali: a1\.json .*; a2\.json ") as stopped:
        merge_files(three, tmp_path / "g.xlsx")
    assert "--conflict newest" in stopped.value.hint
    assert not (tmp_path / "g.xlsx").exists()


@pytest.mark.parametrize("order", [1, -1])
def test_the_newest_and_the_first_are_merged(three: list[Path], tmp_path: Path, order: int) -> None:
    os.utime(three[1], (APRIL + 60, APRIL + 60))
    for way, kept, left in (("newest", "Lama", "a1.json"), ("first", "Baru", "a2.json")):
        region = merge_files(three[::order], tmp_path / "g.xlsx", Choices(conflict=way))
        assert names(tmp_path / "g.xlsx") == [kept, "Lain"]
        [out] = region.left_out
        assert out.name == left and out.reason.startswith("Tidak digabung: untuk OPD ini dipakai a")


def test_two_newest_are_not_guessed(three: list[Path], tmp_path: Path) -> None:
    os.utime(three[1], (APRIL, APRIL))
    with pytest.raises(MergeError, match="tidak diketahui mana yang terakhir disimpan"):
        merge_files(three, tmp_path / "g.xlsx", Choices(conflict="newest"))


def test_copies_of_one_file_are_no_conflict(three: list[Path], tmp_path: Path) -> None:
    copy = three[2].with_name("salinan.json")
    copy.write_bytes(three[2].read_bytes())
    region = merge_files([three[2], copy], tmp_path / "g.xlsx")
    assert [(out.name, out.reason) for out in region.left_out] == [
        ("salinan.json", "Tidak digabung: isinya sama dengan b.json.")
    ]


def test_files_without_a_name_and_other_governments_are_no_conflict(tmp_path: Path) -> None:
    other = document("Dinas A", program("Jauh"))
    other["identitas"]["pemerintah"] = "Kabupaten Lain"
    paths = save(tmp_path, a=document("Dinas A", program("A")), b=other, c=document(""), d=document("", program("D")))
    assert not merge_files(paths, tmp_path / "g.xlsx").left_out


@pytest.mark.parametrize(
    ("pemerintah", "opd"), [("Kab. Contoh", "Dinas A"), ("PEMKAB CONTOH", "dinas a"), ("", "Dinas A Kabupaten Contoh")]
)
def test_names_that_mean_the_same_are_of_one_opd(tmp_path: Path, pemerintah: str, opd: str) -> None:
    first, other = document("Dinas A", program("Baru")), document(opd, program("Lama"))
    first["identitas"]["pemerintah"] = "Kabupaten Contoh"
    other["identitas"]["pemerintah"] = pemerintah
    with pytest.raises(MergeError, match="diserahkan 2 kali"):
        merge_files(save(tmp_path, a=first, b=other), tmp_path / "g.xlsx")


def test_a_workbook_says_when_it_was_saved(three: list[Path], tmp_path: Path) -> None:
    """A copy on another disk is younger than the file; what Excel wrote into it is not."""
    workbooks = []
    for path, moment in zip(three[:2], ("2025-03-01T08:00:00Z", "2025-03-02T08:00:00Z"), strict=True):
        workbooks.append(path.with_suffix(".xlsx"))
        assert main(["import", str(path), "-o", str(workbooks[-1])]) == 0
        _stamp(workbooks[-1], moment)
    os.utime(workbooks[0], (APRIL, APRIL))
    os.utime(workbooks[1], (MARCH, MARCH))
    merge_files(workbooks, tmp_path / "g.xlsx", Choices(conflict="newest"))
    assert names(tmp_path / "g.xlsx") == ["Lama"]


def _stamp(path: Path, moment: str) -> None:
    """Let a workbook say that it was saved at a moment."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    stamped = rb"\g<1>" + moment.encode()
    parts["docProps/core.xml"] = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", stamped, parts["docProps/core.xml"])
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


# -- what cannot be read ---------------------------------------------------------------------------


def test_every_unreadable_file_is_named_at_once(three: list[Path], tmp_path: Path) -> None:
    broken = [tmp_path / name for name in ("rusak1.xlsx", "rusak2.xlsx")]
    for path in broken:
        path.write_text("bukan", encoding="utf-8")
    with pytest.raises(MergeError, match=r"(?s)rusak1\.xlsx: .*rusak2\.xlsx: .*Tidak ada yang ditulis") as stopped:
        merge_files([*broken[::-1], three[2]], tmp_path / "g.xlsx")
    assert "--allow-errors" in stopped.value.hint
    region = merge_files([*broken, three[2]], tmp_path / "g.xlsx", Choices(allow_errors=True))
    assert [out.name for out in region.left_out] == ["rusak1.xlsx", "rusak2.xlsx"]
    assert names(tmp_path / "g.xlsx") == ["Lain"]


def test_nothing_that_can_be_read_is_no_merge(tmp_path: Path) -> None:
    broken = tmp_path / "rusak.xlsx"
    broken.write_text("bukan", encoding="utf-8")
    with pytest.raises(MergeError):
        merge_files([broken], tmp_path / "g.xlsx", Choices(allow_errors=True))
    assert not (tmp_path / "g.xlsx").exists()


# -- update ----------------------------------------------------------------------------------------


def test_only_what_changed_is_read_again(three: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    read: list[str] = []
    original = read_source

    def seen(path: Path, name: str, *more: Any) -> Any:
        read.append(name)
        return original(path, name, *more)

    monkeypatch.setattr("cascade_xl.merge.reading.read_source", seen)
    output, choices = tmp_path / "g.xlsx", Choices(update=True, conflict="newest")

    def update() -> list[str]:
        read.clear()
        merge_files(three, output, choices)
        return sorted(read)

    assert update() == ["a1.json", "a2.json", "b.json"]
    first = output.read_bytes()
    assert update() == []
    assert output.read_bytes() == first
    three[2].write_text(json.dumps(document("Dinas B", program("Berubah"))), encoding="utf-8")
    assert update() == ["b.json"]
    assert names(output) == ["Baru", "Berubah"]
    plain = tmp_path / "plain.xlsx"
    merge_files(three, plain, Choices(conflict="newest"))
    assert plain.read_bytes() == output.read_bytes()
    for entry in (tmp_path / "cache").rglob("*"):
        if entry.is_file():
            entry.write_bytes(b"rusak")
    assert update() == ["a1.json", "a2.json", "b.json"]
    assert update() == []
    entry = max((tmp_path / "cache").rglob("*"), key=lambda entry: entry.is_file() and entry.stat().st_size)
    whole = entry.read_bytes()
    for place in range(0, len(whole), len(whole) // 7):
        entry.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert len(update()) == 1
    assert plain.read_bytes() == output.read_bytes()


def test_a_file_is_read_again_under_another_profile(
    three: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    heads = [
        merge_files(three[2:], tmp_path / "g.xlsx", Choices(update=True, using=using)).heads[0]
        for using in (None, profile("way-kanan-2021"), None)
    ]
    assert heads[0].profile != heads[1].profile and heads[0].profile == heads[2].profile
