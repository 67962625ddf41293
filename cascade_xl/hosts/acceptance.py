"""Terima temuan: a row in *Pengecualian* for the finding of the cell in which the officer stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cascade_xl import contract
from cascade_xl.checking import Checked
from cascade_xl.contract import Sheet
from cascade_xl.hosts import live, marking, validation
from cascade_xl.hosts.live import LiveBook, LiveTable, runs
from cascade_xl.hosts.problems import HostError
from cascade_xl.hosts.xl import OpenBook, literal
from cascade_xl.model import Finding, Status
from cascade_xl.read.grid import Range
from cascade_xl.rules.rule import UNUSED_EXEMPTION
from cascade_xl.text import clean

_SHOWN = 6


def accept(book: OpenBook, reason: str) -> None:
    """Write the exemption, check again and say so. Raises `HostError`, with nothing changed."""
    if not clean(reason):
        raise HostError("Alasan wajib diisi. Klik Terima temuan lagi, lalu tulis mengapa temuan ini dapat diterima.")
    read, checks = validation.check(book)
    finding = _one(_here(book, read, checks))
    table = read.tables[Sheet.PENGECUALIAN]
    row = _free_row(read, table)
    texts = {
        "aturan": finding.rule,
        "kode": finding.node,
        "tahun": str(finding.year or ""),
        "alasan": clean(reason),
    }
    _write(table, row, texts)
    try:
        validation.validate(book)
    except HostError:
        _write(table, row, {})
        raise
    book.status(f"Temuan {finding.code} {finding.rule} diterima dan dicatat di lembar Pengecualian, baris {row}.")


def _here(book: OpenBook, read: LiveBook, checks: Sequence[Checked]) -> list[Finding]:
    """The open findings of the active cell; else those of its row, where a cell without findings is active."""
    every = [f for checked in checks for f in checked.report.findings if f.status is Status.OPEN]
    sheet, row, column = book.active_cell()
    temuan = live.named(read.sheets, Sheet.TEMUAN)
    if temuan is not None and temuan.name == sheet and (listed := marking.FindingsSheet.of(temuan)):
        said = listed.said(row)
        return [f for f in every if (f.rule, f.node, str(f.year or "")) == said]
    in_row = [f for f in every if f.place.sheet == sheet and f.place.row == row]
    return [f for f in in_row if f.place.column == column] or in_row


def _one(findings: Sequence[Finding]) -> Finding:
    """The finding to accept: an exemption names a rule, a kode and a year."""
    different = {(finding.rule, finding.node, finding.year): finding for finding in findings}
    if not different:
        raise HostError(
            "Tidak ada temuan terbuka di sel ini. Pilih sel yang ditandai, atau satu baris di lembar Temuan, lalu klik "
            "Terima temuan lagi."
        )
    if len(different) > 1:
        lines = [f"• {f.code} {f.rule}{f' tahun {f.year}' if f.year else ''}" for f in different.values()]
        raise HostError(
            "\n".join(
                (
                    f"Di sini ada {len(different)} temuan:",
                    *lines[:_SHOWN],
                    *(("• …",) if len(lines) > _SHOWN else ()),
                    "Pilih baris temuan yang dimaksud di lembar Temuan, lalu klik Terima temuan lagi.",
                )
            )
        )
    finding = next(iter(different.values()))
    if finding.rule == UNUSED_EXEMPTION:
        raise HostError("Pengecualian yang tak terpakai tidak dapat diterima. Hapus barisnya di lembar Pengecualian.")
    return finding


def _free_row(read: LiveBook, table: LiveTable) -> int:
    """The first row below all that is filled."""
    grid = read.workbook.sheets[table.sheet.name]
    inputs = set(table.headings.inputs) | set(table.headings.extras)
    return max((row for row, cells in grid.rows.items() if inputs & set(cells)), default=table.headings.row) + 1


def _write(table: LiveTable, row: int, texts: Mapping[str, str]) -> None:
    where = {number: column.key for number, column in table.headings.inputs.items()}
    with_place = [number for number, key in where.items() if key in ("aturan", "kode", "tahun", "alasan")]
    for left, right in runs(with_place):
        values = [literal(texts.get(where[number], "")) or None for number in range(left, right + 1)]
        table.sheet.write(row, left, [values])
    last = table.headings.row + contract.OTHER_ROWS
    if texts and row > last:
        columns = (*table.headings.inputs, *table.headings.extras, *table.headings.ours)
        area = Range(table.headings.row, min(columns), row, max(columns))
        table.sheet.resize_table(contract.TABLE_NAMES[Sheet.PENGECUALIAN], area)
