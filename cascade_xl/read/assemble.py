"""Tables → the document: continued nodes, indicators, quantities.

A row whose node columns are blank, or repeat those above, belongs to the node above. A blank code with a new sasaran is a further node of the
same code: identity is (kode, sasaran). A node that is met again further down gathers its rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
    Target,
    Value,
)
from cascade_xl.profile import Profile
from cascade_xl.quantity import Kind, read_row
from cascade_xl.read.tables import Row, Table
from cascade_xl.text import fold

_NODE_KEYS = ("jenjang", "kode", "induk", "uraian", "sasaran")
_PLAIN = ("indikator", "formulasi", "jenis", "satuan", "arah", "sifat", "agregasi", "indikator_induk")
_PLAIN_AFTER = ("pemilik", "sumber_data", "mitra", "dukung", "dukung_ket", "dukung_status", "catatan")


class Parts:
    """What a reader hands over: the five tables, *Identitas*, and what it saw."""

    def __init__(self, file: str, identitas: Mapping[str, Value], officials: Sequence[Official], tables: Mapping[Sheet, Table]) -> None:
        self.file = file
        self.identitas = identitas
        self.officials = officials
        self.tables = tables
        self.seen: list[Observation] = []
        self.extra_sheets: tuple[str, ...] = ()


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
        years=matriks.years or kunci.years,
        identitas=parts.identitas,
        officials=tuple(parts.officials),
        nodes=tuple(nodes),
        indicators=tuple(indicators),
        pohon=tuple(_pohon(parts.tables[Sheet.POHON])),
        kunci=tuple(_indicator(None, row, kunci.years, profile) for row in kunci.rows),
        exemptions=tuple(
            Exemption(row["aturan"], row["kode"], row["tahun"], row["alasan"], row.extra) for row in parts.tables[Sheet.PENGECUALIAN].rows
        ),
        seen=(*parts.seen, *(seen for table in parts.tables.values() for seen in table.seen)),
        extra_columns={sheet.value: table.extra for sheet, table in parts.tables.items() if table.extra},
        extra_sheets=parts.extra_sheets,
        formulas=sum(
            bool(cell.formula) and not cell.flaw
            for table in parts.tables.values()
            for row in table.rows
            for cell in (*row.values.values(), *(cell for _, cell in row.extra))
        ),
    )


def _matriks(table: Table, profile: Profile) -> tuple[list[Node], list[Indicator]]:
    nodes: list[Node] = []
    rows: dict[int, list[Indicator]] = {}
    known: dict[tuple[str, ...], Node] = {}
    by_kode: dict[str, list[Node]] = {}
    current: Node | None = None
    for row in table.rows:
        node = _continued(current, row) or _met(row, known, by_kode)
        if node is None:
            node = _new(current, row)
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
    same = all(row[key].blank or fold(row[key].text) == fold(getattr(current, key).text) for key in _NODE_KEYS)
    return current if same else None


def _met(row: Row, known: Mapping[tuple[str, ...], Node], by_kode: Mapping[str, Sequence[Node]]) -> Node | None:
    """A node further up that this row repeats in full, or names by nothing but its code."""
    if row["kode"].blank:
        return None
    if all(row[key].blank for key in _NODE_KEYS if key != "kode"):
        nodes = by_kode.get(row["kode"].text, ())
        return nodes[0] if len(nodes) == 1 else None
    return known.get(tuple(fold(row[key].text) if key != "kode" else row[key].text for key in _NODE_KEYS))


def _identity(node: Node) -> tuple[str, ...]:
    return tuple(fold(getattr(node, key).text) if key != "kode" else node.kode.text for key in _NODE_KEYS)


def _new(current: Node | None, row: Row) -> Node:
    values = {key: row[key] for key in _NODE_KEYS}
    further = current is not None and not row["sasaran"].blank and all(
        row[key].blank or fold(row[key].text) == fold(getattr(current, key).text) for key in _NODE_KEYS if key != "sasaran"
    )
    if further:  # another sasaran of the same code: the blank columns continue the node above
        values |= {key: getattr(current, key)._replace(place=row[key].place) for key in _NODE_KEYS if row[key].blank}
    return Node(**values)


def _indicator(node: Node | None, row: Row, years: Sequence[int], profile: Profile) -> Indicator:
    get = row.values.get
    blank = Value("", "", row["indikator"].place)
    unit = profile.satuan.resolve(row["satuan"].text)
    cells = [row["kondisi_awal"], *(row[contract.target_key(year)] for year in years), row["target_akhir"]]
    quantities = read_row(cells, unit.kind, unit.scale)
    targets = [Target(year, cell, q) for year, cell, q in zip((0, *years, 0), cells, quantities, strict=True)]
    bobot, pagu = get("bobot", blank), get("pagu", blank)
    return Indicator(
        node=node,
        kelompok=get("kelompok", blank),
        kode=row["kode_indikator"],
        **{key: get(key, blank) for key in (*_PLAIN, *_PLAIN_AFTER)},
        bobot=Target(0, bobot, read_row([bobot], Kind.DECIMAL)[0]),
        kondisi_awal=targets[0],
        targets=tuple(targets[1:-1]),
        target_akhir=targets[-1],
        pagu=Target(0, pagu, read_row([pagu], Kind.WHOLE)[0]),
        extra=row.extra,
    )


def _pohon(table: Table) -> list[PohonNode]:
    """Boxes of the pohon kinerja: a row without code and wording adds an IK to the box above."""
    boxes: list[list[Row]] = []
    for row in table.rows:
        above = boxes[-1][0] if boxes else None
        own = ("tingkat", "kode", "induk", "uraian")
        if above is not None and all(row[key].blank or fold(row[key].text) == fold(above[key].text) for key in own):
            boxes[-1].append(row)
        else:
            boxes.append([row])
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
