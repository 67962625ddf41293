"""A regency workbook → one document for each file that went into it, every value with its place in the merged sheet.

Rows belong to their file by the columns *Berkas* and *OPD*, wherever they were sorted to. A new row that names none
belongs to the file of the row above. Within a file rows stand by *Baris Asal*, so that sorting changes no finding.

What a file's row leaves blank of its node stands in the merged row, so continued nodes come out the same. One thing is
lost: a row that repeats a node further up and holds nothing else is not merged; a row below it that names its own node
only in part (without *Jenjang*, say) may then be taken for another node's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from cascade_xl import contract
from cascade_xl.contract import Sheet
from cascade_xl.contract.merged import (
    BARIS,
    BERKAS,
    EXTRA,
    OPD,
    FileFacts,
    ListedFacts,
    MasterFacts,
)
from cascade_xl.model import Document, Observation, Place, Seen, Value
from cascade_xl.profile import Profile
from cascade_xl.read.assemble import Parts, assemble
from cascade_xl.read.grid import Grid, UnreadableError, Workbook
from cascade_xl.read.tables import Row, Table, read_table
from cascade_xl.resources import schema_problem
from cascade_xl.rules.regency.regency import Expected
from cascade_xl.text import clean, fold

_OURS = {fold(column.header) for column in (OPD, BERKAS, BARIS)}
_ERRORS = frozenset("#REF! #DIV/0! #VALUE! #NAME? #N/A #NUM! #NULL! #SPILL! #CALC! #FIELD!".split())
"""Excel's errors, which a merge writes by their names."""
_LINKED = re.compile(r"^(?:=HYPERLINK\(.*,)?(\d+)\)?$", re.DOTALL)


class Facts(NamedTuple):
    """What *Profil* says: the files in their order, and the profiles to which they point."""

    files: Sequence[FileFacts]
    profiles: Sequence[Profile]
    master: tuple[Document, Profile] | None = None
    expected: Sequence[Expected] | None = None


def facts(data: object, label: str, profile: Callable[[object], Profile]) -> Facts:
    """The content of *Profil*. Raises `ValueError` where it is not what a merge writes there."""
    try:
        files: list[FileFacts] = list(data["berkas"])  # type: ignore[index]
        profiles = [profile(entry) for entry in data["profil"]]  # type: ignore[index]
        for entry in files:
            if problem := schema_problem("document", entry["dokumen"]):
                raise ValueError(problem)
            _ = profiles[entry["profil"]], str(entry["berkas"]), *map(int, entry["tahun"]), *map(str, entry["hilang"])
        master = _master(data["rpjmd"], profile) if "rpjmd" in data else None  # type: ignore[operator, index]
        expected = list(map(_line, data["daftar"])) if "daftar" in data else None  # type: ignore[operator, index]
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError(f"{label}: {error!r}") from error
    if not files:
        raise ValueError(f"{label}: no files")
    return Facts(files, profiles, master, expected)


def _master(entry: MasterFacts, profile: Callable[[object], Profile]) -> tuple[Document, Profile]:
    if problem := schema_problem("document", entry["dokumen"]):
        raise ValueError(problem)
    from cascade_xl.read.canonical import document as canonical

    using = profile(entry["profil"])
    return canonical(entry["dokumen"], using, str(entry["berkas"])), using


def _line(entry: ListedFacts) -> Expected:
    file, sheet, row, column = entry["tempat"]
    return Expected(str(entry["opd"]), str(entry["kode"]), Place(str(file), str(sheet), int(row), int(column)))


@dataclass
class _Part:
    """One file's share of the merged sheets."""

    facts: FileFacts
    opd: str
    rows: list[tuple[int, Row]] = field(default_factory=list)  # with its place in the file's order
    exemptions: list[Row] = field(default_factory=list)
    last: int = 0


def split(
    workbook: Workbook, sheets: Mapping[Sheet, Grid], known: Facts, using: Profile | None
) -> list[tuple[Document, Profile]]:
    """The documents in the order in which the files were merged. Raises `UnreadableError`."""
    file = workbook.file
    parts = [_Part(entry, entry["dokumen"].get("identitas", {}).get("opd", "")) for entry in known.files]
    matriks = read_table(file, Sheet.MATRIKS, sheets.get(Sheet.MATRIKS))
    if fold(BERKAS.header) not in map(fold, matriks.extra):
        raise UnreadableError(
            f"{file}: kolom {BERKAS.header} tidak ada di lembar {Sheet.MATRIKS}, sehingga pemilik barisnya tidak "
            "diketahui. Kembalikan judul kolomnya, atau gabungkan lagi dari berkas OPD."
        )
    owners = _Owners(parts)
    of_row: dict[int, _Part] = {}
    for row in matriks.rows:
        of_row[row.number] = part = owners.of(row)
        part.last = _baris(row) or part.last
        if stripped := _stripped(row):
            part.rows.append((part.last, stripped))
    exemptions = read_table(file, Sheet.PENGECUALIAN, sheets.get(Sheet.PENGECUALIAN))
    owners = _Owners(parts)
    for row in exemptions.rows:
        if stripped := _stripped(row):
            owners.of(row).exemptions.append(stripped)
    return [_document(file, part, matriks, of_row, using or known.profiles[part.facts["profil"]]) for part in parts]


