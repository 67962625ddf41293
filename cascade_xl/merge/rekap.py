"""The sheet *Rekap OPD*: who handed in, what is in it, and whether it can be used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from xlsxwriter.utility import xl_range
from xlsxwriter.workbook import Workbook

from cascade_xl.contract import Kind, Style
from cascade_xl.contract.marks import link
from cascade_xl.merge import standard, temuan
from cascade_xl.merge.cells import safe
from cascade_xl.merge.consolidate import REKAP_FIRST, Region, opd
from cascade_xl.merge.frame import Frame
from cascade_xl.merge.looks import Looks
from cascade_xl.merge.source import Head
from cascade_xl.model import Severity

_NOT_SUMMED = ("no", "lengkap")
_FILLS = (Style.GALAT, Style.PERINGATAN, Style.BAIK, Style.GALAT, Style.DITERIMA)
_ABSENT = len(standard.STATES) - 1


def write(book: Workbook, looks: Looks, region: Region) -> None:
    """One row per file, and per OPD without one; then the sums, which follow the filter."""
    head = (
        f"REKAP OPD – {region.name.upper()}",
        " · ".join([f"Cascading kinerja {region.period}", *region.summary]),
        "Kelengkapan: bagian isian wajib (menurut profil) yang terisi. "
        "Klik nama OPD untuk melihat barisnya, klik angka temuan untuk temuannya. Angka dari saat penggabungan; "
        "sesudah Validasi, yang berlaku adalah lembar Temuan.",
    )
    columns = standard.rekap_columns(region.levels)
    frame = Frame(book, looks, standard.Sheet.REKAP, columns, head, boxed=True, long=True)
    frame.headings()
    assert frame.row == REKAP_FIRST - 1
    rows = len(region.heads) + len(region.absent)
    first, last = frame.row, frame.row + max(rows, 1) - 1
    frame.table(rows)
    totals: Counter[str] = Counter()
    lines = _Lines(frame, region)
    for position, source in enumerate(region.heads):
        totals.update(numbers(source))
        lines.write(first + position, position, source)
    for number, name in enumerate(region.absent, start=len(region.heads)):
        lines.absent(first + number, number, name)
    _totals(frame, first, last, totals)
    where = frame.column("lengkap")
    frame.sheet.conditional_format(
        first, where, last, where,
        {"type": "data_bar", "bar_color": "#86EFAC", "bar_solid": True, "min_type": "num", "max_type": "num",
         "min_value": 0, "max_value": 1, "data_bar_2010": True},
    )  # fmt: skip
    frame.page(f"Rekap OPD {region.name} {region.period}", 2, last + 1)


def state(source: Head) -> int:
    """What to do with a file, as a position in `standard.STATES`."""
    if source.crashed:
        return 3
    if source.open[Severity.ERROR]:
        return 0
    return 1 if source.open[Severity.WARNING] else 2


def numbers(source: Head) -> dict[str, int]:
    """The numbers of a file's row by column key."""
    return {
        "baris": source.lines,
        **{f"jenjang_{key}": count for key, count in source.per_level.items()},
        "indikator": source.indicators,
        **temuan.counts(source),
        "wajib": source.required,
        "terisi": source.filled,
    }


class _Lines:
    """Writes rows, with ways to where the numbers come from."""

    def __init__(self, frame: Frame, region: Region) -> None:
        self.frame = frame
        self.sheet = frame.sheet
        self.looks = frame.looks
        self.region = region
        self.begins = temuan.begins(region)

    def write(self, line: int, position: int, source: Head) -> None:
        counted = numbers(source)
        for number, column in enumerate(self.frame.columns):
            match column.key:
                case "no":
                    self.sheet.write_number(line, number, position + 1, self.looks(align="center"))
                case "opd":
                    self._opd(line, number, source, self.region.starts[position] if source.lines else 0)
                case "berkas":
                    self.frame.text(line, number, source.name)
                case "keadaan":
                    self._state(line, number, state(source))
                case "lengkap":
                    share = source.filled / source.required if source.required else 1
                    self.sheet.write_number(line, number, share, self.looks(num_format="0.0%", align="center"))
                case key if key in standard.FILLS:
                    self._count(line, number, key, counted[key], self.begins.get((position, key), 0))
                case key:
                    self.sheet.write_number(line, number, counted.get(key, 0), self.looks.count())
        self.frame.done(line)

    def absent(self, line: int, position: int, name: str) -> None:
        """An OPD that handed in nothing."""
        for number, column in enumerate(self.frame.columns):
            match column.key:
                case "no":
                    self.sheet.write_number(line, number, position + 1, self.looks(align="center"))
                case "keadaan":
                    self._state(line, number, _ABSENT)
                case key:
                    self.frame.text(line, number, name if key == "opd" else "")
        self.frame.done(line)

    def _state(self, line: int, column: int, code: int) -> None:
        look = self.looks(bg_color=f"#{_FILLS[code]}", text_wrap=True)
        self.sheet.write_string(line, column, standard.STATES[code], look)

    def _opd(self, line: int, column: int, source: Head, target: int) -> None:
        name = safe(opd(source))
        look = self.looks.link(text_wrap=True) if target else self.looks(text_wrap=True)
        lead = link(standard.Sheet.MATRIKS, f"A{target}", name) if target else ""
        self.frame.text(line, column, name, look=look, lead=lead)

    def _count(self, line: int, column: int, flag: str, count: int, target: int) -> None:
        if target:
            self.sheet.write_url(line, column, f"internal:'{standard.Sheet.TEMUAN}'!A{target}", tip="Buka temuannya")
        self.sheet.write_number(line, column, count, self.looks.count(standard.FILLS[flag] if count else ""))


def _totals(frame: Frame, first: int, last: int, totals: Mapping[str, int]) -> None:
    looks, line = frame.looks, last + 1
    style: dict[str, Any] = {"bold": True, "bg_color": f"#{Style.LOCKED}", "top": 2, "top_color": f"#{Style.HEAD}"}
    where = {column.key: number for number, column in enumerate(frame.columns)}
    for key, number in where.items():
        cells = xl_range(first, number, last, number)
        if frame.columns[number].kind is not Kind.MARK or key in _NOT_SUMMED:
            frame.text(line, number, "JUMLAH" if key == "opd" else "", look=looks(**style))
        else:
            frame.sheet.write_formula(line, number, f"=SUBTOTAL(109,{cells})", looks.count(**style), totals.get(key, 0))
    required, filled = (xl_range(first, where[key], last, where[key]) for key in ("wajib", "terisi"))
    share = totals["terisi"] / totals["wajib"] if totals.get("wajib") else 1
    frame.sheet.write_formula(
        line,
        where["lengkap"],
        f"=IF(SUBTOTAL(109,{required})=0,1,SUBTOTAL(109,{filled})/SUBTOTAL(109,{required}))",
        looks(num_format="0.0%", align="center", **style),
        share,
    )
    frame.done(line)
