"""A lint of workbooks for what makes Excel offer a repair and what the Open XML SDK does not see.

`lint(path)` reads the parts of the file with the standard library only and returns one line for each problem,
"part: problem"; an empty list is a clean bill. It judges for Excel 2010, the oldest that officers still use.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from . import sheet_lint, table_lint
from .book import Book
from .package import RELATION, Element, Package, local_name, whole
from .texts import CONTROL, name_problems, text_problems

LONGEST_SHEET_NAME = 31
MOST_CELL_STYLES = 64_000

_STYLE_LISTS = {"fontId": "fonts", "fillId": "fills", "borderId": "borders", "xfId": "cellStyleXfs"}
_FIRST_OWN_NUMBER_FORMAT = 164


def lint(path: Path) -> list[str]:
    """What Excel would repair in the workbook `path`, one "part: problem" each."""
    package = Package(path)
    book = Book(package)
    problems = list(package.problems())
    problems += (f"{book.part}: {problem}" for problem in _workbook_problems(book))
    problems += (f"{book.text_part}: {problem}" for problem in _shared_text_problems(book.texts))
    problems += (f"{book.style_part}: {problem}" for problem in _style_problems(book))
    for sheet in book.sheets:
        problems += (f"{sheet.part}: {problem}" for problem in sheet_lint.problems(book, sheet))
    problems += table_lint.problems(book)
    problems += _chart_problems(book)
    return problems


def _workbook_problems(book: Book) -> Iterator[str]:
    if book.root is None:
        yield "there is no workbook in this package"
        return
    names = Counter(sheet.name.casefold() for sheet in book.sheets)
    for sheet in book.sheets:
        yield from (f"sheet {sheet.name!r} {problem}" for problem in _sheet_name_problems(sheet.name))
        if names[sheet.name.casefold()] > 1:
            yield f"sheet {sheet.name!r} stands twice"
        if not sheet.part:
            yield f"sheet {sheet.name!r} has no part"
    for attribute in ("sheetId", f"{RELATION}id"):
        ids = Counter(entry.get(attribute) for entry in book.root.iterfind("{*}sheets/{*}sheet"))
        yield from (f"two sheets have the id {value}" for value, count in ids.items() if count > 1)
    if all(sheet.state != "visible" for sheet in book.sheets):
        yield "no sheet is visible"
    for view in book.root.iterfind("{*}bookViews/{*}workbookView"):
        active = whole(view.get("activeTab", "0"))
        if active is None or active >= len(book.sheets) or book.sheets[active].state != "visible":
            yield f"the active sheet is number {view.get('activeTab')}, which cannot be seen"
    yield from _name_problems(book)


def _sheet_name_problems(name: str) -> Iterator[str]:
    if not name:
        yield "has no name"
    if len(name) > LONGEST_SHEET_NAME:
        yield f"has a name of {len(name)} characters; Excel takes {LONGEST_SHEET_NAME}"
    if set(name) & set("\\/?*[]:") or CONTROL.search(name):
        yield "has a character in its name that Excel does not take"
    if name.startswith("'") or name.endswith("'"):
        yield "has an apostrophe at an end of its name"
    if name.casefold() == "history":
        yield "has a name that Excel keeps for itself"


def _name_problems(book: Book) -> Iterator[str]:
    seen: set[tuple[str, str | None]] = set()
    for entry in book.names:
        name, scope = entry.get("name", ""), entry.get("localSheetId")
        label = f"defined name {name!r}"
        if (name.casefold(), scope) in seen:
            yield f"{label} stands twice"
        seen.add((name.casefold(), scope))
        yield from (f"{label} {problem}" for problem in name_problems(name))
        if scope is not None and (whole(scope) is None or int(scope) >= len(book.sheets)):
            yield f"{label} belongs to sheet number {scope}, which does not exist"
        if not entry.text:
            yield f"{label} means nothing"
        yield from (f"{label}: {problem}" for problem in book.vocabulary.problems(entry.text or ""))


def _shared_text_problems(texts: list[str]) -> Iterator[str]:
    for index, text in enumerate(texts):
        yield from (f"text {index} {problem}" for problem in text_problems(text))


def _style_problems(book: Book) -> Iterator[str]:
    root = book.package.tree(book.style_part)
    if root is None:
        return
    if book.cell_styles > MOST_CELL_STYLES:
        yield f"has {book.cell_styles:,} cell formats; Excel takes {MOST_CELL_STYLES:,}"
    sizes = {attribute: len(root.findall(f"{{*}}{kind}/*")) for attribute, kind in _STYLE_LISTS.items()}
    formats = {entry.get("numFmtId") for entry in root.iterfind("{*}numFmts/{*}numFmt")}
    for kind in ("cellStyleXfs", "cellXfs"):
        for index, entry in enumerate(root.iterfind(f"{{*}}{kind}/{{*}}xf")):
            yield from (f"{kind} {index} {problem}" for problem in _format_problems(entry, sizes, formats))
    names = Counter(entry.get("name", "").casefold() for entry in root.iterfind("{*}cellStyles/{*}cellStyle"))
    yield from (f"style {name!r} stands twice" for name, count in names.items() if count > 1)


def _format_problems(entry: Element, sizes: dict[str, int], formats: set[str | None]) -> Iterator[str]:
    for attribute, size in sizes.items():
        value = entry.get(attribute)
        if value is not None and (whole(value) is None or int(value) >= size):
            yield f"names {attribute} {value}, which does not exist"
    number_format = whole(entry.get("numFmtId", "0"))
    if number_format is None or (number_format >= _FIRST_OWN_NUMBER_FORMAT and str(number_format) not in formats):
        yield f"names the number format {entry.get('numFmtId')}, which does not exist"


def _chart_problems(book: Book) -> Iterator[str]:
    for part in book.package.entries:
        root = book.package.tree(part) if part.startswith("xl/charts/") and part.endswith(".xml") else None
        for element in root.iter() if root is not None else ():
            if local_name(element) == "f":
                yield from (f"{part}: {problem}" for problem in book.vocabulary.problems(element.text or ""))
