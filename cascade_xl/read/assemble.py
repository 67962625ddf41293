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
from cascade_xl.quantity import Kind, read_row
from cascade_xl.read.tables import Row, Table
from cascade_xl.text import fold

_NODE_KEYS = ("jenjang", "kode", "induk", "uraian", "sasaran")
_BOX_KEYS = ("tingkat", "kode", "induk", "uraian")
_CODES = ("kode", "induk")
_PLAIN = ("indikator", "formulasi", "jenis", "satuan", "arah", "sifat", "agregasi", "indikator_induk")
_PLAIN_AFTER = ("pemilik", "sumber_data", "mitra", "dukung", "dukung_ket", "dukung_status", "catatan")


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
        kunci=tuple(_indicator(None, row, kunci.years, profile) for row in kunci.rows),
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
        formulas=sum(
            bool(cell.formula) and not cell.flaw
            for table in parts.tables.values()
            for row in table.rows
            for cell in (*row.values.values(), *(cell for _, cell in row.extra))
        ),
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
    for row in table.rows:
        node = _continued(current, row)
        if node is None:
            values = _filled(current, row)
            node = _met(values, known, by_kode)
        if node is None:
            node = Node(**values)
            nodes.append(node)
            known[_identity(node)] = node
            by_kode.setdefault(node.kode.text, []).append(node)
        current = node
        if row.extra or any(not row[key].blank for key in row.values if key not in _NODE_KEYS):
            rows.setdefault(id(node), []).append(_indicator(node, row, table.years, profile))
    return nodes, [indicator for node in nodes for indicator in rows.get(id(node), ())]


def _continued(current: Node | None, row: Row) -> Node | None:
    """The node above, if this row leaves its columns blank or repeats them."""
    if current is None:
        return None
    return current if all(_same(key, row[key], getattr(current, key)) for key in _NODE_KEYS) else None


def _same(key: str, value: Value, above: Value) -> bool:
    """Whether a cell is left blank or repeats the one above."""
    return value.blank or (value.flaw == above.flaw and _word(key, value) == _word(key, above))


def _word(key: str, value: Value) -> str:
    """What two cells must share to name the same. In a code every dot counts: 1.11 is not 11.1."""
    return value.text if key in _CODES else fold(value.text)


def _met(
    values: Mapping[str, Value], known: Mapping[tuple[str, ...], Node], by_kode: Mapping[str, Sequence[Node]]
) -> Node | None:
    """A node further up that this row repeats, or the only one of its code that it does not contradict."""
    if not values["kode"].text:
        return None
    node = known.get(tuple(_word(key, values[key]) for key in _NODE_KEYS))
    if node is None and any(values[key].blank for key in _NODE_KEYS):
        nodes = by_kode.get(values["kode"].text, ())
        alike = [n for n in nodes if all(_same(key, values[key], getattr(n, key)) for key in _NODE_KEYS)]
        node = alike[0] if len(alike) == 1 else None
    return node


def _identity(node: Node) -> tuple[str, ...]:
    return tuple(_word(key, getattr(node, key)) for key in _NODE_KEYS)


def _filled(current: Node | None, row: Row) -> dict[str, Value]:
    """The row's node columns; where it only names another sasaran of the node above, the blank ones are that node's."""
    values = {key: row[key] for key in _NODE_KEYS}
    further = not row["sasaran"].blank and all(
        current is not None and _same(key, row[key], getattr(current, key)) for key in _NODE_KEYS if key != "sasaran"
    )
    if further:
        values |= {key: getattr(current, key)._replace(place=row[key].place) for key in _NODE_KEYS if row[key].blank}
    return values


def _indicator(node: Node | None, row: Row, years: Sequence[int], profile: Profile) -> Indicator:
    get = row.values.get
    blank = Value("", "", row["indikator"].place)
    unit = profile.satuan.resolve(row["satuan"].text)
    cells = [row["kondisi_awal"], *(row[contract.target_key(year)] for year in years), row["target_akhir"]]
    quantities = read_row(cells, unit.kind, unit.scale, unit.thousands)
    targets = [Target(year, cell, q) for year, cell, q in zip((0, *years, 0), cells, quantities, strict=True)]
    bobot, pagu = get("bobot", blank), get("pagu", blank)
    return Indicator(
        node=node,
        kelompok=get("kelompok", blank),
        kode=row["kode_indikator"],
        **{key: get(key, blank) for key in (*_PLAIN, *_PLAIN_AFTER)},
        bobot=_alone(bobot, Kind.DECIMAL),
        kondisi_awal=targets[0],
        targets=tuple(targets[1:-1]),
        target_akhir=targets[-1],
        pagu=_alone(pagu, Kind.WHOLE),
        extra=row.extra,
    )


def _alone(value: Value, kind: Kind) -> Target:
    """A number that is no part of a series."""
    return Target(0, value) if value.blank else Target(0, value, read_row([value], kind)[0])


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
