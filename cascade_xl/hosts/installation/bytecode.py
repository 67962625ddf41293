"""Compiling what a click imports: a click starts Python with ``-B``, which would compile it anew each time."""

from __future__ import annotations

import compileall

from cascade_xl.hosts.installation import xlwings_vba
from cascade_xl.resources import PACKAGE


def compile_imports() -> None:
    """Compile both packages; where they stand on a drive that nobody may write, clicks only start a little later."""
    for folder in (PACKAGE, xlwings_vba.folder()):
        compileall.compile_dir(folder, quiet=2)
