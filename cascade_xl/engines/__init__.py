"""Where the work of a merge is done: in this process, in several of this computer, or on a cluster.

An engine maps a pure function over many items and gives the answers in the order of the items, so that nothing of the
result tells which engine made it. At any time it holds only some answers more than it was asked for: a merge of
thousands of workbooks needs no more memory than one of forty.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")

AUTO, SERIAL, PROCESSES, DASK = "auto", "serial", "processes", "dask"
NAMES = (AUTO, SERIAL, PROCESSES, DASK)
_WORTH_PROCESSES = 12
"""So many files cost more than the start of another process."""


class Engine(Protocol):
    """Maps a function over items; what the function raises is raised here."""

    def map(self, function: Callable[[Item], Answer], items: Iterable[Item]) -> Iterator[Answer]: ...


class EngineError(ValueError):
    """The work cannot be done there; the message is for the officer."""


class Serial:
    """One after the other in this process."""

    def map(self, function: Callable[[Item], Answer], items: Iterable[Item]) -> Iterator[Answer]:
        return map(function, items)


def start(
    name: str = AUTO, files: int = 0, workers: int | None = None, scheduler: str = ""
) -> AbstractContextManager[Engine]:
    """An engine by its name, started for the length of a ``with`` block. Raises `EngineError`.

    ``auto`` starts processes for as many files as are worth it; ``scheduler`` is the address of a Dask cluster.
    """
    cores = workers or os.cpu_count() or 1
    if name == AUTO:
        name = PROCESSES if files >= _WORTH_PROCESSES and cores > 1 else SERIAL
    if name == DASK:
        from cascade_xl.engines.cluster import cluster

        return cluster(workers, scheduler)
    if name == PROCESSES:
        from cascade_xl.engines.processes import processes

        return processes(cores)
    return nullcontext(Serial())
