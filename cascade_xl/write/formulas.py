"""The row formulas of *Matriks*: a row's state at once, without any add-in, in Excel 2010's functions.

They never contradict the rules: they accuse only where a rule surely finds a fault, say OK only where it finds none,
and are silent ("–") wherever a text has two readings or the meaning depends on more than a formula can see. A rule that
the profile turned off is not played.

The hidden columns hold, each for its row (a position counts from the heading row, which is 1):

========= =============================================================================================================
h_mulai   position of the row in which the node of this row starts; empty for an empty row
h_kode    its kode, cleaned; where the start has none, the last kode above (such rows are ragu)
h_baris   position of the first row with that kode
h_ragu    1 where the reader may see another node than these formulas do; nothing is judged by the tree there
h_jenjang number of the node's level in *Daftar*
h_atas    its parent's kode, cleaned
h_induk   position of the parent's first row; 0 if no row carries that kode, "?" if only the case of letters differs
h_daftar  own position in a kode's first row: what the drop-down of *Kode Induk* lists
h_jenis   kind of the satuan, looked up in *Daftar*
h_bagian  h_induk where the indicator is declared a part of its parent's sum
h_awal …  a target as a number; "" empty, "ragu" not certainly readable, "bukan" surely no number, "pecahan" a
          fraction of a counted unit
h_lengkap what *Keadaan* says where nothing is accused
========= =============================================================================================================
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from openpyxl.utils import get_column_letter

from cascade_xl import contract
from cascade_xl.contract import Kind, Sheet
from cascade_xl.write.formulas_numbers import check_direction, check_numbers, kind, number
from cascade_xl.write.formulas_state import filled, state
from cascade_xl.write.formulas_tree import (
    check_parent,
    check_sum,
    doubtful,
    first_row,
    kode,
    level,
    listed,
    parent_kode,
    parent_row,
    part_of,
    start,
)
from cascade_xl.write.row import Row


class RowFormula(NamedTuple):
    """One column's formula: for its cells with plain addresses, for the table with the names of its columns."""

    cell: str
    column: str


def row_formulas(row: Row) -> Mapping[str, RowFormula]:
    """The formulas of *Matriks* by column key, written for the first row under the heading."""
    formulas = {
        "h_mulai": start(row),
        "h_kode": kode(row),
        "h_baris": first_row(row),
        "h_ragu": doubtful(row),
        "h_jenjang": level(row),
        "h_atas": parent_kode(row),
        "h_induk": parent_row(row),
        "h_daftar": listed(row),
        "h_jenis": kind(row),
        "h_bagian": part_of(row),
        **{helper: number(row, target) for helper, target in zip(row.numbers, row.targets, strict=True)},
        "cek_induk": check_parent(row),
        "cek_angka": check_numbers(row),
        "cek_arah": check_direction(row),
        "cek_jumlah": check_sum(row),
        "h_lengkap": filled(row),
        "keadaan": state(row),
    }
    return {key: _render(row, formula) for key, formula in formulas.items()}


def _render(row: Row, formula: str) -> RowFormula:
    table, first = contract.TABLE_NAMES[Sheet.MATRIKS], contract.HEADER_ROWS[Sheet.MATRIKS] + 1
    cell = column = formula
    for position, entry in enumerate(row.columns, start=1):
        mark = row.own(entry.key)
        if entry.kind is not Kind.EXTRA and mark in formula:
            cell = cell.replace(mark, f"${get_column_letter(position)}{first}")
            column = column.replace(mark, f"{table}[[#This Row],[{entry.header}]]")
    return RowFormula(f"={cell}", column)
