"""Ctrl-C and a polite kill: what was begun is removed, and the run ends.

Python loses an interruption that falls into a callback, such as those around the start of a process; so it is
remembered, and long work asks for it between its steps.
"""

from __future__ import annotations

import signal
import threading

_asked = threading.Event()


def listen() -> None:
    """Answer SIGINT and SIGTERM from now on, if this is the main thread of a program."""
    _asked.clear()
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _stop)


def asked() -> bool:
    """Whether the run was asked to end."""
    return _asked.is_set()


def check() -> None:
    """Raise `KeyboardInterrupt` if the run was asked to end."""
    if asked():
        raise KeyboardInterrupt


def _stop(*_: object) -> None:
    _asked.set()
    raise KeyboardInterrupt
