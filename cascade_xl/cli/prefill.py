"""What a template is filled with before an OPD gets it: the regency's visi … sasaran, and the OPD's identity."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cascade_xl.files import reason
from cascade_xl.model import Document, Node
from cascade_xl.profile import Profile
from cascade_xl.read import UnreadableError, canonical, read_document, xlsx
from cascade_xl.text import clean, fold
from cascade_xl.write.canonical import to_json


@dataclass(frozen=True, slots=True)
class Agency:
    """One line of a list of OPD."""

    opd: str = ""
    kode_opd: str = ""
    alamat: str = ""
    jabatan: str = ""
    nama: str = ""
    pangkat: str = ""
    nip: str = ""


@dataclass(frozen=True, slots=True)
class Regency:
    """The regency's master: its document and profile."""

    document: Document
    profile: Profile


_HEADINGS = {
    "opd": (
        "Perangkat Daerah (OPD)",
        "Perangkat Daerah",
        "OPD",
        "Nama OPD",
        "SKPD",
        "Nama Perangkat Daerah",
        "Nama SKPD",
    ),
    "kode_opd": ("Kode OPD", "Kode", "Kode SKPD"),
    "alamat": ("Alamat",),
    "jabatan": ("Jabatan", "Jabatan Kepala"),
    "nama": ("Nama", "Nama Kepala", "Kepala"),
    "pangkat": ("Pangkat", "Pangkat/Golongan", "Pangkat Golongan"),
    "nip": ("NIP",),
}


def master(path: Path) -> Regency:
    """The regency's master workbook. Raises `UnreadableError`, also where it holds no visi … sasaran."""
    document, profile = read_document(path)
    if not any(_of_regency(node, profile) for node in document.nodes):
        raise UnreadableError(
            f"{path.name}: lembar Matriks tidak memuat visi, misi, tujuan atau sasaran daerah. Isi dahulu, lalu ulangi."
        )
    return Regency(document, profile)


def prefilled(profile: Profile, agency: Agency, government: str | None, regency: Regency | None) -> Document:
    """The document that a template starts with."""
    years = {"periode_awal": str(profile.years[0]), "periode_akhir": str(profile.years[-1])}
    data: dict[str, Any] = {"format": canonical.FORMAT, "matriks": [], "tahun": list(profile.years)}
    identitas: dict[str, Any] = {"opd": agency.opd, "kode_opd": agency.kode_opd, "alamat": agency.alamat, **years}
    if regency is not None:
        shared = to_json(regency.document, regency.profile)
        identitas |= {key: cell for key, cell in shared.get("identitas", {}).items() if key in ("pemerintah", "tempat")}
        chosen = {id(node) for node in regency.document.nodes if _of_regency(node, regency.profile)}
        data["matriks"] = [
            entry for node, entry in zip(regency.document.nodes, shared["matriks"], strict=True) if id(node) in chosen
        ]
        data["tahun"] = sorted({*profile.years, *_years(data["matriks"])}) if data["matriks"] else data["tahun"]
    if government:
        identitas["pemerintah"] = government
    data["identitas"] = {key: cell for key, cell in identitas.items() if cell}
    head = {"jabatan": agency.jabatan, "nama": agency.nama, "pangkat": agency.pangkat, "nip": agency.nip}
    if any(head.values()):
        data["pejabat"] = [{"peran": "Kepala OPD", **{key: text for key, text in head.items() if text}}]
    return canonical.document(data, profile, "templat")


def _of_regency(node: Node, profile: Profile) -> bool:
    level = profile.level(node.jenjang.text)
    return level is not None and level.daerah


def _years(nodes: list[dict[str, Any]]) -> set[int]:
    return {
        int(year) for node in nodes for indicator in node.get("indikator", ()) for year in indicator.get("target", {})
    }


def read_agencies(path: Path) -> list[Agency]:
    """The OPD of a list with headings, .xlsx or .csv. Raises `UnreadableError`."""
    rows = _csv_rows(path) if path.suffix.lower() in (".csv", ".txt") else _xlsx_rows(path)
    known = {fold(name): key for key, names in _HEADINGS.items() for name in names}
    heading = next((row for row in rows if any(known.get(fold(text)) == "opd" for text in row)), None)
    if heading is None:
        raise UnreadableError(
            f"{path.name}: tidak ada kolom berjudul 'Perangkat Daerah'. Tulis judul kolom di atas, lalu ulangi."
        )
    columns = {known[fold(text)]: n for n, text in reversed(list(enumerate(heading))) if fold(text) in known}
    below = rows[rows.index(heading) + 1 :]
    agencies = [Agency(**{key: clean(row[n]) for key, n in columns.items() if n < len(row)}) for row in below]
    agencies = [agency for agency in agencies if agency.opd]
    if not agencies:
        raise UnreadableError(f"{path.name}: daftar OPD kosong. Tulis satu OPD per baris, lalu ulangi.")
    return agencies


def _csv_rows(path: Path) -> list[list[str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        text = path.read_text(encoding="cp1252")
    except OSError as error:
        raise UnreadableError(
            f"{path.name}: berkas tidak dapat dibuka ({reason(error)}). Periksa nama dan izinnya."
        ) from error
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    return [row for row in csv.reader(text.splitlines(), delimiter=delimiter) if any(cell.strip() for cell in row)]


def _xlsx_rows(path: Path) -> list[list[str]]:
    from cascade_xl.read.cells import shown

    grid = next(iter(xlsx.read(path).sheets.values()), None)
    if grid is None:
        return []
    rows = []
    for number in sorted(grid.rows):
        cells = grid.rows[number]
        rows.append([shown(cells[n].stored, cells[n].format) if n in cells else "" for n in range(1, max(cells) + 1)])
    return rows
