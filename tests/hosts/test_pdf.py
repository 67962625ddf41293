"""Workbooks → PDF by the application that is there, and what is said where it fails, hangs or lies."""

from __future__ import annotations

import os
import select
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cascade_xl.hosts import pdf
from cascade_xl.hosts.installation import excel, libreoffice
from cascade_xl.hosts.installation.machine import Machine
from cascade_xl.hosts.pdf import PdfError
from cascade_xl.hosts.printers import Excel, LibreOffice, environment
from tests.hosts.machines import mac, windows
from tests.hosts.test_copying import form_book
from tests.judges import need
from tests.judges.pdf import sizes, texts

PAGE = b"%PDF-1.7 lama"


def jobs(folder: Path, *names: str) -> list[pdf.Job]:
    """Workbooks of those names, each in a folder of its own, and the PDFs they become."""
    found = []
    for number, name in enumerate(names):
        (folder / str(number)).mkdir()
        found.append((form_book(folder / str(number) / name, "Satu"), folder / f"{number}.pdf"))
    return found


@pytest.fixture
def soffice(tmp_path: Path) -> Callable[[str], LibreOffice]:
    """LibreOffice's place is taken by a shell script; the names of the workbooks follow its ten options."""

    def stand_in(script: str) -> LibreOffice:
        path = tmp_path / "soffice"
        path.write_text(f"#!/bin/sh\nshift 10\nmkdir pdf\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
        return LibreOffice(path, Machine.here())

    return stand_in


def test_libreoffice_prints_many_in_one_run(tmp_path: Path) -> None:
    """Also files of one name, and names that would be options or patterns."""
    need("libreoffice")
    program = libreoffice.program(Machine.here(), libreoffice.OFFICE)
    assert program is not None
    ready: list[Path] = []
    wanted = jobs(tmp_path, "Dinas.xlsx", "Dinas.xlsx", "--help *'ä%20.xlsx")
    LibreOffice(program, Machine.here()).convert(wanted, ready.append)
    assert ready == [target for _, target in wanted]
    for target in ready:
        assert sizes(target) == {(936, 612)}
        assert "1 dari 3" in texts(target)[0]
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["0.pdf", "1.pdf", "2.pdf"]


def test_each_is_handed_out_when_it_is_ready(soffice: Callable[[str], LibreOffice], tmp_path: Path) -> None:
    """While LibreOffice is still at work on the next."""
    seen = tmp_path / "terlihat"
    first = "printf %%PDF | tee pdf/0.pdf > pdf/1.pdf"
    printer = soffice(f"{first}; while [ ! -e '{seen}' ]; do sleep 0.1; done; printf %%PDF > pdf/2.pdf")
    wanted = jobs(tmp_path, "a.xlsx", "b.xlsx", "c.xlsx")
    printer.convert(wanted, lambda path: seen.touch() if path == wanted[0][1] else None)
    assert [target.read_bytes() for _, target in wanted] == [b"%PDF"] * 3


def test_one_that_fails_is_named_and_the_others_are_ready(
    soffice: Callable[[str], LibreOffice], tmp_path: Path
) -> None:
    wanted = jobs(tmp_path, "baik.xlsx", "rusak.xlsx", "baik juga.xlsx")
    wanted[1][1].write_bytes(PAGE)
    printer = soffice("echo 'Error: source file could not be loaded'; printf %%PDF | tee pdf/0.pdf > pdf/2.pdf")
    with pytest.raises(PdfError, match=r"(?s)tidak dapat dibuat:\n• rusak\.xlsx: .* could not be loaded\)\.$"):
        printer.convert(wanted)
    assert [target.read_bytes() for _, target in wanted] == [b"%PDF", PAGE, b"%PDF"]


@pytest.mark.parametrize("lie", ["exit 0", "printf '' > pdf/0.pdf", "printf bukan > pdf/0.pdf"])
def test_success_is_believed_only_where_a_pdf_is(
    soffice: Callable[[str], LibreOffice], tmp_path: Path, lie: str
) -> None:
    wanted = jobs(tmp_path, "a.xlsx")
    wanted[0][1].write_bytes(PAGE)
    with pytest.raises(PdfError, match=r"a\.xlsx: LibreOffice tidak dapat mencetaknya"):
        soffice(lie).convert(wanted)
    assert wanted[0][1].read_bytes() == PAGE


def test_one_that_hangs_is_ended_with_all_that_it_started(
    soffice: Callable[[str], LibreOffice], tmp_path: Path
) -> None:
    """Whoever runs holds the pipe open; when nobody does, it is at its end."""
    os.mkfifo(tmp_path / "pipa")
    pipe = os.open(tmp_path / "pipa", os.O_RDONLY | os.O_NONBLOCK)
    printer = replace(soffice(f"exec 3> '{tmp_path}/pipa'; sleep 600 & sleep 600"), first=1.0, each=0.1)
    with pytest.raises(PdfError, match="tidak selesai mencetak 1 buku kerja"):
        printer.convert(jobs(tmp_path, "a.xlsx"))
    ended, _, _ = select.select([pipe], [], [], 10)
    assert ended and os.read(pipe, 1) == b""
    os.close(pipe)


def test_what_cannot_be_started_or_read_is_said(soffice: Callable[[str], LibreOffice], tmp_path: Path) -> None:
    wanted = jobs(tmp_path, "a.xlsx")
    with pytest.raises(PdfError, match="tidak dapat dijalankan"):
        replace(soffice(""), program=tmp_path / "tidak ada").convert(wanted)
    with pytest.raises(PdfError, match=r"hilang\.xlsx: tidak dapat dibaca \(tidak ditemukan\)"):
        soffice("").convert([(tmp_path / "hilang.xlsx", tmp_path / "a.pdf")])
    soffice("exit 1").convert([])


def test_a_pdf_that_is_open_elsewhere_is_named(soffice: Callable[[str], LibreOffice], tmp_path: Path) -> None:
    wanted = jobs(tmp_path, "a.xlsx", "b.xlsx")
    wanted[0][1].mkdir()  # cannot be replaced, on any system
    with pytest.raises(PdfError, match=r"0\.pdf: tidak dapat diganti .* Tutup dahulu di program yang membukanya"):
        soffice("printf %%PDF | tee pdf/0.pdf > pdf/1.pdf").convert(wanted)
    assert wanted[1][1].read_bytes() == b"%PDF"
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_libreoffice_is_not_led_into_another_python(tmp_path: Path) -> None:
    (tmp_path / "venv" / "bin").mkdir(parents=True)
    (tmp_path / "venv" / "bin" / "python3").touch()
    (tmp_path / "lain").mkdir()
    given = {
        "PATH": f"{tmp_path}/venv/bin:{tmp_path}/lain:/usr/bin",
        "PYTHONHOME": "x",
        "PYTHONPATH": "y",
        "VIRTUAL_ENV": "z",
        "HOME": "/home/siti",
    }
    told = environment(replace(mac(tmp_path), environment=given))
    assert told == {"PATH": f"{tmp_path}/lain:/usr/bin:/bin:/usr/sbin:/sbin", "HOME": "/home/siti"}


class Application:
    """An Excel of our own as far as it is asked; what was done to it, in order."""

    def __init__(self, *broken: str) -> None:
        self.done: list[str] = []
        self.books = self.api = self
        self._broken = broken
        self._open = ""

    def properties(self, **wanted: bool) -> AbstractContextManager[None]:
        assert wanted == {"screen_updating": False, "display_alerts": False}
        return nullcontext()

    def open(self, path: str, update_links: bool, read_only: bool) -> Application:
        assert read_only and not update_links
        self._open = Path(path).name
        self.done.append(f"open {self._open}")
        return self

    def to_pdf(self, path: str) -> None:
        if self._open in self._broken:
            raise OSError("no printer")
        Path(path).write_bytes(b"%PDF Excel")

    def close(self) -> None:
        self.done.append("close")

    def Quit(self) -> None:  # noqa: N802
        self.done.append("quit")


class Other:
    """The other application."""

    def __init__(self) -> None:
        self.asked: list[pdf.Job] = []

    def convert(self, jobs: Any, progress: pdf.Progress = print) -> None:
        self.asked += jobs


def start(monkeypatch: pytest.MonkeyPatch, application: Application | Exception) -> None:
    """What xlwings answers when it is to start an Excel."""

    def started(visible: bool, add_book: bool) -> Application:
        assert not visible and not add_book
        if isinstance(application, Exception):
            raise application
        return application

    monkeypatch.setattr("xlwings.App", started)


def test_an_excel_of_our_own_prints_and_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    application = Application("rusak.xlsx")
    start(monkeypatch, application)
    wanted = jobs(tmp_path, "a.xlsx", "rusak.xlsx", "c.xlsx")
    ready: list[Path] = []
    with pytest.raises(PdfError, match=r"rusak\.xlsx: tidak dapat dicetak ke PDF \(no printer\)"):
        Excel().convert(wanted, ready.append)
    assert ready == [wanted[0][1], wanted[2][1]]
    assert [path.read_bytes() for path in ready] == [b"%PDF Excel"] * 2
    assert application.done == ["open a.xlsx", "close", "open rusak.xlsx", "close", "open c.xlsx", "close", "quit"]


def test_where_excel_does_not_start_the_other_prints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start(monkeypatch, OSError("Invalid class string"))
    wanted, other = jobs(tmp_path, "a.xlsx"), Other()
    Excel(other).convert(wanted)
    assert other.asked == wanted
    with pytest.raises(PdfError, match=r"Excel tidak dapat dijalankan \(Invalid class string\)\. Buka Excel sekali"):
        Excel().convert(wanted)


@pytest.mark.parametrize("computer", [windows, mac])
def test_who_prints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, computer: Callable[[Path], Machine]) -> None:
    """Excel where it is, LibreOffice where an installer put it, or nobody."""
    machine = computer(tmp_path)
    places = {
        "windows": "Program Files/LibreOffice/program/soffice.com",
        "mac": "Applications/LibreOffice.app/Contents/MacOS/soffice",
    }
    program = tmp_path / places[machine.platform]
    monkeypatch.setattr(Machine, "here", lambda: machine)
    assert pdf.converter() == Excel(None)
    program.parent.mkdir(parents=True)
    program.touch()
    assert pdf.converter() == Excel(LibreOffice(program, machine))
    monkeypatch.setattr(excel, "is_there", lambda _: False)
    assert pdf.converter() == LibreOffice(program, machine)
    program.unlink()
    assert pdf.converter() is None
