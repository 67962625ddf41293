"""The legal texts of a decree, read from a plain text file that the office writes.

Headings such as ``MENIMBANG:`` start a part; what follows belongs to it, up to the next heading. An item begins on a
line of its own with its letter or number (``a.``, ``1.``, ``2)``); a line without one goes on with the item above.
Blank lines and lines that begin with ``#`` do not count. The texts themselves are never changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from cascade_xl.files import reason
from cascade_xl.text import fold

Decree = Mapping[str, Sequence[str]]
"""The parts in the order of the file: heading → its items, each with its letter or number; titles line by line."""

_UNITS = ("SATU", "DUA", "TIGA", "EMPAT", "LIMA", "ENAM", "TUJUH", "DELAPAN", "SEMBILAN")


def _diktum() -> Iterator[str]:
    """KESATU … KESEMBILAN PULUH SEMBILAN, and PERTAMA."""
    yield from ("PERTAMA", *(f"KE{unit}" for unit in _UNITS), "KESEPULUH", "KESEBELAS")
    yield from (f"KE{unit} BELAS" for unit in _UNITS[1:])
    for ten in _UNITS[1:]:
        yield from (f"KE{ten} PULUH", *(f"KE{ten} PULUH {unit}" for unit in _UNITS))


DIKTUM = tuple(_diktum())
_TITLES = ("JABATAN", "TENTANG")
_BEFORE = ("NOMOR", *_TITLES, "MENIMBANG", "MENGINGAT", "MEMUTUSKAN", "MENETAPKAN")
_AFTER = ("TEMPAT", "TANGGAL", "TEMBUSAN")
_BY_NAME = {fold(name): name for name in (*_BEFORE, *DIKTUM, *_AFTER)}
_LISTED = ", ".join((*_BEFORE, "KESATU", "KEDUA", "…", *_AFTER))
_REQUIRED = ("TENTANG", "MENIMBANG", "MENGINGAT")

_HEADING = re.compile(r"([^\W\d_]+(?: +[^\W\d_]+){0,2})\s*:(.*)", re.DOTALL)
_MARK = re.compile(r"((?:\d{1,3}|[a-z]|[ivx]{2,5})[.)])\s+(.*)", re.DOTALL)
_HYPHEN = re.compile(r"[^\W\d_]-$")


class DecreeError(ValueError):
    """A file that cannot be read as a decree; the message says where and what to do."""


def decree_file(path: Path) -> Decree:
    """The decree in a file."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DecreeError(f"Berkas {path} tidak dapat dibuka ({reason(error)}). Periksa nama dan foldernya.") from error
    try:
        return read_decree(data.decode("utf-8-sig"), path.name)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise DecreeError(
            f"{path.name}, baris {line}: huruf tidak terbaca karena berkas tidak disimpan sebagai UTF-8. Buka di "
            "Notepad, pilih Simpan Sebagai, atur Pengodean (Encoding) ke UTF-8, lalu ulangi."
        ) from error


def read_decree(text: str, name: str) -> Decree:
    """The decree in a text; ``name`` is the file that a `DecreeError` names."""
    reader = _Reader(name)
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(map(str.strip, lines), start=1):
        if line and not line.startswith("#"):
            reader.read(number, line)
    return reader.whole()


def marked(item: str) -> tuple[str, str]:
    """An item's letter or number, and its text."""
    match = _MARK.fullmatch(item)
    return (match[1], match[2]) if match else ("", item)


class _Reader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.parts: dict[str, list[str]] = {}
        self.begun: dict[str, int] = {}
        self.heading = ""

    def read(self, number: int, line: str) -> None:
        """Take one line, the ``number``-th of the file."""
        where = f"{self.name}, baris {number}"
        heading, text = _heading(line, where)
        if heading in self.begun:
            raise DecreeError(
                f"{where}: judul {heading} sudah ada di baris {self.begun[heading]}. Gabungkan isinya di satu tempat."
            )
        if heading:
            self.heading = heading
            self.begun[heading] = number
            self.parts[heading] = []
        if not self.heading:
            raise DecreeError(
                f"{where}: teks ini berdiri sebelum judul pertama. Awali dengan salah satu judul: {_LISTED}."
            )
        if text and self.heading == "MEMUTUSKAN":
            raise DecreeError(f"{where}: MEMUTUSKAN tidak berisi teks. Tulis isinya di bawah MENETAPKAN.")
        if text:
            _put(self.parts[self.heading], text, self.heading)

    def whole(self) -> Decree:
        """All parts, if nothing lacks that no decree can do without."""
        lacking = [part for part in _REQUIRED if not self.parts.get(part)]
        if not any(self.parts.get(part) for part in DIKTUM):
            lacking.append("KESATU")
        if lacking:
            raise DecreeError(
                f"{self.name}: bagian {', '.join(lacking)} belum ada atau belum berisi. Tulis judulnya diikuti titik "
                "dua, lalu isinya."
            )
        return {part: tuple(items) for part, items in self.parts.items() if part != "MEMUTUSKAN"}


def _heading(line: str, where: str) -> tuple[str, str]:
    """The heading that a line begins with, and what follows it; no heading where it has none."""
    if line.isupper() and fold(line) in _BY_NAME:
        return _BY_NAME[fold(line)], ""
    match = _HEADING.fullmatch(line)
    if match is None:
        return "", line
    if fold(match[1]) not in _BY_NAME:
        raise DecreeError(
            f"{where}: judul '{match[1]}' tidak dikenal. Yang dikenal: {_LISTED}. "
            "Bila baris ini bagian dari kalimat, sambungkan ke baris di atasnya."
        )
    return _BY_NAME[fold(match[1])], match[2].strip()


def _put(items: list[str], line: str, heading: str) -> None:
    """Begin an item with a line, or go on with the last."""
    mark = marked(line)[0]
    closes = mark.endswith(")") and bool(items) and items[-1].count("(") > items[-1].count(")")
    plain = heading in _TITLES or (heading == "TEMBUSAN" and bool(items) and not marked(items[-1])[0])
    if not items or plain or (mark and not closes):
        items.append(line)
    else:
        compound = _HYPHEN.search(items[-1]) and line[0].isalpha()
        items[-1] += line if compound else f" {line}"
