"""Text that waits for its turn on disk: what is said of thousands of files is printed when all are known."""

from __future__ import annotations

from io import BytesIO, TextIOWrapper
from shutil import copyfileobj
from typing import IO

_CODE, _HALVES = "utf-8", "surrogatepass"
_IN_MEMORY = 1 << 20
"""So many bytes are not worth a file."""


class Spool:
    """A text that grows at its end: in memory while it is small, then in a file without a name."""

    def __init__(self) -> None:
        self._file: IO[bytes] = BytesIO()
        self.blank = True

    def add(self, text: str, between: str = "") -> None:
        """The next piece, behind a text ``between`` it and the one before."""
        self._file.write((text if self.blank else between + text).encode(_CODE, _HALVES))
        self.blank = False
        if isinstance(self._file, BytesIO) and self._file.tell() > _IN_MEMORY:
            self._file = _on_disk(self._file)

    def copy(self, target: IO[str]) -> None:
        """Write out all of it."""
        self._file.seek(0)
        copyfileobj(TextIOWrapper(self._file, _CODE, _HALVES, newline=""), target)


def _on_disk(text: BytesIO) -> IO[bytes]:
    from tempfile import TemporaryFile  # what is said of one file never needs it

    file = TemporaryFile()  # noqa: SIM115 - it lives as long as the text
    file.write(text.getbuffer())
    return file
