"""Canonical JSON → the document. Values get the places that they have in the workbook that `import` makes of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from cascade_xl import contract
from cascade_xl.contract import Sheet
from cascade_xl.model import Document, Official, Place
from cascade_xl.profile import Profile
from cascade_xl.read.assemble import Parts, assemble
from cascade_xl.read.cells import UNCALCULATED, value
from cascade_xl.read.grid import Cell, UnreadableError
from cascade_xl.read.tables import Row, Table
from cascade_xl.resources import ProfileError, profile, profile_data, schema_problem

FORMAT = "cascade-xl/1"
_NODE = ("jenjang", "kode", "induk", "uraian", "sasaran")
_BOX = ("tingkat", "kode", "induk", "uraian")
_BOX_ROW = ("unit", "kode_cascading", "catatan")


def read_canonical(path: Path, using: Profile | None, label: str) -> tuple[Document, Profile]:
    """The document of a canonical JSON file, and its profile. Raises `UnreadableError`."""
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UnreadableError(f"{label}: berkas tidak dapat dibuka ({error.strerror or error}). Periksa nama dan izinnya.") from error
    except ValueError as error:
        raise UnreadableError(f"{label}: bukan JSON yang benar ({error}).") from error
    if not isinstance(data, Mapping) or data.get("format") != FORMAT:
        raise UnreadableError(f'{label}: bukan dokumen cascade_xl; berkas JSON harus memuat "format": "{FORMAT}".')
    if problem := schema_problem("document", data):
        raise UnreadableError(f"{label}: tidak sesuai skema dokumen cascade_xl: {problem}")
    carried = data.get("profil", "")
    try:
        chosen = using or (profile(carried or contract.DEFAULT_PROFILE) if isinstance(carried, str) else profile_data(carried, label))
    except ProfileError as error:
        raise UnreadableError(f"{label}: {error} Pakai --profile untuk memilih profil.") from error
    return document(data, chosen, label), chosen


def document(data: Mapping[str, Any], using: Profile, label: str) -> Document:
    """The document of canonical JSON that the schema has approved."""
    years = _years(data) or using.years
    extra = {Sheet(name): tuple(headers) for name, headers in data.get("kolom_tambahan", {}).items()}
    tables = {
        sheet: _table(sheet, rows, years, extra.get(sheet, ()), label)
        for sheet, rows in (
            (Sheet.MATRIKS, _matriks(data.get("matriks", ()))),
            (Sheet.POHON, _pohon(data.get("pohon_kinerja", ()))),
            (Sheet.KUNCI, data.get("indikator_kunci", ())),
            (Sheet.PENGECUALIAN, data.get("pengecualian", ())),
        )
    }
    given = data.get("identitas", {})
    carried = {"templat": data.get("templat", f"{contract.MARKER} {contract.VERSION}"), "profil": using.nama}
    identitas = {
        field.key: value(_cell(given.get(field.key, carried.get(field.key))), _at(label, Sheet.IDENTITAS, contract.IDENTITAS_FIRST_ROW + n, contract.VALUE_COLUMN))
        for n, field in enumerate(contract.FIELDS)
    }
    officials = [
        Official(
            *(
                value(_cell(official.get(contract.official_json_key(column.key))), _at(label, Sheet.IDENTITAS, contract.OFFICIALS_HEADER_ROW + 1 + n, contract.LABEL_COLUMN + c))
                for c, column in enumerate(contract.OFFICIAL_COLUMNS)
            )
        )
        for n, official in enumerate(data.get("pejabat", ()))
    ]
    return assemble(Parts(label, identitas, officials, tables), using)


def _at(label: str, sheet: Sheet, row: int, column: int) -> Place:
    return Place(label, sheet.value, row, column)


def _years(data: Mapping[str, Any]) -> tuple[int, ...]:
    """The years of the document: listed, or else those of its targets."""
    if "tahun" in data:
        return tuple(data["tahun"])
    rows = [*(i for node in data.get("matriks", ()) for i in node.get("indikator", ())), *data.get("indikator_kunci", ())]
    first, last = (str(data.get("identitas", {}).get(key, "")) for key in ("periode_awal", "periode_akhir"))
    years = {int(year) for row in rows for year in row.get("target", {})}
    if first.isdigit() and last.isdigit() and int(first) <= int(last) <= int(first) + 30:
        years |= set(range(int(first), int(last) + 1))
    return tuple(sorted(years))


def _matriks(nodes: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    for node in nodes:
        own = {key: node[key] for key in _NODE if key in node}
        for indicator in node.get("indikator", ()) or ({},):
            row = {**indicator, **own}
            if "kode" in indicator:
                row["kode_indikator"] = indicator["kode"]
            if "kode" not in own:
                row.pop("kode", None)
            yield row


def _pohon(boxes: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    for box in boxes:
        own = {key: box[key] for key in _BOX if key in box}
        for number, entry in enumerate(box.get("indikator", ()) or ({},)):
            row = dict(entry) if isinstance(entry, Mapping) and not _is_cell(entry) else {"indikator": entry}
            if number == 0:
                row = {**{key: box[key] for key in _BOX_ROW if key in box}, **row}
            yield {**row, **own}


def _table(sheet: Sheet, rows: Any, years: tuple[int, ...], extra: tuple[str, ...], label: str) -> Table:
    found = [dict(row) for row in rows]
    headers = tuple(dict.fromkeys((*extra, *(header for row in found for header in row.get("lain", {})))))
    dated = years if sheet in (Sheet.MATRIKS, Sheet.KUNCI) else ()
    table = Table(sheet, dated, headers)
    where = contract.layout(sheet, dated, headers)
    keys = [column.key for column in contract.inputs(sheet, dated)]
    for number, row in enumerate(found, start=contract.HEADER_ROWS[sheet] + 1):
        if sheet is Sheet.KUNCI:
            row["kode_indikator"], row["indikator"] = row.get("kode"), row.get("uraian")
        row |= {contract.target_key(int(year)): cell for year, cell in row.get("target", {}).items()}
        values = {key: value(_cell(row.get(key)), _at(label, sheet, number, where[key])) for key in keys}
        others = tuple((h, value(_cell(cell), _at(label, sheet, number, where[h]))) for h, cell in row.get("lain", {}).items())
        table.rows.append(Row(number, values, others))
    return table


def _is_cell(entry: Mapping[str, Any]) -> bool:
    return bool(entry) and set(entry) <= {"nilai", "format", "galat", "rumus"}


def _cell(data: Any) -> Cell | None:
    """A JSON value as a cell: text, number, truth value, or an object for what needs more words."""
    if data is None or data == "":
        return None
    if not isinstance(data, Mapping):
        return Cell(data)
    if "galat" in data:
        return Cell(None, data.get("format", "General"), data["galat"])
    if "rumus" in data:
        return Cell(None, data.get("format", "General"), UNCALCULATED, data["rumus"])
    return Cell(data["nilai"], data.get("format", "General"))


