"""Findings go back to each OPD in a workbook of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from cascade_xl.merge import MergeError, Source, gather, write_returns
from cascade_xl.resources import TEMPLATES, example_names
from tests.generate import clean
from tests.judges.package_lint import lint

from .documents import document, indicator, node, save

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")
MANY = [node("Program", f"P{n}", "", f"Diklat {n}", indicator(f"Jumlah {n * n}", "-1", "x")) for n in range(300)]
FAULTY = node("Program", "P1", "", "Diklat", indicator("=1+1", "-1"))


def handed_in(folder: Path, **documents: dict[str, Any]) -> list[Source]:
    return gather(save(folder / "masuk", **documents))


def test_every_file_gets_its_findings(tmp_path: Path) -> None:
    found = handed_in(tmp_path, a=document("Dinas A", FAULTY), b=document("Dinas B/C", FAULTY))
    paths = write_returns(found, tmp_path)
    assert [path.name for path in paths] == ["Dinas A - temuan.xlsx", "Dinas B C - temuan.xlsx"]
    for path, source in zip(paths, found, strict=True):
        assert lint(path) == []
        sheet = load_workbook(path)["Temuan"]
        assert sheet["A1"].value == f"TEMUAN – {source.opd.upper()}"
        assert source.name in str(sheet["A2"].value) and f"{source.accepted} diterima" in str(sheet["A2"].value)
        assert "serahkan kembali" in str(sheet["A3"].value)
        head = [cell.value for cell in sheet[4]]
        told = [dict(zip(head, row, strict=True)) for row in sheet.iter_rows(min_row=5, values_only=True)]
        said = sorted((row["Lembar"] or "", row["Sel"] or "", row["Kode"] or "", row["Pesan"]) for row in told)
        findings = source.report.findings
        assert said == sorted((f.place.sheet, f.place.cell, f.node, f.message) for f in findings)
        assert all(row["Yang perlu dilakukan"] for row in told)
        assert [row["Keparahan"] for row in told] == sorted((row["Keparahan"] for row in told), key=str)
        assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


def test_who_has_no_findings_is_told_so(tmp_path: Path) -> None:
    [source] = handed_in(tmp_path, a=clean(3))
    [path] = write_returns([source], tmp_path)
    sheet = load_workbook(path)["Temuan"]
    assert "tanpa temuan" in str(sheet["A2"].value)
    assert sheet["A3"].value == "Tidak ada yang perlu diperbaiki: berkas ini siap dipakai. Terima kasih."
    assert lint(path) == []


def test_equal_names_are_numbered(tmp_path: Path) -> None:
    found = handed_in(tmp_path, a=document("Dinas A"), b=document("dinas a"), c=document(""), d=document("?"))
    assert [path.name for path in write_returns(found, tmp_path)] == [
        "OPD tanpa nama - temuan.xlsx",
        "OPD tanpa nama - temuan (2).xlsx",
        "Dinas A - temuan.xlsx",
        "dinas a - temuan (2).xlsx",
    ]


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    found = handed_in(tmp_path, a=document("Dinas A", FAULTY), b=document("Dinas B", FAULTY))
    once = [path.read_bytes() for path in write_returns(found, tmp_path)]
    assert [path.read_bytes() for path in write_returns(found[::-1], tmp_path, force=True)] == once


def test_nothing_is_overwritten_unasked(tmp_path: Path) -> None:
    found = handed_in(tmp_path, a=document("Dinas A"), b=document("Dinas B"))
    there = tmp_path / "Dinas B - temuan.xlsx"
    there.write_bytes(b"lama")
    with pytest.raises(MergeError, match="sudah ada"):
        write_returns(found, tmp_path)
    assert there.read_bytes() == b"lama" and not (tmp_path / "Dinas A - temuan.xlsx").exists()
    write_returns(found, tmp_path, force=True)
    assert there.read_bytes() != b"lama"


def test_a_handed_in_file_is_never_touched(tmp_path: Path) -> None:
    content = (TEMPLATES / "examples" / f"{example_names()[0]}.xlsx").read_bytes()
    [source] = gather([TEMPLATES / "examples" / f"{example_names()[0]}.xlsx"])
    mine = tmp_path / f"{source.opd} - temuan.xlsx"
    mine.write_bytes(content)
    with pytest.raises(MergeError, match="tidak pernah diubah"):
        write_returns(gather([mine]), tmp_path, force=True)
    assert mine.read_bytes() == content


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(MergeError, match="folder"):
        write_returns(handed_in(tmp_path, a=document("A")), tmp_path / "tidak" / "ada")


@contextmanager
def full_above(size: int) -> Iterator[None]:
    """A disk that has room for so many bytes of each file."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_leaves_what_was_there(tmp_path: Path) -> None:
    """The findings of the first file are written when there is no room for those of the second."""
    found = handed_in(tmp_path, a=document("Dinas A", FAULTY), b=document("Dinas B", *MANY), c=document("Dinas C"))
    (tmp_path / "baru").mkdir()
    *_, small, large = sorted(path.stat().st_size for path in write_returns(found, tmp_path / "baru"))
    (back := tmp_path / "kembali").mkdir()
    with full_above((small + large) // 2), pytest.raises(MergeError, match=r"Dinas B.*terlalu besar"):
        write_returns(found, back)
    assert list(back.iterdir()) == []
    old = {path: path.read_bytes() for path in write_returns(handed_in(tmp_path, a=document("Dinas A")), back)}
    with full_above((small + large) // 2), pytest.raises(MergeError, match="Dinas B"):
        write_returns(found, back, force=True)
    assert {path: path.read_bytes() for path in back.iterdir()} == old


def test_who_interrupts_finds_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from cascade_xl.merge import returns

    made = returns.returned

    def interrupted(region: Any, source: Source) -> bytes:
        if source.opd == "Dinas B":
            raise KeyboardInterrupt
        return made(region, source)

    monkeypatch.setattr(returns, "returned", interrupted)
    found = handed_in(tmp_path, a=document("Dinas A", FAULTY), b=document("Dinas B", FAULTY))
    (back := tmp_path / "kembali").mkdir()
    with pytest.raises(KeyboardInterrupt):
        write_returns(found, back)
    assert list(back.iterdir()) == []


def test_one_that_cannot_be_replaced_leaves_no_temporary_file(tmp_path: Path) -> None:
    found = handed_in(tmp_path, a=document("Dinas A"), b=document("Dinas B"), c=document("Dinas C"))
    back = tmp_path / "kembali"
    (back / "Dinas B - temuan.xlsx" / "isi").mkdir(parents=True)
    with pytest.raises(MergeError, match=r"Dinas B.*tidak dapat diganti"):
        write_returns(found, back, force=True)
    assert all(path.name.startswith("Dinas") for path in back.iterdir())


def test_what_killed_runs_left_beside_the_findings_is_removed(tmp_path: Path) -> None:
    found = handed_in(tmp_path, a=document("Dinas A"), b=document("Dinas B"))
    left = tmp_path / ".Dinas B - temuan~cxl-x.xlsx"
    left.write_bytes(b"sisa")
    os.utime(left, (0, 0))
    write_returns(found, tmp_path)
    assert not left.exists()
