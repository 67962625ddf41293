"""The sheet *Temuan*: all findings of all files, each with a way to its row in *Matriks*.

The link stays inside this workbook: one to a cell of the OPD's own file breaks as soon as a file is moved or mailed.
File, sheet and cell are said in words.
"""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook

from cascade_xl import contract
from cascade_xl.contract import Kind
from cascade_xl.contract.marks import COLOURS, STATUS, letter, link, said
from cascade_xl.merge import standard
from cascade_xl.merge.consolidate import Region, number, opd
from cascade_xl.merge.frame import Frame, Looks
from cascade_xl.merge.source import Source
from cascade_xl.model import Finding, Severity, Status
from cascade_xl.text import fold

_WEIGHT = {letter: weight for weight, letter in enumerate(contract.FLAGS.values())}


def write(book: Workbook, looks: Looks, region: Region) -> dict[tuple[int, str], int]:
    """Write the sheet. The answer says at which row (from 1) a source's findings of each letter begin."""
    columns, printed = standard.temuan_columns()
    total = sum(head.found for head in region.heads)
    open_now = [f"{number(region.count(severity))} {severity.label}" for severity in Severity]
    head = (
        "TEMUAN",
        f"{region.name} · {number(total)} temuan: {', '.join(open_now)}; "
        f"{number(sum(head.accepted for head in region.heads))} diterima dengan alasan",
        "Urut menurut OPD, lalu keparahan. "
        "Angka pada kolom Baris Matriks membuka baris itu; Lembar dan Sel menunjuk berkas OPD.",
    )
    frame = Frame(book, looks, standard.Sheet.TEMUAN, columns, head, printed)
    frame.headings()
    frame.table(total)
    _colours(frame, total)
    begins: dict[tuple[int, str], int] = {}
    line = frame.row
    for position, source in enumerate(region.sources):
        places = region.places(position, source)
        for finding in ordered(source):
            begins.setdefault((position, letter(finding)), line + 1)
            _line(frame, line, line - frame.row + 1, source, finding)
            if target := _row(finding, places):
                _link(frame, line, target)
            frame.done(line)
            line += 1
    frame.page(f"Temuan {region.name}", 2, max(line - 1, frame.row))
    return begins


def ordered(source: Source) -> Sequence[Finding]:
    """A source's findings by weight, then by place."""
    return sorted(source.report.findings, key=lambda finding: _WEIGHT[letter(finding)])


def _row(finding: Finding, places: dict[int, int]) -> int:
    """The row of the merged *Matriks* that a finding is about, 0 if it is about something else."""
    return places.get(finding.place.row, 0) if fold(finding.place.sheet) == fold(contract.Sheet.MATRIKS) else 0


def _line(frame: Frame, line: int, no: int, source: Source, finding: Finding) -> None:
    words = {
        **said(finding),
        "opd": opd(source),
        "sheet": finding.place.sheet,
        "cell": finding.place.cell,
        "berkas": source.name,
    }
    numbers = {"no": no, "year": finding.year}
    for column, (key, _, _, *_) in enumerate(frame.columns):
        if key in words:
            code = key in ("cell", "node", "found", "expected", "code")
            frame.text(line, column, words[key], Kind.CODE if code else Kind.TEXT)
        elif (value := numbers.get(key)) is not None:
            frame.sheet.write_number(line, column, value, frame.looks(align="center"))


def _link(frame: Frame, line: int, target: int) -> None:
    column, look = frame.column("baris"), frame.looks.link(align="center")
    frame.sheet.write_formula(line, column, link(standard.Sheet.MATRIKS, f"A{target}", target), look, target)


def _colours(frame: Frame, total: int) -> None:
    """Colours stand on the words, so that a later check can write other rows."""
    first, last = frame.row, frame.row + max(total, 1) - 1
    severity, status = frame.column("keparahan"), frame.column("status")
    word, accepted = (f"${xl_col_to_name(column)}{first + 1}" for column in (severity, status))
    area = (first, severity, last, severity)
    frame.where(area, f'{accepted}="{STATUS[Status.ACCEPTED]}"', bg_color=f"#{COLOURS[contract.FLAGS['accepted']]}")
    for level in Severity:
        fill = f"#{COLOURS[contract.FLAGS[level.value]]}"
        frame.where(area, f'{word}="{level.label.capitalize()}"', bg_color=fill)
