"""Validasi: the open workbook is read, checked as a file is checked, and marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cascade_xl import contract
from cascade_xl.checking import Checked, check_workbook
from cascade_xl.contract import Sheet
from cascade_xl.hosts import live, marking
from cascade_xl.hosts.live import LiveBook
from cascade_xl.hosts.problems import HostError
from cascade_xl.hosts.xl import OpenBook
from cascade_xl.model import Severity, Status
from cascade_xl.profile import Profile
from cascade_xl.read import UnreadableError
from cascade_xl.rules.book import Nomenclature
from cascade_xl.rules.rule import Outcome

_STRUCTURE = ("templat-tidak-dikenal", "lembar-hilang", "kolom-hilang")
"""Rules about the workbook itself. What they find in the running application is put right first: marks would stand in
the wrong place, or in none."""
_SHOWN = 4


def validate(book: OpenBook, using: Profile | None = None, names: Nomenclature | None = None) -> Sequence[Checked]:
    """Check and mark the open workbook. Raises `HostError`, with nothing changed."""
    read, checks = check(book, using, names)
    marking.mark(book, read, checks)
    return checks


def clear(book: OpenBook) -> None:
    """Take all marks away. Raises `HostError`, with nothing changed."""
    found = live.find_tables(book)
    _refuse_foreign(found)
    _refuse_locked(book, found)
    marking.clear(book, found)
    book.status("Semua tanda dan isi lembar Temuan sudah dihapus. Klik Validasi untuk memeriksa lagi.")


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
    _refuse_broken(read, checks)
    _refuse_locked(book, read)
    return read, checks


def _refuse_foreign(found: LiveBook) -> None:
    if Sheet.MATRIKS not in found.tables and live.named(found.sheets, Sheet.IDENTITAS) is None:
        raise HostError(
            f"{found.workbook.file} bukan templat cascading: tidak ada lembar {Sheet.MATRIKS} dan {Sheet.IDENTITAS}. "
            "Buka buku kerja cascading dari Bappeda, lalu ulangi."
        )


def _refuse_broken(read: LiveBook, checks: Sequence[Checked]) -> None:
    broken = [
        finding
        for checked in checks
        for finding in checked.report.findings
        if finding.rule in _STRUCTURE and finding.status is Status.OPEN and finding.severity is Severity.ERROR
    ]
    if broken:
        lines = [f"• {finding.message} {finding.fix}" for finding in broken[:_SHOWN]]
        more = [f"• dan {len(broken) - _SHOWN} lagi"] if len(broken) > _SHOWN else []
        said = "Buku kerja ini belum dapat divalidasi. Tidak ada yang diubah."
        raise HostError("\n".join([said, *lines, *more, "Bila baru saja terhapus, batalkan dengan Ctrl+Z."]))
    if live.named(read.sheets, Sheet.TEMUAN) is None:
        raise HostError(
            f"Lembar {Sheet.TEMUAN} tidak ada. Tidak ada yang diubah. Kembalikan nama lembarnya menjadi "
            f"{Sheet.TEMUAN}, atau salin lembar itu dari templat."
        )
    for table in read.tables.values():
        for column in (contract.PESAN, contract.TANDA):
            if not table.column(column.key):
                raise HostError(
                    f"Kolom {column.header} di lembar {table.sheet.name} terhapus, sehingga temuan tidak dapat "
                    "ditandai. Tidak ada yang diubah. Batalkan penghapusan dengan Ctrl+Z, atau salin isi ke templat "
                    "baru."
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


def tell(book: OpenBook, checks: Sequence[Checked]) -> None:
    """Say how many findings there are: in the status bar, or in a message where there are none."""
    counts = Counter(f.severity for c in checks for f in c.report.findings if f.status is Status.OPEN)
    accepted = sum(c.report.count(severity, Status.ACCEPTED) for c in checks for severity in Severity)
    crashed = sorted({r.rule.name for c in checks for r in c.report.results if r.outcome is Outcome.CRASHED})
    also = f" {accepted} temuan diterima." if accepted else ""
    if crashed:
        book.say(
            f"Validasi selesai, tetapi aturan berikut gagal dijalankan: {', '.join(crashed)}. Mohon dilaporkan kepada "
            "pengelola; temuan lain sudah ditandai."
        )
    elif not counts:
        book.status("")
        book.say(f"Tidak ada temuan.{also} Buku kerja ini siap diserahkan.")
        return
    said = ", ".join(f"{counts[severity]} {severity.label}" for severity in Severity if counts[severity])
    book.status(f"Validasi: {said or 'tidak ada temuan'}.{also} Klik Temuan berikutnya untuk menuju selnya.")
