"""F4 POHON PER UNIT: daftar kinerja bernomor di bawah setiap kotak pohon kinerja, menurut unitnya.

Isinya dari lembar *Pohon Kinerja*: setiap kotak yang membawahi kotak lain beserta indikatornya (IK), dan kotak paling
bawah sebagai daftar bernomor. Kotak paling bawah yang menyebut unit lain daripada induknya mendapat daftar sendiri;
kotak tanpa induk dikumpulkan di akhir menurut unitnya. Daftar yang bersambung ke halaman berikut bertanda (lanjutan).
Bila lembar *Pohon Kinerja* kosong, isinya sasaran jenjang terendah di lembar *Matriks* menurut pemilik kinerja, atau
menurut induknya bila tidak berpemilik.

Sumber: POHON KINERJA BKPSDM Kabupaten Way Kanan Tahun 2021-2026.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cascade_xl.forms import kit
from cascade_xl.forms.boxes import Listing, of_matriks, of_pohon
from cascade_xl.forms.nothing import NothingError
from cascade_xl.forms.order import Order
from cascade_xl.forms.paper import Page
from cascade_xl.forms.sheet import Sheet

CODE = "F4"
TAB = "F4 POHON PER UNIT"


def sheets(order: Order) -> list[Sheet]:
    """One sheet."""
    listings = list(of_pohon(order.document.pohon) if order.document.pohon else of_matriks(order))
    if not listings:
        raise NothingError("Isi lembar Pohon Kinerja, atau kinerja jenjang terendah di lembar Matriks.")
    measured = any(statement.indicators for listing in listings for statement in listing.statements)
    columns = [
        kit.Column("UNIT", 190),
        kit.Column("NO", 26, "center"),
        kit.Column("SASARAN", 290),
        *([kit.Column("INDIKATOR", 250)] if measured else ()),
    ]
    blocks: list[kit.Block] = [
        *kit.head(order, "POHON KINERJA", f"{order.said('opd')} {order.said('pemerintah')}".strip(), _years(order)),
        kit.Table(columns, list(_body(listings, len(columns)))),
        *kit.signature(order),
    ]
    return [kit.lay(CODE, TAB, Page(order.paper, landscape=measured), blocks)]


def _years(order: Order) -> str:
    return f"TAHUN {order.period}" if order.period else ""


def _body(listings: Sequence[Listing], width: int) -> Iterator[kit.Record | kit.Band]:
    for heading, statements in listings:
        if not statements:
            yield kit.Band(heading)
        begins: str | None = heading
        for number, statement in enumerate(statements, start=1):
            said: tuple[str | None, ...] = (begins, f"{number}.", statement.text)
            for indicator in statement.indicators or ("",):
                yield (*said, indicator)[:width]
                said = (None, None, None)
            begins = None
