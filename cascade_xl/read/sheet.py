"""One sheet's cells from expat's events: exact, whatever the XML looks like."""

from __future__ import annotations

from cascade_xl.read.contents import LAST_COLUMN, LAST_ROW, MAX_CELLS, Contents, area, column_number
from cascade_xl.read.grid import Cell, Grid
from cascade_xl.read.package import Handlers


class SheetHandler:
    """Collects the cells of one sheet."""

    def __init__(self, grid: Grid, contents: Contents, count: int = 0) -> None:
        self.grid = grid
        self.contents = contents
        self.row = self.column = 0
        self.count = count
        self.kind = "n"
        self.style = 0
        self.cells: dict[int, Cell] = {}
        self.value: list[str] | None = None
        self.formula: list[str] | None = None
        self.into: list[str] | None = None
        self.phonetic = False
        self._columns: dict[str, int] = {}

    @property
    def handlers(self) -> Handlers:
        return self.start, self.end, self.text

    @property
    def past_first_row(self) -> bool:
        """Whether all that stands in the first row was met."""
        return bool(self.grid.rows) or self.row > 1

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            reference = attributes.get("r")
            self.column = self._column(reference) if reference else self.column + 1
            self.kind = attributes.get("t", "n")
            self.style = int(attributes.get("s", "0"))
            self.value = self.formula = None
        elif name == "v":
            self.value = self.into = []
        elif name == "t" and not self.phonetic:
            if self.value is None:
                self.value = []
            self.into = self.value
        elif name == "f":
            self.formula = self.into = []
        elif name == "row":
            self.row = int(attributes.get("r", self.row + 1))
            self.column = 0
            self.cells = self.grid.rows.get(self.row, {})
            if attributes.get("hidden") in ("1", "true"):
                self.grid.hidden_rows.add(self.row)
        elif name == "rPh":
            self.phonetic = True
        elif name == "mergeCell":
            self.grid.merged.append(area(attributes["ref"]))
            self._counted(1)

    def end(self, name: str) -> None:
        if name == "c":
            cell = self.contents.cell(self.kind, self.style, _joined(self.value), _joined(self.formula))
            if cell is not None:
                self.cells[self.column] = cell
        elif name in ("v", "t", "f"):
            self.into = None
        elif name == "row":
            if self.cells:
                if not (0 < self.row <= LAST_ROW and 0 < min(self.cells) <= max(self.cells) <= LAST_COLUMN):
                    raise ValueError("a cell beyond the sheet")
                self.grid.rows[self.row] = self.cells
                self._counted(len(self.cells))
        elif name == "rPh":
            self.phonetic = False

    def text(self, data: str) -> None:
        if self.into is not None:
            self.into.append(data)

    def _column(self, reference: str) -> int:
        letters = reference.rstrip("0123456789")
        column = self._columns.get(letters)
        if column is None:
            column = self._columns[letters] = column_number(letters)
        return column

    def _counted(self, more: int) -> None:
        self.count += more
        if self.count > MAX_CELLS:
            raise ValueError("more cells than a planner fills")


def _joined(pieces: list[str] | None) -> str | None:
    return None if pieces is None else "".join(pieces)
