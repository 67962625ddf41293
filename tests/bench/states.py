"""What the row formulas of *Matriks* show for rows without a fault: the values that Excel keeps beside them.

They are what the formulas give; a test has LibreOffice calculate them anew. In rows that a seeded fault touches they
are those from before the fault, and *Daftar*'s list of kode shows nothing: a reader's work is the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from cascade_xl.contract import State
from cascade_xl.profile import Profile
from cascade_xl.quantity import Kind
from tests.bench.rows import YEARS, Line

Shown = dict[str, str | int | float]
"""What a row's formulas show by column key; a key that is not there shows the empty text."""
_DOUBT = "ragu"
_NUMBERS = (
    ("h_awal", "kondisi_awal"),
    *((f"h_{year}", f"target_{year}") for year in YEARS),
    ("h_akhir", "target_akhir"),
)
_OWN_YEARS = [f"h_{year}" for year in YEARS]


def states(lines: Sequence[Line], profile: Profile) -> list[Shown]:
    """One for each row. A position counts from the heading, which is 1."""
    levels = {level.label: number for number, level in enumerate(profile.levels.values(), start=1)}
    kinds = {entry.nama: entry.kind for entry in profile.satuan.entries}
    first = {line["kode"]: position for position, line in enumerate(lines, start=2) if "kode" in line}
    found: list[Shown] = []
    start: Line = {}
    for position, line in enumerate(lines, start=2):
        start = line if "kode" in line else start
        found.append(_row(line, start, position, first, levels[start["jenjang"]], kinds))
    _sums(found)
    for shown in found:
        doubt = _DOUBT in shown.values() or shown["cek_jumlah"] == "?"
        shown["h_lengkap"] = shown["keadaan"] = State.WAITING if doubt else State.COMPLETE
        if doubt and shown["cek_jumlah"] == "?":
            shown["cek_jumlah"] = State.SILENT
    return found


def _row(line: Line, start: Line, position: int, first: dict[str, int], level: int, kinds: dict[str, Kind]) -> Shown:
    kode, induk = start["kode"], start.get("induk", "")
    shown: Shown = {
        "h_mulai": first[kode],
        "h_kode": kode,
        "h_baris": first[kode],
        "h_ragu": 0,
        "h_jenjang": level,
        "h_atas": induk,
        "cek_induk": State.OK if line is start and induk else State.SILENT,
        "cek_jumlah": State.SILENT,
    }
    if induk:
        shown["h_induk"] = first[induk]
    if line is start:
        shown["h_daftar"] = position
    if "satuan" in line:
        shown["h_jenis"] = kinds[line["satuan"]]
    if "agregasi" in line:
        shown["h_bagian"] = first[induk]
    shown.update((helper, _number(line[key])) for helper, key in _NUMBERS if key in line)
    sure = "indikator" in line and _DOUBT not in shown.values()
    shown["cek_angka"] = State.OK if sure else State.SILENT
    shown["cek_arah"] = State.OK if sure and line["sifat"] == "Progress" else State.SILENT
    return shown


def _number(value: str | int) -> str | int | float:
    """A target as the formulas read it: they doubt a unit behind it, and a stored 1, which may be a share."""
    if isinstance(value, int):
        return value if value > 1 else _DOUBT
    digits = value.removesuffix("%").strip().replace(".", "").replace(",", ".")
    try:
        number = float(digits)
    except ValueError:
        return _DOUBT
    return int(number) if number.is_integer() else number


def _sums(found: Sequence[Shown]) -> None:
    """*Cek Jumlah* of the rows that have parts: "?" where a doubt about a number is in the way."""
    for shown in found:
        if "h_bagian" in shown:
            whole = found[int(shown["h_bagian"]) - 2]
            doubt = any(_DOUBT in (row.get(key) for key in _OWN_YEARS) for row in (shown, whole))
            if doubt or whole["cek_jumlah"] == "?":
                whole["cek_jumlah"] = "?"
            else:
                whole["cek_jumlah"] = State.OK
