"""What a test asks of LibreOffice itself, beside the service: run by a Python that has uno.

``python3 in_uno.py URL buttons`` prints the buttons on the screen and where they are; ``python3 in_uno.py URL press
BUTTON`` does what a click on the toolbar does, inside LibreOffice, and prints how many seconds that took; ``history``
prints whether the workbook in front was changed, and what can be undone in it; ``protect`` protects its structure.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[2] / "addin" / "libreoffice" / "pythonpath"))
from cascade_xl_service import _connect  # type: ignore[import-not-found]

_PUSH_BUTTON, _SHEET, _MENU_BAR = 44, 73, 35  # com.sun.star.accessibility.AccessibleRole


def buttons(context: Any) -> dict[str, tuple[int, int]]:
    """The middle of each button on the screen, by name, as the accessibility interface tells it."""
    toolkit = context.ServiceManager.createInstanceWithContext("com.sun.star.awt.Toolkit", context)
    windows = [toolkit.getTopWindow(index) for index in range(toolkit.getTopWindowCount())]
    found: dict[str, tuple[int, int]] = {}
    for part in (part for window in windows if window for part in _parts(window.getAccessibleContext())):
        if part.getAccessibleRole() == _PUSH_BUTTON and part.getAccessibleName():
            at, size = part.getLocationOnScreen(), part.getSize()
            found.setdefault(part.getAccessibleName(), (at.X + size.Width // 2, at.Y + size.Height // 2))
    return found


def _parts(context: Any) -> Iterator[Any]:
    if context is None:
        return
    yield context
    # Neither the sheet's cells nor the menus: thousands of parts.
    if context.getAccessibleRole() in (_SHEET, _MENU_BAR) or "Spreadsheet" in context.getImplementationName():
        return
    for index in range(min(context.getAccessibleChildCount(), 200)):
        child = context.getAccessibleChild(index)
        if child is not None:
            yield from _parts(child.getAccessibleContext())


def press(context: Any, button: str) -> float:
    """Seconds from the click until LibreOffice has done all of it."""
    service = context.ServiceManager.createInstanceWithContext("org.cascade_xl.Tombol", context)
    start = time.perf_counter()
    service.trigger(button)
    return time.perf_counter() - start


def protect(context: Any) -> None:
    """Let nobody add or remove sheets of the workbook in front."""
    context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.Desktop", context
    ).getCurrentComponent().protect("")


def history(context: Any) -> tuple[bool, list[str]]:
    """Whether the workbook in front must be saved, and what can be undone in it, the last first."""
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    document = desktop.getCurrentComponent()
    return document.isModified(), list(document.UndoManager.getAllUndoActionTitles())


ASKED: dict[str, Callable[..., Any]] = {"buttons": buttons, "press": press, "history": history, "protect": protect}


def main() -> None:
    url, what, *arguments = sys.argv[1:]
    json.dump(ASKED[what](_connect(url), *arguments), sys.stdout)


if __name__ == "__main__":
    main()
