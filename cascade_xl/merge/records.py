"""A source → the rows of the analysts' three tables (`cascade_xl.merge.schema`). Pure, so that sources can be mapped.

Texts are as written, without the cut and the changes that Excel asks for; only half a character (a lone surrogate),
which no other program takes, becomes U+FFFD.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from cascade_xl import contract
from cascade_xl.merge.consolidate import Region
from cascade_xl.merge.numbers import quantities
from cascade_xl.merge.schema import STATUSES, TABLES, Macam, Type
from cascade_xl.merge.source import Source
from cascade_xl.model import Finding, Status
from cascade_xl.profile import Profile
from cascade_xl.quantity import Form, Quantity
from cascade_xl.rules.rule import ordered
from cascade_xl.text import fold

Record = dict[str, Any]
Columns = dict[str, list[Any]]
"""Column name → one value for each row, None where it is missing."""

_HALF = re.compile("[\ud800-\udfff]")
_STATUS = dict(zip(Status, STATUSES, strict=True))


def tables(source: Source) -> dict[str, Columns]:
    """What a source says as the three tables, each with all of its columns."""
    rows = _Rows(source)
    findings = ({**_finding(f), "kolom": _column(source, f)} for f in source.report.findings)
    records = {"matriks": rows.matriks(), "target": rows.targets(), "temuan": findings}
    return {name: _columns(name, records[name], _origin(source)) for name in TABLES}


def regional(region: Region) -> dict[str, Columns]:
    """The findings about no OPD's file, as the only rows of the three tables. They name no OPD."""
    government = region.governments[0] if len(region.governments) == 1 else ""
    origin = {"pemerintah": government, "opd": "", "kode_opd": ""}
    records = {"temuan": ({**_finding(f), "berkas": f.place.file} for f in ordered(region.findings))}
    return {name: _columns(name, records.get(name, ()), origin) for name in TABLES}


def _columns(table: str, records: Iterable[Record], origin: Record) -> Columns:
    """Records as columns. A column that a record does not name is the source's, or missing."""
    found = list(records)
    columns: Columns = {}
    for name, kind, *_ in TABLES[table]:
        usual = origin.get(name)
        values = [record.get(name, usual) for record in found]
        columns[name] = _whole_texts(values) if kind in (Type.TEXT, Type.WORD) else values
    return columns


def _whole_texts(texts: list[str | None]) -> list[str | None]:
    """The texts without half characters; looked for in all at once, since hardly ever there is one."""
    if not _HALF.search("".join(filter(None, texts))):
        return texts
    return [text and _whole(text) for text in texts]


def _whole(text: str) -> str:
    return _HALF.sub("\ufffd", text)


def _origin(source: Source) -> Record:
    return {
        "pemerintah": source.pemerintah,
        "opd": source.opd,
        "kode_opd": source.kode_opd,
        "berkas": source.name,
        "lembar": contract.Sheet.MATRIKS.value,
    }


