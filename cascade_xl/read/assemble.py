"""Tables → the document: continued nodes, indicators, quantities.

A row whose node columns are blank, or repeat those above, belongs to the node above. A blank code with a new sasaran is
a further node of the same code: identity is (kode, sasaran). A node that is met again further down gathers its rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from cascade_xl import contract
from cascade_xl.contract import Sheet
from cascade_xl.model import (
    NODE_KEYS,
    PLAIN_KEYS,
    Document,
    Exemption,
    Indicator,
    Node,
    Observation,
    Official,
    Place,
    PohonNode,
    PohonRow,
    Seen,
    Target,
    Value,
)
from cascade_xl.profile import Profile
from cascade_xl.quantity import EMPTY, Kind, read_row
from cascade_xl.read.cells import NEW
from cascade_xl.read.tables import Row, Table
from cascade_xl.text import fold

_BOX_KEYS = ("tingkat", "kode", "induk", "uraian")
_CODES = ("kode", "induk")


class Parts(NamedTuple):
    """What a reader hands over: *Identitas*, the tables, what it saw, and the sheets that are not ours."""

    file: str
    identitas: Mapping[str, Value]
    officials: Sequence[Official]
    tables: Mapping[Sheet, Table]
    seen: Sequence[Observation] = ()
    extra_sheets: tuple[str, ...] = ()


def assemble(parts: Parts, profile: Profile) -> Document:
    """The document that the tables hold; the profile's register of satuan decides how numbers are read."""
    matriks, kunci = parts.tables[Sheet.MATRIKS], parts.tables[Sheet.KUNCI]
    nodes, indicators = _matriks(matriks, profile)
    blank = Value("", "", Place(parts.file, "", 0, 0))
    template = parts.identitas.get("templat", blank).text
    return Document(
        file=parts.file,
        template=template,
        profile=parts.identitas.get("profil", blank).text,
        years=tuple(sorted({*matriks.years, *kunci.years})),
        identitas=parts.identitas,
        officials=tuple(parts.officials),
        nodes=tuple(nodes),
        indicators=tuple(indicators),
        pohon=tuple(_pohon(parts.tables[Sheet.POHON])),
        kunci=tuple(_Indicators(kunci.years, profile)(None, row) for row in kunci.rows),
        exemptions=tuple(
            Exemption(row["aturan"], row["kode"], row["tahun"], row["alasan"], row.extra)
            for row in parts.tables[Sheet.PENGECUALIAN].rows
        ),
        seen=(
            *parts.seen,
            *(seen for table in parts.tables.values() for seen in table.seen),
            *_lost_years(parts.file, matriks, kunci),
        ),
        missing=frozenset(matriks.missing),
        extra_columns={sheet.value: table.extra for sheet, table in parts.tables.items() if table.extra},
        extra_sheets=parts.extra_sheets,
        formulas=sum(table.formulas for table in parts.tables.values()),
    )


def _lost_years(file: str, *tables: Table) -> Iterator[Observation]:
    """Years that one sheet has a target column for and another has not: one was deleted, or its heading changed."""
    years = {year for table in tables for year in table.years}
    for table in tables:
        for year in sorted(years.difference(table.years)) if table.years else ():
            yield Observation(Seen.NO_COLUMN, Place(file, table.sheet.value, 0, 0), f"Target {year}")


def _matriks(table: Table, profile: Profile) -> tuple[list[Node], list[Indicator]]:
    nodes: list[Node] = []
    rows: dict[int, list[Indicator]] = {}
    known: dict[tuple[str, ...], Node] = {}
    by_kode: dict[str, list[Node]] = {}
    current: Node | None = None
    indicator = _Indicators(table.years, profile)
    for row in table.rows:
        node = _continued(current, row)
        if node is None:
            values = _filled(current, row)
            identity = tuple(_word(key, value) for key, value in values.items())
            node = _met(values, known.get(identity), by_kode)
        if node is None:
            node = Node(**values)
            nodes.append(node)
            known[identity] = node
            by_kode.setdefault(node.kode.text, []).append(node)
        current = node
        if not row["indikator"].blank or row.extra or any(not row[k].blank for k in row.values if k not in NODE_KEYS):
            rows.setdefault(id(node), []).append(indicator(node, row))
    return nodes, [indicator for node in nodes for indicator in rows.get(id(node), ())]


