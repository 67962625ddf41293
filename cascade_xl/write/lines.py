"""The document → the rows of each table, in document order, each cell with the value that it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cascade_xl import contract
from cascade_xl.contract import Sheet
from cascade_xl.model import NODE_KEYS, PLAIN_KEYS, Document, Extra, Indicator, Value

_BOX = ("tingkat", "kode", "induk", "uraian")


@dataclass(frozen=True)
class Line:
    """One row to write: values by column key, the office's own by heading. ``repeated`` keys repeat those above."""

    cells: Mapping[str, Value]
    extra: Mapping[str, Value] = field(default_factory=dict)
    repeated: frozenset[str] = frozenset()


def lines(document: Document, sheet: Sheet) -> list[Line]:
    """The rows of one table."""
    match sheet:
        case Sheet.MATRIKS:
            return list(_matriks(document))
        case Sheet.POHON:
            return list(_pohon(document))
        case Sheet.KUNCI:
            return [Line(_measured(row) | {"kelompok": row.kelompok}, dict(row.extra)) for row in document.kunci]
        case Sheet.PENGECUALIAN:
            keys = ("aturan", "kode", "tahun", "alasan")
            return [Line({key: getattr(e, key) for key in keys}, dict(e.extra)) for e in document.exemptions]
    raise KeyError(sheet)


def extra_headings(document: Document, sheet: Sheet) -> tuple[str, ...]:
    """The headings of the office's own columns: those that the reader listed, and any that a row names besides."""
    listed = document.extra_columns.get(sheet.value, ())
    rows: dict[Sheet, list[Extra]] = {
        Sheet.MATRIKS: [row.extra for row in document.indicators],
        Sheet.POHON: [row.extra for box in document.pohon for row in box.rows],
        Sheet.KUNCI: [row.extra for row in document.kunci],
        Sheet.PENGECUALIAN: [exemption.extra for exemption in document.exemptions],
    }
    return tuple(dict.fromkeys((*listed, *(heading for extra in rows.get(sheet, ()) for heading, _ in extra))))


def _matriks(document: Document) -> Iterator[Line]:
    """Node columns stand on every row of the node, so that sorting and filtering keep their meaning."""
    rows: dict[int, list[Indicator]] = {}
    for indicator in document.indicators:
        rows.setdefault(id(indicator.node), []).append(indicator)
    for node in document.nodes:
        own = {key: getattr(node, key) for key in NODE_KEYS}
        of_node = rows.get(id(node), [])
        if not of_node:
            yield Line(own)
        for number, row in enumerate(of_node):
            repeated = frozenset(NODE_KEYS) if number else frozenset()
            yield Line(own | _measured(row), dict(row.extra), repeated)


def _measured(row: Indicator) -> dict[str, Value]:
    return {
        **{key: getattr(row, key) for key in PLAIN_KEYS},
        "kode_indikator": row.kode,
        "bobot": row.bobot.value,
        "kondisi_awal": row.kondisi_awal.value,
        **{contract.target_key(target.year): target.value for target in row.targets},
        "target_akhir": row.target_akhir.value,
        "pagu": row.pagu.value,
    }


def _pohon(document: Document) -> Iterator[Line]:
    for box in document.pohon:
        for number, row in enumerate(box.rows):
            own = {key: getattr(box, key) for key in _BOX}
            repeated = frozenset(_BOX) if number else frozenset()
            more = {"indikator": row.indikator, "unit": row.unit, "kode_cascading": row.kode_cascading}
            yield Line({**own, **more, "catatan": row.catatan}, dict(row.extra), repeated)
