"""Canonical JSON → the document. Values get the places that they have in the workbook that `import` makes of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from cascade_xl import contract
from cascade_xl.contract import Sheet
from cascade_xl.model import NODE_KEYS, Document, Official, Place
from cascade_xl.profile import Profile
from cascade_xl.read.assemble import Parts, assemble
from cascade_xl.read.cells import UNCALCULATED, value
from cascade_xl.read.grid import Cell, UnreadableError, not_opened
from cascade_xl.read.tables import Row, Table
from cascade_xl.resources import ProfileError, profile, profile_data, schema_problem
from cascade_xl.text import clean, fold

FORMAT = contract.JSON_FORMAT
_BOX = ("tingkat", "kode", "induk", "uraian")
_BOX_ROW = ("unit", "kode_cascading", "catatan")
_LARGEST = 10**308  # Excel holds no larger number


def read_canonical(path: Path, using: Profile | None, label: str) -> tuple[Document, Profile]:
    """The document of a canonical JSON file, and its profile. Raises `UnreadableError`."""
    try:
        data = _loaded(path.read_text(encoding="utf-8-sig"))
        if not isinstance(data, Mapping) or data.get("format") != FORMAT:
            raise UnreadableError(
                f'{label}: bukan dokumen cascade_xl; berkas JSON harus memuat "format": "{FORMAT}". Periksa berkasnya.'
            )
        if problem := schema_problem("document", data):
            raise UnreadableError(f"{label}: tidak sesuai skema dokumen cascade_xl: {problem}. Perbaiki, lalu ulangi.")
        carried = data.get("profil") or contract.DEFAULT_PROFILE
        chosen = using or (profile(carried) if isinstance(carried, str) else profile_data(carried, label))
    except OSError as error:
        raise not_opened(label, error) from error
    except ProfileError as error:
        raise UnreadableError(f"{label}: {error} Pakai --profile untuk memilih profil.") from error
    except UnreadableError:
        raise
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"{label}: bukan JSON yang benar ({error}). Minta salinan yang utuh.") from error
    return document(data, chosen, label), chosen


def _loaded(text: str) -> Any:
    """JSON in which every number and text fits a cell. Raises `ValueError`."""
    data = json.loads(
        text,
        parse_int=lambda n: _finite(int(n), n),
        parse_float=lambda n: _finite(float(n), n),
        parse_constant=_no_number,
    )
    if "\\ud" in text.lower():
        json.dumps(data, ensure_ascii=False).encode()  # half of a pair is no text
    return data


def _finite(number: float, written: str) -> float:
    return number if abs(number) < _LARGEST else _no_number(written)


def _no_number(written: str) -> float:
    raise ValueError(f"{written[:40]} bukan angka yang dapat disimpan Excel")


def document(data: Mapping[str, Any], using: Profile, label: str) -> Document:
    """The document of canonical JSON that the schema has approved. Raises `UnreadableError` for impossible columns."""
    years = _years(data) or using.years
    extra = {Sheet(name): tuple(headings) for name, headings in data.get("kolom_tambahan", {}).items()}
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
        field.key: value(
            _cell(given.get(field.key, carried.get(field.key))),
            _at(label, Sheet.IDENTITAS, row, contract.VALUE_COLUMN),
        )
        for row, field in enumerate(contract.FIELDS, start=contract.IDENTITAS_FIRST_ROW)
    }
    officials = [
        Official(
            *(
                value(
                    _cell(official.get(contract.official_json_key(column.key))),
                    _at(label, Sheet.IDENTITAS, row, number),
                )
                for number, column in enumerate(contract.OFFICIAL_COLUMNS, start=contract.LABEL_COLUMN)
            )
        )
        for row, official in enumerate(data.get("pejabat", ()), start=contract.OFFICIALS_HEADER_ROW + 1)
    ]
    return assemble(Parts(label, identitas, officials, tables), using)


def _at(label: str, sheet: Sheet, row: int, column: int) -> Place:
    return Place(label, sheet.value, row, column)


def _years(data: Mapping[str, Any]) -> tuple[int, ...]:
    """The years of the document: the listed ones, else those of its period, and in any case those of its targets."""
    given = data.get("identitas", {})
    first, last = (contract.target_year(str(given.get(key, ""))) for key in ("periode_awal", "periode_akhir"))
    listed = data.get("tahun", range(first, last + 1) if first and last else ())
    rows = [
        *(row for node in data.get("matriks", ()) for row in node.get("indikator", ())),
        *data.get("indikator_kunci", ()),
    ]
    return tuple(sorted({*listed, *(int(year) for row in rows for year in row.get("target", {}))}))


def _matriks(nodes: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    for node in nodes:
        own = {key: node[key] for key in NODE_KEYS if key in node}
        rows: Sequence[Mapping[str, Any]] = node.get("indikator") or ({},)
        for row in rows:
            yield {**row, "kode_indikator": row.get("kode"), "kode": None, **own}


def _pohon(boxes: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    for box in boxes:
        own = {key: box[key] for key in _BOX if key in box}
        for number, entry in enumerate(box.get("indikator") or ({},)):
            row = dict(entry) if isinstance(entry, Mapping) and not _is_cell(entry) else {"indikator": entry}
            if number == 0:
                row = {**{key: box[key] for key in _BOX_ROW if key in box}, **row}
            yield {**row, **own}


def _table(sheet: Sheet, rows: Any, years: tuple[int, ...], extra: tuple[str, ...], label: str) -> Table:
    found = [{**row, "lain": {clean(heading): cell for heading, cell in row.get("lain", {}).items()}} for row in rows]
    dated = years if sheet in (Sheet.MATRIKS, Sheet.KUNCI) else ()
    table = Table(sheet, dated, _headings(sheet, dated, [*extra, *(h for row in found for h in row["lain"])], label))
    placed = list(enumerate(contract.arranged(sheet, dated, table.extra), start=1))
    keys = [(column.key, number) for number, column in placed if column in contract.inputs(sheet, dated)]
    added = {column.key: number for number, column in placed if column.kind is contract.Kind.EXTRA}
    number = contract.HEADER_ROWS[sheet] + 1
    for row in found:
        if sheet is Sheet.KUNCI:
            row["kode_indikator"], row["indikator"] = row.get("kode"), row.get("uraian")
        row |= {contract.target_key(int(year)): cell for year, cell in row.get("target", {}).items()}
        values = {key: value(_cell(row.get(key)), _at(label, sheet, number, column)) for key, column in keys}
        others = ((h, value(_cell(cell), _at(label, sheet, number, added[h]))) for h, cell in row["lain"].items())
        kept = tuple((heading, v) for heading, v in others if not v.blank)
        if kept or any(not v.blank for v in values.values()):
            table.rows.append(Row(number, values, kept))
            number += 1
    return table


def _headings(sheet: Sheet, years: tuple[int, ...], extra: Iterable[str], label: str) -> tuple[str, ...]:
    """The office's own headings, each once. Raises `UnreadableError` for one that is blank, ours, or there twice."""
    ours = {fold(name) for column in contract.columns(sheet, years) for name in (column.header, *column.aliases)}
    found: dict[str, str] = {}
    for heading in map(clean, extra):
        if not heading or fold(heading) in ours or (years and contract.target_year(heading)):
            raise UnreadableError(
                f"{label}: kolom tambahan '{heading}' pada {sheet} adalah kolom baku atau tanpa judul. Ganti judulnya."
            )
        if found.setdefault(heading.casefold(), heading) != heading:
            raise UnreadableError(
                f"{label}: kolom tambahan '{heading}' pada {sheet} ada dua. Bedakan judulnya lebih dari huruf besarnya."
            )
    return tuple(found.values())


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
