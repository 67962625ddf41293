"""The sheet *Rekap OPD*: who handed in, what is in it, and whether it can be used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from xlsxwriter.utility import xl_range
from xlsxwriter.workbook import Workbook

from cascade_xl.contract import Kind, Style
from cascade_xl.merge import standard
from cascade_xl.merge.consolidate import Region, opd
from cascade_xl.merge.frame import Frame, Looks
from cascade_xl.merge.source import Head
from cascade_xl.model import Severity

_SEVERITIES = {"G": Severity.ERROR, "P": Severity.WARNING, "S": Severity.ADVICE}
_NOT_SUMMED = ("no", "lengkap")


def reserve(book: Workbook, looks: Looks, region: Region) -> Frame:
    """The first sheet with its head; its body is written when the other sheets know their rows."""
    head = (
        f"REKAP OPD – {region.name.upper()}",
        " · ".join([f"Cascading kinerja {region.period}", *region.summary]),
        "Kelengkapan: bagian isian wajib (menurut profil) yang terisi. "
        "Klik nama OPD untuk melihat barisnya, klik angka temuan untuk temuannya. Angka dari saat penggabungan; "
        "sesudah Validasi, yang berlaku adalah lembar Temuan.",
    )
    return Frame(book, looks, standard.Sheet.REKAP, standard.rekap_columns(region.levels), head, boxed=True)


def fill(frame: Frame, region: Region, begins: Mapping[tuple[int, str], int]) -> None:
    """One row per file, then the sums, which follow the filter. ``begins`` says where findings start in *Temuan*."""
    frame.headings()
    first, last = frame.row, frame.row + max(len(region.heads), 1) - 1
    frame.table(len(region.heads))
    totals: Counter[str] = Counter()
    for position, source in enumerate(region.heads):
        numbers = _numbers(source)
        totals.update(numbers)
        _line(frame, first + position, position, source, numbers, region, begins)
    _totals(frame, first, last, totals)
    where = next(n for n, column in enumerate(frame.columns) if column.key == "lengkap")
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


def _numbers(source: Head) -> dict[str, int]:
    return {
        "baris": source.lines,
        **{f"jenjang_{key}": count for key, count in source.per_level.items()},
        "indikator": source.indicators,
        **{key: source.open[severity] for key, severity in _SEVERITIES.items()},
        "T": source.accepted,
        "wajib": source.required,
        "terisi": source.filled,
    }


def _line(
    frame: Frame,
    line: int,
    position: int,
    source: Head,
    numbers: Mapping[str, int],
    region: Region,
    begins: Mapping[tuple[int, str], int],
) -> None:
    looks, sheet = frame.looks, frame.sheet
    fills = (Style.GALAT, Style.PERINGATAN, Style.BAIK, Style.GALAT)
    for number, column in enumerate(frame.columns):
        key = column.key
        if key == "no":
            sheet.write_number(line, number, position + 1, looks(align="center"))
        elif key == "opd":
            _opd(frame, line, number, source, region.starts[position] if source.lines else 0)
        elif key == "berkas":
            frame.text(line, number, source.name)
        elif key == "keadaan":
            code = state(source)
            look = looks(bg_color=f"#{fills[code]}", text_wrap=True)
            sheet.write_string(line, number, standard.STATES[code], look)
        elif key == "lengkap":
            share = source.filled / source.required if source.required else 1
            sheet.write_number(line, number, share, looks(num_format="0.0%", align="center"))
        elif key in standard.FILLS:
            _count(frame, line, number, key, numbers[key], begins.get((position, key), 0))
        else:
            sheet.write_number(line, number, numbers.get(key, 0), looks.count())
    frame.done(line)


def _opd(frame: Frame, line: int, column: int, source: Head, target: int) -> None:
    if target:
        frame.sheet.write_url(line, column, f"internal:'{standard.Sheet.MATRIKS}'!A{target}", tip="Buka baris OPD ini")
    frame.text(line, column, opd(source), look=frame.looks.link(text_wrap=True))


def _count(frame: Frame, line: int, column: int, flag: str, count: int, target: int) -> None:
    if target:
        frame.sheet.write_url(line, column, f"internal:'{standard.Sheet.TEMUAN}'!A{target}", tip="Buka temuannya")
    frame.sheet.write_number(line, column, count, frame.looks.count(standard.FILLS[flag] if count else ""))


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
