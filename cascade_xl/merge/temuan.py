"""The sheet *Temuan*: all findings of all files, each with a way to its row in *Matriks* and to its cell in the file.

The second way breaks where a file is moved or mailed alone, so file, sheet and cell are said in words as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook

from cascade_xl import contract
from cascade_xl.contract import FLAGS, Column, Kind
from cascade_xl.contract.marks import COLOURS, STATUS, letter, link, said
from cascade_xl.merge import standard
from cascade_xl.merge.consolidate import TEMUAN_FIRST, Region, number, opd
from cascade_xl.merge.frame import Frame, Streamed
from cascade_xl.merge.looks import Looks
from cascade_xl.merge.matriks import on_matriks
from cascade_xl.merge.rows import CENTRED, LINK, LINKED_NUMBER, Body, CellValue, Link, Look, looks_of
from cascade_xl.merge.rows import rows as made
from cascade_xl.merge.source import Head, Source
from cascade_xl.model import Finding, Severity, Status

_WEIGHT = {letter: weight for weight, letter in enumerate(FLAGS.values())}
_CODES = ("cell", "node", "found", "expected", "code")


def write(book: Workbook, looks: Looks, region: Region) -> Streamed:
    """The sheet without its rows."""
    columns, printed = standard.temuan_columns()
    open_now = [f"{number(region.count(severity))} {severity.label}" for severity in Severity]
    head = (
        "TEMUAN",
        f"{region.name} · {number(region.found)} temuan: {', '.join(open_now)}; "
        f"{number(region.accepted)} diterima dengan alasan",
        "Urut menurut OPD, lalu keparahan. "
        "Angka pada kolom Baris Matriks membuka baris itu di sini; alamat pada kolom Sel membuka selnya di berkas OPD.",
    )
    frame = Frame(book, looks, standard.Sheet.TEMUAN, columns, head, printed)
    frame.headings()
    assert frame.row == TEMUAN_FIRST - 1
    frame.table(region.found, growing=True)
    colours(frame, region.found)
    body = tuple(column._replace(kind=_kind(column)) for column in frame.columns)
    known: tuple[Look | str, ...] = (*looks_of(body, ()), CENTRED, LINK, LINKED_NUMBER)
    growing = frame.samples(known, region.found)
    frame.page(f"Temuan {region.name}", 2, frame.row + region.found - 1)
    return Streamed(body, printed, known, growing, CENTRED)


def _kind(column: Column) -> Kind:
    return Kind.CODE if column.key in _CODES else Kind.TEXT


def rows(body: Body, first: int, source: Source, matriks: int, way: str) -> bytes:
    """A file's findings from a row on; its rows begin at ``matriks`` (0: nowhere), and ``way`` leads to it."""
    numbers = source.table.numbers
    places = {number: row for row, number in enumerate(numbers, start=matriks)} if matriks else {}
    records = []
    for row, finding in enumerate(ordered(source.report.findings), start=first):
        cells = _cells(finding, row, opd(source), source.name)
        target = places.get(finding.place.row, 0) if on_matriks(finding.place) else 0
        if target:
            cells["baris"] = Link(link(standard.Sheet.MATRIKS, f"A{target}", target), target)
        if way and finding.place.cell:
            address = finding.place.cell
            cells["cell"] = Link(link(finding.place.sheet, address, address, way), address)
        records.append(cells)
    return _made(body, first, records)


def general(body: Body, region: Region) -> bytes:
    """The findings about no file, which stand first."""
    offices = {head.name: head.opd for head in region.heads}
    records = []
    for row, finding in enumerate(ordered(region.findings), start=TEMUAN_FIRST):
        file = finding.place.file
        records.append(_cells(finding, row, offices.get(file, ""), file))
    return _made(body, TEMUAN_FIRST, records)


def _made(body: Body, first: int, records: Sequence[Mapping[str, CellValue]]) -> bytes:
    columns = {column.key: [record.get(column.key, "") for record in records] for column in body.columns}
    return made(body, first, len(records), columns)


def begins(region: Region) -> Mapping[tuple[int, str], int]:
    """At which row, from 1, the findings of each letter of each file begin."""
    found: dict[tuple[int, str], int] = {}
    if not region.lists_findings:
        return found
    for position, (head, row) in enumerate(zip(region.heads, region.finding_starts, strict=True)):
        for key, count in counts(head).items():
            if count:
                found[position, key] = row
            row += count
    return found


def counts(head: Head) -> Mapping[str, int]:
    """How many findings of each letter a file has, in the order in which they stand."""
    return {FLAGS[severity.value]: head.open[severity] for severity in Severity} | {FLAGS["accepted"]: head.accepted}


def ordered(findings: Iterable[Finding]) -> Sequence[Finding]:
    """Findings by weight, then as they come."""
    return sorted(findings, key=lambda finding: _WEIGHT[letter(finding)])


def _cells(finding: Finding, row: int, office: str, file: str) -> dict[str, CellValue]:
    place = finding.place
    cells: dict[str, CellValue] = {**said(finding), "opd": office, "sheet": place.sheet, "cell": place.cell}
    cells |= {"no": row - TEMUAN_FIRST + 1, "berkas": file}
    return cells if finding.year is None else cells | {"year": finding.year}


def colours(frame: Frame, total: int) -> None:
    """Colours stand on the words, so that a later check can write other rows."""
    first, last = frame.row, frame.row + max(total, 1) - 1
    severity, status = frame.column("keparahan"), frame.column("status")
    word, accepted = (f"${xl_col_to_name(column)}{first + 1}" for column in (severity, status))
    area = (first, severity, last, severity)
    frame.where(area, f'{accepted}="{STATUS[Status.ACCEPTED]}"', bg_color=f"#{COLOURS[contract.FLAGS['accepted']]}")
    for level in Severity:
        fill = f"#{COLOURS[contract.FLAGS[level.value]]}"
        frame.where(area, f'{word}="{level.label.capitalize()}"', bg_color=fill)
