"""What one OPD of the benchmark's regency plans: rows of *Matriks* from a seed, without a fault.

All OPD of a regency agree on the rows from visi to sasaran. Below them each has codes and texts of its own; the targets
of a kegiatan are the sum of its sub kegiatan's. Numbers are spelt as officers spell them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

YEARS = range(2025, 2030)
LEAST_ROWS = 30
Line = dict[str, Any]
"""One row by column key; what is not there is blank."""

_THEMES = (
    *("kepegawaian", "pendidikan dasar", "kesehatan ibu", "pertanian pangan", "perikanan tangkap", "perizinan"),
    *("kearsipan", "pasar rakyat", "jalan kabupaten", "air minum", "wisata alam", "olahraga prestasi"),
)
_OBJECTS = "data layanan aparatur sarana prasarana informasi pelatihan pengawasan pembinaan pemetaan".split()
_PLACES = "kecamatan utara|kecamatan selatan|wilayah pesisir|wilayah hulu|ibu kota kabupaten|desa binaan".split("|")
_COUNTED = (
    ("Dokumen", "Jumlah Dokumen Hasil"),
    ("Laporan", "Jumlah Laporan"),
    ("Orang", "Jumlah ASN yang Mengikuti"),
    ("Unit", "Jumlah Unit"),
)
_PROGRAM_OWNERS = ("Sekretaris", "Kepala Bidang Layanan", "Kabid Layanan")
_KEGIATAN_OWNERS = ("Kepala Bidang Layanan", "Sekretaris", "Kepala Seksi Data")
_SUB_OWNERS = ("Kepala Seksi Data", "Kasubag Umum", "Perencana Ahli Muda", "Sub Koordinator Program")
_BIDANG, _PROGRAMS = 800, 18


class Opd(NamedTuple):
    """One OPD's plan. ``groups`` are the kegiatan with their sub kegiatan, as positions in ``lines``."""

    name: str
    kode: str
    lines: list[Line]
    groups: list[range]


def plan(seed: int, number: int, rows: int) -> Opd:
    """The OPD of a number (from 1) in the regency of a seed, with exactly so many rows."""
    if rows < LEAST_ROWS:
        raise ValueError(f"an OPD has at least {LEAST_ROWS} rows")
    dice = random.Random(seed * 1_000_003 + number)
    theme = f"{dice.choice(_THEMES)} {number}"
    round_, place = divmod(number - 1, _BIDANG)
    bidang = f"{1 + place // 99}.{1 + place % 99:02d}"
    lines = [*(dict(line) for line in _region(seed)), *_office(dice, number, theme)]
    groups: list[range] = []
    program = 1 + round_ * _PROGRAMS
    while len(lines) < rows:
        program += 1
        _program(dice, f"{bidang}.{program:02d}", f"SP{number}", f"{theme} {program}", rows, lines, groups)
    return Opd(f"Dinas {theme.title()}", f"{bidang}.0.00.0.00.{1 + round_:02d}.0000", lines, groups)


@cache
def _region(seed: int) -> tuple[Line, ...]:
    """Visi to sasaran, equal in every OPD's workbook."""
    dice = random.Random(seed)
    lines = [_node("Visi", "V1", "", f"Kabupaten maju dan sejahtera {seed}")]
    for m, theme in enumerate(dice.sample(_THEMES, 3), start=1):
        lines.append(_node("Misi", f"M{m}", "V1", f"Memajukan {theme} daerah"))
        tujuan = _node("Tujuan", f"T{m}", f"M{m}", f"Meningkatnya mutu {theme} daerah")
        lines.append(tujuan | _index(dice, f"Indeks Mutu {theme.title()} Daerah {m}", "Bupati"))
        for s in (2 * m - 1, 2 * m):
            sasaran = _node("Sasaran", f"S{s}", f"T{m}", f"Meningkatnya layanan {theme} bagian {s}")
            lines.append(sasaran | _index(dice, f"Indeks Layanan {theme.title()} {s}", "Bupati"))
    return tuple(lines)


def _office(dice: random.Random, number: int, theme: str) -> Iterator[Line]:
    """Tujuan PD, and a sasaran PD with two indicators: the second row leaves the node's columns blank."""
    head = "Kepala Dinas"
    tujuan = _node("Tujuan PD", f"TP{number}", f"S{dice.randint(1, 6)}", f"Terwujudnya {theme} prima")
    yield tujuan | _index(dice, f"Indeks {theme} Prima", head)
    sasaran = _node("Sasaran PD", f"SP{number}", f"TP{number}", f"Meningkatnya kepuasan {theme}")
    yield sasaran | _index(dice, f"Indeks Kepuasan {theme}", head)
    yield _index(dice, f"Nilai Akuntabilitas {theme}", head)


