"""The built add-in in LibreOffice, and clicks on its ribbon: what each callback hands to RunPython.

LibreOffice takes the add-in under a workbook's content type. xlwings' own modules do nothing there; one that writes
down what it is given stands in for them, and another for the dialogs (`vba/`).
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from pyopenvba import ExcelFile

from cascade_xl.hosts.installation import archive, build
from cascade_xl.resources import ADDIN
from tests.hosts import calc
from tests.judges import libreoffice

REASON = 'Disepakati "Bappeda" & OPD: 100% \U0001f600'
"""What the officer answers, with signs that a shell would read otherwise."""
_STUBS = Path(__file__).parent / "vba"
_AS_ADDIN, _AS_WORKBOOK = (
    f"application/vnd.ms-excel.{kind}.macroEnabled.main+xml".encode() for kind in ("addin", "sheet")
)


@dataclass
class Office:
    """LibreOffice with the add-in: asks for clicks, one start for all of them."""

    folder: Path
    steps: list[dict[str, object]]

    def click(self, callback: str, book: str = "", **given: object) -> None:
        answers = {"reason": REASON, "folder": "", "forms": ""}
        values = {"interpreter": sys.executable, "configuration": "", **answers, "failing": False}
        record = self.folder / f"{len(self.steps)}.txt"
        self.steps.append(
            {"call": "Click", "with": [callback, str(record), *{**values, **given}.values()], "book": book}
        )

    def call(self, function: str, *given: str) -> None:
        self.steps.append({"call": function, "with": list(given)})

    def run(self) -> list[str]:
        """The answer of each step; of a click, what was written down."""
        answers = _drive(self.folder, {"addin": str(_project(self.folder)), "steps": self.steps})
        for number, step in enumerate(self.steps):
            if step["call"] == "Click":
                assert answers[number] == "ok", answers[number]
                record = self.folder / f"{number}.txt"
                answers[number] = record.read_text(encoding="utf-8").strip() if record.is_file() else ""
        return answers


def _project(folder: Path) -> Path:
    """The built add-in as a macro workbook, with the stubs in place of what LibreOffice cannot run."""
    path = folder / "cascade_xl.xlsm"
    parts = archive.parts_of(build.xlam(ADDIN / "excel"))
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(_AS_ADDIN, _AS_WORKBOOK)
    path.write_bytes(archive.packed(parts))
    with ExcelFile(path) as book:
        book.vba_project().delete_module("Dictionary")
        for stub in sorted(_STUBS.glob("*.bas")):
            text = stub.read_text(encoding="ascii").replace("\n", "\r\n")
            if stub.stem in book.module_names():
                book.set_module(stub.stem, text)
            else:
                book.vba_project().add_module(stub.stem, text)
        book.save(path)
    return path


def _drive(folder: Path, job: dict[str, object]) -> list[str]:
    pipe = f"cascade_{uuid4().hex}"
    with calc.office(folder / "profile", f"pipe,name={pipe};urp", "--headless", LC_ALL="C.UTF-8"):
        done = subprocess.run(
            [str(libreoffice.python_with_uno()), str(_STUBS / "drive.py")],
            input=json.dumps({**job, "pipe": pipe}),
            capture_output=True,
            encoding="utf-8",
            timeout=100,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    answers: list[str] = json.loads(done.stdout)
    return answers


def asked(line: str) -> str:
    """The command in what was written down of a click."""
    kind, _, said = line.split("\t")
    assert kind == "RunPython", line
    return said
