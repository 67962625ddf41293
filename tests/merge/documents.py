"""Small documents as canonical JSON, and merged workbooks read back as tables."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from cascade_xl.merge import Source, gather, write
from cascade_xl.merge.across import judged
from cascade_xl.merge.table import Table

EXAMPLES = sorted((Path(__file__).parents[2] / "workbook_templates" / "examples").glob("*.json"))
FIRST_HEADINGS = {"Matriks": "OPD", "Temuan": "No", "Rekap OPD": "No", "Sumber": "No"}


def indicator(text: str, *targets: str, **more: Any) -> dict[str, Any]:
    """An indicator whose targets begin in 2025."""
    return {"indikator": text, "target": {str(2025 + n): t for n, t in enumerate(targets)}, **more}


def node(jenjang: str, kode: str, induk: str, uraian: str, *indicators: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A node with its indicators."""
    cells = {"jenjang": jenjang, "kode": kode, "induk": induk, "uraian": uraian, "indikator": list(indicators)}
    return {key: value for key, value in {**cells, **more}.items() if value}


def document(opd: str, *nodes: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A document of one OPD of Kabupaten Contoh, 2025-2027."""
    return {
        "format": "cascade-xl/1",
        "profil": "kabupaten",
        "tahun": [2025, 2026, 2027],
        "identitas": {"pemerintah": "Kabupaten Contoh", "opd": opd, "periode_awal": "2025", "periode_akhir": "2027"},
        "matriks": list(nodes),
        **more,
    }


def save(folder: Path, **documents: dict[str, Any]) -> list[Path]:
    """One file for each document, named by its keyword."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, data in documents.items():
        path = folder / f"{name}.json"
        path.write_text(json.dumps(data), encoding="utf-8")
        paths.append(path)
    return paths


def rows_of(source: Source) -> list[dict[str, str]]:
    """The filled cells of a source's rows by key."""
    texts = source.table.texts
    cells = zip(*texts.values(), strict=True) if texts else [()] * len(source.table.numbers)
    return [{key: text for key, text in zip(texts, row, strict=True) if text} for row in cells]


def with_rows(source: Source, rows: Sequence[Mapping[str, str]], first: int = 1, **more: Any) -> Source:
    """The source with other rows, all of its first node; ``more`` is what else the table holds."""
    keys = dict.fromkeys(key for row in rows for key in row)
    texts = {key: [row.get(key, "") for row in rows] for key in keys}
    numbers = range(first, first + len(rows))
    table = Table(numbers, [0] * len(rows), [False] * len(rows), texts, **more)
    return replace(source, table=table, lines=len(rows), formats=table.formats)


def merged(folder: Path, paths: Iterable[Path]) -> tuple[list[Source], Path]:
    """The sources of some files, and their regency workbook."""
    region, output = judged(gather(paths)), folder / "gabungan.xlsx"
    write(region, output)
    return list(region.sources), output


def table(path: Path, sheet: str) -> list[dict[str, Any]]:
    """The rows of a sheet's table as openpyxl reads them, by heading."""
    found = load_workbook(path, data_only=True)[sheet]
    rows = iter(found.iter_rows(values_only=True))
    head = next(row for row in rows if row[0] == FIRST_HEADINGS[sheet])
    return [dict(zip(map(str, head), row, strict=True)) for row in rows if any(cell is not None for cell in row)]
