"""What stands above an attachment of the office's decree: whose it is, its number and its date."""

from __future__ import annotations

from cascade_xl.forms import kit
from cascade_xl.forms.order import Order
from cascade_xl.forms.sheet import Look

_DOTS = "…" * 12
_COLUMNS = (kit.Column("", 50), kit.Column("", 500))


def attachment_head(order: Order) -> list[kit.Block]:
    """*Lampiran … Keputusan Kepala …*, with dots for what the office writes by hand."""
    date = _of_decree(order, "TANGGAL") or (order.said("tanggal") if order.decree is not None else "")
    return [
        kit.Line(f"Lampiran {_DOTS[:4]} Keputusan {_who(order)}", Look(10)),
        kit.Table(
            _COLUMNS,
            [
                ("Nomor", f": {_of_decree(order, 'NOMOR') or _DOTS}"),
                ("Tanggal", f": {order.date or date or _DOTS}"),
            ],
            size=10,
            ruled=False,
        ),
        kit.Gap(12),
    ]


def _who(order: Order) -> str:
    office = " ".join(filter(None, (order.said("opd"), order.said("pemerintah"))))
    return _of_decree(order, "JABATAN") or f"Kepala {office or _DOTS}"


def _of_decree(order: Order, heading: str) -> str:
    return " ".join((order.decree or {}).get(heading, ())).strip()
