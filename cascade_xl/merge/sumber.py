"""The sheet *Sumber*: which files went in, so that the merge can be told from any other, and which did not, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from xlsxwriter.workbook import Workbook

from cascade_xl.contract import Style
from cascade_xl.contract.marks import file_link
from cascade_xl.merge import standard
from cascade_xl.merge.cells import safe
from cascade_xl.merge.consolidate import Region, number, opd
from cascade_xl.merge.frame import Frame
from cascade_xl.merge.links import opens, way
from cascade_xl.merge.looks import Looks
from cascade_xl.merge.source import Head, LeftOut
from cascade_xl.model import Severity


def write(book: Workbook, looks: Looks, region: Region, folder: Path | None) -> None:
    """One row per file. Links lead to them from a workbook in ``folder``."""
    count = len(region.heads) + len(region.left_out)
    left_out = f", {number(len(region.left_out))} tidak digabung" if region.left_out else ""
    head = (
        "SUMBER",
        f"{region.name} · {number(len(region.heads))} berkas yang digabung{left_out}",
        "SHA-256 berubah bila isi berkas berubah. "
        "Pohon Kinerja dan Indikator Kunci diperiksa dan dihitung di sini; barisnya tetap di berkas OPD. "
        "Klik nama berkas untuk membukanya.",
    )
    frame = Frame(book, looks, standard.Sheet.SUMBER, standard.SUMBER_COLUMNS, head, boxed=True, long=True)
    frame.headings()
    frame.table(count)
    files: Sequence[Head | LeftOut] = (*region.heads, *region.left_out)
    for position, file in enumerate(files):
        cells = _merged(file) if isinstance(file, Head) else _left_out(file)
        _line(frame, frame.row + position, {"no": position + 1, **cells}, way(file.path, folder))
    frame.page(f"Sumber {region.name}", 3, frame.row + count - 1)


def _merged(head: Head) -> dict[str, str | int | datetime]:
    return {
        "opd": opd(head),
        "berkas": head.name,
        "keterangan": standard.MERGED,
        **_moment(head),
        "sha256": head.sha256,
        "templat": head.template or "tidak dikenal",
        "profil": head.profile,
        "pemerintah": head.pemerintah,
        "periode": head.period,
        "baris": head.lines,
        "pohon": head.pohon,
        "kunci": head.kunci,
        "G": head.open[Severity.ERROR],
        "P": head.open[Severity.WARNING],
        "S": head.open[Severity.ADVICE],
        "T": head.accepted,
        "gagal": ", ".join(head.crashed),
    }


def _left_out(file: LeftOut) -> dict[str, str | int | datetime]:
    return {
        "opd": file.opd or standard.UNREAD,
        "berkas": file.name,
        "keterangan": file.reason,
        **_moment(file),
        "sha256": file.sha256,
    }


def _moment(file: Head | LeftOut) -> dict[str, datetime]:
    """When a workbook says that it was saved. Of other files only the disk knows, which differs between computers."""
    return {"disimpan": file.saved} if file.saved and opens(file.path) else {}


def _line(frame: Frame, line: int, cells: dict[str, str | int | datetime], target: str) -> None:
    for column, (key, _, _, kind, *_) in enumerate(frame.columns):
        match cells.get(key, ""):
            case datetime() as moment:
                look = frame.looks(num_format=standard.MOMENT, align="center")
                frame.sheet.write_datetime(line, column, moment.astimezone(UTC).replace(tzinfo=None), look)
            case int(value):
                fill = standard.FILLS.get(key, "") if value else ""
                frame.sheet.write_number(line, column, value, frame.looks.count(fill))
            case str(text) if key == "berkas" and target:
                frame.text(
                    line, column, text, look=frame.looks.link(text_wrap=True), lead=file_link(target, safe(text))
                )
            case text:
                frame.text(line, column, str(text), kind, _fill(key, str(text)))
    frame.done(line)


def _fill(key: str, text: str) -> str:
    if key == "keterangan" and text != standard.MERGED:
        return Style.PERINGATAN
    return Style.GALAT if key == "gagal" and text else ""
