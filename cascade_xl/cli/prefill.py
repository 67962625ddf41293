"""What a template is filled with before an OPD gets it: the regency's visi … sasaran, and the OPD's identity."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cascade_xl.model import Document, Node
from cascade_xl.profile import Profile
from cascade_xl.read import UnreadableError, canonical, read_document
from cascade_xl.read.offices_list import read_list
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
    "alamat": ("Alamat",),
    "jabatan": ("Jabatan", "Jabatan Kepala"),
    "nama": ("Nama", "Nama Kepala", "Kepala"),
    "pangkat": ("Pangkat", "Pangkat/Golongan", "Pangkat Golongan"),
    "nip": ("NIP",),
}
"""What a list of OPD may hold besides name and kode."""


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
    """The OPD of a list. Raises `UnreadableError`."""
    return [Agency(**line.texts) for line in read_list(path, _HEADINGS)]
