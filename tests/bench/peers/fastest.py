"""The fastest reader and the fastest writer that Python has, without styles: ``fastest.py WRITER FOLDER OUTPUT``."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook


def rows(folder: Path) -> Iterator[list[Any]]:
    """The heading, and the filled rows of every *Matriks*."""
    for number, path in enumerate(sorted(folder.glob("*.xlsx"))):
        head, *below = (
            CalamineWorkbook.from_path(path).get_sheet_by_name("Matriks").to_python(skip_empty_area=False)[4:]
        )
        ours = sum(not str(heading).startswith("h_") for heading in head)
        at = [head.index("Uraian"), head.index("Indikator")]
        if number == 0:
            yield head[:ours]
        yield from (row[:ours] for row in below if any(row[column] != "" for column in at))


def with_rust(found: Iterator[list[Any]], output: str) -> None:
    from rustpy_xlsxwriter import write_worksheet

    head, *below = found
    write_worksheet([dict(zip(head, row, strict=True)) for row in below], output, sheet_name="Matriks")


def with_xlsxwriter(found: Iterator[list[Any]], output: str) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(output, {"constant_memory": True, "strings_to_formulas": False}) as workbook:
        sheet = workbook.add_worksheet("Matriks")
        for number, row in enumerate(found):
            sheet.write_row(number, 0, row)


def main() -> None:
    writer, folder, output = sys.argv[1:]
    {"rust": with_rust, "xlsxwriter": with_xlsxwriter}[writer](rows(Path(folder)), output)


if __name__ == "__main__":
    main()
