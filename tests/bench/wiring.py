"""The small parts that hold a package together: content types, relationships, sheets of the office's own."""

from __future__ import annotations

import re

from tests.bench.strings import HEAD, Cells

OWN_SHEETS = ("Data Dukung", "Rekap Anggaran", "Catatan Rapat")
"""The office's own sheets; with the template's nine a workbook has twelve."""
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES, _RELATIONS, _BOOK = "[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/workbook.xml"


def wired(parts: dict[str, str]) -> None:
    """Announce the shared strings; say of the package what Excel says of its own."""
    _announce(parts, "/xl/sharedStrings.xml", "sharedStrings", "rIdStrings")
    parts[_BOOK] = parts[_BOOK].replace(' fullCalcOnLoad="1"', "")
    excel = "<Application>Microsoft Excel</Application><AppVersion>16.0300</AppVersion>"
    app = parts["docProps/app.xml"]
    parts["docProps/app.xml"] = re.sub(r"<Application>.*</AppVersion>", excel, app, flags=re.DOTALL)


def own_sheets(parts: dict[str, str], cells: Cells) -> None:
    """Sheets that are not the template's: a heading, and texts and numbers below it."""
    for number, name in enumerate(OWN_SHEETS, start=1):
        part, relation = f"xl/worksheets/own{number}.xml", f"rIdOwn{number}"
        rows: list[list[str | int]] = [[f"{name} {column}" for column in "ABCDEF"]]
        rows += [[row, f"Uraian {row} {name.lower()}", *range(row, row + 4)] for row in range(1, 31)]
        parts[part] = f'{HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{_rows(rows, cells)}</sheetData></worksheet>'
        _announce(parts, f"/{part}", "worksheet", relation)
        sheet = f'<sheet name="{name}" sheetId="{100 + number}" r:id="{relation}" xmlns:r="{_KIND}"/>'
        parts[_BOOK] = parts[_BOOK].replace("</sheets>", f"{sheet}</sheets>")


def _rows(rows: list[list[str | int]], cells: Cells) -> str:
    return "".join(
        f'<row r="{number}">'
        + "".join(f'<c r="{letter}{number}"{cells[value]}' for letter, value in zip("ABCDEF", row, strict=True))
        + "</row>"
        for number, row in enumerate(rows, start=1)
    )


def _announce(parts: dict[str, str], target: str, kind: str, relation: str) -> None:
    override = f'<Override PartName="{target}" ContentType="{_TYPE}.{kind}+xml"/>'
    parts[_TYPES] = parts[_TYPES].replace("</Types>", f"{override}</Types>")
    entry = f'<Relationship Type="{_KIND}/{kind}" Target="{target}" Id="{relation}"/>'
    parts[_RELATIONS] = parts[_RELATIONS].replace("</Relationships>", f"{entry}</Relationships>")


def without_table(parts: dict[str, str], sheet: int) -> None:
    """Take the table of a sheet out of the package."""
    relations = parts.pop(f"xl/worksheets/_rels/sheet{sheet}.xml.rels")
    found = re.search(r'Target="/?(xl/tables/[^"]+)"', relations)
    assert found is not None
    del parts[found[1]]
    parts[_TYPES] = re.sub(rf'<Override PartName="/{found[1]}"[^>]*/>', "", parts[_TYPES])
