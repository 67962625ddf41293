"""Reports grow file by file: what they say does not depend on where their parts were made or waited."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cascade_xl.cli import main
from cascade_xl.cli.spool import Spool

from .test_cli import CLEAN, broken, write


def document(opd: str, **identitas: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(json.dumps(CLEAN))
    data["identitas"] |= {"opd": opd, **identitas}
    return data


def checked(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    main(["validate", *map(str, arguments)])
    return capsys.readouterr().out


def test_json_is_laid_out_as_python_lays_it_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its pieces are put together by hand: an empty list, signs that are escaped, and a file that says nothing."""
    odd = document('Dinas "A"\n, \\ {}: [] \u2028 é')
    odd["matriks"][0]["indikator"][0]["target"]["2027"] = "-83"
    write(tmp_path / "odd.json", odd)
    write(tmp_path / "clean.json", document("Dinas B"))
    (tmp_path / "no.xlsx").write_bytes(b"")
    names = [tmp_path / name for name in ("odd.json", "no.xlsx", "clean.json")]
    for given_ in (names, names[1:], names[1:2]):
        said = checked(capsys, *given_, "--format", "json")
        assert said == json.dumps(json.loads(said), ensure_ascii=False, indent=1) + "\n"


def test_a_rule_is_told_for_each_file_and_by_its_worst_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, data in (("a", document("A")), ("b", broken()), ("c", document("C"))):
        write(tmp_path / f"{name}.json", data)
    (tmp_path / "aa.xlsx").write_bytes(b"")
    paths = [tmp_path / name for name in ("a.json", "aa.xlsx", "b.json", "c.json")]
    said = json.loads(checked(capsys, *paths, "--format", "json"))
    rule = next(rule for rule in said["rules"] if rule["rule"] == "target-negatif")
    assert (rule["outcome"], rule["total"], rule["open"], rule["accepted"]) == ("findings", 1, 1, 0)
    assert {file: (way["outcome"], way["total"]) for file, way in rule["files"].items()} == {
        "a.json": ("clean", 0),
        "b.json": ("findings", 1),
        "c.json": ("clean", 0),
    }
    assert all(list(rule["files"]) == ["a.json", "b.json", "c.json"] for rule in said["rules"])


def test_a_merged_workbook_beside_others_tells_of_more_rules(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in "ab":
        write(tmp_path / f"{name}.json", document(f"Dinas {name}"))
    merged = tmp_path / "gabungan.xlsx"
    assert main(["merge", str(tmp_path / "a.json"), str(tmp_path / "b.json"), "-o", str(merged)]) == 0
    capsys.readouterr()
    said = json.loads(checked(capsys, tmp_path / "a.json", merged, "--format", "json"))
    files = {rule["rule"]: list(rule["files"]) for rule in said["rules"]}
    parts = ["gabungan.xlsx [a.json]", "gabungan.xlsx [b.json]"]
    assert files["target-negatif"] == ["a.json", *parts]
    assert files["rpjmd-berbeda"] == parts


@given(st.lists(st.text(st.characters(), max_size=20) | st.just("x" * (1 << 20)), max_size=4), st.text(max_size=3))
def test_what_waits_comes_back(pieces: list[str], between: str) -> None:
    """Half characters too, and more than stays in memory."""
    spool, target = Spool(), io.StringIO(newline="")
    for piece in pieces:
        spool.add(piece, between)
    spool.copy(target)
    assert target.getvalue() == between.join(pieces)
    assert spool.blank is not bool(pieces)


def test_files_of_one_name_are_called_by_their_folders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in "ab":
        (tmp_path / folder).mkdir()
        write(tmp_path / folder / "x.json", document("A"))
    write(tmp_path / "b" / "y.json", document("B"))
    paths = [tmp_path / "a" / "x.json", tmp_path / "b" / "x.json", tmp_path / "b" / "y.json"]
    heads = [block.splitlines()[0].partition(" — ")[0] for block in checked(capsys, *paths).split("\n\n")[:-1]]
    assert heads == [str(paths[0]), str(paths[1]), "y.json"]
