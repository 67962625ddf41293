"""What the add-in in Excel calls; a thin module, so that a missing package is the only reason why its import fails."""

from __future__ import annotations


def press(button: str, addin: str, argument: str = "") -> None:
    """One click: the button's key, the add-in's version, and what the officer answered (hex of its UTF-16 units)."""
    from cascade_xl.hosts import buttons

    buttons.press(button, addin, argument)
