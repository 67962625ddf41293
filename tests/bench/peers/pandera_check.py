"""pandera on what pandas reads with openpyxl: ``pandera_check.py FOLDER`` says how many errors it found."""

import sys
from pathlib import Path

import pandera.pandas as pa
from pandera.errors import SchemaErrors

from tests.bench.peers.pandas_merge import rows

_JENJANG = ["Visi", "Misi", "Tujuan", "Sasaran", "Tujuan PD", "Sasaran PD", "Program", "Kegiatan", "Sub Kegiatan"]


def main() -> None:
    targets = {
        f"Target {year}": pa.Column(str, pa.Check.str_matches(r"^[\d.,\s%-]+( \w+)?$"), nullable=True)
        for year in range(2025, 2030)
    }
    schema = pa.DataFrameSchema(
        {
            "Jenjang": pa.Column(str, pa.Check.isin(_JENJANG), nullable=True),
            "Kode": pa.Column(str, pa.Check.str_matches(r"^[\w.]+$"), nullable=True),
            "Uraian": pa.Column(str, pa.Check.str_length(min_value=1), nullable=True),
            "Indikator": pa.Column(str, pa.Check.str_length(min_value=1), nullable=True),
            "Satuan": pa.Column(str, nullable=True),
            "Arah": pa.Column(str, pa.Check.isin(["Positif", "Negatif"]), nullable=True),
            **targets,
        }
    )
    found = 0
    for path in sorted(Path(sys.argv[1]).glob("*.xlsx")):
        try:
            schema.validate(rows(path, "openpyxl"), lazy=True)
        except SchemaErrors as errors:
            found += len(errors.failure_cases)
    sys.stdout.write(f"{found}\n")


if __name__ == "__main__":
    main()
