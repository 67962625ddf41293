"""What an earlier merge read, for ``--update``: a file whose content is the same is not read again.

It rests in the user's cache folder, one entry for each content of a file, under a key that changes with the content,
the file's name in findings, the profile, the national list and the program itself; so an entry is right or is not
found. A damaged one is told by its hash, and counts as none. Whoever empties the folder loses time and nothing else.
Entries that nobody asked for in half a year are removed.
"""

from __future__ import annotations

import hashlib
import json
import pickle
import time
from contextlib import suppress
from pathlib import Path

from cascade_xl.files import WriteError, write_whole
from cascade_xl.merge.reading import Read, Reader

_UNUSED_DAYS = 180
_CHECK = hashlib.sha256().digest_size
"""So many bytes before an entry tell whether it is whole."""


class Remembered:
    """The entries that one reader may use."""

    def __init__(self, reader: Reader) -> None:
        import platformdirs

        self.folder = platformdirs.user_cache_path("cascade-xl", appauthor=False) / "merge"
        self._base = _fingerprint(reader)

    def get(self, sha256: str, name: str) -> Read | None:
        """What was read of a file of this content and name; its path and date may be others now."""
        entry = self._entry(sha256, name)
        try:
            content = entry.read_bytes()
            entry.touch()
        except OSError:
            return None
        check, packed = content[:_CHECK], content[_CHECK:]
        if hashlib.sha256(packed).digest() != check:
            return None
        read: Read = pickle.loads(packed)
        return read

    def put(self, read: Read) -> None:
        """Remember a file. A full or forbidden folder is no reason to stop."""
        with suppress(OSError, WriteError):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            packed = pickle.dumps(read, pickle.HIGHEST_PROTOCOL)
            write_whole(self._entry(read.head.sha256, read.head.name), hashlib.sha256(packed).digest() + packed)

    def prune(self) -> None:
        """Remove what nobody asked for in a long time."""
        oldest = time.time() - _UNUSED_DAYS * 86_400
        with suppress(OSError):
            for entry in self.folder.iterdir():
                if entry.stat().st_mtime < oldest:
                    entry.unlink()

    def _entry(self, sha256: str, name: str) -> Path:
        return (
            self.folder
            / hashlib.sha256("\0".join((self._base, sha256, name)).encode("utf-8", "surrogatepass")).hexdigest()
        )


def _fingerprint(reader: Reader) -> str:
    """The program, the profile and the national list, in one word."""
    digest = hashlib.sha256()
    package = Path(__file__).parents[1]
    for file in sorted(path for path in package.rglob("*") if path.suffix in (".py", ".json")):
        digest.update(file.relative_to(package).as_posix().encode())
        digest.update(file.read_bytes())
    digest.update(json.dumps(reader.using.data if reader.using else None, sort_keys=True).encode())
    if reader.nomenclature:
        digest.update(json.dumps(dict(reader.nomenclature.names), sort_keys=True).encode())
    return digest.hexdigest()
