"""The checks of package_lint on tables: their names, their columns, where they lie."""

from collections import Counter
from collections.abc import Iterator

from .book import Book, Table
from .boxes import Box, address, overlaps, read_box
from .formulas import fold
from .package import RELATION, unescape, whole
from .sheet_lint import header_texts
from .texts import name_problems


def problems(book: Book) -> Iterator[str]:
    ids = Counter(table.id for table in book.tables)
    names = Counter(fold(table.name) for table in book.tables)
    for table in book.tables:
        label = f"{table.part}: table {table.name!r}"
        if ids[table.id] > 1:
            yield f"{label} has the id {table.id}, as another table has"
        if names[fold(table.name)] > 1:
            yield f"{label} has the name of another table"
        if fold(table.name) in book.vocabulary.names:
            yield f"{label} has the name of a defined name"
        yield from (f"{label} {problem}" for problem in name_problems(table.name))
        yield from (f"{label} {problem}" for problem in _shape_problems(table))
        yield from (f"{label} {problem}" for problem in _column_problems(book, table))
    for sheet in book.sheets:
        on_sheet = [table for table in book.tables if table.sheet == sheet]
        yield from (f"{sheet.part}: {problem}" for problem in _place_problems(book, sheet.part, on_sheet))
    yield from _header_problems(book)


def _shape_problems(table: Table) -> Iterator[str]:
    if table.box is None:
        yield f"lies on {table.root.get('ref')!r}, which is no range"
        return
    height = table.box.bottom - table.box.top + 1
    if height - table.header_rows - table.totals_rows < 1:
        yield "has no row for data"
    width = table.box.right - table.box.left + 1
    if width != len(table.columns):
        yield f"is {width} columns wide and names {len(table.columns)}"
    declared = table.root.find("{*}tableColumns")
    if declared is not None and whole(declared.get("count", str(len(table.columns)))) != len(table.columns):
        yield f"says that it has {declared.get('count')} columns and names {len(table.columns)}"
    for auto_filter in table.root.iterfind("{*}autoFilter"):
        filtered = read_box(auto_filter.get("ref", ""))
        if filtered != table.box._replace(bottom=table.box.bottom - table.totals_rows):
            yield f"has its filter on {auto_filter.get('ref')}"


def _column_problems(book: Book, table: Table) -> Iterator[str]:
    names = Counter(fold(column) for column in table.columns)
    yield from (f"has the column {name!r} twice" for name, count in names.items() if count > 1)
    columns = table.root.findall("{*}tableColumns/{*}tableColumn")
    ids = Counter(column.get("id") for column in columns)
    yield from (f"has the column id {value} twice" for value, count in ids.items() if count > 1)
    for element in [table.root, *columns]:
        for attribute, value in element.attrib.items():
            if attribute.endswith("DxfId") and (whole(value) is None or int(value) >= book.partial_styles):
                yield f"names {attribute} {value}, which does not exist"
    for column in columns:
        if not column.get("name"):
            yield "has a column without a name"
        for formula in [
            *column.iterfind("{*}calculatedColumnFormula"),
            *column.iterfind("{*}totalsRowFormula"),
        ]:
            for problem in book.vocabulary.problems(formula.text or "", table=table.name):
                yield f"column {column.get('name')!r}: {problem}"


def _place_problems(book: Book, part: str, tables: list[Table]) -> Iterator[str]:
    root = book.package.tree(part)
    if root is None:
        return
    boxes = [(f"table {table.name!r}", table.box) for table in tables if table.box]
    yield from (f"{first} lies over {second}" for first, second in overlaps(boxes))
    merges = [(entry.get("ref", ""), read_box(entry.get("ref", ""))) for entry in root.iterfind("{*}mergeCells/{*}*")]
    filters = [(entry.get("ref", ""), read_box(entry.get("ref", ""))) for entry in root.iterfind("{*}autoFilter")]
    for label, box in boxes:
        yield from (f"{label} lies over the merged cells {ref}" for ref, merge in merges if _meet(merge, box))
        yield from (f"{label} lies over the sheet's own filter {ref}" for ref, own in filters if _meet(own, box))
    listed = [entry.get(f"{RELATION}id", "") for entry in root.iterfind("{*}tableParts/{*}tablePart")]
    linked = [link.id for link in book.package.links(part).values() if link.kind == "table"]
    if sorted(listed) != sorted(linked):
        yield f"lists the tables {sorted(listed)} and is related to {sorted(linked)}"


def _meet(first: Box | None, second: Box) -> bool:
    return first is not None and first.meets(second)


def _header_problems(book: Book) -> Iterator[str]:
    """A header cell must hold the very text that the table calls its column, or Excel repairs the table."""
    for table in book.tables:
        header = table.header
        if header is None or header.right - header.left + 1 != len(table.columns):
            continue
        texts = header_texts(book, table.sheet, header)
        for offset, column in enumerate(table.columns):
            place = address(header.top, header.left + offset)
            text = texts.get(header.left + offset)
            if text is None:
                yield f"{table.part}: header {place} holds no text, the column is {column!r}"
            elif unescape(text) != unescape(column):
                yield f"{table.part}: header {place} is {text[:80]!r}, the column is {column!r}"
