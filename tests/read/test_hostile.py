"""Files that are no workbook, broken or malicious: each ends in a clear message that names it, never in a traceback."""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from cascade_xl.model import Document
from cascade_xl.read import UnreadableError, read_document
from cascade_xl.read.xlsx import read
from cascade_xl.resources import TEMPLATES
from tests.read.books import MAIN, package, workbook_of, zipped

FUZZED = 400  # files of each kind
_ADVICE = re.compile(r"[.)] [A-Z][a-z].+\.$")


def refused(path: Path) -> str:
    """What is said of a file that cannot be read."""
    with pytest.raises(UnreadableError) as error:
        read_document(path)
    said = str(error.value)
    assert said.startswith(f"{path.name}: ")
    assert _ADVICE.search(said), f"{said!r} says what to do next"
    return said


def _renamed(content: bytes, old: str, new: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[new] = parts.pop(old)
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(old.encode(), new.encode())
    return zipped(parts)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("kosong.xlsx", b"", "berkas kosong (0 byte)"),
        ("~$rencana.xlsx", b"\x05Siti Aminah".ljust(165, b" "), "berkas sementara milik Excel"),
        ("lama.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Excel lama (.xls) atau dikunci"),
        ("dikunci.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "kata sandi"),
        ("tabel.xlsx", b"<html><table><tr><td>1</td></tr></table></html>", "bukan berkas Excel"),
        ("daftar.xlsx", b"Kode;Uraian\n1;Diklat\n", "bukan berkas Excel"),
        ("pk.xlsx", b"PK\x03\x04", "bukan berkas Excel"),
        ("kosong-zip.xlsx", b"PK\x05\x06" + b"\0" * 18, "bukan berkas Excel"),
        ("arsip.xlsx", zipped({"baca.txt": "halo"}), "bukan berkas Excel"),
        ("dokumen.ods", zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "bukan berkas Excel"),
        ("biner.xlsb", _renamed(package(""), "xl/workbook.xml", "xl/workbook.bin"), "berkas Excel biner (.xlsb)"),
        ("tanpa.xlsx", package("", replace={"xl/workbook.xml": f'<workbook xmlns="{MAIN}"/>'}), "satu pun lembar"),
        ("surat.docx", package("", replace={"xl/workbook.xml": '<document xmlns="urn:w"/>'}), "satu pun lembar"),
    ],
)
def test_what_is_no_workbook(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert said in refused(path)


def test_missing_files_and_folders(tmp_path: Path) -> None:
    assert "tidak ditemukan" in refused(tmp_path / "hilang.xlsx")
    assert "tidak ditemukan" in refused(tmp_path / "hilang.json")
    for name in ("folder.xlsx", "folder.json"):
        (tmp_path / name).mkdir()
        assert "folder, bukan berkas" in refused(tmp_path / name)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(13, "Permission denied"), "tidak boleh dibaca"),
        (OSError(5, "Input/output error"), "tidak dapat dibuka (Input/output error)"),
    ],
)
def test_files_that_the_system_does_not_give(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, said: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(Path, "open", refuse)
    for name in ("rahasia.xlsx", "rahasia.json"):
        assert said in refused(tmp_path / name)


def test_the_name_in_the_message_may_be_chosen(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.touch()
    with pytest.raises(UnreadableError, match=r"^dinas/a\.xlsx: "):
        read_document(path, name="dinas/a.xlsx")


# -- broken and malicious parts ---------------------------------------------------------------------------------------

_BOMB = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
_LEAK = '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
_SHEET = f'<worksheet xmlns="{MAIN}"><sheetData><row><c t="str"><v>&a;</v></c></row></sheetData></worksheet>'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (package("", replace={"xl/worksheets/sheet1.xml": _BOMB + _SHEET}), "DOCTYPE"),
        (package("", replace={"xl/worksheets/sheet1.xml": _LEAK + _SHEET}), "DOCTYPE"),
        (package("", replace={"xl/workbook.xml": _BOMB + "<l/>"}), "DOCTYPE"),
        (package("", replace={"_rels/.rels": _LEAK + "<l/>"}), "DOCTYPE"),
        (package("", strings="", replace={"xl/sharedStrings.xml": _BOMB + "<l/>"}), "DOCTYPE"),
        (package("", replace={"xl/worksheets/sheet1.xml": _SHEET}), "rusak"),
        (package("", replace={"xl/worksheets/sheet1.xml": ""}), "rusak"),
        (package("", replace={"xl/worksheets/sheet1.xml": b"\xff\xfe\x00"}), "rusak"),
        (package("", replace={"xl/worksheets/sheet1.xml": '<?xml version="1.0" encoding="x-none"?><a/>'}), "rusak"),
        (package('<row><c t="s"><v>0</v></c></row>'), "rusak"),
        (package('<row><c t="s"><v>7</v></c></row>', strings="<si><t>a</t></si>"), "rusak"),
        (package('<row><c t="s"><v>-1</v></c></row>', strings="<si><t>a</t></si>"), "rusak"),
        (package("<row><c><v>dua</v></c></row>"), "rusak"),
        (package('<row><c s="x"><v>2</v></c></row>'), "rusak"),
        (package('<row r="dua"><c><v>2</v></c></row>'), "rusak"),
        (package('<row r="1048577"><c><v>2</v></c></row>'), "rusak"),
        (package('<row r="0"><c><v>2</v></c></row>'), "rusak"),
        (package('<row r="1"><c r="XFE1"><v>2</v></c></row>'), "rusak"),
        (package('<row r="1"><c r="1"><v>2</v></c></row>'), "rusak"),
        (package("", after='<mergeCells><mergeCell ref="A1:B"/></mergeCells>'), "rusak"),
        (package("", after="<mergeCells><mergeCell/></mergeCells>"), "rusak"),
        (package("", styles="<numFmts><numFmt numFmtId='x'/></numFmts>"), "rusak"),
        (package("", replace={"xl/workbook.xml": f'<workbook xmlns="{MAIN}"><sheet/></workbook>'}), "rusak"),
    ],
)
def test_broken_and_malicious_parts(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "uji.xlsx"
    path.write_bytes(content)
    assert said in refused(path)


def test_a_sheet_that_is_not_there_is_missing_and_no_error(tmp_path: Path) -> None:
    content = package("").replace(b"worksheets/sheet1.xml", b"worksheets/sheet9.xml")
    assert workbook_of(content, tmp_path).sheets == {}


def test_a_bomb_of_bytes(tmp_path: Path) -> None:
    path = tmp_path / "bom.xlsx"
    path.write_bytes(package("<row/>" + " " * (300 << 20)))
    assert path.stat().st_size < 1 << 20
    assert "luar biasa besar" in refused(path)


def test_a_bomb_of_one_part_named_many_times(tmp_path: Path) -> None:
    sheets = '<sheet name="{}" sheetId="1" r:id="rId1"/>'
    book = f'<workbook xmlns="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    book += f"<sheets>{''.join(sheets.format(n) for n in range(500))}</sheets></workbook>"
    path = tmp_path / "bom.xlsx"
    path.write_bytes(package("<row/>" + " " * (1 << 20), replace={"xl/workbook.xml": book}))
    assert "luar biasa besar" in refused(path)


def test_a_bomb_of_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cascade_xl.read.sheet.MAX_CELLS", 1000)
    monkeypatch.setattr("cascade_xl.read.plain.MAX_CELLS", 1000)
    assert workbook_of(package("<row><c><v>1</v></c></row>" * 1000), tmp_path).sheets["Matriks"].rows
    path = tmp_path / "bom.xlsx"
    for content in (
        package("<row><c><v>1</v></c></row>" * 1001),
        package("".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 1002))),
        package("", after='<mergeCell ref="A1:B2"/>' * 1001),
    ):
        path.write_bytes(content)
        assert "rusak" in refused(path)


