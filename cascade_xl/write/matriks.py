"""The sheet *Matriks*: the table with the row formulas, and the colours that show its state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from openpyxl.worksheet.worksheet import Worksheet

from cascade_xl import contract
from cascade_xl.contract import Column, Sheet, State, Style
from cascade_xl.model import NODE_KEYS
from cascade_xl.profile import Profile
from cascade_xl.write.formulas import row_formulas
from cascade_xl.write.lines import Line
from cascade_xl.write.marks import Marks
from cascade_xl.write.package import Extras
from cascade_xl.write.row import Row
from cascade_xl.write.styles import Looks, differential
from cascade_xl.write.tables import Plan, colour_where, write_table

_HINT = (
    "Satu baris = satu indikator. Indikator berikutnya dari kinerja yang sama: baris baru, kolom Kinerja dikosongkan "
    "atau diulang. Tempel dari tempat lain sebagai nilai saja."
)


def matriks_plan(columns: tuple[Column, ...], lines: Sequence[Line], rows: int, marks: Marks) -> Plan:
    """What goes on the sheet, but for the formulas, which must know how far it reaches."""
    head = contract.HEADER_ROWS[Sheet.MATRIKS]
    state = f"$A${head + 1}:$A${max(contract.CHECKED_ROWS, head + rows)}"
    faults = "+".join(f'COUNTIF({state},"{word}")' for word in (*State.FAULTS, State.MISSING))
    return Plan(
        Sheet.MATRIKS,
        "MATRIKS CASCADING KINERJA",
        _HINT,
        f'COUNTIF({state},"?*")&" baris, "&{faults}&" perlu dilihat"',
        columns,
        lines,
        rows,
        frozen="induk",
        repeats=NODE_KEYS,
        printed=("keadaan", "catatan"),
        length="h_mulai",
        named="kode",
        marks=marks,
    )


def write_matriks(ws: Worksheet, plan: Plan, row: Row, looks: Looks) -> Extras:
    extras = write_table(ws, plan, looks)
    _colours(ws, plan, row.profile)
    return extras


def with_formulas(plan: Plan, profile: Profile, years: Sequence[int]) -> tuple[Plan, Row]:
    """The plan with its row formulas, and the row that they were written for."""
    row = Row(profile, plan.columns, years, plan.reach)
    return replace(plan, formulas=row_formulas(row)), row


def _colours(ws: Worksheet, plan: Plan, profile: Profile) -> None:
    first = plan.head + 1
    keadaan = f"${plan.letter('keadaan')}{first}"
    words = (
        (State.FAULTS, Style.GALAT, Style.GALAT_INK),
        ((State.MISSING,), Style.PERINGATAN, Style.PERINGATAN_INK),
        ((State.COMPLETE,), Style.BAIK, Style.BAIK_INK),
        ((State.ACCEPTED,), Style.DITERIMA, Style.SOFT_INK),
    )
    for states, fill, ink in words:
        test = ",".join(f'{keadaan}="{state}"' for state in states)
        colour_where(ws, plan.area("keadaan"), f"OR({test})", differential(fill, ink, bold=True))
    for key in ("cek_induk", "cek_angka", "cek_arah", "cek_jumlah"):
        cell = f"${plan.letter(key)}{first}"
        test = ",".join(f'{cell}="{word}"' for word in State.ACCUSED)
        colour_where(ws, plan.area(key), f"OR({test})", differential(Style.GALAT, Style.GALAT_INK, bold=True))
        colour_where(ws, plan.area(key), f'{cell}="{State.OK}"', differential(ink=Style.BAIK_INK))
    _tint_levels(ws, plan, profile)


def _tint_levels(ws: Worksheet, plan: Plan, profile: Profile) -> None:
    cell = f"${plan.letter('jenjang')}{plan.head + 1}"
    for level, tint in zip(profile.levels.values(), Style.LEVELS, strict=False):
        label = level.label.replace('"', '""')
        colour_where(ws, plan.area("jenjang"), f'{cell}="{label}"', differential(tint))
