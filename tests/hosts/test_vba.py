"""The add-in's VBA runs: every button is clicked in LibreOffice, and what it asks of Python is really run.

What that command then does in a running application is in `test_caller`.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from pyopenvba.interpreter import Interpreter, parse_module

from cascade_xl import __version__
from cascade_xl.hosts.installation import build
from cascade_xl.resources import ADDIN
from tests.hosts.ribbon import REASON, Office, asked
from tests.hosts.shells import arguments, cmd_commands, run_on_mac, run_on_windows, windows_line
from tests.judges import need

BUTTONS = {
    "OnValidasi": "validasi",
    "OnTemuanSebelumnya": "temuan_sebelumnya",
    "OnTemuanBerikutnya": "temuan_berikutnya",
    "OnHapusTanda": "hapus_tanda",
    "OnTerimaTemuan": "terima_temuan",
    "OnBuatTargetTahunan": "buat_target_tahunan",
    "OnPohonKinerja": "pohon_kinerja",
    "OnCetakPdf": "cetak_pdf",
    "OnGabungkanFolder": "gabungkan_folder",
    "OnBantuan": "bantuan",
    "OnTentang": "tentang",
}
NAMES = ("PK=2025.xlsx", "Dinkes [1] & RSUD (baru).xlsx", "O'Brien.xlsx")
# An office has no pandas, which xlwings would take along: seconds of each start.
_NO_PANDAS = "import sys; sys.modules.update(pandas=None, numpy=None)\n"
_RECORDER = """
import json, sys, types
import cascade_xl.hosts
buttons = types.ModuleType("cascade_xl.hosts.buttons")
buttons.press = lambda *given: print(json.dumps([*given, *sys.argv[1:]]))
sys.modules["cascade_xl.hosts.buttons"] = cascade_xl.hosts.buttons = buttons
"""
_NO_PACKAGE = "import sys; sys.modules['cascade_xl'] = None"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Office]:
    need("libreoffice")
    need("uno")
    return lambda: Office(tmp_path_factory.mktemp("office"), [])


@pytest.fixture(scope="module")
def commands(office: Callable[[], Office]) -> dict[str, str]:
    """What each callback of the ribbon hands to RunPython."""
    started = office()
    book = started.folder / "Dinkes.xlsx"
    Workbook().save(book)
    for callback in BUTTONS:
        started.click(callback, str(book), folder="/masuk/OPD & lain", forms="F1, F9 2025")
    written = dict(zip(BUTTONS, started.run(), strict=True))
    return {callback: asked(line) for callback, line in written.items()}


def _site(folder: Path, text: str) -> Path:
    (folder / "sitecustomize.py").write_text(_NO_PANDAS + text, encoding="utf-8")
    return folder


def _from_hex(text: str) -> str:
    return bytes.fromhex(text).decode("utf-16-be")


@pytest.mark.parametrize("run", [run_on_windows, run_on_mac])
def test_every_button_reaches_python(
    commands: dict[str, str], tmp_path: Path, run: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    extra = _site(tmp_path, _RECORDER)
    answers = {"terima_temuan": REASON, "gabungkan_folder": "/masuk/OPD & lain", "cetak_pdf": "F1, F9 2025"}
    for number, (callback, button) in enumerate(BUTTONS.items()):
        name = NAMES[number % len(NAMES)]
        done = run(commands[callback], name, folder=str(tmp_path / "a & b's"), extra=extra)
        assert done.returncode == 0, done.stderr
        pressed, addin, argument, wb, *_ = json.loads(done.stdout)
        assert (pressed, addin, wb) == (button, __version__, f"--wb={name}")
        assert _from_hex(argument) == answers.get(button, "")


def test_why_a_caret_is_refused_and_an_ampersand_is_not() -> None:
    signs = " !#$&'()+,-.=@[]_`{}~"
    *moves, python = cmd_commands(windows_line("pass", f"C:\\a{signs}b", f"x{signs}y.xlsx"))
    code, book = arguments(python)[3:5]
    assert (len(moves), book) == (2, f"--wb=x{signs}y.xlsx")
    compile(code, "command", "exec")
    *_, attack = cmd_commands(windows_line("pass", r"C:\x^&calc ", "a.xlsx"))
    assert attack.startswith("calc "), "a program that the folder's name starts"


@pytest.mark.parametrize("run", [run_on_windows, run_on_mac])
def test_a_missing_package_says_what_to_do(
    commands: dict[str, str], tmp_path: Path, run: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    extra = _site(tmp_path, _NO_PACKAGE)
    done = run(commands["OnValidasi"], "Dinkes.xlsx", folder=str(tmp_path), extra=extra)
    assert done.returncode == 1
    assert done.stderr.startswith("Paket cascade-xl tidak ditemukan di Python yang dipakai Excel. Buka Command Prompt")
    assert "Traceback" not in done.stderr


def test_nothing_in_a_command_can_be_taken_for_the_shells(commands: dict[str, str]) -> None:
    for command in commands.values():
        assert command.isascii()
        assert not set(command) & set('"%$`|^&<>\r\n')


def test_what_stands_in_the_way_is_said_and_python_does_not_run(office: Callable[[], Office], tmp_path: Path) -> None:
    def book(name: str, *sheets: str) -> str:
        made = Workbook()
        for sheet in sheets:
            made.create_sheet(sheet).sheet_state = "veryHidden"
        made.save(tmp_path / name)
        return str(tmp_path / name)

    configuration = tmp_path / "cascade_xl.conf"
    configuration.write_text('"INTERPRETER_WIN","jahat.exe"\n', encoding="ascii")
    clicks: list[tuple[str, dict[str, object]]] = [
        ("lembar 'Cascade_XL.conf'", {"book": book("a.xlsx", "Cascade_XL.conf")}),
        ("lembar 'json.PY'", {"book": book("b.xlsx", "json.PY")}),
        (f"ada berkas~{configuration}", {"book": book("c.xlsx"), "configuration": str(configuration)}),
        ("Python tidak ditemukan di /tidak/ada.", {"book": book("d.xlsx"), "interpreter": "/tidak/ada"}),
        ("Python tidak ditemukan.~Buka", {"book": book("e.xlsx"), "interpreter": ""}),
        ("memuat tanda  %  yang", {"book": book("Capaian 100%.xlsx")}),
        ('memuat tanda  "  yang', {"book": book('Dinkes "A" [1].xlsx')}),
        ("Python tidak dapat dijalankan dari Excel (", {"book": book("f.xlsx"), "failing": True}),
    ]
    started = office()
    for _, given in clicks:
        started.click("OnValidasi", **given)  # type: ignore[arg-type]
    for (wanted, given), said in zip(clicks, started.run(), strict=True):
        assert said.startswith("Tell\t"), (given, said)
        assert wanted in said
        assert "ulangi" in said or "cascade-xl validate" in said, "says what to do next"


def test_the_workbook_that_is_named_is_the_one_on_top_and_cancelling_is_quiet(
    office: Callable[[], Office], tmp_path: Path
) -> None:
    started = office()
    for name in NAMES:
        Workbook().save(tmp_path / name)
        started.click("OnValidasi", str(tmp_path / name))
    started.click("OnTerimaTemuan", str(tmp_path / NAMES[0]), reason="")
    started.click("OnGabungkanFolder", str(tmp_path / NAMES[0]))
    started.click("OnCetakPdf", str(tmp_path / NAMES[0]))
    *clicked, no_reason, no_folder, no_forms = started.run()
    assert [line.split("\t")[:2] for line in clicked] == [["RunPython", name] for name in NAMES]
    assert no_reason == no_folder == no_forms == ""


@pytest.mark.parametrize("mac", [False, True])
def test_a_second_reader_of_vba_takes_every_line(mac: bool) -> None:
    """LibreOffice looks at one side of each #If only; this one compiles both."""
    for name, text in build.modules(ADDIN / "excel").items():
        if name != "xlwings":
            parse_module(text.replace("#If Mac Then", "#If Not Mac Then") if mac else text, name=name)