def _continued(current: Node | None, row: Row) -> Node | None:
    """The node above, if this row leaves its columns blank or repeats them."""
    if current is None or not _same("kode", row["kode"], current.kode):  # so most rows are told
        return None
    return current if all(_same(key, row[key], getattr(current, key)) for key in NODE_KEYS) else None


def _same(key: str, value: Value, above: Value) -> bool:
    """Whether a cell is left blank or repeats the one above."""
    return value.blank or (value.flaw == above.flaw and _word(key, value) == _word(key, above))


def _word(key: str, value: Value) -> str:
    """What two cells must share to name the same. In a code every dot counts: 1.11 is not 11.1."""
    return value.text if key in _CODES else fold(value.text)


def _met(values: Mapping[str, Value], known: Node | None, by_kode: Mapping[str, Sequence[Node]]) -> Node | None:
    """A node further up that this row repeats, or the only one of its code that it does not contradict."""
    if not values["kode"].text:
        return None
    if known is None and any(values[key].blank for key in NODE_KEYS):
        nodes = by_kode.get(values["kode"].text, ())
        alike = [n for n in nodes if all(_same(key, values[key], getattr(n, key)) for key in NODE_KEYS)]
        return alike[0] if len(alike) == 1 else None
    return known


def _filled(current: Node | None, row: Row) -> dict[str, Value]:
    """The row's node columns; where it only names another sasaran of the node above, the blank ones are that node's."""
    values = {key: row[key] for key in NODE_KEYS}
    if current is None or row["sasaran"].blank or not _same("kode", row["kode"], current.kode):
        return values
    if all(_same(key, row[key], getattr(current, key)) for key in NODE_KEYS if key != "sasaran"):
        values |= {key: getattr(current, key)._replace(at=row[key].at) for key in NODE_KEYS if row[key].blank}
    return values


class _Indicators:
    """Makes the indicators of a table out of its rows."""

    def __init__(self, years: Sequence[int], profile: Profile) -> None:
        self._years = (0, *years, 0)
        self._series = ("kondisi_awal", *map(contract.target_key, years), "target_akhir")
        self._unit = profile.satuan.resolve

    def __call__(self, node: Node | None, row: Row) -> Indicator:
        values = row.values
        get, blank = values.get, NEW(Value, ("", "", values["indikator"].at, None, "General", "", ""))
        unit = self._unit(values["satuan"].text)
        cells = [values[key] for key in self._series]
        quantities = read_row(cells, unit.kind, unit.scale, unit.thousands)
        first, *targets, last = [NEW(Target, told) for told in zip(self._years, cells, quantities, strict=True)]
        return Indicator(
            node=node,
            kelompok=get("kelompok", blank),
            kode=values["kode_indikator"],
            **{key: get(key, blank) for key in PLAIN_KEYS},
            bobot=_alone(get("bobot", blank), Kind.DECIMAL),
            kondisi_awal=first,
            targets=tuple(targets),
            target_akhir=last,
            pagu=_alone(get("pagu", blank), Kind.WHOLE),
            extra=row.extra,
        )


def _alone(value: Value, kind: Kind) -> Target:
    """A number that is no part of a series."""
    alone: Target = NEW(Target, (0, value, read_row([value], kind)[0] if value.text or value.flaw else EMPTY))
    return alone


def _pohon(table: Table) -> list[PohonNode]:
    """Boxes of the pohon kinerja: a row without code and wording adds an IK to the box above."""
    boxes: list[list[Row]] = []
    for row in table.rows:
        above = boxes[-1][0] if boxes else None
        if above is None or not all(_same(key, row[key], above[key]) for key in _BOX_KEYS):
            boxes.append([row])
        elif row.extra or any(not row[key].blank for key in row.values if key not in _BOX_KEYS):
            boxes[-1].append(row)
    return [
        PohonNode(
            tingkat=rows[0]["tingkat"],
            kode=rows[0]["kode"],
            induk=rows[0]["induk"],
            uraian=rows[0]["uraian"],
            rows=tuple(PohonRow(r["indikator"], r["unit"], r["kode_cascading"], r["catatan"], r.extra) for r in rows),
        )
        for rows in boxes
    ]
