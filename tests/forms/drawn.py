"""A form's sheet with its drawings as a whole workbook, put together by hand."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from cascade_xl.forms import drawing
from cascade_xl.forms.sheet import Sheet
from cascade_xl.forms.workbook import build
from tests.judges.libreoffice import convert

_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_SHEET, _TYPES, _DRAWING = "xl/worksheets/sheet1.xml", "[Content_Types].xml", "xl/drawings/drawing1.xml"


def workbook(sheet: Sheet) -> bytes:
    """A workbook with one sheet and its drawing part."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(build([sheet]))) as plain, zipfile.ZipFile(target, "w") as drawn:
        for name in plain.namelist():
            text = plain.read(name).decode()
            if name == _TYPES:
                text = text.replace("</Types>", f'<Override PartName="/{_DRAWING}" ContentType="{_TYPE}"/></Types>')
            if name == _SHEET:
                text = text.replace("</worksheet>", '<drawing r:id="rId1"/></worksheet>')
            drawn.writestr(name, text)
        drawn.writestr(
            "xl/worksheets/_rels/sheet1.xml.rels",
            f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_RELATION}/drawing" '
            'Target="../drawings/drawing1.xml"/></Relationships>',
        )
        drawn.writestr(_DRAWING, drawing.part(sheet.drawings))
    return target.getvalue()


def printed(sheet: Sheet, folder: Path) -> Path:
    """The PDF that LibreOffice prints."""
    source = folder / "form.xlsx"
    source.write_bytes(workbook(sheet))
    return convert([source], "pdf", folder / "pdf")[0]
