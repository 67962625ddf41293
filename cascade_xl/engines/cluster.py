"""A Dask cluster: workers on other computers, which see the same folders under the same names.

What a worker loses (it was killed, its computer went away) the scheduler gives to another.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

from cascade_xl.engines import Answer, EngineError, Item

if TYPE_CHECKING:
    from distributed import Client

_AHEAD = 8
"""Items in work or waiting, for each worker: a task takes the scheduler about 10 ms."""
_PATIENCE = 30
"""Seconds to wait for the scheduler, and for its first worker."""


@contextmanager
def cluster(workers: int | None, scheduler: str) -> Iterator[Cluster]:
    """The cluster of a scheduler, or one of this computer where no address is given. Raises `EngineError`."""
    try:
        from distributed import Client
    except ImportError as error:
        raise EngineError('Dask belum terpasang. Pasang dengan: pip install "cascade-xl[dask]".') from error
    local: dict[str, Any] = {"n_workers": workers, "threads_per_worker": 1, "dashboard_address": None}
    try:
        client = Client(scheduler, timeout=_PATIENCE) if scheduler else Client(**local)
    except (OSError, ValueError) as error:
        raise EngineError(
            f"Penjadwal Dask di {scheduler} tidak menjawab. Periksa alamatnya dan apakah dask scheduler sudah berjalan."
        ) from error
    with client:
        yield Cluster(client)


class Cluster:
    """The workers of a scheduler."""

    def __init__(self, client: Client) -> None:
        self.client = client
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError as error:
            raise EngineError(
                "Penjadwal Dask tidak mempunyai pekerja. Jalankan dask worker dengan alamat penjadwal itu."
            ) from error
        self.room = _AHEAD * max(len(client.nthreads()), 4)  # others may join later

    def map(self, function: Callable[[Item], Answer], items: Iterable[Item]) -> Iterator[Answer]:
        waiting = iter(items)
        running: deque[Any] = deque()
        try:
            while True:
                for item in islice(waiting, self.room - len(running)):
                    running.append(self.client.submit(function, item, pure=False, retries=3))
                if not running:
                    return
                yield self._answer(running[0])
                running.popleft()
        finally:
            self.client.cancel(list(running))

    def _answer(self, future: Any) -> Any:
        from distributed import KilledWorker

        try:
            return future.result()
        except KilledWorker as error:
            raise EngineError("Pekerja Dask berkali-kali mati pada berkas yang sama. Periksa memorinya.") from error
