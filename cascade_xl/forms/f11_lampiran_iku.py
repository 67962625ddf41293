"""F11 LAMPIRAN IKU: lampiran keputusan kepala OPD dengan indikator kinerja utama dan targetnya pada satu tahun.

Isinya diambil dari lembar *Matriks*: indikator OPD yang *Jenis*-nya IKU. Bila tidak ada yang bertanda IKU, semua
indikator di jenjang Sasaran PD dicetak, atau di jenjang sasaran daerah bila profil tidak mengenal Sasaran PD. Satuan
dan target yang kosong tetap kosong; nomor dan tanggal keputusan yang belum diketahui menjadi titik-titik.

Sumber: Lampiran II Keputusan Kepala BKD Provinsi Banten 2024.
"""

from __future__ import annotations

from cascade_xl.forms import kit
from cascade_xl.forms.attachment import attachment_head
from cascade_xl.forms.nothing import NothingError
from cascade_xl.forms.order import Order
from cascade_xl.forms.paper import Page
from cascade_xl.forms.said import is_iku, lowest_strategic, nodes_of, regency_levels, said, target_of
from cascade_xl.forms.sheet import Sheet
from cascade_xl.model import Indicator

CODE = "F11"
TAB = "F11 LAMPIRAN IKU"


def sheets(order: Order) -> list[Sheet]:
    """One sheet."""
    rows = _rows(order)
    columns = (
        kit.Column("No", 26, "center"),
        kit.Column("Indikator Kinerja Utama", 300),
        kit.Column("Satuan", 80, "center"),
        kit.Column(f"Target {order.year}", 80, "center"),
    )
    body: list[kit.Record] = [
        (f"{number}.", said(row.indikator), said(row.satuan), target_of(row, order.year))
        for number, row in enumerate(rows, start=1)
    ]
    blocks: list[kit.Block] = [
        *attachment_head(order),
        *kit.title("INDIKATOR KINERJA UTAMA", order.said("opd"), f"TAHUN {order.year}"),
        kit.Table(columns, body, size=10),
        *kit.signature(order),
    ]
    return [kit.lay(CODE, TAB, Page(order.paper, landscape=False), blocks)]


def _rows(order: Order) -> list[Indicator]:
    """The OPD's IKU, else all that its lowest sasaran measure."""
    lowest = lowest_strategic(order)
    if lowest is None:
        raise NothingError("Profil buku kerja ini tidak mengenal jenjang sasaran.")
    others = {level.key for level in regency_levels(order) if level != lowest}
    book = order.book
    own = [n for n in order.document.nodes if (level := book.level(n)) is None or level.key not in others]
    rows = [row for node in own for row in book.indicators(node) if is_iku(row)]
    rows = rows or [row for node in nodes_of(order, lowest.key) for row in book.indicators(node)]
    if not rows:
        raise NothingError(f"Isi indikator di jenjang {lowest.label} di lembar Matriks, atau beri Jenis IKU.")
    return rows
