"""Workbooks, sheets, tables and names, and what the application itself can be asked."""

from __future__ import annotations

import os
from typing import Any

import uno
from cascade_xl_dialogs import alert
from cascade_xl_formulas import Formulas
from cascade_xl_office import At, Office, RefusedError, place, property_value

XLSX = "Calc MS Excel 2007 XML"
_FILTERS = {".xlsx": XLSX, ".xlsm": "Calc MS Excel 2007 VBA XML", ".ods": "calc8", ".xls": "MS Excel 97"}
_NO_MACROS = 0


# The application.


def hello(office: Office) -> dict[str, Any]:
    provider = office.create("com.sun.star.configuration.ConfigurationProvider")
    node = property_value("nodepath", "/org.openoffice.Setup/Product")
    view = "com.sun.star.configuration.ConfigurationAccess"
    product = provider.createInstanceWithArguments(view, (node,))
    return {"version": product.getByName("ooSetupVersionAboutBox"), "pid": office.pid}


def selection(office: Office) -> dict[str, Any] | None:
    """The selected cells of the active workbook; of several areas the first; None where a shape is selected."""
    document = office.active_document()
    chosen = document and document.getCurrentController() and document.getCurrentSelection()
    if chosen and chosen.supportsService("com.sun.star.sheet.SheetCellRanges") and chosen.getCount():
        chosen = chosen.getByIndex(0)
    if not chosen or not chosen.supportsService("com.sun.star.sheet.SheetCellRange"):
        return None
    return {"book": _book(document), "sheet": chosen.Spreadsheet.Name, "at": place(chosen)}


def status(office: Office, text: str | None = None) -> None:
    document = office.active_document()
    controller = document and document.getCurrentController()
    if controller:
        indicator = controller.getStatusIndicator()
        indicator.end()
        if text:
            indicator.start(text, 0)
    office.status = text or None


def get_status(office: Office) -> str | None:
    return office.status


def calculation(office: Office, automatic: bool | None = None) -> bool:
    """LibreOffice keeps this for each workbook, Excel once for all: the active one is meant here."""
    active = office.active_document()
    if automatic is not None and active is not None:
        active.enableAutomaticCalculation(automatic)
    return bool(active is None or active.isAutomaticCalculationEnabled())


def calculate(office: Office) -> None:
    for document in office.documents():
        document.calculate()


def activate_app(office: Office) -> None:
    document = office.active_document()
    if document and document.getCurrentController():
        document.getCurrentController().Frame.getContainerWindow().setFocus()


# Workbooks.


def books(office: Office) -> list[dict[str, str]]:
    return [_book(document) for document in office.documents()]


def active_book(office: Office) -> dict[str, str] | None:
    document = office.active_document()
    return None if document is None else _book(document)


def add_book(office: Office) -> dict[str, str]:
    return _book(office.desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, ()))


def open_book(office: Office, path: str, read_only: bool = False, hidden: bool = False) -> dict[str, str]:
    """Open a file without its macros and without fetching what it links to; ``hidden``: without a window."""
    settings = {"ReadOnly": read_only, "Hidden": hidden, "MacroExecutionMode": _NO_MACROS, "UpdateDocMode": 0}
    properties = tuple(property_value(name, value) for name, value in settings.items())
    document = office.desktop.loadComponentFromURL(uno.systemPathToFileUrl(path), "_blank", 0, properties)
    if document is None or not hasattr(document, "Sheets"):
        raise RefusedError(f"not a workbook: {path}")
    return _book(document)


def activate_book(office: Office, book: str) -> None:
    frame = office.controller(book).Frame
    frame.activate()
    frame.getContainerWindow().toFront()


def save_book(office: Office, book: str, path: str | None = None) -> dict[str, str]:
    document = office.document(book)
    if path is None:
        document.store()
        return _book(document)
    extension = os.path.splitext(path)[1].lower()
    if extension not in _FILTERS:
        raise RefusedError(f"no file format for {extension!r}")
    document.storeAsURL(uno.systemPathToFileUrl(path), (property_value("FilterName", _FILTERS[extension]),))
    return _book(document)


