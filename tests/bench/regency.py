"""A regency's hand-ins for the benchmark: ``write(folder, Order(…))`` fills a folder with workbooks from a seed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from cascade_xl import contract
from cascade_xl.contract import Sheet
from cascade_xl.resources import profile
from tests.bench.faults import ERROR, UNCALCULATED, Seeded, seed_faults
from tests.bench.rows import Line, Opd, plan
from tests.bench.saved import Template, letters, template
from tests.bench.states import Shown, states
from tests.bench.strings import Cells


class Order(NamedTuple):
    """What is handed in: ``workbooks`` of so many rows, from a seed. ``plain`` ones have no formula and no table on
    *Matriks*; ``blank_to`` is the last of the styled rows without content that follow the others."""

    workbooks: int = 40
    rows: int = 600
    seed: int = 1
    faults: bool = True
    plain: bool = False
    blank_to: int = 0


class HandedIn(NamedTuple):
    """A workbook, and the faults that were put into it."""

    path: Path
    faults: Sequence[Seeded]


def write(folder: Path, order: Order) -> list[HandedIn]:
    """The workbooks, by number."""
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for number in range(1, order.workbooks + 1):
        package, faults = workbook(number, order)
        path = folder / f"opd-{number:04d}.xlsx"
        path.write_bytes(package)
        found.append(HandedIn(path, faults))
    return found


def seeded(order: Order) -> int:
    """How many faults all its workbooks hold: 40 of 600 rows hold 766."""
    numbers = range(1, order.workbooks + 1)
    return sum(len(_spoilt(plan(order.seed, number, order.rows), number, order)) for number in numbers)


def _spoilt(opd: Opd, number: int, order: Order) -> Sequence[Seeded]:
    """Nineteen faults in a workbook, twenty in every sixth, fewer where it is short of rows."""
    return seed_faults(opd, order.seed, number, 19 + (number % 6 == 0) if order.faults else 0)


def row_number(position: int) -> int:
    """Where a row of an OPD's plan stands on *Matriks*."""
    return contract.HEADER_ROWS[Sheet.MATRIKS] + 1 + position


def workbook(number: int, order: Order) -> tuple[bytes, Sequence[Seeded]]:
    """One OPD's workbook, and its faults."""
    used = _template(order.rows, order.plain, order.blank_to)
    opd = plan(order.seed, number, order.rows)
    shown = [] if order.plain else states(opd.lines, profile())
    faults = _spoilt(opd, number, order)
    cells = used.cells.copy()
    values = {
        Sheet.IDENTITAS: dict(_identitas(opd, cells)),
        Sheet.MATRIKS: dict(_matriks(opd.lines, shown, cells)),
        Sheet.POHON: dict(_pohon(opd, cells)),
        Sheet.KUNCI: dict(_kunci(opd, cells)),
    }
    return used.package(values, cells), faults


@cache
def _template(rows: int, plain: bool, blank_to: int) -> Template:
    return template(rows, plain, blank_to)


def _matriks(lines: Sequence[Line], shown: Sequence[Shown], cells: Cells) -> Iterator[tuple[int, dict[str, str]]]:
    at = letters()
    cells[ERROR] = f' t="e"><v>{ERROR}</v></c>'
    cells[UNCALCULATED] = f"><f>{UNCALCULATED}</f></c>"
    for position, line in enumerate(lines):
        row = {at[key]: cells[value] for key, value in line.items()}
        for key, value in shown[position].items() if shown else ():
            letter = at[key]
            row[letter] = str(value)
            if not isinstance(value, str):
                row[f"{letter}?"] = ""
        yield row_number(position), row


def _identitas(opd: Opd, cells: Cells) -> Iterator[tuple[int, dict[str, str]]]:
    given = {
        "pemerintah": "Kabupaten Contoh",
        "opd": opd.name,
        "kode_opd": opd.kode,
        "alamat": "Jalan Merdeka 1, Contoh",
        "judul": "Cascading Kinerja",
        "tempat": "Contoh",
        "tanggal": "2 Januari 2025",
    }
    for row, field in enumerate(contract.FIELDS, start=contract.IDENTITAS_FIRST_ROW):
        if field.key in given:
            yield row, {"C": cells[given[field.key]]}
    head = ("Kepala OPD", "Kepala Dinas", "Siti Aminah", "Pembina (IV/a)", "19730306 200501 1 004")
    yield contract.OFFICIALS_HEADER_ROW + 1, dict(zip("BCDEF", (cells[text] for text in head), strict=True))


def _pohon(opd: Opd, cells: Cells) -> Iterator[tuple[int, dict[str, str]]]:
    """A box of each program and of the kegiatan below it."""
    drawn = [line for line in opd.lines if line.get("jenjang", "") in ("Sasaran PD", "Program")]
    for number, line in enumerate(drawn, start=1):
        box: dict[str, str] = {"A": "Kinerja Taktikal" if number > 1 else "Kinerja Urusan", "B": f"U{number}"}
        box |= {"D": line.get("sasaran") or line["uraian"], "E": line["indikator"], "G": line["kode"]}
        box |= {"C": "U1"} if number > 1 else {}
        yield _below(Sheet.POHON, number), {letter: cells[text] for letter, text in box.items()}


def _kunci(opd: Opd, cells: Cells) -> Iterator[tuple[int, dict[str, str]]]:
    for number in range(1, 13):
        what = f"Persentase layanan {number} {opd.name} yang terpenuhi"
        row = ("SPM", f"SPM-{number}", what, "%", "Positif", "Progress", *["100%"] * 7, "Kepala Dinas")
        yield _below(Sheet.KUNCI, number), dict(zip("ABCDEFGHIJKLMN", (cells[text] for text in row), strict=True))


def _below(sheet: Sheet, number: int) -> int:
    return contract.HEADER_ROWS[sheet] + number
