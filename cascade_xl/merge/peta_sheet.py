"""The sheet *Peta Sasaran*, laid out: what it says is decided in `cascade_xl.merge.peta`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xlsxwriter.utility import xl_range
from xlsxwriter.workbook import Workbook

from cascade_xl.contract import Style
from cascade_xl.contract.marks import link
from cascade_xl.merge import standard
from cascade_xl.merge.consolidate import Region, number
from cascade_xl.merge.frame import Frame
from cascade_xl.merge.looks import Looks
from cascade_xl.merge.peta import Band, Cell, Peta, Sasaran
from cascade_xl.merge.target_sheet import band_look, merged
from cascade_xl.merge.tree import Tree

_FIRST_OFFICE = len(standard.PETA_COLUMNS)
_LETTER, _LEAST_HEADING, _MOST_HEADING = 4.8, 60, 170
"""Points that a letter of an upright heading takes, and of the headings; a longer one breaks into lines."""
_FEW, _MANY = "F3F7FB", "8DB8DC"


def write(book: Workbook, looks: Looks, region: Region, tree: Tree) -> None:
    """Rows are the regency's sasaran under their misi and tujuan, columns the OPD."""
    peta = Peta(region, tree)
    offices = peta.offices[: standard.MAX_COLUMNS - _FIRST_OFFICE]
    columns = (*standard.PETA_COLUMNS, *standard.office_columns(offices))
    frame = Frame(book, looks, standard.Sheet.PETA, columns, _head(region, peta), boxed=True, long=True)
    sheet = _Sheet(frame, peta, len(offices))
    sheet.headings()
    for line in peta.lines:
        if isinstance(line, Band):
            sheet.band(line)
        else:
            sheet.sasaran(line)
    if not peta.lines:
        sheet.message("Tidak ada sasaran daerah di dalam berkas.")
    sheet.beside()
    sheet.totals()
    frame.page(f"Peta sasaran {region.name} {region.period}", _FIRST_OFFICE, sheet.line - 1)


def _head(region: Region, peta: Peta) -> tuple[str, str, str]:
    counts = [f"{number(len(peta.sasaran))} sasaran", f"{number(len(peta.offices))} OPD"]
    if peta.without_office:
        counts.append(f"{number(peta.without_office)} sasaran belum ada pengampu")
    if peta.without_sasaran:
        counts.append(f"{number(len(peta.without_sasaran))} OPD tidak di bawah sasaran mana pun")
    return (
        "PETA SASARAN DAERAH",
        f"{region.name} · {region.period} · {', '.join(counts)}",
        "Angka: banyaknya kinerja OPD (Tujuan PD sampai Sub Kegiatan) di bawah sasaran itu menurut Kode Induk. "
        "Klik angkanya untuk membuka barisnya di Matriks.",
    )


