"""The document → canonical JSON: everything that the workbook says, as it is written there.

A formula with a result is written as its result, since its references mean nothing outside its workbook.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cascade_xl import contract
from cascade_xl.model import NODE_KEYS, Document, Extra, Indicator, PohonNode, Value
from cascade_xl.profile import Profile
from cascade_xl.resources import profile as shipped_profile
from cascade_xl.resources import profile_names

_ALWAYS = ("templat", "matriks")  # an empty marker is not the usual one, and the schema requires *Matriks*
_INDICATOR = (
    "indikator formulasi jenis satuan arah sifat agregasi indikator_induk bobot kondisi_awal target target_akhir "
    "pemilik sumber_data pagu mitra dukung dukung_ket dukung_status catatan"
).split()
_EXEMPTION = ("aturan", "kode", "tahun", "alasan")
_OFFICIAL = [contract.official_json_key(column.key) for column in contract.OFFICIAL_COLUMNS]
_KUNCI = "satuan arah sifat kondisi_awal target target_akhir pemilik sumber_data catatan".split()


def to_json(document: Document, profile: Profile) -> dict[str, Any]:
    """The document as JSON of the published schema; blank fields are left out."""
    indicators: dict[int, list[Indicator]] = {}
    for row in document.indicators:
        indicators.setdefault(id(row.node), []).append(row)
    identitas = {key: _cell(v) for key, v in document.identitas.items() if key not in ("profil", "templat")}
    data = {
        "format": contract.JSON_FORMAT,
        "templat": document.template,
        "profil": _profile(profile),
        "tahun": list(document.years),
        "identitas": _filled(identitas),
        "pejabat": [
            _filled(dict(zip(_OFFICIAL, map(_cell, official), strict=True))) for official in document.officials
        ],
        "matriks": [
            _filled(
                {
                    **{key: _cell(getattr(node, key)) for key in NODE_KEYS},
                    "indikator": [_indicator(row) for row in indicators.get(id(node), ())],
                }
            )
            for node in document.nodes
        ],
        "pohon_kinerja": [_box(box) for box in document.pohon],
        "indikator_kunci": [
            _filled(
                {
                    "kelompok": _cell(row.kelompok),
                    "kode": _cell(row.kode),
                    "uraian": _cell(row.indikator),
                    **_fields(row, _KUNCI),
                    "lain": _extra(row.extra),
                }
            )
            for row in document.kunci
        ],
        "pengecualian": [
            _filled({**{key: _cell(getattr(e, key)) for key in _EXEMPTION}, "lain": _extra(e.extra)})
            for e in document.exemptions
        ],
        "kolom_tambahan": {sheet: list(headers) for sheet, headers in document.extra_columns.items()},
    }
    return {key: part for key, part in data.items() if part or key in _ALWAYS}


def _profile(profile: Profile) -> Any:
    shipped = profile.nama in profile_names() and shipped_profile(profile.nama).data == profile.data
    return profile.nama if shipped else dict(profile.data)


def _indicator(row: Indicator) -> dict[str, Any]:
    return _filled({"kode": _cell(row.kode), **_fields(row, _INDICATOR), "lain": _extra(row.extra)})


def _fields(row: Indicator, keys: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key in keys:
        if key == "target":
            found[key] = _filled({str(t.year): _cell(t.value) for t in row.targets})
        else:
            field = getattr(row, key)
            found[key] = _cell(field if isinstance(field, Value) else field.value)
    return found


def _box(box: PohonNode) -> dict[str, Any]:
    first = box.rows[0]
    rows: list[Any] = []
    for number, row in enumerate(box.rows):
        more = {"lain": _extra(row.extra)}
        if number:
            more |= {key: _cell(getattr(row, key)) for key in ("unit", "kode_cascading", "catatan")}
        more = _filled(more)
        indikator = _cell(row.indikator)
        rows.append({"indikator": indikator, **more} if more else indikator)
    return _filled(
        {
            **{key: _cell(getattr(box, key)) for key in ("tingkat", "kode", "induk", "uraian")},
            **{key: _cell(getattr(first, key)) for key in ("unit", "kode_cascading", "catatan")},
            "indikator": [] if rows == [""] else rows,
        }
    )


def _extra(extra: Extra) -> dict[str, Any]:
    return {header: _cell(v) for header, v in extra}


def _cell(value: Value) -> Any:
    """A value as it is stored: text, number, or an object where a format, an error or a formula belongs to it."""
    if value.blank:
        return ""
    if value.flaw == "rumus":
        return {"rumus": value.formula}
    if value.flaw.startswith("#"):
        return {"galat": value.flaw}
    if isinstance(value.stored, str) or value.stored is None:
        return value.stored or value.raw
    if value.format == "General":
        return value.stored
    return {"nilai": value.stored, "format": value.format}


def _filled(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: cell for key, cell in data.items() if cell not in ("", None, [], {})}
