"""The plain pandas script: ``pandas_merge.py READER WRITER FOLDER OUTPUT``. It checks nothing and dresses nothing."""

import sys
from pathlib import Path
from typing import Any

import pandas as pd


def rows(path: Path, reader: Any) -> pd.DataFrame:
    """The filled rows of *Matriks*, without our hidden columns."""
    return pd.read_excel(
        path,
        sheet_name="Matriks",
        header=4,
        dtype=str,
        engine=reader,
        usecols=lambda heading: not str(heading).startswith(("h_", "Unnamed")),
    ).dropna(subset=["Jenjang", "Indikator"], how="all")


def main() -> None:
    reader, _, folder, output = sys.argv[1:]
    writer: Any = sys.argv[2]
    merged = pd.concat([rows(path, reader).assign(Berkas=path.name) for path in sorted(Path(folder).glob("*.xlsx"))])
    merged.to_excel(output, index=False, engine=writer)


if __name__ == "__main__":
    main()
