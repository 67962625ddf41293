"""The same input gives the same bytes, and nothing in them that Excel would repair."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from cascade_xl.contract import Sheet
from cascade_xl.resources import profile
from cascade_xl.rules import RULES
from cascade_xl.rules.book import Book
from cascade_xl.rules.rule import check
from cascade_xl.write import build
from cascade_xl.write.package import Extras, finish
from tests.judges import need, open_xml_sdk
from tests.judges.package_lint import lint
from tests.write.books import READY, document, part, save
from tests.write.test_filled import EXTRA
from tests.write.test_marks import GIVEN

SCRIPT = """
import hashlib, sys
from cascade_xl.resources import profile
from cascade_xl.write import build
sys.stdout.write(hashlib.sha256(build(profile(), rows=20)).hexdigest())
"""


def full() -> bytes:
    given = document(GIVEN | {"kolom_tambahan": EXTRA["kolom_tambahan"]})
    return build(profile(), given, check(Book(given, profile()), RULES), rows=READY)


def test_same_input_same_bytes() -> None:
    assert full() == full()


@pytest.mark.parametrize("seed", ["1", "2"])
def test_same_bytes_in_another_process(seed: str) -> None:
    """No order in the file comes from a set, whose order differs from process to process."""
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert ran.stdout == hashlib.sha256(build(profile(), rows=20)).hexdigest()


def test_parts_have_no_time_and_a_fixed_order() -> None:
    with zipfile.ZipFile(io.BytesIO(full())) as archive:
        entries = archive.infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    names = [entry.filename for entry in entries]
    assert names[:2] == ["[Content_Types].xml", "_rels/.rels"]
    assert names[2:] == sorted(names[2:])


def test_rows_of_a_table_fit_themselves_again() -> None:
    package = full()
    xml = part(package, f"xl/worksheets/sheet{list(Sheet).index(Sheet.MATRIKS) + 1}.xml")
    head, _, rows = xml.partition('<row r="6"')
    assert "customHeight" in head and "customHeight" not in rows
    assert 'ht="' in rows


def test_nothing_is_added_where_nothing_is_asked() -> None:
    package = full()
    again = finish(package, {sheet: Extras() for sheet in Sheet})
    assert again == package


def test_judges_find_nothing(tmp_path: Path) -> None:
    path = save(full(), tmp_path / "penuh.xlsx")
    assert lint(path) == []
    need("ooxml-validator")
    for office in ("Office2010", "Microsoft365"):
        assert open_xml_sdk.complaints([path], office) == {path: []}
