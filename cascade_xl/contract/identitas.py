"""The sheet *Identitas*: its fields, and the table of officials."""

from __future__ import annotations

from typing import NamedTuple

from cascade_xl.contract.columns import Column, Kind


class Field(NamedTuple):
    """One line of *Identitas*."""

    key: str
    label: str
    hint: str
    required: bool = False
    aliases: tuple[str, ...] = ()


FIELDS = (
    Field("pemerintah", "Pemerintah Daerah", "Mis. Kabupaten Way Kanan.", True, ("Kabupaten", "Daerah")),
    Field("opd", "Perangkat Daerah (OPD)", "Nama lengkap OPD.", True, ("OPD", "Perangkat Daerah")),
    Field("kode_opd", "Kode OPD", "Boleh kosong; tulis sebagai teks."),
    Field("alamat", "Alamat", "Untuk kop surat."),
    Field("judul", "Judul Dokumen", "Mis. Cascading Kinerja Tahun 2025-2029."),
    Field("dasar", "Dasar Penetapan", "Nomor, tanggal dan perihal keputusan."),
    Field("periode_awal", "Tahun Awal", "Tahun pertama periode.", True),
    Field("periode_akhir", "Tahun Akhir", "Tahun terakhir periode.", True),
    Field("tempat", "Tempat Penandatanganan", "Mis. Kuala Tungkal.", True),
    Field("tanggal", "Tanggal Penandatanganan", "Tulis sebagai teks, mis. 3 Januari 2025.", True),
    Field("catatan", "Catatan", "Keterangan bebas."),
    Field("profil", "Profil", "Diisi saat templat dibuat. Jangan diubah."),
    Field("templat", "Versi Templat", "Diisi saat templat dibuat. Jangan diubah."),
)
IDENTITAS_FIRST_ROW = 4
LABEL_COLUMN, VALUE_COLUMN, HINT_COLUMN, MESSAGE_COLUMN, MARK_COLUMN = 2, 3, 4, 8, 9
"""Columns of *Identitas*. The officials' table starts in LABEL_COLUMN; MARK_COLUMN is hidden and holds flags as *Tanda*
does, with the key ``nilai`` for the value of a field."""
OFFICIAL_COLUMNS = (
    Column("peran", "Peran", 26, Kind.TEXT, hint="Mis. Kepala OPD, Penyusun, Atasan."),
    Column("jabatan", "Jabatan", 52, Kind.TEXT, hint="Jabatan lengkap, mis. Kepala Dinas Kesehatan."),
    Column("nama", "Nama", 32, Kind.TEXT, hint="Nama lengkap dengan gelar."),
    Column("pangkat", "Pangkat/Golongan", 24, Kind.CODE, hint="Mis. Pembina Tk. I (IV/b)."),
    Column("nip", "NIP", 24, Kind.CODE, hint="18 angka, sebagai teks, mis. 19730306 200501 1 004."),
    Column("status_pejabat", "Status", 12, Kind.CHOICE, hint="Definitif, Plt, Plh atau Pj.", choices="status_pejabat"),
)


def official_json_key(key: str) -> str:
    """The key of an officials' column in canonical JSON."""
    return "status" if key == "status_pejabat" else key


OFFICIAL_ROWS = 8
OFFICIALS_HEADER_ROW = IDENTITAS_FIRST_ROW + len(FIELDS) + 2
