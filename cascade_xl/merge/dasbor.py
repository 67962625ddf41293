"""The sheet *Dasbor*: the state of the merge on one page, in numbers and charts.

It stands first: it is what whoever opens the workbook needs before a table, and what is laid on a head of region's
desk. The charts are Excel's own and draw cells of this workbook: the rows of *Rekap OPD*, so that a filter there shows
here; of more OPD than a page shows, the weightiest, in a table below the printed page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from xlsxwriter.chart import Chart
from xlsxwriter.workbook import Workbook

from cascade_xl.contract import Style
from cascade_xl.merge import charts, rekap, standard
from cascade_xl.merge.cells import safe
from cascade_xl.merge.consolidate import REKAP_FIRST, Region, number, opd
from cascade_xl.merge.frame import Frame
from cascade_xl.merge.looks import Looks
from cascade_xl.merge.source import Head
from cascade_xl.model import Severity

_MOST = 60
"""So many OPD can be told apart on a page."""
_CHART = standard.DASBOR_WIDTH * 7 + 5  # pixels of a column
_HALF = len(standard.DASBOR_COLUMNS) // 2
_ROW = 20
_LEVEL_ROWS = 13


def write(book: Workbook, looks: Looks, region: Region) -> None:
    """Numbers on top, then the levels, then a bar for each OPD."""
    head = (
        f"DASBOR CASCADING KINERJA – {region.name.upper()}",
        f"{region.period} · angka dari saat penggabungan",
        f"Ringkasan: semua baris, target dan temuan ada di folder {region.dataset}, di samping buku kerja ini."
        if region.dataset
        else "Rincian ada di lembar Rekap OPD dan Temuan.",
    )
    frame = Frame(book, looks, standard.Sheet.DASBOR, standard.DASBOR_COLUMNS, head)
    _numbers(frame, region)
    line = _levels(book, frame, region)
    rows = len(region.heads) + len(region.absent)
    height = max(_LEVEL_ROWS, 5 + min(rows, _MOST))
    area = _of_rekap(region) if rows <= _MOST else _weightiest(frame, region, line + height + 1)
    drawn = (charts.findings(book, area), charts.completeness(book, area))
    for column, chart in zip((0, _HALF), drawn, strict=True):
        _insert(frame, line, column, chart, height)
    frame.page(f"Dasbor {region.name} {region.period}", 0, line + height, portrait=True)


def _numbers(frame: Frame, region: Region) -> None:
    required, filled = (sum(getattr(head, key) for head in region.heads) for key in ("required", "filled"))
    share = f"{filled / required:.1%}".replace(".", ",") if required else "–"
    told: Sequence[tuple[str, str, str]] = (
        ("OPD", number(len(region.offices)), Style.LOCKED),
        ("Berkas", number(len(region.heads)), Style.LOCKED),
        ("Baris", number(region.rows), Style.LOCKED),
        ("Galat", number(region.count(Severity.ERROR)), Style.GALAT),
        ("Peringatan", number(region.count(Severity.WARNING)), Style.PERINGATAN),
        ("Saran", number(region.count(Severity.ADVICE)), Style.SARAN),
        ("Kelengkapan", share, Style.BAIK),
        ("Belum menyerahkan", _absent(region), Style.GALAT if region.absent else Style.LOCKED),
    )
    frame.sheet.set_row(frame.row + 1, 16)
    frame.sheet.set_row(frame.row + 2, 32)
    for column, (label, value, fill) in enumerate(told):
        look: dict[str, Any] = {"bg_color": f"#{fill}", "align": "center", "left": 5, "left_color": "#FFFFFF"}
        soft = frame.looks(font_color=f"#{Style.SOFT_INK}", font_size=9, valign="vcenter", **look)
        bold = frame.looks(bold=True, font_size=18, font_color=f"#{Style.TITLE}", valign="vcenter", **look)
        frame.sheet.write_string(frame.row + 1, column, label, soft)
        frame.sheet.write_string(frame.row + 2, column, value, bold)


def _absent(region: Region) -> str:
    """How many OPD are missed; without a list nobody knows."""
    return number(len(region.absent)) if region.absent or "daftar" in region.compared else "–"


def _levels(book: Workbook, frame: Frame, region: Region) -> int:
    """The targets of each level as a table, and a chart beside it; the line below both."""
    required: Counter[str] = Counter()
    filled: Counter[str] = Counter()
    for head in region.heads:
        for key, (asked, there) in head.targets.items():
            required[key] += asked
            filled[key] += there
    top = frame.row + 4
    _caption(frame, top, "Target yang terisi menurut jenjang")
    _headings(frame, top + 1, ("Jenjang", "Target diminta", "Terisi", "Bagian terisi"))
    line = top + 2
    for key, label in region.levels:
        if required[key]:
            share = filled[key] / required[key]
            _table_row(frame, line, (label, required[key], filled[key], share))
            line += 1
    if line == top + 2:
        frame.text(line, 0, "Tidak ada target yang diminta.", look=frame.looks(italic=True))
        return line + 2
    name = standard.Sheet.DASBOR.value
    chart = charts.levels(book, [name, top + 2, 0, line - 1, 0], [name, top + 2, 3, line - 1, 3])
    rows = max(_LEVEL_ROWS, line - top)
    _insert(frame, top, _HALF, chart, rows)
    return top + rows + 1


def _of_rekap(region: Region) -> charts.Area:
    columns = {column.key: at for at, column in enumerate(standard.rekap_columns(region.levels))}
    rows = len(region.heads) + len(region.absent)
    return charts.Area(standard.Sheet.REKAP.value, REKAP_FIRST - 1, REKAP_FIRST - 2 + rows, columns)


def _weightiest(frame: Frame, region: Region, top: int) -> charts.Area:
    """A table of the OPD with the weightiest findings."""
    chosen = sorted(region.heads, key=_weight, reverse=True)[:_MOST]
    _caption(frame, top, f"{_MOST} dari {number(len(region.heads))} berkas, yang temuannya paling berat")
    _headings(frame, top + 1, ("OPD", *(label for _, label, _, _ in charts.SERIES), "Kelengkapan"))
    for line, head in enumerate(chosen, start=top + 2):
        share = head.filled / head.required if head.required else 1.0
        counts = rekap.numbers(head)
        _table_row(frame, line, (opd(head), *(counts[key] for key, *_ in charts.SERIES), share))
    columns = {
        "opd": 0,
        **{key: at for at, (key, *_) in enumerate(charts.SERIES, start=1)},
        "lengkap": len(charts.SERIES) + 1,
    }
    return charts.Area(standard.Sheet.DASBOR.value, top + 2, top + 1 + len(chosen), columns)


def _weight(head: Head) -> tuple[int, ...]:
    return tuple(head.open[severity] for severity in Severity)


def _insert(frame: Frame, line: int, column: int, chart: Chart, rows: int) -> None:
    chart.set_size({"width": _CHART * _HALF - 8, "height": rows * _ROW})
    frame.sheet.insert_chart(line, column, chart, {"object_position": 2, "x_offset": 4})


def _caption(frame: Frame, line: int, text: str) -> None:
    frame.sheet.write_string(line, 0, text, frame.looks(bold=True, font_color=f"#{Style.TITLE}"))


def _headings(frame: Frame, line: int, texts: Sequence[str]) -> None:
    for at, text in enumerate(texts):
        frame.sheet.write_string(line, at, text, frame.heading(frame.columns[0]))


def _table_row(frame: Frame, line: int, values: Sequence[str | int | float]) -> None:
    lined: dict[str, Any] = {"border": 1, "border_color": f"#{Style.LINE}"}
    for at, value in enumerate(values):
        if isinstance(value, str):
            frame.sheet.write_string(line, at, safe(value), frame.looks(**lined))
        elif isinstance(value, int):
            frame.sheet.write_number(line, at, value, frame.looks.count(**lined))
        else:
            frame.sheet.write_number(line, at, value, frame.looks(num_format="0.0%", align="center", **lined))
