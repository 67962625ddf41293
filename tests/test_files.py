"""Files are written whole or not at all, and nothing is left beside them."""

from __future__ import annotations

import os
import time
from pathlib import Path

from cascade_xl.files import remove_left, whole


def test_what_killed_runs_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    output = tmp_path / "Kabupaten.xlsx"
    with whole(output) as temporary:
        temporary.write_bytes(b"PK")
        left = temporary.with_name(temporary.name.replace("cxl-", "cxl-0"))
        fresh = temporary.with_name(temporary.name.replace("cxl-", "cxl-1"))
    others = [tmp_path / ".Kabupaten.xlsx", tmp_path / left.name.replace("Kabupaten", "Kota")]
    for path in (left, fresh, *others):
        path.write_bytes(b"sisa")
    long_ago = time.time() - 100_000
    for path in (output, left, *others):
        os.utime(path, (long_ago, long_ago))
    remove_left(output)
    assert sorted(tmp_path.iterdir()) == sorted([output, fresh, *others])
