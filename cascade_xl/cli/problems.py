"""The one exception that a command ends with when the user must do something."""

from __future__ import annotations


class UserError(Exception):
    """A clear Indonesian message that says what is wrong and what to do next; the run ends with exit code 2."""