class _Owners:
    """Whose each row is, from the top of a sheet down."""

    def __init__(self, parts: Sequence[_Part]) -> None:
        self.by_file = {clean(part.facts["berkas"]): part for part in parts}
        self.parts = parts
        self.above = parts[0]

    def of(self, row: Row) -> _Part:
        """The file that the row names, else one of its OPD, else that of the row above."""
        named = self.by_file.get(_origin(row, BERKAS.header))
        if named is None and (opd := fold(_origin(row, OPD.header))) and opd != fold(self.above.opd):
            named = next((part for part in self.parts if fold(part.opd) == opd), None)
        self.above = named or self.above
        return self.above


def _document(
    file: str, part: _Part, matriks: Table, of_row: Mapping[int, _Part], profile: Profile
) -> tuple[Document, Profile]:
    from cascade_xl.read.canonical import document as canonical

    rest = canonical(part.facts["dokumen"], profile, file)
    table = _share(part, matriks, of_row)
    tables = {
        Sheet.MATRIKS: table,
        Sheet.PENGECUALIAN: Table(
            Sheet.PENGECUALIAN, rows=part.exemptions, formulas=sum(map(_formulas, part.exemptions))
        ),
        **{sheet: Table(sheet) for sheet in (Sheet.POHON, Sheet.KUNCI)},
    }
    found = assemble(Parts(file, rest.identitas, (), tables), profile)
    lost = set(part.facts["tahun"]).difference(table.years)
    years = tuple(sorted({*found.years, *rest.years}.difference(lost)))
    return replace(
        found,
        source=part.facts["berkas"],
        years=years,
        officials=rest.officials,
        pohon=rest.pohon,
        kunci=rest.kunci,
    ), profile


def _share(part: _Part, matriks: Table, of_row: Mapping[int, _Part]) -> Table:
    """The file's own *Matriks*. A year or column that it did not have is there only where somebody has filled it in."""
    rows = [row for _, row in sorted(part.rows, key=lambda numbered: numbered[0])]
    filled = {key for row in rows for key, value in row.values.items() if not value.blank}
    years = tuple(year for year in matriks.years if year in part.facts["tahun"] or contract.target_key(year) in filled)
    lost = set(part.facts["hilang"]).difference(filled, ("target",) if years else ())
    extra = dict.fromkeys(heading for row in rows for heading, _ in row.extra)
    seen = [s for s in matriks.seen if _concerns(s, part, of_row)]
    formulas = sum(map(_formulas, rows))
    return Table(Sheet.MATRIKS, years, tuple(extra), rows, seen, lost | matriks.missing, formulas)


def _formulas(row: Row) -> int:
    cells = (*row.values.values(), *(cell for _, cell in row.extra))
    return sum(bool(cell.formula) and not cell.flaw for cell in cells)


def _concerns(seen: Observation, part: _Part, of_row: Mapping[int, _Part]) -> bool:
    """Whether an observation about the merged sheet is one about this file. Rows that a filter hides are no fault, and
    a cell without usable content says so itself.
    """
    silent = (Seen.HIDDEN_ROW, Seen.ERROR_CELL, Seen.UNCALCULATED)
    return seen.kind not in silent and of_row.get(seen.place.row, part) is part


def _origin(row: Row, header: str) -> str:
    return next((value.text for heading, value in row.extra if fold(heading) == fold(header)), "")


def _baris(row: Row) -> int:
    """The row in the OPD's own file: a link whose result is the number, and whose formula says it where some program
    kept no results."""
    value = next((value for heading, value in row.extra if fold(heading) == fold(BARIS.header)), None)
    found = _LINKED.search((value.text or value.formula) if value else "")
    return int(found[1]) if found else 0


def _stripped(row: Row) -> Row | None:
    """The row as its OPD would see it, without the columns of the merge; None where nothing else stands in it."""
    values = {key: _as_stored(value) for key, value in row.values.items()}
    extra = tuple(_own(row))
    return Row(row.number, values, extra) if extra or any(not v.blank for v in values.values()) else None


def _own(row: Row) -> Iterator[tuple[str, Value]]:
    for heading, value in row.extra:
        if fold(heading) not in _OURS:
            yield heading.removeprefix(EXTRA), _as_stored(value)


def _as_stored(value: Value) -> Value:
    return value._replace(text="", stored=None, flaw=value.text) if value.text in _ERRORS else value
