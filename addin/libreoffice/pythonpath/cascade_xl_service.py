"""Answers requests about the open spreadsheets: one JSON line in, one JSON line out.

A request is ``{"op": "read", …}``, its answer ``{"ok": …}`` or ``{"error": "…"}``. The component answers inside
LibreOffice. For a LibreOffice without a window, ``python3 cascade_xl_service.py --connect <uno url>`` does it over
standard input and output. Everything in this folder runs in LibreOffice's own Python (3.8 or later, no packages).
"""

from __future__ import annotations

import json
import queue
import sys
import time
from typing import Any, Callable

import cascade_xl_books as books
import cascade_xl_cells as cells
import cascade_xl_copying as copying
import cascade_xl_ranges as ranges
import cascade_xl_writing as writing
from cascade_xl_office import Office

Operation = Callable[..., Any]
READS: dict[str, Operation] = {**books.READS, **cells.READS, **copying.READS, **ranges.READS}
LONGEST_START = 60.0
WRITES: dict[str, Operation] = {**writing.WRITES, **copying.WRITES, **ranges.WRITES}


class Service:
    """The operations by name. A writing one joins the click's single undo step first."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def answer(self, line: str) -> str:
        try:
            request = json.loads(line)
            return json.dumps({"ok": self._run(request.pop("op"), request)})
        except Exception as problem:  # the child must get an answer, whatever went wrong here
            return json.dumps({"error": _reason(problem)})

    def _run(self, name: str, arguments: dict[str, Any]) -> Any:
        if name in WRITES:
            self.office.before_writing(arguments["book"])
            return WRITES[name](self.office, **arguments)
        if name in READS:
            return READS[name](self.office, **arguments)
        raise ValueError(f"unknown request {name!r}")


def _reason(problem: Exception) -> str:
    """UNO's exceptions keep their text in Message; it may be empty or only a place in LibreOffice's source."""
    message = getattr(problem, "Message", None)
    name = type(problem).__name__
    if message is None:
        return str(problem) or name
    return f"{name}: {message}".rstrip(": ")


def _connect(url: str) -> Any:
    """The LibreOffice that listens at `url`; it may still be starting."""
    import uno

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    patience = time.monotonic() + LONGEST_START
    while True:
        try:
            return resolver.resolve(url)
        except Exception:  # noqa: PERF203 (NoConnectException of UNO)
            if time.monotonic() > patience:
                raise
            time.sleep(0.1)


def _in_main_thread(context: Any, answer: Callable[[str], str]) -> Callable[[str], str]:
    """Answer where LibreOffice handles clicks, as the component does: asked by another thread, it crashes now and then
    while it changes sheets and windows."""
    import unohelper
    from com.sun.star.awt import XCallback

    class Turn(unohelper.Base, XCallback):
        def notify(self, line: str) -> None:
            answers.put(answer(line))

    answers: queue.Queue[str] = queue.Queue()
    turn, service = Turn(), "com.sun.star.awt.AsyncCallback"

    def ask(line: str) -> str:
        context.ServiceManager.createInstanceWithContext(service, context).addCallback(turn, line)
        while True:
            try:
                return answers.get(timeout=1.0)
            except queue.Empty:  # noqa: PERF203
                context.getServiceManager()  # fails where LibreOffice is gone

    return ask


def main() -> None:
    if len(sys.argv) != 3 or sys.argv[1] != "--connect":
        raise SystemExit("usage: cascade_xl_service.py --connect uno:…;urp;StarOffice.ComponentContext")
    context = _connect(sys.argv[2])
    answer = _in_main_thread(context, Service(Office(context)).answer)
    for line in sys.stdin:
        sys.stdout.write(answer(line) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
