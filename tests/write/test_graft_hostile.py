"""Workbooks that take no sheets, broken ones and malicious ones: each ends in a message that names the file."""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile

import pytest

from cascade_xl import parts as limits
from cascade_xl.write.graft import GraftError, add_sheets, default_font_width
from tests.read.books import STRICT_MAIN
from tests.write.grafts import bases, edited, forms, parts, plain, written, zipped

FUZZED = 250
_ADVICE = re.compile(r"[.)] [A-Z][a-z].+\.$")
_SIGNED = (
    '<Relationship Id="s" Target="_xmlsignatures/origin.sigs" '
    'Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"/></Relationships>'
)


def refused(base: bytes) -> str:
    with pytest.raises(GraftError) as error:
        add_sheets(base, forms(), "rencana.xlsx")
    said = str(error.value)
    assert said.startswith("rencana.xlsx: ")
    assert _ADVICE.search(said), f"{said!r} says what to do next"
    return said


def _replaced(name: str, old: bytes, new: bytes) -> bytes:
    found = parts(written(plain))
    assert old in found[name]
    return zipped({**found, name: found[name].replace(old, new)})


_BOMB = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><workbook '
_LEAK = b'<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><styleSheet '


@pytest.mark.parametrize(
    ("base", "said"),
    [
        (b"", "berkas kosong"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "kata sandi"),
        (b"<html/>", "bukan berkas Excel"),
        (b"PK\x03\x04", "bukan berkas Excel"),
        (zipped({"baca.txt": b"halo"}), "bukan berkas Excel"),
        (_replaced("_rels/.rels", b"xl/workbook.xml", b"xl/workbook.bin"), "biner"),
        (_replaced("xl/workbook.xml", limits.MAIN.encode(), STRICT_MAIN.encode()), "Strict"),
        (_replaced("xl/workbook.xml", limits.MAIN.encode(), b"urn:surat"), "satu pun lembar"),
        (_replaced("xl/workbook.xml", b"<sheet ", b"<lembar "), "satu pun lembar"),
        (
            _replaced(
                "_rels/.rels",
                b"</Relationships>",
                _SIGNED.encode(),
            ),
            "tanda tangan itu akan rusak",
        ),
        (_replaced("xl/workbook.xml", b"<workbook ", _BOMB), "DOCTYPE"),
        (_replaced("xl/styles.xml", b"<styleSheet ", _LEAK), "DOCTYPE"),
        (_replaced("xl/styles.xml", b"</styleSheet>", b""), "rusak"),
        (_replaced("xl/workbook.xml", b'r:id="rId1"', b'r:id="rId99"'), "rusak"),
        (_replaced("xl/workbook.xml", b'sheetId="1"', b'sheetId="satu"'), "rusak"),
        (_replaced("xl/styles.xml", b'<sz val="11"/>', b'<sz val="nan"/>'), "rusak"),
        (_replaced("xl/styles.xml", b'<sz val="11"/>', b'<sz val="-4"/>'), "rusak"),
    ],
)
def test_what_takes_no_sheets(base: bytes, said: str) -> None:
    assert said in refused(base)


def test_widths_are_refused_in_the_same_words() -> None:
    with pytest.raises(GraftError, match=r"^Buku kerja: berkas kosong"):
        default_font_width(b"")
    with pytest.raises(GraftError, match=r"^rencana\.xlsx: .*biner"):
        default_font_width(_replaced("_rels/.rels", b"xl/workbook.xml", b"xl/workbook.bin"), "rencana.xlsx")


def test_more_formats_than_excel_takes() -> None:
    xf = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    for have, fits in ((65_484, True), (65_488, False)):
        full = edited(written(plain), styles=("</cellXfs>", xf * (have - 1) + "</cellXfs>"))
        if fits:
            add_sheets(full, forms())
        else:
            assert "65.490" in refused(full)


def test_a_bomb_is_not_unpacked() -> None:
    found = parts(written(plain))
    found["xl/styles.xml"] = b" " * ((1 << 26) + 1)
    assert "luar biasa besar" in refused(zipped(found))


def test_a_part_that_is_not_touched_may_be_of_any_size() -> None:
    found = parts(written(plain))
    found["xl/media/film.bin"] = b"\0" * (limits.MAX_INFLATED + 1)
    add_sheets(zipped(found), forms())


def test_entries_that_share_their_bytes() -> None:
    base = zipped({**parts(written(plain)), "xl/media/besar.bin": random.Random(1).randbytes(200_000)})
    end = base.rindex(b"PK\x05\x06")
    count, _, start = struct.unpack("<HLL", base[end + 10 : end + 20])
    entry = base[base.index(b"PK\x01\x02", start) :]
    entry = entry[entry.index(b"xl/media/besar.bin") - 46 :][: 46 + 18]
    copies = b"".join(entry.replace(b"besar", f"b{n:04}".encode()) for n in range(200))
    directory = base[start:end] + copies
    total = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count + 200, count + 200, len(directory), start, 0)
    assert "bukan berkas Excel" in refused(base[:start] + directory + total)


def test_fuzzed_workbooks_are_refused_or_grafted() -> None:
    """Whatever is wrong in a package, it is a `GraftError` or a package that opens."""
    dice = random.Random(20)
    whole = {name: base for name, base in bases().items() if len(base) < 60_000}
    ours = forms(("F3",))
    for _ in range(FUZZED):
        base = bytearray(dice.choice(sorted(whole.values())))
        if dice.random() < 0.5:
            found = parts(bytes(base))
            name = dice.choice(sorted(found))
            content = bytearray(found[name] or b" ")
            for _ in range(dice.randint(1, 4)):
                place = dice.randrange(len(content))
                content[place : place + dice.randint(0, 9)] = dice.randbytes(dice.randint(0, 3))
            base = bytearray(zipped({**found, name: bytes(content)}))
        else:
            for _ in range(dice.randint(1, 6)):
                base[dice.randrange(len(base))] = dice.randrange(256)
        try:
            copy = add_sheets(bytes(base), ours)
        except GraftError:
            continue
        with zipfile.ZipFile(io.BytesIO(copy)) as archive:
            assert archive.namelist()
