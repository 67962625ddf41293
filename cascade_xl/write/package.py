"""What openpyxl does not write: its package is opened once more, and closed the same way every time.

* ``ignoredErrors``: no green triangles on numbers that are meant to be text.
* Row heights of table rows are a first estimate: without ``customHeight`` Excel fits them again when a text changes.
* A link says its text before anything was calculated, also in Excel's protected view.
* A print area that grows with the rows is a formula; openpyxl only takes a range.
* Dates of creation, times in the zip and the order of the parts are constant: the same input gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

_CREATED = "2025-01-01T00:00:00Z"
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_FIRST_PARTS = ("[Content_Types].xml", "_rels/.rels")
_AFTER_IGNORED = ("smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "picture", "oleObjects", "controls")
_NEXT = re.compile(rf"<(?:{'|'.join((*_AFTER_IGNORED, 'webPublishItems', 'tableParts', 'extLst'))})\b|</worksheet>")
_ROW = re.compile(r'<row r="(\d+)"[^>]*>')
_LINK = re.compile(r'<c ([^>]*)>(<f>HYPERLINK\("[^"]*(?:""[^"]*)*","([^"]*(?:""[^"]*)*)"\)</f>)(?:<v ?/>|<v></v>)')
_PRINT_AREA = r'<definedName name="_xlnm.Print_Area" localSheetId="{}"[^>]*>([^<]*)</definedName>'
_DATE = re.compile(r"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")


class Extras(NamedTuple):
    """What to add for one sheet: (range, kinds of errors) to ignore, the first row that fits itself, and a formula as
    print area."""

    ignored: Sequence[tuple[str, str]] = ()
    free_rows: int = 0
    print_area: str = ""


def finish(package: bytes, sheets: Mapping[str, Extras]) -> bytes:
    """The package with what each sheet (by its name, in the order of the workbook) still needs."""
    parts = {}
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        for name in archive.namelist():
            parts[name] = archive.read(name)
    for number, extras in enumerate(sheets.values(), start=1):
        part = f"xl/worksheets/sheet{number}.xml"
        parts[part] = _sheet(parts[part].decode("utf-8"), extras).encode("utf-8")
    book = parts["xl/workbook.xml"].decode("utf-8")
    for index, extras in enumerate(sheets.values()):
        if extras.print_area:
            area = re.search(_PRINT_AREA.format(index), book)
            assert area is not None
            book = f"{book[: area.start(1)]}{escape(extras.print_area)}{book[area.end(1) :]}"
    parts["xl/workbook.xml"] = book.encode("utf-8")
    core = parts["docProps/core.xml"].decode("utf-8")
    parts["docProps/core.xml"] = _DATE.sub(rf"\g<1>{_CREATED}\g<3>", core).encode("utf-8")
    return _zip(parts)


def _sheet(xml: str, extras: Extras) -> str:
    xml = _LINK.sub(_shown, xml)
    if extras.free_rows:
        xml = _ROW.sub(lambda row: _free(row, extras.free_rows), xml)
    if not extras.ignored:
        return xml
    entries = "".join(_ignored(where, kinds) for where, kinds in extras.ignored)
    place = _NEXT.search(xml, xml.rindex("</sheetData>"))
    assert place is not None
    return f"{xml[: place.start()]}<ignoredErrors>{entries}</ignoredErrors>{xml[place.start() :]}"


def _shown(link: re.Match[str]) -> str:
    text = link[3].replace('""', '"')
    return f'<c {link[1]} t="str">{link[2]}<v>{text}</v>'


def _ignored(where: str, kinds: str) -> str:
    attributes = " ".join(f'{kind}="1"' for kind in kinds.split())
    return f"<ignoredError sqref={quoteattr(where)} {attributes}/>"


def _free(row: re.Match[str], first: int) -> str:
    return row[0].replace(' customHeight="1"', "") if int(row[1]) >= first else row[0]


def _zip(parts: Mapping[str, bytes]) -> bytes:
    order = [*_FIRST_PARTS, *sorted(name for name in parts if name not in _FIRST_PARTS)]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in order:
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            archive.writestr(entry, parts[name])
    return target.getvalue()
