"""The operation: every sheet of our workbook comes into a copy of the officer's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count

from cascade_xl.write.graft.earlier import Kept, cleared, hand_on, is_printed
from cascade_xl.write.graft.fonts import digit
from cascade_xl.write.graft.names import names_on, numbered, replace_names
from cascade_xl.write.graft.package import Package
from cascade_xl.write.graft.sheet import Fitting, fit
from cascade_xl.write.graft.styles import MAX_FORMATS, merge_styles, theme_colours
from cascade_xl.write.graft.workbook import Book, Tab, guarded
from cascade_xl.write.graft.xml import name, serialised

_TOO_MANY_FORMATS = (
    "memuat terlalu banyak format sel (batas Excel 65.490), sehingga formulir tidak dapat ditambahkan. "
    "Salin lembar-lembarnya ke buku kerja baru dari templat, lalu ulangi."
)
_FORMS = "formulir"
_NOT_CARRIED = ("f", "conditionalFormatting", "dataValidations", "tableParts", "legacyDrawing", "legacyDrawingHF")


def add_sheets(base: bytes, forms: bytes, label: str = "Buku kerja") -> bytes:
    """A copy of the workbook ``base`` with all sheets of ``forms``, a workbook that XlsxWriter wrote, behind its own.

    A sheet that an earlier printing left under the same name is replaced at its place; one of the officer's own keeps
    its name, and ours gets a number. The same input gives the same bytes. A protected structure is no obstacle: the
    protection stays as it is, it is about what is clicked in Excel.

    ``label`` is what messages call the workbook. Raises `GraftError`.
    """
    ours = Book(Package(forms, _FORMS))
    _ask_only_what_is_carried(ours)
    with guarded(label):
        return _Graft(Book(Package(base, label)), ours).done()


def _ask_only_what_is_carried(ours: Book) -> None:
    """Forms are texts, looks and drawings; what else a sheet may have is not taken along, and so not accepted."""
    for tab in ours.tabs():
        sheet = ours.package.tree(tab.part)
        found = [local for local in _NOT_CARRIED if sheet.find(f".//{name(local)}") is not None]
        if found:
            raise TypeError(f"{tab.name}: a form has no {', '.join(found)}")


@dataclass
class _Graft:
    theirs: Book
    ours: Book
    carried: dict[str, str] = field(default_factory=dict)
    """Where each part of ours that was carried over stands there."""

    def done(self) -> bytes:
        fitting = self._fitting()
        titles: dict[str, str] = {}
        places: list[tuple[int, Tab]] = []
        for tab in self.ours.tabs():
            came = self._sheet(tab, fitting, titles)
            titles[tab.name] = came.name
            places.append((came.place, tab))
        for place, tab in places:
            replace_names(self.theirs, place, names_on(self.ours, tab.place), titles)
        return self.theirs.package.packed()

    def _fitting(self) -> Fitting:
        """Our looks among theirs. A workbook without styles gets a copy of ours to begin with."""
        package, own = self.theirs.package, self.ours.part("styles")
        part = self.theirs.part("styles")
        if not part:
            part = package.free(own)
            package.relate(self.theirs.main, _kind(self.ours, own), part)
            package.add(part, self.ours.package.read(own), self.ours.package.kind(own))
        theme = self.ours.part("theme")
        palette = theme_colours(self.ours.package.tree(theme)) if theme else []
        root = package.tree(part)
        wide = digit(root)
        formats, grown = merge_styles(root, self.ours.package.tree(own), palette)
        if grown:
            package.edit(part)
        if max(formats) >= MAX_FORMATS:
            raise package.refusal(_TOO_MANY_FORMATS)
        return Fitting(self.ours.strings(), palette, formats, wide)

    def _sheet(self, tab: Tab, fitting: Fitting, titles: Mapping[str, str]) -> Tab:
        """One of our sheets as it stands in their workbook, in a place of its own or in that of its forerunner."""
        title, old = self._place_for(tab.name, {came.casefold() for came in titles.values()})
        kept = Kept() if old is None else cleared(self.theirs, old)
        sheet = self.ours.package.tree(tab.part)
        fit(sheet, fitting)
        hand_on(kept, sheet)
        part = self._carry(tab.part, serialised(sheet))
        if old is None:
            return self.theirs.append(title, part, tab)
        return self.theirs.replace(old, part, tab)

    def _place_for(self, title: str, taken: set[str]) -> tuple[str, Tab | None]:
        """The name under which a sheet of ours comes in, and the earlier printing that it replaces."""
        tabs = {tab.name.casefold(): tab for tab in self.theirs.tabs()}
        for attempt in count(1):
            wanted = numbered(title, attempt)
            tab = tabs.get(wanted.casefold())
            if tab is None:
                return wanted, None
            if wanted.casefold() not in taken and is_printed(self.theirs, tab):
                return tab.name, tab
        raise AssertionError

    def _carry(self, part: str, content: bytes) -> str:
        """A part of ours with all that it leads to; its name there."""
        there = self.theirs.package.free(part)
        self.carried[part] = there
        self.theirs.package.add(there, content, self.ours.package.kind(part))
        relations = []
        for relation in self.ours.package.relations(part):
            target = relation.target
            if not relation.external:
                target = self.carried.get(target) or self._carry(target, self.ours.package.read(target))
            relations.append(relation._replace(target=target))
        self.theirs.package.set_relations(there, relations)
        return there


def _kind(book: Book, part: str) -> str:
    """The kind of relationship by which a workbook leads to a part."""
    return next(relation.kind for relation in book.package.relations(book.main) if relation.target == part)
