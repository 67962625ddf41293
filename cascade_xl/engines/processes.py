"""Several processes of this computer."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import active_children, parent_process
from threading import Thread

from cascade_xl.engines import Answer, EngineError, Item

_AHEAD = 4
"""Items in work or waiting, for each process."""
_LOST = 3
"""So often processes may vanish (the system ends one that needs too much memory) before the work is given up."""


@contextmanager
def processes(workers: int) -> Iterator[Processes]:
    """A pool that ends with the block; at an interruption it is not waited for."""
    engine = Processes(workers)
    try:
        yield engine
    except BaseException:
        engine.stop()
        raise
    engine.pool.shutdown()


class Processes:
    """A pool of processes. Where one is killed, its items are done again by others."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self.others = active_children()
        self.pool = self._pool()

    def _pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self.workers, initializer=_prepare)

    def map(self, function: Callable[[Item], Answer], items: Iterable[Item]) -> Iterator[Answer]:
        waiting = iter(items)
        running: deque[tuple[Item, Future[Answer]]] = deque()
        lost = 0
        while True:
            for item in islice(waiting, _AHEAD * self.workers - len(running)):
                running.append((item, self._submit(function, item)))
            if not running:
                return
            try:
                answer = running[0][1].result()
            except BrokenProcessPool as error:
                lost += 1
                if lost > _LOST:
                    raise EngineError(
                        "Proses pembaca berkali-kali dihentikan oleh sistem, biasanya karena memori habis. "
                        "Tutup program lain, atau ulangi dengan --workers 1."
                    ) from error
                self.pool.shutdown()
                self.pool = self._pool()
                running = deque((item, self._again(function, item, future)) for item, future in running)
                continue
            running.popleft()
            yield answer

    def _submit(self, function: Callable[[Item], Answer], item: Item) -> Future[Answer]:
        """A future; of a pool that broke while it was filled, one that says so."""
        try:
            return self.pool.submit(function, item)
        except BrokenProcessPool as error:
            broken: Future[Answer] = Future()
            broken.set_exception(error)
            return broken

    def _again(self, function: Callable[[Item], Answer], item: Item, future: Future[Answer]) -> Future[Answer]:
        done = future.done() and not isinstance(future.exception(), BrokenProcessPool)
        return future if done else self._submit(function, item)

    def stop(self) -> None:
        """End the processes at once. They are killed: one that was being started when the interruption came may not
        answer a polite word, and a pool does not know it yet; Python would wait for it for ever."""
        self.pool.shutdown(wait=False, cancel_futures=True)
        for child in active_children():
            if child not in self.others:
                child.kill()


def _prepare() -> None:
    """Ctrl-C reaches all processes of a terminal, and only the first of them answers it; where that is killed, none
    stays behind."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)
