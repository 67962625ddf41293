"""Where the links of a regency workbook lead: to the files that went into it, and to nothing else."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from openpyxl import load_workbook

from cascade_xl.contract.marks import FILE_LINK, LINK, link
from cascade_xl.merge import gather, write
from cascade_xl.merge.links import way
from cascade_xl.resources import TEMPLATES, example_names
from tests.judges import libreoffice, need

from .test_sheets import opened, rows

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")


def test_every_row_leads_to_its_file(tmp_path: Path) -> None:
    folder = tmp_path / "masuk & keluar"
    folder.mkdir()
    for number, name in enumerate(example_names()[:2]):
        shutil.copy(TEMPLATES / "examples" / f"{name}.xlsx", folder / f"OPD #{number} 50%.xlsx")
    found = gather(sorted(folder.iterdir()))
    (tmp_path / "hasil").mkdir()
    book = opened(tmp_path / "hasil", found)
    shown = load_workbook(tmp_path / "hasil" / "gabungan.xlsx", data_only=True)
    matriks, numbers = rows(book["Matriks"], 5), rows(shown["Matriks"], 5)
    places = [(source.name, number) for source in found for number in source.table.numbers]
    for row, shown_row, (name, at) in zip(matriks, numbers, places, strict=True):
        path = f"../masuk & keluar/{name}".replace("#", "%23").replace("50%", "50%25")
        assert row["Baris Asal"] == f"=HYPERLINK(\"{path}#'Matriks'!A{at}\",{at})"
        assert shown_row["Baris Asal"] == at
    for row in rows(book["Temuan"], 4):
        assert not row["Sel"] or FILE_LINK.fullmatch(row["Sel"])
        assert not row["Baris Matriks"] or LINK.fullmatch(row["Baris Matriks"])


def test_the_same_files_elsewhere_give_the_same_bytes(tmp_path: Path) -> None:
    written = []
    for place in ("a", "b/c"):
        folder = tmp_path / place
        (folder / "masuk").mkdir(parents=True)
        shutil.copy(TEMPLATES / "examples" / f"{example_names()[0]}.xlsx", folder / "masuk" / "x.xlsx")
        write(gather([folder / "masuk" / "x.xlsx"]), folder / "gabungan.xlsx")
        written.append((folder / "gabungan.xlsx").read_bytes())
    assert written[0] == written[1]


def test_only_what_opens_is_linked(tmp_path: Path) -> None:
    assert way(tmp_path / "a" / "x.xlsx", tmp_path / "b") == "../a/x.xlsx"
    assert way(Path("x.XLSM"), Path()) == "x.XLSM"
    nothing = [(tmp_path / "x.json", tmp_path), (tmp_path / "x.xlsx", None), (tmp_path / "x\n.xlsx", tmp_path)]
    assert [way(path, folder) for path, folder in nothing] == ["", "", ""]


def test_another_drive_has_no_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> str:
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    monkeypatch.setattr(os.path, "relpath", refuse)
    assert way(tmp_path / "x.xlsx", tmp_path) == (tmp_path / "x.xlsx").as_posix()


def test_a_long_way_is_said_in_pieces() -> None:
    formula = link("Matriks", "A12", 12, "x" * 300 + "/y.xlsx")
    assert formula.count('"&"') == 1 and max(map(len, formula.split('"'))) <= 255
    assert link("Matriks", "B7", "B7", "x" * 300 + '/"y".xlsx').count('""') == 2


@pytest.mark.parametrize(
    ("formula", "ours"),
    [
        (link("Matriks", "B7", "B7", "masuk/a.xlsx"), True),
        (link("Ket's", "B7", "B7", "x" * 300 + "/a.xlsx"), True),
        (link("Matriks", "B7", "B7", "D:/masuk/a.xlsx"), True),
        (link("Matriks", "B7", "B7", "https://contoh.invalid/a"), False),
        (link("Matriks", "B7", "B7", "//contoh.invalid/a"), False),
        ('=HYPERLINK("a.xlsx#\'M\'!A1"&Matriks!C6,"B7")', False),
        ('=HYPERLINK("a.xlsx#\'M\'!A1",WEBSERVICE("x"))', False),
    ],
)
def test_a_link_of_ours_is_known(formula: str, ours: bool) -> None:
    assert bool(FILE_LINK.fullmatch(formula)) == ours


def test_libreoffice_follows_the_links(tmp_path: Path) -> None:
    need("libreoffice")
    shutil.copy(TEMPLATES / "examples" / f"{example_names()[0]}.xlsx", tmp_path / "a #1.xlsx")
    write(gather([tmp_path / "a #1.xlsx"]), tmp_path / "gabungan.xlsx")
    [pdf] = libreoffice.convert([tmp_path / "gabungan.xlsx"], "pdf", tmp_path / "pdf")
    with pdfplumber.open(pdf) as book:
        found = {str(entry["uri"]) for page in book.pages for entry in page.hyperlinks if entry.get("uri")}
    assert any(uri.endswith("a%20%231.xlsx") for uri in found)
    assert any("a%20%231.xlsx#'Matriks'!" in uri for uri in found)
