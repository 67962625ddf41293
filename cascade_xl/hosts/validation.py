"""Validasi: the open workbook is read, checked as a file is checked, and marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from cascade_xl import contract
from cascade_xl.checking import Checked, check_workbook
from cascade_xl.contract import Sheet
from cascade_xl.contract.marks import STATUS
from cascade_xl.hosts import live, marking
from cascade_xl.hosts.live import LiveBook
from cascade_xl.hosts.problems import HostError
from cascade_xl.hosts.xl import OpenBook
from cascade_xl.model import Document, Finding, Severity, Status
from cascade_xl.profile import Profile
from cascade_xl.read import UnreadableError, read_documents
from cascade_xl.rules import RULES
from cascade_xl.rules.book import Book, Nomenclature
from cascade_xl.rules.rule import Outcome
from cascade_xl.rules.rule import check as run

_STRUCTURE = ("templat-tidak-dikenal", "lembar-hilang", "kolom-hilang")
"""Rules about the workbook itself. What they find in the running application is put right first: marks would stand in
the wrong place, or in none."""
_SHOWN = 4


def validate(
    book: OpenBook, using: Profile | None = None, names: Nomenclature | None = None
) -> tuple[Sequence[Checked], Counter[str]]:
    """Check and mark the open workbook; what was checked, and how many findings are listed by their words.

    Raises `HostError`, with nothing changed.
    """
    read, checks = check(book, using, names)
    return checks, marking.mark(book, read, checks)


def clear(book: OpenBook) -> None:
    """Take all marks away. Raises `HostError`, with nothing changed."""
    found = live.find_tables(book)
    _refuse_foreign(found)
    _refuse_moved(found)
    _refuse_locked(book, found)
    left = marking.clear(book, found)
    kept = f" {left} temuan lembar lain dari berkas OPD tetap terdaftar di lembar Temuan." if left else ""
    book.status(f"Semua tanda sudah dihapus.{kept} Klik Validasi untuk memeriksa lagi.")


def check(
    book: OpenBook, using: Profile | None = None, names: Nomenclature | None = None
) -> tuple[LiveBook, Sequence[Checked]]:
    """Read and check the open workbook, which must be whole and open for writing. Raises `HostError`."""
    try:
        read = live.read(book)
        _refuse_foreign(read)
        checks = check_workbook(read.workbook, using, names)
    except UnreadableError as error:
        raise HostError(str(error)) from error
    _refuse_broken((finding for checked in checks for finding in checked.report.findings), "divalidasi")
    _refuse_unmarkable(read)
    _refuse_moved(read)
    _refuse_locked(book, read)
    return read, checks


def documents(book: OpenBook) -> tuple[LiveBook, Sequence[tuple[Document, Profile]]]:
    """Read the open workbook, which must be whole; it may be locked. Raises `HostError`."""
    try:
        read = live.read(book)
        _refuse_foreign(read)
        found = read_documents(read.workbook)
    except UnreadableError as error:
        raise HostError(str(error)) from error
    if not read.merged:
        rules = [rule for rule in RULES if rule.name in _STRUCTURE]
        _refuse_broken((f for opd in found for f in run(Book(*opd), rules).findings), "dicetak")
    return read, found


def _refuse_foreign(found: LiveBook) -> None:
    if Sheet.MATRIKS not in found.tables and live.named(found.sheets, Sheet.IDENTITAS) is None:
        raise HostError(
            f"{found.workbook.file} bukan templat cascading: tidak ada lembar {Sheet.MATRIKS} dan {Sheet.IDENTITAS}. "
            "Buka buku kerja cascading dari Bappeda, lalu ulangi."
        )


def _refuse_broken(findings: Iterable[Finding], done: str) -> None:
    broken = [
        finding
        for finding in findings
        if finding.rule in _STRUCTURE and finding.status is Status.OPEN and finding.severity is Severity.ERROR
    ]
    if broken:
        lines = [f"• {finding.message} {finding.fix}" for finding in broken[:_SHOWN]]
        more = [f"• dan {len(broken) - _SHOWN} lagi"] if len(broken) > _SHOWN else []
        said = f"Buku kerja ini belum dapat {done}. Tidak ada yang diubah."
        raise HostError("\n".join([said, *lines, *more, "Bila baru saja terhapus, batalkan dengan Ctrl+Z."]))


def _refuse_unmarkable(read: LiveBook) -> None:
    for table in (read.tables[Sheet.MATRIKS],) if read.merged else read.tables.values():  # merged: only Matriks
        for column in (contract.PESAN, contract.TANDA):
            if not table.column(column.key):
                raise HostError(
                    f"Kolom {column.header} di lembar {table.sheet.name} terhapus, atau ada dua, sehingga temuan tidak "
                    "dapat ditandai. Tidak ada yang diubah. Batalkan penghapusan dengan Ctrl+Z, atau ganti judul kolom "
                    "Anda sendiri."
                )


def _refuse_moved(found: LiveBook) -> None:
    """*Identitas* has no headings for its marks: their places are right only where no column was inserted."""
    identitas = live.named(found.sheets, Sheet.IDENTITAS)
    if identitas is not None and not live.identitas_in_place(found.workbook.sheets[identitas.name]):
        raise HostError(
            f"Kolom di lembar {identitas.name} bergeser dari templat, sehingga temuan tidak dapat ditandai. Tidak ada "
            "yang diubah. Hapus kolom yang disisipkan atau batalkan dengan Ctrl+Z, lalu ulangi."
        )


def _refuse_locked(book: OpenBook, found: LiveBook) -> None:
    if book.read_only:
        raise HostError(
            f"{book.name} dibuka hanya untuk dibaca, mungkin sedang dibuka orang lain, sehingga tanda tidak dapat "
            "disimpan. Tidak ada yang diubah. Simpan dengan nama lain (Save As), lalu ulangi."
        )
    temuan = live.named(found.sheets, Sheet.TEMUAN)
    for sheet in (*(table.sheet for table in found.tables.values()), *((temuan,) if temuan else ())):
        if sheet.protected:
            raise HostError(
                f"Lembar {sheet.name} dilindungi, sehingga temuan tidak dapat ditandai. Tidak ada yang diubah. "
                "Buka perlindungannya lewat Tinjau > Hapus Proteksi Lembar, lalu ulangi."
            )


def tell(book: OpenBook, checks: Sequence[Checked], listed: Counter[str]) -> None:
    """Say how many findings there are: in the status bar, or in a message where there are none."""
    crashed = sorted({r.rule.name for c in checks for r in c.report.results if r.outcome is Outcome.CRASHED})
    accepted = listed[STATUS[Status.ACCEPTED]]
    also = f" {accepted} temuan diterima." if accepted else ""
    counts = [f"{n} {s.label}" for s in Severity if (n := listed[s.label.capitalize()])]
    if crashed:
        book.say(
            f"Validasi selesai, tetapi aturan berikut gagal dijalankan: {', '.join(crashed)}. Mohon dilaporkan kepada "
            "pengelola; temuan lain sudah ditandai."
        )
    elif not counts:
        book.status("")
        book.say(f"Tidak ada temuan.{also} Buku kerja ini siap diserahkan.")
        return
    said = ", ".join(counts) or "tidak ada temuan"
    book.status(f"Validasi: {said}.{also} Klik Temuan berikutnya untuk menuju selnya.")