class _Sheet:
    """Writes row after row."""

    def __init__(self, frame: Frame, peta: Peta, offices: int) -> None:
        self.frame = frame
        self.sheet = frame.sheet
        self.peta = peta
        self.last = _FIRST_OFFICE + offices - 1
        self.line = self.first = frame.row + 1
        self.number = 0

    def headings(self) -> None:
        """Names of OPD stand upright; of those that serve no sasaran in another colour."""
        frame, row = self.frame, self.frame.row
        longest = max(map(len, self.peta.offices))
        self.sheet.set_row(row, min(max(longest * _LETTER + 10, _LEAST_HEADING), _MOST_HEADING))
        for at, column in enumerate(frame.columns):
            look: dict[str, Any] = {"bold": True, "text_wrap": True, "align": "center"}
            if at < _FIRST_OFFICE:
                colours = Style.HEAD, Style.HEAD_INK
            elif at - _FIRST_OFFICE in self.peta.without_sasaran:
                colours = Style.GALAT, Style.GALAT_INK
            else:
                colours = Style.LEVELS[0], Style.INK
            if at >= _FIRST_OFFICE:
                look |= {"rotation": 90, "bold": False, "font_size": 9, "valign": "bottom"}
            look |= {"bg_color": f"#{colours[0]}", "font_color": f"#{colours[1]}"}
            self.sheet.write_string(row, at, column.header, frame.looks(**look))
        frame.row += 1

    def band(self, band: Band) -> None:
        """A visi, misi or tujuan, as in *TARGET TAHUNAN*."""
        text = f"{band.label.upper()}: {band.text}" if band.label else band.text
        merged(self.frame, self.line, text, band_look(self.frame, band.rank))
        self.line += 1

    def sasaran(self, sasaran: Sasaran) -> None:
        self.number += 1
        fill = {} if sasaran.cells else {"bg_color": f"#{Style.PERINGATAN}"}
        self._row(str(self.number), sasaran.text, sasaran.cells, fill)
        if not sasaran.cells and self.last >= _FIRST_OFFICE:
            look = self.frame.looks(bold=True, font_color=f"#{Style.PERINGATAN_INK}", **fill)
            self.frame.across(self.line, _FIRST_OFFICE, self.last, "belum ada pengampu", look)
        self.line += 1

    def beside(self) -> None:
        """What is under no sasaran."""
        fill = {"bg_color": f"#{Style.GALAT}"} if self.peta.beside else {}
        self._row("", "Tidak di bawah sasaran daerah", self.peta.beside, {"italic": True, **fill})
        self.line += 1

    def message(self, text: str) -> None:
        merged(self.frame, self.line, text, self.frame.looks(italic=True))
        self.line += 1

    def _row(self, no: str, text: str, cells: Mapping[int, Cell], look: Mapping[str, Any]) -> None:
        frame, line = self.frame, self.line
        frame.text(line, 0, no, look=frame.looks(align="center", **look))
        frame.text(line, 1, text, look=frame.looks(text_wrap=True, **look))
        area = xl_range(line, _FIRST_OFFICE, line, max(self.last, _FIRST_OFFICE))
        total = sum(cell.kinerja for cell in cells.values())
        self.sheet.write_formula(line, 2, f"=COUNT({area})", frame.looks.count(**look), len(cells))
        self.sheet.write_formula(line, 3, f"=SUM({area})", frame.looks.count(**look), total)
        for column in range(_FIRST_OFFICE, self.last + 1):
            cell = cells.get(column - _FIRST_OFFICE)
            if cell is None:
                self.sheet.write_blank(line, column, None, frame.looks())
                continue
            if not cell.row:
                self.sheet.write_number(line, column, cell.kinerja, frame.looks.count())
                continue
            target = link(standard.Sheet.MATRIKS, f"A{cell.row}", cell.kinerja)
            self.sheet.write_formula(
                line, column, target, frame.looks.count(font_color=f"#{standard.LINK}"), cell.kinerja
            )
        frame.done(line)

    def totals(self) -> None:
        """Kinerja of each OPD; above, the more the darker."""
        shades = {"type": "2_color_scale", "min_color": f"#{_FEW}", "max_color": f"#{_MANY}"}
        self.sheet.conditional_format(self.first, _FIRST_OFFICE, self.line - 2, self.last, shades)
        style: dict[str, Any] = {"bold": True, "bg_color": f"#{Style.LOCKED}", "top": 2, "top_color": f"#{Style.HEAD}"}
        looks = self.frame.looks
        sums = dict.fromkeys(range(self.last - _FIRST_OFFICE + 1), 0)
        for cells in (*(line.cells for line in self.peta.sasaran), self.peta.beside):
            for column, cell in cells.items():
                sums[column] = sums.get(column, 0) + cell.kinerja
        self.sheet.write_blank(self.line, 0, None, looks(**style))
        self.sheet.write_string(self.line, 1, "JUMLAH KINERJA", looks(**style))
        self.sheet.write_blank(self.line, 2, None, looks(**style))
        for at in range(_FIRST_OFFICE - 1, self.last + 1):
            value = sum(sums.values()) if at < _FIRST_OFFICE else sums[at - _FIRST_OFFICE]
            area = xl_range(self.first, at, self.line - 1, at)
            self.sheet.write_formula(self.line, at, f"=SUM({area})", looks.count(**style), value)
        self.frame.done(self.line)
        self.line += 1
