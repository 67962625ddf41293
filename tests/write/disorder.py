"""Rows as a careless officer might fill them, from a seed: formulas and rules must never contradict each other."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any

from cascade_xl.contract import target_key
from cascade_xl.profile import Profile

Row = dict[str, Any]

# fmt: off
SPELLINGS = (
    "92%", "53,9%", "51.1", "5.205", "4.548", "3000", "24,48", "70-80", "LEVEL 2", "12 Bulan", "5 Dok", "1,19% %",
    "10 9", "20 21", "0", "-", "--", "–", "ada", "n/a", "-1,2", "+5", "1.234.567", "1.234,56", "0,5", "0.500", "100",
    "101%", "99,999", "12,", "5.", "1,0", "7", "007", "12,5", "95,4", "96 %", "  97", "98 ", "9 8", "1e5", "1/2", "1-2",
    "10/9", "Rp 5.000", "5 (lima)", "٣", "5 %5", "WTP", "AA", "tidak ada", "x", "...", ".", ",5", "1.1.1", "12345.678",
    "123456789012345678", "5,00", "5,20", "1234,567", "%", "70 s.d. 80", "3 Org", "5\u00a0205", "- ", "2\n5",
)
NUMBERS = (5, 12, 53.9, 0.92, 45000, 0.5, 1.2, 3000, 100, 101, -4, 0)
SATUAN = (
    "Orang", "Dokumen", "%", "%", "%", "Nilai", "Indeks", "Predikat SAKIP", "Level", "", "-", "Orang/ Dokumen", "Asal",
    "persen", "Org", "Km", "Rupiah", "Teks", "Rentang", "Tahun",
)
INDICATORS = (
    "Jumlah orang", "Persentase sesuatu", "Laju pertumbuhan", "Rata-rata lama sekolah", "Indeks sesuatu", "-", "Nilai",
)
# fmt: on


def spelled(kinds: Sequence[str], year: int) -> Iterator[Row]:
    """Every spelling with every satuan, in one year."""
    for satuan in kinds:
        for text in SPELLINGS:
            yield {"indikator": "Jumlah hasil", "satuan": satuan, target_key(year): text}


def tree(dice: random.Random, profile: Profile, count: int) -> Iterator[Row]:
    """Nodes with unknown, dashed and misspelt parents, without codes, repeated, continued; targets of every kind."""
    levels = list(profile.levels.values())
    above: list[Row] = []
    for number in range(count):
        row = _continued(dice, above, number) if above else {}
        if row is None or not above:
            row = _node(dice, levels, above, number)
        if dice.random() < 0.85:
            row |= _measured(dice, profile.years)
        above.append(row)
        yield row


def _continued(dice: random.Random, above: list[Row], number: int) -> Row | None:
    """A row that belongs to a node further up, or seems to; None for a node of its own."""
    kodes = [row["kode"] for row in above if row.get("kode")]
    way = dice.random()
    if way < 0.12:
        return {}
    if way < 0.18:
        return {key: above[-1][key] for key in ("jenjang", "kode", "induk", "uraian", "sasaran") if key in above[-1]}
    if way < 0.21:
        return {"kode": dice.choice(kodes)}
    if way < 0.24:
        return {"sasaran": f"Sasaran lain {number}"}
    if way < 0.27:
        return {"jenjang": "Program", "uraian": f"Tanpa kode {number}"}
    return None


def _node(dice: random.Random, levels: Sequence[Any], above: list[Row], number: int) -> Row:
    level = levels[number] if number < 4 else dice.choice(levels[3:])
    spellings = [f"N{number}"] * 8 + [f"n{max(0, number - 1)}", f"5.0{number % 7}", f"N{number} ", f"N\u00a0{number}"]
    kode = dice.choice(spellings)
    allowed = {other.label for other in levels if other.key in level.induk}
    parents = [row["kode"] for row in above if row.get("kode") and row.get("jenjang") in allowed]
    kodes = [row["kode"] for row in above if row.get("kode")]
    if parents and dice.random() < 0.8:
        induk = dice.choice(parents)
    else:
        induk = dice.choice(["", "X9", "-", kode, *(dice.choice(kodes) for _ in range(2 if kodes else 0))])
    row = {
        "jenjang": dice.choice([level.label] * 12 + [level.label.upper(), "", "Asal"]),
        "kode": kode,
        "induk": induk.lower() if dice.random() < 0.03 else induk,
        "uraian": f"Uraian {number}",
    }
    if dice.random() < 0.5:
        row["sasaran"] = f"Sasaran {number}"
    return row


def _measured(dice: random.Random, years: Sequence[int]) -> Row:
    satuan = dice.choice(SATUAN)
    row: Row = {
        "indikator": dice.choice(INDICATORS),
        "satuan": satuan,
        "arah": dice.choice(["Positif", "Positif", "Negatif", "", ""]),
        "sifat": dice.choice(["", "Progress", "Kondisi Akhir", "Pengulangan", "Akumulasi", ""]),
        "agregasi": dice.choice(["", "Jumlah", "Jumlah", "Jumlah", "Rerata", "Tidak"]),
        "formulasi": dice.choice(["", "Jumlah A dibagi B", "-"]),
        "pemilik": dice.choice(["", "Kepala Bidang", "-", ""]),
    }
    if dice.random() < 0.1:
        row["indikator_induk"] = "Nilai"
    if dice.random() < 0.1:
        row["bobot"] = dice.choice(["10", "abc", "1,2,3", "0,5"])
    way = dice.random()
    for year in years:
        if way < 0.35:
            value: Any = str(dice.randint(1, 9) * 10)
        elif way < 0.6:
            value = str(90 + year - years[0] - (dice.random() < 0.2)) + ("%" if satuan == "%" else "")
        elif way < 0.7:
            value = dice.choice(NUMBERS)
        else:
            value = dice.choice(SPELLINGS)
        row[target_key(year)] = "" if dice.random() < 0.1 else value
    for key in ("kondisi_awal", "target_akhir"):
        if dice.random() < 0.2:
            row[key] = dice.choice(SPELLINGS)
    return row


def sums(dice: random.Random, years: Sequence[int], count: int) -> Iterator[Row]:
    """Programs and their kegiatan that add up, or nearly, or cannot be told."""
    for number in range(count):
        tag = f"S{number}"
        parts = [[_part(dice) for _ in years] for _ in range(dice.randint(1, 4))]
        whole = [sum(v for v in year if isinstance(v, int)) or None for year in zip(*parts, strict=True)]
        if dice.random() < 0.4:
            place = dice.randrange(len(years))
            whole[place] = (whole[place] or 0) + dice.choice([1, 5])
        yield _program(tag, years, whole)
        if dice.random() < 0.1:
            yield {"indikator": "Indikator kedua", "satuan": "Orang"}
        for place, part in enumerate(parts):
            yield {
                **_program(f"{tag}.K{place}", years, part),
                "jenjang": "Kegiatan",
                "induk": tag.lower() if dice.random() < 0.08 else tag,
                "satuan": dice.choice(["Orang"] * 10 + ["Dokumen", "%"]),
                "agregasi": dice.choice(["Jumlah"] * 14 + ["Rerata", "", "Tidak"]),
            }
            if dice.random() < 0.08:
                yield {"indikator": "Lanjutan", "satuan": "Orang", "agregasi": "Jumlah", target_key(years[0]): "3"}


def _part(dice: random.Random) -> int | str | None:
    return dice.choice([dice.randint(1, 50), None]) if dice.random() < 0.95 else "x"


def _program(kode: str, years: Sequence[int], targets: Sequence[int | str | None]) -> Row:
    cells = {target_key(year): "" if value is None else str(value) for year, value in zip(years, targets, strict=True)}
    return {
        "jenjang": "Program",
        "kode": kode,
        "uraian": f"Kinerja {kode}",
        "indikator": "Jumlah orang",
        "satuan": "Orang",
        "arah": "Positif",
        **cells,
    }
