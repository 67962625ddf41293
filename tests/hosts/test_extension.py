"""The extension's menu and toolbar hold all buttons, each with its picture."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from cascade_xl.hosts.buttons import BUTTONS
from tests.hosts.calc import EXTENSION

_NAME = "{http://openoffice.org/2001/registry}name"
_DISPATCH = "service:org.cascade_xl.Tombol?"


def _part(name: str) -> ElementTree.Element:
    part = ElementTree.parse(EXTENSION / "Addons.xcu").find(f".//node[@{_NAME}='{name}']")
    assert part is not None
    return part


def _values(part: ElementTree.Element, prop: str) -> list[str]:
    return [value.text or "" for value in part.iterfind(f".//prop[@{_NAME}='{prop}']/value")]


def _buttons(part: ElementTree.Element) -> list[str]:
    return [url.removeprefix(_DISPATCH) for url in _values(part, "URL") if url.startswith(_DISPATCH)]


@pytest.mark.parametrize("name", ["OfficeMenuBar", "OfficeToolBar", "Images"])
def test_all_buttons_are_there(name: str) -> None:
    assert sorted(_buttons(_part(name))) == sorted(BUTTONS)


def test_menu_and_toolbar_are_alike() -> None:
    menu, toolbar = _part("OfficeMenuBar"), _part("OfficeToolBar")
    assert _values(menu, "URL") == _values(toolbar, "URL")
    assert _values(menu, "Title")[1:] == _values(toolbar, "Title")


def test_every_picture_is_there_and_brings_nothing_along() -> None:
    """One drawing for both sizes; it names no other file, whichever program looks at it."""
    images = _part("Images")
    for size in ("ImageSmallURL", "ImageBigURL"):
        assert _values(images, size) == [f"%origin%/icons/{button}.svg" for button in _buttons(images)]
    for button in BUTTONS:
        picture = ElementTree.parse(EXTENSION / "icons" / f"{button}.svg").getroot()
        assert {part.tag.rpartition("}")[2] for part in picture.iter()} <= {"svg", "path", "circle", "rect"}