def test_a_reason_has_at_most_500_letters_and_may_be_withdrawn() -> None:
    vba = Interpreter()
    vba.add_module(build.modules(ADDIN / "excel")["CascadingDialogs"], name="CascadingDialogs")
    vba.answers = ["x" * 501, 1, f"  {'y' * 500} "]
    assert vba.run("AskReason") == "y" * 500
    asked, told, again = vba.dialogs
    assert (asked[0], told[0], again[0]) == ("InputBox", "MsgBox", "InputBox")
    assert "Ringkas menjadi paling banyak 500 huruf." in told[1]
    vba.answers = [""]
    assert vba.run("AskReason") == ""


def test_forms_are_asked_for_and_may_be_withdrawn() -> None:
    vba = Interpreter()
    vba.add_module(build.modules(ADDIN / "excel")["CascadingDialogs"], name="CascadingDialogs")
    vba.answers = [" F1, F9 2025 ", ""]
    assert vba.run("AskForms") == "F1, F9 2025"
    assert vba.run("AskForms") == ""
    assert "semua untuk semua formulir" in vba.dialogs[0][1]


def test_without_a_workbook(office: Callable[[], Office]) -> None:
    started = office()
    started.click("OnTentang")
    started.click("OnValidasi")
    started.click("OnGabungkanFolder", folder="/masuk")
    started.click("OnGabungkanFolder")
    started.click("OnBantuan")
    about, check, merge, cancelled, afterwards = started.run()
    assert f"versi add-in {__version__}." in about
    assert (
        check
        == afterwards
        == "Tell\tBelum ada buku kerja yang terbuka.~Buka buku kerja cascading, lalu klik tombol ini lagi."
    )
    kind, name, command = merge.split("\t")
    assert (kind, name != "cascade_xl.xlsm") == ("RunPython", True), "an empty workbook was added for xlwings"
    assert "gabungkan_folder" in command
    assert cancelled == ""


def test_names_that_a_shell_would_read_otherwise(office: Callable[[], Office]) -> None:
    names = {
        ("Dinkes.xlsx", r"C:\Users\siti\Dokumen\O'Brien & anak (2025) = a [1]\Dinkes.xlsx"): "",
        ("Dinkes Kesehatan.xlsx", "https://contoh.sharepoint.com/Dokumen/Dinkes%20Kesehatan.xlsx"): "",
        ("Dinkes.xlsx", r"C:\x^&calc&\Dinkes.xlsx"): "^",
        ("Dinkes.xlsx", r"C:\%TEMP%\Dinkes.xlsx"): "%",
        ("a;b.xlsx", r"C:\a;b.xlsx"): ";",
    }
    started = office()
    for name, path in names:
        started.call("Unsafe", name, path)
    started.call("Readable", "Traceback ...\nModuleNotFoundError: No module named 'xlwings'\n")
    started.call("Readable", "Pesan lain\n")
    *said, no_xlwings, other = started.run()
    for answer, sign in zip(said, names.values(), strict=True):
        assert (f"memuat tanda  {sign}  yang" in answer) if sign else answer == ""
    assert "pip install --upgrade cascade-xl" in no_xlwings
    assert "Traceback" not in no_xlwings
    assert other == "Pesan lain\n"
