"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

_REASONS = {
    errno.ENOENT: "tidak ditemukan",
    errno.EACCES: "tidak ada izin, atau sedang dibuka program lain",
    errno.EPERM: "tidak ada izin",
    errno.ENOTDIR: "ada berkas di tempat folder itu",
    errno.EISDIR: "itu folder, bukan berkas",
    errno.EEXIST: "sudah ada",
    errno.ENOSPC: "tempat penyimpanan penuh",
    errno.EFBIG: "terlalu besar untuk tempat penyimpanan itu",
    errno.EROFS: "tempat penyimpanan hanya dapat dibaca",
    errno.ENAMETOOLONG: "namanya terlalu panjang",
}
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_NUMBERED = re.compile(r" \(\d+\)$")
PRINTED = " - formulir"
"""Behind the name of a workbook with printed forms."""


def reason(error: OSError) -> str:
    """Why the operating system refused, in the officers' language."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))


def file_name(text: str, longest: int = 100) -> str:
    """A text as part of a file's name, as every system takes it; none takes more than 255 bytes for all parts."""
    plain = " ".join(_NOT_IN_NAMES.sub(" ", text).split())
    return plain.encode("utf-8", "ignore")[:longest].decode("utf-8", "ignore").strip(" .")


def workbooks_in(folder: Path) -> list[Path]:
    """All workbooks in a folder and below it, in order, without lock files (~$…), hidden ones, and `copies`.

    Those of formats that nobody reads are among them: an office handed them in, and readers say how to save them anew.
    """
    found = _workbooks(folder)
    return sorted(found - _copies(found))


def copies(folder: Path) -> list[Path]:
    """The copies into which forms were printed whose workbook is in the folder too: they hold the same once more."""
    return sorted(_copies(_workbooks(folder)))


def _workbooks(folder: Path) -> set[Path]:
    found = (path for path in folder.rglob("*") if path.suffix.lower() in _WORKBOOKS)
    return {path for path in found if not path.name.startswith(("~$", "."))}


def _copies(found: set[Path]) -> set[Path]:
    originals = {file_name(path.stem).casefold() for path in found}
    printed = {path: path.stem.removesuffix(PRINTED).casefold() for path in found if path.stem.endswith(PRINTED)}
    return {path for path, stem in printed.items() if stem in originals or _NUMBERED.sub("", stem) in originals}


_STALE = 86_400


class WriteError(ValueError):
    """A file that could not be written; the message is for the officer."""


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A temporary file beside ``path`` that takes its place when the block ends well, and vanishes otherwise."""
    import tempfile

    try:
        handle, name = tempfile.mkstemp(prefix=_beside(path), suffix=path.suffix, dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise WriteError(f"{path}: tidak dapat ditulis ({reason(error)}). Periksa folder dan izinnya.") from error
    temporary = Path(name)
    try:
        yield temporary
        umask = os.umask(0)
        os.umask(umask)
        temporary.chmod(0o666 & ~umask)
        try:
            temporary.replace(path)
        except OSError as error:
            program = "Excel" if path.suffix.lower().startswith(".xl") else "program yang membukanya"
            raise WriteError(
                f"{path}: tidak dapat diganti ({reason(error)}). Tutup dahulu di {program}, lalu ulangi."
            ) from error
    finally:
        temporary.unlink(missing_ok=True)


def remove_left(*paths: Path) -> None:
    """Remove the temporary files that killed runs left beside ``paths``, a day ago or more: no run writes that long."""
    oldest = time.time() - _STALE
    for folder, suffix in {(path.parent, path.suffix) for path in paths}:
        ours = tuple(_beside(path) for path in paths if (path.parent, path.suffix) == (folder, suffix))
        with suppress(OSError):
            for left in folder.iterdir():
                if left.name.startswith(ours) and left.suffix == suffix and left.stat().st_mtime < oldest:
                    left.unlink()


def _beside(path: Path) -> str:
    """How a temporary file of ours begins."""
    return f".{path.stem}~cxl-"


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """A temporary folder beside ``path`` that takes its place when the block ends well, and vanishes otherwise.

    What was there stays until then. No system exchanges two folders in one step everywhere: who looks between the two
    steps sees none, and a computer that stops there keeps both, the old one under a name that begins with a dot.
    """
    import shutil
    import tempfile

    path = path.resolve()
    try:
        beside = Path(tempfile.mkdtemp(prefix=f".{path.name}-", dir=path.parent))
        made, old = beside / "baru", beside / "lama"
        made.mkdir()
    except OSError as error:
        raise WriteError(f"{path}: tidak dapat ditulis ({reason(error)}). Periksa folder dan izinnya.") from error
    try:
        yield made
        try:
            if path.exists():
                path.rename(old)
            made.rename(path)
        except OSError as error:
            raise WriteError(
                f"{path}: tidak dapat diganti ({reason(error)}). Tutup dahulu program yang membukanya, lalu ulangi."
            ) from error
    finally:
        if old.exists() and not path.exists():
            old.rename(path)
        shutil.rmtree(beside, ignore_errors=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole, or leave what was there."""
    write_together([(path, content)])


def write_together(files: Iterable[tuple[Path, bytes]]) -> None:
    """Write files whole, or leave what was there: none takes its place before all are written.

    They take their places one by one, since no system exchanges several in one step. Where one cannot be replaced,
    those that came before it stay.
    """
    with ExitStack() as temporaries:
        for path, content in files:
            temporary = temporaries.enter_context(whole(path))
            try:
                temporary.write_bytes(content)
            except OSError as error:
                raise WriteError(f"{path}: tidak dapat ditulis ({reason(error)}).") from error
