"""Well-filled documents from a seed: what a careful office would hand in. Any finding on one of them is a false
alarm."""

from __future__ import annotations

import json
import random
from typing import Any

THEMES = "kepegawaian pendidikan kesehatan pertanian perikanan perizinan arsip pasar jalan air wisata olahraga".split()
OBJECTS = "data layanan aparatur sarana prasarana informasi pelatihan pengawasan pembinaan pemetaan".split()
COUNTED = (
    ("Dokumen", "Jumlah Dokumen Hasil"),
    ("Laporan", "Jumlah Laporan"),
    ("Orang", "Jumlah ASN yang Mengikuti"),
    ("Unit", "Jumlah Unit"),
)


def clean(seed: int, programs: int = 2, years: tuple[int, int] = (2025, 2029)) -> dict[str, Any]:
    """Canonical JSON of one OPD, with as many programs as asked; each has two or three kegiatan of two to four sub
    kegiatan."""
    dice = random.Random(seed)
    period = range(years[0], years[1] + 1)
    bidang = f"{dice.randint(1, 7)}.{dice.randint(1, 20):02d}"
    theme = dice.choice(THEMES)
    nodes = [
        _plain("Visi", "V1", "", f"Daerah maju dengan {theme} yang unggul"),
        _plain("Misi", "M1", "V1", f"Memajukan {theme} daerah"),
        _node(
            "Tujuan",
            "T1",
            "M1",
            f"Meningkatnya mutu {theme} daerah",
            "",
            [_index(dice, period, f"Indeks Mutu {theme} Daerah", "Bupati")],
        ),
        _node(
            "Sasaran",
            "S1",
            "T1",
            f"Meningkatnya layanan {theme}",
            "",
            [_index(dice, period, f"Indeks Layanan {theme} Daerah", "Bupati")],
        ),
        _node(
            "Tujuan PD",
            "TP1",
            "S1",
            f"Terwujudnya {theme} prima",
            "",
            [_index(dice, period, f"Indeks {theme} Prima", "Kepala Dinas")],
        ),
        _node(
            "Sasaran PD",
            "SP1",
            "TP1",
            f"Meningkatnya kepuasan {theme}",
            "",
            [_index(dice, period, f"Indeks Kepuasan {theme}", "Kepala Dinas")],
        ),
    ]
    for p in range(1, programs + 1):
        program = f"{bidang}.{p + 1:02d}"
        nodes.append(
            _node(
                "Program",
                program,
                "SP1",
                f"PROGRAM {theme.upper()} {p}",
                f"Meningkatnya cakupan {theme} {p}",
                [_percent(dice, period, theme, p)],
            )
        )
        for k in range(1, dice.randint(2, 3) + 1):
            nodes += _kegiatan(dice, period, f"{program}.2.{k:02d}", program, f"{theme} {p}.{k}")
    return {
        "format": "cascade-xl/1",
        "templat": "cascade_xl 1.0",
        "profil": _profile(years),
        "tahun": list(period),
        "identitas": {
            "pemerintah": "Kabupaten Contoh",
            "opd": f"Dinas {theme.title()} {seed}",
            "kode_opd": bidang,
            "periode_awal": str(years[0]),
            "periode_akhir": str(years[1]),
            "tempat": "Contoh",
            "tanggal": "2 Januari 2025",
        },
        "pejabat": [
            {
                "peran": "Kepala OPD",
                "jabatan": "Kepala Dinas",
                "nama": "Siti Aminah",
                "pangkat": "Pembina",
                "nip": "19730306 200501 1 004",
            }
        ],
        "matriks": nodes,
        "pohon_kinerja": [
            {
                "tingkat": "Kinerja Urusan",
                "kode": "U1",
                "uraian": f"Meningkatnya kepuasan {theme}",
                "indikator": [f"Indeks Kepuasan {theme}"],
                "kode_cascading": "SP1",
            }
        ],
        "indikator_kunci": [
            {
                "kelompok": "SPM",
                "kode": "SPM-1",
                "uraian": f"Persentase {theme} terlayani",
                "satuan": "%",
                "arah": "Positif",
                "target": {str(y): "100%" for y in period},
            }
        ],
    }


def _profile(years: tuple[int, int]) -> Any:
    from cascade_xl.profile import merge_patch
    from cascade_xl.resources import profile

    data = merge_patch(profile().data, {"periode": {"awal": years[0], "akhir": years[1]}})
    return "kabupaten" if data == profile().data else data


def _plain(jenjang: str, kode: str, induk: str, uraian: str) -> dict[str, Any]:
    return {"jenjang": jenjang, "kode": kode, **({"induk": induk} if induk else {}), "uraian": uraian}


