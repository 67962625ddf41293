"""The two applications that print workbooks to PDF without being seen: Excel, and LibreOffice."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from cascade_xl.files import reason
from cascade_xl.hosts.installation.machine import Machine
from cascade_xl.hosts.pdf import Converter, Job, PdfError, Progress, complain, is_pdf, printed
from cascade_xl.hosts.problems import HostError
from cascade_xl.hosts.xl.copying import NotStartedError, unseen

_FIRST, _EACH = 120.0, 60.0
"""Seconds that a start of LibreOffice may take, and each workbook."""
_LOOK = 0.5
"""Seconds between looks at what is ready."""
_MADE, _SAID = "pdf", "pesan.txt"
_SYSTEM = ("/usr/bin", "/bin", "/usr/sbin", "/sbin")


@dataclass(frozen=True)
class Excel:
    """An Excel of its own, which nobody sees. Where it does not start, ``other`` does the work."""

    other: Converter | None = None

    def convert(self, jobs: Sequence[Job], progress: Progress = lambda _: None) -> None:
        failed: list[str] = []
        try:
            with unseen() as export:
                for source, target in jobs:
                    try:
                        with printed(target) as place:
                            export(source, place)
                        progress(target)
                    except (PdfError, HostError) as error:
                        failed.append(str(error))
        except NotStartedError as error:
            if self.other is None:
                raise PdfError(str(error)) from error
            self.other.convert(jobs, progress)
        complain(failed)


@dataclass(frozen=True)
class LibreOffice:
    """LibreOffice without a window, in one run for all workbooks, with a profile of its own: so it neither meets the
    one that the officer has open nor changes its settings."""

    program: Path
    machine: Machine
    first: float = _FIRST
    each: float = _EACH

    def convert(self, jobs: Sequence[Job], progress: Progress = lambda _: None) -> None:
        if not jobs:
            return
        patience = self.first + self.each * len(jobs)
        with tempfile.TemporaryDirectory(prefix="cascade-xl-", ignore_cleanup_errors=True) as scratch:
            batch = _Batch(Path(scratch), jobs, progress)
            try:
                with _group(self._command(batch), batch.folder, environment(self.machine)) as process:
                    _watch(process, patience, batch)
            except subprocess.TimeoutExpired as error:
                raise PdfError(
                    f"LibreOffice tidak selesai mencetak {len(jobs)} buku kerja dalam {patience / 60:.0f} menit dan "
                    "dihentikan. Tutup program lain, lalu ulangi dengan lebih sedikit formulir."
                ) from error
            except OSError as error:
                raise PdfError(f"{self.program}: tidak dapat dijalankan ({error}).") from error
            batch.deliver(len(jobs))
        complain(batch.failed)

    def _command(self, batch: _Batch) -> list[str]:
        options = ["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"]
        profile = f"-env:UserInstallation={(batch.folder / 'profil').as_uri()}"
        return [str(self.program), *options, profile, "--convert-to", "pdf", "--outdir", _MADE, *batch.names]


class _Batch:
    """Copies of workbooks in a folder, and their PDFs as they come out, one after the other.

    The copies have numbers for names: those of the workbooks may be alike, be long, or mean something on a command
    line.
    """

    def __init__(self, folder: Path, jobs: Sequence[Job], progress: Progress) -> None:
        self.folder = folder
        self.failed: list[str] = []
        self.names = [f"{number}{source.suffix}" for number, (source, _) in enumerate(jobs)]
        self._jobs = jobs
        self._progress = progress
        self._delivered = 0
        for (source, _), name in zip(jobs, self.names, strict=True):
            try:
                shutil.copyfile(source, folder / name)
            except OSError as error:
                raise PdfError(f"{source}: tidak dapat dibaca ({reason(error)}).") from error

    def deliver_ready(self) -> None:
        """All before the last PDF that is there: that one may not be whole yet."""
        made = [number for number in range(self._delivered, len(self._jobs)) if self._made(number).exists()]
        self.deliver(max(made, default=0))

    def deliver(self, before: int) -> None:
        for number in range(self._delivered, before):
            self._deliver(number)
        self._delivered = max(self._delivered, before)

    def _deliver(self, number: int) -> None:
        source, target = self._jobs[number]
        made = self._made(number)
        if not is_pdf(made):
            self.failed.append(f"{source.name}: LibreOffice tidak dapat mencetaknya{self._said()}.")
            return
        try:
            with printed(target) as place:
                shutil.copyfile(made, place)
            self._progress(target)
        except PdfError as error:
            self.failed.append(str(error))

    def _made(self, number: int) -> Path:
        return self.folder / _MADE / f"{number}.pdf"

    def _said(self) -> str:
        """The last complaint of LibreOffice."""
        text = (self.folder / _SAID).read_text(encoding="utf-8", errors="replace")
        lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("convert ")]
        return f" ({lines[-1]})" if lines else ""


def _watch(process: subprocess.Popen[bytes], patience: float, batch: _Batch) -> None:
    """Hand out what is ready until the process ends. Raises `subprocess.TimeoutExpired`."""
    end = time.monotonic() + patience
    while True:
        with suppress(subprocess.TimeoutExpired):
            process.wait(min(_LOOK, patience))
            return
        if time.monotonic() > end:
            raise subprocess.TimeoutExpired(process.args, patience)
        batch.deliver_ready()


@contextmanager
def _group(command: Sequence[str], folder: Path, variables: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A program in a group of its own: `soffice` starts others, and all are ended with it."""
    with (folder / _SAID).open("wb") as said:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=os.name == "posix",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            _end(process)
        process.wait()


def _end(process: subprocess.Popen[bytes]) -> None:
    if os.name == "posix":
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    process.kill()


def environment(machine: Machine) -> dict[str, str]:
    """What LibreOffice is told of this computer.

    It has a Python of its own and looks for its parts beside the first ``python3`` on the PATH: that of a virtual
    environment, which runs this, would make it fail.
    """
    kept = {
        name: value
        for name, value in machine.environment.items()
        if not name.startswith("PYTHON") and name not in ("VIRTUAL_ENV", "__PYVENV_LAUNCHER__")
    }
    if machine.platform == "windows":
        return kept
    folders = [folder for folder in kept.get("PATH", "").split(":") if folder and folder not in _SYSTEM]
    plain = [folder for folder in folders if not Path(folder, "python3").exists()]
    return {**kept, "PATH": ":".join([*plain, *_SYSTEM])}
