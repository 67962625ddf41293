"""The command line as a user meets it."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from cascade_xl.cli import COMMANDS, main, parser
from cascade_xl.resources import TEMPLATES, example_names

EXAMPLES = TEMPLATES / "examples"
CLEAN = {
    "format": "cascade-xl/1",
    "profil": "kabupaten",
    "tahun": [2025, 2026, 2027, 2028, 2029],
    "identitas": {
        "pemerintah": "Kabupaten Contoh",
        "opd": "Dinas Contoh",
        "periode_awal": "2025",
        "periode_akhir": "2029",
        "tempat": "Contoh",
        "tanggal": "2 Januari 2025",
    },
    "pejabat": [{"peran": "Kepala OPD", "jabatan": "Kepala Dinas", "nama": "Siti Aminah", "nip": "197303062005011004"}],
    "matriks": [
        {
            "jenjang": "Sasaran PD",
            "kode": "SP1",
            "uraian": "Meningkatnya mutu layanan",
            "indikator": [
                {
                    "indikator": "Indeks Kepuasan Masyarakat",
                    "formulasi": "Hasil survei kepuasan masyarakat",
                    "satuan": "Indeks",
                    "arah": "Positif",
                    "sifat": "Progress",
                    "kondisi_awal": "80",
                    "target": {"2025": "81", "2026": "82", "2027": "83", "2028": "84", "2029": "85"},
                    "pemilik": "Kepala Dinas",
                }
            ],
        }
    ],
}


def write(path: Path, data: object) -> Path:
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def broken() -> dict[str, object]:
    """The clean document with one target that is no number."""
    data: dict[str, object] = json.loads(json.dumps(CLEAN))
    data["matriks"][0]["indikator"][0]["target"]["2027"] = "-83"  # type: ignore[index]
    return data


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.__name__.rpartition(".")[2])
def test_every_command_has_indonesian_help_with_an_example(command: object, capsys: pytest.CaptureFixture[str]) -> None:
    name = command.__name__.rpartition(".")[2].rstrip("_")  # type: ignore[attr-defined]
    with pytest.raises(SystemExit) as stop:
        parser().parse_args([name, "--help"])
    out = capsys.readouterr().out
    assert stop.value.code == 0
    assert "Pemakaian:" in out
    assert f"Contoh:\n  cascade-xl {name}" in out
    assert not {"usage:", "options:", "show this"} & set(out.split("\n"))


def test_wrong_usage_exits_2_in_indonesian(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["export"])
    assert stop.value.code == 2
    assert "belum diberikan: BERKAS" in capsys.readouterr().err


def test_clean_document_gives_nothing_and_exits_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", str(write(tmp_path / "bersih.json", CLEAN))]) == 0
    assert "0 galat, 0 peringatan, 0 saran, 0 diterima" in capsys.readouterr().out


def test_galat_exits_1_and_names_the_cell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", str(write(tmp_path / "x.json", broken()))]) == 1
    assert "galat T405 target-negatif [2027]" in capsys.readouterr().out


def test_json_is_one_object_with_the_promised_keys(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["validate", str(write(tmp_path / "x.json", broken())), "--format", "json"])
    result = json.loads(capsys.readouterr().out)
    assert set(result) == {"files", "rules", "findings"}
    finding = next(f for f in result["findings"] if f["rule"] == "target-negatif")
    assert list(finding) == (
        "rule code severity status file sheet cell node name indicator year found expected message fix".split()
    )
    assert finding["severity"] == "error"
    assert finding["status"] == "open"
    assert (finding["file"], finding["sheet"], finding["year"], finding["found"]) == ("x.json", "Matriks", 2027, "-83")
    outcomes = {rule["rule"]: rule["outcome"] for rule in result["rules"]}
    assert outcomes["target-negatif"] == "findings"
    assert outcomes["nomenklatur-tidak-cocok"] == "skipped"
    assert set(outcomes.values()) <= {"clean", "findings", "skipped", "crashed"}


def test_accepted_finding_keeps_its_reason_and_does_not_fail(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = broken()
    data["pengecualian"] = [
        {"aturan": rule, "kode": "SP1", "alasan": "Dihitung sebagai selisih"}
        for rule in ("target-negatif", "arah-dilanggar")
    ]
    assert main(["validate", str(write(tmp_path / "x.json", data))]) == 0
    assert "diterima dengan alasan: Dihitung sebagai selisih." in capsys.readouterr().out


def test_findings_are_capped_with_the_true_total(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(json.dumps(CLEAN))
    data["matriks"][0]["indikator"][0]["target"] = {str(year): "-1" for year in range(2025, 2030)}
    main(["validate", str(write(tmp_path / "x.json", data)), "--limit", "2"])
    out = capsys.readouterr().out
    assert out.count("galat T405") == 2
    assert "… dan 3 temuan target-negatif lagi dari 5" in out


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04broken"], ids=["empty", "text", "broken zip"])
def test_unreadable_file_exits_2_and_the_others_are_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    bad = tmp_path / "rusak.xlsx"
    bad.write_bytes(content)
    good = write(tmp_path / "bersih.json", CLEAN)
    assert main(["validate", str(bad), str(good)]) == 2
    captured = capsys.readouterr()
    assert "rusak.xlsx" in captured.err
    assert "bersih.json" in captured.out
    assert "TIDAK TERBACA" in captured.out


def test_missing_file_and_empty_folder_exit_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", str(tmp_path / "tidak-ada.xlsx")]) == 2
    assert main(["validate", str(tmp_path)]) == 2
    assert "tidak ada buku kerja" in capsys.readouterr().err


def test_rule_pages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    assert main(["rules", "target-negatif"]) == 0
    assert main(["rules", "T405"]) == 0
    out = capsys.readouterr().out
    assert "Tidak lolos::" in out
    assert out.index("T419") < out.index("Antar-OPD") < out.index("D501")
    assert main(["rules", "rpjmd-berbeda"]) == 0
    assert capsys.readouterr().out.startswith("D506 rpjmd-berbeda (peringatan)")
    assert main(["rules", "target-negatip"]) == 2
    assert "target-negatif" in capsys.readouterr().err


def test_import_then_export_is_lossless(tmp_path: Path) -> None:
    data = {**CLEAN, "templat": "cascade_xl 1.0"}
    data["matriks"][0]["indikator"][0]["lain"] = {"Catatan Bidang": "isi sendiri"}  # type: ignore[index]
    data["kolom_tambahan"] = {"Matriks": ["Catatan Bidang"]}
    source = write(tmp_path / "a.json", data)
    assert main(["import", str(source), "-o", str(tmp_path / "a.xlsx")]) == 0
    assert main(["export", str(tmp_path / "a.xlsx"), "-o", str(tmp_path / "b.json")]) == 0
    assert json.loads((tmp_path / "b.json").read_text(encoding="utf-8")) == data
    del data["matriks"][0]["indikator"][0]["lain"]  # type: ignore[index]


def test_outputs_are_not_overwritten_unasked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = write(tmp_path / "a.json", CLEAN)
    (tmp_path / "a.xlsx").write_bytes(b"mine")
    assert main(["import", str(source)]) == 2
    assert (tmp_path / "a.xlsx").read_bytes() == b"mine"
    assert "--force" in capsys.readouterr().err
    assert main(["import", str(source), "--force"]) == 0


def test_merge_never_takes_its_own_output_for_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = write(tmp_path / "a.json", CLEAN)
    assert main(["merge", str(source), "-o", str(source)]) == 2
    assert main(["import", str(source), "-o", str(tmp_path / "a.xlsx")]) == 0
    assert main(["merge", str(tmp_path), "-o", str(tmp_path / "gabungan.xlsx")]) == 0
    first = (tmp_path / "gabungan.xlsx").read_bytes()
    assert main(["merge", str(tmp_path), "-o", str(tmp_path / "gabungan.xlsx")]) == 0
    assert (tmp_path / "gabungan.xlsx").read_bytes() == first
    capsys.readouterr()
    (tmp_path / "rusak.xlsx").write_bytes(b"x")
    assert main(["merge", str(tmp_path), "-o", str(tmp_path / "gabungan.xlsx")]) == 2
    assert "Tidak ada yang ditulis" in capsys.readouterr().err
    assert (tmp_path / "gabungan.xlsx").read_bytes() == first


def test_templates_for_a_list_carry_the_master(tmp_path: Path) -> None:
    from cascade_xl.read import read_document

    master = json.loads(json.dumps(CLEAN))
    target = master["matriks"][0]["indikator"]
    master["matriks"] = [
        {"jenjang": "Visi", "kode": "V1", "uraian": "Unggul"},
        {"jenjang": "Misi", "kode": "M1", "induk": "V1", "uraian": "Melayani"},
        {"jenjang": "Tujuan", "kode": "T1", "induk": "M1", "uraian": "Layanan", "indikator": target},
        {"jenjang": "Sasaran PD", "kode": "SP9", "induk": "T1", "uraian": "Milik OPD"},
    ]
    listing = tmp_path / "opd.csv"
    listing.write_text(
        "Perangkat Daerah;Kode OPD;Nama;NIP\nDinas A/B;1.02;Budi;19730306 200501 1 004\nDinas C;1.10;;\n",
        encoding="utf-8",
    )
    out = tmp_path / "templat"
    arguments = [
        "template",
        "--induk",
        str(write(tmp_path / "rpjmd.json", master)),
        "--daftar",
        str(listing),
        "-o",
        str(out),
    ]
    assert main(arguments) == 0
    assert sorted(p.name for p in out.iterdir()) == ["Dinas A B.xlsx", "Dinas C.xlsx"]
    document, _ = read_document(out / "Dinas A B.xlsx")
    assert [node.kode.text for node in document.nodes] == ["V1", "M1", "T1"]
    assert document.identitas["opd"].text == "Dinas A/B"
    assert document.identitas["kode_opd"].text == "1.02"
    assert document.identitas["pemerintah"].text == "Kabupaten Contoh"
    assert document.officials[0].nip.text == "19730306 200501 1 004"
    assert [t.value.text for t in document.indicators[0].targets] == ["81", "82", "83", "84", "85"]
    assert main(arguments) == 2, "existing templates are not overwritten"


def test_templates_are_not_made_for_a_workbook_of_ours(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its cells hold names, too, and would become OPD."""
    given, out = tmp_path / "dinas.xlsx", tmp_path / "templat"
    assert main(["template", "--opd", "Dinas A", "-o", str(given)]) == 0
    assert main(["template", "--daftar", str(given), "-o", str(out)]) == 2
    assert "dinas.xlsx: ini buku kerja satu OPD. Untuk --daftar berikan daftar nama OPD" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize("period", ["2021-2026", "2025"])
