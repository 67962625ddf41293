"""What a click on Validasi costs: ``uv run python -m tests.bench.click [ROWS …]`` prints a table of ratios.

LibreOffice runs without a window, with the extension as it is installed; a click is timed from the dispatch of the
button until LibreOffice has every mark. Beside it, in the same run: the bare start of the same Python, and the read and
write of the blocks; all that is neither counts as our own share, LibreOffice's part in starting us included. An OPD has
some 600 rows; of more than 2,000 a regency's workbook is made, since no OPD has so many and LibreOffice needs minutes
to calculate their row formulas. Times are the least of several runs; only their ratios are worth comparing between
computers.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import xlwings as xw

from cascade_xl.contract import Sheet
from cascade_xl.hosts.installation.bytecode import compile_imports
from cascade_xl.hosts.xl import calc
from cascade_xl.merge import merge_files
from cascade_xl.read.canonical import document
from cascade_xl.resources import profile
from cascade_xl.write import build
from tests.generate import clean
from tests.hosts.books import HEAD, typed
from tests.hosts.calc import IN_UNO, office, service
from tests.hosts.screen import extension, installed, wait_for
from tests.judges.libreoffice import python_with_uno

RUNS = 3
_CHILD = Path(__file__).with_name("child.py")
_FAULTS = 24
_OPD_ROWS = 2000
_OWN_SHARE = 0.3


def opd_data(rows: int, seed: int = 1) -> Any:
    """Canonical JSON of an OPD with at least so many rows, without faults."""
    programs = 1
    while True:
        data = typed(clean(seed, programs=programs))
        count = len(document(data, profile(), "bench.json").indicators)
        if count >= rows:
            return data
        programs = max(programs + 1, programs * rows // count)


def book(path: Path, rows: int) -> Path:
    """An OPD's workbook with so many rows, or of more than an OPD has, a regency's, merged from several."""
    if rows <= _OPD_ROWS:
        made = document(opd_data(rows), profile(), "bench.json")
        path.write_bytes(build(profile(), made, rows=rows + 50))
        return path
    folder = path.parent / f"opd-{rows}"
    folder.mkdir()
    parts = -(-rows // 600)
    for number in range(1, parts + 1):
        data = opd_data(rows // parts, number)
        data["identitas"]["opd"] = f"Dinas {number}"
        (folder / f"{number}.json").write_text(json.dumps(data), encoding="utf-8")
    merge_files(sorted(folder.iterdir()), path)
    return path


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """LibreOffice with the extension; its address."""
    wrapper = folder / "python"
    wrapper.write_text(f'#!/bin/sh\nexec "{sys.executable}" -B "{_CHILD}" "$@"\n', encoding="utf-8")
    wrapper.chmod(0o755)
    compile_imports()
    profile_folder = installed(folder, extension(folder / "cascade_xl.oxt", str(wrapper)))
    address = f"pipe,name=bench_{uuid4().hex};urp"
    url = f"uno:{address};StarOffice.ComponentContext"
    own = {"XDG_STATE_HOME": str(folder), "CASCADE_XL_BENCH": str(folder / "times.json")}
    with office(profile_folder, address, "--headless", **own), service(url) as asked:
        calc.activate(calc.connect(asked.stdout, asked.stdin))  # type: ignore[arg-type]
        wait_for(lambda: len(xw.books) >= 0)
        yield url


def bare_start() -> float:
    """Seconds that the same Python takes to start and end."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-B", "-c", "pass"], check=True)
    return time.perf_counter() - start


def click(url: str) -> float:
    asked = [str(python_with_uno()), "-B", str(IN_UNO), url, "press", "validasi"]
    return float(subprocess.run(asked, capture_output=True, check=True).stdout)


def spoil(opened: xw.Book, rows: int, word: str) -> None:
    """Put some faults into cells all over the sheet: another word each time, so that marks are written each time."""
    sheet = opened.sheets[Sheet.MATRIKS]
    satuan = sheet.range((HEAD, 1), (HEAD, 60)).value.index("Satuan") + 1
    for number in range(1, rows, rows // _FAULTS):
        sheet.range((HEAD + number, satuan)).value = word


def measure(url: str, path: Path, rows: int, times: Path) -> dict[str, float]:
    """The least seconds of each part."""
    opened = xw.apps.active.books.open(path)  # type: ignore[union-attr]
    found: list[dict[str, float]] = []
    for number in range(RUNS + 1):
        spoil(opened, rows, f"Orangg {number}")
        seconds = click(url)
        found.append({"click": seconds, "start": bare_start(), **json.loads(times.read_text(encoding="utf-8"))})
    opened.close()
    return {key: min(run[key] for run in found[1:]) for key in found[0]}


def main() -> None:
    wanted = [int(argument) for argument in sys.argv[1:]] or [600, 5000]
    say("click: from the button until all marks stand; the other columns: its parts, least of several, in seconds")
    say(f"aim: our own share, beside the blocks that are read and written, <= {_OWN_SHARE:g}, and no pandas")
    say("  rows  click  start import read  check  write | click/start  own share  pandas  aim")
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        os.environ["CASCADE_XL_BENCH"] = str(folder / "times.json")
        with running(folder) as url:
            for rows in wanted:
                t = measure(url, book(folder / f"{rows}.xlsx", rows), rows, folder / "times.json")
                parts = "{start:6.3f} {import:6.2f} {read:5.2f} {check:6.2f} {write:6.2f}".format_map(t)
                own = 1 - (t["read"] + t["write"]) / t["click"]
                verdict = "met" if own <= _OWN_SHARE and not t["pandas"] else "not met"
                ratios = f"{t['click'] / t['start']:11.1f} {own:10.2f} {'yes' if t['pandas'] else 'no':>7}"
                say(f"{rows:6} {t['click']:6.2f} {parts} | {ratios}  {verdict}")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
