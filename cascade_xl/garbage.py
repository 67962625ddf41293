"""Python's collector of garbage, held back while a document is made.

A document is a hundred thousand small objects without a cycle among them. The collector looks at all of them again and
again while they come to be, and finds nothing: it takes two fifths of the time of reading and checking a workbook.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


def uncollected(function: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """The function, with the collector waiting until it is done."""

    @wraps(function)
    def held(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        was_on = gc.isenabled()
        gc.disable()
        try:
            return function(*args, **kwargs)
        finally:
            if was_on:
                gc.enable()

    return held
