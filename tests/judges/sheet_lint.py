"""The checks of package_lint on one worksheet: its order, cells, merges, validations, formats and links."""

import re
from collections.abc import Iterator, Sequence

from .book import Book, Sheet, Table, text_of
from .boxes import LAST_COLUMN, LAST_ROW, Box, address, overlaps, read_box, read_cell
from .package import RELATION, Element, local_name, unescape, whole
from .texts import text_problems

WIDEST_COLUMN = 255
HIGHEST_ROW = 409.5
LONGEST_HEADER = 255
MOST_VALIDATIONS = 65_534
LONGEST_LIST = 255
LONGEST_VALIDATION_TEXTS = {"promptTitle": 32, "prompt": 255, "errorTitle": 32, "error": 225}
MOST_LINKS = 65_530
LONGEST_LINK = 2_079
LONGEST_LINK_TIP = 255

# The order in which the children of a worksheet must stand (CT_Worksheet of ISO/IEC 29500-1).
_ORDER = """
sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges
scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting
dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks
customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture
oleObjects controls webPublishItems tableParts extLst
"""
ORDER = tuple(_ORDER.split())
_REPEATABLE = frozenset({"cols", "conditionalFormatting"})

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_ERRORS = frozenset(
    {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!"}
)


def problems(book: Book, sheet: Sheet) -> Iterator[str]:
    root = book.package.tree(sheet.part)
    if root is None or sheet.kind != "worksheet":
        return
    yield from _order_problems(root)
    yield from _column_problems(book, root)
    yield from _row_problems(book, sheet, root)
    yield from _merge_problems(root)
    yield from _validation_problems(book, root)
    yield from _format_problems(book, root)
    yield from _link_problems(book, sheet, root)
    for text in root.iterfind("{*}headerFooter/*"):
        if len(text.text or "") > LONGEST_HEADER:
            yield f"{local_name(text)} has {len(text.text or '')} characters; Excel takes {LONGEST_HEADER}"


def header_texts(book: Book, sheet: Sheet, box: Box) -> dict[int, str]:
    """The texts in the first row of `box` by column; a number or a formula is no text."""
    root = book.package.tree(sheet.part)
    row = root.find(f"{{*}}sheetData/{{*}}row[@r='{box.top}']") if root is not None else None
    texts: dict[int, str] = {}
    for cell in row if row is not None else ():
        place = read_cell(cell.get("r", ""))
        text = None if cell.find("{*}f") is not None else _text(book, cell)
        if place and text is not None and box.left <= place[1] <= box.right:
            texts[place[1]] = text
    return texts


def _text(book: Book, cell: Element) -> str | None:
    kind, value = cell.get("t"), cell.find("{*}v")
    inline = cell.find("{*}is")
    if kind == "inlineStr" and inline is not None:
        return text_of(inline)
    if kind == "str" and value is not None:
        return value.text or ""
    index = whole(value.text) if kind == "s" and value is not None else None
    return book.texts[index] if index is not None and index < len(book.texts) else None


def _order_problems(root: Element) -> Iterator[str]:
    namespace = root.tag.rpartition("}")[0]
    last, seen = 0, set[str]()
    for child in root:
        name = local_name(child)
        if child.tag.rpartition("}")[0] != namespace:
            continue
        if name not in ORDER:
            yield f"{name} has no place in a worksheet"
            continue
        if name in seen and name not in _REPEATABLE:
            yield f"{name} stands twice"
        seen.add(name)
        if ORDER.index(name) < last:
            yield f"{name} stands after {ORDER[last]}"
        last = max(last, ORDER.index(name))


def _style_problem(book: Book, index: str | None) -> str | None:
    if index is None or (whole(index) is not None and int(index) < max(book.cell_styles, 1)):
        return None
    return f"names the cell format {index}, which does not exist"


def _column_problems(book: Book, root: Element) -> Iterator[str]:
    spans: list[tuple[str, Box]] = []
    for entry in root.iterfind("{*}cols/{*}col"):
        first, last = whole(entry.get("min")), whole(entry.get("max"))
        if not first or not last or last < first or last > LAST_COLUMN:
            yield f"columns {entry.get('min')} to {entry.get('max')} do not exist"
            continue
        spans.append((f"{first}-{last}", Box(1, first, 1, last)))
        if not 0 <= float(entry.get("width", "0")) <= WIDEST_COLUMN:
            yield f"columns {first} to {last} are {entry.get('width')} wide; Excel takes {WIDEST_COLUMN}"
        problem = _style_problem(book, entry.get("style"))
        if problem:
            yield f"columns {first} to {last}: {problem}"
    yield from (f"columns {first} and {second} are described twice" for first, second in overlaps(spans))


def _row_problems(book: Book, sheet: Sheet, root: Element) -> Iterator[str]:
    last = 0
    shared: set[str] = set()
    tables = [table for table in book.tables if table.sheet == sheet]
    for row in root.iterfind("{*}sheetData/{*}row"):
        number = whole(row.get("r", str(last + 1)))
        if not number or number > LAST_ROW:
            yield f"row {row.get('r')} does not exist"
            continue
        if number <= last:
            yield f"row {number} stands after row {last}"
        last = number
        if float(row.get("ht", "0")) > HIGHEST_ROW:
            yield f"row {number} is {row.get('ht')} high; Excel takes {HIGHEST_ROW}"
        problem = _style_problem(book, row.get("s"))
        if problem:
            yield f"row {number} {problem}"
        yield from _cells_problems(book, row, number, tables, shared)


def _cells_problems(
    book: Book, row: Element, row_number: int, tables: Sequence[Table], shared: set[str]
) -> Iterator[str]:
    last = 0
    for cell in row:
        written = cell.get("r")
        place = read_cell(written) if written else (row_number, last + 1)
        if place is None or place[0] != row_number:
            yield f"cell {written} has no place in row {row_number}"
            continue
        label = written or address(*place)
        if place[1] <= last:
            yield f"cell {label} stands after {address(row_number, last)}"
        last = place[1]
        children = {local_name(child): child for child in cell}
        for problem in _cell_problems(book, cell, children.get("v")):
            yield f"cell {label} {problem}"
        if "f" in children:
            table = _table_around(tables, place)
            for problem in _formula_problems(book, children["f"], shared, table):
                yield f"cell {label}: {problem}"


def _cell_problems(book: Book, cell: Element, element: Element | None) -> Iterator[str]:
    problem = _style_problem(book, cell.get("s"))
    if problem:
        yield problem
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        yield from text_problems(_text(book, cell) or "")
    if element is None:
        return
    value = element.text or ""
    if kind == "s" and (whole(value) is None or int(value) >= len(book.texts)):
        yield f"names the shared text {value}, which does not exist"
    elif kind == "str":
        yield from text_problems(value)
    elif kind == "n" and value and not _NUMBER.fullmatch(value):
        yield f"holds the number {value!r}"
    elif kind == "b" and value not in ("0", "1"):
        yield f"holds the truth value {value!r}"
    elif kind == "e" and value not in _ERRORS:
        yield f"holds the error {value!r}"


def _table_around(tables: Sequence[Table], place: tuple[int, int]) -> str:
    cell = Box(*place, *place)
    return next((table.name for table in tables if table.box and table.box.holds(cell)), "")


def _formula_problems(book: Book, formula: Element, shared: set[str], table: str) -> Iterator[str]:
    text, group = formula.text or "", formula.get("si")
    if formula.get("t") == "shared" and group is not None:
        if text:
            shared.add(group)
        elif group not in shared:
            yield f"shares the formula {group}, which no cell holds"
    yield from book.vocabulary.problems(text, table=table)


def _merge_problems(root: Element) -> Iterator[str]:
    merges: list[tuple[str, Box]] = []
    for entry in root.iterfind("{*}mergeCells/{*}mergeCell"):
        ref = entry.get("ref", "")
        box = read_box(ref)
        if box is None or box[:2] == box[2:]:
            yield f"merged cells {ref!r} are no range of two cells or more"
        else:
            merges.append((ref, box))
    yield from (f"merged cells {first} and {second} overlap" for first, second in overlaps(merges))


def _area_problem(area: str | None) -> str | None:
    if area and all(read_box(ref) for ref in area.split()):
        return None
    return f"stands on {area!r}, which is no range"


def _validation_problems(book: Book, root: Element) -> Iterator[str]:
    # Also those of Excel 2010's extension: they hold their formulas and ranges in elements of their own.
    validations = list(root.iterfind(".//{*}dataValidation"))
    if len(validations) > MOST_VALIDATIONS:
        yield f"has {len(validations):,} validations; Excel takes {MOST_VALIDATIONS:,}"
    for entry in validations:
        area = entry.get("sqref") or entry.findtext("{*}sqref")
        label = f"validation on {area}"
        problem = _area_problem(area)
        if problem:
            yield f"validation {problem}"
        for attribute, longest in LONGEST_VALIDATION_TEXTS.items():
            length = len(unescape(entry.get(attribute, "")))
            if length > longest:
                yield f"{label}: {attribute} has {length} characters; Excel takes {longest}"
        formulas = ["".join(formula.itertext()) for formula in entry if local_name(formula).startswith("formula")]
        if entry.get("type") == "list" and not any(formulas):
            yield f"{label}: is a list of nothing"
        for formula in formulas:
            yield from (f"{label}: {problem}" for problem in _validation_formula_problems(book, formula))


def _validation_formula_problems(book: Book, formula: str) -> Iterator[str]:
    inner = formula[1:-1].replace('""', '"')
    if formula.startswith('"') and len(inner) > LONGEST_LIST:
        yield f"list of {len(inner)} characters; Excel takes {LONGEST_LIST}"
    elif not formula.startswith('"') and len(formula) > LONGEST_LIST:
        yield f"formula of {len(formula)} characters; Excel takes {LONGEST_LIST}"
    yield from book.vocabulary.problems(formula.removeprefix("="), structured=False)


def _format_problems(book: Book, root: Element) -> Iterator[str]:
    for entry in root.iterfind(".//{*}conditionalFormatting"):
        area = entry.get("sqref") or entry.findtext("{*}sqref")
        label = f"conditional format on {area}"
        problem = _area_problem(area)
        if problem:
            yield f"conditional format {problem}"
        for rule in entry.iterfind("{*}cfRule"):
            style = rule.get("dxfId")
            if style is not None and (whole(style) is None or int(style) >= book.partial_styles):
                yield f"{label} names dxfId {style}, which does not exist"
            # The extension's rules hold the formula as xm:f, the plain ones as formula.
            for formula in rule.iter():
                if local_name(formula) in ("formula", "f"):
                    text = formula.text or ""
                    yield from (f"{label}: {it}" for it in book.vocabulary.problems(text, structured=False))


def _link_problems(book: Book, sheet: Sheet, root: Element) -> Iterator[str]:
    entries = root.findall("{*}hyperlinks/{*}hyperlink")
    if len(entries) > MOST_LINKS:
        yield f"has {len(entries):,} hyperlinks; Excel takes {MOST_LINKS:,}"
    links = book.package.links(sheet.part)
    for entry in entries:
        label = f"hyperlink on {entry.get('ref')}"
        if read_box(entry.get("ref", "")) is None:
            yield f"{label} stands on no range"
        link = links.get(entry.get(f"{RELATION}id", ""))
        if link and len(link.target) > LONGEST_LINK:
            yield f"{label} has an address of {len(link.target):,} characters; Excel takes {LONGEST_LINK:,}"
        tip = len(entry.get("tooltip", ""))
        if tip > LONGEST_LINK_TIP:
            yield f"{label} has a tip of {tip} characters; Excel takes {LONGEST_LINK_TIP}"
        location = entry.get("location")
        problem = book.vocabulary.location_problem(location) if location and not link else None
        if problem:
            yield f"{label} {problem}"
