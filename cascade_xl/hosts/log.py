"""The log of the buttons: what was clicked, how long it took, and what went wrong."""

from __future__ import annotations

import logging
from functools import lru_cache
from logging.handlers import RotatingFileHandler
from pathlib import Path

_BYTES, _KEPT = 500_000, 2


@lru_cache
def path() -> Path:
    """The log file. Its folder is made when it is first asked for."""
    from platformdirs import user_log_path

    return user_log_path("cascade_xl", appauthor=False) / "cascade_xl.log"


@lru_cache
def logger() -> logging.Logger:
    """Writes into the log file; where that is not possible it keeps silent, since a click must not fail by its log."""
    made = logging.getLogger("cascade_xl.hosts")
    made.setLevel(logging.INFO)
    made.propagate = False
    try:
        path().parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            path(), maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    made.addHandler(handler)
    return made
