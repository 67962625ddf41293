"""Sheets of one workbook in another, with all that they print by, and workbooks as PDF.

LibreOffice's own copy of a sheet between workbooks keeps cells, sizes, breaks and drawings, but neither its page style
nor what of it is printed nor that its grid is hidden, and tells the list of what can be undone nothing.
"""

from __future__ import annotations

from typing import Any

import uno
from cascade_xl_office import Office, RefusedError, property_value

PDF = "calc_pdf_Export"
_STYLES = "PageStyles"
_SCALES = ("PageScale", "ScaleToPages", "ScaleToPagesX", "ScaleToPagesY")
"""Ways to say how large a page is printed: each takes the place of the others."""
_READ_ONLY = 16  # com.sun.star.beans.PropertyAttribute


def copy_sheet(office: Office, book: str, sheet: str, source_book: str, source_sheet: str, after: bool) -> str:
    """Copy a sheet of another open workbook behind one of this workbook, or before it; its name here."""
    target, source = office.document(book), office.document(source_book)
    original = office.sheet(source_book, source_sheet)
    place = office.sheet(book, sheet).RangeAddress.Sheet + int(after)
    target.Sheets.importSheet(source, source_sheet, place)
    copied = target.Sheets.getByIndex(place)
    copied.PageStyle = _page_style(target, source.StyleFamilies.getByName(_STYLES).getByName(original.PageStyle))
    _print_alike(copied, original)
    _hide_grid(office, target, copied)
    office.not_undoable(book)
    return str(copied.Name)


def delete_sheet(office: Office, book: str, sheet: str) -> None:
    """Remove a sheet, and the page style that only it had."""
    document = office.document(book)
    style = office.sheet(book, sheet).PageStyle
    document.Sheets.removeByName(sheet)
    styles = document.StyleFamilies.getByName(_STYLES)
    if styles.getByName(style).isUserDefined() and style not in _used_styles(document):
        styles.removeByName(style)
    office.not_undoable(book)


def rename_sheet(office: Office, book: str, sheet: str, name: str) -> None:
    sheets = office.document(book).Sheets
    if name != sheet and sheets.hasByName(name):
        raise RefusedError(f"the workbook has a sheet {name!r} already")
    sheets.getByName(sheet).Name = name
    office.not_undoable(book)


def export_pdf(office: Office, book: str, path: str) -> None:
    office.document(book).storeToURL(uno.systemPathToFileUrl(path), (property_value("FilterName", PDF),))


def is_structure_protected(office: Office, book: str) -> bool:
    """Whether sheets may be neither added nor removed."""
    return bool(office.document(book).isProtected())


def _page_style(document: Any, style: Any) -> str:
    """A page style like that of another workbook, under a name that no sheet uses yet."""
    styles, used, number, name = document.StyleFamilies.getByName(_STYLES), _used_styles(document), 1, style.Name
    while name in used or (styles.hasByName(name) and not styles.getByName(name).isUserDefined()):
        number += 1
        name = f"{style.Name} {number}"
    if not styles.hasByName(name):
        styles.insertByName(name, document.createInstance("com.sun.star.style.PageStyle"))
    made = styles.getByName(name)
    names = [known.Name for known in style.PropertySetInfo.Properties if not known.Attributes & _READ_ONLY]
    for known in names:
        if known not in _SCALES or style.getPropertyValue(known):
            made.setPropertyValue(known, style.getPropertyValue(known))
    return str(name)


def _used_styles(document: Any) -> set[str]:
    return {document.Sheets.getByName(name).PageStyle for name in document.Sheets.ElementNames}


def _print_alike(copied: Any, original: Any) -> None:
    """Print the same areas of a sheet, with the same rows and columns on each page."""
    place = copied.RangeAddress.Sheet

    def here(area: Any) -> Any:
        area.Sheet = place
        return area

    copied.setPrintAreas(tuple(here(area) for area in original.getPrintAreas()))
    for kind in ("Rows", "Columns"):
        if getattr(original, f"getPrintTitle{kind}")():
            getattr(copied, f"setTitle{kind}")(here(getattr(original, f"getTitle{kind}")()))
            getattr(copied, f"setPrintTitle{kind}")(True)


def _hide_grid(office: Office, document: Any, sheet: Any) -> None:
    """Show the sheet as it is printed. Only a command to the sheet in front does so."""
    controller = document.getCurrentController()
    if controller is None:
        return
    in_front = controller.getActiveSheet()
    controller.setActiveSheet(sheet)
    office.create("com.sun.star.frame.DispatchHelper").executeDispatch(
        controller.Frame, ".uno:ToggleSheetGrid", "", 0, (property_value("ToggleSheetGrid", False),)
    )
    controller.setActiveSheet(in_front)


READS = {"export_pdf": export_pdf, "is_structure_protected": is_structure_protected}
WRITES = {"copy_sheet": copy_sheet, "delete_sheet": delete_sheet, "rename_sheet": rename_sheet}
