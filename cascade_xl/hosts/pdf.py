"""Workbooks → PDF, printed by the spreadsheet application that is on this computer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from cascade_xl.files import WriteError, reason, whole

NO_APPLICATION = (
    "PDF tidak dibuat: Excel atau LibreOffice tidak ditemukan di komputer ini. Pasang LibreOffice, atau buka buku "
    "kerjanya di Excel lalu simpan sebagai PDF."
)
_BEGIN = b"%PDF"

Job = tuple[Path, Path]
"""A workbook file, and the PDF that it becomes."""
Progress = Callable[[Path], None]
"""Is told each PDF that is ready."""


class PdfError(ValueError):
    """What could not be printed; the message is for the officer and says what to do next."""


class Converter(Protocol):
    """An application that prints."""

    def convert(self, jobs: Sequence[Job], progress: Progress = ...) -> None:
        """Print each workbook into its PDF, which is whole or not there. Raises `PdfError`, which names those that
        could not be printed; all others are ready then."""


def converter() -> Converter | None:
    """Excel where it is, else LibreOffice; None where neither is."""
    from cascade_xl.hosts.installation import excel, libreoffice
    from cascade_xl.hosts.installation.machine import Machine
    from cascade_xl.hosts.printers import Excel, LibreOffice

    machine = Machine.here()
    program = libreoffice.program(machine, libreoffice.OFFICE)
    other = LibreOffice(program, machine) if program else None
    return Excel(other) if excel.is_there(machine) else other


@contextmanager
def printed(target: Path) -> Iterator[Path]:
    """Where an application prints to: what it leaves there becomes the PDF when the block ends well, and is one."""
    try:
        with whole(target) as temporary:
            yield temporary
            if not is_pdf(temporary):
                raise PdfError(f"{target.name}: aplikasi tidak menghasilkan PDF.")
    except WriteError as error:
        raise PdfError(str(error)) from error
    except OSError as error:
        raise PdfError(f"{target}: tidak dapat ditulis ({reason(error)}).") from error


def is_pdf(path: Path) -> bool:
    """Whether a file is there and begins as a PDF does."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_BEGIN)) == _BEGIN


def complain(failed: Sequence[str]) -> None:
    """Raise `PdfError` where something failed."""
    if failed:
        lines = "\n".join(f"• {line}" for line in failed)
        raise PdfError(f"PDF berikut tidak dapat dibuat:\n{lines}")
