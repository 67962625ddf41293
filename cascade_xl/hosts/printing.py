"""Printed forms of the open workbook: as sheets in it, or as PDF beside it. What officers filled in is not touched."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from cascade_xl.forms import FORMS, Made, Order, make
from cascade_xl.forms.choices import ChoiceError, form_codes, year_of
from cascade_xl.forms.regency import of_regency
from cascade_xl.forms.result import alone
from cascade_xl.forms.sheet import Sheet
from cascade_xl.forms.workbook import build
from cascade_xl.hosts import pdf, validation
from cascade_xl.hosts.problems import HostError
from cascade_xl.hosts.xl import OpenBook
from cascade_xl.model import Document
from cascade_xl.profile import Profile

TARGET = ("F1",)
TREES = ("F2", "F3")
_FIRST_ROW = 2
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


def insert(book: OpenBook, codes: Sequence[str]) -> None:
    """Put the sheets of some forms into the workbook and show the first. Raises `HostError`, with nothing changed."""
    _refuse_locked(book)
    sheets, skipped = _made(book, codes)
    with _file(sheets) as path:
        inserted = book.insert(path)
    for sheet in reversed(inserted):
        sheet.go_to(_FIRST_ROW, 1)  # not in the hidden row above, where the next key would write over the mark
    names = ", ".join(sheet.name for sheet in inserted)
    book.status(" ".join([f"Lembar {names} sudah dibuat dan siap dicetak.", *skipped]))


def print_pdf(book: OpenBook, answer: str) -> None:
    """Write a PDF of each form that was asked for (``F1, F9 2025``) beside the workbook. Raises `HostError`."""
    path = book.path
    if path is None:
        raise HostError(
            f"{book.name} belum disimpan di komputer ini, sedangkan PDF ditulis di sampingnya. Simpan dahulu buku "
            "kerja ini (Save As), lalu ulangi."
        )
    sheets, skipped = _made(book, *asked(answer))
    ready: list[str] = []
    failed: list[str] = []
    for number, (called, sheet) in enumerate(alone(sheets).items(), start=1):
        target = path.with_name(f"{path.stem} - {_NOT_IN_NAMES.sub(' ', called)}.pdf")
        book.status(f"Mencetak {number} dari {len(sheets)}: {target.name}")
        try:
            with _file([sheet]) as source, pdf.printed(target) as place:
                book.pdf(source, place)
            ready.append(target.name)
        except (pdf.PdfError, HostError) as error:
            failed.append(str(error))
    book.status(f"{len(ready)} PDF ditulis di {path.parent}: {', '.join(ready)}" if ready else "")
    if failed:
        lines = "\n".join(f"• {line}" for line in (*failed, *skipped))
        raise HostError(f"PDF berikut tidak dapat dibuat:\n{lines}")
    if skipped:
        book.say("\n".join(skipped))


def asked(answer: str) -> tuple[Sequence[str], int | None]:
    """The forms that an officer typed, and the year if he typed one. Raises `HostError`."""
    years = _YEAR.findall(answer)
    try:
        return form_codes(_YEAR.sub(" ", answer)), int(years[-1]) if years else None
    except ChoiceError as error:
        known = "\n".join(f"• {form.name}" for form in FORMS.values())
        raise HostError(f"{error}\n{known}") from error


def _made(book: OpenBook, codes: Sequence[str], year: int | None = None) -> Made:
    """The sheets of some forms with all that the open workbook holds. Raises `HostError` where there is nothing."""
    read, documents = validation.documents(book)
    try:
        document, profile = documents[0]
        order = Order(document, profile, year_of(document, profile, datetime.now().year, year))
        made = _of_region(order, documents, codes) if read.merged else make(order, codes)
    except ChoiceError as error:
        raise HostError(str(error)) from error
    if not made.sheets:
        raise HostError("\n".join(made.skipped))
    return made


def _of_region(order: Order, documents: Sequence[tuple[Document, Profile]], codes: Sequence[str]) -> Made:
    """What a merged workbook can be printed as."""
    others = [FORMS[code].name for code in codes if code not in TARGET]
    made = of_regency(order, documents) if len(others) < len(codes) else Made((), ())
    why = f"{', '.join(others)} dibuat untuk satu OPD: buka buku kerja OPD itu, lalu ulangi."
    return Made(made.sheets, (*made.skipped, why)) if others else made


@contextmanager
def _file(sheets: Sequence[Sheet]) -> Iterator[Path]:
    """A workbook file of forms, for as long as it is needed."""
    with tempfile.TemporaryDirectory(prefix="cascade-xl-", ignore_cleanup_errors=True) as folder:
        path = Path(folder, "formulir.xlsx")
        path.write_bytes(build(sheets))
        yield path


def _refuse_locked(book: OpenBook) -> None:
    if book.read_only:
        raise HostError(
            f"{book.name} dibuka hanya untuk dibaca, mungkin sedang dibuka orang lain, sehingga lembar baru tidak "
            "dapat disimpan. Tidak ada yang diubah. Simpan dengan nama lain (Save As), atau pakai tombol Cetak PDF."
        )
    if book.structure_protected:
        raise HostError(
            f"Struktur {book.name} dilindungi, sehingga lembar baru tidak dapat ditambahkan. Tidak ada yang diubah. "
            "Buka perlindungannya lewat Tinjau > Proteksi Buku Kerja (LibreOffice: menu Perkakas), lalu ulangi."
        )
