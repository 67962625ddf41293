"""Satuan harus cocok dengan apa yang dihitung oleh indikator.

*Jumlah Dokumen ...* yang bersatuan Orang tidak menyatakan apa pun: angkanya orang atau dokumen? Yang diperiksa:

* Kata sesudah *Jumlah* (mis. Dokumen, Kasus, ASN) tidak sekelompok dengan satuannya. Kelompoknya: pihak (Orang,
  Keluarga, Lembaga, Desa ...), naskah (Dokumen, Laporan, Surat ...), barang (Paket, Stel ...), peristiwa (Kasus,
  Kali), dan waktu (Bulan, Hari ...). Kata dan satuan di luar kelompok itu, seperti Unit, tidak diperiksa, begitu
  pula Laporan yang dihitung dalam Dokumen.
* Indikator *Persentase ...* yang satuannya bukan persen, atau *Jumlah ...* yang satuannya persen.
* Target yang ditulis dengan satuan lain daripada kolom Satuan, mis. *12 Bulan* pada satuan Dokumen.

Perbaikilah satuannya, atau bunyi indikatornya.

Lolos::

    Matriks
    | Jenjang      | Kode | Uraian | Indikator                   | Satuan  | Target 2025 |
    | Sub Kegiatan | SK1  | Diklat | Jumlah Laporan Hasil Diklat | Dokumen | 4           |
    |              |      |        | Jumlah ASN yang dilatih     | Orang   | 40 Org      |
    |              |      |        | Persentase kelulusan        | %       | 95%         |

Tidak lolos::

    Matriks
    | Jenjang      | Kode | Uraian | Indikator                   | Satuan  | Target 2025 |
    | Sub Kegiatan | SK1  | Diklat | Jumlah Dokumen Hasil Diklat | Orang   | 40          |
    |              |      |        | Persentase kelulusan        | Orang   | 38          |
    |              |      |        | Cakupan layanan             | Dokumen | 12 Bulan    |
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cascade_xl.model import Indicator, Severity
from cascade_xl.quantity import Kind
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem
from cascade_xl.rules.series import named
from cascade_xl.satuan import Register
from cascade_xl.text import words

CODE = "I305"
SEVERITY = Severity.WARNING
SOURCE = "Permenpan-RB 88/2021: indikator kinerja memenuhi kriteria SMART (terukur)"

_PERCENT = {"persentase", "presentase", "prosentase"}
_GROUPS = {
    "pihak": "Orang|Keluarga|Rumah Tangga|Kelompok|Lembaga|Usaha|Perusahaan|Sekolah|Puskesmas|Perangkat Daerah"
    "|Desa|Kelurahan|Kecamatan",
    "naskah": "Dokumen|Laporan|Berkas|Surat|Keputusan|Peraturan|Berita Acara|Rekomendasi|Buku|Sertifikat|Rekening",
    "barang": "Paket|Stel|Kotak|Ekor|Batang",
    "peristiwa": "Kasus|Kali",
    "waktu": "Tahun|Bulan|Minggu|Hari|Jam|Menit",
}
"""What may be counted in one another's place: the national list itself counts *Laporan* in Dokumen.

Unit is in no group, since it may count anything."""


def check(book: Book) -> Iterator[Problem]:
    """Rows whose indicator and satuan differ, then targets that carry another satuan than their row's."""
    groups = _groups(book.profile.satuan)
    for row in book.measured:
        unit = book.unit(row)
        if not unit.names or unit.unknown:
            continue
        meant = _meant(row, book.profile.satuan, unit.names)
        if fault := _by_words(row, book.profile.satuan, meant, groups):
            yield Problem(row.satuan, fault, "Perbaiki satuannya, atau bunyi indikatornya.", indicator=row)
        yield from _by_targets(book, row, meant)


def _by_words(row: Indicator, register: Register, meant: frozenset[str], groups: Mapping[str, str]) -> str:
    """What is wrong between the indicator's first words and the satuan; empty if nothing is."""
    said = words(row.indikator.text)
    kinds = {entry.kind for entry in map(register.find, meant) if entry}
    if said[:1] == ("jumlah",):
        if kinds == {Kind.PERCENT} and _PERCENT.isdisjoint(said):
            return f"Indikator ini berupa jumlah, tetapi satuannya {row.satuan.text}."
        counted = _counted(said[1:], register)
        things, units = {groups.get(name) for name in counted}, {groups.get(name) for name in meant}
        if counted and None not in things | units and things.isdisjoint(units):
            return f"Indikator ini menghitung {' dan '.join(counted)}, tetapi satuannya {row.satuan.text}."
    elif said and said[0] in _PERCENT and kinds <= {Kind.WHOLE, Kind.DECIMAL, Kind.SCALE}:
        return f"Indikator ini berupa persentase, tetapi satuannya {row.satuan.text}."
    return ""


def _by_targets(book: Book, row: Indicator, meant: frozenset[str]) -> Iterator[Problem]:
    """Targets behind which another satuan is written."""
    for name, target in named(book, row):
        unit = target.quantity.unit
        if not unit or (unit.upper() == "M" and "Rupiah" in meant):  # miliar, not metres
            continue
        written = book.profile.satuan.resolve(unit)
        if written.names and not written.unknown and meant.isdisjoint(written.names):
            yield Problem(
                target.value,
                f"{name} ditulis dengan satuan {unit}, sedangkan kolom Satuan berisi {row.satuan.text}.",
                "Samakan satuan dalam sel target dengan kolom Satuan, atau tulis angkanya saja.",
                indicator=row,
                year=target.year or None,
            )


def _counted(said: Sequence[str], register: Register) -> list[str]:
    """The satuan that the first words name: ``laporan dan dokumen hasil …`` → Laporan, Dokumen."""
    found: list[str] = []
    rest = list(said)
    while rest:
        if found and rest[0] in ("dan", "atau"):
            rest = rest[1:]
        two, one = register.find(" ".join(rest[:2])), register.find(" ".join(rest[:1]))
        entry = two or one
        if entry is None or entry.kind is not Kind.WHOLE:
            break
        found.append(entry.nama)
        rest = rest[2:] if two else rest[1:]
    return found


def _meant(row: Indicator, register: Register, names: Sequence[str]) -> frozenset[str]:
    """The satuan of a row, and those of which its name is made: ``Orang/Bulan`` means Orang as well."""
    parts = (register.find(word) for word in words(row.satuan.text))
    return frozenset((*names, *(entry.nama for entry in parts if entry)))


def _groups(register: Register) -> dict[str, str]:
    """Group by registered satuan."""
    entries = ((register.find(name), group) for group, members in _GROUPS.items() for name in members.split("|"))
    return {entry.nama: group for entry, group in entries if entry}