def _program(
    dice: random.Random, kode: str, induk: str, theme: str, rows: int, lines: list[Line], groups: list[range]
) -> None:
    """A program and its kegiatan, as many as a program has or as rows are left."""
    node = _node("Program", kode, induk, f"PROGRAM {theme.upper()}", f"Meningkatnya cakupan {theme}")
    lines.append(node | _percent(dice, theme))
    for k in range(1, dice.randint(8, 12) + 1):
        parts = dice.randint(2, 5)
        after = rows - len(lines) - 1 - parts
        if after < 7:
            parts += after
        start = len(lines)
        lines += _kegiatan(dice, f"{kode}.2.{k:02d}", kode, f"{theme}.{k} di {dice.choice(_PLACES)}", parts)
        groups.append(range(start, len(lines)))
        if len(lines) >= rows:
            return


def _kegiatan(dice: random.Random, kode: str, induk: str, name: str, parts: int) -> Iterator[Line]:
    satuan, lead = dice.choice(_COUNTED)
    counts = [dice.choice((1, 2, 4, 12, 120, 1450)) for _ in range(parts)]
    whole = _node("Kegiatan", kode, induk, f"Kegiatan {name}", f"Terlaksananya kegiatan {name}")
    yield whole | _counted(dice, f"{lead} {name}", satuan, sum(counts), dice.choice(_KEGIATAN_OWNERS))
    for s, count in enumerate(counts, start=1):
        what = f"{dice.choice(_OBJECTS)} {name} bagian {s}"
        part = _node("Sub Kegiatan", f"{kode}.{s:04d}", kode, f"Pengelolaan {what}", f"Terlaksananya {what}")
        row = _counted(dice, f"{lead} {what}", satuan, count, dice.choice(_SUB_OWNERS))
        budget = f"{dice.randint(20, 900)}.{dice.randint(0, 999):03d}.000"
        yield part | row | {"agregasi": "Jumlah", "sumber_data": f"Laporan bidang {s}", "pagu": budget}


def _node(jenjang: str, kode: str, induk: str, uraian: str, sasaran: str = "") -> Line:
    line: Line = {"jenjang": jenjang, "kode": kode, "uraian": uraian}
    if induk:
        line["induk"] = induk
    if sasaran:
        line["sasaran"] = sasaran
    return line


def _counted(dice: random.Random, indikator: str, satuan: str, value: int, owner: str) -> Line:
    line: Line = {"indikator": indikator, "satuan": satuan, "arah": "Positif", "sifat": "Pengulangan"}
    line.update((f"target_{year}", _spell(dice, value, satuan)) for year in YEARS)
    line["pemilik"] = owner
    return line


def _spell(dice: random.Random, value: int, satuan: str) -> str | int:
    """A whole number as officers write it: plain, with a thousands dot, with its unit, or as a stored number."""
    way = int(dice.random() * 4)
    if way == 0:
        return value
    dotted = f"{value:,}".replace(",", ".")
    return (str(value), dotted, f"{dotted} {satuan}")[way - 1]


def _percent(dice: random.Random, theme: str) -> Line:
    start, sign = dice.randint(60, 70), dice.choice(("%", " %"))
    return {
        "indikator": f"Persentase capaian {theme}",
        "formulasi": "Jumlah yang tercapai dibagi jumlah seluruhnya dikali 100",
        "jenis": "IKU",
        "satuan": "%",
        "arah": "Positif",
        "sifat": "Progress",
        "kondisi_awal": f"{start - 1}{sign}",
        **{f"target_{year}": f"{start + n}{sign}" for n, year in enumerate(YEARS)},
        "target_akhir": f"{start + len(YEARS) - 1}{sign}",
        "pemilik": dice.choice(_PROGRAM_OWNERS),
    }


def _index(dice: random.Random, indikator: str, owner: str) -> Line:
    start = dice.randint(500, 700)
    values = [f"{(start + 7 * n) / 10:.1f}".replace(".", ",") for n in range(len(YEARS) + 1)]
    return {
        "indikator": indikator,
        "formulasi": f"Hasil survei {indikator}",
        "jenis": "IKU",
        "satuan": "Indeks",
        "arah": "Positif",
        "sifat": "Progress",
        "kondisi_awal": values[0],
        **{f"target_{year}": value for year, value in zip(YEARS, values[1:], strict=True)},
        "target_akhir": values[-1],
        "pemilik": owner,
    }
