"""The sheet *TARGET TAHUNAN*, laid out: what it says is decided in `cascade_xl.merge.target_tahunan`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from cascade_xl.contract import Column, Kind, Style
from cascade_xl.merge import standard
from cascade_xl.merge.cells import safe
from cascade_xl.merge.consolidate import Region
from cascade_xl.merge.frame import Frame
from cascade_xl.merge.looks import Looks
from cascade_xl.merge.target_tahunan import AGENCY_RANK, Band, Form, Line
from cascade_xl.merge.tree import Tree

_LINE_HEIGHT = 15.0
_OF_KINERJA = ("no", "jenjang", "sasaran")


def write(book: Workbook, looks: Looks, region: Region, tree: Tree) -> None:
    """The form F1 for a whole regency."""
    columns = standard.target_columns(region.years)
    head = (
        "TARGET TAHUNAN",
        f"{region.name} · {region.period}",
        "Tujuan, sasaran dan IKU menurut sasaran daerah dan OPD; target seperti ditulis OPD.",
    )
    frame = Frame(book, looks, standard.Sheet.TARGET, columns, head, long=True)
    _headings(frame, region.years)
    line = frame.row
    form = Form(region, tree)
    body = list(form.lines())
    for entry, following in zip_longest(body, body[1:]):
        if isinstance(entry, Band):
            _band(frame, line, entry)
        else:
            _line(frame, line, entry, last=not isinstance(following, Line) or bool(following.jenjang))
        line += 1
    if line == frame.row:
        frame.text(line, 2, "Tidak ada tujuan, sasaran atau IKU di dalam berkas.")
        line += 1
    last = line - 1
    frame.text_is_meant(last)
    if note := form.note:
        line = last + 2
        merged(frame, line, note, looks(italic=True, text_wrap=True, font_color=f"#{Style.SOFT_INK}"))
        last = line
    frame.page(f"Target tahunan {region.name} {region.period}", 0, last)


def _headings(frame: Frame, years: Sequence[int]) -> None:
    """Two rows: TARGET TAHUNAN above its years, all others across both."""
    top, sheet = frame.row, frame.sheet
    sheet.set_row(top, 18)
    sheet.set_row(top + 1, 18)
    for number, column in enumerate(frame.columns):
        look = frame.heading(column._replace(group=""))
        if not column.year:
            sheet.merge_range(top, number, top + 1, number, column.header, look)
        else:
            sheet.write_string(top + 1, number, column.header, look)
            if column.year == years[0]:
                frame.across(top, number, number + len(years) - 1, column.group, look)
    frame.row = top + 2


def _band(frame: Frame, line: int, band: Band) -> None:
    text = f"{band.label.upper()}: {band.text}" if band.label else band.text
    merged(frame, line, text, band_look(frame, band.rank))


def band_look(frame: Frame, rank: int) -> Format:
    """How a row across the sheet looks, by its rank in the tree."""
    fill, ink = standard.AGENCY if rank == AGENCY_RANK else standard.TREE[min(rank, len(standard.TREE) - 1)]
    look: dict[str, Any] = {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1}
    return frame.looks(
        bg_color=f"#{fill}", font_color=f"#{ink}", border_color=f"#{Style.LINE}",
        indent=1 if rank == AGENCY_RANK else 0, **look,
    )  # fmt: skip


def merged(frame: Frame, line: int, text: str, look: Any) -> None:
    """A text across the sheet. Merged cells do not grow by themselves, so the height is worked out here."""
    plain = safe(text)
    width = sum(column.width for column in frame.columns) * 0.95
    rows = sum(-(-max(len(part), 1) // int(width)) for part in plain.split("\n"))
    frame.sheet.set_row(line, min(max(rows, 1) * _LINE_HEIGHT + 3, 400))
    frame.across(line, 0, len(frame.columns) - 1, plain, look)


def _line(frame: Frame, line: int, entry: Line, last: bool) -> None:
    """One indicator; number, level and sasaran of a kinerja are open below, down to its ``last`` line."""
    texts = (entry.no, entry.jenjang, entry.sasaran, entry.indikator, entry.satuan, *entry.targets, entry.keterangan)
    for number, (column, text) in enumerate(zip(frame.columns, texts, strict=True)):
        sides = _sides(column.key in _OF_KINERJA, bool(entry.jenjang), last)
        look: dict[str, Any] = dict.fromkeys(sides, 1) | {f"{side}_color": f"#{Style.LINE}" for side in sides}
        frame.text(line, number, text, look=frame.looks(**look, **_alignment(column)))
    frame.done(line)


def _sides(of_kinerja: bool, first: bool, last: bool) -> tuple[str, ...]:
    above = ("top",) if first or not of_kinerja else ()
    below = ("bottom",) if last or not of_kinerja else ()
    return ("left", "right", *above, *below)


def _alignment(column: Column) -> dict[str, Any]:
    centred = column.kind in (Kind.TARGET, Kind.MARK) or column.key == "satuan"
    return {
        "text_wrap": True,
        **({"align": "center"} if centred else {}),
        **({"num_format": "@"} if column.kind is Kind.TARGET else {}),
    }
