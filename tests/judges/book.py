"""A workbook as its judges see it: sheets, names, tables, shared texts, number of styles."""

from collections.abc import Iterator
from dataclasses import dataclass

from .boxes import Box, read_box
from .formulas import Vocabulary, fold
from .package import RELATION, Element, Package, whole


@dataclass(frozen=True)
class Sheet:
    name: str
    part: str
    kind: str  # "worksheet", "chartsheet" …
    state: str


@dataclass(frozen=True)
class Table:
    part: str
    sheet: Sheet
    root: Element
    name: str
    id: str
    box: Box | None
    columns: tuple[str, ...]
    header_rows: int
    totals_rows: int

    @property
    def header(self) -> Box | None:
        """The cells that hold the columns' names."""
        if self.box is None or not self.header_rows:
            return None
        return self.box._replace(bottom=self.box.top)


class Book:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.part = next(package.linked("", "officeDocument"), "")
        self.root = package.tree(self.part)
        self.sheets = list(self._sheets())
        self.names = list(self.root.iterfind("{*}definedNames/{*}definedName")) if self.root is not None else []
        self.tables = [table for sheet in self.sheets for table in self._tables(sheet)]
        self.text_part = next(package.linked(self.part, "sharedStrings"), "")
        self.texts = [text_of(entry) for entry in self._children(self.text_part, "{*}si")]
        self.style_part = next(package.linked(self.part, "styles"), "")
        self.cell_styles = len(self._children(self.style_part, "{*}cellXfs/{*}xf"))
        self.partial_styles = len(self._children(self.style_part, "{*}dxfs/{*}dxf"))
        self.vocabulary = Vocabulary(
            sheets={fold(sheet.name) for sheet in self.sheets},
            names={fold(name.get("name", "")) for name in self.names},
            tables={fold(table.name): {fold(column) for column in table.columns} for table in self.tables},
            external_books=len(self._children(self.part, "{*}externalReferences/{*}externalReference")),
        )

    def _children(self, part: str, path: str) -> list[Element]:
        root = self.package.tree(part)
        return root.findall(path) if root is not None else []

    def _sheets(self) -> Iterator[Sheet]:
        links = self.package.links(self.part)
        for entry in self._children(self.part, "{*}sheets/{*}sheet"):
            link = links.get(entry.get(f"{RELATION}id", ""))
            yield Sheet(
                name=entry.get("name", ""),
                part=link.target if link else "",
                kind=link.kind if link else "",
                state=entry.get("state", "visible"),
            )

    def _tables(self, sheet: Sheet) -> Iterator[Table]:
        for part in self.package.linked(sheet.part, "table"):
            root = self.package.tree(part)
            if root is None:
                continue
            header_rows = whole(root.get("headerRowCount"))
            yield Table(
                part=part,
                sheet=sheet,
                root=root,
                name=root.get("displayName", ""),
                id=root.get("id", ""),
                box=read_box(root.get("ref", "")),
                columns=tuple(entry.get("name", "") for entry in root.iterfind("{*}tableColumns/{*}tableColumn")),
                header_rows=1 if header_rows is None else header_rows,
                totals_rows=whole(root.get("totalsRowCount")) or 0,
            )


def text_of(entry: Element) -> str:
    """The text of a shared or inline string without its reading aids (rPh)."""
    runs = [*entry.iterfind("{*}t"), *entry.iterfind("{*}r/{*}t")]
    return "".join(run.text or "" for run in runs)
