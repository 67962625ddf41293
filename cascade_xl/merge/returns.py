"""What goes back to the OPD: for each file a small workbook with its findings, to be sent beside a letter.

The handed-in file stays as it is: what is returned says sheet and cell in words, so that it can be read on any computer
without that file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

from cascade_xl import contract
from cascade_xl.contract import Column, Kind
from cascade_xl.contract.marks import said
from cascade_xl.contract.merged import TEMUAN_ORIGIN
from cascade_xl.files import WriteError, file_name, remove_left, write_together
from cascade_xl.merge import standard, temuan
from cascade_xl.merge.consolidate import Region, number, opd
from cascade_xl.merge.frame import Frame
from cascade_xl.merge.looks import Looks, new_book
from cascade_xl.merge.source import Head, MergeError, Source
from cascade_xl.model import Finding, Severity
from cascade_xl.read import kinds

RETURNED = " - temuan"
"""Behind the name of the OPD."""
_NO_NAME = "OPD tanpa nama"
_CODES = ("cell", "node", "found", "code")
_KEYS = ("no", "keparahan", "status", "sheet", "cell", "node", "indicator", "year", "found", "message", "fix", "code")


def write_returns(given: Region | Sequence[Source], folder: Path, force: bool = False) -> list[Path]:
    """Write a workbook for each file into a folder that is there; the paths, in the order of the files.

    Workbooks that are there already are replaced with ``force`` only. All are written before the first takes its place:
    a disk that is full leaves what was there. Raises `MergeError`, before anything is written where a name is taken.
    """
    region = given if isinstance(given, Region) else Region.of(given)
    paths = return_paths(region, folder, force)
    try:
        write_together((path, returned(region, source)) for path, source in zip(paths, region.sources, strict=True))
    except WriteError as error:
        raise MergeError(str(error)) from error
    remove_left(*paths)
    return paths


def return_paths(region: Region, folder: Path, force: bool) -> list[Path]:
    """Where the findings of each file will stand. Raises `MergeError` where a name is taken."""
    paths = [folder / name for name in _names(region)]
    handed_in = {head.path.resolve() for head in region.heads} | {file.path.resolve() for file in region.left_out}
    if mine := [path for path in paths if path.resolve() in handed_in]:
        raise MergeError(f"{mine[0]}: ini berkas yang diserahkan OPD dan tidak pernah diubah. Pilih folder lain.")
    if not force and (there := [path for path in paths if path.exists()]):
        raise MergeError(f"{there[0]}: sudah ada. Tidak ada yang ditulis. Pilih folder lain, atau pakai --force.")
    return paths


def is_return(path: Path) -> bool:
    """Whether a file is one that `write_returns` wrote: by its name, and by its only sheet."""
    return RETURNED in path.stem and kinds.kind(path) is kinds.Kind.RETURNED


def _names(region: Region) -> Iterator[str]:
    """A file's name for each OPD; equal ones, as a disk sees them, are numbered."""
    taken: Counter[str] = Counter()
    for head in region.heads:
        stem = file_name(head.opd) or _NO_NAME
        taken[stem.casefold()] += 1
        count = taken[stem.casefold()]
        yield f"{stem}{RETURNED}{f' ({count})' if count > 1 else ''}.xlsx"


def returned(region: Region, source: Source) -> bytes:
    """The workbook for one file."""
    buffer = BytesIO()
    book = new_book(buffer, f"Temuan {opd(source)}")
    head = (
        f"TEMUAN – {opd(source).upper()}",
        f"{source.pemerintah or region.name} · berkas {source.name} · {_counts(source)}",
        _next(source),
    )
    frame = Frame(book, Looks(book), standard.Sheet.TEMUAN, _columns(), head, boxed=True)
    frame.headings()
    findings = temuan.ordered(source.report.findings)
    frame.table(len(findings))
    temuan.colours(frame, len(findings))
    for at, finding in enumerate(findings):
        _line(frame, frame.row + at, at + 1, finding)
    frame.page(f"Temuan {opd(source)}", 2, frame.row + max(len(findings), 1) - 1)
    book.close()
    return buffer.getvalue()


def _columns() -> tuple[Column, ...]:
    known = {column.key: column for column in (*contract.TEMUAN_COLUMNS, *TEMUAN_ORIGIN)}
    return tuple(known[key] for key in _KEYS)


def _counts(head: Head) -> str:
    if not head.found:
        return "tanpa temuan"
    counts = [f"{number(head.open[severity])} {severity.label}" for severity in Severity]
    return f"{', '.join(counts)}; {number(head.accepted)} diterima dengan alasan"


def _next(head: Head) -> str:
    """What the OPD does next."""
    if head.open[Severity.ERROR] or head.open[Severity.WARNING]:
        return (
            "Buka berkas Anda, perbaiki sel yang disebut pada kolom Lembar dan Sel, mulai dari galat; klik Validasi "
            "sampai bersih, lalu serahkan kembali. Temuan yang memang benar dapat diterima di lembar Pengecualian "
            "dengan alasannya."
        )
    if head.open[Severity.ADVICE]:
        return "Berkas ini sudah dapat dipakai. Saran di bawah boleh dipertimbangkan. Terima kasih."
    return "Tidak ada yang perlu diperbaiki: berkas ini siap dipakai. Terima kasih."


def _line(frame: Frame, line: int, no: int, finding: Finding) -> None:
    texts = {**said(finding), "sheet": finding.place.sheet, "cell": finding.place.cell}
    numbers = {"no": no, "year": finding.year}
    for column, (key, *_) in enumerate(frame.columns):
        if (value := numbers.get(key)) is not None:
            frame.sheet.write_number(line, column, value, frame.looks(align="center"))
        else:
            frame.text(line, column, texts.get(key, ""), Kind.CODE if key in _CODES else Kind.TEXT)
    frame.done(line)
