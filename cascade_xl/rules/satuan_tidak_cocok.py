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

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial

from cascade_xl.model import Severity, Target
from cascade_xl.quantity import Form, Kind
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import Problem
from cascade_xl.rules.targets import column, where
from cascade_xl.satuan import Register, Unit
from cascade_xl.text import words

CODE = "I305"
SEVERITY = Severity.WARNING
SOURCE = "Permenpan-RB 88/2021: indikator kinerja memenuhi kriteria SMART (terukur)"

_PERCENT = {"persentase", "presentase", "prosentase"}
_NO_PERCENT = {Kind.WHOLE, Kind.DECIMAL, Kind.SCALE}
_FORMS = tuple(Form)
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
    meant = {text: _meant(text, unit, book.profile.satuan) for text, unit in book.units.items()}
    by_words, by_targets = _by_words(book, meant), _by_targets(book, meant)
    for row in book.measured if by_words or by_targets else ():
        if fault := by_words.get(id(row)):
            yield Problem(row.satuan, fault, "Perbaiki satuannya, atau bunyi indikatornya.", indicator=row)
        for target in by_targets.get(id(row), ()):
            name, unit = column(row, target), target.quantity.unit
            yield Problem(
                target.value,
                f"{name} ditulis dengan satuan {unit}, sedangkan kolom Satuan berisi {row.satuan.text}.",
                "Samakan satuan dalam sel target dengan kolom Satuan, atau tulis angkanya saja.",
                indicator=row,
                year=target.year or None,
            )


def _meant(satuan: str, unit: Unit, register: Register) -> frozenset[str]:
    """What a satuan text means, and of what its name is made: ``Orang/Bulan`` means Orang as well. Empty if unknown."""
    if not unit.names or unit.unknown:
        return frozenset()
    parts = (register.find(word) for word in words(satuan))
    return frozenset((*unit.names, *(entry.nama for entry in parts if entry)))


def _by_words(book: Book, meant: Mapping[str, frozenset[str]]) -> Mapping[int, str]:
    """By row: what is wrong between the indicator's first words and the satuan."""
    register = book.profile.satuan
    kinds = {text: {entry.kind for entry in map(register.find, names) if entry} for text, names in meant.items()}
    known = {text for text, names in meant.items() if names}
    percent = {text for text in known if kinds[text] == {Kind.PERCENT}}
    no_percent = {text for text in known if kinds[text] <= _NO_PERCENT}
    counting, differ = cache(partial(_counting, register)), cache(partial(_differ, _groups(register), meant))
    found = {}
    for row in book.measured:
        satuan, said = row.satuan.text, words(row.indikator.text)
        if satuan not in known or not said:
            continue
        if said[0] == "jumlah":
            if satuan in percent and _PERCENT.isdisjoint(said):
                found[id(row)] = f"Indikator ini berupa jumlah, tetapi satuannya {satuan}."
            elif (counted := _counted(said[1:], counting)) and differ(counted, satuan):
                found[id(row)] = f"Indikator ini menghitung {' dan '.join(counted)}, tetapi satuannya {satuan}."
        elif said[0] in _PERCENT and satuan in no_percent:
            found[id(row)] = f"Indikator ini berupa persentase, tetapi satuannya {satuan}."
    return found


def _differ(
    groups: Mapping[str, str], meant: Mapping[str, frozenset[str]], counted: tuple[str, ...], satuan: str
) -> bool:
    """Whether what is counted and the satuan are all of known groups, and none of the same."""
    things, units = {groups.get(name) for name in counted}, {groups.get(name) for name in meant[satuan]}
    return None not in things | units and things.isdisjoint(units)


def _counted(said: tuple[str, ...], counting: Callable[[tuple[str, ...]], tuple[str, int]]) -> tuple[str, ...]:
    """The satuan that the first words name: ``laporan dan dokumen hasil …`` → Laporan, Dokumen."""
    found: tuple[str, ...] = ()
    while said:
        if found and said[0] in ("dan", "atau"):
            said = said[1:]
        name, length = counting(said[:2])
        if not name:
            break
        found += (name,)
        said = said[length:]
    return found


def _counting(register: Register, two: tuple[str, ...]) -> tuple[str, int]:
    """The satuan that two words or the first of them name, and how many words that takes; empty if they name none."""
    for length in (2, 1):
        if entry := register.find(" ".join(two[:length])):
            return (entry.nama, length) if entry.kind is Kind.WHOLE else ("", 0)
    return "", 0


def _by_targets(book: Book, meant: Mapping[str, frozenset[str]]) -> Mapping[int, Sequence[Target]]:
    """By row: the targets behind which another satuan is written."""
    found: dict[int, list[Target]] = defaultdict(list)
    other = cache(partial(_other, book.profile.satuan, meant))
    for row, target in where(book, _FORMS, lambda quantity: bool(quantity.unit)):
        if other(row.satuan.text, target.quantity.unit):
            found[id(row)].append(target)
    return found


def _other(register: Register, meant: Mapping[str, frozenset[str]], satuan: str, unit: str) -> bool:
    """Whether what is written behind a target is another satuan than the row's."""
    own, written = meant[satuan], register.resolve(unit)
    if not own or not written.names or written.unknown:
        return False
    return own.isdisjoint(written.names) and not (unit.upper() == "M" and "Rupiah" in own)  # miliar, not metres


def _groups(register: Register) -> dict[str, str]:
    """Group by registered satuan."""
    entries = ((register.find(name), group) for group, members in _GROUPS.items() for name in members.split("|"))
    return {entry.nama: group for entry, group in entries if entry}
