"""The one exception that a button ends with when the officer must do something."""

from __future__ import annotations


class HostError(Exception):
    """A clear Indonesian message that says what is wrong and what to do next. Nothing was changed."""
