"""Terima temuan: a row in *Pengecualian* for the finding of the cell in which the officer stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cascade_xl import contract
from cascade_xl.checking import Checked
from cascade_xl.contract import Sheet, merged
from cascade_xl.hosts import live, validation
from cascade_xl.hosts.findings_sheet import FindingsSheet, weightiest
from cascade_xl.hosts.live import LiveBook, LiveTable, runs
from cascade_xl.hosts.problems import HostError
from cascade_xl.hosts.xl import OpenBook, literal
from cascade_xl.model import Finding, Status
from cascade_xl.rules.rule import UNUSED_EXEMPTION
from cascade_xl.text import clean

_SHOWN = 6
_WRITTEN = ("aturan", "kode", "tahun", "alasan", merged.OPD.header, merged.BERKAS.header)
"""Columns of *Pengecualian*: those of an OPD's workbook, and in a regency's also whose exemption it is."""

Found = tuple[Checked, Finding]


def accept(book: OpenBook, reason: str) -> None:
    """Write the exemption, check again and say so. Raises `HostError`, with nothing changed."""
    if not clean(reason):
        raise HostError("Alasan wajib diisi. Klik Terima temuan lagi, lalu tulis mengapa temuan ini dapat diterima.")
    read, checks = validation.check(book)
    checked, finding = _one(_here(book, read, checks))
    table = read.tables[Sheet.PENGECUALIAN]
    row = _free_row(read, table)
    texts = {
        "aturan": finding.rule,
        "kode": finding.node,
        "tahun": str(finding.year or ""),
        "alasan": clean(reason),
    }
    if read.merged:
        opd = checked.document.identitas["opd"].text
        texts |= {merged.OPD.header: opd, merged.BERKAS.header: checked.document.source}
    _write(table, row, texts)
    try:
        validation.validate(book)
    except HostError:
        _write(table, row, {})
        raise
    book.status(f"Temuan {finding.code} {finding.rule} diterima dan dicatat di lembar Pengecualian, baris {row}.")


def _here(book: OpenBook, read: LiveBook, checks: Sequence[Checked]) -> list[Found]:
    """The open findings of the active cell; else those of its row, where a cell without findings is active."""
    every = [(c, f) for c, f in weightiest(checks) if f.status is Status.OPEN]
    sheet, row, column = book.active_cell()
    temuan = live.named(read.sheets, Sheet.TEMUAN)
    if temuan is not None and temuan.name == sheet:
        said = FindingsSheet.of(temuan, read.merged).said(row)
        if read.merged and said not in {(f.rule, f.node, str(f.year or ""), c.document.source) for c, f in every}:
            raise HostError(
                "Pilih satu baris temuan yang terbuka. Temuan dari lembar lain diterima di berkas OPD-nya, lalu "
                "digabungkan lagi."
            )
        return [(c, f) for c, f in every if (f.rule, f.node, str(f.year or ""), c.document.source) == said]
    in_row = [(c, f) for c, f in every if f.place.sheet == sheet and f.place.row == row]
    return [(c, f) for c, f in in_row if f.place.column == column] or in_row


def _one(findings: Sequence[Found]) -> Found:
    """The finding to accept: an exemption names a rule, a kode and a year."""
    different = {(f.rule, f.node, f.year, c.document.source): (c, f) for c, f in findings}
    if not different:
        raise HostError(
            "Tidak ada temuan terbuka di sel ini. Pilih sel yang ditandai, atau satu baris di lembar Temuan, lalu klik "
            "Terima temuan lagi."
        )
    if len(different) > 1:
        lines = [f"• {f.code} {f.rule}{f' tahun {f.year}' if f.year else ''}" for _, f in different.values()]
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
    checked, finding = next(iter(different.values()))
    if finding.rule == UNUSED_EXEMPTION:
        raise HostError("Pengecualian yang tak terpakai tidak dapat diterima. Hapus barisnya di lembar Pengecualian.")
    return checked, finding


def _free_row(read: LiveBook, table: LiveTable) -> int:
    """The first row below all that is filled."""
    grid = read.workbook.sheets[table.sheet.name]
    inputs = set(table.headings.inputs) | set(table.headings.extras)
    return max((row for row, cells in grid.rows.items() if inputs & set(cells)), default=table.headings.row) + 1


def _write(table: LiveTable, row: int, texts: Mapping[str, str]) -> None:
    where = {**{number: column.key for number, column in table.headings.inputs.items()}, **table.headings.extras}
    for left, right in runs(number for number, key in where.items() if key in _WRITTEN):
        values = [literal(texts.get(where[number], "")) or None for number in range(left, right + 1)]
        table.sheet.write(row, left, [values])
    name = contract.TABLE_NAMES[Sheet.PENGECUALIAN]
    area = table.sheet.table_area(name)
    if texts and area is not None and row > area.bottom:
        table.sheet.resize_table(name, area._replace(bottom=row))
