"""pandas with a check of each row by JSON Schema and of the tree: ``pandas_checked.py FOLDER OUTPUT``."""

import sys
from pathlib import Path
from typing import Any

import pandas as pd
from jsonschema import Draft202012Validator

from tests.bench.peers.pandas_merge import rows

_JENJANG = ["Visi", "Misi", "Tujuan", "Sasaran", "Tujuan PD", "Sasaran PD", "Program", "Kegiatan", "Sub Kegiatan"]
_TARGET = {"type": "string", "pattern": r"^[\d.,\s%-]+( \w+)?$"}
_SCHEMA = {
    "type": "object",
    "properties": {
        "Jenjang": {"enum": _JENJANG},
        "Kode": {"type": "string", "pattern": r"^[\w.]+$"},
        "Kode Induk": {"type": "string"},
        "Uraian": {"type": "string", "minLength": 1},
        "Indikator": {"type": "string", "minLength": 1},
        "Satuan": {"type": "string"},
        "Arah": {"enum": ["Positif", "Negatif"]},
        "Sifat": {"enum": ["Progress", "Pengulangan", "Akumulasi", "Kondisi Akhir"]},
        **{f"Target {year}": _TARGET for year in range(2025, 2030)},
    },
    "dependentRequired": {"Indikator": ["Satuan", "Arah", "Target 2025"], "Uraian": ["Jenjang", "Kode"]},
}


def faults(name: str, frame: pd.DataFrame, validator: Any) -> list[tuple[str, int, str]]:
    records = frame.to_dict("records")
    filled = [{key: value for key, value in record.items() if not pd.isna(value)} for record in records]
    found = [
        (name, number, error.message)
        for number, record in enumerate(filled, start=6)
        for error in validator.iter_errors(record)
    ]
    kodes = {record.get("Kode") for record in filled}
    orphans = ((n, r["Kode Induk"]) for n, r in enumerate(filled, start=6) if "Kode Induk" in r)
    return found + [(name, number, f"no {parent}") for number, parent in orphans if parent not in kodes]


def main() -> None:
    folder, output = sys.argv[1:]
    validator = Draft202012Validator(_SCHEMA)
    frames, found = [], []
    for path in sorted(Path(folder).glob("*.xlsx")):
        frame = rows(path, "openpyxl")
        found += faults(path.name, frame, validator)
        frames.append(frame.assign(Berkas=path.name))
    with pd.ExcelWriter(output, engine="openpyxl") as writer:
        pd.concat(frames).to_excel(writer, sheet_name="Matriks", index=False)
        pd.DataFrame(found, columns=["Berkas", "Baris", "Pesan"]).to_excel(writer, sheet_name="Temuan", index=False)


if __name__ == "__main__":
    main()
