"""LibreOffice in Excel's place, for a process that Excel's VBA would have started: Python imports this by itself.

On the computer of the test there is no Excel, so xlwings has no engine. This gives it ours, connected to the running
LibreOffice; the command that the process was started with finds it as it would find Excel. What is to be connected
to stands in the environment: STAND_IN_SERVICE, the command of the service, and STAND_IN_RECORD, a file for a line of
JSON about each call of ``Book.caller()`` and each message box, which nobody is there to click.
"""

import atexit
import json
import os
import subprocess
from pathlib import Path
from typing import Any

from cascade_xl.hosts.xl import calc  # before xlwings, which would take pandas along: no office has it

import xlwings  # isort: skip


def record(kind: str, text: str) -> None:
    with Path(os.environ["STAND_IN_RECORD"]).open("a", encoding="utf-8") as file:
        file.write(json.dumps([kind, text]) + "\n")


class Pipe(calc.Pipe):
    def ask(self, op: str, **arguments: Any) -> Any:
        if op != "alert":
            return super().ask(op, **arguments)
        record("alert", arguments["prompt"])
        return "ok"


def stand_in() -> None:
    # Not in the service's own Python: it would start a service again.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    service = subprocess.Popen(
        json.loads(os.environ["STAND_IN_SERVICE"]), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    )
    atexit.register(service.communicate)
    calc.activate(calc.Engine(Pipe(service.stdout, service.stdin)))  # type: ignore[arg-type]


def traced() -> None:
    """``Book.caller()`` goes its own way, and it is written down where that led."""
    found = xlwings.Book.caller

    def caller() -> xlwings.Book:
        book = found()
        record("caller", book.name)
        return book

    xlwings.Book.caller = staticmethod(caller)  # type: ignore[method-assign]


stand_in()
traced()
