"""Drawings as shapes of a sheet: valid, editable, in their place, and text stays text."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cascade_xl.forms import f02_cascading, f03_pohon_kinerja, f09_cascading_mendatar
from cascade_xl.forms.drawing import part
from cascade_xl.forms.paper import PAPERS
from cascade_xl.forms.scene import Box, Scene, Stroke
from cascade_xl.forms.sheet import Placed
from cascade_xl.forms.workbook import build
from tests.forms.orders import order_of
from tests.forms.printed import misprints, printed
from tests.judges import need, open_xml_sdk

XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
FORMS = (f02_cascading, f03_pohon_kinerja, f09_cascading_mendatar)


def shapes(*items: Box | Stroke, x: float = 0.0, y: float = 0.0) -> ElementTree.Element:
    return ElementTree.fromstring(part([Placed(x, y, Scene(100, 100, items))]))


def test_a_box_is_a_shape_with_text_that_wraps_in_it() -> None:
    root = shapes(Box(10, 20, 100, 40, "IK: satu\ndua", bold=True, inset=3), x=5, y=1000)
    anchor = root.find(f"{XDR}absoluteAnchor")
    assert anchor is not None
    position, extent = anchor.find(f"{XDR}pos"), anchor.find(f"{XDR}ext")
    assert position is not None and position.attrib == {"x": str(15 * 12700), "y": str(1020 * 12700)}
    assert extent is not None and extent.attrib == {"cx": str(100 * 12700), "cy": str(40 * 12700)}
    body = next(root.iter(f"{A}bodyPr"))
    assert body.attrib["wrap"] == "square" and body.attrib["lIns"] == str(3 * 12700)
    assert [text.text for text in root.iter(f"{A}t")] == ["IK: satu", "dua"]
    assert {style.attrib["b"] for style in root.iter(f"{A}rPr")} == {"1"}


def test_a_stroke_is_one_connector_for_each_stretch() -> None:
    root = shapes(Stroke(((0, 0), (0, 10), (20, 10))))
    assert len(list(root.iter(f"{XDR}cxnSp"))) == 2


def test_every_shape_has_a_number_of_its_own() -> None:
    scene = Scene(10, 10, (Box(0, 0, 5, 5, "a"), Stroke(((0, 0), (1, 1), (2, 0))), Box(5, 5, 5, 5)))
    root = ElementTree.fromstring(part([Placed(0, 0, scene), Placed(0, 50, scene)]))
    numbers = [shape.attrib["id"] for shape in root.iter(f"{XDR}cNvPr")]
    assert len(numbers) == len(set(numbers)) == 8


@given(st.text(max_size=40))
def test_any_text_gives_a_part_that_can_be_read(text: str) -> None:
    root = shapes(Box(0, 0, 100, 20, text, name=text))
    shown = "".join(run.text or "" for run in root.iter(f"{A}t"))
    assert all(letter in shown for letter in text if letter.isprintable())


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "@x", "_x0041_"])
def test_text_is_never_a_formula(name: str) -> None:
    root = shapes(Box(0, 0, 100, 20, name))
    assert next(root.iter(f"{XDR}sp")).attrib["textlink"] == ""
    assert [run.text for run in root.iter(f"{A}t")] == [name]


@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_other_papers_print_as_well(paper: str, tmp_path: Path) -> None:
    need("libreoffice")
    order = order_of("tanjab-barat-2024", PAPERS[paper])
    sheets = [sheet for form in FORMS for sheet in form.sheets(order)]
    assert [misprints(sheets[number], pdf) for number, pdf in printed(sheets, tmp_path).items()] == [[]] * len(sheets)


def test_the_open_xml_sdk_finds_nothing_to_complain_of(tmp_path: Path) -> None:
    need("ooxml-validator")
    book = tmp_path / "pohon.xlsx"
    order = order_of("tanjab-barat-2024")
    book.write_bytes(build([sheet for form in FORMS for sheet in form.sheets(order)]))
    assert open_xml_sdk.complaints([book]) == {book: []}
