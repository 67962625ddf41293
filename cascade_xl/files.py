"""Files are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class WriteError(ValueError):
    """A file that could not be written; the message is for the officer."""


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A temporary file beside ``path`` that takes its place when the block ends well, and vanishes otherwise."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=path.suffix, dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise WriteError(
            f"{path}: tidak dapat ditulis ({error.strerror or error}). Periksa folder dan izinnya."
        ) from error
    temporary = Path(name)
    try:
        yield temporary
        umask = os.umask(0)
        os.umask(umask)
        temporary.chmod(0o666 & ~umask)
        try:
            temporary.replace(path)
        except OSError as error:
            raise WriteError(
                f"{path}: tidak dapat diganti ({error.strerror or error}). Tutup dahulu di Excel, lalu ulangi."
            ) from error
    finally:
        temporary.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole, or leave what was there."""
    with whole(path) as temporary:
        temporary.write_bytes(content)
