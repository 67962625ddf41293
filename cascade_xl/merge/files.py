"""The whole merge: paths of OPD workbooks → one regency workbook, or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import gettempdir

from cascade_xl import engines
from cascade_xl.checking import Master, across
from cascade_xl.engines import Answer, Item
from cascade_xl.files import WriteError, reason
from cascade_xl.merge import conflicts
from cascade_xl.merge.across import refuse_crashed, sound
from cascade_xl.merge.alike import Alike
from cascade_xl.merge.compared import compared
from cascade_xl.merge.consolidate import Region
from cascade_xl.merge.gather import file_names
from cascade_xl.merge.parquet import dataset
from cascade_xl.merge.reading import Read, Reader, Resting, Shelf, Sources
from cascade_xl.merge.remembered import Remembered
from cascade_xl.merge.source import Head, LeftOut, MergeError
from cascade_xl.merge.workbook import fits, write
from cascade_xl.model import Severity
from cascade_xl.profile import Profile
from cascade_xl.read.saved import saved
from cascade_xl.rules.book import Nomenclature
from cascade_xl.rules.regency.regency import Expected

Told = Callable[[str, int], None]
"""Is told of each file that is done: its name, and how many rows it has."""


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What the user chose. ``master`` is the RPJMD that the files are compared with, ``expected`` the list of OPD;
    ``update`` reads only files whose content is not known from an earlier merge; ``parquet`` writes the rows beside the
    workbook, which then sums them up (so it is, too, where Excel does not hold them)."""

    using: Profile | None = None
    nomenclature: Nomenclature | None = None
    master: Master | None = None
    expected: Sequence[Expected] | None = None
    conflict: str = conflicts.FAIL
    allow_errors: bool = False
    update: bool = False
    parquet: bool = False
    engine: str = engines.AUTO
    workers: int | None = None
    scheduler: str = ""


DEFAULT = Choices()


def merge_files(
    paths: Sequence[Path],
    output: Path,
    choices: Choices = DEFAULT,
    told: Told | None = None,
    ready: Callable[[Region], Told] | None = None,
) -> Region:
    """Read, check and merge files. Raises `MergeError` with a message for the officer, and then nothing is written.

    ``told`` hears of each file once it is read, ``ready`` of the region before anything is written: it may refuse, and
    says who hears of each file once its rows are written.
    """
    try:
        with engines.start(choices.engine, len(paths), choices.workers, choices.scheduler) as engine:
            shelf = Shelf()
            region = _region(*_read(paths, shelf, engine, choices, told), shelf, choices)
            heard = _Heard(engine, region, ready(region)) if ready else engine
            if choices.parquet or not fits(region):
                region = replace(region, dataset=f"{output.stem}.parquet")
                with dataset(region, output.with_name(region.dataset), heard.map):
                    write(region, output, engine.map)
            else:
                write(region, output, heard.map)
    except (engines.EngineError, WriteError, ImportError) as error:
        raise MergeError(f"{error}\nTidak ada yang ditulis.") from error
    except OSError as error:
        raise MergeError(
            f"Folder sementara {gettempdir()} tidak dapat ditulis ({reason(error)}). Tidak ada yang ditulis. "
            "Kosongkan sebagian isinya, lalu ulangi."
        ) from error
    return region


class _Heard:
    """An engine whose work on the files of a region is heard of."""

    def __init__(self, engine: engines.Engine, region: Region, told: Told) -> None:
        self._engine = engine
        self._heads = region.heads
        self._told = told

    def map(self, function: Callable[[Item], Answer], items: Iterable[Item]) -> Iterator[Answer]:
        """What the engine answers, in the order of the files."""
        for head, answer in zip(self._heads, self._engine.map(function, items), strict=True):
            self._told(head.name, head.lines)
            yield answer


def _read(
    paths: Sequence[Path], shelf: Shelf, engine: engines.Engine, choices: Choices, told: Told | None
) -> tuple[list[Head], list[LeftOut]]:
    """The heads of what was read, and what cannot be read."""
    reader = Reader(choices.using, choices.nomenclature)
    alike = Alike()
    heads: list[Head] = []
    unreadable: list[LeftOut] = []
    for answer in _answers(list(file_names(paths).items()), reader, engine, choices.update):
        if isinstance(answer, LeftOut):
            unreadable.append(answer)
        else:
            shelf.put(answer)
            heads.append(alike(answer.head))
        if told:
            told(*(answer.name, 0) if isinstance(answer, LeftOut) else (answer.head.name, answer.head.lines))
    if unreadable and not choices.allow_errors:
        listed = "\n".join(file.reason for file in sorted(unreadable, key=lambda file: file.name))
        raise MergeError(
            f"{listed}\nTidak ada yang ditulis. Perbaiki atau keluarkan berkas itu, lalu ulangi.",
            "Atau pakai --allow-errors untuk menggabungkan yang terbaca saja.",
        )
    refuse_crashed(name for head in heads for name in head.crashed)
    return heads, unreadable


def _answers(
    files: Sequence[tuple[Path, str]], reader: Reader, engine: engines.Engine, update: bool
) -> Iterator[Read | LeftOut]:
    """What each file gives; with ``update`` those that are known are taken from there."""
    if not update:
        yield from engine.map(reader, files)
        return
    remembered = Remembered(reader)
    unknown = []
    for path, name in files:
        known = remembered.get(_sha256(path), name)
        if known is None:
            unknown.append((path, name))
        else:
            yield known._replace(head=replace(known.head, path=path, saved=saved(path)))
    for answer in engine.map(reader, unknown):
        if isinstance(answer, Read):
            remembered.put(answer)
        yield answer
    remembered.prune()


def _sha256(path: Path) -> str:
    """The hash of a file, empty where it cannot be opened: the reader says why."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _region(heads: Sequence[Head], unreadable: Sequence[LeftOut], shelf: Shelf, choices: Choices) -> Region:
    """The files that are merged, also checked across OPD."""
    kept, left_out = conflicts.decide(heads, choices.conflict)
    if not kept:
        raise MergeError("Tidak ada berkas yang dapat digabung. Tidak ada yang ditulis.")
    offices = Resting(lambda position: shelf.office(kept[position].name), range(len(kept)))
    report = sound(across(offices, choices.master, choices.expected))
    heads = tuple(head.judged_also(results) for head, results in zip(kept, report.offices, strict=True))
    return Region(
        heads=heads,
        sources=Sources(shelf, heads, report.offices),
        strategies=Resting(lambda position: shelf.strategy(heads[position].name), range(len(heads))),
        left_out=tuple(sorted([*left_out, *unreadable], key=lambda file: file.name)),
        findings=tuple(report.findings),
        compared=compared(choices.master, choices.expected),
        notes=tuple(report.unused),
    )


def summary(region: Region) -> str:
    """What came together, in words."""
    counts = (f"{region.count(severity)} {severity.label}" for severity in Severity)
    return f"{len(region.heads)} berkas, {region.rows} baris, {', '.join(counts)}"
