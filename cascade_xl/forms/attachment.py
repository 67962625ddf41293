"""What stands above an attachment of the office's decree: which decree, its number and its date."""

from __future__ import annotations

from cascade_xl.forms import kit
from cascade_xl.forms.order import Order
from cascade_xl.forms.sheet import Look

_DOTS = "…" * 12
_COLUMNS = (kit.Column("", 50), kit.Column("", 500))


def attachment_head(order: Order) -> list[kit.Block]:
    """*Lampiran … Keputusan Kepala …*, with dots for what the office writes by hand."""
    whose = " ".join(filter(None, (order.said("opd"), order.said("pemerintah")))) or _DOTS
    return [
        kit.Line(f"Lampiran {_DOTS[:4]} Keputusan Kepala {whose}", Look(10)),
        kit.Table(
            _COLUMNS,
            [("Nomor", f": {_of_decree(order, 'NOMOR')}"), ("Tanggal", f": {_of_decree(order, 'TANGGAL')}")],
            size=10,
            ruled=False,
        ),
        kit.Gap(12),
    ]


def _of_decree(order: Order, heading: str) -> str:
    return " ".join((order.decree or {}).get(heading, ())).strip() or _DOTS