# -- fuzzing ----------------------------------------------------------------------------------------------------------


def _valid(tmp_path: Path) -> bytes:
    """A small workbook of ours, with everything that a reader parses."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Matriks"
    sheet.append(["Jenjang", "Kode", "Uraian", "Indikator", "Satuan", "Target 2025", "Kolom kami"])
    sheet.append(["Program", "P1", "Diklat", "Jumlah", "Orang", "5.205", "=1+1"])
    sheet.append([None, None, None, "Persentase", "%", 0.92, True])
    sheet["F3"].number_format = "0%"
    sheet.merge_cells("A4:B5")
    sheet.row_dimensions[3].hidden = True
    labels = book.create_sheet("Identitas")
    labels.append(["Pemerintah Daerah", "Kabupaten Contoh"])
    path = tmp_path / "benar.xlsx"
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()})


def _read_or_refuse(path: Path, content: bytes) -> bool:
    path.write_bytes(content)
    try:
        document, _ = read_document(path)
    except UnreadableError as error:
        assert str(error).startswith(path.name)
        return False
    assert isinstance(document, Document)
    return True


def test_flipped_and_cut_bytes_of_the_zip(tmp_path: Path) -> None:
    content, dice, path = _valid(tmp_path), random.Random(1), tmp_path / "rusak.xlsx"
    assert _read_or_refuse(path, content)
    for _ in range(FUZZED):
        damaged = bytearray(content)
        for _ in range(dice.choice((1, 1, 2, 8))):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        _read_or_refuse(path, bytes(damaged))
        _read_or_refuse(path, content[: dice.randrange(len(content))])


def test_changed_bytes_and_words_inside_the_parts(tmp_path: Path) -> None:
    """Damage behind the checksum: the zip is sound, its XML is not."""
    dice, path = random.Random(2), tmp_path / "rusak.xlsx"
    with zipfile.ZipFile(io.BytesIO(_valid(tmp_path))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    targets = [name for name in parts if "xl/" in name and "theme" not in name] + ["_rels/.rels"]
    words = [b"-1", b"99999999999999999999", b"NaN", b"", b"A", b"&", b"<c>", b"</c>", b'"', b"_x0000_", b"\0", b"\xff"]
    read_well = 0
    for _ in range(FUZZED):
        name = dice.choice(targets)
        part = parts[name]
        if dice.random() < 0.5:
            at = dice.randrange(len(part))
            damaged = part[:at] + bytes([dice.randrange(256)]) + part[at + 1 :]
        else:
            values = list(re.finditer(rb'(?<=")[^"<>]*(?=")|(?<=>)[^<>]*(?=<)', part))
            spot = dice.choice(values)
            damaged = part[: spot.start()] + dice.choice(words) + part[spot.end() :]
        read_well += _read_or_refuse(path, zipped({**parts, name: damaged}, zipfile.ZIP_STORED))
    assert 0 < read_well < FUZZED


# -- canonical JSON ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "bukan JSON yang benar"),
        (b"{", "bukan JSON yang benar"),
        (b"\xff\xfe{", "bukan JSON yang benar"),
        (b"[" * 100_000, "bukan JSON yang benar"),
        (b'{"format": "cascade-xl/1", "matriks": ' + b"[" * 100_000, "bukan JSON yang benar"),
        (b"[]", 'harus memuat "format": "cascade-xl/1"'),
        (b'{"format": "cascade-xl/2", "matriks": []}', 'harus memuat "format": "cascade-xl/1"'),
        (b'{"format": "cascade-xl/1"}', "$: 'matriks' belum ada"),
        (b'{"format": "cascade-xl/1", "matriks": [{"kodee": "1"}]}', "$.matriks[0]: 'kodee' tidak dikenal"),
        (b'{"format": "cascade-xl/1", "matriks": [{"kode": NaN}]}', "NaN bukan angka"),
        (b'{"format": "cascade-xl/1", "matriks": [{"kode": -Infinity}]}', "-Infinity bukan angka"),
        (b'{"format": "cascade-xl/1", "matriks": [{"kode": 1e999}]}', "1e999 bukan angka"),
        (b'{"format": "cascade-xl/1", "matriks": [{"kode": 1' + b"0" * 400 + b"}]}", "bukan angka"),
        (b'{"format": "cascade-xl/1", "matriks": [{"kode": 1' + b"0" * 5000 + b"}]}", "bukan JSON yang benar"),
        (b'{"format": "cascade-xl/1", "matriks": [{"kode": "\\ud83d"}]}', "bukan JSON yang benar"),
        (b'{"format": "cascade-xl/1", "matriks": [], "profil": "atlantis"}', "Profil 'atlantis' tidak dikenal"),
        (b'{"format": "cascade-xl/1", "matriks": [], "profil": {"nama": "x"}}', "tidak sesuai standar"),
    ],
)
def test_what_is_no_canonical_json(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "uji.json"
    path.write_bytes(content)
    assert said in refused(path)


@pytest.mark.parametrize(
    ("headings", "said"),
    [
        (["Satuan"], "'Satuan' pada Matriks adalah kolom baku"),
        (["penanggung  JAWAB"], "adalah kolom baku"),
        (["Target 2026"], "adalah kolom baku"),
        (["2031"], "adalah kolom baku"),
        ([" \n"], "tanpa judul"),
        (["Ket", "KET"], "ada dua"),
    ],
)
def test_extra_columns_that_cannot_be(tmp_path: Path, headings: list[str], said: str) -> None:
    path = tmp_path / "uji.json"
    data = {"format": "cascade-xl/1", "matriks": [], "kolom_tambahan": {"Matriks": headings}}
    path.write_text(json.dumps(data))
    assert said in refused(path)


def test_bytes_of_an_example(tmp_path: Path) -> None:
    dice, path = random.Random(3), tmp_path / "rusak.json"
    content = (TEMPLATES / "examples" / "banten-2024.json").read_bytes()
    for _ in range(60):
        at = dice.randrange(len(content))
        _read_or_refuse(path, content[:at] + bytes([dice.randrange(256)]) + content[at + 1 :])


def test_our_own_errors_are_not_mistaken_for_broken_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of the programme crashes; only faults of the file are the file's."""
    path = tmp_path / "uji.xlsx"
    path.write_bytes(package("<row><c><v>1</v></c></row>"))

    def broken(*_: object) -> None:
        raise AttributeError

    monkeypatch.setattr("cascade_xl.read.contents._number", broken)
    with pytest.raises(AttributeError):
        read(path)
