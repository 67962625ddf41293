"""The sheet *Sumber*: which files went in, so that the merge can be told from any other."""

from __future__ import annotations

from xlsxwriter.workbook import Workbook

from cascade_xl.contract import Style
from cascade_xl.merge import standard
from cascade_xl.merge.consolidate import Region, number, opd
from cascade_xl.merge.frame import Frame, Looks
from cascade_xl.model import Severity


def write(book: Workbook, looks: Looks, region: Region) -> None:
    """One row per file."""
    head = (
        "SUMBER",
        f"{region.name} · {number(len(region.heads))} berkas yang digabung",
        "SHA-256 berubah bila isi berkas berubah. "
        "Pohon Kinerja dan Indikator Kunci diperiksa dan dihitung di sini; barisnya tetap di berkas OPD.",
    )
    frame = Frame(book, looks, standard.Sheet.SUMBER, standard.SUMBER_COLUMNS, head, boxed=True)
    frame.headings()
    frame.table(len(region.heads))
    for position, source in enumerate(region.heads):
        line = frame.row + position
        cells: dict[str, str | int] = {
            "no": position + 1,
            "opd": opd(source),
            "berkas": source.name,
            "sha256": source.sha256,
            "templat": source.template or "tidak dikenal",
            "profil": source.profile,
            "pemerintah": source.pemerintah,
            "periode": source.period,
            "baris": source.lines,
            "pohon": source.pohon,
            "kunci": source.kunci,
            "G": source.open[Severity.ERROR],
            "P": source.open[Severity.WARNING],
            "S": source.open[Severity.ADVICE],
            "T": source.accepted,
            "gagal": ", ".join(source.crashed),
        }
        for column, (key, _, _, kind, *_) in enumerate(frame.columns):
            value = cells[key]
            if isinstance(value, int):
                fill = standard.FILLS.get(key, "") if value else ""
                frame.sheet.write_number(line, column, value, frame.looks.count(fill))
            else:
                frame.text(line, column, value, kind, Style.GALAT if key == "gagal" and value else "")
        frame.done(line)
    frame.page(f"Sumber {region.name}", 3, frame.row + len(region.heads) - 1)