def test_template_period_is_data(tmp_path: Path, period: str) -> None:
    from cascade_xl.read import read_document

    out = tmp_path / "t.xlsx"
    assert main(["template", "--periode", period, "--opd", "Dinas A", "-o", str(out)]) == 0
    document, profile = read_document(out)
    first, _, last = period.partition("-")
    assert document.years == profile.years == tuple(range(int(first), int(last or first) + 1))


def test_demo_does_the_main_job(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "hasil"
    assert main(["demo", str(folder)]) == 0
    out = capsys.readouterr().out
    assert str(folder) in out
    for name in example_names():
        assert name in out
        assert (folder / "diperiksa" / f"{name}.xlsx").stat().st_size > 10_000
    assert (folder / "gabungan.xlsx").exists()
    assert len(json.loads((folder / "temuan.json").read_text(encoding="utf-8"))["files"]) == len(example_names()) == 5
    assert not [p for p in folder.rglob("*") if p.name.startswith(".")]


def test_validate_stays_light() -> None:
    """Checking a workbook imports none of the heavy libraries."""
    code = (
        "import sys, io, contextlib\n"
        "from cascade_xl.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()): main(['validate', sys.argv[1]])\n"
        "heavy = {'openpyxl', 'xlsxwriter', 'jsonschema', 'pandas', 'numpy', 'xlwings', 'tqdm'} & set(sys.modules)\n"
        "sys.exit(','.join(sorted(heavy)) or 0)"
    )
    example = EXAMPLES / "banten-2024.xlsx"
    done = subprocess.run([sys.executable, "-c", code, str(example)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_progress_never_shows_in_a_pipe(tmp_path: Path) -> None:
    for number in range(6):
        write(tmp_path / f"{number}.json", CLEAN)
    files = [str(p) for p in sorted(tmp_path.glob("*.json"))]
    done = subprocess.run(
        [sys.executable, "-m", "cascade_xl", "validate", *files], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert done.stderr == ""


def test_copies_of_equal_names_are_numbered_and_never_overwritten(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / "masuk" / folder).mkdir(parents=True)
        write(tmp_path / "x.json", CLEAN)
        assert main(["import", str(tmp_path / "x.json"), "-o", str(tmp_path / "masuk" / folder / "x.xlsx")]) == 0
    arguments = ["validate", str(tmp_path / "masuk"), "--copy", str(tmp_path / "diperiksa")]
    assert main(arguments) == 0
    assert sorted(p.name for p in (tmp_path / "diperiksa").iterdir()) == ["x (2).xlsx", "x.xlsx"]
    assert main(arguments) == 2
    assert main([*arguments, "--force"]) == 0


def test_a_missing_file_is_in_the_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", str(tmp_path / "tidak-ada.xlsx"), "--format", "json"]) == 2
    captured = capsys.readouterr()
    assert json.loads(captured.out)["files"][0]["readable"] is False
    assert "tidak ditemukan" in captured.err


def test_negative_limit_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["validate", "x.xlsx", "--limit", "-1"])
    assert stop.value.code == 2


def test_two_files_of_one_opd_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(write(tmp_path / f"{name}.json", data)) for name, data in (("1", CLEAN), ("2", broken()))]
    assert main(["merge", *files, "-o", str(tmp_path / "g.xlsx")]) == 2
    said = capsys.readouterr().err
    assert "Dinas Contoh diserahkan 2 kali: 1.json (disimpan " in said and "--conflict newest" in said
    assert not (tmp_path / "g.xlsx").exists()


def test_output_is_utf_8_in_any_pipe(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "cascade_xl", "validate", str(write(tmp_path / "x.json", broken()))]
    done = subprocess.run(command, capture_output=True, env={**os.environ, "PYTHONIOENCODING": "cp1252"}, check=False)
    assert done.returncode == 1
    assert "→" in done.stdout.decode("utf-8")


def test_a_merged_workbook_is_checked_file_by_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = broken()
    other["identitas"] = {"opd": "Dinas Lain"}
    files = [str(write(tmp_path / name, data)) for name, data in (("a.json", CLEAN), ("b.json", other))]
    output = str(tmp_path / "g.xlsx")
    assert main(["merge", *files, "-o", output]) == 0
    capsys.readouterr()
    assert main(["validate", output]) == 1
    text = capsys.readouterr().out
    assert text.startswith("g.xlsx [a.json] — Dinas Contoh\n") and "\n\ng.xlsx [b.json] — Dinas Lain\n" in text
    assert main(["validate", output, "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert [(f["file"], f["source"]) for f in data["files"]] == [("g.xlsx", "a.json"), ("g.xlsx", "b.json")]
    assert {f["source"] for f in data["findings"] if f["severity"] == "error"} == {"b.json"}


def test_a_merged_workbook_is_no_opds_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "masuk"
    folder.mkdir()
    first = write(folder / "a.json", CLEAN)
    assert main(["merge", str(first), "-o", str(folder / "lama.xlsx")]) == 0
    assert main(["merge", str(folder), "-o", str(tmp_path / "baru.xlsx")]) == 2
    assert "lama.xlsx: ini hasil gabungan" in capsys.readouterr().err
    assert not (tmp_path / "baru.xlsx").exists()
    assert main(["export", str(folder / "lama.xlsx"), "-o", str(tmp_path / "x.json")]) == 2
    assert main(["validate", str(folder / "lama.xlsx"), "--copy", str(tmp_path / "salinan")]) == 2
    assert "klik Validasi" in capsys.readouterr().err
    assert list((tmp_path / "salinan").iterdir()) == []


def test_an_interruption_that_breaks_a_step_is_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Python loses one that falls into a callback, and what it was about fails in its own way."""

    def broken(_: object) -> int:
        with suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        raise OSError(errno.EBADF, "Bad file descriptor")

    monkeypatch.setattr("cascade_xl.cli.rules.run", broken)
    assert main(["rules"]) == 130
    assert capsys.readouterr().err.startswith("Dihentikan.")
