"""Clicks on the add-in inside LibreOffice. Run by a Python that has ``uno``: a JSON job on stdin, answers on stdout."""

import json
import os
import sys
import time
from typing import Any

import uno
from com.sun.star.beans import PropertyValue

_SCRIPT = "vnd.sun.star.script:VBAProject.Probe.{}?language=Basic&location=document"


def connect(pipe: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(200):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception:
            time.sleep(0.1)
    raise SystemExit("LibreOffice does not answer")


def load(desktop: Any, path: str) -> Any:
    run_macros = PropertyValue("MacroExecutionMode", 0, 4, 0)  # without asking
    return desktop.loadComponentFromURL(uno.systemPathToFileUrl(path), "_blank", 0, (run_macros,))


def main() -> None:
    job = json.load(sys.stdin)
    desktop = connect(job["pipe"])
    addin = load(desktop, job["addin"])
    scripts = addin.getScriptProvider()
    answers = []
    for step in job["steps"]:
        book = load(desktop, step["book"]) if step.get("book") else None
        try:
            answers.append(scripts.getScript(_SCRIPT.format(step["call"])).invoke(tuple(step["with"]), (), ())[0])
        except Exception as error:
            answers.append(f"error: {error}")
        if book is not None:
            book.close(True)
    json.dump(answers, sys.stdout)
    addin.close(True)
    sys.stdout.flush()
    os._exit(0)  # the bridge's own end may crash, when all is answered


main()
