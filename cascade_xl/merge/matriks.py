"""The sheet *Matriks*: every row of every file, with where it came from."""

from __future__ import annotations

from xlsxwriter.workbook import Workbook

from cascade_xl.contract import Kind, Style
from cascade_xl.merge import standard
from cascade_xl.merge.consolidate import MATRIKS_FIRST, Region, number, opd
from cascade_xl.merge.frame import Frame, Looks


def write(book: Workbook, looks: Looks, region: Region) -> None:
    """Cells have the colour of their weightiest finding, as in the OPD's checked workbook; *Temuan* says the row's."""
    columns, printed = standard.matriks_columns(region.years, region.extra)
    head = (
        "MATRIKS CASCADING KINERJA",
        f"{region.name} · {region.period} · {number(region.rows)} baris dari {number(len(region.sources))} berkas",
        "Isi seperti ditulis OPD; kolom kinerja diulang pada setiap baris. "
        "Sel merah, kuning atau biru memuat temuan: lihat lembar Temuan.",
    )
    frame = Frame(book, looks, standard.Sheet.MATRIKS, columns, head, printed)
    frame.headings()
    assert frame.row == MATRIKS_FIRST - 1
    frame.table(region.rows)
    own = {column.key: (n, column.kind) for n, column in enumerate(columns)}
    tints = {key: Style.LEVELS[min(rank, len(Style.LEVELS) - 1)] for rank, (key, _) in enumerate(region.levels)}
    line = frame.row
    for source in region.sources:
        for row in source.rows:
            tint = tints.get(source.kinerja[row.kinerja].level, "")
            frame.text(line, own["opd"][0], opd(source))
            for key, text in row.cells.items():
                column, kind = own[key]
                fill = standard.FILLS[row.marks[key]] if key in row.marks else tint if key == "jenjang" else ""
                frame.text(line, column, text, kind, fill)
            if row.mark:
                frame.text(line, own["temuan"][0], standard.LABELS[row.mark], fill=standard.FILLS[row.mark])
            frame.text(line, own["berkas"][0], source.name)
            frame.sheet.write_number(line, own["baris"][0], row.number, looks.count())
            for heading, text in row.extra.items():
                frame.text(line, own[standard.extra_key(heading)][0], text)
            frame.done(line)
            line += 1
    frozen = 1 + next(n for n, column in enumerate(columns) if column.kind is Kind.CODE)
    frame.page(f"Matriks {region.name} {region.period}", frozen, line - 1)
