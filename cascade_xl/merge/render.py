"""What one file adds to the sheets that grow: a pure function, so that it can be mapped over any executor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from cascade_xl.garbage import uncollected
from cascade_xl.merge import carried, matriks, temuan
from cascade_xl.merge.consolidate import Region
from cascade_xl.merge.links import way
from cascade_xl.merge.rows import Body
from cascade_xl.merge.source import Source
from cascade_xl.merge.stream import Packed, packed


@dataclass(frozen=True)
class Layout:
    """How rows look in the sheets that grow; None for one that the workbook does not have."""

    matriks: matriks.Layout | None
    temuan: Body | None


class Job(NamedTuple):
    """A file to be rendered: how it is come by, at which rows of *Matriks* and *Temuan* its own begin, and the way from
    the regency workbook to it."""

    load: Callable[[], Source]
    matriks: int
    temuan: int
    way: str


class Share(NamedTuple):
    """What a file adds to each sheet."""

    matriks: Packed
    temuan: Packed
    profile: str
    facts: str


@uncollected
def render(layout: Layout, job: Job) -> Share:
    """Write a file's rows. It is let go with this."""
    source = job.load()
    return Share(
        packed(matriks.rows(layout.matriks, job.matriks, source, job.way) if layout.matriks else b""),
        packed(temuan.rows(layout.temuan, job.temuan, source, job.matriks, job.way) if layout.temuan else b""),
        *carried.facts(source),
    )


def jobs(region: Region, folder: Path | None) -> Iterator[Job]:
    """A job for each file of a region, whose workbook will stand in a folder.

    Sources that rest on disk may have a method ``loader``: position → a small callable that can be sent to another
    process and loads the source there. All others are asked for one after the other, as their turn comes.
    """
    loader = getattr(region.sources, "loader", None)
    loads = map(loader, range(len(region.heads))) if loader else (partial(_itself, s) for s in region.sources)
    for load, head, row, finding in zip(loads, region.heads, region.starts, region.finding_starts, strict=True):
        yield Job(load, row, finding, way(head.path, folder))


def _itself(source: Source) -> Source:
    return source