def close_book(office: Office, book: str) -> None:
    """Close without saving and without asking."""
    document = office.document(book)
    document.setModified(False)
    document.close(True)


def is_read_only(office: Office, book: str) -> bool:
    return bool(office.document(book).isReadonly())


def _book(document: Any) -> dict[str, str]:
    url = document.getURL()
    path = uno.fileUrlToSystemPath(url) if url.startswith("file:") else url
    name = os.path.basename(path) if url else document.Title
    return {"id": document.RuntimeUID, "name": name, "fullname": path or document.Title}


# Sheets.


def sheets(office: Office, book: str) -> list[str]:
    return list(office.document(book).Sheets.ElementNames)


def active_sheet(office: Office, book: str) -> str:
    name: str = office.controller(book).getActiveSheet().Name
    return name


def activate_sheet(office: Office, book: str, sheet: str) -> None:
    office.controller(book).setActiveSheet(office.sheet(book, sheet))


def visible(office: Office, book: str, sheet: str, value: bool | None = None) -> bool:
    found = office.sheet(book, sheet)
    if value is not None:
        found.IsVisible = value
    return bool(found.IsVisible)


def is_protected(office: Office, book: str, sheet: str) -> bool:
    return bool(office.sheet(book, sheet).isProtected())


def used_range(office: Office, book: str, sheet: str) -> At:
    """From A1's side as Excel does it: the first and the last cell that hold something."""
    cursor = office.sheet(book, sheet).createCursor()
    cursor.gotoStartOfUsedArea(False)
    cursor.gotoEndOfUsedArea(True)
    return place(cursor)


def named_cells(office: Office, book: str, sheet: str, name: str) -> dict[str, Any]:
    """Where a name points that is defined on the sheet or in the workbook."""
    for owner in (office.sheet(book, sheet), office.document(book)):
        if owner.NamedRanges.hasByName(name):
            return _referred(owner.NamedRanges.getByName(name))
    raise RefusedError(f"{name!r} is neither an address nor a name")


# Tables: what Excel calls a table is a database range in LibreOffice.


def tables(office: Office, book: str, sheet: str) -> dict[str, At]:
    found = {}
    index = office.sheet(book, sheet).RangeAddress.Sheet
    ranges = office.document(book).DatabaseRanges
    for name in ranges.ElementNames:
        area = ranges.getByName(name).DataArea
        if area.Sheet == index:
            rows, columns = area.EndRow - area.StartRow + 1, area.EndColumn - area.StartColumn + 1
            found[name] = (area.StartRow + 1, area.StartColumn + 1, rows, columns)
    return found


def names(office: Office, book: str) -> dict[str, str]:
    """The workbook's names and what each refers to, written as Excel writes it."""
    document = office.document(book)
    formulas = Formulas(document)
    found = {}
    for name in document.NamedRanges.ElementNames:
        named = document.NamedRanges.getByName(name)
        found[name] = "=" + formulas.text(named.getTokens(), named.ReferencePosition)
    return found


def name_refers(office: Office, book: str, name: str) -> dict[str, Any]:
    return _referred(office.document(book).NamedRanges.getByName(name))


def _referred(named: Any) -> dict[str, Any]:
    cells = named.getReferredCells()
    if cells is None:
        raise RefusedError(f"the name {named.Name} does not refer to cells")
    return {"sheet": cells.Spreadsheet.Name, "at": place(cells)}


READS = {
    "hello": hello,
    "selection": selection,
    "status": status,
    "get_status": get_status,
    "calculation": calculation,
    "calculate": calculate,
    "activate_app": activate_app,
    "alert": alert,
    "books": books,
    "active_book": active_book,
    "add_book": add_book,
    "open_book": open_book,
    "activate_book": activate_book,
    "save_book": save_book,
    "close_book": close_book,
    "is_read_only": is_read_only,
    "sheets": sheets,
    "active_sheet": active_sheet,
    "activate_sheet": activate_sheet,
    "visible": visible,
    "is_protected": is_protected,
    "used_range": used_range,
    "named_cells": named_cells,
    "tables": tables,
    "names": names,
    "name_refers": name_refers,
}
