"""The child of a measured click: the product's own, with a clock at its borders.

Run as the extension runs its interpreter: ``child.py -B -m cascade_xl.hosts.calc BUTTON VERSION``. The seconds of each
part go into the file that CASCADE_XL_BENCH names, and whether pandas was imported.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

_started = time.perf_counter()
_spent: dict[str, float] = {"import": 0.0, "read": 0.0, "check": 0.0, "write": 0.0}


def timed(part: str, work: Callable[..., Any]) -> Callable[..., Any]:
    def run(*given: Any, **named: Any) -> Any:
        start = time.perf_counter()
        try:
            return work(*given, **named)
        finally:
            _spent[part] += time.perf_counter() - start

    return run


def main() -> None:
    sys.argv = sys.argv[sys.argv.index("-m") + 1 :]
    from cascade_xl.hosts import calc, validation
    from cascade_xl.hosts.xl import OpenSheet, load

    load()
    _spent["import"] = time.perf_counter() - _started
    for name in ("values", "formulas"):
        setattr(OpenSheet, name, timed("read", getattr(OpenSheet, name)))
    OpenSheet.write = timed("write", OpenSheet.write)  # type: ignore[method-assign]
    vars(validation)["check_workbook"] = timed("check", vars(validation)["check_workbook"])
    calc.main()
    _spent["pandas"] = float("pandas" in sys.modules)
    Path(os.environ["CASCADE_XL_BENCH"]).write_text(json.dumps(_spent), encoding="utf-8")


if __name__ == "__main__":
    main()
