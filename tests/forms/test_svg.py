"""Drawings as SVG: whole, alone, and safe whatever an office wrote."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from cascade_xl.forms.scene import Box, Scene, Stroke
from cascade_xl.forms.svg import svg

NS = "{http://www.w3.org/2000/svg}"
BOX = Box(10, 20, 100, 40, "Meningkatnya\nkualitas", ("Meningkatnya", "kualitas"), line="475569", name="Sasaran")


def drawn(*items: Box | Stroke) -> ElementTree.Element:
    return ElementTree.fromstring(svg(Scene(200, 100, items), "Pohon"))


def test_the_view_is_the_drawing_in_points_with_a_margin() -> None:
    root = drawn(BOX)
    assert root.attrib["viewBox"] == "-6 -6 212 112"
    assert root.attrib["width"] == "212pt"
    assert "Calibri" in root.attrib["font-family"]


def test_lines_of_text_stand_inside_their_box() -> None:
    lines = list(drawn(BOX).iter(f"{NS}tspan"))
    assert [line.text for line in lines] == ["Meningkatnya", "kualitas"]
    assert all(line.attrib["x"] == "13" and 20 < float(line.attrib["y"]) < 60 for line in lines)


def test_a_box_is_named_for_who_cannot_see_it() -> None:
    assert [title.text for title in drawn(BOX).iter(f"{NS}title")] == ["Pohon", "Sasaran"]


def test_a_stroke_is_a_line_through_its_points() -> None:
    line = next(drawn(Stroke(((0, 0), (5.5, 0), (5.5, 9)))).iter(f"{NS}polyline"))
    assert line.attrib["points"] == "0,0 5.5,0 5.5,9"


@given(st.text(max_size=40))
def test_any_text_gives_well_formed_xml_that_says_it(text: str) -> None:
    root = drawn(Box(0, 0, 100, 20, text, (text,), name=text))
    shown = next(root.iter(f"{NS}tspan")).text or ""
    printable = "".join(letter for letter in text if letter.isprintable())
    assert all(letter in shown for letter in printable)


def test_nothing_is_fetched_and_nothing_runs() -> None:
    text = '<script>alert(1)</script> & "x" \x00 \ud800'
    made = svg(Scene(10, 10, (Box(0, 0, 5, 5, text, (text,), name=text),)))
    assert "<script" not in made and "href" not in made and "\x00" not in made
    made.encode("utf-8")