def _node(jenjang: str, kode: str, induk: str, uraian: str, sasaran: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {**_plain(jenjang, kode, induk, uraian), **({"sasaran": sasaran} if sasaran else {}), "indikator": rows}


def _index(dice: random.Random, period: range, name: str, owner: str) -> dict[str, Any]:
    start = dice.randint(500, 700)
    values = [f"{(start + 7 * n) / 10:.1f}".replace(".", dice.choice((",", "."))) for n in range(len(period) + 1)]
    return {
        "indikator": name,
        "formulasi": f"Hasil survei {name}",
        "jenis": "IKU",
        "satuan": dice.choice(("Indeks", "Nilai", "Poin")),
        "arah": "Positif",
        "sifat": "Progress",
        "kondisi_awal": values[0],
        "target": dict(zip(map(str, period), values[1:], strict=True)),
        "target_akhir": values[-1],
        "pemilik": owner,
    }


def _percent(dice: random.Random, period: range, theme: str, number: int) -> dict[str, Any]:
    falling = dice.random() < 0.3
    start = dice.randint(60, 70)
    values = [start - n if falling else start + n for n in range(len(period))]
    sign = dice.choice(("%", " %", ""))
    return {
        "indikator": f"Persentase {'keluhan' if falling else 'capaian'} {theme} {number}",
        "formulasi": "Jumlah yang tercapai dibagi jumlah seluruhnya dikali 100",
        "satuan": "%",
        "arah": "Negatif" if falling else "Positif",
        "sifat": dice.choice(("Progress", "Kondisi Akhir")),
        "target": {str(y): f"{v}{sign}" for y, v in zip(period, values, strict=True)},
        "pemilik": dice.choice(("Sekretaris", "Kepala Bidang Layanan", "Kabid Layanan")),
    }


def _kegiatan(dice: random.Random, period: range, kode: str, induk: str, name: str) -> list[dict[str, Any]]:
    satuan, lead = dice.choice(COUNTED)
    parts: list[dict[str, Any]] = []
    totals = [0] * len(period)
    for s in range(1, dice.randint(2, 4) + 1):
        what = f"{dice.choice(OBJECTS)} {name} bagian {s}"
        count = dice.choice((1, 2, 4, 12, 120, 1450))
        values = [count] * len(period)
        totals = [a + b for a, b in zip(totals, values, strict=True)]
        row = {
            "indikator": f"{lead} {what}",
            "satuan": satuan,
            "arah": "Positif",
            "sifat": "Pengulangan",
            "agregasi": "Jumlah",
            "target": {str(y): _spell(dice, v, satuan) for y, v in zip(period, values, strict=True)},
            "pemilik": dice.choice(
                ("Kepala Seksi Data", "Kasubag Umum", "Perencana Ahli Muda", "Sub Koordinator Program")
            ),
        }
        parts.append(
            _node("Sub Kegiatan", f"{kode}.{s:04d}", kode, f"Pengelolaan {what}", f"Terlaksananya {what}", [row])
        )
    whole = {
        "indikator": f"{lead} {name}",
        "satuan": satuan,
        "arah": "Positif",
        "sifat": "Pengulangan",
        "target": {str(y): _spell(dice, v, satuan) for y, v in zip(period, totals, strict=True)},
        "pemilik": dice.choice(("Kepala Bidang Layanan", "Sekretaris", "Kepala Seksi Data")),
    }
    return [_node("Kegiatan", kode, induk, f"Kegiatan {name}", f"Terlaksananya kegiatan {name}", [whole]), *parts]


def _spell(dice: random.Random, value: int, satuan: str) -> Any:
    """A whole number as officers write it: plain, with a thousands dot, with its unit, or as a stored number."""
    dotted = f"{value:,}".replace(",", ".")
    return dice.choice((str(value), dotted, f"{value} {satuan}", value))


def regency(seed: int, count: int, years: tuple[int, int] = (2025, 2029)) -> list[dict[str, Any]]:
    """Canonical JSON of the OPD of one regency that agree: one visi … sasaran, sub kegiatan of the supporting programme
    by the same names, and each supports the next, which names it back."""
    shared = clean(seed, years=years)["matriks"][:4]
    opds = [f"Dinas {chr(65 + n % 26)}{'xyz'[n // 26]} {THEMES[n % len(THEMES)].title()}" for n in range(count)]
    return [_member(seed, n, shared, opds, years) for n in range(count)]


def _member(
    seed: int, number: int, shared: list[dict[str, Any]], opds: list[str], years: tuple[int, int]
) -> dict[str, Any]:
    own = clean(1000 * seed + number, years=years)
    bidang = f"{1 + number // 20}.{1 + number % 20:02d}"
    text = json.dumps(own).replace(f'"{own["identitas"]["kode_opd"]}', f'"{bidang}')
    data: dict[str, Any] = json.loads(text)
    data["identitas"] |= {"opd": opds[number], "kode_opd": f"{bidang}.0.00.0.00.01.0000"}
    data["matriks"][:4] = json.loads(json.dumps(shared))
    data["matriks"] += _supporting(bidang, years)
    program = next(node for node in data["matriks"] if node["jenjang"] == "Program")["indikator"][0]
    for other in {opds[number - 1], opds[(number + 1) % len(opds)]} - {opds[number]}:
        program["mitra"] = f"{program['mitra']}; {other}" if "mitra" in program else other
    return data


def _supporting(bidang: str, years: tuple[int, int]) -> list[dict[str, Any]]:
    dice, period = random.Random(0), range(years[0], years[1] + 1)
    program, kegiatan = f"{bidang}.01", f"{bidang}.01.2.01"
    percent = _percent(dice, period, "penunjang", 1)
    return [
        _node("Program", program, "SP1", "PROGRAM PENUNJANG URUSAN", "Terpenuhinya penunjang", [percent]),
        *_kegiatan(dice, period, kegiatan, program, "Perencanaan Perangkat Daerah"),
    ]
