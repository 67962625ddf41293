"""The least that a merge must do, at C's speed: ``floor.py FOLDER PARTS LEVEL``, of which LEVEL is a file.

calamine inflates and parses the sheets that a merge reads; then the parts of our own output are deflated as they were.
Nothing is checked, and no cell is made.
"""

import io
import sys
import zipfile
from pathlib import Path

from python_calamine import CalamineWorkbook

_SHEETS = ("Identitas", "Matriks", "Pohon Kinerja", "Indikator Kunci", "Pengecualian", "Profil")


def main() -> None:
    folder, parts, level = map(Path, sys.argv[1:])
    deflate = int(level.read_text(encoding="utf-8"))
    for path in sorted(folder.glob("*.xlsx")):
        opened = CalamineWorkbook.from_path(path)
        for sheet in _SHEETS:
            opened.get_sheet_by_name(sheet).to_python()
    with zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED, compresslevel=deflate) as archive:
        for part in sorted(parts.iterdir()):
            archive.writestr(part.name, part.read_bytes())


if __name__ == "__main__":
    main()
