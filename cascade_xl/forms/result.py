"""All that one printing leaves behind, as bytes and texts; nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cascade_xl.files import file_name
from cascade_xl.forms.sheet import Sheet
from cascade_xl.forms.svg import svg
from cascade_xl.forms.workbook import build
from cascade_xl.write.graft import add_sheets

_LONGEST_NAME = 125
"""Bytes, beside the name of the workbook: that of a long jabatan is whole."""


class Result(NamedTuple):
    """``workbook`` holds all sheets, in a copy of the office's workbook where there is one. ``alone`` are workbooks of
    one sheet each, to be made into PDF, so that *Halaman x dari y* counts its pages alone; ``pictures`` are SVG. Both
    are called by the form's code and the sheet's title: *F1 TARGET TAHUNAN*.
    """

    workbook: bytes
    alone: Mapping[str, bytes]
    pictures: Mapping[str, str]


def result(sheets: Sequence[Sheet], base: bytes | None) -> Result:
    """The files of a printing. Raises `cascade_xl.write.graft.GraftError` where ``base`` cannot take sheets."""
    whole = build(sheets)
    called = alone(sheets)
    return Result(
        whole if base is None else add_sheets(base, whole),
        {name: build([sheet]) for name, sheet in called.items()},
        {
            name if number == 1 else f"{name} ({number})": svg(scene, name)
            for name, sheet in called.items()
            for number, scene in enumerate(sheet.pictures, start=1)
        },
    )


def alone(sheets: Sequence[Sheet]) -> dict[str, Sheet]:
    """Each sheet by what a file of it is called: the form's code and the sheet's title, as any system takes it, no two
    alike."""
    found: dict[str, Sheet] = {}
    for sheet in sheets:
        title = sheet.title if sheet.title.startswith(f"{sheet.form} ") else f"{sheet.form} {sheet.title}"
        title = file_name(title, _LONGEST_NAME)
        name, number = title, 1
        while name.casefold() in map(str.casefold, found):
            number += 1
            name = f"{title} ({number})"
        found[name] = sheet
    return found
