"""``cascade-xl merge`` as Bappeda uses it: compared with the RPJMD and a list, sent back, written for analysts."""

from __future__ import annotations

import errno
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from cascade_xl import parts
from cascade_xl.cli import main
from cascade_xl.frames import frames
from cascade_xl.merge import standard
from cascade_xl.merge.reading import Shelf
from tests.examples import small_file
from tests.generate import regency
from tests.judges.package_lint import lint
from tests.merge.documents import save, table


@pytest.fixture
def opds() -> list[dict[str, Any]]:
    """Three OPD of one regency; the second has another visi, the third a target below nothing."""
    datas = regency(1, 3)
    datas[1]["matriks"][0]["uraian"] += " dan mandiri"
    datas[2]["matriks"][-1]["indikator"][0]["target"]["2027"] = "-7"
    return datas


@pytest.fixture
def names(opds: list[dict[str, Any]]) -> list[str]:
    return [data["identitas"]["opd"] for data in opds]


@pytest.fixture
def files(opds: list[dict[str, Any]], tmp_path: Path) -> list[Path]:
    return save(tmp_path / "masuk", **{f"f{number}": data for number, data in enumerate(opds, start=1)})


def merge(files: list[Path], output: Path, *options: str) -> int:
    return main(["merge", *map(str, files), "-o", str(output), *options])


def rules(output: Path) -> dict[str, list[str]]:
    """The OPD of each finding across OPD, by rule."""
    found: dict[str, list[str]] = {}
    for row in table(output, "Temuan"):
        if row["Nomor"].startswith("D"):
            found.setdefault(row["Aturan"], []).append(row["OPD"] or "")
    return found


def test_files_are_compared_with_each_other(files: list[Path], names: list[str], tmp_path: Path) -> None:
    output = tmp_path / "g.xlsx"
    assert merge(files, output) == 0
    assert rules(output) == {"rpjmd-berbeda": [names[1]]}
    [row] = [row for row in table(output, "Temuan") if row["Aturan"] == "rpjmd-berbeda"]
    assert row["Berkas"] == "f2.json" and row["Sel"] and "kebanyakan OPD" in row["Pesan"]
    assert lint(output) == []