class _Rows:
    """The rows of a source's *Matriks*, in the words of its profile."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.profile = Profile.from_data(source.profile_data)
        self.cells = [
            {key: text for key, text in zip(source.table.texts, texts, strict=True) if text}
            for texts in _across(source.table.texts, len(source.table.numbers))
        ]
        self.quantities = list(quantities(source.table, source.years, self.profile))

    def matriks(self) -> Iterator[Record]:
        """One record for each row."""
        table = self.source.table
        for row, extra in enumerate(_across(table.extra, len(table.numbers))):
            cells, position, read = self.cells[row], table.kinerja[row], self.quantities[row]
            node = self.source.kinerja[position]
            numbers: Record = {f"{key}_nilai": _float(read[key].value) for key in ("bobot", "pagu")}
            own: Record = {
                "kinerja": position,
                "kinerja_induk": node.parent if node.parent >= 0 else None,
                "lingkup": node.scope.value,
                "kinerja_bunyi": node.statement or None,
                "lain": {_whole(key): _whole(text) for key, text in zip(table.extra, extra, strict=True) if text},
            }
            yield {**cells, **self._shared(row), **self._meant(cells), **numbers, **own}

    def targets(self) -> Iterator[Record]:
        """One record for each target that is written: its year's cell, kondisi awal or target akhir is not blank."""
        places: list[tuple[str, str, int | None]] = [("kondisi_awal", Macam.START, None)]
        places += [(contract.target_key(year), Macam.YEAR, year) for year in self.source.years]
        places += [("target_akhir", Macam.END, None)]
        for row, (cells, read) in enumerate(zip(self.cells, self.quantities, strict=True)):
            named: Record = {key: cells[key] for key in ("kode", "kode_indikator", "indikator") if key in cells}
            shared = {**named, **self._shared(row)}
            scale = self.profile.satuan.resolve(cells.get("satuan", "")).scale
            for key, macam, year in places:
                if key in cells:
                    own = {"macam": macam, "tahun": year, "tertulis": cells[key]}
                    yield {**shared, **own, **_read(read[key], scale)}

    def _shared(self, row: int) -> Record:
        """What both tables say of a row."""
        cells, table = self.cells[row], self.source.table
        satuan = cells.get("satuan")
        unit = self.profile.satuan.resolve(satuan or "")
        arah = self.profile.arah(cells["arah"]) if "arah" in cells else None
        return {
            "baris": table.numbers[row],
            "jenjang_kunci": self.source.kinerja[table.kinerja[row]].level or None,
            "iku": table.iku[row],
            "satuan": satuan,
            "satuan_baku": " / ".join(unit.names) or None,
            "satuan_jenis": unit.kind.value,
            "arah_baku": arah.value if arah else None,
        }

    def _meant(self, cells: Mapping[str, str]) -> Record:
        sifat = self.profile.sifat(cells["sifat"]) if "sifat" in cells else None
        agregasi = self.profile.agregasi(cells["agregasi"]) if "agregasi" in cells else None
        return {
            "sifat_baku": sifat.value if sifat else None,
            "agregasi_baku": agregasi.value if agregasi else None,
        }


def _across(columns: Mapping[str, Sequence[str]], rows: int) -> Iterable[tuple[str, ...]]:
    """Columns as so many rows."""
    return zip(*columns.values(), strict=True) if columns else [()] * rows


def _read(quantity: Quantity, scale: tuple[str, ...]) -> Record:
    """A quantity as the columns of `target`."""
    form, low, high, _, readings = quantity
    return {
        "bentuk": form.value,
        "nilai": _float(quantity.value),
        "nilai_tepat": _plain(quantity.value),
        "bawah": _float(low),
        "atas": _float(high),
        "predikat": scale[int(low)] if form is Form.LEVEL and low is not None else None,
        "bacaan": " | ".join(f"{reading:f}" for reading in readings) or None,
    }


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _float(value: Decimal | None) -> float | None:
    """The nearest float, None for a number that is larger than any."""
    number = None if value is None else float(value)
    return number if number is not None and math.isfinite(number) else None


def _finding(finding: Finding) -> Record:
    place = finding.place
    return {
        "lembar": place.sheet,
        "baris": place.row or None,
        "sel": place.cell or None,
        "keparahan": finding.severity.label,
        "status": _STATUS[finding.status],
        "nomor": finding.code,
        "aturan": finding.rule,
        "tahun": finding.year,
        "kode": finding.node or None,
        "uraian": finding.name or None,
        "indikator": finding.indicator or None,
        "tertulis": finding.found or None,
        "seharusnya": finding.expected or None,
        "pesan": finding.message,
        "perbaikan": finding.fix,
        "alasan": finding.reason or None,
    }


def _column(source: Source, finding: Finding) -> str | None:
    """The column of *Matriks* that a finding is about."""
    here = fold(finding.place.sheet) == fold(contract.Sheet.MATRIKS)
    return source.columns.get(finding.place.column) if here else None
