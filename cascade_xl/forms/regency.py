"""TARGET TAHUNAN of a whole regency: the form F1 for a merged workbook.

What it says line by line is decided in `cascade_xl.merge.target_tahunan`, as in the merged workbook's own sheet; here
it gets letterhead, pages and the signature of the head of region.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from cascade_xl.checking import Checked
from cascade_xl.forms import FORMS, Made, kit
from cascade_xl.forms import f01_target_tahunan as f01
from cascade_xl.forms.nothing import NothingError
from cascade_xl.forms.order import Order
from cascade_xl.forms.paper import Page
from cascade_xl.forms.said import by_years, year_columns
from cascade_xl.forms.sheet import Sheet
from cascade_xl.merge.consolidate import Region
from cascade_xl.merge.gather import as_source
from cascade_xl.merge.target_tahunan import AGENCY_RANK, Band, Form, Line
from cascade_xl.model import Document
from cascade_xl.profile import Profile

_FILLS = ("9DC3E6", "BDD7EE", "DCE6F1", "EAF1F8")
"""Bands from visi to sasaran."""
_AGENCY = "F2F2F2"


def of_regency(order: Order, documents: Sequence[tuple[Document, Profile]]) -> Made:
    """What can be printed of the whole regency."""
    try:
        return Made((target_tahunan(order, documents),), ())
    except NothingError as nothing:
        return Made((), (f"{FORMS[f01.CODE].name} daerah tidak dicetak. {nothing}",))


def target_tahunan(order: Order, documents: Sequence[tuple[Document, Profile]]) -> Sheet:
    """One sheet for all documents of a merged workbook. ``order`` is one of theirs: its choices hold for the sheet.

    Raises `NothingError` where no file holds a tujuan, a sasaran or an IKU.
    """
    region = _region(documents)
    form = Form(region)
    entries = list(form.lines())
    if not entries:
        raise NothingError("Tidak ada tujuan, sasaran atau IKU di dalam berkas.")
    whole = replace(order, document=_of_region(order.document, region))
    blocks: list[kit.Block] = [
        *kit.head(whole, f01.TAB, region.name, f"TAHUN {region.period}"),
        *by_years(region.years, lambda years: kit.Table(_columns(years), list(_body(entries, region.years, years)))),
        *((kit.Gap(6), kit.Line(form.note)) if form.note else ()),
        *kit.signature(whole, kit.head_of_region(whole.said("pemerintah"))),
    ]
    return kit.lay(f01.CODE, f01.TAB, Page(order.paper), blocks)


def _region(documents: Iterable[tuple[Document, Profile]]) -> Region:
    checked = (Checked.by_no_rule(document, profile) for document, profile in documents)
    return Region.of(as_source(c, Path(c.document.file), c.document.source) for c in checked)


def _of_region(document: Document, region: Region) -> Document:
    """The regency's own: without OPD, address, place and officials, which are those of one file."""
    known = {"pemerintah"} if len(region.governments) == 1 else set()
    return replace(document, identitas={key: document.identitas[key] for key in known}, officials=())


def _columns(years: Sequence[int]) -> tuple[kit.Column, ...]:
    return (
        kit.Column("NO", 24, "center"),
        kit.Column("JENJANG", 54),
        kit.Column("SASARAN", 180),
        kit.Column("INDIKATOR", 190),
        kit.Column("SATUAN", 56, "center"),
        *year_columns(years, "TARGET TAHUNAN", 44),
        kit.Column("KETERANGAN", 120),
    )


def _body(
    entries: Iterable[Band | Line], all_years: Sequence[int], years: Sequence[int]
) -> Iterator[kit.Record | kit.Band]:
    for entry in entries:
        if isinstance(entry, Band):
            fill = _AGENCY if entry.rank == AGENCY_RANK else _FILLS[min(entry.rank, len(_FILLS) - 1)]
            yield kit.Band(f"{entry.label.upper()}: {entry.text}" if entry.label else entry.text, fill)
        else:
            own = (entry.no, entry.jenjang, entry.sasaran) if entry.jenjang else (None, None, None)
            targets = (target for year, target in zip(all_years, entry.targets, strict=True) if year in years)
            yield *own, entry.indikator, entry.satuan, *targets, entry.keterangan