def test_files_are_compared_with_the_rpjmd_and_a_list(
    files: list[Path],
    opds: list[dict[str, Any]],
    names: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    master = {**opds[1], "matriks": opds[1]["matriks"][:4], "identitas": {**opds[1]["identitas"], "opd": "Bappeda"}}
    [induk] = save(tmp_path, induk=master)
    daftar = tmp_path / "opd.csv"
    daftar.write_text("\n".join(["Perangkat Daerah", *names, "Dinas Empat"]), encoding="utf-8")
    output = tmp_path / "g.xlsx"
    assert merge(files, output, "--induk", str(induk), "--daftar", str(daftar)) == 0
    assert rules(output) == {"rpjmd-berbeda": [names[0], names[2]], "opd-belum-menyerahkan": [""]}
    late = [row["OPD"] for row in table(output, "Rekap OPD") if row["Keadaan"] == "Belum menyerahkan"]
    assert late == ["Dinas Empat"]
    capsys.readouterr()
    assert main(["validate", str(output), "--format", "json"]) == 1
    again = [f["rule"] for f in json.loads(capsys.readouterr().out)["findings"] if f["code"].startswith("D")]
    assert again.count("rpjmd-berbeda") == 2


def test_engines_and_orders_give_the_same_findings(files: list[Path], tmp_path: Path) -> None:
    one, two = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    assert merge(files, one, "--engine", "serial") == 0
    assert merge(files[::-1], two, "--engine", "processes", "--workers", "2") == 0
    assert one.read_bytes() == two.read_bytes()


def test_findings_go_back_to_each_opd(
    files: list[Path], names: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output, back = tmp_path / "g.xlsx", tmp_path / "kembali"
    before = {path: path.read_bytes() for path in files}
    assert merge(files, output, "--return", str(back)) == 0
    assert {path.name for path in back.iterdir()} == {f"{name} - temuan.xlsx" for name in names}
    sheet = load_workbook(back / f"{names[1]} - temuan.xlsx").worksheets[0]
    assert any("«dan mandiri»" in str(cell) for row in sheet.values for cell in row)
    written = output.read_bytes()
    assert merge(files[:2], output, "--return", str(back)) == 2
    assert "sudah ada. Tidak ada yang ditulis." in capsys.readouterr().err
    assert merge(files[:2], output, "--return", str(output)) == 2
    assert output.read_bytes() == written
    assert merge(files, output, "--return", str(back), "--force") == 0
    assert {path: path.read_bytes() for path in files} == before


def test_one_folder_holds_everything(opds: list[dict[str, Any]], tmp_path: Path) -> None:
    """The RPJMD, the list, the old output, and findings that went back are no file of an OPD."""
    for path in save(tmp_path, a=opds[0], b=opds[2], induk={**opds[1], "matriks": opds[1]["matriks"][:4]}):
        assert main(["import", str(path), "-o", str(path.with_suffix(".xlsx"))]) == 0
    book = Workbook()
    book.worksheets[0].append(["Nama OPD"])
    book.worksheets[0].append([opds[0]["identitas"]["opd"]])
    book.save(tmp_path / "daftar.xlsx")
    output, back = tmp_path / "g.xlsx", tmp_path / "kembali"
    against = [f"--{name}={tmp_path / name}.xlsx" for name in ("induk", "daftar")]
    for _ in range(2):
        assert merge([tmp_path], output, *against, "--return", str(back), "--force") == 0
        assert [row["Berkas"] for row in table(output, "Sumber")] == ["a.xlsx", "b.xlsx"]
    assert merge([*back.iterdir()], tmp_path / "h.xlsx") == 2


@pytest.mark.parametrize("option", ["--induk", "--daftar", "--nomenklatur"])
def test_what_files_are_compared_with_is_never_replaced(files: list[Path], tmp_path: Path, option: str) -> None:
    given = tmp_path / "pembanding.xlsx"
    given.write_bytes(b"isi")
    assert merge(files, given, option, str(given)) == 2
    assert given.read_bytes() == b"isi"


def test_a_file_that_is_left_out_is_never_touched(opds: list[dict[str, Any]], names: list[str], tmp_path: Path) -> None:
    [given, kept] = save(tmp_path, b=opds[0], a={**opds[0], "catatan": "lain"})
    mine = tmp_path / f"{names[0]} - temuan.xlsx"
    assert main(["import", str(given), "-o", str(mine)]) == 0
    before = mine.read_bytes()
    options = ("--conflict", "first", "--return", str(tmp_path), "--force")
    assert merge([kept, mine], tmp_path / "g.xlsx", *options) == 2
    assert mine.read_bytes() == before and not (tmp_path / "g.xlsx").exists()


class Screen(io.StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("options", [(), ("--to", "parquet"), ("--engine", "processes", "--workers", "2")])
def test_a_screen_shows_how_far_reading_and_writing_came(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    files = save(tmp_path / "masuk", **{f"f{number}": data for number, data in enumerate(regency(1, 4))})
    monkeypatch.setattr("sys.stderr", screen := Screen())
    assert merge(files, tmp_path / "g.xlsx", *options) == 0
    shown = screen.getvalue()
    assert "Membaca 0/4 berkas" in shown and "sisa" in shown
    assert "Menulis 0/4 berkas" in shown[shown.rindex("Membaca") :]


def test_a_pipe_shows_nothing(files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert merge([*files, *files], tmp_path / "g.xlsx") == 0
    assert capsys.readouterr().err == ""


def test_a_full_temporary_folder_is_said(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Shelf, "put", full)
    assert merge(files, tmp_path / "g.xlsx") == 2
    assert "tempat penyimpanan penuh" in capsys.readouterr().err
    assert not (tmp_path / "g.xlsx").exists()


@pytest.mark.parametrize("large", [False, True])
def test_rows_go_to_parquet(
    files: list[Path],
    tmp_path: Path,
    large: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Where it is asked for, and where Excel does not hold them."""
    whole, output = tmp_path / "w.xlsx", tmp_path / "g.xlsx"
    assert merge(files, whole) == 0
    if large:
        monkeypatch.setattr(standard, "MAX_ROWS", 40)
    assert merge(files, output, *([] if large else ["--to", "parquet"])) == 0
    assert f"Baris, target dan temuan: {tmp_path / 'g.parquet'}" in capsys.readouterr().out
    sheets = load_workbook(output).sheetnames
    assert standard.Sheet.MATRIKS not in sheets and standard.Sheet.PROFIL not in sheets
    assert (standard.Sheet.TEMUAN in sheets) and {"Dasbor", "Rekap OPD", "TARGET TAHUNAN", "Peta Sasaran"} <= {*sheets}
    assert lint(output) == []
    import pyarrow.dataset as ds

    rows = ds.dataset(tmp_path / "g.parquet" / "matriks", partitioning="hive").to_table()
    assert rows.num_rows == len(table(whole, "Matriks")) == len(frames(files).matriks)
    assert main(["validate", str(output)]) == 2
    assert "ringkasan gabungan" in capsys.readouterr().err


def test_rows_and_their_workbook_are_replaced_together(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A workbook that cannot be replaced, since Excel has it open, leaves the rows of the last merge, too."""
    output = tmp_path / "g.xlsx"
    assert merge(files[:2], output, "--to", "parquet") == 0
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    replace = Path.replace

    def opened(path: Path, target: Path) -> Path:
        if target == output:
            raise PermissionError(errno.EACCES, "open")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", opened)
    assert merge(files, output, "--to", "parquet") == 2
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_findings_that_cannot_be_written_leave_a_whole_workbook(
    files: list[Path], names: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output, back = tmp_path / "g.xlsx", tmp_path / "kembali"
    in_the_way = back / f"{names[0]} - temuan.xlsx"
    (in_the_way / "isi").mkdir(parents=True)
    assert merge(files, output, "--return", str(back), "--force") == 2
    assert f"{output} sudah ditulis" in capsys.readouterr().err
    assert lint(output) == [] and not list(back.glob(".*"))


def test_what_is_left_out_is_named_once(files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "rusak.xlsx"
    broken.write_text("bukan", encoding="utf-8")
    assert merge([*files, broken], tmp_path / "g.xlsx", "--allow-errors") == 0
    assert capsys.readouterr().err.count("rusak.xlsx") == 1


@pytest.mark.parametrize("name", ["Dinas Z.xls", "Dinas Z.ODS", "Dinas Z.xlsb"])
def test_no_hand_in_of_a_folder_is_passed_over(
    opds: list[dict[str, Any]], tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """What was saved in a format that nobody reads was handed in, too."""
    folder, output = tmp_path / "masuk", tmp_path / "g.xlsx"
    folder.mkdir()
    [given] = save(tmp_path, a=opds[0])
    assert main(["import", str(given), "-o", str(folder / "a.xlsx")]) == 0
    (folder / name).write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert merge([folder], output) == 2
    assert f"{name}: " in capsys.readouterr().err
    assert merge([folder], output, "--allow-errors") == 0
    assert [row["Berkas"] for row in table(output, "Sumber")] == ["a.xlsx", name]


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such names")
def test_a_name_that_is_no_text(opds: list[dict[str, Any]], tmp_path: Path) -> None:
    given, _ = save(tmp_path, b=opds[0], a=opds[1])
    try:
        given = given.rename(tmp_path / os.fsdecode(b"rus\xffak.json"))
    except OSError:
        pytest.skip("this disk takes no such names")
    shutil.copy(given, tmp_path / "rusak.json")
    command = [sys.executable, "-m", "cascade_xl", "merge", *tmp_path.glob("*.json"), "-o", tmp_path / "g.xlsx"]
    done = subprocess.run([*map(str, command)], capture_output=True, check=False)
    assert done.returncode == 0 and b"rus\\udcffak.json" in done.stderr


def test_a_name_that_is_too_long(files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    long = tmp_path / f"{'p' * 300}.xlsx"
    assert merge(files, long) == 2 and merge([long], tmp_path / "g.xlsx") == 2
    assert capsys.readouterr().err.count("namanya terlalu panjang") == 2


@pytest.mark.parametrize(
    ("option", "content", "said"),
    [
        ("--induk", '{"format": "cascade-xl/1", "matriks": []}', "tidak memuat visi"),
        ("--daftar", "", "daftar OPD kosong"),
        ("--scheduler", "", "hanya berlaku bersama --engine dask"),
    ],
)
def test_a_wrong_choice_is_said(
    files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str, content: str, said: str
) -> None:
    given = tmp_path / ("daftar.csv" if option == "--daftar" else "induk.json")
    given.write_text(content, encoding="utf-8")
    assert merge(files, tmp_path / "g.xlsx", option, str(given)) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "g.xlsx").exists()


@pytest.mark.parametrize("option", ["--daftar", "--nomenklatur"])
def test_a_workbook_of_ours_is_no_list(
    files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    """Both hold names and codes, and would be taken for the list that was meant."""
    merged, output = tmp_path / "g.xlsx", tmp_path / "h.xlsx"
    assert merge(files, merged) == 0
    kinds = {merged: "buku kerja hasil gabungan", small_file("banten-2024", tmp_path): "buku kerja satu OPD"}
    for given, kind in kinds.items():
        capsys.readouterr()
        assert merge(files, output, option, str(given)) == 2
        assert f"{given.name}: ini {kind}. Untuk {option} berikan daftar " in capsys.readouterr().err
    assert not output.exists()


@pytest.fixture
def folder(files: list[Path], tmp_path: Path) -> Path:
    """The same as workbooks, in a folder."""
    made = tmp_path / "buku"
    made.mkdir()
    for file in files:
        assert main(["import", str(file), "-o", str(made / f"{file.stem}.xlsx")]) == 0
    return made


def test_nothing_is_replaced_but_what_a_merge_made(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A hand-in's name is soon given for the output's, with the folder that it lies in."""
    foreign = tmp_path / "arsip.xlsx"
    Workbook().save(foreign)
    for output in (folder / "f1.xlsx", foreign):
        before = output.read_bytes()
        assert merge([folder], output) == 2
        assert f"{output}: sudah ada, dan bukan hasil gabungan. Pilih nama lain" in capsys.readouterr().err
        assert output.read_bytes() == before
    merged = folder / "gabungan.xlsx"
    assert merge([folder], merged) == 0
    assert merge([folder], merged) == 0, "its own output may be replaced, and is no input"


def test_a_master_in_the_folder_is_said_to_be_left_out(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It may be the workbook of an OPD, too, and is merged where it is named."""
    master = folder / "f1.xlsx"
    assert merge([folder], tmp_path / "a.xlsx", "--induk", str(master)) == 0
    said = capsys.readouterr()
    assert "Dilewati, karena dipakai sebagai pembanding: f1.xlsx." in said.err
    assert "sebutkan juga namanya" in said.err and "2 berkas" in said.out
    assert merge([folder, master], tmp_path / "b.xlsx", "--induk", str(master)) == 0
    assert "3 berkas" in capsys.readouterr().out


def test_an_output_of_any_size_may_be_replaced(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A province's rows are more than anybody reads again; what made the workbook is told by its first ones."""
    output = tmp_path / "g.xlsx"
    assert merge(files, output) == 0
    with zipfile.ZipFile(output) as archive:
        beside = sum(info.file_size for info in archive.infolist() if "/worksheets/" not in info.filename)
    monkeypatch.setattr(parts, "MAX_INFLATED", beside)
    assert main(["validate", str(output)]) == 2, "it cannot be read as a whole"
    assert merge(files, output) == 0
