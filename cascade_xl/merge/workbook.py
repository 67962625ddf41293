"""The regency workbook as a file: written whole or not at all, and the same bytes for the same sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from io import BytesIO
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, NamedTuple

from cascade_xl.contract.merged import Compared
from cascade_xl.files import WriteError, reason, remove_left, whole
from cascade_xl.merge import carried, dasbor, matriks, peta_sheet, rekap, standard, sumber, target_sheet, temuan
from cascade_xl.merge.consolidate import MATRIKS_FIRST, Region
from cascade_xl.merge.frame import Streamed
from cascade_xl.merge.long_sheet import LongSheet
from cascade_xl.merge.looks import Looks, new_book
from cascade_xl.merge.render import Job, Layout, Share, jobs, render
from cascade_xl.merge.source import MergeError, Source
from cascade_xl.merge.stream import Growing, Skeleton, TooLargeError, packed, part
from cascade_xl.merge.tree import Tree

Map = Callable[[Callable[[Job], Share], Iterable[Job]], Iterable[Share]]
"""The builtin ``map``, or one over processes; its answers come in order."""


def write(given: Region | Sequence[Source], output: Path | IO[bytes], map_: Map = map) -> None:
    """Write the regency workbook to a path, replaced only whole, or to a binary stream, and then without links to the
    files. Raises `MergeError`."""
    region = given if isinstance(given, Region) else Region.of(given)
    _refuse(region)
    if not isinstance(output, Path):
        buffer = BytesIO()
        _write(region, buffer, None, map_)
        output.write(buffer.getvalue())
        return
    target = output.resolve()
    if any(target == source.path.resolve() for source in region.heads):
        raise MergeError(f"{output}: keluaran sama dengan masukan. Pilih nama lain; berkas OPD tidak pernah diubah.")
    try:
        with TemporaryFile(prefix="cascade-xl-") as built:  # nobody sees it, and it vanishes with a killed process
            _write(region, built, output.parent, map_)
            built.seek(0)
            with whole(target) as temporary, temporary.open("wb") as stream:
                copyfileobj(built, stream)
            remove_left(target)
    except WriteError as error:
        raise MergeError(str(error)) from error
    except OSError as error:
        raise MergeError(f"{output}: tidak dapat ditulis ({reason(error)}). Periksa ruang dan izin folder.") from error


def fits(region: Region) -> bool:
    """Whether Excel's sheets hold all rows and findings."""
    return max(region.rows, region.found) <= standard.MAX_ROWS - MATRIKS_FIRST


def _refuse(region: Region) -> None:
    if not region.heads:
        raise MergeError("Tidak ada berkas yang digabung.")
    if region.dataset:
        return
    columns, _ = standard.matriks_columns(region.years, region.extra)
    if len(columns) > standard.MAX_COLUMNS:
        raise MergeError(
            f"Matriks akan berisi {len(columns)} kolom, sedangkan Excel menampung {standard.MAX_COLUMNS}. "
            "Kurangi kolom tambahan di berkas OPD."
        )
    if not fits(region):
        raise MergeError(
            f"Matriks akan berisi {region.rows} baris dan Temuan {region.found}, sedangkan Excel menampung "
            f"{standard.MAX_ROWS}. Gabungkan dalam beberapa bagian."
        )


def _write(region: Region, target: IO[bytes], folder: Path | None, map_: Map) -> None:
    plan, content, long = _skeleton(region, folder)
    with ExitStack() as stack:
        skeleton = Skeleton(content, plan.growing, long, stack)
        layout = plan.layout(region, skeleton)
        if plan.temuan and layout.temuan:
            skeleton.piles[plan.temuan.growing].add(packed(temuan.general(layout.temuan, region)))
        if plan.growing:
            _fill(skeleton, plan, map_(partial(render, layout), jobs(region, folder)), region.compared)
        try:
            skeleton.write(target)
        except TooLargeError as error:
            raise MergeError("Hasilnya akan lebih besar dari 4 GB. Gabungkan dalam beberapa bagian.") from error


class _Plan(NamedTuple):
    """The sheets that will grow: not all are in a workbook that only sums up."""

    matriks: Streamed | None
    temuan: Streamed | None
    facts: Growing | None

    @property
    def growing(self) -> tuple[Growing, ...]:
        sheets = (self.matriks and self.matriks.growing, self.temuan and self.temuan.growing, self.facts)
        return tuple(sheet for sheet in sheets if sheet)

    def layout(self, region: Region, skeleton: Skeleton) -> Layout:
        """How the rows of the large ones look."""
        of_matriks = matriks.Layout.of(region, self.matriks.body(skeleton)) if self.matriks else None
        return Layout(of_matriks, self.temuan.body(skeleton) if self.temuan else None)


def _skeleton(region: Region, folder: Path | None) -> tuple[_Plan, bytes, Mapping[str, LongSheet]]:
    """The workbook without the rows of its large sheets; those of its long ones stand beside it, by their parts."""
    buffer = BytesIO()
    book = new_book(buffer, f"Cascading Kinerja {region.name} {region.period}".strip())
    looks = Looks(book)
    dasbor.write(book, looks, region)
    rekap.write(book, looks, region)
    of_temuan = temuan.write(book, looks, region) if region.lists_findings else None
    tree = Tree(region)
    target_sheet.write(book, looks, region, tree)
    peta_sheet.write(book, looks, region, tree)
    of_matriks = None if region.dataset else matriks.write(book, looks, region)
    sumber.write(book, looks, region, folder)
    carried.write_exemptions(book, looks, region)
    plan = _Plan(of_matriks, of_temuan, None if region.dataset else carried.write_facts(book))
    book.close()
    long = {part(at): sheet for at, sheet in enumerate(book.worksheets()) if isinstance(sheet, LongSheet)}
    return plan, buffer.getvalue(), long


def _fill(skeleton: Skeleton, plan: _Plan, shares: Iterable[Share], against: Compared) -> None:
    """Pile up the rows as they come."""
    piles = skeleton.piles
    facts = carried.Facts(skeleton.styles(plan.facts, (carried.FACTS,))[carried.FACTS], against) if plan.facts else None
    for share in shares:
        if plan.matriks:
            piles[plan.matriks.growing].add(share.matriks)
        if plan.temuan:
            piles[plan.temuan.growing].add(share.temuan)
        if plan.facts and facts:
            piles[plan.facts].add(packed(facts.add(share.profile, share.facts)))
    if plan.facts and facts:
        piles[plan.facts].add(packed(facts.end()))
